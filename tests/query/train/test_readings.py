"""Invented notices with questions and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import query
from query.train.readings import Asked, ReadingsError, read_readings, written_readings
from query.train.texts import _shingles

SAMPLES = Path(query.__file__).parents[1] / "ingest/data/samples"
TEXT = """# nguồn
@ Công văn 12/UBND-NN ngày 3/4/2024 của Ủy ban nhân dân tỉnh Hòa Bình | phòng bệnh dại
= Trạm Thú y tiêm 85% đàn chó trước ngày 30/7, còn 15% tiêm trong tháng 8.
ai tiêm chó => Trạm Thú y
tiêm mấy phần => 85% ; 15%
có tiêm mèo không => không
chênh nhau bao nhiêu => 70 (tính)
! bao nhiêu người bị chó cắn
"""


def test_a_notice_with_its_statements_and_questions() -> None:
    (notice,) = read_readings("a.txt", TEXT)
    assert (notice.head, notice.subject) == (
        "Công văn 12/UBND-NN ngày 3/4/2024 của Ủy ban nhân dân tỉnh Hòa Bình",
        "phòng bệnh dại",
    )
    (told,) = notice.told
    assert told.asked[0] == Asked("ai tiêm chó", ("Trạm Thú y",))
    assert [asked.verdict for asked in told.asked] == [None, None, False, None]
    assert [asked.computed for asked in told.asked] == [False, False, False, True]
    assert told.asked[1].answers == ("85%", "15%")
    assert notice.unanswered == ["bao nhiêu người bị chó cắn"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("= Một.\n", [1]),
        ("@ không có chủ đề\n", [1]),
        ("@ Công văn 1 | a\nhỏi => đáp\n", [2]),
        ("@ Công văn 1 | a\n= Một việc.\nhỏi\nhỏi gì => hai việc\nhỏi nữa => Một\nhỏi nữa => việc\n", [3, 4, 6]),
    ],
)
def test_all_faults_are_told_with_their_lines(text: str, lines: list[int]) -> None:
    with pytest.raises(ReadingsError) as caught:
        read_readings("a.txt", text)
    assert [fault.line for fault in caught.value.faults] == lines


def test_the_written_notices_are_many_and_differ_from_the_samples() -> None:
    notices = written_readings()
    told = [told for notice in notices for told in notice.told]
    assert len(notices) >= 80
    assert sum(len(one.asked) for one in told) >= 7500
    assert sum(len(notice.unanswered) for notice in notices) >= 600
    shown = {shingle for path in SAMPLES.glob("*.txt") for shingle in _shingles(path.read_text(encoding="utf-8"))}
    assert shown
    assert [one.text for one in told if not shown.isdisjoint(_shingles(one.text))] == []
