"""Short names in the list of recipients."""

import pytest

from ingest import extract, from_text

NOTICE = (
    "VĂN PHÒNG CHÍNH PHỦ\n\nSố: 12/TB-VPCP\nHà Nội, ngày 3 tháng 2 năm 2023\n\nTHÔNG BÁO\nVề trồng rừng\n\n"
    "Thủ tướng Chính phủ yêu cầu:\n\n{body}\n\nNơi nhận:\n{lines}\n"
)
DECISION = (
    "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN\n\nSố: 7/QĐ-UBND\nTuy Hòa, ngày 3 tháng 2 năm 2020\n\nQUYẾT ĐỊNH\nVề trồng rừng\n\n"
    "Điều 1. Trồng rừng ven biển.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n\n"
    "Điều 3. Giám đốc Sở Tài chính, Chủ tịch UBND các huyện chịu trách nhiệm thi hành Quyết định này.\n\n"
    "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, KTN.\n"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- Các Bộ: TC, GTVT, CT;", ["c.btc", "c.bgtvt", "c.bct"]),
        ("- Các Bộ, cơ quan: NN&PTNT, TN&MT, Xây dựng;", ["c.bnnptnt", "c.btnmt", "c.bxd"]),
        ("- Bộ GDĐT, YT;", ["c.bgddt", "c.byt"]),
        ("- Bộ Tài chính;\n- Lưu: XQZ, KLW.", ["c.btc"]),
        ("- Bộ Y tế;\n- LĐVP, P, XQZ;", ["c.byt"]),
        ("- Bộ Y tế;\n- Tập đoàn XQZ;", ["c.byt", "m.tap-doan-xqz"]),
    ],
)
def test_letters_of_ministries_are_told_from_those_of_own_units(lines: str, expected: list[str]) -> None:
    text = NOTICE.format(body="1. Bộ Tài chính cấp kinh phí.", lines=lines)
    assert [r.id for r in extract(from_text(text, path="x.txt")).notice.recipients] == expected


def test_an_article_pointed_at_names_the_recipients() -> None:
    recipients = extract(from_text(DECISION, path="x.txt")).notice.recipients
    assert [r.id for r in recipients] == ["post.gd-so-tai-chinh", "post.chu-tich-ubnd-huyen"]
    assert {DECISION[r.start : r.end] for r in recipients} == {"Như Điều 3;"}


@pytest.mark.parametrize(
    ("head", "lines", "expected"),
    [
        ("TỈNH PHÚ YÊN", "- Như trên;\n- CT, các PCT UBND tỉnh;", ["post.chu-tich-ubnd", "post.pho-chu-tich-ubnd"]),
        ("TỈNH PHÚ YÊN", "- UBND các tỉnh, thành phố trực thuộc Trung ương;", ["g.ubnd-cac-tinh"]),
        ("THÀNH PHỐ HẢI PHÒNG", "- Chủ tịch, các PCT UBND TP;", ["post.chu-tich-ubnd", "post.pho-chu-tich-ubnd"]),
    ],
)
def test_own_heads_and_all_provinces(head: str, lines: str, expected: list[str]) -> None:
    text = (
        f"ỦY BAN NHÂN DÂN\n{head}\n\nSố: 7/CT-UBND\n\nCHỈ THỊ\nVề trồng rừng\n\nYêu cầu các sở, ngành:\n\n"
        f"1. Sở Tài chính cấp kinh phí.\n\nNơi nhận:\n{lines}\n"
    )
    assert [r.id for r in extract(from_text(text, path="x.txt")).notice.recipients] == expected
