"""The vocabulary graph: ontology, concept schemes and places.

It is written when a store is created and again whenever its sources (or the way they are mapped)
change, seen by a hash kept in the graph itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.iris import term, vocabulary_graph
from kg.queries import load
from kg.repo import Repo
from ontology.text import nfc

_NOT_LOADED: Final = frozenset({"shapes.ttl"})
_MADE_FROM: Final = ("vocabulary.py", "gazetteer.py", "concepts.py")
"""Modules of this package whose change changes the graph."""


def refresh(repo: Repo) -> bool:
    """Bring the vocabulary graph of a store up to date; true if it had to be written."""
    graph = vocabulary_graph()
    if repo.ask(load("has_vocabulary.rq"), bindings={"hash": Literal(source_hash())}):
        return False
    repo.replace_graph(graph, vocabulary_quads())
    return True


def vocabulary_quads() -> Iterator[Quad]:
    """All quads of the vocabulary graph; every literal NFC."""
    from kg.concepts import concept_triples
    from kg.gazetteer import place_triples

    graph = vocabulary_graph()
    yield Quad(graph, term("dcterms:identifier"), Literal(source_hash()), graph)
    for file in _ontology_files():
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, _normal(quad.object), graph)
    for triples in (concept_triples(), place_triples()):
        for subject, predicate, value in triples:
            yield Quad(subject, term(predicate), value, graph)


@cache
def source_hash() -> str:
    """Hash of everything the graph is made from."""
    digest = hashlib.sha256()
    lexicons = files("ontology").joinpath("data/lexicons")
    own = [files("kg").joinpath(name) for name in _MADE_FROM]
    for file in (*_ontology_files(), *sorted(lexicons.iterdir(), key=str), *own):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _ontology_files() -> list[Traversable]:
    data = files("ontology").joinpath("data")
    return sorted((f for f in data.iterdir() if f.name.endswith(".ttl") and f.name not in _NOT_LOADED), key=str)


def _normal(value: NamedNode | BlankNode | Literal | object) -> NamedNode | BlankNode | Literal:
    if isinstance(value, Literal):
        if value.language:
            return Literal(nfc(value.value), language=value.language)
        return Literal(nfc(value.value), datatype=value.datatype)
    if isinstance(value, (NamedNode, BlankNode)):
        return value
    raise TypeError(f"the ontology holds a term of an unknown kind: {value!r}")
