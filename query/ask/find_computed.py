"""The finder of what is computed from figures of a notice: a difference, a share, a sum, what is left of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ontology.text import fold
from query.ask.amounts import Amount
from query.ask.as_asked import says
from query.ask.computed import computed
from query.ask.figure_words import Operation, figure_words, operations
from query.ask.find_amount import told
from query.ask.named_amounts import place_names
from query.ask.operands import Operand, core, fit, of_another, operand, pool, same_unit, spoken, unit_asked
from query.ask.outcome import Env, Outcome, evidence_of
from query.link.language import language

_LAST = re.compile(r"[.-][^.-]*$")
HUNDRED = 100
APART = 0.04
"""How much better than the next pair, of another result, the best has to be."""
LEAST = 0.5
"""How well the amounts of a pair have to fit the question, on average."""
STATED = 0.66
"""How well an amount has to fit to be taken for a statement of the change that is asked about."""
LOOSELY = 0.8
"""Worth of a fit by words that stand beside an amount, not in its own piece of text."""
CHANGED = 0.45
"""How well a change that a text tells has to fit, if it is from what the question compares with."""
TOGETHER, BESIDE = 0.12, 0.06
"""What a pair gains by standing in one sentence, in one numbered item."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Amounts from which something is computed, and how well they fit what the question says of them."""

    operation: str
    parts: tuple[Amount, ...]
    score: float

    @property
    def numbers(self) -> tuple[int | float, ...]:
        """The numbers it is computed from; of a lone part, its total too."""
        own = tuple(a.value for a in self.parts)
        total = self.parts[0].total
        if len(own) > 1 or (self.operation == "share" and total is None):
            return own
        if self.operation == "share" and total:
            return (*own, total)
        return (total or HUNDRED, *own)


def computed_figure(env: Env) -> Outcome | None:
    """What the question wants computed, with its parts; a change that a text tells is told; None if the question wants
    nothing computed, or a text says it."""
    refused: Outcome | None = None
    for asked in operations(env.understanding.key):
        found = _read(env, asked)
        if found is None and not asked.soft:
            return refused
        if found and not found.empty:
            return found
        refused = refused or found
    return refused


def _read(env: Env, asked: Operation) -> Outcome | None:
    """What one way of reading the question computes; empty if the parts aren't clear, None if a text says it."""
    known = [a for a in pool(env) if not a.vague or (asked.name == "gap" and a.target)]
    if change := _change(env, asked, known):
        return told(env, change, fit(env, change, core(env, (0, len(env.understanding.key)))))
    if _is_stated(env, asked, known) or not _names_parts(env, asked):
        return None
    made = _computed(env, sorted(_pairs(env, asked, known), key=lambda pair: -pair.score))
    return made or (None if asked.soft else Outcome(empty=True, final=True, confidence=0.6))


def _computed(env: Env, found: Sequence[Pair]) -> Outcome | None:
    """What is computed from the best pair; None if it doesn't fit, or another with another result nearly as well."""
    if not found or found[0].score < LEAST:
        return None
    best = found[0]
    made = computed(best.operation, best.numbers)
    others = [p.score for p in found if computed(p.operation, p.numbers).value != made.value]
    if others and best.score - others[0] < APART:
        return None
    facts = list(dict.fromkeys(a.fact.iri for a in best.parts))
    query, rows = env.run("facts", fact=facts)
    said = "; ".join(f"{spoken(env, a)} ({a.told})" for a in best.parts)
    assert isinstance(made.value, (int, float))
    values = (made.value, *dict.fromkeys(best.numbers))
    fills = {"figures": f"{made.text}: {said}", "values": said}
    return Outcome(query, values, evidence_of(rows), min(0.95, best.score), fills, computed=made)


def wants_computed(env: Env) -> bool:
    """True if a figure of a notice doesn't answer the question itself: it asks for what is computed from figures."""
    return computed_figure(env) is not None


def _is_stated(env: Env, asked: Operation, known: Sequence[Amount]) -> bool:
    """True if a text states itself what the question wants computed."""
    words = core(env, (0, len(env.understanding.key)))
    near = [a for a in known if fit(env, a, words) >= STATED and unit_asked(env, a)]
    if asked.name == "remaining":
        return any(set(a.own) & {"con", "chua"} and not a.total for a in near)
    if asked.name == "share":
        return any(a.unit == "%" and (asked.soft or "chiem" in a.own) for a in near)
    return False


def _change(env: Env, asked: Operation, known: Sequence[Amount]) -> Amount | None:
    """The amount by which a text says that something differs from what the question compares it with."""
    if asked.name not in ("years", "difference", "ratio"):
        return None
    words = core(env, (0, len(env.understanding.key)))
    base = set(core(env, asked.second))
    near = [(fit(env, a, words), a) for a in known if a.change and unit_asked(env, a) and base <= set(a.own)]
    near = sorted((pair for pair in near if pair[0] >= CHANGED), key=lambda pair: -pair[0])
    return near[0][1] if near and len({a.value for _, a in near}) == 1 else None


