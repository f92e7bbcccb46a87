"""What is read off texts for answers: definitions, points, times, intervals; numbers of documents with a year."""

from __future__ import annotations

import pytest

from query.ask.clause import definitions, find_clause, nearest, points
from query.link.documents import find_numbers, same_number


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Thành lập Tổ công tác liên ngành (sau đây gọi tắt là Tổ công tác).", "Tổ công tác", "Tổ công tác liên ngành"),
        (
            "Hộ văn hóa là hộ được công nhận theo tiêu chuẩn chung.",
            "Hộ văn hóa",
            "hộ được công nhận theo tiêu chuẩn chung",
        ),
    ],
)
def test_a_text_says_what_it_calls_something(text: str, term: str, meaning: str) -> None:
    assert (term, meaning) in definitions(text)


def test_an_order_defines_nothing() -> None:
    assert definitions("Giao Sở Y tế chủ trì kiểm tra, báo cáo kết quả trước ngày 20/5/2021.") == []


def test_numbered_points_of_a_sentence_are_told_apart() -> None:
    assert points("(1) phòng cháy; (2) bảo vệ rừng") == ["phòng cháy", "bảo vệ rừng"]
    assert points("tình hình dịch bệnh") == ["tình hình dịch bệnh"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("định kỳ sáu tháng báo cáo kết quả", ["sáu tháng"]),
        ("tiêu độc chuồng trại hằng tuần", ["hằng tuần"]),
        ("cập nhật tin 02 giờ một lần", ["02 giờ một lần"]),
        ("báo cáo kết quả về Sở", []),
    ],
)
def test_how_often(text: str, said: list[str]) -> None:
    assert find_clause(text, "interval") == said


def test_of_several_times_the_one_by_the_words_is_told() -> None:
    text = "bảng giá có hiệu lực sau 10 ngày và phải đăng báo chậm nhất là 05 ngày, kể từ hôm duyệt."
    assert nearest(text, "time", ("hieu", "luc")) == ["sau 10 ngày"]
    assert nearest(text, "time", ("dang", "bao")) == ["chậm nhất là 05 ngày"]


def test_a_time_needs_a_word_of_time_behind_before() -> None:
    assert find_clause("phải trả trước tiền mua nhà", "time") == []


def test_numbers_of_documents_may_have_a_year() -> None:
    (full,) = find_numbers("Chỉ thị 09/2009/CT-UBND nói gì", "chi thi 09 2009 ct ubnd noi gi")
    assert same_number(full, "09/2009/CT-UBND")
    assert not same_number(full, "09/2010/QĐ-UBND")
    (bare,) = find_numbers("Chỉ thị 09/2009 nói gì", "chi thi 09 2009 noi gi")
    assert same_number(bare, "09/2009/CT-UBND") and not same_number(bare, "09/2010/QĐ-UBND")


def test_a_number_cited_stands_beside_the_number_asked_about() -> None:
    text, key = "QĐ 489/QĐ-TTg nhắc trong chỉ thị 14", "quyet dinh 489 qd ttg nhac trong chi thi 14"
    assert [number.digits for number in find_numbers(text, key)] == ["489", "14"]
