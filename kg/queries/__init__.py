"""SPARQL of this package, one request per file; see `load`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ontology.names import PREFIXES


@cache
def prologue() -> str:
    """PREFIX lines for every prefix of the product."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@cache
def load(name: str) -> str:
    """Text of `kg/queries/<name>` (`duty.rq`, `replace.ru`) with the prefixes it uses declared in front.

    Raises:
        FileNotFoundError: there is no such file.
    """
    text = files("kg").joinpath(f"queries/{name}").read_text(encoding="utf-8")
    return prologue() + text
