"""Find what a person calls by name: an IRI, an id, a number, a label, with or without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.queries import load
from kg.repo import Repo, Term
from ontology import lexicon
from ontology.text import fold, nfc

_ABSOLUTE: Final = re.compile(r"https?://\S+")
_UNSAFE: Final = re.compile(r"[\s<>\"{}|^`\\]")
_LOCAL: Final = re.compile(r"#?(?P<local>[a-z]+-[a-z0-9.-]+)")


def find_things(repo: Repo, name: str) -> tuple[NamedNode, ...]:
    """Things that a name stands for, sorted; several if it is ambiguous, none if it is unknown.

    The first of these that finds something decides: an IRI; a path below the base of ids; a local id
    of a fact in any notice; the exact name; the name without regard to case, marks and signs; such a
    name followed by that of a province; a part of a name.
    """
    name = nfc(name).strip()
    for candidate in _as_iri(name):
        if repo.ask(load("thing_exists.rq"), bindings={"thing": candidate}):
            return (candidate,)
    local = _LOCAL.fullmatch(name)
    if local is not None:
        found = repo.select(load("facts_called.rq"), bindings={"local": Literal(local["local"])})
        if found:
            return _sorted(row["thing"] for row in found)
    return _by_name(repo, name)


def _as_iri(name: str) -> Iterator[NamedNode]:
    if not name or _UNSAFE.search(name):
        return
    if _ABSOLUTE.fullmatch(name):
        yield NamedNode(name)
    elif "/" in name:
        path = name.removeprefix("/").removeprefix("id/")
        yield iris.thing(path)
        yield iris.thing(f"notice/{path}")


def _by_name(repo: Repo, name: str) -> tuple[NamedNode, ...]:
    key = fold(name)
    if not key:
        return ()
    for literal in (Literal(name), Literal(name, language="vi")):
        found = repo.select(load("named_exactly.rq"), bindings={"name": literal})
        if found:
            return _sorted(row["thing"] for row in found)
    rows = [(row["thing"], str(row["name"].value)) for row in repo.select(load("named_things.rq"))]
    exact = [thing for thing, known in rows if known.casefold() == name.casefold()]
    if exact:
        return _sorted(exact)
    keys = [(thing, fold(known)) for thing, known in rows]
    folded = [thing for thing, known in keys if known == key]
    return _sorted(folded) or _in_province(keys, key) or _sorted(t for t, known in keys if f" {key} " in f" {known} ")


def _in_province(keys: list[tuple[Term, str]], key: str) -> tuple[NamedNode, ...]:
    """Things of a province called by their name and the province's: `so y te bac giang`."""
    for province in lexicon.provinces():
        for place in sorted({fold(name) for name in (province.name, province.short_name)}, key=len, reverse=True):
            if key.endswith(" " + place):
                rest, part = key.removesuffix(place).strip(), f"/{province.id}/"
                found = _sorted(thing for thing, known in keys if known == rest and part in str(thing.value))
                if found:
                    return found
    return ()


def _sorted(things: Iterable[Term]) -> tuple[NamedNode, ...]:
    named = {thing for thing in things if isinstance(thing, NamedNode)}
    return tuple(sorted(named, key=lambda thing: thing.value))
