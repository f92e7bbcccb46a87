"""SHACL validation of one notice graph against the ontology's shapes. Imports pySHACL on first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import Quad

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken shape: the node it is about, the property, and the shape's message per language."""

    focus: str
    path: str
    value: str
    messages: tuple[tuple[str, str], ...]

    def message(self, lang: str = "en") -> str:
        """The message in a language, else in any."""
        texts = dict(self.messages)
        return texts.get(lang) or next(iter(texts.values()), self.path)

    def told(self, lang: str = "en") -> str:
        """The message with the fact it is about (`#duty-7`) in front."""
        return f"{self.focus.rpartition('#')[1]}{self.focus.rpartition('#')[2]}: {self.message(lang)}"


def violations(quads: Iterable[Quad]) -> list[Violation]:
    """Everything in a notice's graph that breaks the shapes, in order of focus node; empty if it conforms."""
    import pyshacl

    from kg.rdflib_bridge import to_graph

    conforms, results, _ = pyshacl.validate(to_graph(quads), shacl_graph=_shapes(), advanced=False, inference="none")
    return [] if conforms else _read(results)


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    text = files("ontology").joinpath("data/shapes.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def _read(results: rdflib.Graph) -> list[Violation]:
    import rdflib

    def text(node: rdflib.term.Node | None) -> str:
        return "" if node is None else str(node)

    found = []
    for result in results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult):
        messages = tuple(
            (literal.language or "", str(literal))
            for literal in results.objects(result, rdflib.SH.resultMessage)
            if isinstance(literal, rdflib.Literal)
        )
        found.append(
            Violation(
                text(results.value(result, rdflib.SH.focusNode)),
                text(results.value(result, rdflib.SH.resultPath)),
                text(results.value(result, rdflib.SH.value)),
                tuple(sorted(messages)),
            )
        )
    return sorted(found, key=lambda violation: (violation.focus, violation.path, violation.value))
