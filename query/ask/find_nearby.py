"""What a follow-up asks, told by the statements behind the last answer or by those of the same item beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.clause import find_clause
from query.ask.find_statement import content_of, values_of
from query.ask.followup import fillers
from query.ask.model import Value
from query.ask.outcome import Env, Outcome, evidence_of, spoken_date
from query.ask.retrieve import Content, less
from query.ask.wanted import Wanted, wanted
from query.link.language import language

KINDS = ("Duty", "Passage", "Situation", "Decision", "Praise", "Shortcoming", "Support")
_PAUSE = re.compile(r"[,;]\s|\.\s")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SAID = 0.7
"""Share of a follow-up's words that a statement has to say."""
WIDTH = 90
"""Characters of a statement that the reading shows."""
SORTS = frozenset({"time", "number", "name", "agent", "quoted"})
"""Sorts of answers that a part of a statement gives."""


def nearby(env: Env, focus: Sequence[Fact]) -> Outcome | None:
    """The answer by the statements asked about before, else by those of the same numbered item; None if these say too
    little of the question, tell nothing of what it asks for, or tell different things."""
    asked = wanted(env.understanding)
    if asked is None or asked.sort not in SORTS:
        return _goal(env, focus)
    content = less(content_of(env, asked), fillers())
    beside = _beside(env, focus) if content else []
    for facts in (focus, beside):
        told = [(fact, values) for fact in facts if (values := _told(env, asked, fact, content))]
        if told and all(values == told[0][1] for _, values in told):
            return _outcome(env, *told[0])
        if told:
            return None
    return None


def _goal(env: Env, focus: Sequence[Fact]) -> Outcome | None:
    """What for, by the only statement that was asked about, if that is all that is asked."""
    found = language().named_pattern("only_what_for").search(env.understanding.key)
    told = [(fact, goals) for fact in focus if found and (goals := find_clause(fact.text, "goal"))]
    return _outcome(env, told[0][0], told[0][1][:1]) if len({goals[0] for _, goals in told}) == 1 else None


def _beside(env: Env, focus: Sequence[Fact]) -> list[Fact]:
    """Other statements of the same numbered items."""
    items = {(fact.notice, fact.section) for fact in focus if fact.section}
    near = env.catalogue.facts.of(KINDS, tuple({notice for notice, _ in items})) if items else []
    known = {fact.iri for fact in focus}
    return [fact for fact in near if (fact.notice, fact.section) in items and fact.iri not in known]


def _told(env: Env, asked: Wanted, fact: Fact, content: Content) -> list[Value]:
    """What a statement says of what is asked for; nothing if it says too little of the rest of the question."""
    if content:
        said = env.retriever.match(content, [fact])
        if not said or said[0].coverage < SAID or said[0].gap:
            return []
    if asked.sort == "number" and (part := _part(fact, content)):
        return values_of(env, asked, part, content) or values_of(env, asked, fact, content)
    return values_of(env, asked, fact, content)


def _part(fact: Fact, content: Content) -> Fact | None:
    """The part of a statement between pauses that says most words of the question: its number is meant."""
    parts = [(len(set(content.keys) & set(fold(part).split())), part) for part in _PAUSE.split(fact.text)]
    most = max(said for said, _ in parts)
    saying = [part for said, part in parts if said == most]
    return replace(fact, text=saying[0], keys=tuple(fold(saying[0]).split())) if most and len(saying) == 1 else None


def _outcome(env: Env, fact: Fact, values: Sequence[Value]) -> Outcome:
    query, rows = env.run("duties" if fact.is_duty else "facts", fact=[fact.iri])
    told = [v for v in map(str, values) if not _DAY.fullmatch(v)] or [spoken_date(str(v)) for v in values]
    fills = {
        "values": "; ".join(told),
        "asked": env.understanding.linked.question.text.rstrip(" ?.!"),
        "statement": shorten(fact.text, WIDTH, placeholder=" …"),
    }
    return Outcome(query, tuple(values), evidence_of(rows), 0.85, fills)
