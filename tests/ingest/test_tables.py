"""Tables of assigned tasks: a row is a duty of the bodies in its column of units."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from ingest import Record, extract, from_text, read_source
from ingest.model import Duty

HEAD = (
    "UBND TỈNH HÒA BÌNH\n\nSố: 12/KH-UBND\n\nHòa Bình, ngày 03 tháng 4 năm 2022\n\nKẾ HOẠCH\nTriển khai số hóa\n\n"
    "Việc số hóa được làm theo bảng sau.\n\n"
)
COLUMNS = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời hạn |\n|---|---|---|---|---|---|\n"
PLAN = COLUMNS + (
    "| 1 | Soạn tài liệu hướng dẫn số hóa hộ tịch | Sở Tư pháp | Sở Nội vụ | Tài liệu | 15/5/2022 |\n"
    "| 2 | Rà soát kho lưu trữ | Văn phòng UBND tỉnh | Các sở, ban, ngành | Báo cáo | Quý III/2022 |\n"
)


def read(table: str, form: Literal["NFC", "NFD"] = "NFC") -> Record:
    return extract(from_text(unicodedata.normalize(form, HEAD + table + "\n"), path="bang.md"))


def rows(table: str) -> list[Duty]:
    return [d for d in read(table).duties if d.rule == "table-row"]


def who(duty: Duty) -> list[str]:
    return [a.id for a in duty.assignees]


def partners(duty: Duty) -> list[str]:
    return [r.id for r in duty.cooperating]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_row_is_a_duty_with_its_cells(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, HEAD + PLAN + "\n")
    first, second = (d for d in read(PLAN, form).duties if d.rule == "table-row")
    assert first.clean == "Soạn tài liệu hướng dẫn số hóa hộ tịch"
    assert who(first) == ["p.so-tu-phap"] and partners(first) == ["p.so-noi-vu"]
    assert (first.assignees[0].role, first.assignees[0].source, first.assignees[0].rule) == (
        "lead",
        "explicit",
        "table-row",
    )
    assert first.section == "0"
    assert first.deadline and (first.deadline.type, first.deadline.date) == ("date", "2022-05-15")
    assert unicodedata.normalize("NFC", first.frame.objects[-1].text) == "Tài liệu"
    assert who(second) == ["p.vp-ubnd"] and partners(second) == ["g.so-ban-nganh"]
    assert second.deadline and second.deadline.date == "2022-09-30"
    for duty in (first, second):
        for span in (duty, duty.deadline, *duty.frame.objects):
            assert span is not None and text[span.start : span.end] == span.text
        named = [(a.start, a.end, a.label) for a in duty.assignees] + [
            (r.start, r.end, r.label) for r in duty.cooperating
        ]
        for start, end, label in named:
            assert unicodedata.normalize("NFC", text[start:end]) == label


def test_duties_of_text_and_tables_are_numbered_as_they_stand() -> None:
    duties = read(PLAN + "\nYêu cầu Sở Tài chính bố trí kinh phí.").duties
    assert [d.id for d in duties] == [f"duty-{k}" for k in range(1, 4)]
    assert [d.start for d in duties] == sorted(d.start for d in duties)


def test_rows_are_no_passages_and_not_unmapped() -> None:
    record = read(PLAN.replace("| 2 |", "| II | Nhóm việc về lưu trữ | | | | |\n| 2 |"))
    assert not [p for p in record.passages if "Rà soát" in p.text or "chủ trì" in p.text]
    assert [p for p in record.passages if "Nhóm việc" in p.text]
    assert not [u for u in record.unmapped if "|" in u.text]


def test_merged_and_ditto_cells_hold_on() -> None:
    found = rows(
        COLUMNS + "| 1 | Kiểm kê hồ sơ | Sở Nội vụ | Sở Tài chính | Danh mục | Tháng 6/2022 |\n"
        "| 2 | Phân loại hồ sơ | | | | |\n| 3 | Quét hồ sơ | Sở Y tế | | | nt |\n"
        "| 4 | Nộp hồ sơ | nt | - | | Năm 2023 |"
    )
    assert [who(d) for d in found] == [["p.so-noi-vu"]] * 2 + [["p.so-y-te"]] * 2
    assert [d.assignees[0].source for d in found] == ["explicit", "inherited", "explicit", "inherited"]
    assert [partners(d) for d in found] == [["p.so-tai-chinh"]] * 2 + [[]] * 2
    assert [d.deadline and d.deadline.date for d in found] == ["2022-06-30"] * 3 + ["2023-12-31"]


def test_a_merged_task_has_the_bodies_of_all_its_rows() -> None:
    (found,) = rows(COLUMNS + "| 1 | Kiểm kê hồ sơ | Sở Nội vụ | | | |\n| | | Sở Y tế | | | |")
    assert who(found) == ["p.so-noi-vu", "p.so-y-te"]


def test_subheadings_are_no_duties_and_end_what_holds() -> None:
    found = rows(
        COLUMNS + "| I | Về hạ tầng | | | | |\n| 1 | Lắp máy quét | Sở Nội vụ | | | |\n"
        "| II | Về con người | | | | |\n| 2 | Đào tạo | | | | |\n| 2.1 | Mở lớp | Sở Y tế | | | |"
    )
    assert [(d.text, who(d)) for d in found] == [("Lắp máy quét", ["p.so-noi-vu"]), ("Mở lớp", ["p.so-y-te"])]


def test_missing_cells_at_the_end() -> None:
    (found,) = rows(COLUMNS + "| 1 | Kiểm kê hồ sơ | Sở Nội vụ |")
    assert who(found) == ["p.so-noi-vu"] and found.deadline is None


@pytest.mark.parametrize(
    "head",
    [
        "| STT | NỘI DUNG | ĐƠN VỊ THỰC HIỆN | | THỜI GIAN |\n| | | Chủ trì | Phối hợp | |\n",
        "| STT | Nội dung | Phân công | Thời gian |\n| STT | Nội dung | Chủ trì | Phối hợp | |\n",
        "| STT | Nội dung | Phân công | Thời gian |\n| Chủ trì | Phối hợp |\n",
    ],
)
def test_a_head_of_two_rows(head: str) -> None:
    (found,) = rows(head + "| 1 | Kiểm kê hồ sơ | Sở Nội vụ | Sở Y tế | Thường xuyên |")
    assert who(found) == ["p.so-noi-vu"] and partners(found) == ["p.so-y-te"]
    assert found.deadline and found.deadline.type == "periodic"


def test_cells_of_a_web_page_that_reach_down(tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in HEAD.split("\n") if line)
    (tmp_path / "bang.html").write_text(
        f"<html><meta charset=utf-8><body>{lines}<table><tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Cơ quan phối hợp"
        "<tr><td>1<td>Kiểm kê hồ sơ<td rowspan=2>Sở Nội vụ<td>Sở Y tế<tr><td>2<td>Quét hồ sơ<td>Sở Tài chính"
        "</table></body></html>",
        encoding="utf-8",
    )
    duties = extract(read_source(tmp_path / "bang.html")).duties
    assert [who(d) for d in duties] == [["p.so-noi-vu"]] * 2
    assert [partners(d) for d in duties] == [["p.so-y-te"], ["p.so-tai-chinh"]]


def test_one_cell_for_lead_and_partners_and_a_body_no_lexicon_knows() -> None:
    found = rows(
        "| Công việc | Cơ quan chủ trì, phối hợp | Tiến độ |\n"
        "| Kiểm kê hồ sơ | Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế | Giai đoạn 2022 - 2025 |\n"
        "| Quét hồ sơ | Nhóm quét | Trước ngày 20/6/2022 |"
    )
    assert who(found[0]) == ["p.so-noi-vu"] and partners(found[0]) == ["p.so-y-te"]
    assert [a.label for a in found[1].assignees] == ["Nhóm quét"]
    assert [d.deadline and d.deadline.type for d in found] == ["interval", "date"]


def test_padded_cells_stay_in_their_row() -> None:
    (found,) = rows("| Nhiệm vụ          | Cơ quan thực hiện      |\n|---|---|\n| Kiểm kê hồ sơ     | Sở Nội vụ      |")
    assert who(found) == ["p.so-noi-vu"]


def test_a_table_right_below_the_title_or_after_the_signature() -> None:
    above = HEAD.partition("Việc")[0] + PLAN
    below = HEAD + "Nơi nhận:\n- Như trên;\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nBùi Văn Thử\n\n" + PLAN
    for text in (above, above.replace(COLUMNS, COLUMNS.upper()), below):
        assert [d.rule for d in extract(from_text(text, path="bang.md")).duties] == ["table-row"] * 2


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Họ và tên | Chức vụ | Cơ quan |\n| 1 | Bùi Văn Thử | Giám đốc | Sở Nội vụ |",
        "| Nội dung | Đơn vị tính | Số lượng |\n| Rà soát hồ sơ | bộ | 1.200 |",
        "| Nhiệm vụ | Cơ quan thực hiện | Kết quả thực hiện |\n| Rà soát hồ sơ | Sở Nội vụ | Đã xong |",
    ],
)
def test_other_tables_give_no_duties(table: str) -> None:
    assert not read(table).duties
