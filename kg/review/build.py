"""Statements of a fact, or of one of its fields, made by the very mapping that readings go through."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Final

from pyoxigraph import NamedNode, Triple

from ingest.model import Assessment, Citation, Duty, Event, NoticeHeader, Passage, Record, Source, Statistic, from_json
from kg import iris
from kg.iris import CENTRAL, UNKNOWN
from kg.mapping.agents import province_ids
from kg.mapping.duties import add_duty
from kg.mapping.facts import add_assessment, add_event, add_passage, add_statistic
from kg.mapping.graph import NoticeGraph
from kg.mapping.header import add_citation
from kg.review.draft import Draft
from kg.review.fields import Field, kinds
from ontology import lexicon

_CLASSES: Final = {
    "duty": Duty,
    "statistic": Statistic,
    "event": Event,
    "assessment": Assessment,
    "citation": Citation,
    "passage": Passage,
}
_ADD: Final[Mapping[str, Callable[[NoticeGraph, int, Any], None]]] = {
    "duty": add_duty,
    "statistic": add_statistic,
    "event": add_event,
    "assessment": add_assessment,
    "citation": add_citation,
    "passage": add_passage,
}


def scope_in(draft: Draft) -> str:
    """Whose bodies the notice speaks of; see `kg.mapping.scope.scope_of`."""
    for predicate in ("tt:statedJurisdiction", "tt:inferredJurisdiction"):
        for place in draft.values(draft.notice, predicate):
            found = _province_of(place.value)
            if found is not None:
                return found
    first = draft.notice_id.partition("/")[0]
    return first if first == CENTRAL or first in province_ids() else UNKNOWN


def _province_of(place: str) -> str | None:
    """Id of a province by the IRI of its unit of 2021 or 2025."""
    units = {iris.successor(unit.short_name).value: unit.id for unit in lexicon.provinces_2025()}
    units |= {iris.place(province).value: province for province in province_ids()}
    return units.get(place)


def fact_triples(draft: Draft, kind: str, name: str, values: Mapping[str, Any]) -> list[Triple]:
    """Statements of a whole fact; `values` as in the record, with `start` and `end`.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: the values are not those of such a fact.
    """
    record = _record(draft, kind, {"id": name, **values})
    graph = NoticeGraph(record, draft.text, scope_in(draft))
    facts = getattr(record, kinds()[kind].list)
    _ADD[kind](graph, _rank(draft, kind, values["start"]), facts[0])
    return [quad.triple for quad in graph.quads()]


def field_triples(draft: Draft, kind: str, fact: NamedNode, field: Field, value: Any) -> list[Triple]:
    """Statements of one field of a fact that is there; none for an empty value."""
    span = draft.span(fact)
    if span is None or value in (None, "", []):
        return []
    name = fact.value.partition("#")[2]
    values = {**kinds()[kind].blank, "start": span[0], "end": span[1], field.name: value}
    wanted = {iris.term(predicate) for predicate in field.predicates}
    return [t for t in fact_triples(draft, kind, name, values) if t.subject != fact or t.predicate in wanted]


def _rank(draft: Draft, kind: str, start: int) -> int:
    spans = [span for fact in draft.facts(kind) if (span := draft.span(fact)) is not None]
    return 1 + sum(span[0] < start for span in spans)


def _record(draft: Draft, kind: str, values: Mapping[str, Any]) -> Record:
    """A record that says nothing but this one fact."""
    empty: dict[str, Any] = {field.name: () for field in dataclasses.fields(Record)}
    source = {field.name: "" for field in dataclasses.fields(Source)} | {"pages": ()}
    head: dict[str, Any] = {field.name: None for field in dataclasses.fields(NoticeHeader)}
    head |= {"id": draft.notice_id, "rule_family": "", "signatories": (), "recipients": (), "missing": (), "parts": ()}
    missing = {f.name: None for f in dataclasses.fields(_CLASSES[kind]) if f.default is f.default_factory}
    raw = {"text": draft.text[values["start"] : values["end"]], "section": section_at(draft, values["start"])}
    fact = missing | dict(kinds()[kind].base) | raw | dict(values)
    lists = {"sections": _sections(draft), "repairs": _repairs(draft), kinds()[kind].list: [fact]}
    return from_json(empty | {"source": source, "notice": head} | lists)


def section_at(draft: Draft, offset: int) -> str:
    """Number of the smallest section around an offset; '' outside every section."""
    around = [one for one in _sections(draft) if one["start"] <= offset < one["end"]]
    return min(around, key=lambda one: one["end"] - one["start"])["id"] if around else ""


def _sections(draft: Draft) -> list[dict[str, Any]]:
    return [
        {"id": draft.string(node, "tt:sectionNumber"), "heading": None, "start": span[0], "end": span[1]}
        for value in draft.values(draft.notice, "tt:hasSection")
        if isinstance(node := value, NamedNode) and (span := draft.span(node)) is not None
    ]


def _repairs(draft: Draft) -> list[dict[str, Any]]:
    found = []
    for node in draft.of_class("tt:Repair"):
        span = draft.span(node)
        if span is not None:
            texts = {"kind": "tt:repairKind", "observed": "tt:observed", "intended": "tt:intended", "rule": "tt:rule"}
            told = {name: draft.string(node, predicate) for name, predicate in texts.items()}
            sure = float(draft.string(node, "tt:confidence") or 1)
            found.append({**told, "start": span[0], "end": span[1], "confidence": sure})
    return found
