"""Words that tell little, and what a full match would score."""

from __future__ import annotations

import pytest

from query.search.lexical import LocalIndex
from query.search.model import Unit, Where
from query.search.telling import telling


@pytest.mark.parametrize("word", ["ai", "gì", "gi", "ko", "bị"])
def test_question_words_tell_little(word: str) -> None:
    assert telling(word) < 0.5


@pytest.mark.parametrize("word", ["xylophone", "229"])
def test_words_that_nothing_is_known_of_tell_all(word: str) -> None:
    assert telling(word) == 1


def test_a_pair_tells_what_its_better_word_tells() -> None:
    assert telling("ai_xylophone") == 1
    assert telling("ai_gì") == max(telling("ai"), telling("gì"))


@pytest.fixture
def index() -> LocalIndex:
    made = LocalIndex(None)
    texts = ["cách ly tập trung", "đeo khẩu trang", "ai cũng phải khai báo", "bầu cử đại biểu"]
    made.add([Unit(str(at), "passage", "n", text, text, 0, len(text)) for at, text in enumerate(texts)])
    made.commit()
    return made


def test_a_full_match_scores_about_the_full_score(index: LocalIndex) -> None:
    for query in ("đeo khẩu trang", "deo khau trang"):
        best = index.search_text(query, 1, Where())[0].score
        assert best == pytest.approx(index.full_score(query), rel=0.25)


def test_a_poor_match_is_far_from_it(index: LocalIndex) -> None:
    query = "ai phát lương thực"
    assert index.search_text(query, 1, Where())[0].score < 0.5 * index.full_score(query)


def test_nothing_scores_nothing(index: LocalIndex) -> None:
    assert index.full_score("…") == 0
