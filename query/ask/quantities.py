"""Numbers in statements: found by their unit and by the words of the question around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology.text import fold, strip_marks
from query.ask.catalogue import Fact
from query.ask.figures import asked_words, counted, districts, measure
from query.ask.kinds import holds, kinds
from query.ask.outcome import Env, Outcome, evidence_of
from query.ask.retrieve import less
from query.link.language import language

STATEMENTS = ("Duty", "Passage", "Situation", "Decision", "Event", "Support", "Praise")
NEAR, FAR, LED, TITLED, TOLD = 1.0, 0.8, 0.75, 0.6, 0.4
"""Worth of a word of the question in the number's own clause, elsewhere in the statement, above it, in the title,
and anywhere in the notice."""
BEFORE, AFTER = 12, 6
"""Words before and after a number that are closest to it."""
CLOSENESS = 0.25
"""Part that closeness has in a number's score."""
OWN = 0.4
"""Share of the question that the statement with the number has to hold itself."""
HEAD = 0.05
"""How much it matters that the first words of the question stand in the number's clause."""
LEAST, ALONE = 0.62, 0.58
"""Coverage a number needs, and what does if no other number of that unit is near."""
APART = 0.03
"""How much better than the next a number has to be."""
JUDGED = 40
"""Statements whose numbers are looked at."""
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<n>\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?)(?P<rest>\s?[a-z%][^,;()]{0,24})?"
)
_ORDINAL = re.compile(r"\b(?:thu|hang) (?P<n>\d+|nhat|nhi|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b(?P<rest>)")
_DAY = re.compile(r"\d{1,2} thang \d{1,2}")
_PAUSE = re.compile(r"[;:,]\s|\.\s")
_BOUND = re.compile(r"[;:]\s|\.\s")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a statement with the words that say it, and how well it fits the question."""

    fact: Fact
    value: int | float | None
    said: str
    coverage: float
    score: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is counted, in what sort of unit, and whether it is a rank."""

    noun: Sequence[str]
    sort: Mapping[str, Any] | None
    rank: bool


def quantity(env: Env) -> Outcome | None:
    """The number that the question is after, with its unit as written; None if none fits clearly best."""
    asked = _Asked(
        counted(env), measure(env), language().named_pattern("asks_ordinal").search(env.understanding.key) is not None
    )
    words = asked_words(env, asked.noun, asked.sort)
    open_unit = not asked.noun and asked.sort is None and not asked.rank
    if not words or (open_unit and not language().named_pattern("asks_amount").search(env.understanding.key)):
        return None
    content = less(env.understanding.content(None), {*asked.noun[:1]})
    near = env.matches(content, *STATEMENTS)[:JUDGED]
    if places := districts(env):
        near = [m for m in near if any(f" {place} " in f" {' '.join(m.fact.keys)} " for place in places)]
    found = sorted((q for m in near for q in _of(env, m.fact, words, asked)), key=lambda q: -q.score)
    if not found:
        return None
    best = found[0]
    others = [q.score for q in found[1:] if q.said != best.said]
    clear = not others or best.score - others[0] >= APART
    if not clear or best.coverage < (LEAST if others else ALONE):
        return None
    query, rows = env.run("duties" if best.fact.is_duty else "facts", fact=[best.fact.iri])
    values = (best.said,) if best.value is None else (best.value, best.said)
    fills = {"figures": best.said, "values": best.said}
    return Outcome(query, values, evidence_of(rows), best.coverage, fills, missing=best.missing)


def numbers(env: Env, fact: Fact) -> list[int | float | str]:
    """The number of a statement in the unit that the question asks for, with its unit as written; the one closest to
    the question's words if it holds several."""
    asked = _Asked(
        counted(env), measure(env), language().named_pattern("asks_ordinal").search(env.understanding.key) is not None
    )
    words = asked_words(env, asked.noun, asked.sort)
    found = sorted(_of(env, fact, words, asked), key=lambda q: -q.score) if words else []
    if not found:
        return []
    best = found[0]
    return [best.said] if best.value is None else [best.value, best.said]


def _of(env: Env, fact: Fact, words: Sequence[str], asked: _Asked) -> Iterator[Quantity]:
    """Numbers of a statement in the unit asked for, judged by the words of the question."""
    plain = strip_marks(fact.text).lower()
    if len(plain) != len(fact.text):
        return
    calendar = language().named_pattern("calendar")
    places = districts(env)
    dates = [found.span() for pattern in (calendar, _DAY) for found in pattern.finditer(plain)]
    for found in (_ORDINAL if asked.rank else _NUMBER).finditer(plain):
        if any(a <= found.start("n") < b for a, b in dates):
            continue
        size = 0 if asked.rank else _unit(found.group("rest") or "", asked)
        if size is None:
            continue
        end = found.end("n") + size
        if places and not any(place in _beside(plain, found.start("n"), end) for place in places):
            continue
        coverage, score, missing = _judged(env, fact, plain, (found.start(), end), words)
        value = None if asked.rank else number_written(found.group("n"))
        yield Quantity(fact, value, fact.text[found.start() : end].strip(), coverage, score, missing)


