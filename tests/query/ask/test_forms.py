"""Question forms: the files are sound, and every example is read by its form and answered as it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from kg.engine import OxigraphRepo
from ontology.text import fold
from query.ask import Answer, AskSession
from query.ask.clause import find_clause
from query.ask.forms import FormError, forms, read_forms
from query.ask.refuse import topics
from query.link.dates import find_periods

EXAMPLES = [pytest.param(form.id, example, id=f"{form.id}: {example['question']}")
            for form in forms() for example in form.examples]  # fmt: skip


def table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("query").joinpath(f"forms/{name}.toml").read_text(encoding="utf-8"))


def fits(answer: Answer, example: Mapping[str, Any]) -> bool:
    """Whether an answer is what an example says of it."""
    said = fold(" ".join([answer.answer, *map(str, answer.values)]))
    values = [v if isinstance(v, (bool, int)) else fold(str(v)) for v in answer.values]
    return all((
        answer.status.value == example.get("status", "answered"),
        all((v if isinstance(v, (bool, int)) else fold(v)) in values for v in example.get("values", ())),
        all(any(fold(v) in str(got) for got in values) for v in example.get("some", ())),
        len(answer.values) == example.get("count", len(answer.values)),
        len(answer.values) >= example.get("least", 0),
        fold(example.get("said", "")) in said,
        all(list(g.values) == example["groups"][g.province] for g in answer.groups
            if g.province in example.get("groups", {})),
    ))  # fmt: skip


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_example_is_read_and_answered(session: AskSession, form: str, example: Mapping[str, Any]) -> None:
    answer = session.ask(example["question"])
    assert (answer.form, fits(answer, example)) == (form, True), answer.to_json()


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_shown_query_gives_the_evidence(
    session: AskSession, samples: OxigraphRepo, form: str, example: Mapping[str, Any]
) -> None:
    answer = session.ask(example["question"])
    if answer.status.value != "answered":
        return
    rows = samples.select(answer.sparql)
    assert rows or answer.values == (False,)
    raw = {e.source: e for e in answer.evidence}
    assert all(e.end - e.start == len(e.text) for e in raw.values())


def test_every_answer_of_an_example_has_a_reading(session: AskSession) -> None:
    for form in forms():
        for example in form.examples:
            assert session.ask(str(example["question"])).reading.startswith("Tôi hiểu: ")


def test_loader_reports_all_faults_at_once() -> None:
    bad = '[[form]]\nid = "a"\nrank = 1\nneeds = ["nonsense"]\n[[form]]\nid = "a"\nrank = 1\ncues = ["("]\n'
    with pytest.raises(FormError) as raised:
        read_forms({"bad": bad})
    message = str(raised.value)
    assert "unknown need nonsense" in message and "id is used twice" in message and "no template None" in message


@pytest.mark.parametrize("row", table("clauses")["clause"], ids=lambda row: f"{row['role']}: {row['match']}")
def test_clause_pattern_has_its_proof(row: Mapping[str, str]) -> None:
    assert re.search(row["pattern"], row["match"], re.IGNORECASE)
    assert not re.search(row["pattern"], row["no_match"], re.IGNORECASE)


@pytest.mark.parametrize("row", table("clauses")["definition"], ids=lambda row: str(row["match"]))
def test_definition_pattern_has_its_proof(row: Mapping[str, str]) -> None:
    assert re.search(row["pattern"], row["match"], re.IGNORECASE)
    assert not re.search(row["pattern"], row["no_match"], re.IGNORECASE)


@pytest.mark.parametrize("row", table("refusals")["topic"], ids=lambda row: row["id"])
def test_refusal_pattern_has_its_proof(row: Mapping[str, str]) -> None:
    pattern = next(t.pattern for t in topics() if t.id == row["id"])
    assert pattern.search(fold(row["match"]))
    assert not pattern.search(fold(row["no_match"]))


@pytest.mark.parametrize("row", table("dates")["pattern"], ids=lambda row: row["match"])
def test_date_pattern_has_its_proof(row: Mapping[str, str]) -> None:
    assert find_periods(row["match"])
    assert not find_periods(row["no_match"])


def test_clause_is_the_first_pattern_that_fits() -> None:
    text = "bố trí khoa học để giảm tối đa việc tập trung; bảo đảm an toàn."
    assert find_clause(text, "goal") == ["giảm tối đa việc tập trung"]
