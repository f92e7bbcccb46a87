"""How likely the answer that a form found is right: by how far an independent reading of the statements agrees.

Forms read a question by patterns, words and the structure of the graph; answer sentence selection and the reader of
constituents know only the words of the question and of the statements. Where both come to the same, the answer is
seldom wrong. The weights are learnt from questions that no form was made for (`python -m tests.reading`).
"""

from __future__ import annotations

from typing import Final

from kg.evidence import Evidence
from ontology.names import ID
from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.ranking import Reading
from query.ask.select import Selected, Selection
from query.read.weights import logistic, weights

FEW: Final = 3
"""Quotes up to which an answer is drawn from statements, and not counted or listed."""
READ: Final = 2
"""Statements that the answer was drawn from and that are read."""
LONG: Final = 15
"""Words from which an answer tells a whole statement."""
HALF: Final = 0.5
"""Part of the longer of two wordings that the shorter has to be for both to say the same."""


def assess(reading: Reading, selection: Selection) -> float | None:
    """Probability that what a form found answers the question; None if it wasn't drawn from one or a few statements."""
    if not _from_statements(reading, selection):
        return None
    signs = form_signs(reading, selection)
    return logistic(sum(weights().forms.get(name, 0.0) * value for name, value in signs.items()))


def _from_statements(reading: Reading, selection: Selection) -> bool:
    """True if an answer quotes few places, any of them a statement's; lists, counts and headers do otherwise."""
    quotes = reading.outcome.evidence
    return len(quotes) <= FEW and any(_told(one.fact, quotes) for one in selection.statements)


def form_signs(reading: Reading, selection: Selection) -> dict[str, float]:
    """What the probability is made of; the names are those of `query/data/reader.json`."""
    outcome = reading.outcome
    near = [one for one in selection.statements if _told(one.fact, outcome.evidence)]
    agree = min(1.0, sum(one.probability for one in near))
    said = [fold(str(value)) for value in outcome.values if not isinstance(value, bool) and not _is_iri(value)]
    same = max((_share(selection, one, said) for one in near[:READ]), default=0.0)
    whole, long = float(not said), float(sum(len(one.split()) for one in said) > LONG)
    return {
        **reading.signs,
        "cue": float(reading.fits),
        "agree": agree,
        "same": same,
        "agree and same": agree * same,
        "whole": whole,
        "whole and agree": whole * agree,
        "long": long,
        "long and agree": long * agree,
        "verdict": float(any(isinstance(value, bool) for value in outcome.values)),
        f"form {reading.form.id}": 1.0,
    }


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ID)


def _told(fact: Fact, evidence: tuple[Evidence, ...]) -> bool:
    """True if any of the quotes shares a part of the text with a fact."""
    return any(quote.notice == fact.notice and quote.start < fact.end and fact.order < quote.end for quote in evidence)


def _share(selection: Selection, one: Selected, said: list[str]) -> float:
    """Probability of the constituents of a statement that say what the answer says."""
    return sum(part.probability for part in selection.parts(one) if any(_alike(fold(part.text), key) for key in said))


def _alike(one: str, other: str) -> bool:
    """True if of two folded wordings one holds the other and isn't much longer."""
    short, long = sorted((one, other), key=len)
    return short == long or (f" {short} " in f" {long} " and len(short) >= HALF * len(long))
