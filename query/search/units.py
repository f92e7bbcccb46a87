"""Units of search from the graph: duties, passages, figures, events, assessments and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.iris import term
from kg.repo import Repo, Row
from ontology.text import fold
from query.notices import Notice
from query.search.model import Unit
from query.templates import load

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_LABELLED = frozenset({"statistic", "event"})
"""Kinds whose label may hold words that the quote lacks: both are indexed."""
_TOPIC = term("tt:topic")
_WHOLE = frozenset({"duty", "assessment", "heading"})
"""Kinds that say a sentence whole; a figure or an event is one thing a sentence tells among others."""
_LEFT_OVER = 6
"""Words that a passage may have besides ("2.1.", "Trong đó cần lưu ý:") and still say nothing of its own."""


def read_units(repo: Repo, notices: Sequence[Notice]) -> list[Unit]:
    """Units of the given notices, in the order of their texts."""
    if not notices:
        return []
    slots = {"notice": [ox.NamedNode(notice.iri) for notice in notices]}
    parents = _parents(repo)
    bodies, topics = _links(repo, slots, parents)
    mentions = _mentions(repo, slots, parents)
    by_iri = {notice.iri: notice for notice in notices}
    found = dict[str, Unit]()
    for row in sorted(repo.select(load("search-units").bind(slots)), key=_place):
        unit = row["unit"].value
        if unit in found:
            continue
        read = _unit(row, by_iri[row["notice"].value])
        if read is not None:
            named = bodies.get(unit, ()) if read.kind == "duty" else _inside(read, mentions) | set(bodies.get(unit, ()))
            found[unit] = replace(read, bodies=tuple(sorted(named)), topics=topics.get(unit, ()))
    return _without_doubles(found.values())


def _place(row: Row) -> tuple[str, int, int, str]:
    return row["notice"].value, int(row["start"].value), int(row["end"].value), row["unit"].value


def _unit(row: Row, notice: Notice) -> Unit | None:
    kind, text, quote = row["kind"].value, row["text"].value, row["quote"].value
    start, end = int(row["start"].value), int(row["end"].value)
    if kind == "heading":
        span = find_words(quote, text)
        if span is None:
            return None
        start, end, quote = start + span[0], start + span[1], quote[span[0] : span[1]]
    if kind in _LABELLED and fold(quote) not in fold(text):
        text = f"{text} {quote}"
    provinces = tuple(iri for iri in (notice.province, notice.successor) if iri)
    return Unit(
        id=row["unit"].value, kind=kind, notice=notice.iri, text=text, quote=quote, start=start, end=end,
        source=notice.source, province=notice.province_label, provinces=provinces, date=notice.day,
        type=notice.type, status=_code(row, "status") if kind == "duty" else "",
        strength=_code(row, "strength") if kind == "duty" else "",
    )  # fmt: skip


def _code(row: Row, name: str) -> str:
    """Local name of an ontology term, '' for none."""
    return row[name].value.rpartition("#")[2] if name in row else ""


def find_words(quote: str, phrase: str) -> tuple[int, int] | None:
    """Range of `quote` that holds the words of `phrase`, whatever spaces and signs lie between; null if none.

    >>> find_words("2.1.  Về công  tác", "Về công tác")
    (6, 18)
    """
    wanted = fold(phrase).split()
    words = [(m, fold(m.group())) for m in _WORD.finditer(quote)]
    for at in range(len(words) - len(wanted) + 1):
        if wanted and [word for _, word in words[at : at + len(wanted)]] == wanted:
            return words[at][0].start(), words[at + len(wanted) - 1][0].end()
    return None


def _parents(repo: Repo) -> dict[str, set[str]]:
    found = dict[str, set[str]]()
    for row in repo.select(load("search-parents").bind({})):
        found.setdefault(row["child"].value, set()).add(row["parent"].value)
    return found


def ancestors(thing: str, parents: Mapping[str, set[str]]) -> set[str]:
    """The thing and everything above it; safe against cycles."""
    seen, todo = {thing}, [thing]
    while todo:
        above = parents.get(todo.pop(), set()) - seen
        seen |= above
        todo.extend(above)
    return seen


def _links(
    repo: Repo, slots: Mapping[str, Sequence[ox.NamedNode]], parents: Mapping[str, set[str]]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    bodies, topics = dict[str, set[str]](), dict[str, set[str]]()
    for row in repo.select(load("search-links").bind(slots)):
        found = topics if row["relation"] == _TOPIC else bodies
        found.setdefault(row["unit"].value, set()).update(ancestors(row["value"].value, parents))
    return ({u: tuple(sorted(v)) for u, v in bodies.items()}, {u: tuple(sorted(v)) for u, v in topics.items()})


def _mentions(
    repo: Repo, slots: Mapping[str, Sequence[ox.NamedNode]], parents: Mapping[str, set[str]]
) -> dict[str, list[tuple[int, int, set[str]]]]:
    found = dict[str, list[tuple[int, int, set[str]]]]()
    for row in repo.select(load("search-mentions").bind(slots)):
        place = (int(row["start"].value), int(row["end"].value), ancestors(row["body"].value, parents))
        found.setdefault(row["notice"].value, []).append(place)
    return found


def _inside(unit: Unit, mentions: Mapping[str, list[tuple[int, int, set[str]]]]) -> set[str]:
    named = set[str]()
    for start, end, bodies in mentions.get(unit.notice, []):
        if unit.start <= start and end <= unit.end:
            named |= bodies
    return named


def _without_doubles(units: Iterable[Unit]) -> list[Unit]:
    """A passage that other units say again, but for a few words such as a number or a lead-in, is left out."""
    known = list(units)
    others = dict[str, list[Unit]]()
    for unit in known:
        if unit.kind != "passage":
            others.setdefault(unit.notice, []).append(unit)
    return [u for u in known if u.kind != "passage" or not _told(u, others.get(u.notice, ()))]


def _told(passage: Unit, others: Iterable[Unit]) -> bool:
    """Whether headings, assessments and duties inside the passage leave at most `_LEFT_OVER` words of it."""
    quote = list(passage.quote)
    for other in others:
        if other.kind in _WHOLE and passage.start <= other.start and other.end <= passage.end:
            quote[other.start - passage.start : other.end - passage.start] = " " * (other.end - other.start)
    return len(fold("".join(quote)).split()) <= _LEFT_OVER
