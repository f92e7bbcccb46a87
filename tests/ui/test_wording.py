"""Coded values are shown in words."""

import pytest

from ui.captions import captions
from ui.wording import in_words

SAY = captions("vi")


@pytest.mark.parametrize(
    ("predicate", "value", "words"),
    [
        ("https://example.org/ontology#role", "lead", "chủ trì"),
        ("https://example.org/ontology#role", "unheard of", "unheard of"),
        ("https://example.org/ontology#title", "lead", "lead"),
    ],
)
def test_codes_in_words(predicate: str, value: str, words: str) -> None:
    assert in_words(predicate, value, SAY) == words
