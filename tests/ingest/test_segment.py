"""Sentences and clauses."""

import pytest

from ingest.segment import clauses, sentences


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rà soát ngay. Tiếp tục chỉ đạo.", 2),
        ("Có 6.050 trường hợp F1 tính đến 07 giờ. Các đơn vị báo cáo.", 2),
        ("Thuốc men, hóa chất,... cho công tác phòng dịch.", 1),
        ("Họp tại TP. Hồ Chí Minh và TX. Thuận An.", 1),
        ("Theo mục 2.1. Các đơn vị thực hiện.", 2),
        ("Đồng chí Nguyễn V. An phụ trách.", 1),
        ("là ngày hội của toàn dân,...", 1),
        ("Thực hiện nghiêm./.", 1),
        ("Việc một\nViệc hai", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(cut(text)) == count


def test_clauses_respect_brackets_and_quotes() -> None:
    text = 'phân rõ (thứ tự; phương án); bố trí "a; b" hợp lý'
    assert [text[s:e] for s, e in clauses(text, 0, len(text))] == [
        "phân rõ (thứ tự; phương án)",
        'bố trí "a; b" hợp lý',
    ]
