"""SPARQL Updates that replace whole graphs; one request is one transaction of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Template

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.queries import load, prologue


def replacement(graphs: Mapping[NamedNode, Iterable[Quad]]) -> str:
    """One update that puts exactly the given triples in each graph and counts the generation up.

    Only serialised terms enter the text. A graph without quads is dropped.
    """
    parts = [_one(name, [Triple(q.subject, q.predicate, q.object) for q in quads]) for name, quads in graphs.items()]
    return prologue() + " ;\n".join(part.removeprefix(prologue()) for part in (*parts, load("next_generation.ru")))


def _one(name: NamedNode, triples: list[Triple]) -> str:
    if not triples:
        return Template(load("drop_graph.ru")).substitute(graph=str(name))
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return Template(load("replace_graph.ru")).substitute(graph=str(name), triples=text.decode("utf-8"))
