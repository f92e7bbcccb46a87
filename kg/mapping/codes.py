"""Codes of the record → ontology terms, from `terms.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from kg.iris import term
from ontology import lexicon


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kg").joinpath("mapping/terms.toml").read_text(encoding="utf-8"))


def code(table: str, value: str) -> NamedNode | None:
    """Term of a code; null for a code that the ontology doesn't distinguish.

    Raises:
        KeyError: there is no such table.
    """
    curie = _tables()[table].get(value)
    return None if curie is None else term(curie)


def body_class(value: str) -> NamedNode:
    """Class of a body by its code in the lexicon; `org:Organization` for a code it doesn't have."""
    local = {row.code: row.term for row in lexicon.body_classes()}.get(value)
    return term("org:Organization" if local is None else f"tt:{local}")
