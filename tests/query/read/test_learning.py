"""How the weights of the reader are learnt and answers judged."""

from __future__ import annotations

import numpy as np
import pytest

from query.train.readings import Asked, InventedNotice, Told
from tests.logit import Choice, Learnt
from tests.reading import as_notice, f1, is_right


def test_what_the_right_alternatives_have_in_common_is_learnt() -> None:
    rows = [{"good": 1.0, "noise": 0.5}, {"bad": 1.0, "noise": 0.5}]
    choices = [Choice("a", rows, np.array([True, False])), Choice("b", rows[::-1], np.array([False, True]))]
    learnt = Learnt(choices, 0.01)
    assert learnt.named()["good"] > 0 > learnt.named()["bad"]
    assert "noise" not in learnt.named()
    assert [int(shares.argmax()) for shares in learnt.shares(choices)] == [0, 1]


@pytest.mark.parametrize(
    ("answers", "values", "right"),
    [
        (("Sở Y tế",), ["Sở Y tế"], True),
        (("Sở Y tế",), ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"], False),
        (("1.240 người",), [1240, "1.240 người"], True),
        (("trước ngày 15/6/2021",), ["2021-06-15"], True),
        (("có",), [True], True),
        (("có",), [False], False),
        (("70 (tính)",), [70], True),
        (("gạo",), [], False),
    ],
)
def test_answers_are_judged_by_the_scorer_of_the_contract(
    answers: tuple[str, ...], values: list[object], *, right: bool
) -> None:
    answer = {"status": "answered", "values": values, "answer": "", "evidence": []}
    assert is_right(Asked("bao nhiêu, ai, khi nào", answers), answer) is right
    assert is_right(None, answer) is False


def test_a_notice_stands_as_its_text() -> None:
    told = [Told("Sở Y tế rà soát."), Told("Công an tỉnh tuần tra.")]
    head = "Công văn 12/UBND ngày 3/4/2024 của Ủy ban nhân dân tỉnh Hòa Bình"
    text, starts = as_notice(InventedNotice("a.txt", head, "phòng bệnh", told))
    assert [text[start:].startswith(one.text) for start, one in zip(starts, told, strict=True)] == [True, True]
    assert "12/UBND" in text
    assert f1("so y te", "so y te tinh") == pytest.approx(6 / 7)
