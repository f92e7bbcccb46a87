"""The golden questions on the sample notices, judged as `make eval` judges them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from query.ask import AskSession
from tests import scoring

QUESTIONS = scoring.GOLDEN / "questions"
CORRECT, WRONG = 0.97, 0.02
"""Least share of right answers, and largest share of answered questions that are wrong."""


def load(name: str) -> list[dict[str, Any]]:
    data = json.loads((QUESTIONS / f"{name}.json").read_text(encoding="utf-8"))
    return list(data["questions"])


def check(session: AskSession, questions: list[dict[str, Any]], spans: dict[str, scoring.Json] | None = None) -> None:
    spans = spans or scoring.gold_spans(scoring.gold_notices())
    got = [session.ask(q["question"], context=q.get("context", ())).to_json() for q in questions]
    right = [scoring.judge(q, a, spans) for q, a in zip(questions, got, strict=True)]
    bad = [q["id"] for q, good in zip(questions, right, strict=True) if not good]
    wrong = [
        q["id"] for q, a, good in zip(questions, got, right, strict=True) if not good and a["status"] == "answered"
    ]
    assert len(bad) <= (1 - CORRECT) * len(questions), bad
    assert len(wrong) <= WRONG * len(questions), wrong


@pytest.mark.parametrize("name", sorted(path.stem for path in QUESTIONS.glob("*.json")))
def test_golden_questions(session: AskSession, name: str) -> None:
    check(session, load(name))


def test_questions_on_invented_notices(invented: AskSession) -> None:
    path = scoring.GOLDEN / "invented" / "questions.json"
    check(invented, json.loads(path.read_text(encoding="utf-8"))["questions"])


def test_questions_on_notices_of_other_kinds(genres: AskSession) -> None:
    path = scoring.GOLDEN / "genres" / "questions.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    check(genres, data["questions"], data["spans"])


def test_questions_of_an_author_who_knew_no_forms(fresh_notices: AskSession) -> None:
    path = scoring.GOLDEN / "fresh_notices" / "questions.json"
    check(fresh_notices, json.loads(path.read_text(encoding="utf-8"))["questions"])


def test_every_quote_is_the_text_of_its_file(session: AskSession) -> None:
    from importlib.resources import files

    folder = files("ingest").joinpath("data/samples")
    raw = {p.name: p.read_bytes().decode("utf-8") for p in folder.iterdir() if p.name.endswith(".txt")}
    for question in load("samples"):
        for evidence in session.ask(question["question"]).evidence:
            assert raw[evidence.source][evidence.start : evidence.end] == evidence.text
