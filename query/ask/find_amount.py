"""The one amount of a statement that a question asks for: by the words nearest to it, and by whether it is to be
reached or has been."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.text import fold
from query.ask.amounts import Amount
from query.ask.as_asked import as_asked, opposed
from query.ask.computed import computed
from query.ask.figure_words import figure_words
from query.ask.figures import asked_kinds
from query.ask.operands import core, fit, noun_asked, of_another, pool, spoken, unit_asked, unit_words
from query.ask.outcome import Env, Outcome, evidence_of
from query.link.language import language

ENOUGH = ((0.72, 0.07), (0.58, 0.16))
OPEN = ((0.9, 0.1),)
"""How well an amount has to fit the question, and how much better than the next; if the question names no unit."""
_NONE = Outcome(empty=True, final=True, confidence=0.55)
TIED = 0.5
"""How well a figure found has to fit if another fits as well."""
FAINT = 0.3
"""How well a figure found has to fit if there are others in its unit."""
CLEARLY = 0.15
"""How much better an amount has to fit than the figure found to be told instead."""
NEARER = 0.05
"""How much better one of several figures found has to fit to be the only one meant."""


def amount_told(env: Env) -> Outcome | None:
    """The amount that fits the question; None if none does, or several nearly as well."""
    key, noun = env.understanding.key, noun_asked(env)
    words = [w for w in core(env, (0, len(key))) if w not in _aims(key)]
    open_unit = not unit_words(env)
    if not words or (open_unit and not language().named_pattern("asks_amount").search(key)):
        return None
    known = [a for a in pool(env, noun=noun) if unit_asked(env, a) and not a.change and as_asked(key, a)]
    score, lead, best = _best(env, known, words)
    enough = OPEN if open_unit else ENOUGH
    if best is None or not any(score >= least and lead >= apart for least, apart in enough):
        return None
    return told(env, best, score)


def nearest_of(env: Env, numbers: Sequence[object]) -> Outcome | None:
    """Of several figures of one unit the one that the question's words are nearest to; None if none is, or if one is a
    whole and another its part."""
    key = env.understanding.key
    words = [w for w in core(env, (0, len(key))) if w not in _aims(key)]
    known = [a for a in pool(env) if unit_asked(env, a) and as_asked(key, a)]
    if any(a.total in numbers for a in known) or not words or len({type(n) for n in numbers}) > 1:
        return None
    score, lead, best = _best(env, [a for a in known if a.value in numbers], words)
    return told(env, best, score) if best is not None and lead >= NEARER else None


def _best(env: Env, known: Sequence[Amount], words: Sequence[str]) -> tuple[float, float, Amount | None]:
    """The amount that fits best, how well, and how much better than the next of another value."""
    found = sorted(((fit(env, a, words), a) for a in known), key=lambda pair: -pair[0])
    if not found:
        return 0.0, 0.0, None
    score, best = found[0]
    return score, score - next((s for s, a in found[1:] if a.value != best.value), 0.0), best


def told(env: Env, best: Amount, score: float) -> Outcome:
    """An amount as the answer: of a part and its whole the whole, if the question asks for all there are."""
    key, kinds = env.understanding.key, set(fold(figure_words().kinds).split())
    words = [w for w in core(env, (0, len(key))) if w not in kinds]
    whole = best.total if best.total and not words and re.search(rf"\b(?:{figure_words().all})\b", key) else None
    query, rows = env.run("facts", fact=[best.fact.iri])
    said = spoken(env, best)
    fills = {"figures": f"{said} ({best.told})" if best.told else said, "values": said}
    return Outcome(query, (whole or best.value, said), evidence_of(rows), min(0.95, score), fills)


def _aims(key: str) -> set[str]:
    """Words of a folded question that say that a number is to be reached, or has been."""
    words = figure_words()
    pattern = rf"\b(?:{words.asks_target}|{words.asks_level}|{words.target})\b"
    return {word for found in re.findall(pattern, key) for word in found.split()}


def checked(env: Env, found: Outcome) -> Outcome | None:
    """What was found for a question for one figure, unless it is told of something else than what is asked for: then
    what it leaves of a whole, the amount that fits, or nothing."""
    key, noun = env.understanding.key, noun_asked(env)
    words = [w for w in core(env, (0, len(key))) if w not in _aims(key)]
    same = [a for a in pool(env, noun=noun) if a.value in found.values]
    in_unit = [a for a in same if unit_asked(env, a)]
    fair = [a for a in in_unit if as_asked(key, a) and not of_another(env, a)]
    if not same:
        return found
    if not fair:
        return left_over(env, in_unit) or amount_told(env) or Outcome(empty=True, final=True, confidence=0.55)
    known = [a for a in pool(env, noun=noun) if unit_asked(env, a) and not a.change and as_asked(key, a)]
    nearer = max(fit(env, a, words) for a in fair)
    plain = bool(words and unit_words(env)) and not asked_kinds(key)
    score, lead, best = _best(env, known, words) if plain else (0.0, 0.0, None)
    if best is None:
        return found
    others = max((fit(env, a, words) for a in known if a.value not in found.values), default=0.0)
    if others and (nearer < FAINT or (best.value not in found.values and score - nearer >= CLEARLY)):
        return told(env, best, score) if best.value not in found.values and lead >= NEARER else _NONE
    return _NONE if others and nearer < TIED and others >= nearer else found


def left_over(env: Env, known: Sequence[Amount]) -> Outcome | None:
    """What a figure leaves of its total, or of a hundred percent, where it is told of what is not so and the question
    asks for what is, or the other way round."""
    key = env.understanding.key
    known = [a for a in known if opposed(key, a) and not a.change and not a.vague]
    whole = {(a.value, a.total or 100) for a in known if a.total or a.unit == "%"}
    if len(whole) != 1:
        return None
    part, total = next(iter(whole))
    if part >= total:
        return None
    made = computed("remaining", (total, part))
    query, rows = env.run("facts", fact=[known[0].fact.iri])
    said = f"{spoken(env, known[0])} ({known[0].told})"
    assert isinstance(made.value, (int, float))
    values = (made.value, total, part)
    return Outcome(query, values, evidence_of(rows), 0.8, {"figures": f"{made.text}: {said}"}, computed=made)
