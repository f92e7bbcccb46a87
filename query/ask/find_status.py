"""Finders over how far a thing has got: ordered, in force or planned for; agreed to or not."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.text import fold
from query.ask.catalogue import Fact, local, text_of
from query.ask.find_duties import ENOUGH
from query.ask.forms import messages
from query.ask.outcome import Env, Outcome, close, column, evidence_of
from query.ask.retrieve import Match
from query.link.language import language

AGREED = 0.62
"""Coverage from which a statement is about what a question asks the agreement to."""


def status(env: Env) -> Outcome | None:
    """Whether the duty described is ordered, in force, or only provided for."""
    content = env.content()
    best = [m for m in close(env.matches(content, "Duty"), 0.97) if m.coverage >= ENOUGH][:1]
    if not best:
        return Outcome(empty=True, confidence=0.3, missing=content.keys)
    query, rows = env.run("duty-status", fact=[m.fact.iri for m in best])
    words = messages()["status"]
    values = tuple(dict.fromkeys(words[local(text_of(r, "value") or "")] for r in rows))
    fills = {"values": "; ".join(values), "texts": " · ".join(column(rows, "label"))}
    missing = best[0].missing
    return Outcome(query, values, evidence_of(rows), best[0].coverage, fills, empty=not values, missing=missing)


def decided(env: Env) -> Outcome | None:
    """Whether the notices in scope agree to, approve or allow what the question names; None if they don't say."""
    content = env.content(*env.understanding.agents)
    kinds = ("Decision", "Duty", "Passage", "Situation")
    if content:
        near = env.retriever.search(content, kinds, env.understanding.notices, env.understanding.section)
        matches = [m for m in near if m.coverage >= AGREED and _deciding(fold(m.fact.text))]
    else:
        facts = env.facts("Decision") if env.understanding.pinned else []
        matches = [Match(f, 0.7, 0.7, ()) for f in facts if _deciding(fold(f.text))]
    if not matches:
        return None
    best = matches[0]
    refused = language().named_pattern("refuses").search(fold(best.fact.text)) is not None
    query, rows = env.run("facts", fact=[best.fact.iri])
    fills = {"texts": " · ".join(column(rows, "label"))}
    return Outcome(query, (not refused,), evidence_of(rows), best.coverage, fills, missing=best.missing)


def open_still(env: Env, facts: Sequence[Fact]) -> bool:
    """True if a question asks whether something has been done or has come, and all that is told is that it is ordered,
    from no given time on, or only provided for."""
    key = env.understanding.key
    done, yet, already = (
        language().named_pattern(name).search(key) is not None for name in ("asks_done", "asks_yet", "asks_already")
    )
    if not (done or yet) or not all(fact.is_duty for fact in facts):
        return False
    _, rows = env.run("duty-status", fact=[fact.iri for fact in facts])
    states = {local(text_of(row, "value") or "") for row in rows}
    begun = any(language().named_pattern("in_effect").search(fold(fact.text)) for fact in facts)
    return done or states == {"contingency"} or (already and "inForce" not in states and not begun)


def _deciding(key: str) -> bool:
    return language().says("decides", key)
