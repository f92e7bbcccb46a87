"""Districts and communes in a question: each stands for the notices that its own bodies issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from query.ask.catalogue import Scope
from query.link.language import language
from query.link.linker import Linked


def areas(linked: Linked, scope: Scope) -> tuple[Mapping[str, set[str]], set[int]]:
    """Areas that the question names, with the IRIs of their notices, and the positions of the words for them."""
    keys = [word.key for word in linked.question.words]
    found, used = dict[str, set[str]](), set[int]()
    for run, notices in scope.areas.items():
        if len(run) < 2 or (at := _place(keys, run)) is None:
            continue
        for notice in notices:
            found.setdefault(notice.area or "", set()).add(notice.iri)
        kind = next((size for size in (2, 1) if at >= size and _is_kind(keys[at - size : at])), 0)
        used |= set(range(at - kind, at + len(run)))
    return found, used


def _place(keys: Sequence[str], run: Sequence[str]) -> int | None:
    size = len(run)
    return next((i for i in range(len(keys) - size + 1) if keys[i : i + size] == list(run)), None)


def _is_kind(words: Sequence[str]) -> bool:
    return " ".join(words) in language().signals["places"]


def narrowed(scope: Scope, provinces: set[str], found: Mapping[str, set[str]]) -> tuple[Scope, bool]:
    """The notices of the provinces and areas named, and whether that narrows by an area.

    Where the province of an area is named as well and has other notices, its area is part of what is asked.
    """
    own = {iri for iris in found.values() for iri in iris}
    if not own:
        return scope.of_provinces(provinces) or scope, False
    around = {n.province for n in scope if n.iri in own} & provinces
    others = {n.province for n in scope if n.iri not in own and n.province in around}
    kept = Scope(
        n
        for n in scope
        if (n.iri in own and n.province not in others)
        or (n.province in provinces and (n.province in others or n.province not in around))
    )
    return (kept, True) if kept else (scope, False)
