"""Finders over the documents that notices cite: which, and their dates and issuers."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.text import fold
from query.ask.catalogue import Catalogue, Row, text_of
from query.ask.kinds import holds
from query.ask.limits import NOTICES
from query.ask.outcome import Env, Outcome, close, column, evidence_of
from query.ask.retrieve import Content
from query.ask.scope import bearing
from query.ask.understand import Understanding
from query.link.documents import written
from query.link.language import language

CITING = 0.6
"""Coverage from which a statement is the one whose citations are asked for."""


def citations(env: Env) -> Outcome | None:
    """Documents cited: numbers and dates of the numbered ones, wordings of the others."""
    query, rows = env.run("citations", notice=env.understanding.notices)
    content = env.content()
    numbered = [r for r in rows if text_of(r, "number")]
    wanted = [kind for kind in language().signals["cited_kinds"] if holds(env.understanding.key, kind)]
    chosen = [
        r
        for r in numbered
        if not wanted or any(holds(fold(text_of(r, "label") or text_of(r, "type") or ""), kind) for kind in wanted)
    ]
    chosen = chosen or numbered or rows
    inside = _cited_there(env, content, rows) if content else []
    if inside:
        chosen = [r for r in inside if r in chosen] or inside
    elif content and len(chosen) > 2 and not env.understanding.pinned:
        return Outcome(empty=True, confidence=0.5, missing=content.keys)
    elif content and len(chosen) > 2:
        near = [r for r in chosen if any(k in fold(text_of(r, "label") or "").split() for k in content.keys)]
        chosen = near or chosen
    values = tuple(dict.fromkeys(v for r in chosen for name in ("number", "date") if (v := text_of(r, name))))
    values = values or column(chosen, "label")
    return Outcome(
        query,
        values,
        evidence_of(chosen),
        0.85,
        {"cited": "; ".join(column(chosen, "label")), "values": "; ".join(values)},
        empty=not values,
    )


def _cited_there(env: Env, content: Content, rows: Sequence[Row]) -> list[Row]:
    """Citations that stand in the statement of which the question speaks, or in the sentence of its item."""
    kinds = ("Duty", "Passage", "Situation", "Decision", "Event", "Shortcoming", "Praise", "Support")
    for match in close([m for m in env.matches(content, *kinds) if m.coverage >= CITING], 0.85):
        fact = match.fact
        found = [
            r
            for r in rows
            if text_of(r, "notice") == fact.notice and fact.order <= int(text_of(r, "start") or -1) < fact.end
        ]
        if found:
            return found
    return []


def cited_numbers(understanding: Understanding, catalogue: Catalogue) -> list[str]:
    """IRIs of citations in scope whose number the question names, those aside that a notice itself bears."""
    numbers = [n for n in understanding.linked.numbers if not bearing(n, catalogue.everything)]
    runs = [run for number in numbers for run in written(number)]
    return [fact.iri for fact in catalogue.facts.holding(runs, ["Citation"], understanding.notices)]


def cited(env: Env) -> Outcome | None:
    """A field of the cited document whose number the question names."""
    wanted = set(cited_numbers(env.understanding, env.catalogue))
    homes = {iri.partition("#")[0] for iri in wanted}
    few = len(env.understanding.notices) <= NOTICES
    query, rows = env.run("citations", notice=env.understanding.notices if few else sorted(homes))
    rows = [r for r in rows if text_of(r, "fact") in wanted]
    values = column(rows, str(env.option("column")))
    fills = {"values": "; ".join(values), "label": "; ".join(column(rows, "number") or column(rows, "label"))}
    return Outcome(query, values, evidence_of(rows), 0.9, fills, empty=not values)
