"""`/suggest`: what the page asks while one types."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ui.server import create_app


@pytest.fixture(scope="module")
def client(store: Path) -> TestClient:
    return TestClient(create_app(store, workbench=False))


def test_questions_are_offered(client: TestClient) -> None:
    reply = client.get("/suggest", params={"q": "so y te bac"})
    assert reply.headers["content-type"] == "application/json"
    assert {"text": "Sở Y tế Bắc Giang phải làm gì?", "pattern": "duties-of-body"} in reply.json()["suggestions"]


@pytest.mark.parametrize("typed", ["", "x", "<script>", "\x00", "q" * 5000])
def test_strange_input_gets_an_empty_list(client: TestClient, typed: str) -> None:
    assert client.get("/suggest", params={"q": typed}).json() == {"suggestions": []}


def test_a_wrong_limit_is_refused(client: TestClient) -> None:
    assert client.get("/suggest", params={"q": "so y", "limit": 1000}).status_code == 422
