"""Zones, list marks and section paths."""

from typing import Any

import pytest

from ingest.layout import layout
from ingest.numbering import find_mark
from ingest.repair import repair


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.id) for b in layout(repair(text)).blocks]


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("1. Việc", "number", "1"),
        ("2.1. Về công tác", "number", "2.1"),
        ("2.1 Về công tác", "number", "2.1"),
        ("1- Việc", "number", "1"),
        ("1/ Việc", "number", "1"),
        ("(1) Việc", "number", "1"),
        ("a) Việc", "letter", "a"),
        ("đ) Việc", "letter", "đ"),
        ("- Việc", "bullet", "-"),
        ("+ Việc", "bullet", "+"),
        ("•Việc", "bullet", "•"),
        ("II. NHIỆM VỤ", "roman", "II"),
        ("I- TÌNH HÌNH", "roman", "I"),
        ("Điều 3. Hiệu lực", "part", "Điều 3"),
        ("Chương II", "part", "Chương II"),
    ],
)
def test_list_marks(line: str, style: str, number: str) -> None:
    mark = find_mark(line)
    assert mark is not None and (mark.style, mark.number) == (style, number)


@pytest.mark.parametrize("line", ["17/5/2021 là ngày họp", "7/9 huyện", "6.050 trường hợp", "--- ---", "2021 - 2026"])
def test_no_list_marks(line: str) -> None:
    assert find_mark(line) is None


def test_sections_of_the_first_sample(gold: dict[str, Any], records: dict[str, Any]) -> None:
    found = {s.id: s for s in records["000"].sections}
    assert set(found) >= {"0", "1", "2", "2.1", "2.2", "2.1-b7", "2.2-b6"}
    assert found["2.1"].heading == "Về công tác phòng, chống dịch Covid-19"
    for section in gold["000"]["sections"]:
        if section["id"] in ("0", "1", "2.1", "2.2"):
            assert abs(found[section["id"]].start - section["start"]) <= 5


def test_nested_lists_have_unique_paths() -> None:
    text = (
        "THÔNG BÁO\nVề việc\n\nNội dung như sau:\nI. PHẦN MỘT\n1. Việc:\na) Một;\n- Hai;\n+ Ba;\nII. PHẦN HAI\n1. Việc."
    )
    paths = [p for kind, p in blocks(text) if kind in ("item", "bullet", "heading")]
    assert paths == ["I", "I.1", "I.1-a", "I.1-a-b1", "I.1-a-b1-b1", "II", "II.1"]


def test_restarted_numbers_stay_apart() -> None:
    paths = [p for _, p in blocks("CHỈ THỊ\nVề việc X\n\nYêu cầu như sau:\n1. Một.\n2. Hai.\n1. Ba.")]
    assert paths[-3:] == ["1", "2", "1~2"]


def test_recipients_and_signature_are_no_body() -> None:
    text = (
        "CHỈ THỊ\nVề việc X\n\nYêu cầu các sở thực hiện nghiêm./.\nNơi nhận:\n- UBND tỉnh;\n- Lưu VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A"
    )
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == ["title", "title", "paragraph", *["recipients"] * 3, *["signature"] * 4]


def test_columns_are_taken_apart() -> None:
    text = "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH A\tĐộc lập - Tự do - Hạnh phúc\n\nNội dung."
    assert [b.text for b in layout(repair(text)).blocks][:2] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    head = "THÔNG BÁO\nvề việc phòng bệnh\n\n"
    text = f"{head}Để chủ động ứng phó, Văn phòng Ban Chỉ\nhuy đề nghị các sở:\n1. Theo dõi\ndiễn biến."
    body = [b.text for b in layout(repair(text)).body()]
    assert body == ["Để chủ động ứng phó, Văn phòng Ban Chỉ huy đề nghị các sở:", "Theo dõi diễn biến."]


def test_lost_list_marks_are_told_by_how_lines_begin() -> None:
    text = (
        "THÔNG BÁO\nvề phòng dịch\nỦy ban nhân dân tỉnh yêu cầu thực hiện các nhiệm vụ sau:\n"
        "Sở Y tế chủ trì tiêm chủng.\nRà soát danh sách người tiêm.\nCông an tỉnh:\nKiểm tra các chốt.\n"
        "Xử phạt vi phạm."
    )
    paths = [p for kind, p in blocks(text) if kind in ("item", "bullet", "heading")]
    assert paths == ["1", "1-b1", "2", "2-b1", "2-b2"]
