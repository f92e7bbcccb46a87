"""Where no form answers, nor a statement clearly: the likeliest statement, read for the constituent that answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from query.ask.catalogue import Fact, tt
from query.ask.find_times import on_calendar
from query.ask.model import Value
from query.ask.outcome import Env, Outcome, bare_labels, evidence_of
from query.ask.quantities import number_written
from query.ask.select import Selection
from query.read.listed import listed
from query.read.question import Question
from query.read.reader import Found, likeliest
from query.read.weights import logistic, odds, weights

READ: Final = 3
"""Statements that are read: the likeliest."""
LEAST: Final = 0.1
"""Probability from which a statement is."""
NUMBERS: Final = frozenset({"number", "share", "long"})
TIMES: Final = frozenset({"when", "until", "since", "clock"})
NAMES: Final = frozenset({"who", "body", "with", "to", "where", "which"})
NAMED: Final = NUMBERS | TIMES | NAMES | {"money", "phone", "document", "praise", "blame", "whether"}
"""Sorts of questions that a whole statement doesn't answer."""

_NUMBER: Final = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)*(?![\w/])")
_PROPER: Final = frozenset({"official body", "body", "person", "place", "name"})


def reading(env: Env, selection: Selection) -> Outcome | None:
    """What the likeliest statement tells of what is asked for, with the probability that it is right.

    None if no statement says any of it, of a question whether something is so, and of one that compares provinces.
    """
    question = selection.question
    if "whether" in question.asks or len(env.understanding.provinces) > 1:
        return None
    told = [
        (one, likeliest(parts))
        for one in selection.statements[:READ]
        if one.probability >= LEAST and env.names_all(one.fact) and (parts := selection.parts(one))
    ]
    if not told:
        return None
    one, found = max(told, key=lambda pair: pair[0].probability * pair[1].probability)
    whole = not set(question.asks) & NAMED
    signs = reading_signs(one.probability, found.probability, whole=whole)
    sure = logistic(sum(weights().reading.get(name, 0.0) * value for name, value in signs.items()))
    fact = one.fact
    values = [fact.text] if whole and found.probability < one.probability else _values(env, question, fact, found)
    query, rows = env.run("duties" if fact.is_duty else "facts", fact=[fact.iri])
    fills = {"values": "; ".join(map(str, values)), "content": env.said(selection.content)}
    return Outcome(
        query, tuple(values), evidence_of(rows), sure, fills, missing=one.match.missing, probability=sure, signs=signs
    )


def reading_signs(statement: float, part: float, *, whole: bool) -> dict[str, float]:
    """What the probability of an answer that is read is made of: those of its statement and of the constituent."""
    return {
        "constant": 1.0,
        "statement": odds(statement),
        "joint": 0.0 if whole else odds(statement * part),
        "whole": float(whole),
        "whole statement": odds(statement) if whole else 0.0,
    }


def _values(env: Env, question: Question, fact: Fact, found: Found) -> Sequence[Value]:
    """A constituent as the values of an answer: a number with its unit, a day of the calendar, each of several names.

    Who does what a duty says without a name is whoever bears it in the graph.
    """
    asks = set(question.asks)
    if asks & NUMBERS and (number := _NUMBER.search(found.text)):
        return [value, found.text] if (value := number_written(number.group())) is not None else [found.text]
    if asks & TIMES:
        return list(on_calendar(env, [found.text], fact))
    if asks & {"who", "body"} and found.sort.removesuffix(" +") not in _PROPER and fact.is_duty:
        _, rows = env.run("duty-relation", fact=[fact.iri], relation=[tt("assignee")])
        return bare_labels(rows) or [found.text]
    return listed(found.text) if asks & NAMES else [found.text]
