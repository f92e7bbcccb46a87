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


def test_a_province_carried_over_is_added() -> None:
    slot = {"slot": "province", "start": 0, "end": 0}
    assert rewritten("thế hạn chót?", slot, "Vĩnh Phúc") == "thế hạn chót ở Vĩnh Phúc?"


@pytest.mark.parametrize(
    ("question", "slot", "label", "changed"),
    [
        ("Ai phải làm việc về bầu cử ở Vĩnh Phúc?", "province", "Bắc Giang", "Ai phải làm việc về bầu cử ở Bắc Giang?"),
        (
            "Ai phải làm việc về bầu cử ở Vĩnh Phúc?",
            "topic",
            "Xét nghiệm",
            "Ai phải làm việc về Xét nghiệm ở Vĩnh Phúc?",
        ),
        ("Sở Y tế Bắc Giang phải làm gì?", "agent", "Công an tỉnh", "Công an tỉnh Bắc Giang phải làm gì?"),
        ("Văn bản nào ban hành ngày 8/5/2021?", "date", "9/5/2021", "Văn bản nào ban hành ngày 9/5/2021?"),
        ("Thông báo 230-TB/TU do ai ký?", "document", "229-TB/TU", "Thông báo 229-TB/TU do ai ký?"),
    ],
)
def test_every_kind_of_slot_can_be_changed(store: Path, question: str, slot: str, label: str, changed: str) -> None:
    with open_store(store, read_only=True) as repo:
        known, slots = choices(repo), ask(question, repo).to_json()["slots"]
    assert label in known[slot]
    assert [rewritten(question, found, label) for found in slots if found["slot"] == slot] == [changed]


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
