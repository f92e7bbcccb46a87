"""The four views of a comparison: by topic, by duty, by body, by indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from kg.repo import Repo
from ontology.lexicon import bodies, topics
from query.compare.align import align, lineage
from query.compare.facts import local
from query.compare.model import STATUSES, Agent, Cell, Entry, Row
from query.templates import load

Columns: TypeAlias = Mapping[str, Sequence[Entry] | None]
"""Entries by province; null for a province without notices in the period."""


def by_topic(repo: Repo, columns: Columns) -> list[Row]:
    """Topics that any province speaks of, each with everything narrower, in the order of the scheme."""
    del repo
    labels = {topic.id: topic.label for topic in topics()}
    grouped = _grouped(columns, lambda entry: _under(entry, lambda name: set(lineage(name))))
    order = {name: place for place, name in enumerate(_tree())}
    found = sorted(grouped, key=lambda name: (order.get(name, len(order)), name))
    return [Row(name, labels.get(name, name), grouped[name], depth=len(lineage(name)) - 1) for name in found]


def by_body(repo: Repo, columns: Columns) -> list[Row]:
    """Who does what: kinds of bodies, posts and persons; those with duties in most provinces first."""
    del repo
    labels = {agent.id: agent.label for entry in _all(columns) for agent in entry.agents}
    labels |= {body.id: body.name for body in bodies() if body.id in labels}
    grouped = _grouped(columns, lambda entry: {agent.id: _towards(entry, agent) for agent in entry.agents})
    sizes = {name: [len(cell.entries) for cell in cells.values()] for name, cells in grouped.items()}
    found = sorted(grouped, key=lambda name: (-sum(map(bool, sizes[name])), -sum(sizes[name]), labels[name]))
    return [Row(name, labels[name], grouped[name]) for name in found]


def by_indicator(repo: Repo, columns: Columns) -> list[Row]:
    """Every measure of the scheme; a measure speaks through the topics that come close to it and narrower ones.

    A containment indicator (C1 to C8) counts rules for residents: a topic that the scheme holds apart as a
    measure of ours (quarantine sites X1, safe enterprises X4, …) counts there alone, and a narrower topic
    doesn't inherit a containment indicator.
    """
    labels, close = dict[str, str](), dict[str, set[str]]()
    for row in repo.select(load("compare-measures").bind({})):
        code = row["code"].value
        labels[code] = row["label"].value
        if "topic" in row:
            close.setdefault(local(row["topic"].value), set()).add(code)
    grouped = _grouped(columns, lambda entry: _under(entry, lambda name: _codes(name, close)))
    silent = {province: _cell(None if entries is None else ()) for province, entries in columns.items()}
    return [Row(code, f"{code} {labels[code]}", grouped.get(code, silent)) for code in sorted(labels, key=_place)]


def by_duty(repo: Repo, columns: Columns) -> list[Row]:
    """Duties side by side: the most similar ones share a row, the rest stand alone."""
    del repo
    duties = {province: [e for e in entries or () if e.strength is not None] for province, entries in columns.items()}
    rows = list[Row]()
    for entries, score, shared in align(duties):
        cells = {
            province: _cell([entries[province]] if province in entries else None if known is None else ())
            for province, known in columns.items()
        }
        first = next(iter(entries.values()))
        rows.append(Row(first.id, first.words, cells, similarity=score, shared=shared))
    return rows


VIEWS: Mapping[str, Callable[[Repo, Columns], list[Row]]] = {
    "topic": by_topic,
    "body": by_body,
    "indicator": by_indicator,
    "duty": by_duty,
}


def _place(code: str) -> tuple[int, int]:
    """OxCGRT's own order of groups, then our X codes; within a group by number."""
    number = code[1:]
    return "CEHVMX".find(code[:1]), int(number) if number.isdigit() else 0


def _codes(topic: str, close: Mapping[str, set[str]]) -> set[str]:
    """Measures of the topic, or of the nearest broader topic that has any."""
    source = next((name for name in lineage(topic) if name in close), topic)
    codes = close.get(source, set())
    if source != topic or any(code.startswith("X") for code in codes):
        return {code for code in codes if not code.startswith("C")}
    return codes


def _all(columns: Columns) -> Iterable[Entry]:
    return (entry for entries in columns.values() for entry in entries or ())


def _under(entry: Entry, keys: Callable[[str], set[str]]) -> dict[str, Entry]:
    """The entry as it counts under each key of its topics: only a contingency where all it says there is one."""
    found = dict[str, set[str]]()
    for topic in entry.topics:
        for key in keys(topic):
            found.setdefault(key, set()).add(topic)
    scenario = replace(entry, status="contingency", signs=(*entry.signs, "cue:scenario"))
    return {key: scenario if told <= set(entry.contingent) else entry for key, told in found.items()}


def _towards(entry: Entry, agent: Agent) -> Entry:
    """The entry as it counts for one of its agents."""
    if agent.named or entry.strength is None or entry.strength == entry.group_strength:
        return entry
    return replace(entry, strength=entry.group_strength, strength_rule="group")


def _grouped(columns: Columns, keys: Callable[[Entry], Mapping[str, Entry]]) -> dict[str, dict[str, Cell]]:
    found = dict[str, dict[str, list[Entry]]]()
    for province, entries in columns.items():
        for entry in entries or ():
            for key, counted in keys(entry).items():
                found.setdefault(key, {}).setdefault(province, []).append(counted)
    return {
        key: {p: _cell(None if known is None else told.get(p, ())) for p, known in columns.items()}
        for key, told in found.items()
    }


def _cell(entries: Sequence[Entry] | None) -> Cell:
    if entries is None:
        return Cell(None)
    statuses = {entry.status for entry in entries}
    strength = max((entry.strength or 0 for entry in entries), default=0)
    return Cell(strength, tuple(status for status in STATUSES if status in statuses), tuple(entries))


def _tree() -> list[str]:
    """Topic ids with every broader topic right before its narrower ones."""
    children = dict[str | None, list[str]]()
    for topic in topics():
        children.setdefault(topic.parent, []).append(topic.id)
    order, todo = list[str](), list(reversed(children.get(None, [])))
    while todo:
        name = todo.pop()
        order.append(name)
        todo.extend(reversed(children.get(name, [])))
    return order
