"""What in a statement answers a question."""

from __future__ import annotations

import pytest

from query.read.question import read_question
from query.read.reader import likeliest, read
from query.read.signs import signs
from query.read.weights import logistic, odds, softmax, weights

HEALTH = (
    "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát 1.240 người về từ vùng dịch, hoàn thành trước ngày "
    "15/6/2021 để kịp thời cách ly tại Trường Quân sự."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("cơ quan nào đứng ra chủ trì", "Sở Y tế"),
        ("ra soat xong truoc ngay nao", "trước ngày 15/6/2021"),
        ("phải rà bao nhiêu người từ vùng dịch về", "1.240 người"),
        ("làm cùng với ai", "Công an tỉnh"),
        ("đưa đi cách ly ở đâu", "Trường Quân sự"),
    ],
)
def test_the_constituent_that_is_asked_for(question: str, answer: str) -> None:
    parts = read(read_question(question), HEALTH)
    assert answer in [part.text for part in parts[:2]]
    assert sum(part.probability for part in parts) == pytest.approx(1)
    assert likeliest(parts).probability >= parts[0].probability


@pytest.mark.parametrize("question", ["", "?", "…", "ai", "a" * 1000, "谁", "\u0000"])
@pytest.mark.parametrize("text", ["", "…", "Sở Y tế", HEALTH, "(((", "1 2 3 4 5"])
def test_whatever_is_asked_of_whatever(question: str, text: str) -> None:
    for part in read(read_question(question), text):
        assert part.text
        assert part.text in text
        assert 0 <= part.probability <= 1


def test_every_weight_is_of_something_that_can_be_asked() -> None:
    named = {name.partition("|")[0] for name in weights().span if "|" in name and not name.startswith(("head", "like"))}
    assert named
    assert named <= set(signs().asks)
    assert weights().grams
    assert {"none", "words", "meaning", "word by word"} <= set(weights().statement)
    assert "constant" in weights().reading
    assert "agree" in weights().forms


def test_probabilities() -> None:
    assert softmax([0.0, 0.0]) == [0.5, 0.5]
    assert logistic(odds(0.3)) == pytest.approx(0.3)
    assert logistic(odds(0.0)) == pytest.approx(0, abs=1e-5)
