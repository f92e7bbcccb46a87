"""Find what a person calls by name: an IRI, an id, a number, a label, with or without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.queries import load
from kg.repo import Repo
from ontology.text import fold, nfc

_ABSOLUTE: Final = re.compile(r"https?://\S+")
_UNSAFE: Final = re.compile(r"[\s<>\"{}|^`\\]")
_LOCAL: Final = re.compile(r"#?(?P<local>[a-z]+-[a-z0-9.-]+)")


def find_things(repo: Repo, name: str) -> tuple[NamedNode, ...]:
    """Things that a name stands for, sorted; several if it is ambiguous, none if it is unknown.

    The first of these that finds something decides: an IRI; a path below the base of ids; a local id
    of a fact in any notice; the exact name; the name without regard to case, marks and signs; a part
    of a name.
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
    exact, folded, partial = list[object](), list[object](), list[object]()
    for row in repo.select(load("named_things.rq")):
        known = str(row["name"].value)
        if known.casefold() == name.casefold():
            exact.append(row["thing"])
        elif (known_key := fold(known)) == key:
            folded.append(row["thing"])
        elif f" {key} " in f" {known_key} ":
            partial.append(row["thing"])
    return _sorted(exact) or _sorted(folded) or _sorted(partial)


def _sorted(things: Iterator[object] | list[object]) -> tuple[NamedNode, ...]:
    named = {thing for thing in things if isinstance(thing, NamedNode)}
    return tuple(sorted(named, key=lambda thing: thing.value))