def _names_parts(env: Env, asked: Operation) -> bool:
    """True if the question names, besides places, something that is to be computed from."""
    return bool(core(env, asked.first) or core(env, asked.second))


def _pairs(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    makers = {"share": _shares, "years": _years, "gap": _gaps, "remaining": _remainders, "earlier": _earlier}
    yield from makers.get(asked.name, _of_two)(env, asked, known)


def _together(one: Amount, other: Amount) -> float:
    if one.sentence == other.sentence:
        return TOGETHER
    same = one.fact.notice == other.fact.notice and one.fact.section == other.fact.section
    return BESIDE if same else 0.0


def _siblings(one: Amount, other: Amount) -> bool:
    """True if two amounts stand in one item of a notice, or in items of one list."""
    sections = (_LAST.sub("", one.fact.section), _LAST.sub("", other.fact.section))
    return one.fact.notice == other.fact.notice and sections[0] == sections[1]


def _sums_up(amount: Amount, known: Sequence[Amount]) -> bool:
    """True if an amount is the sum of those that follow it in its sentence."""
    parts = [a.value for a in known if a.sentence == amount.sentence and a.at > amount.at and same_unit(a, amount)]
    return len(parts) > 1 and sum(parts) == amount.value


def _of_two(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """Pairs for a difference or a sum of two things that are named."""
    one, two = operand(env, asked.first, asked.second)
    if not one.core or not two.core:
        return
    fits = [a for a in known if unit_asked(env, a) and not a.change and not _sums_up(a, known)]
    firsts = [(a, s) for a in fits if (s := one.fit(env, a))]
    seconds = [(a, s) for a in fits if (s := two.fit(env, a))]
    for a, s in firsts:
        for b, t in seconds:
            if a is not b and same_unit(a, b) and _siblings(a, b):
                yield Pair(asked.name, (a, b), (s + t) / 2 + _together(a, b))


def _shares(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """Pairs of a part and its whole."""
    one, two = operand(env, asked.first, asked.second)
    if not (pairs := list(_parts_of(env, asked, one, two, known))):
        whole = core(env, asked.first)
        pairs = list(_parts_of(env, asked, replace(one, core=tuple(whole)), two, known))
    yield from pairs


def _parts_of(env: Env, asked: Operation, one: Operand, two: Operand, known: Sequence[Amount]) -> Iterator[Pair]:
    """Pairs of an amount that fits the part and one that fits the whole, or lists the part."""
    counts = [a for a in known if a.unit[:1] not in "%‰" and not a.change and not a.each]
    named, people = {a.head for a in counts} & set(core(env, asked.first)), set(language().signals["people_units"])
    named |= people if named & people else set()
    counts = [a for a in counts if a.head in named] if named else counts
    parts = [(a, s) for a in counts if (s := one.fit(env, a))]
    for part, score in parts:
        if part.total and part.total > part.value and not two.core:
            yield Pair("share", (part,), score)
        for whole in counts:
            if whole is part or not same_unit(part, whole) or whole.value < part.value:
                continue
            if part.fact.notice != whole.fact.notice:
                continue
            told = two.fit(env, whole) if two.core else _whole(env, part, whole)
            if told:
                yield Pair("share", (part, whole), (score + told) / 2 + _together(part, whole))


def _whole(env: Env, part: Amount, whole: Amount) -> float:
    """How surely an amount is the whole that another is listed as a part of, or that the question names."""
    if f" {whole.value} " in f" {env.understanding.key} " and _siblings(part, whole):
        return 0.9
    same = part.sentence == whole.sentence and whole.at < part.at
    if same and _sums_up(whole, pool(env)):
        return 0.9
    if of_another(env, whole) or (place_names(part) and place_names(whole)):
        return 0.0
    if not same:
        return 0.7 if whole.is_whole and _siblings(part, whole) and same_unit(part, whole) else 0.0
    return 0.8 if whole.is_whole else 0.5


def _years(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """Pairs of what is said of two years."""
    key = env.understanding.key
    first, second = key[slice(*asked.first)], key[slice(*asked.second)]
    words = [w for w in core(env, (0, len(key))) if w not in (first, second)]
    fits = [(a, s) for a in known if unit_asked(env, a) and (s := fit(env, a, words)) and not a.change]
    early, late = sorted((first, second))
    for a, s in fits:
        for b, t in fits:
            same = a is not b and same_unit(a, b) and a.fact.notice == b.fact.notice and alike(a, b)
            if same and _of_year(a, early, late) and _of_year(b, late, early):
                yield Pair("difference", (b, a), (s + t) / 2)


def _of_year(amount: Amount, year: str, other: str) -> bool:
    around = amount.near | amount.fact.lead
    return year in amount.own or (year in around and other not in around)


def alike(one: Amount, other: Amount) -> bool:
    """True if two amounts are told of the same."""
    a, b = (set(x.own) - figure_words().idle for x in (one, other))
    return bool(a & b) and len(a & b) / len(a | b) >= 0.6


def _gaps(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """Pairs of what is to be reached and what has been."""
    aims = set(re.findall(r"\w+", " ".join(re.findall(rf"\b(?:{figure_words().target})\b", env.understanding.key))))
    words = [w for w in core(env, (0, len(env.understanding.key))) if w not in aims]
    subject = [w for w in core(env, asked.first) if w not in aims]
    key = env.understanding.key
    goal = {float(n) for n in re.findall(rf"\b(?:{figure_words().target}|dat|du|len)(?: la| dat)? (\d+)\b", key)}
    words = subject if goal and subject else words
    known = [a for a in known if unit_asked(env, a) and not a.change and not of_another(env, a)]
    fits = [(a, s) for a in known if (s := fit(env, a, words or subject))]
    named = any(a.value in goal and a.target for a, _ in fits)
    for level, s in fits:
        if level.target or (level.target is None and level.fact.is_duty):
            continue
        for target, t in fits:
            aimed = target.target or (target.target is None and target.fact.is_duty)
            if not aimed or not same_unit(level, target) or target.value <= level.value:
                continue
            if level.fact.notice == target.fact.notice and not (named and target.value not in goal):
                specific = Operand(tuple(subject), tuple(subject), ()).fit(env, level) if subject else s
                specific = specific or LOOSELY * fit(env, level, subject)
                if specific:
                    yield Pair("difference", (target, level), (specific + t) / 2 + _together(level, target))


def _remainders(env: Env, asked: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """What is left of a whole: of its total, less what is named, or less all that is told of it."""
    key, all_but = env.understanding.key, figure_words().all_but
    negated = {w for found in re.findall(rf"\b(?:{all_but})\b", key) for w in found.split()}
    last = max((m.end() for m in re.finditer(rf"\b(?:{all_but})\b", key)), default=0)
    if not last:
        return
    more = [w for w in core(env, (0, len(key))) if w not in negated]
    words = core(env, (last, len(key))) or [w for w in core(env, asked.first) if w not in negated] or more
    fits = [a for a in known if unit_asked(env, a) and not a.change and not a.negated]
    percent = says("phan tram|ty le|ti le", key) or "%" in env.understanding.linked.question.text
    parts = [(a, s) for a in fits if not a.target and (s := Operand(tuple(words), tuple(more), ()).fit(env, a))]
    for part, score in parts:
        if (part.total and part.total > part.value) or (percent and part.unit == "%" and part.value < HUNDRED):
            yield Pair("remaining", (part,), score)
        for whole in fits:
            if same_unit(part, whole) and _is_within(part, whole):
                less = [a for a in fits if a is not part and a is not whole and _is_named_too(env, a, part)]
                told = (score + fit(env, whole, more)) / 2 + _together(part, whole)
                yield Pair("remaining", (whole, part, *less), told)


def _is_named_too(env: Env, amount: Amount, part: Amount) -> bool:
    """True if the question names the place that an amount is told of beside that of a part."""
    named = amount.sentence == part.sentence and bool(place_names(amount)) and bool(place_names(part))
    return named and same_unit(amount, part) and not of_another(env, amount)


def _earlier(env: Env, _: Operation, known: Sequence[Amount]) -> Iterator[Pair]:
    """What was before a change that a text tells: the figure less its increase, or with its decrease."""
    key, words = env.understanding.key, figure_words()
    years = set(re.findall(r"\b(?:19|20)\d\d\b", key))
    spent = years | {w for found in re.findall(rf"\b(?:{words.asks_past})\b", key) for w in found.split()}
    asked = [w for w in core(env, (0, len(key))) if w not in spent]
    for change in (a for a in known if a.change):
        base = set(re.findall(r"\b(?:19|20)\d\d\b", change.after))
        past = says(words.asks_past, key) and says(words.asks_past, " ".join(change.own))
        before = [a for a in known if a.sentence == change.sentence and a.at < change.at and _adds(a, change)]
        if not before or not ((years & base) or past) or not unit_asked(env, before[-1]):
            continue
        increase = re.search(rf"\b(?:{words.increase})\b", fold(change.label)) is not None
        yield Pair("difference" if increase else "sum", (before[-1], change), fit(env, before[-1], asked))


def _adds(amount: Amount, change: Amount) -> bool:
    """True if a change is in the unit of an amount."""
    points = amount.unit == "%" and change.unit == "diem phan tram"
    return not amount.change and (points or amount.unit == change.unit) and amount.value > change.value


def _is_within(part: Amount, whole: Amount) -> bool:
    """True if an amount may be a whole that the other is told as a part of: a greater one before it in its item."""
    near = part.fact.iri == whole.fact.iri or _together(part, whole) > 0
    before = whole.fact.order + whole.at < part.fact.order + part.at
    return near and before and whole.value > part.value and not (place_names(part) and place_names(whole))


__all__ = ["computed_figure", "wants_computed"]
