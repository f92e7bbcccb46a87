"""The card to take along: what was asked and said, the quotes, the query, and which data it was drawn from."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kg.repo import Repo
from kg.store import open_store
from ui.answering import ask
from ui.captions import captions
from ui.card import as_json, as_text, earlier_of, link_of, state
from ui.server import create_app

QUESTION = "Sở Y tế Bắc Giang phải làm gì?"
FOLLOW = "còn Vĩnh Phúc thì sao?"


@pytest.fixture(scope="module")
def repo(store: Path) -> Iterator[Repo]:
    with open_store(store, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: Path) -> TestClient:
    return TestClient(create_app(store, workbench=False))


def test_the_text_holds_everything_that_proves_the_answer(repo: Repo) -> None:
    answer = ask(QUESTION, repo).to_json()
    text = as_text(answer, (), state(repo), captions("vi"))
    assert text.startswith(f"# {QUESTION}\n")
    assert answer["sparql"].strip() in text
    for quote in answer["evidence"]:
        assert " ".join(quote["text"].split()) in text
        assert f"{quote['source']} [{quote['start']}–{quote['end']}]" in text
    assert all(caution["text"] in text for caution in answer["cautions"])
    assert "2 thông báo" in text
    assert link_of(QUESTION, (), "vi") in text


def test_the_state_of_the_data_is_told(repo: Repo) -> None:
    of = state(repo)
    assert (of.notices, of.generation) == (2, repo.generation)
    assert of.read.endswith("Z")


def test_a_card_as_json_is_the_contract_and_more(repo: Repo) -> None:
    answer = ask(FOLLOW, repo, context=(QUESTION,)).to_json()
    card = json.loads(as_json(answer, (QUESTION,), state(repo)))
    assert answer.items() <= card.items()
    assert card["context"] == [QUESTION]
    assert card["data"]["notices"] == 2


def test_an_address_keeps_the_conversation() -> None:
    address = link_of("c?", ["a?", "b & d?"], "en")
    assert address == "/en/?tab=ask&q=c%3F&after=a%3F%0Ab+%26+d%3F"
    assert earlier_of({"after": "a?\nb & d?"}) == ["a?", "b & d?"]
    assert earlier_of({}) == []


@pytest.mark.parametrize(("name", "media"), [("md", "text/markdown; charset=utf-8"), ("json", "application/json")])
def test_an_answer_is_downloaded_after_the_same_questions(client: TestClient, name: str, media: str) -> None:
    reply = client.get("/answer", params={"q": FOLLOW, "after": QUESTION, "format": name})
    assert reply.headers["content-type"] == media
    assert f'filename="thongtri-answer.{name}"' in reply.headers["content-disposition"]
    assert "Sở Y tế ở Vĩnh Phúc" in reply.text


@pytest.mark.parametrize("question", ["", "\x00", "`" * 50, "# [x](javascript:alert(1))", "x" * 5000])
def test_strange_questions_have_a_card_too(client: TestClient, question: str) -> None:
    assert client.get("/answer", params={"q": question}).status_code == 200


def test_an_unknown_format_is_refused(client: TestClient) -> None:
    assert client.get("/answer", params={"q": QUESTION, "format": "exe"}).status_code == 422
