"""Facts near to a question in meaning, though they share no word with it."""

from __future__ import annotations

import pytest

from query.ask import AskSession, meaning
from query.ask.catalogue import Fact
from query.ask.model import Status
from query.embed.box import boxed


def fact(text: str) -> Fact:
    return Fact(f"urn:{len(text)}", "Passage", "urn:n", text)


def test_what_means_the_same_is_nearer() -> None:
    facts = [fact("Công an tỉnh tuần tra biên giới."), fact("Sở Y tế cung cấp nhu yếu phẩm cho nhân dân.")]
    patrol, food = meaning.likeness("ai phát đồ ăn cho dân", facts)
    assert food > patrol


def test_vectors_are_remembered_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "KEPT", 1)
    known = meaning.Meaning(boxed())
    first = known.near("tuần tra", ["Công an tuần tra.", "Sở Y tế tiêm phòng."])
    assert known.near("tuần tra", ["Công an tuần tra.", "Sở Y tế tiêm phòng."]) == first
    assert len(known._vectors) == 1


def test_a_question_in_other_words_is_answered(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("cdc dak lak gap o dich moi thi phai lam sao")
    assert answer.status == Status.ANSWERED
    assert "24 giờ" in answer.answer
