"""The finder of one figure in two places: side by side, and where it is more or less."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.text import fold
from query.ask.amounts import Amount
from query.ask.figure_words import comparison_words, operations
from query.ask.figures import unit_sort
from query.ask.model import Group
from query.ask.operands import core, fit, of_another, pool, same_unit, spoken, unit_asked
from query.ask.outcome import Env, Outcome, evidence_of
from query.link.words import Word

LEAST, COUNTED = 0.5, 0.35
"""How well each figure has to fit the question, and if it names their unit."""
REACH = 7
"""Words before “hơn” among which what is more or less is told."""
APART = 0.03
"""How much better than the next figure of a place the best has to fit."""


def side_by_side(env: Env) -> Outcome | None:
    """The same figure of two places, or the place where it is more or less; None unless each has clearly one."""
    u, words = env.understanding, comparison_words()
    places = list(dict.fromkeys(n.home for n in u.scope if n.home))
    which = re.search(words["which"], u.key) is not None
    if len(places) != 2 or not u.pinned or operations(u.key):
        return None
    if not (which or re.search(words["both"], u.key)):
        return None
    asked = [w for w in core(env, (0, len(u.key))) if w not in _asking(u.key)]
    known = [a for a in pool(env) if not a.change and not of_another(env, a)]
    pair = _best(env, [[a for a in known if _home(env, a) == place] for place in places], asked)
    if pair is None:
        return None
    one, two = pair
    query, rows = env.run("facts", fact=list(dict.fromkeys((one.fact.iri, two.fact.iri))))
    groups = tuple(Group(place, (a.value, spoken(env, a))) for place, a in zip(places, (one, two), strict=True))
    said = "; ".join(f"{place}: {spoken(env, a)}" for place, a in zip(places, (one, two), strict=True))
    score = min(fit(env, a, asked) for a in (one, two))
    values: tuple[str, ...] = (spoken(env, one), spoken(env, two))
    if which:
        if one.value == two.value:
            return None
        less = _less(env)
        values = (places[0] if (one.value < two.value) == less else places[1],)
    fills = {"by_province": said, "values": values[0] + ": " if which else ""}
    return Outcome(query, values, evidence_of(rows), min(0.9, 0.4 + score / 2), fills, groups)


def _home(env: Env, amount: Amount) -> str | None:
    return env.catalogue.notices[amount.fact.notice].home


def _less(env: Env) -> bool:
    """True if the lesser figure is asked for: less, or sooner."""
    words, known, least = env.understanding.linked.question.words, *_signs()
    inside = {i for find in env.understanding.provinces for i in range(find.first, find.last)}
    ends = [i for i, word in enumerate(words) if word.key in ("hon", "nhat")]
    near = [i for i in range(max(0, ends[-1] - REACH), ends[-1]) if i not in inside] if ends else []
    signs = [(i, fold(words[i].typed)) for i in near if _is_sign(words[i], known)]
    last = [key for i, key in signs if i == ends[-1] - 1 and (words[i].marked or len(signs) == 1)]
    return next((key in least for key in (*last, *(key for _, key in signs))), False)


def _is_sign(word: Word, known: Sequence[str]) -> bool:
    """True if a word says more or less: typed without marks, or with the same."""
    typed = word.typed.lower()
    return typed in known or (not word.marked and typed in map(fold, known))


def _signs() -> tuple[list[str], set[str]]:
    """Words for more and less as written, and those of them, folded, that are for less."""
    words = comparison_words()
    return words["signs"].split(), set(words["least"].split())


def _asking(key: str) -> set[str]:
    """Folded words of a question that only put places side by side."""
    signs = {found[1] for found in re.finditer(r"\b(\w+)(?: \w+)? (?:hon|nhat)\b", key)}
    return set(comparison_words()["idle"].split()) | signs & {fold(sign) for sign in _signs()[0]}


def _in_unit(key: str, amount: Amount) -> bool:
    """True if an amount may be in the unit that the question asks in: of time, if it asks what is quicker; no
    measure, if it asks for a number of things."""
    words, sort = comparison_words(), unit_sort(amount.unit.split())
    own = sort["id"] if sort else None
    if re.search(rf"\b(?:{words['duration']}) hon\b|\b(?:bao nhieu|may) (?:{words['times']})\b", key):
        return own == "duration"
    return own is None if re.search(words["number"], key) else own != "duration"


def _counts(key: str, amount: Amount) -> bool:
    """True if a question names an amount's unit as what is counted."""
    return re.search(rf"\b(?:so|nhieu|it|may) {re.escape(amount.unit.split()[0])}\b", key) is not None


def _best(env: Env, known: Sequence[Sequence[Amount]], words: Sequence[str]) -> tuple[Amount, Amount] | None:
    """The figures of two places that fit the question; None if none do, or others nearly as well."""
    key = env.understanding.key
    fits = [[(fit(env, a, words), a) for a in own if _in_unit(key, a) and unit_asked(env, a)] for own in known]
    fits = [[(s, a) for s, a in own if s >= (COUNTED if _counts(key, a) else LEAST)] for own in fits]
    if all(any(_counts(key, a) for _, a in own) for own in fits):
        fits = [[(s, a) for s, a in own if _counts(key, a)] for own in fits]
    pairs = [((s + t) / 2, a, b) for s, a in fits[0] for t, b in fits[1] if same_unit(a, b) and _alike(a, b)]
    pairs.sort(key=lambda pair: -pair[0])
    if not pairs:
        return None
    score, one, two = pairs[0]
    others = [s for s, a, b in pairs[1:] if (a.value, b.value) != (one.value, two.value)]
    return None if others and score - others[0] < APART else (one, two)


def _alike(one: Amount, other: Amount) -> bool:
    """False if one has to be reached and the other has been."""
    return None in (one.target, other.target) or one.target == other.target
