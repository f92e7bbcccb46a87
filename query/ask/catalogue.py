"""What the graph says, gathered once per generation of the store so that linking and reading need no query.

Answers never come from here: the catalogue only tells which things to put in a template's slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pyoxigraph as ox

from ontology import lexicon
from ontology.names import ID, ONTOLOGY
from ontology.text import fold, nfc
from query.ask.kinds import kinds
from query.templates import load

LEAD = 400
"""Characters before the first duty of an item that may head it."""
Row = Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal]


class Graph(Protocol):
    """The part of `kg.repo.Repo` that asking needs."""

    def select(self, sparql: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """All solutions of a SELECT query over the union of the named graphs."""
        ...

    @property
    def generation(self) -> int:
        """A number that changes whenever the store's content does."""
        ...


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the parser needs it; `province` is the slug of `Province.id`."""

    iri: str
    label: str
    number: str | None
    issued: date | None
    kind: str | None
    title: str | None
    issuer: str | None
    issuer_label: str | None
    urgency: str | None
    province: str | None
    province_label: str | None
    inferred: bool
    reason: str | None
    source: str
    dates: tuple[date, ...] = ()
    """Issue date and dates of its events: what a period in a question is compared with."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A duty or another statement: its words, whom it links to by relation, and its constituents."""

    iri: str
    kind: str
    notice: str
    text: str
    section: str = ""
    order: int = 0
    end: int = 0
    strength: str = ""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def is_duty(self) -> bool:
        """True for an order, false for a statement about the past or a passage."""
        return self.kind == "Duty"

    def linked(self, *relations: str) -> frozenset[str]:
        """IRIs the fact is linked to by any of the relations."""
        return frozenset(v for r in relations for v in self.links.get(r, ()))


