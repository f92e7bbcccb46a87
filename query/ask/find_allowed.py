"""Whether something may or has to be done, where a duty says that it must not."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.limits import NOTICES
from query.ask.opposites import opposed
from query.ask.outcome import Env, Outcome, close, column, evidence_of
from query.ask.retrieve import Content
from query.link.language import language

NOUGHT = ("0", "00")
_QUESTION_TAIL = re.compile(r" (?:khong|chua)$")
SURE = 0.7
"""Coverage from which a duty is what the question asks about."""
DENIED = 4
"""Words after a denial or prohibition that it holds for."""
REACHED, AHEAD = 0.45, 0.8
"""Part of what is asked that a prohibition has to hold for, and of that what another one may."""
WHOLE = 0.9
"""Part from which a prohibition counts whatever else is said of what is asked."""
HELD = 3
"""Words of what is asked that it names at least, if it lacks more than one."""
BESIDE = 0.5
"""Part of the weight of a word that doesn't count against a prohibition beside which it stands."""
JUDGED = 12
"""Statements that are looked at."""
KINDS = ("Duty", "Passage", "Situation")
_CLAUSE = re.compile(r"[;]\s|\.\s")
BEFORE = 3
"""Words before what is asked about in which the duty forbids it."""


def is_allowed(env: Env) -> Outcome | None:
    """That what the question describes isn't allowed or asked for; None where no duty forbids it."""
    content = env.content()
    if any(language().says("stops", part) for part in (" ".join(content.keys),)):
        return None
    for match in close(env.matches(content, "Duty"), 0.85):
        if match.coverage >= SURE and _stopped(fold(match.fact.text).split(), content.keys):
            query, rows = env.run("duties", fact=[match.fact.iri])
            said = {"texts": " · ".join(column(rows, "label"))}
            return Outcome(query, (False,), evidence_of(rows), match.coverage, said, missing=match.missing)
    return _forbidden(env, content)


def _forbidden(env: Env, content: Content) -> Outcome | None:
    """That a prohibition holds for enough of what is asked, put in other words: for more where nothing is named.

    None if a statement without one says more of it, or if it holds on a condition that the question doesn't name.
    """
    if len(env.understanding.scope) > NOTICES:
        return None
    least = REACHED if env.understanding.pinned else SURE
    found = [(ruled(env, content, match.fact), match) for match in env.matches(content, *KINDS)[:JUDGED]]
    likely = sorted(((share, match) for share, match in found if share >= least), key=lambda pair: -pair[0])
    if not likely or any(share > AHEAD * likely[0][0] for share, _ in likely[1:]):
        return None
    if likely[0][0] < WHOLE and any(m.coverage >= SURE and not m.gap and not share for share, m in found):
        return None
    best = likely[0]
    query, rows = env.run("duties" if best[1].fact.is_duty else "facts", fact=[best[1].fact.iri])
    return Outcome(query, (False,), evidence_of(rows), SURE, {"texts": " · ".join(column(rows, "label"))})


def ruled(env: Env, content: Content, fact: Fact) -> float:
    """Part of the weight of what is asked that one prohibition of a statement holds for, if it names several words.

    What the item or the title say counts half against it.
    """
    keys = set(content.keys)
    known = {*" ".join(env.catalogue.facts.around([fact]).values()).split()}
    known |= set(env.catalogue.notices[fact.notice].title_keys)
    weight = {key: env.retriever.rarity(key) * (1 - BESIDE * (key in known)) for key in keys}
    best = 0.0
    for clause in _CLAUSE.split(fact.text):
        found = _stopping().search(clause.lower())
        if found is None or not _on_condition(fold(clause).split(), keys):
            continue
        held = keys & set(fold(clause[found.end() :]).split())
        if len(held) >= HELD or (held and len(keys) - len(held) <= 1 < len(keys)):
            own = sum(map(env.retriever.rarity, held))
            best = max(best, own / (own + sum(weight[key] for key in keys - held)))
    return best


@cache
def _stopping() -> re.Pattern[str]:
    """A word by which a text as written denies or forbids."""
    return re.compile(rf"\b(?:{'|'.join(language().signals['stops_written'])})\b")


def _on_condition(words: Sequence[str], keys: Collection[str]) -> bool:
    """True if a clause sets no condition, or one of which the question says a word."""
    found = language().named_pattern("condition_of").search(" ".join(words))
    return found is None or not set(keys).isdisjoint(found.group().split())


def verdict(env: Env, text: str, keys: Collection[str]) -> bool:
    """What a statement that says all words of a yes-or-no question answers: no if it denies or forbids one of
    them, or allows for some what is asked for all."""
    asked = _QUESTION_TAIL.sub("", env.understanding.proper)
    words = fold(text).split()
    limited = language().named_pattern("only").search(" ".join(words)) is not None
    every = language().named_pattern("asks_all").search(asked) is not None
    return not (denied(words, keys, asked.split()) or (limited and every) or opposed(env.understanding, text))


def denied(words: Sequence[str], keys: Collection[str], asked: Sequence[str] = ()) -> bool:
    """True if a folded statement denies or forbids something of a question (`asked`, its words) that doesn't itself."""
    return bool((_under(words) - _under(asked)) & set(keys))


def _under(words: Sequence[str]) -> set[str]:
    """The words that a denial or a prohibition holds for; nought of something denies it, but no hour."""
    denials, hours = language().signals["denies"], language().signals["units_of_hours"]
    spots = [i for i, word in enumerate(words) if word in denials]
    spots += [i for i, (word, after) in enumerate(pairwise(words)) if word in NOUGHT and after not in hours]
    light = set(language().signals["carries_on"])
    return {word for i in spots for word in [w for w in words[i + 1 :] if w not in light][:DENIED]}


def _stopped(words: Sequence[str], keys: Sequence[str]) -> bool:
    """True if a word of stopping stands right before the first pair of asked words that the duty writes."""
    pairs = set(pairwise(keys))
    spots = [i for i, pair in enumerate(pairwise(words)) if pair in pairs]
    return any(language().says("stops", " ".join(words[max(0, i - BEFORE) : i])) for i in spots)
