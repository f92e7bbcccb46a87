"""Finders over times: until when, how often, and when what a question describes took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.clause import find_clause, nearest
from query.ask.find_duties import ENOUGH, STATEMENTS
from query.ask.outcome import Env, Outcome, close, column, evidence_of, spoken_date
from query.ask.quantities import quantity
from query.ask.retrieve import Content, Match, less
from query.link.dates import find_periods
from query.link.language import language

TAIL_GAP, TAIL_WORDS = 3, 12
"""Characters between a duty and a clause about its time, and how many words such a clause has at most."""
CLEARLY = 0.1
"""How much more of the question a statement has to cover to be preferred to a duty."""
SURE, NAMED = 0.7, 0.8
"""Confidence from which a name counts, and coverage of a duty of the body that alone is asked about."""
TIMES = ("deadline", "time")
"""Parts of a duty that tell when."""
HAPPENED = 0.7
"""Coverage from which a dated event is what the question describes."""


def deadline(env: Env) -> Outcome | None:
    """Until when the duty that the question describes has to be done; a date is told before mere urgency."""
    content = env.content()
    if language().named_pattern("asks_interval").search(env.understanding.key):
        return _repeated(env, content)
    if language().named_pattern("asks_duration").search(env.understanding.key) and (lasting := quantity(env)):
        return lasting
    matches = _of_named(env) or [m for m in env.matches(content, "Duty") if m.coverage >= ENOUGH * 0.9]
    near = [m for m in matches if m.coverage >= 0.75 * matches[0].coverage]
    if near and language().says("asks_date", env.understanding.key):
        facts = [f for f in env.facts_near([near[0].fact.notice], "Duty") if _dates(f)]
        near += [m for m in env.retriever.match(content, facts) if m.coverage >= 0.45 * near[0].coverage]
    near += [tail for m in near[:1] if not _dates(m.fact) and (tail := _tail(env, m))]
    for match in sorted(near, key=lambda m: not _dates(m.fact)):
        dates = _dates(match.fact)
        if match.coverage < 0.85 * matches[0].coverage and not dates:
            continue
        parts = [text for role, text in match.fact.parts if role == "deadline"]
        if parts and (not dates or set(dates) & set(parts)):
            query, rows = env.run("duty-deadlines", fact=[match.fact.iri])
            labels = column(rows, "date") + _in_full(match.fact, column(rows, "label"))
        elif times := dates or [t for role, t in match.fact.parts if role == "time"]:
            query, rows = env.run("duties", fact=[match.fact.iri])
            labels = tuple(times)
        else:
            continue
        if language().says("asks_date", env.understanding.key) and not any(map(_names_day, labels)):
            continue
        fills = {"values": "; ".join(labels)}
        return Outcome(
            query,
            on_calendar(env, labels, match.fact),
            evidence_of(rows),
            match.coverage,
            fills,
            missing=match.missing,
        )
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _of_named(env: Env) -> list[Match]:
    """Duties with a time of the body that the question names, if it asks of nothing else."""
    named = [a for a in env.understanding.agents if a.iris and a.best.confidence > SURE]
    if not named or env.content(*named):
        return []
    own = env.facts("Duty", linked={"assignee": {iri for agent in named for iri in agent.iris}})
    return [Match(f, NAMED, NAMED, ()) for f in own if any(role in TIMES for role, _ in f.parts)]


def _in_full(fact: Fact, labels: Sequence[str]) -> tuple[str, ...]:
    """Times as the text says them in full: “sáng thứ bảy hằng tuần” for a part “hằng tuần”."""
    said = find_clause(fact.text, "time")
    return tuple(dict.fromkeys(next((w for w in said if label in w), label) for label in labels))


def _repeated(env: Env, content: Content) -> Outcome:
    """How often the duty that the question describes has to be done."""
    asked = {k for k in language().signals["interval"] for k in k.split()}
    content = less(content, asked)
    matches = [m for m in env.matches(content, "Duty", "Passage") if m.coverage >= ENOUGH]
    for match in matches:
        if match.coverage < 0.75 * matches[0].coverage:
            break
        if labels := find_clause(match.fact.text, "interval"):
            query, rows = env.run("duties" if match.fact.is_duty else "facts", fact=[match.fact.iri])
            said = {"values": "; ".join(labels)}
            return Outcome(query, tuple(labels), evidence_of(rows), match.coverage, said, missing=match.missing)
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _names_day(label: str) -> bool:
    """True if a wording tells a day: by number, or as that of an event (“hết ngày bầu cử”)."""
    return any(c.isdigit() for c in label) or language().named_pattern("day_of").search(fold(label)) is not None


def on_calendar(env: Env, labels: Sequence[str], fact: Fact) -> tuple[str, ...]:
    """Times as told, before them the day itself if a day is asked for and the wording names one.

    Of a day without a year it is that of the year in which the notice was issued. Of an interval that is its
    last day, unless the question asks for its beginning.
    """
    key = env.understanding.key
    if not language().says("asks_date", key):
        return tuple(labels)
    periods = [p for label in labels for p in find_periods(label)]
    issued = env.catalogue.notices[fact.notice].issued
    first = language().says("beginning", key)
    days = [
        (day if p.year_known or issued is None else day.replace(year=issued.year)).isoformat()
        for p in periods
        if (p.year_known or issued) and (day := p.first if first else p.last)
    ]
    return tuple(dict.fromkeys((*(days[:1] if first else days[-1:]), *labels)))


def _tail(env: Env, match: Match) -> Match | None:
    """A short clause right behind the duty that tells until when (“; hoàn thành trước ngày …”)."""
    best = match.fact
    behind = [
        f
        for f in env.facts_near([best.notice], "Duty")
        if f.section == best.section and 0 <= f.order - best.end <= TAIL_GAP
    ]
    short = [f for f in behind if len(f.keys) <= TAIL_WORDS and _dates(f)]
    return replace(match, fact=short[0]) if short else None


def _dates(fact: Fact) -> list[str]:
    """Times of a duty that stand on the calendar: its deadline, else what its text says."""
    parts = [text for role, text in fact.parts if role == "deadline"]
    return [t for t in parts if any(c.isdigit() for c in t)] or [
        t for t in find_clause(fact.text, "time") if any(c.isdigit() for c in t)
    ]


def when(env: Env) -> Outcome | None:
    """The time that a duty, an event or a statement names for what the question describes."""
    found, content = deadline(env), env.content()
    due = language().named_pattern("asks_limit").search(env.understanding.key) is not None
    if not due and (told := happening(env, found.confidence if found and not found.empty else 0.0)):
        return told
    if found is not None and not found.empty:
        stated = [m for m in env.matches(content, *STATEMENTS)[:1] if find_clause(m.fact.text, "time")]
        if not stated or stated[0].coverage < found.confidence + CLEARLY:
            return found
    for match in close(env.matches(content, *STATEMENTS), 0.8):
        if match.coverage >= ENOUGH and (times := nearest(match.fact.text, "time", content.keys)):
            query, rows = env.run("facts", fact=[match.fact.iri])
            return Outcome(
                query,
                on_calendar(env, times, match.fact),
                evidence_of(rows),
                match.coverage,
                {"values": "; ".join(times)},
                missing=match.missing,
            )
    return found


def happening(env: Env, least: float = 0.0) -> Outcome | None:
    """The day of an event that the question describes, at least as fully as by `least`."""
    matches = [m for m in env.matches(env.content(), "Event") if m.fact.links.get("date")]
    best = [m for m in close(matches, 0.95) if m.coverage >= max(HAPPENED, least)]
    if not best:
        return None
    query, rows = env.run("events", fact=[m.fact.iri for m in best])
    days = column(rows, "date")
    said = {"values": "; ".join(map(spoken_date, days))}
    return Outcome(query, days, evidence_of(rows), best[0].coverage, said, missing=best[0].missing)
