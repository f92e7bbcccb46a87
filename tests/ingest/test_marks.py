"""Order words and names that lost some of their marks in a scan."""

import pytest

from ingest.duties.marks import restore_marks
from ingest.mentions import find_mentions


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [("tang cường kiểm tra", "tăng cường kiểm tra"), ("rà soat danh sách", "rà soát danh sách")],
)
def test_a_bare_syllable_of_an_order_word_gets_its_marks(scanned: str, meant: str) -> None:
    assert restore_marks(scanned) == meant


@pytest.mark.parametrize("text", ["tang cuong", "công tác thu chi", "báo cáo", "ban hành"])
def test_words_without_any_mark_and_right_words_stay(text: str) -> None:
    assert restore_marks(text) == text


def test_offsets_stay() -> None:
    text = "các huyện tang cường, khân trương đề nghi"
    assert len(restore_marks(text)) == len(text)


@pytest.mark.parametrize(
    ("scanned", "body"),
    [("Sở Y te tổ chức", "p.so-y-te"), ("Ban Tuyên giao Tỉnh ủy tổ chức", "p.ban-tuyen-giao")],
)
def test_a_name_is_known_if_half_of_it_kept_its_marks(scanned: str, body: str) -> None:
    assert [m.id for m in find_mentions(scanned)] == [body]


def test_a_name_with_other_marks_is_another_name() -> None:
    assert find_mentions("Sợ ý tế nhị") == ()