@dataclass(frozen=True, slots=True)
class Thing:
    """A body, post or person of the graph, with every name it goes by."""

    iri: str
    label: str
    names: tuple[str, ...]
    lexicon: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Notices, facts and named things of one generation of the store, each by IRI."""

    generation: int
    notices: Mapping[str, Notice]
    facts: Mapping[str, Fact]
    things: Mapping[str, Thing]
    by_lexicon: Mapping[str, tuple[str, ...]]
    leads: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """Folded words that head a numbered item: its heading and what stands before its first duty."""

    def of_kind(self, kind: str, notices: Iterable[str]) -> list[Fact]:
        """Facts of a kind in the given notices, in order of the text."""
        wanted = set(notices)
        return [f for f in self.facts.values() if f.kind == kind and f.notice in wanted]


def local(iri: str) -> str:
    """Last segment of an IRI, after `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def tt(name: str) -> ox.NamedNode:
    """A term of the project's ontology."""
    return ox.NamedNode(ONTOLOGY + name)


def text_of(row: Row, name: str) -> str | None:
    """Value of a variable as text: an IRI or a literal's lexical form; None if unbound."""
    term = row.get(name)
    return None if term is None else str(term.value)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0


def read_catalogue(graph: Graph) -> Catalogue:
    """Gather everything the parser needs with a handful of queries."""
    links, parts = _duty_links(graph), _duty_parts(graph)
    duties = list(_duties(graph, links, parts))
    statements = _outside(duties, _statements(graph))
    facts = {f.iri: f for f in [*duties, *statements, *_events(graph), *_figures(graph)]}
    things = _things(graph)
    by_lexicon = dict[str, list[str]]()
    for thing in things.values():
        if thing.lexicon:
            by_lexicon.setdefault(thing.lexicon, []).append(thing.iri)
    return Catalogue(
        graph.generation,
        _notices(graph, facts.values()),
        facts,
        things,
        {k: tuple(sorted(v)) for k, v in by_lexicon.items()},
        _leads(graph, duties),
    )


def _leads(graph: Graph, duties: Iterable[Fact]) -> dict[tuple[str, str], frozenset[str]]:
    first = dict[tuple[str, str], int]()
    for duty in duties:
        at = (duty.notice, duty.section)
        first[at] = min(first.get(at, duty.order), duty.order)
    out = dict[tuple[str, str], frozenset[str]]()
    for row in _select(graph, "index-sections"):
        at = (str(row["notice"].value), str(row["number"].value))
        before = max(0, first.get(at, 0) - _whole(text_of(row, "start")))
        head = f"{text_of(row, 'heading') or ''} {(text_of(row, 'quote') or '')[: min(before, LEAD)]}"
        out[at] = frozenset(fold(head).split())
    return out


def _select(graph: Graph, name: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    return graph.select(load(name).bind({}))


def _notices(graph: Graph, facts: Iterable[Fact]) -> dict[str, Notice]:
    days = dict[str, set[date]]()
    for fact in facts:
        for day in fact.links.get("date", ()):
            if parsed := _day(day):
                days.setdefault(fact.notice, set()).add(parsed)
    out = dict[str, Notice]()
    labels = {p.id: p.short_name for p in lexicon.provinces()}
    for row in _select(graph, "index-notices"):
        iri, province, issued = str(row["notice"].value), text_of(row, "province"), _day(text_of(row, "issued"))
        kind, urgency = text_of(row, "kind"), text_of(row, "urgency")
        out.setdefault(
            iri,
            Notice(
                iri,
                text_of(row, "label") or "",
                text_of(row, "number"),
                issued,
                local(kind) if kind else None,
                text_of(row, "title"),
                text_of(row, "issuer"),
                text_of(row, "issuerLabel"),
                local(urgency) if urgency else None,
                local(province) if province else None,
                labels.get(local(province or "")) or text_of(row, "provinceLabel"),
                text_of(row, "inferred") == "true",
                text_of(row, "reason"),
                text_of(row, "source") or "",
                tuple(sorted(days.get(iri, set()) | ({issued} if issued else set()))),
            ),
        )
    return out


def _duty_links(graph: Graph) -> dict[str, dict[str, list[str]]]:
    out = dict[str, dict[str, list[str]]]()
    for row in _select(graph, "index-duty-links"):
        values = out.setdefault(str(row["fact"].value), {}).setdefault(local(str(row["relation"].value)), [])
        if (value := str(row["value"].value)) not in values:
            values.append(value)
    return out


def _duty_parts(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    out = dict[str, list[tuple[str, str]]]()
    for row in _select(graph, "index-duty-parts"):
        part = (local(str(row["role"].value)), str(row["label"].value))
        if part not in (parts := out.setdefault(str(row["fact"].value), [])):
            parts.append(part)
    return out


def _keys(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _duties(
    graph: Graph, links: Mapping[str, Mapping[str, list[str]]], parts: Mapping[str, list[tuple[str, str]]]
) -> Iterable[Fact]:
    for row in _select(graph, "index-duties"):
        iri, text = str(row["fact"].value), nfc(text_of(row, "text") or "")
        yield Fact(
            iri,
            "Duty",
            str(row["notice"].value),
            text,
            text_of(row, "section") or "",
            _whole(text_of(row, "start")),
            _whole(text_of(row, "end")),
            local(text_of(row, "strength") or ""),
            {k: tuple(v) for k, v in links.get(iri, {}).items()},
            tuple(parts.get(iri, ())),
            _keys(text),
        )


def _statements(graph: Graph) -> Iterable[Fact]:
    implied = {row["kind"]: tuple(" ".join(row["wordings"]).split()) for row in kinds()["statement"]}
    for row in _select(graph, "index-facts"):
        text, kind = nfc(text_of(row, "text") or ""), local(str(row["kind"].value))
        yield Fact(
            str(row["fact"].value),
            kind,
            str(row["notice"].value),
            text,
            text_of(row, "section") or "",
            _whole(text_of(row, "start")),
            _whole(text_of(row, "end")),
            keys=_keys(text) + implied.get(kind, ()),
        )


def _outside(duties: Iterable[Fact], statements: Iterable[Fact]) -> Iterable[Fact]:
    """Statements, less the passages that only repeat the text around a duty."""
    spans = dict[str, list[tuple[int, int]]]()
    for duty in duties:
        spans.setdefault(duty.notice, []).append((duty.order, duty.end))
    for fact in statements:
        if fact.kind != "Passage" or not any(a < fact.end and fact.order < b for a, b in spans.get(fact.notice, ())):
            yield fact


def _events(graph: Graph) -> Iterable[Fact]:
    rows = dict[str, list[Row]]()
    for row in _select(graph, "index-events"):
        rows.setdefault(str(row["fact"].value), []).append(row)
    for iri, same in rows.items():
        first = same[0]
        text = " ".join(dict.fromkeys(t for n in ("text", "quote") if (t := text_of(first, n))))
        links = {
            name: tuple(dict.fromkeys(t for r in same if (t := text_of(r, name))))
            for name in ("participant", "date", "place", "session", "type")
        }
        yield Fact(iri, "Event", str(first["notice"].value), nfc(text), links=links, keys=_keys(text))


def _figures(graph: Graph) -> Iterable[Fact]:
    for row in _select(graph, "index-statistics"):
        quote = text_of(row, "quote") or ""
        text = " ".join(t for n in ("metric", "unit", "place", "quote") if (t := text_of(row, n)))
        links = {name: (t,) for name in ("metric", "unit", "asof", "place") if (t := text_of(row, name))}
        yield Fact(
            str(row["fact"].value), "Statistic", str(row["notice"].value), nfc(quote), links=links, keys=_keys(text)
        )


def _things(graph: Graph) -> dict[str, Thing]:
    names, labels, lexicon = dict[str, list[str]](), dict[str, str](), dict[str, str]()
    for row in _select(graph, "index-names"):
        iri, name = str(row["thing"].value), nfc(str(row["name"].value))
        if name not in names.setdefault(iri, []):
            names[iri].append(name)
        if text_of(row, "preferred") == "true":
            labels.setdefault(iri, name)
        if found := text_of(row, "lexicon"):
            lexicon[iri] = found
    return {
        iri: Thing(iri, labels.get(iri, found[0]), tuple(found), lexicon.get(iri))
        for iri, found in names.items()
        if iri.startswith(ID)
    }
