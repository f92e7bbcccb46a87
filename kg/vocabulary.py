"""The vocabulary graph: ontology, concept schemes, document types and places.

It is written when a store is created and again whenever its sources (or this module) change, seen by
a hash kept in the graph itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.engine import OxigraphRepo
from kg.iris import document_type, place, successor, term, thing, topic, urgency, vocabulary_graph
from ontology import lexicon
from ontology.text import nfc, slug

_NOT_LOADED: Final = frozenset({"shapes.ttl"})
_LEXICONS: Final = ("provinces", "topics", "document_types", "urgencies", "bodies")
_MERGER_DAY: Final = "2025-07-01"
"""Day on which 63 units became 34 (resolution 202/2025/QH15)."""
_RECIPE: Final = "1"
"""Counts changes of this module that change its quads."""


def refresh(repo: OxigraphRepo) -> bool:
    """Bring the vocabulary graph of a store up to date; true if it had to be written."""
    graph, mark = vocabulary_graph(), Literal(source_hash())
    if next(repo.store.quads_for_pattern(graph, term("dcterms:identifier"), mark, graph), None):
        return False
    repo.replace_graph(graph, vocabulary_quads())
    return True


@cache
def source_hash() -> str:
    """Hash of everything the graph is made from."""
    digest = hashlib.sha256(_RECIPE.encode())
    for file in (*_ontology_files(), *(_lexicon_file(name) for name in _LEXICONS)):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def vocabulary_quads() -> Iterator[Quad]:
    """All quads of the vocabulary graph; every literal NFC."""
    graph = vocabulary_graph()
    yield Quad(graph, term("dcterms:identifier"), Literal(source_hash()), graph)
    for file in _ontology_files():
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, _normal(quad.object), graph)
    for subject, predicate, value in (*_topics(), *_document_types(), *_urgencies(), *_provinces()):
        yield Quad(subject, term(predicate), value, graph)


_Triple = tuple[NamedNode, str, NamedNode | Literal]


def _ontology_files() -> list[Traversable]:
    data = files("ontology").joinpath("data")
    return sorted((f for f in data.iterdir() if f.name.endswith(".ttl") and f.name not in _NOT_LOADED), key=str)


def _lexicon_file(name: str) -> Traversable:
    return files("ontology").joinpath(f"data/lexicons/{name}.csv")


def _normal(value: object) -> NamedNode | Literal:
    if isinstance(value, Literal):
        if value.language:
            return Literal(nfc(value.value), language=value.language)
        return Literal(nfc(value.value), datatype=value.datatype)
    return value  # type: ignore[return-value]


def _named(node: NamedNode, class_: str, vi: str, en: str) -> Iterator[_Triple]:
    yield node, "rdf:type", term(class_)
    yield node, "rdfs:label", Literal(nfc(vi), language="vi")
    yield node, "skos:prefLabel", Literal(nfc(vi), language="vi")
    if en:
        yield node, "rdfs:label", Literal(en, language="en")
        yield node, "skos:prefLabel", Literal(en, language="en")


def _topics() -> Iterator[_Triple]:
    scheme = thing("topic-scheme")
    yield scheme, "rdf:type", term("skos:ConceptScheme")
    for row in lexicon.topics():
        node = topic(row.id)
        yield from _named(node, "tt:Topic", row.label, row.label_en)
        yield node, "rdf:type", term("skos:Concept")
        yield node, "skos:inScheme", scheme
        yield node, "skos:notation", Literal(row.id)
        if row.parent:
            yield node, "skos:broader", topic(row.parent)
        else:
            yield node, "skos:topConceptOf", scheme
        for trigger in row.triggers:
            yield node, "skos:altLabel", Literal(nfc(trigger), language="vi")
        for indicator in row.oxcgrt:
            yield node, "skos:closeMatch", thing(f"measure/{indicator}")


def _document_types() -> Iterator[_Triple]:
    for row in lexicon.rows("document_types"):
        node = document_type(row["slug"])
        yield from _named(node, "tt:DocumentType", row["name_vi"], row["name_en"])
        if row["code"]:
            yield node, "skos:notation", Literal(nfc(row["code"]))


def _urgencies() -> Iterator[_Triple]:
    for row in lexicon.rows("urgencies"):
        node = urgency(row["slug"])
        yield from _named(node, "tt:Urgency", row["name_vi"], row["name_en"])
        yield node, "tt:sequence", Literal(int(row["rank"]))


def _provinces() -> Iterator[_Triple]:
    date = term("xsd:date")
    heirs: dict[str, list[lexicon.Province]] = {}
    for row in lexicon.provinces():
        node, heir = place(row.id), successor(_short(row.successor_name))
        heirs.setdefault(row.successor_name, []).append(row)
        yield from _named(node, "tt:Province", row.short_name, "")
        yield node, "skos:altLabel", Literal(nfc(row.name), language="vi")
        for other in row.abbreviations:
            yield node, "skos:altLabel", Literal(nfc(other), language="vi")
        yield node, "tt:code", Literal(row.code)
        yield node, "tt:succeededBy", heir
        if row.valid_from:
            yield node, "tt:validFrom", Literal(row.valid_from, datatype=date)
        yield node, "tt:validTo", Literal(row.valid_to or "2025-06-30", datatype=date)
    for name, parts in heirs.items():
        yield from _unit_of_2025(name, parts)


def _unit_of_2025(name: str, parts: list[lexicon.Province]) -> Iterator[_Triple]:
    """A unit of 1/7/2025 and, if it isn't one unit continued under its name, the change that made it."""
    node, date = successor(_short(name)), term("xsd:date")
    yield from _named(node, "tt:Province2025", _short(name), "")
    yield node, "skos:altLabel", Literal(nfc(name), language="vi")
    yield node, "tt:code", Literal(parts[0].successor_code)
    yield node, "tt:validFrom", Literal(_MERGER_DAY, datatype=date)
    if len(parts) > 1 or parts[0].name != name:
        change = thing(f"change/2025/{slug(_short(name))}")
        yield change, "rdf:type", term("tt:UnitChange")
        yield change, "rdf:type", term("org:ChangeEvent")
        yield change, "dcterms:date", Literal(_MERGER_DAY, datatype=date)
        yield change, "tt:resultingUnit", node
        for part in parts:
            yield change, "tt:originalUnit", place(part.id)


@cache
def _short_names() -> dict[str, str]:
    return {province.name: province.short_name for province in lexicon.provinces()}


def _short(name: str) -> str:
    """Name of a unit without its type; every unit of 2025 bears the name of one of 2021."""
    return _short_names()[name] if name in _short_names() else name.split(" ", 1)[1]
