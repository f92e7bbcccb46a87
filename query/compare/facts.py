"""Coded statements of notices, read from the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.iris import term
from kg.repo import Repo, Row
from ontology.names import ID
from query.compare.model import Agent, Entry
from query.compare.strength import Said, is_scenario, measure_strength
from query.notices import Notice
from query.templates import load

_STATUS = {
    term("tt:inForce").value: "in_force",
    term("tt:ordered").value: "ordered",
    term("tt:contingency").value: "contingency",
    term("tt:Praise").value: "praised",
    term("tt:Support").value: "praised",
    term("tt:Shortcoming").value: "criticised",
}
_REQUEST = term("tt:request").value
_Slots = Mapping[str, Sequence[ox.NamedNode]]


def read_entries(repo: Repo, notices: Sequence[Notice]) -> list[Entry]:
    """Duties, praises and criticisms of the notices, in the order of their texts."""
    if not notices:
        return []
    slots = {"notice": [ox.NamedNode(notice.iri) for notice in notices]}
    by_iri = {notice.iri: notice for notice in notices}
    found = [*_duties(repo, slots, by_iri), *_assessments(repo, slots, by_iri)]
    order = {notice.iri: place for place, notice in enumerate(notices)}
    return sorted(found, key=lambda entry: (order[entry.notice], entry.start, entry.end))


def local(iri: str) -> str:
    """Lexicon id of a topic or measure from its IRI; another IRI stays whole."""
    for folder in ("topic/", "measure/"):
        if iri.startswith(ID + folder):
            return iri.removeprefix(ID + folder)
    return iri


def _duties(repo: Repo, slots: _Slots, notices: Mapping[str, Notice]) -> list[Entry]:
    agents = _agents(repo, slots)
    marks = _marks(repo, slots)
    rows = {row["duty"].value: row for row in reversed(repo.select(load("compare-duties").bind(slots)))}
    return [_duty(row, notices, agents.get(duty, ()), marks.get(duty, {})) for duty, row in rows.items()]


def _duty(row: Row, notices: Mapping[str, Notice], agents: tuple[Agent, ...], marks: dict[str, list[str]]) -> Entry:
    said = Said(
        row["text"].value,
        request=_value(row, "strength") == _REQUEST,
        deadline_types=frozenset(marks.get("deadline", ())),
        amounts=frozenset(marks.get("amount", ())),
        reports="report" in marks,
    )
    level = measure_strength(said, named=any(agent.named for agent in agents))
    topics = tuple(local(topic) for topic in marks.get("topic", ()))
    notice = notices[row["notice"].value]
    return Entry(
        id=row["duty"].value, notice=notice.iri, source=notice.source, province=notice.province_label,
        text=row["quote"].value, start=int(row["start"].value), end=int(row["end"].value),
        status=_STATUS.get(_value(row, "status"), "ordered"), strength=level.value, strength_rule=level.rule,
        signs=level.signs, rule=_value(row, "rule"), agents=agents, topics=topics, words=said.text,
        group_strength=measure_strength(said, named=False).value,
        contingent=tuple(topic for topic in topics if is_scenario(said.text, topic)),
    )  # fmt: skip


def _value(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _agents(repo: Repo, slots: _Slots) -> dict[str, tuple[Agent, ...]]:
    found = dict[str, dict[str, Agent]]()
    for row in repo.select(load("compare-assignees").bind(slots)):
        agent = _agent(row, inherited=_value(row, "source") == "inherited")
        found.setdefault(row["duty"].value, {}).setdefault(agent.id, agent)
    return {duty: tuple(agents.values()) for duty, agents in found.items()}


def _agent(row: Row, *, inherited: bool = False) -> Agent:
    iri, lexicon = row["agent"].value, _value(row, "lexicon")
    named = "open" not in row and not lexicon.startswith("g.")
    return Agent(lexicon or iri, _value(row, "label") or iri.rsplit("/", 1)[-1], named, inherited)


def _marks(repo: Repo, slots: _Slots) -> dict[str, dict[str, list[str]]]:
    found = dict[str, dict[str, list[str]]]()
    for row in repo.select(load("compare-marks").bind(slots)):
        found.setdefault(row["duty"].value, {}).setdefault(row["mark"].value, []).append(row["value"].value)
    return found


def _assessments(repo: Repo, slots: _Slots, notices: Mapping[str, Notice]) -> list[Entry]:
    rows = dict[str, list[Row]]()
    for row in repo.select(load("compare-assessments").bind(slots)):
        rows.setdefault(row["fact"].value, []).append(row)
    return [_assessment(fact, told, notices) for fact, told in rows.items()]


def _assessment(fact: str, rows: Sequence[Row], notices: Mapping[str, Notice]) -> Entry:
    first = rows[0]
    notice = notices[first["notice"].value]
    agents = {agent.id: agent for agent in (_agent(row) for row in rows if "agent" in row)}
    topics = dict.fromkeys(local(row["topic"].value) for row in rows if "topic" in row)
    return Entry(
        id=fact, notice=notice.iri, source=notice.source, province=notice.province_label,
        text=first["quote"].value, start=int(first["start"].value), end=int(first["end"].value),
        status=_STATUS[first["class"].value], strength=None, strength_rule="", signs=(), rule="",
        agents=tuple(agents.values()), topics=tuple(topics), words=first["quote"].value,
    )  # fmt: skip
