"""A slot of a reading can be changed: what to, and the question that this makes."""

import unicodedata
from pathlib import Path

import pytest

from kg.store import open_store
from ui.answering import ask
from ui.captions import captions
from ui.choices import choices, rewritten
from ui.render.answer import answer_card

QUESTION = "Sở Y tế Bắc Giang phải làm gì?"


@pytest.mark.parametrize(
    ("question", "start", "end", "changed"),
    [
        (QUESTION, 8, 17, "Sở Y tế Vĩnh Phúc phải làm gì?"),
        (unicodedata.normalize("NFD", f" {QUESTION} "), 8, 17, "Sở Y tế Vĩnh Phúc phải làm gì?"),
        ("Còn ở đó thì sao?", 0, 0, ""),
        ("ngắn", 2, 90, ""),
    ],
)
def test_a_question_is_rewritten(question: str, start: int, end: int, changed: str) -> None:
    assert rewritten(question, {"start": start, "end": end}, "Vĩnh Phúc") == changed


def test_choices_are_what_occurs(store: Path) -> None:
    with open_store(store, read_only=True) as repo:
        known = choices(repo)
        assert choices(repo) is known
    assert known["province"] == ("Bắc Giang", "Vĩnh Phúc")
    assert "Sở Y tế" in known["agent"]
    assert "Xét nghiệm" in known["topic"]


def test_every_choice_of_a_card_is_a_question_that_is_understood(store: Path) -> None:
    with open_store(store, read_only=True) as repo:
        answer = ask(QUESTION, repo).to_json()
        html = answer_card(answer, {}, captions("vi"), choices(repo))
        for slot in answer["slots"]:
            for label in choices(repo)[slot["slot"]][:10]:
                assert ask(rewritten(QUESTION, slot, label), repo).status in ("answered", "not_stated")
    assert 'value="Sở Y tế Vĩnh Phúc phải làm gì?"' in html
    assert html.count("<select") == 2
