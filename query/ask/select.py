"""Which statement answers a question: answer sentence selection by a conditional logit over the statements in scope.

What speaks for a statement is how much of the question it says (in its words, in meaning as a whole, word by word),
and whether it holds what is asked for. One alternative is that none of them answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from query.ask.catalogue import Fact
from query.ask.clause import find_clause
from query.ask.find_statement import content_of
from query.ask.meaning import likeness
from query.ask.outcome import Env
from query.ask.retrieve import Content, Match
from query.link.language import language
from query.read.question import Question, aligner, read_question
from query.read.reader import Found, read
from query.read.weights import score, softmax, weights

KINDS: Final = ("Duty", "Passage", "Situation", "Decision", "Praise", "Shortcoming", "Support", "Motto")
JUDGED: Final = 60
"""Statements that are compared word by word: those that say most of the question."""
COMMON: Final = 0.02
"""Share of the statements from which on a word that they say tells the less of them the more of them say it."""
FEW: Final = 3
"""Notices in scope up to which all their statements are looked at, and not only those that share a word."""
MEANING: Final = 0.7
"""Worth of the likeness in meaning against that of the words, for what is compared at all."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A statement with the probability that it, or one that shares its text, answers; `match`: its words."""

    fact: Fact
    probability: float
    match: Match


@dataclass(frozen=True)
class Selection:
    """The statements in scope that may answer a question, the likeliest first."""

    question: Question
    content: Content
    statements: tuple[Selected, ...]
    _read: dict[str, list[Found]] = field(default_factory=dict, compare=False)

    def parts(self, one: Selected) -> list[Found]:
        """The constituents of a statement that may answer, the likeliest first."""
        if one.fact.iri not in self._read:
            self._read[one.fact.iri] = read(self.question, one.fact.text)
        return self._read[one.fact.iri]


def select(env: Env) -> Selection:
    """The statements that may answer a question; the probabilities of those that share a part of the text are those
    of all of them together.
    """
    question, content = read_question(env.understanding.proper), content_of(env, None)
    near = near_statements(env, content)
    if not near:
        return Selection(question, content, ())
    rows = statement_features(env, question, near)
    shares = softmax([weights().statement["none"], *(score(row, weights().statement) for row in rows)])[1:]
    out = list[Selected]()
    for i in sorted(range(len(near)), key=lambda i: -shares[i]):
        fact = near[i].fact
        if not any(overlap(fact, known.fact) for known in out):
            joint = sum(share for share, match in zip(shares, near, strict=True) if overlap(match.fact, fact))
            out.append(Selected(fact, min(joint, 1.0), near[i]))
    return Selection(question, content, tuple(sorted(out, key=lambda one: -one.probability)))


def statement_features(env: Env, question: Question, near: Sequence[Match]) -> list[dict[str, float]]:
    """What speaks for each of some statements; the names are those of `query/data/reader.json`."""
    facts = [match.fact for match in near]
    like = likeness(env.understanding.proper, facts)
    said, weight = aligner().said(
        question.tokens, [aligner().syllables(fact.text, folded=question.folded) for fact in facts]
    )
    own = weight * -np.log(np.maximum(said.mean(axis=1), COMMON)) if facts else weight
    return [
        {
            "words": match.score,
            "meaning": meaning,
            "word by word": float(words),
            "words of its own": float(rare),
            **dict.fromkeys(_holds(question, match.fact), 1.0),
        }
        for match, meaning, words, rare in zip(
            near, like, weight @ said, own @ said / max(own.sum(), COMMON), strict=True
        )
    ]


def _holds(question: Question, fact: Fact) -> list[str]:
    """What is asked for and stands in a statement."""
    asks, key = set(question.asks), " ".join(fact.keys)
    signs = {
        "number": bool(asks & {"number", "share", "money", "long"}) and re.search(r"\d", key) is not None,
        "time": bool(asks & {"when", "until", "since", "clock"}) and bool(find_clause(fact.text, "time")),
        "bearer": bool(asks & {"who", "body"}) and bool(fact.linked("assignee")),
        "ban": bool(asks & {"whether", "forbidden"}) and language().says("forbids", key),
    }
    return [name for name, holds in signs.items() if holds]


def near_statements(env: Env, content: Content) -> list[Match]:
    """The statements that are likeliest to answer by their words and their meaning."""
    found = env.matches(content, *KINDS)[:JUDGED] if content else []
    if len(env.understanding.scope) <= FEW:
        known = {match.fact.iri for match in found}
        found += [Match(fact, 0.0, 0.0, content.keys) for fact in env.facts(*KINDS) if fact.iri not in known]
    if len(found) <= JUDGED:
        return found
    like = likeness(env.understanding.proper, [match.fact for match in found])
    pairs = sorted(zip(found, like, strict=True), key=lambda pair: -(pair[0].score + MEANING * pair[1]))
    return [match for match, _ in pairs[:JUDGED]]


def overlap(one: Fact, other: Fact) -> bool:
    """True if two facts share a part of the text."""
    return one.notice == other.notice and one.order < other.end and other.order < one.end
