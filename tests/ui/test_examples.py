"""What the workbench offers to click works over the sample notices."""

from importlib.resources import files
from pathlib import Path

import pytest

from kg.load import load
from kg.store import open_store
from query.ask import ask
from query.sparql import run
from ui.answering import NEAREST
from ui.answering import ask as asked
from ui.examples import ExampleQuery, queries, questions, questions_for


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


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one of the sample notices alone, that of Vĩnh Phúc."""
    sample = max(Path(str(files("ingest").joinpath("data/samples"))).iterdir(), key=lambda path: path.name)
    folder = tmp_path_factory.mktemp("other") / "store"
    assert not load([sample], folder).failed
    return folder


def test_the_sample_notices_keep_the_hand_picked_questions(store: Path) -> None:
    with open_store(store, read_only=True) as repo:
        assert questions_for(repo) == questions()


def test_another_store_offers_questions_of_its_own(other: Path) -> None:
    with open_store(other, read_only=True) as repo:
        found = questions_for(repo)
        assert len(found) >= NEAREST and not any("Bắc Giang" in question for question in found)
        assert all(ask(question, repo).status == "answered" for question in found)
        assert questions_for(repo) is found


@pytest.mark.parametrize("question", ["Giá vàng hôm nay bao nhiêu?", "Sở Y tế Bắc Giang phải làm gì?"])
def test_a_refusal_offers_what_the_store_answers(question: str, other: Path) -> None:
    with open_store(other, read_only=True) as repo:
        answer = asked(question, repo)
        assert answer.status != "answered" and answer.nearest
        assert all(ask(near, repo).status == "answered" for near in answer.nearest)