def _beside(plain: str, start: int, end: int) -> str:
    """The folded words around a number up to the next pauses, a bracket before it aside."""
    first = max((b.end() for b in _PAUSE.finditer(plain, 0, start)), default=0)
    last = _PAUSE.search(plain, end)
    return " ".join(_keys(plain[first : last.start() if last else len(plain)]))


def _unit(rest: str, asked: _Asked) -> int | None:
    """Length of the unit that follows a number if it is one asked for (any, if none is named); None if it isn't."""
    if asked.sort is not None and asked.sort["id"] == "duration" and asked.noun and asked.noun[0] in _spans():
        found = re.match(rf"\s?{re.escape(asked.noun[0])}\b", rest)
    elif asked.sort is not None:
        found = _units(asked.sort["id"]).match(rest)
    elif asked.noun:
        found = re.match(rf"\s?{re.escape(asked.noun[0])}\b", rest)
    else:
        found = next((f for row in kinds()["unit"] if (f := _units(row["id"]).match(rest))), None)
    return found.end() if found else None


@cache
def _spans() -> frozenset[str]:
    """Units of time: one doesn't answer for another."""
    return frozenset(key for row in kinds()["unit"] if row["id"] == "duration" for key in row["wordings"])


@cache
def _units(sort: str) -> re.Pattern[str]:
    row = next(row for row in kinds()["unit"] if row["id"] == sort)
    longest = sorted((*row["wordings"], *row["marks"]), key=len, reverse=True)
    other = "".join(rf"(?! {re.escape(unit)}\b)" for unit in row.get("unless", ()))
    return re.compile(rf"\s?(?:{'|'.join(map(re.escape, longest))})(?!\w){other}(?:\s?/\s?(?:\d+ )?\w+(?: \w+)?)?")


def _judged(
    env: Env, fact: Fact, plain: str, span: tuple[int, int], words: Sequence[str]
) -> tuple[float, float, tuple[str, ...]]:
    """Coverage, score and missing words of the number at a place of a statement."""
    first = max((b.end() for b in _BOUND.finditer(plain, 0, span[0])), default=0)
    last = _BOUND.search(plain, span[1])
    clause = _keys(plain[first : last.start() if last else len(plain)])
    above = fact.lead | frozenset(" ".join(env.catalogue.facts.around([fact]).values()).split())
    close = {*_keys(plain[first : span[0]])[-BEFORE:], *_keys(plain[span[1] :])[:AFTER]}
    whole = set(fact.keys)
    title = set(env.catalogue.notices[fact.notice].title_keys)
    told = env.catalogue.facts.told(fact.notice)
    others, text = other_wordings(env), " ".join(fact.keys)
    total = lost = near = 0.0
    missing = list[str]()
    for word in words:
        weight = env.retriever.rarity(word)
        worth = NEAR if word in clause else FAR if word in whole else LED if word in above else 0.0
        worth = worth or next((FAR * w for run, w in others.get(word, ()) if holds(text, " ".join(run))), 0.0)
        worth = worth or (TITLED if word in title else TOLD if word in told else 0.0)
        if not worth and word in _idle():
            continue
        total += weight
        near += weight * (word in close)
        lost += weight * (1 - worth)
        if not worth:
            missing.append(word)
    if not total:
        return 0.0, 0.0, ()
    coverage = 1 - lost / total
    here = [word in clause or word in whole for word in words]
    if sum(env.retriever.rarity(word) for word, told_here in zip(words, here, strict=True) if told_here) < OWN * total:
        return 0.0, 0.0, tuple(missing)
    head = HEAD * (sum(word in clause for word in words[:2]) - 1)
    return coverage, (1 - CLOSENESS) * coverage + CLOSENESS * near / total + head, tuple(missing)


def other_wordings(env: Env) -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """Words of the question with the wordings that may stand for what they are part of, and how surely."""
    out = dict[str, list[tuple[tuple[str, ...], float]]]()
    for run, other, weight in env.retriever.others(env.understanding.content(None)):
        for key in run:
            out.setdefault(key, []).append((other, weight))
    return out


@cache
def _idle() -> frozenset[str]:
    """Words by which sorts of units are asked for: a statement may do without them."""
    return frozenset(key for row in kinds()["unit"] for wording in row["asked"] for key in wording.split())


def _keys(plain: str) -> list[str]:
    return fold(plain).split()


def number_written(digits: str) -> int | float | None:
    """A number written the Vietnamese way: points part thousands, a comma the decimals; None for a range."""
    whole, _, part = digits.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        whole = "".join(groups)
    if not digits.replace(".", "").replace(",", "").isdigit():
        return None
    number = float(
        f"{whole.replace('.', '')}.{part}" if part.isdigit() else whole if whole.count(".") < 2 else groups[0]
    )
    return int(number) if number == int(number) else number
