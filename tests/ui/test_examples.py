"""What the workbench offers to click works over the sample notices."""

from pathlib import Path

import pytest

from kg.store import open_store
from query.ask import ask
from query.sparql import run
from ui.examples import ExampleQuery, queries, questions


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_an_example_query_gives_rows(query: ExampleQuery, store: Path) -> None:
    assert run(query.sparql, store, "json").count > 0
    assert query.title("vi") != query.title("en")


@pytest.mark.parametrize("question", questions())
def test_an_example_question_is_answered_or_honestly_refused(question: str, store: Path) -> None:
    with open_store(store, read_only=True) as repo:
        answer = ask(question, repo)
    assert answer.status in ("answered", "out_of_scope")
    assert bool(answer.evidence) == (answer.status == "answered")
