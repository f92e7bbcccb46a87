"""One notice's graph read for the ask index: its header, its facts, the names in it.

The graph of a notice is copied into a small store of its own, where the `index-*.rq` queries take
milliseconds however large the whole store is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

import pyoxigraph as ox

from ontology import lexicon
from ontology.names import ID
from ontology.text import fold, nfc
from query.ask.catalogue import Fact, Graph, Notice, Row, local, text_of
from query.ask.kinds import kinds
from query.templates import load

LEAD = 400
"""Characters before the first duty of an item that may head it."""


HEADING = 120
"""Characters that the first line of an item without duties of its own has at most if it is a heading."""
SENTENCE = 7
"""Words that a passage has to hold outside its duties to be kept for them."""
_TERMS = (ox.NamedNode, ox.BlankNode, ox.Literal)
_BOUND = re.compile(r"[.;](?=\s)|\n(?=\s*(?:[-+*•]|\d+[.)]|\n))")
"""What ends a sentence."""


class Source(Protocol):
    """Something that the index queries can be put to."""

    def select(self, sparql: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """All solutions of a SELECT query."""
        ...


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of a body, post or person; `lexicon` is its id there or ''."""

    thing: str
    name: str
    preferred: bool
    lexicon: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the index keeps of one notice."""

    notice: Notice
    facts: tuple[Fact, ...]
    names: tuple[Naming, ...]


class Small:
    """The graph of one notice as a store of its own."""

    def __init__(self, graph: Graph, name: str) -> None:
        self._store = ox.Store()
        self._store.extend(graph.quads(ox.NamedNode(name)))

    def select(self, sparql: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """All solutions of a SELECT query."""
        found = self._store.query(sparql, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [
            {name: term for name, term in zip(names, row, strict=True) if isinstance(term, _TERMS)} for row in found
        ]


def read_notice(graph: Graph, iri: str, name: str) -> Reading | None:
    """What the graph called `name` says of its notice; None if it has no readable header."""
    small = Small(graph, name)
    links, parts = _duty_links(small), _duty_parts(small)
    duties = list(_duties(small, links, parts))
    texts = {str(row["notice"].value): str(row["text"].value) for row in _select(small, "index-text")}
    statements = _outside(duties, _statements(small), texts)
    facts = {f.iri: f for f in [*duties, *statements, *_events(small), *_figures(small, texts)] if f.notice == iri}
    notice = _notices(small, facts.values()).get(iri)
    if notice is None:
        return None
    leads = _leads(small, duties)
    led = tuple(replace(f, lead=_lead(f, leads)) if f.section and f.kind != "Statistic" else f for f in facts.values())
    return Reading(notice, led, tuple(_names(small)))


def _lead(fact: Fact, leads: Mapping[tuple[str, str], frozenset[str]]) -> frozenset[str]:
    """Words that head the item a fact stands in, or the items around it."""
    cuts = [at for at, char in enumerate(fact.section) if char in "-."]
    parts = [fact.section, *(fact.section[:at] for at in cuts)]
    return frozenset().union(*(leads.get((fact.notice, part), frozenset[str]()) for part in parts))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0


def _leads(graph: Source, duties: Iterable[Fact]) -> dict[tuple[str, str], frozenset[str]]:
    first = dict[tuple[str, str], int]()
    for duty in duties:
        at = (duty.notice, duty.section)
        first[at] = min(first.get(at, duty.order), duty.order)
    out = dict[tuple[str, str], frozenset[str]]()
    for row in _select(graph, "index-sections"):
        at = (str(row["notice"].value), str(row["number"].value))
        quote = text_of(row, "quote") or ""
        line = len(quote.partition("\n")[0])
        before = max(0, first[at] - _whole(text_of(row, "start"))) if at in first else line * (line <= HEADING)
        head = f"{text_of(row, 'heading') or ''} {quote[: min(before, LEAD)]}"
        out[at] = frozenset(fold(head).split())
    return out


def _select(graph: Source, name: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    return graph.select(_query(name))


@cache
def _query(name: str) -> str:
    return load(name).bind({})


def _notices(graph: Source, facts: Iterable[Fact]) -> dict[str, Notice]:
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
                text_of(row, "place"),
            ),
        )
    return out


def _duty_links(graph: Source) -> dict[str, dict[str, list[str]]]:
    out = dict[str, dict[str, list[str]]]()
    for row in _select(graph, "index-duty-links"):
        values = out.setdefault(str(row["fact"].value), {}).setdefault(local(str(row["relation"].value)), [])
        if (value := str(row["value"].value)) not in values:
            values.append(value)
    return out


def _duty_parts(graph: Source) -> dict[str, list[tuple[str, str]]]:
    out = dict[str, list[tuple[str, str]]]()
    for row in _select(graph, "index-duty-parts"):
        part = (local(str(row["role"].value)), str(row["label"].value))
        if part not in (parts := out.setdefault(str(row["fact"].value), [])):
            parts.append(part)
    return out


def _keys(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _duties(
    graph: Source, links: Mapping[str, Mapping[str, list[str]]], parts: Mapping[str, list[tuple[str, str]]]
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


def _statements(graph: Source) -> Iterable[Fact]:
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


def _outside(duties: Iterable[Fact], statements: Iterable[Fact], texts: Mapping[str, str]) -> Iterable[Fact]:
    """Statements; of the passages around duties only what stands outside those, if that is as long as a sentence."""
    spans = dict[str, list[tuple[int, int]]]()
    for duty in duties:
        spans.setdefault(duty.notice, []).append((duty.order, duty.end))
    for fact in statements:
        inside = sorted(s for s in spans.get(fact.notice, ()) if s[0] < fact.end and fact.order < s[1])
        if fact.kind != "Passage" or not inside:
            yield fact
        elif rest := _left(fact, inside, texts.get(fact.notice, "")):
            yield replace(fact, text=rest, keys=_keys(rest))


def _left(fact: Fact, inside: Sequence[tuple[int, int]], text: str) -> str:
    """What a passage says besides the duties inside it; '' if that is but a few words."""
    parts, at = list[str](), fact.order
    for start, end in (*inside, (fact.end, fact.end)):
        part = " ".join(text[at : max(at, start)].split()).strip(" ;,.:-")
        if len(part.split()) >= SENTENCE:
            parts.append(part)
        at = max(at, end)
    return nfc(". ".join(parts))


def _events(graph: Source) -> Iterable[Fact]:
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
        spot = _whole(text_of(first, "start")), _whole(text_of(first, "end"))
        yield Fact(
            iri,
            "Event",
            str(first["notice"].value),
            nfc(text),
            order=spot[0],
            end=spot[1],
            links=links,
            keys=_keys(text),
        )


def _figures(graph: Source, texts: Mapping[str, str]) -> Iterable[Fact]:
    """Figures; their leads are the words of the sentence they stand in and of the headings above it."""
    sections = _select(graph, "index-sections")
    for row in _select(graph, "index-statistics"):
        notice, quote = str(row["notice"].value), text_of(row, "quote") or ""
        start, end = _whole(text_of(row, "start")), _whole(text_of(row, "end"))
        text = " ".join(t for n in ("metric", "unit", "place", "quote") if (t := text_of(row, n)))
        links = {name: (t,) for name in ("metric", "value", "unit", "asof", "place") if (t := text_of(row, name))}
        above = [s for s in sections if 0 <= start - _whole(text_of(s, "start")) < len(text_of(s, "quote") or "")]
        heads = [_head_of(text_of(s, "heading") or text_of(s, "quote") or "") for s in above]
        inside = max(above, key=lambda s: _whole(text_of(s, "start")), default=None)
        yield Fact(
            str(row["fact"].value),
            "Statistic",
            notice,
            nfc(quote),
            text_of(inside, "number") or "" if inside else "",
            start,
            end,
            links=links,
            keys=_keys(text),
            lead=frozenset(_keys(" ".join((_sentence(texts.get(notice, ""), start, end), *heads)))),
        )


def _head_of(text: str) -> str:
    """First line of an item."""
    return text.strip().partition("\n")[0][:LEAD]


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place in a text; hard-wrapped lines don't end it."""
    before = max((m.end() for m in _BOUND.finditer(text, max(0, start - LEAD), start)), default=max(0, start - LEAD))
    after = _BOUND.search(text, end, end + LEAD)
    return text[before : after.start() if after else end + LEAD]


def _names(graph: Source) -> Iterable[Naming]:
    found = list[Naming]()
    for row in _select(graph, "index-names"):
        if (iri := str(row["thing"].value)).startswith(ID):
            preferred = text_of(row, "preferred") == "true"
            found.append(Naming(iri, nfc(str(row["name"].value)), preferred, text_of(row, "lexicon") or ""))
    heads = {one.thing: fold(one.name).split()[:1] for one in found if one.preferred}
    for one in found:
        if one.preferred or "/post/" not in one.thing:
            yield one
        elif (name := _of_post(one.name)) and fold(name).split()[:1] == heads.get(one.thing):
            yield replace(one, name=name)


def _of_post(written: str) -> str | None:
    """What a notice calls the holders of a post where it gives them a task, up to the first comma."""
    name = " ".join(written.split(",", maxsplit=1)[0].split())
    return name if len(name.split()) > 2 and ":" not in written else None
