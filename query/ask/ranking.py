"""How good a reading of a question is: a weighted sum of what speaks for it and against it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from query.ask.explain import ASSURED
from query.ask.forms import Form
from query.ask.outcome import Outcome

EVEN = 0.56
"""Confidence below which an answer is not given as one: it costs more to be wrong than to show passages."""
UNLIKELY = -12.0
"""Logarithm of the probability of a form that no wording is known of."""

GUESSED = 0.7
"""Confidence from which a reading answers that only the likeness of wordings speaks for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read by one form: what was found, the natural logarithm of the probability of the form by
    the question's wording, and whether a cue of the form is in the question."""

    form: Form
    outcome: Outcome
    likely: float
    fits: bool

    @property
    def assured(self) -> float:
        """Share of the question that has to be accounted for."""
        return ASSURED if self.fits else GUESSED

    @property
    def answers(self) -> bool:
        """True if something was found, enough of the question is accounted for, and it is likelier right than wrong."""
        found = not self.outcome.empty and not self.outcome.choices
        known = self.outcome.probability is not None or self.outcome.confidence >= self.assured
        return found and known and self.confidence >= EVEN

    @property
    def features(self) -> dict[str, float]:
        """What the reading is ranked by; the names are those of `query/forms/ranking.toml`."""
        found = self.outcome
        decisive = found.final or bool(self.form.options.get("final"))
        return {
            "likely": self.likely,
            "cue": float(self.fits),
            "specific": self.form.rank / 100 if self.fits else 0.0,
            "explained": 0.0 if found.empty else found.confidence,
            "empty": float(found.empty and not decisive),
            "final": float(found.empty and decisive),
            "choice": float(bool(found.choices)),
            "unsure": float(not found.empty and not found.choices and found.confidence < self.assured),
        }

    @property
    def signs(self) -> dict[str, float]:
        """What the confidence is made of; the names are those of `query/forms/ranking.toml`."""
        likely = max(self.likely, _file()["confidence"]["generic"]) if self.form.options.get("generic") else self.likely
        return {"constant": 1.0, "explained": self.features["explained"], "likely": likely}

    @property
    def confidence(self) -> float:
        """Probability, between 0 and 1, that the answer found is right, if this reading is the best of its question."""
        if self.outcome.probability is not None:
            return self.outcome.probability
        weight = _file()["confidence"]
        return 1 / (1 + math.exp(-sum(weight[name] * value for name, value in self.signs.items())))

    @property
    def score(self) -> float:
        """Sum of the features by their weights; only differences between readings of one question mean anything."""
        return sum(weight * self.features[name] for name, weight in weights().items())


def bound(form: Form, likely: float, *, fits: bool) -> float:
    """The best score that a reading by a form can reach, whatever it finds."""
    sure = Reading(form, Outcome(confidence=1.0), likely, fits).score
    decisive = Reading(form, Outcome(empty=True, final=True), likely, fits).score
    return max(sure, decisive)


def weights() -> Mapping[str, float]:
    """Weight of each feature of a reading."""
    return _file()["weights"]


@cache
@reading("query/forms/ranking.toml")
def _file() -> Mapping[str, Mapping[str, float]]:
    text = files("query").joinpath("forms/ranking.toml").read_text(encoding="utf-8")
    return {
        table: {name: float(weight) for name, weight in tomllib.loads(text)[table].items()}
        for table in ("weights", "confidence")
    }
