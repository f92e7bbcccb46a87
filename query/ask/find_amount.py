"""The one amount of a statement that a question asks for: by the words nearest to it, and by whether it is to be
reached or has been."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.text import fold
from query.ask.amounts import Amount
from query.ask.figure_words import figure_words
from query.ask.operands import core, fit, noun_asked, pool, spoken, unit_asked, unit_words
from query.ask.outcome import Env, Outcome, evidence_of

ENOUGH = ((0.72, 0.07), (0.58, 0.16))
"""How well an amount has to fit the question, and how much better than the next."""
NEARER = 0.05
"""How much better one of several figures found has to fit to be the only one meant."""


def amount_told(env: Env) -> Outcome | None:
    """The amount that fits the question; None if none does, or several nearly as well."""
    key, noun = env.understanding.key, noun_asked(env)
    words = [w for w in core(env, (0, len(key))) if w not in _aims(key)]
    if not words or not unit_words(env):
        return None
    known = [a for a in pool(env, noun=noun) if unit_asked(env, a) and not a.change and as_asked(key, a)]
    score, lead, best = _best(env, known, words)
    if best is None or not any(score >= least and lead >= apart for least, apart in ENOUGH):
        return None
    return _told(env, best, score)


def nearest_of(env: Env, numbers: Sequence[object]) -> Outcome | None:
    """Of several figures of one unit the one that the question's words are nearest to; None if none is, or if one is a
    whole and another its part."""
    key = env.understanding.key
    words = [w for w in core(env, (0, len(key))) if w not in _aims(key)]
    known = [a for a in pool(env) if unit_asked(env, a)]
    if any(a.total in numbers for a in known) or not words or len({type(n) for n in numbers}) > 1:
        return None
    score, lead, best = _best(env, [a for a in known if a.value in numbers], words)
    return _told(env, best, score) if best is not None and lead >= NEARER else None


def _best(env: Env, known: Sequence[Amount], words: Sequence[str]) -> tuple[float, float, Amount | None]:
    """The amount that fits best, how well, and how much better than the next of another value."""
    found = sorted(((fit(env, a, words), a) for a in known), key=lambda pair: -pair[0])
    if not found:
        return 0.0, 0.0, None
    score, best = found[0]
    return score, score - next((s for s, a in found[1:] if a.value != best.value), 0.0), best


def _told(env: Env, best: Amount, score: float) -> Outcome:
    """An amount as the answer: of a part and its whole the whole, if the question asks for all there are."""
    key, kinds = env.understanding.key, set(fold(figure_words().kinds).split())
    words = [w for w in core(env, (0, len(key))) if w not in kinds]
    whole = best.total if best.total and not words and re.search(rf"\b(?:{figure_words().all})\b", key) else None
    query, rows = env.run("facts", fact=[best.fact.iri])
    said = spoken(env, best)
    fills = {"figures": f"{said} ({best.told})" if best.told else said, "values": said}
    return Outcome(query, (whole or best.value, said), evidence_of(rows), min(0.95, score), fills)


def as_asked(key: str, amount: Amount) -> bool:
    """False if a folded question asks for what is to be reached and an amount has been, or for the most and it is the
    least; or the other way round."""
    words, before = figure_words(), f"{fold(amount.before)} {fold(amount.after)[:12]}"
    for one, other in ((words.most, words.least), (words.least, words.most)):
        if re.search(rf"\b(?:{one})\b", key) and re.search(rf"\b(?:{other})\b", before):
            return False
    target = re.search(rf"\b(?:{words.asks_target})\b", key) is not None
    level = re.search(rf"\b(?:{words.asks_level})\b", key) is not None
    if target == level or amount.target is None:
        return True
    return amount.target == target


def _aims(key: str) -> set[str]:
    """Words of a folded question that say that a number is to be reached, or has been."""
    words = figure_words()
    pattern = rf"\b(?:{words.asks_target}|{words.asks_level}|{words.target})\b"
    return {word for found in re.findall(pattern, key) for word in found.split()}


def strays(env: Env, values: Sequence[object]) -> bool:
    """True if a number found is told of what has been reached where the question asks for what is to be, or the
    other way round."""
    key = env.understanding.key
    same = [a for a in pool(env) if a.value in values and unit_asked(env, a)]
    return bool(same) and not any(as_asked(key, a) for a in same)
