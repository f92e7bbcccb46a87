"""Facts near to a question in meaning, though they share no word with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from query.ask import AskSession, meaning
from query.ask.catalogue import Fact
from query.ask.model import Status
from query.dense import configured_encoder


def fact(text: str) -> Fact:
    return Fact(f"urn:{len(text)}", "Passage", "urn:n", text)


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("THONGTRI_MODEL", "none")
    meaning._meaning.cache_clear()
    yield
    meaning._meaning.cache_clear()


def test_what_means_the_same_is_nearer() -> None:
    facts = [fact("Công an tỉnh tuần tra biên giới."), fact("Sở Y tế cung cấp nhu yếu phẩm cho nhân dân.")]
    patrol, food = meaning.likeness("ai phát đồ ăn cho dân", facts)
    assert food > patrol


def test_without_a_model_nothing_is_near(without_model: None) -> None:
    assert meaning.likeness("ai phát đồ ăn", [fact("Sở Y tế cung cấp nhu yếu phẩm.")]) == [0.0]


def test_vectors_are_remembered_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "KEPT", 1)
    encoder = configured_encoder()
    assert encoder is not None
    known = meaning.Meaning(encoder)
    first = known.near("tuần tra", ["Công an tuần tra.", "Sở Y tế tiêm phòng."])
    assert known.near("tuần tra", ["Công an tuần tra.", "Sở Y tế tiêm phòng."]) == first
    assert len(known._vectors) == 1


def test_a_question_in_other_words_is_answered(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("cdc dak lak gap o dich moi thi phai lam sao")
    assert answer.status == Status.ANSWERED
    assert "24 giờ" in answer.answer
