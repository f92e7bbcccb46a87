"""Find what a person calls by name: an IRI, an id, a number, a label, with or without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
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
    of a fact in any notice, or in the notice named before it (`229-TB/TU#duty-7`); the exact name; the
    name without regard to case, marks and signs; such a name followed by that of a province; a part of
    a name. A body that people said is another stands for that.
    """
    return _sorted(_same(repo, thing) for thing in _find(repo, name))


def _same(repo: Repo, thing: NamedNode) -> NamedNode:
    rows = repo.select(load("same_as.rq"), bindings={"thing": thing})
    found = rows[0]["body"] if rows else thing
    return found if isinstance(found, NamedNode) else thing


def _find(repo: Repo, name: str) -> tuple[NamedNode, ...]:
    name = nfc(name).strip()
    for candidate in _as_iri(name):
        if repo.ask(load("thing_exists.rq"), bindings={"thing": candidate}):
            return (candidate,)
    if "#" in name.strip("#"):
        return _facts_of(repo, name)
    local = _LOCAL.fullmatch(name)
    if local is not None:
        found = repo.select(load("facts_called.rq"), bindings={"local": Literal(local["local"])})
        if found:
            return _sorted(row["thing"] for row in found)
    return _by_name(repo, name)


def _facts_of(repo: Repo, name: str) -> tuple[NamedNode, ...]:
    """Facts of a notice called by the notice's name and their local id: `229-TB/TU#duty-7`."""
    notice, _, local = name.partition("#")
    wholes = {thing.value.partition("#")[0] for thing in find_things(repo, notice)}
    facts = (iris.fragment(NamedNode(whole), local) for whole in wholes)
    return _sorted(fact for fact in facts if repo.ask(load("thing_exists.rq"), bindings={"thing": fact}))


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
    keys = [(row["thing"], fold(str(row["name"].value))) for row in repo.select(load("named_things.rq"))]
    folded = [thing for thing, known in keys if known == key] + _kinds(repo, key)
    if folded:
        return _sorted(folded)
    return _in_province(repo, keys, key) or _sorted(thing for thing, known in keys if f" {key} " in f" {known} ")


def _kinds(repo: Repo, key: str) -> list[Term]:
    """Bodies and posts whose kind has this name in the lexicon."""
    ids = _lexicon().get(key, ())
    rows = (repo.select(load("lexicon_things.rq"), bindings={"id": Literal(kind)}) for kind in ids)
    return [row["thing"] for found in rows for row in found]


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """Folded names of kinds of bodies and posts → their ids."""
    names: dict[str, dict[str, None]] = {}
    for body in lexicon.bodies():
        for name in (body.name, *body.abbreviations, *body.variants):
            names.setdefault(fold(name), {})[body.id] = None
    for post in lexicon.posts():
        for name in (post.name, *post.variants):
            names.setdefault(fold(name), {})[post.id] = None
    return {name: tuple(ids) for name, ids in names.items() if name}


def _in_province(repo: Repo, keys: list[tuple[Term, str]], key: str) -> tuple[NamedNode, ...]:
    """Things of a province called by their name and the province's: `so y te bac giang`."""
    for province in lexicon.provinces():
        for place in sorted({fold(name) for name in (province.name, province.short_name)}, key=len, reverse=True):
            if key.endswith(" " + place):
                rest, part = key.removesuffix(place).strip(), f"/{province.id}/"
                named = [thing for thing, known in keys if known == rest] + _kinds(repo, rest)
                found = _sorted(thing for thing in named if part in str(thing.value))
                if found:
                    return found
    return ()


def _sorted(things: Iterable[Term]) -> tuple[NamedNode, ...]:
    named = {thing for thing in things if isinstance(thing, NamedNode)}
    return tuple(sorted(named, key=lambda thing: thing.value))
