"""Places of the vocabulary graph: provinces of 2021 and 2025, the changes between them, districts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.concepts import Triple, named, other_names
from kg.iris import place, successor, term, thing
from ontology import lexicon
from ontology.lexicon import Province, Province2025
from ontology.places import MERGER

_LAST_DAY: Final = "2025-06-30"
"""Last day of every unit of 2021 that the merger of 1/7/2025 changed, and of the district level."""


def place_triples() -> Iterator[Triple]:
    """Every place with its names, code, validity and what became of it."""
    seats = {seat.province.id: seat.name for seat in lexicon.seats()}
    for province in lexicon.provinces():
        yield from _province(province, seats.get(province.id))
    for unit in lexicon.provinces_2025():
        yield from _unit_of_2025(unit)
    for district in lexicon.districts():
        node = place(district.id)
        yield from named(node, "tt:District", f"{district.type} {district.name}")
        yield from other_names(node, (district.name,))
        yield node, "tt:partOfPlace", place(district.province.id)
        yield from _valid(node, "", _LAST_DAY)


def _province(province: Province, seat: str | None) -> Iterator[Triple]:
    node = place(province.id)
    yield from named(node, "tt:Province", province.short_name)
    yield from other_names(node, (province.name, *province.abbreviations))
    yield node, "tt:code", Literal(province.code)
    heir = successor(_short(province.successor_name))
    yield node, "tt:succeededBy", heir
    yield node, "dcterms:isReplacedBy", heir
    yield heir, "dcterms:replaces", node
    yield from _valid(node, province.valid_from, province.valid_to)
    if seat:
        yield node, "tt:seat", Literal(seat)


def _unit_of_2025(unit: Province2025) -> Iterator[Triple]:
    node = successor(unit.short_name)
    yield from named(node, "tt:Province2025", unit.short_name)
    yield from other_names(node, (unit.name,))
    yield node, "tt:code", Literal(unit.code)
    yield from _valid(node, unit.valid_from, "")
    if len(unit.parts) > 1:
        change = thing(f"change/2025/{unit.id}")
        yield from named(change, "tt:UnitChange", unit.name)
        yield change, "rdf:type", term("org:ChangeEvent")
        yield change, "dcterms:date", Literal(MERGER, datatype=term("xsd:date"))
        yield change, "tt:resultingUnit", node
        for part in unit.parts:
            yield change, "tt:originalUnit", place(part.id)


def _valid(node: NamedNode, first: str, last: str) -> Iterator[Triple]:
    for predicate, day in (("tt:validFrom", first), ("tt:validTo", last)):
        if day:
            yield node, predicate, Literal(day, datatype=term("xsd:date"))


def _short(successor_name: str) -> str:
    return next(unit.short_name for unit in lexicon.provinces_2025() if unit.name == successor_name)
