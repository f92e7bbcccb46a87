"""Terms of the store as rdflib terms, for tools that read rdflib graphs.

Plain strings stay plain: Oxigraph types them `xsd:string`, which rdflib holds to be another literal.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

_STRING = str(rdflib.XSD.string)


def to_graph(quads: Iterable[Quad | Triple]) -> rdflib.Graph:
    """Triples of the quads (their graph names dropped) as an rdflib graph in memory."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(value: object) -> rdflib.term.Node:
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if not isinstance(value, Literal):
        raise TypeError(f"no rdflib form of {value!r}")
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    datatype = None if value.datatype.value == _STRING else rdflib.URIRef(value.datatype.value)
    return rdflib.Literal(value.value, datatype=datatype, normalize=False)
