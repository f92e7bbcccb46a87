"""Yes or no: a “no” rests on a statement that denies or forbids just that, or on what notices list in full."""

from __future__ import annotations

import pytest

from query.ask import AskSession, Status
from query.ask.find_allowed import denied
from query.ask.model import Answer
from query.ask.opposites import opposed


def asked(session: AskSession, question: str) -> tuple[Answer, bool | None]:
    """The answer, and its verdict; None if it gives none."""
    answer = session.ask(question)
    verdict = answer.values[0] if answer.status is Status.ANSWERED else None
    return answer, verdict if isinstance(verdict, bool) else None


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Sinh viên Quảng Bình có được ăn uống tập thể ở ký túc xá không?", "nghiêm cấm tổ chức ăn uống"),
        ("Doanh nghiệp Thái Bình có được cho người đang theo dõi sức khỏe vào làm không?", "không được bố trí"),
        ("Bộ Y tế có cho bệnh viện từ chối bệnh nhân vì quá tải không?", "không được từ chối"),
        ("Quảng Bình có cho trường nào cũng mở cửa đón học sinh không?", "chỉ cho phép mở cửa"),
        ("Tính đến 18 giờ ngày 02/11/2021, Phú Thọ có ca tử vong nào không?", "0 ca tử vong"),
        ("Sở Y tế Quảng Bình có phải vận động doanh nghiệp viễn thông không?", "vận động các doanh nghiệp viễn thông"),
        ("Kon Tum có giao khoán cho cấp dưới vận động đồng bào không?", "không giao khoán cho cấp dưới"),
        ("Sinh viên khó khăn ở lại ký túc xá Đồng Nai có bị thu phí không?", "không thu phí"),
        ("Hai văn bản của Thái Bình và Hà Nam có ra cùng ngày không?", "08 tháng 5"),
    ],
)
def test_no_is_proved(genres: AskSession, question: str, quoted: str) -> None:
    answer, verdict = asked(genres, question)
    assert verdict is False
    assert any(quoted in " ".join(evidence.text.split()) for evidence in answer.evidence)


@pytest.mark.parametrize(
    "question",
    [
        "Mộc Châu có cho đón khách không?",
        "Công văn 4127 của Đắk Nông có đóng dấu khẩn không?",
        "Công điện 09 của Thái Bình có phải hỏa tốc không?",
    ],
)
def test_yes_is_proved(genres: AskSession, question: str) -> None:
    answer, verdict = asked(genres, question)
    assert verdict is True
    assert answer.evidence


@pytest.mark.parametrize(
    "question",
    [
        "Sở Y tế Quảng Bình có phải mua máy tính không?",
        "Đồng Nai có phát gạo cho công nhân không?",
        "Đắk Nông có được nuôi mèo ở chung cư không?",
        "Phú Thọ đã tiêm xong cho trẻ từ 12 đến 17 tuổi chưa?",
    ],
)
def test_what_is_not_said_is_no_no(genres: AskSession, question: str) -> None:
    answer, verdict = asked(genres, question)
    assert verdict is None
    assert not answer.answer.startswith("Không:")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vĩnh Phúc đã cách ly xã hội toàn tỉnh chưa?", None),
        ("Vĩnh Phúc đã có ca dương tính chưa?", True),
        ("Bắc Giang đã xét nghiệm xong chưa?", None),
        ("Thông báo của Vĩnh Phúc có ghi số không?", True),
        ("Thông báo của Bắc Giang có ghi số không?", False),
    ],
)
def test_what_is_ordered_or_stands_in_the_header(session: AskSession, question: str, expected: bool | None) -> None:
    assert asked(session, question)[1] is expected


@pytest.mark.parametrize(
    ("statement", "keys", "question", "expected"),
    [
        ("khong to chuc tiem khi chua kham", ["tiem", "kham"], "co tiem khi chua kham", True),
        ("khong tu tap dong nguoi", ["tu", "tap"], "co dung la khong tu tap", False),
        ("ghi nhan 0 ca tu vong", ["tu", "vong"], "co ca tu vong", True),
        ("tu 0 gio ngay mai dong cua", ["dong", "cua"], "co dong cua", False),
        ("to chuc tiem cho tre", ["tiem"], "co tiem", False),
    ],
)
def test_denials_are_compared(statement: str, keys: list[str], question: str, expected: bool) -> None:
    assert denied(statement.split(), keys, question.split()) is expected


@pytest.mark.parametrize(
    ("question", "statement", "expected"),
    [
        ("nước ở Đồng Nai có mất tiền không", "cấp nước miễn phí cho dân", True),
        ("nuoc o Dong Nai co mat tien khong", "cấp nước miễn phí cho dân", True),
        ("số ca ở Phú Thọ có giảm không", "số ca tăng 3 lần", True),
        ("số ca ở Phú Thọ có giảm không", "tăng cường xét nghiệm", False),
        ("Phú Thọ có giám sát không", "số ca tăng 3 lần", False),
        ("số ca ở Phú Thọ có tăng không", "số ca tăng 3 lần rồi giảm", False),
    ],
)
def test_opposites(genres: AskSession, question: str, statement: str, expected: bool) -> None:
    assert opposed(genres.understood(question), statement) is expected
