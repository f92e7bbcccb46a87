"""Learn the weights of `query/forms/ranking.toml` from questions with known answers.

Run `python -m tests.ranking [QUESTIONS.json=STORE …]`: the golden questions over the sample and invented notices,
and any further files with the store they are asked of; both tables are printed. The ranking is a conditional logit:
the probability of a reading is the softmax of its score among those of its question, and the weights maximise the
probability of a right one, less an L2 penalty. The confidence is a logistic regression on the best reading of each
question of the further files alone: questions that the product was mended by say nothing of how sure it may be.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from kg.load import load
from kg.store import memory_store, open_store
from query.ask import AskSession
from query.ask.phrase import Phrase
from query.ask.ranking import weights
from tests import scoring
from tests.evaluate import SAMPLES

PENALTY = 0.1
Floats = NDArray[np.float64]
Choice = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""Readings of a question × features, and which of them answer it rightly."""
Best = tuple[Mapping[str, float], bool]
"""Signs of the best reading of a question, and whether it answers it rightly."""


def choices(session: AskSession, questions: Iterable[Mapping[str, Any]]) -> Iterator[Choice]:
    """The readings of each question of which some, but not all, answer it rightly."""
    spans = scoring.gold_spans(scoring.gold_notices())
    for question in questions:
        understanding = session.understood(question["question"], question.get("context") or ())
        phrase = Phrase(question["question"], session.catalogue)
        if session.refused(understanding, phrase):
            continue
        readings = session.readings(understanding)
        answers = [session.said(reading, understanding, phrase).to_json() for reading in readings]
        right = [scoring.judge(question, answer, spans) for answer in answers]
        if any(right) and not all(right):
            yield np.array([[r.features[name] for name in weights()] for r in readings]), np.array(right)


def best_readings(session: AskSession, questions: Iterable[Mapping[str, Any]]) -> Iterator[Best]:
    """The best reading of each question for which one found something."""
    spans = scoring.gold_spans(scoring.gold_notices())
    for question in questions:
        understanding = session.understood(question["question"], question.get("context") or ())
        phrase = Phrase(question["question"], session.catalogue)
        if session.refused(understanding, phrase) or not (readings := session.readings(understanding)):
            continue
        best = readings[0]
        if not best.outcome.empty and not best.outcome.choices:
            answer = phrase.answered(understanding, best.form, best.outcome).to_json()
            yield best.signs, scoring.judge(question, answer, spans)


def calibrate(data: Iterable[Best]) -> Mapping[str, float]:
    """Weights under which the logistic function of the signs is the probability that an answer is right."""
    known = list(data)
    names = list(known[0][0])
    rows = np.array([[signs[name] for name in names if name != "constant"] for signs, _ in known])
    fitted = LogisticRegression(C=1.0).fit(rows, [right for _, right in known])
    found = dict(zip([name for name in names if name != "constant"], fitted.coef_[0].round(2).tolist(), strict=True))
    return {"constant": round(float(fitted.intercept_[0]), 2), **found}


def learn(data: Iterable[Choice]) -> Mapping[str, float]:
    """Weights that make the right readings likeliest."""
    known = list(data)

    def loss(weight: Floats) -> tuple[float, Floats]:
        value, slope = PENALTY * float(weight @ weight), 2 * PENALTY * weight
        for rows, right in known:
            scores = rows @ weight
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            good = shares * right / (shares @ right)
            value -= float(np.log(shares @ right))
            slope = slope - (good - shares) @ rows
        return value, slope

    best = minimize(loss, np.zeros(len(weights())), jac=True, method="L-BFGS-B").x
    return dict(zip(weights(), best.round(2).tolist(), strict=True))


def main() -> None:
    """Print what is learnt from the golden questions and from the files named, each with its store."""
    golden = dict.fromkeys((scoring.GOLDEN / "questions").glob("*.json"), SAMPLES)
    golden[scoring.GOLDEN / "invented" / "questions.json"] = scoring.GOLDEN / "invented"
    data, sure = list[Choice](), list[Best]()
    for path, notices in sorted(golden.items()):
        with memory_store() as repo:
            load(sorted(notices.glob("*.txt")), repo)
            data += choices(AskSession(repo), _questions(path))
    for name, _, store in (argument.partition("=") for argument in sys.argv[1:]):
        with open_store(Path(store), read_only=True) as repo:
            session, questions = AskSession(repo), _questions(Path(name))
            data += choices(session, questions)
            sure += best_readings(session, questions)
    _show("weights", learn(data), len(data))
    if sure:
        _show("confidence", calibrate(sure), len(sure))


def _show(table: str, found: Mapping[str, float], size: int) -> None:
    print(f"[{table}] # learnt from {size} questions")
    print("\n".join(f"{name} = {weight}" for name, weight in found.items()))


def _questions(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["questions"])


if __name__ == "__main__":
    main()
