"""Where no form answers: the statement that clearly says most of a question, read for what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ontology.text import fold
from query.ask.catalogue import Fact, tt
from query.ask.clause import find_clause, nearest
from query.ask.figures import districts
from query.ask.find_allowed import ruled, verdict
from query.ask.find_status import open_still
from query.ask.find_times import on_calendar
from query.ask.forms import messages
from query.ask.limits import NOTICES
from query.ask.meaning import likeness
from query.ask.model import Value
from query.ask.opposites import agrees, asked_words, opposed
from query.ask.outcome import Env, Outcome, bare_labels, evidence_of
from query.ask.quantities import numbers
from query.ask.retrieve import Content, Match, less
from query.ask.understand import Understanding
from query.ask.wanted import SURE, Wanted, fallback, names, wanted
from query.link.language import language

KINDS = ("Duty", "Passage", "Situation", "Decision", "Praise", "Shortcoming", "Support", "Motto")
JUDGED, FEW = 40, 3
"""Statements that are looked at; notices in scope up to which all their statements are."""
MEANING = 0.7
"""Worth of the likeness in meaning, against that of the words."""
HEAD = 2
"""Words at the beginning of a statement among which its subject begins."""
WEIGHTY = 2
"""Words that a question that names no province or document has to share with the statement that answers it."""
AFFIRMED, OPPOSED = 0.75, 0.5
"""Coverage from which a statement says just what a yes-or-no question asks, and from which its opposite."""
RULED = 0.35
"""Part of what a yes-or-no question asks that a denial or prohibition holds for if it answers."""
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


def statement(env: Env) -> Outcome | None:
    """What the statement that says most of the question tells of what is asked for; None unless it is clearly the one.

    It is if no other that could answer comes near it, and none that couldn't says much more of the question.
    """
    asked = wanted(env.understanding)
    content = content_of(env, asked) if asked else None
    if asked is None or not content or (asked.sort == "whether" and len(env.understanding.scope) > NOTICES):
        return None
    near = _near(env, asked, content)
    told = [(match, values) for match in near if (values := values_of(env, asked, match.fact, content))]
    if not told:
        return None
    best, values = told[0]
    shared = len(set(content.keys) - set(best.missing))
    if best.score <= 0 or shared < (1 if env.understanding.pinned else WEIGHTY):
        return None
    others = max((m.score for m, v in told[1:] if v != values and not _overlap(m.fact, best.fact)), default=0.0)
    better = max((m.score for m in near if not _overlap(m.fact, best.fact)), default=0.0)
    limits = asked.limits
    clear = best.score - others >= limits["margin"] and better - best.score <= limits["lost"]
    if not clear or best.coverage < limits["least"]:
        return None
    query, rows = env.run("duties" if best.fact.is_duty else "facts", fact=[best.fact.iri])
    said = [_yes_or_no(value, best.fact) if isinstance(value, bool) else str(value) for value in values]
    fills = {"values": "; ".join(said), "content": env.said(content)}
    sure = 0.5 + min(best.coverage, 1.0) * 0.4
    return Outcome(query, tuple(values), evidence_of(rows), sure, fills, missing=best.missing)


def _near(env: Env, asked: Wanted, content: Content) -> list[Match]:
    """The statements in scope that are likeliest to answer, best first: by their words and by their meaning."""
    places = districts(env)
    found = env.matches(content, *KINDS)[:JUDGED]
    if len(env.understanding.scope) <= FEW:
        known = {match.fact.iri for match in found}
        found += [Match(fact, 0.0, 0.0, content.keys) for fact in env.facts(*KINDS) if fact.iri not in known]
    found = [_fair(env, content, m, asked.limits["unheard"]) for m in found if _of_places(m.fact, places)]
    like = likeness(env.understanding.proper, [match.fact for match in found])
    scored = [replace(m, score=m.score + MEANING * near) for m, near in zip(found, like, strict=True)]
    return sorted(scored, key=lambda match: -match.score)[:JUDGED]


def _of_places(fact: Fact, places: Sequence[str]) -> bool:
    """True if a fact names every one of some districts."""
    return all(f" {place} " in f" {' '.join(fact.keys)} " for place in places)


def _overlap(one: Fact, other: Fact) -> bool:
    """True if two facts share a part of the text."""
    return one.notice == other.notice and one.order < other.end and other.order < one.end


def content_of(env: Env, asked: Wanted | None) -> Content:
    """What is asked about, less the words that ask (if it is known which do) and those that say little."""
    u, idle = env.understanding, frozenset(fallback()["idle"].split())
    said_little = {i for i, word in enumerate(u.linked.question.words) if word.key in idle}
    return replace(u, used=u.used | (asked.places if asked else frozenset()) | said_little).content(None)


def _fair(env: Env, content: Content, match: Match, unheard: float) -> Match:
    """A match judged without a part (`unheard`) of the weight of the words that its notice uses nowhere."""
    told, weight = env.catalogue.facts.told(match.fact.notice), env.retriever.rarity
    total = sum(map(weight, content.keys))
    strange = sum(weight(key) for key in content.keys if key not in told)
    share = total / (total - unheard * strange)
    return replace(match, coverage=min(1.0, match.coverage * share), score=match.score * share)


def values_of(env: Env, asked: Wanted, fact: Fact, content: Content) -> list[Value]:
    """What a statement says of the sort that is asked for."""
    readers: dict[str, Callable[[], Iterable[Value]]] = {
        "time": lambda: _times(env, fact, content),
        "number": lambda: numbers(env, fact),
        "quoted": lambda: _QUOTED.findall(fact.text)[:1],
        "name": lambda: _bearing(env, fact, names(env, fact.text, asked.head), min(asked.places)),
        "agent": lambda: _agents(env, fact),
        "whether": lambda: _verdict(env, fact, content),
        "text": lambda: [fact.text] if _as_asked(env, fact) else [],
    }
    return list(readers[asked.sort]())


def _as_asked(env: Env, fact: Fact) -> bool:
    """False if a question asks what is forbidden and a fact forbids nothing."""
    key, text = env.understanding.key, " ".join(fact.keys)
    return not language().says("forbids", key) or language().says("forbids", text)


def _verdict(env: Env, fact: Fact, content: Content) -> list[Value]:
    """Whether what is asked is so, by a statement that says it: not if it denies or forbids enough of it."""
    u = env.understanding
    rest = less(content, asked_words(u))
    if verdict(env, fact.text, content.keys):
        if len(content.keys) < WEIGHTY or not _counts_alike(u, fact) or open_still(env, [fact]):
            return []
        agreed = len(rest.keys) < len(content.keys) and agrees(u, fact.text)
        return [True] if _says(env, rest if agreed else content, fact, AFFIRMED) else []
    least = OPPOSED if opposed(u, fact.text) else AFFIRMED
    return [False] if _says(env, rest, fact, least) or ruled(env, content, fact) >= RULED else []


def _counts_alike(u: Understanding, fact: Fact) -> bool:
    """True if a statement writes every number of a question before the same word (“20 năm”)."""
    keys = [word.key.lstrip("0") for word in u.linked.question.words]
    tails = language().signals["after_numbers"]
    asked = {(n, noun) for n, noun in pairwise(keys) if n.isdigit() and not noun.isdigit() and noun not in tails}
    return asked <= set(pairwise(key.lstrip("0") for key in fact.keys))


def _says(env: Env, content: Content, fact: Fact, least: float) -> bool:
    """True if a statement says enough of a content, without a gap if all of it is to be said."""
    said = env.retriever.match(content, [fact])
    return bool(said) and said[0].coverage >= least and not (said[0].gap and least >= AFFIRMED)


def _yes_or_no(value: bool, fact: Fact) -> str:
    words = messages()["words"]
    return f"{words['yes'] if value else words['no']}: {fact.text}"


def _times(env: Env, fact: Fact, content: Content) -> list[Value]:
    times = nearest(fact.text, "time", content.keys)
    if language().named_pattern("asks_measured_time").search(env.understanding.key):
        times = [time for time in times if any(char.isdigit() for char in time)]
        return [*on_calendar(env, times, fact)] if times else []
    return [*on_calendar(env, times, fact)] if times else [*find_clause(fact.text, "condition")[:1]]


def _bearing(env: Env, fact: Fact, found: list[str], place: int) -> list[str]:
    """Of the names in a duty those of who bears it, or of the others if the question asks with whom."""
    before = env.understanding.linked.question.words[place - 1].key if place else ""
    if not fact.is_duty:
        return found
    _, rows = env.run("duty-relation", fact=[fact.iri], relation=[tt("assignee")])
    bearers = {fold(label) for label in bare_labels(rows)}
    if before in language().signals["jointly"]:
        return [name for name in found if fold(name) not in bearers]
    return [name for name in found if fold(name) in bearers] or found


def _agents(env: Env, fact: Fact) -> Sequence[str]:
    """Who does what a statement says: the assignees of a duty, else whoever the statement begins with."""
    asked = {iri for agent in env.understanding.agents for iri in agent.iris}
    if fact.is_duty:
        _, rows = env.run("duty-relation", fact=[fact.iri], relation=[tt("assignee")])
        return () if asked & fact.linked("assignee") else bare_labels(rows)
    question = env.linker.link(fact.text)
    head = [f for f in question.of("body", "post", "person") if f.confidence > SURE and f.first < HEAD]
    said = [question.question.quoted(f.first, f.last) for f in head[:1]]
    return [name for name in said if f" {fold(name)} " not in f" {env.understanding.key} "]
