"""Finders over the constituents of orders: objects, purpose, condition, place and time, or the clause itself."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.text import fold
from query.ask.catalogue import Fact, tt
from query.ask.clause import after, emphasised, find_clause, listed, owner, split
from query.ask.find_duties import ENOUGH, STATEMENTS
from query.ask.outcome import Env, Outcome, close, column, evidence_of
from query.ask.retrieve import Content, Match
from query.link.language import language


def part(env: Env) -> Outcome | None:
    """A constituent of the duty that the question describes: condition, purpose, prohibited outcome, place."""
    content, roles = env.content(), list(env.option("roles", ()))
    matches = [m for m in env.matches(content, "Duty") if m.coverage >= ENOUGH * 0.9]
    for match in matches:
        if match.coverage < 0.8 * matches[0].coverage:
            break
        if found := _constituent(env, match, roles):
            return found
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _constituent(env: Env, match: Match, roles: Sequence[str]) -> Outcome | None:
    labels = [text for role, text in match.fact.parts if role in roles]
    fallback = find_clause(match.fact.text, str(env.option("clause")))
    fresh = [c for c in fallback if not any(fold(c) in fold(x) or fold(x) in fold(c) for x in labels)]
    if labels and not fresh:
        query, rows = env.run("duty-parts", fact=[match.fact.iri], role=[tt(role) for role in roles])
        labels = list(column(rows, "label"))
    elif labels or fresh:
        query, rows = env.run("duties", fact=[match.fact.iri])
        labels += fresh
    else:
        return None
    return Outcome(
        query, tuple(labels), evidence_of(rows), match.coverage, {"values": "; ".join(labels)}, missing=match.missing
    )


def deadline(env: Env) -> Outcome | None:
    """Until when the duty that the question describes has to be done; a date is told before mere urgency."""
    content = env.content()
    matches = [m for m in env.matches(content, "Duty") if m.coverage >= ENOUGH * 0.9]
    near = [m for m in matches if m.coverage >= 0.75 * matches[0].coverage]
    if near and language().says("asks_date", env.understanding.key):
        facts = [f for f in env.facts("Duty") if f.notice == near[0].fact.notice and _dates(f)]
        near += [m for m in env.retriever.match(content, facts) if m.coverage >= 0.45 * near[0].coverage]
    for match in sorted(near, key=lambda m: not _dates(m.fact)):
        dates = _dates(match.fact)
        if match.coverage < 0.85 * matches[0].coverage and not dates:
            continue
        parts = [text for role, text in match.fact.parts if role == "deadline"]
        if parts and (not dates or set(dates) & set(parts)):
            query, rows = env.run("duty-deadlines", fact=[match.fact.iri])
            labels = column(rows, "date") + column(rows, "label")
        elif times := dates or [t for role, t in match.fact.parts if role == "time"]:
            query, rows = env.run("duties", fact=[match.fact.iri])
            labels = tuple(times)
        else:
            continue
        fills = {"values": "; ".join(labels)}
        return Outcome(query, labels, evidence_of(rows), match.coverage, fills, missing=match.missing)
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _dates(fact: Fact) -> list[str]:
    """Times of a duty that stand on the calendar: its deadline, else what its text says."""
    parts = [text for role, text in fact.parts if role == "deadline"]
    return [t for t in parts if any(c.isdigit() for c in t)] or [
        t for t in find_clause(fact.text, "time") if any(c.isdigit() for c in t)
    ]


def when(env: Env) -> Outcome | None:
    """The time that a duty or statement names for what the question describes."""
    found = deadline(env)
    if found is not None and not found.empty:
        return found
    content = env.content()
    for match in close(env.matches(content, *STATEMENTS), 0.8):
        if match.coverage >= ENOUGH and (times := find_clause(match.fact.text, "time")):
            query, rows = env.run("facts", fact=[match.fact.iri])
            return Outcome(
                query,
                tuple(times),
                evidence_of(rows),
                match.coverage,
                {"values": "; ".join(times)},
                missing=match.missing,
            )
    return found


def clause(env: Env) -> Outcome | None:
    """What the duty (or statement) that the question describes says."""
    content = env.content()
    matches = env.matches(content, "Duty")
    if env.option("prefer") == "condition":
        conditional = [m for m in matches if find_clause(m.fact.text, "condition") or "condition" in dict(m.fact.parts)]
        if conditional and conditional[0].coverage >= 0.8 * matches[0].coverage:
            matches = conditional
    others = env.matches(content, *STATEMENTS)
    if others and (not matches or others[0].coverage > matches[0].coverage + 0.1):
        matches = others
    best = [m for m in close(matches, 0.97) if m.coverage >= ENOUGH][:2]
    if not best:
        return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.0, missing=content.keys)
    query, rows = env.run("duties" if best[0].fact.is_duty else "facts", fact=[m.fact.iri for m in best])
    labels = column(rows, "label")
    return Outcome(
        query,
        labels,
        evidence_of(rows),
        best[0].coverage,
        {"values": "; ".join(labels)},
        empty=not labels,
        missing=best[0].missing,
    )


def items(env: Env) -> Outcome | None:
    """The things of a kind (“những cấp nào”, “nhóm người nào”) that the duty in question lists."""
    content = env.content()
    heads = _asked_kinds(env)
    asked = {key for head in heads for key in head}
    rest = Content(*_without(content, asked), content.topics, tuple(k for k in content.keys if k in asked))
    duties = [m for m in env.matches(rest if rest else content, "Duty") if m.coverage >= ENOUGH * 0.5]
    others = [m for m in env.matches(rest if rest else content, *STATEMENTS) if m.coverage >= ENOUGH]
    weak = not duties or duties[0].coverage < ENOUGH
    stated = bool(others) and (weak or others[0].coverage > duties[0].coverage + 0.15)
    matches = others if stated else duties
    if not matches or matches[0].coverage < ENOUGH:
        return clause(env)
    near = [*close(matches, 0.85), *close(others, 0.85)]
    for head in sorted(heads, key=len, reverse=True):
        for match in near:
            if (labels := listed(match.fact.text, head)) and _still_about(env, content, match):
                return _items(env, match, labels)
    for match in close(matches, 0.85):
        if things := _object_of_verb(env, match):
            return _items(env, match, things)
    if not language().says("lists", env.understanding.key):
        return clause(env)
    section = matches[0].fact.section
    around = [m for m in matches if m.coverage >= 0.5 * matches[0].coverage and m.fact.section == section]
    for match in around:
        objects = [t for role, t in match.fact.parts if role == "object"]
        labels = objects if len(objects) > 1 else emphasised(match.fact.text)
        if len(labels) < 2 and match is around[0] and (tail := after(match.fact.text, content.keys[-2:])):
            labels = split(tail)
        if len(labels) > 1:
            return _items(env, match, labels)
    return clause(env)


def _still_about(env: Env, content: Content, match: Match) -> bool:
    """True if the fact covers the question with the kind of thing it asks for, too."""
    again = env.retriever.match(content, [match.fact])
    return bool(again) and again[0].coverage >= ENOUGH


def _object_of_verb(env: Env, match: Match) -> list[str]:
    """What follows, in the duty, the very verb whose object the question asks for."""
    for found in language().named_pattern("object_of").finditer(env.understanding.key):
        keys = tuple(k for k in found.group("verb").split() if k not in language().stopwords)
        if len(keys) >= 2 and (rest := after(match.fact.text, keys)):
            return [rest]
    return []


def whose(env: Env) -> Outcome | None:
    """Of whom something is that the question names: “the report of whom?”."""
    content = env.content()
    matches = env.matches(content, "Duty", *STATEMENTS)
    for match in close(matches, 0.8):
        if match.coverage >= ENOUGH and (owners := owner(match.fact.text, content.keys)):
            return _items(env, match, owners)
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _items(env: Env, match: Match, labels: Sequence[str]) -> Outcome:
    query, rows = env.run("duties" if match.fact.is_duty else "facts", fact=[match.fact.iri])
    return Outcome(
        query, tuple(labels), evidence_of(rows), match.coverage, {"values": "; ".join(labels)}, missing=match.missing
    )


def _asked_kinds(env: Env) -> list[tuple[str, ...]]:
    """Folded nouns right before “nào”/“gì”: up to three syllables, longest first."""
    keys = tuple(w.key for w in env.understanding.linked.question.words)
    out = list[tuple[str, ...]]()
    for i, key in enumerate(keys):
        if key in language().signals["which"] and i and keys[i - 1] not in language().stopwords:
            out += [keys[i - size : i] for size in (3, 2, 1) if i - size >= 0]
    return [head for head in out if head[0] not in language().signals["no_kind"]]


def _without(content: Content, keys: set[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    kept = [(p, k) for p, k in zip(content.places, content.keys, strict=True) if k not in keys]
    return tuple(p for p, _ in kept), tuple(k for _, k in kept)
