"""Concept schemes of the vocabulary graph that no file of the ontology holds: document types, urgency stamps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.iris import document_type, term, thing, urgency
from ontology import lexicon
from ontology.text import nfc

Triple: TypeAlias = tuple[NamedNode, str, NamedNode | Literal]
"""Subject, compact name of the predicate, object."""


def concept_triples() -> Iterator[Triple]:
    """All concepts with Vietnamese and English labels; topics and measures are files of the ontology."""
    yield from _document_types()
    yield from _urgencies()


def named(node: NamedNode, class_: str, vi: str, en: str = "") -> Iterator[Triple]:
    """Type and labels of a thing of the vocabulary."""
    yield node, "rdf:type", term(class_)
    for text, language in ((vi, "vi"), (en, "en")):
        if text:
            yield node, "rdfs:label", Literal(nfc(text), language=language)
            yield node, "skos:prefLabel", Literal(nfc(text), language=language)


def other_names(node: NamedNode, names: tuple[str, ...]) -> Iterator[Triple]:
    """Names by which a text may call a thing."""
    for name in names:
        yield node, "skos:altLabel", Literal(nfc(name), language="vi")


def _scheme(name: str) -> tuple[NamedNode, list[Triple]]:
    scheme = thing(f"scheme/{name}")
    return scheme, [(scheme, "rdf:type", term("skos:ConceptScheme"))]


def _concept(node: NamedNode, scheme: NamedNode, notation: str) -> Iterator[Triple]:
    yield node, "rdf:type", term("skos:Concept")
    yield node, "skos:inScheme", scheme
    if notation:
        yield node, "skos:notation", Literal(nfc(notation))


def _document_types() -> Iterator[Triple]:
    scheme, head = _scheme("document-type")
    yield from head
    for row in lexicon.document_types():
        node = document_type(row.slug)
        yield from named(node, "tt:DocumentType", row.name, row.name_en)
        yield from _concept(node, scheme, row.code)


def _urgencies() -> Iterator[Triple]:
    scheme, head = _scheme("urgency")
    yield from head
    for row in lexicon.urgencies():
        node = urgency(row.slug)
        yield from named(node, "tt:Urgency", row.name, row.name_en)
        yield from _concept(node, scheme, "")
        yield from other_names(node, row.variants)
        yield node, "tt:rank", Literal(row.rank)
