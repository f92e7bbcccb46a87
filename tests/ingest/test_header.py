"""Header fields: the samples, and forms that other notices use."""

from typing import Any

import pytest

from ingest import Record, extract, from_text


def read(text: str) -> Record:
    return extract(from_text(text, path="notice.txt"))


BODY = "\nThực hiện nhiệm vụ được giao, yêu cầu các sở, ban, ngành tăng cường kiểm tra như sau:\n1. Sở Y tế rà soát.\n"


def test_header_of_the_first_sample(records: dict[str, Record]) -> None:
    notice = records["000"].notice
    assert (notice.type, notice.subtype, notice.urgency) == (
        "thong-bao",
        "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY",
        "hoa-toc",
    )
    assert notice.number is None and notice.issued is None and notice.place is None
    assert notice.issuer is not None and notice.issuer.id == "p.btv-tinh-uy"
    assert notice.rule_family == "party" and notice.signatories == ()
    assert set(notice.missing) == {"number", "issued", "place", "signatories"}
    assert notice.id.startswith("bac-giang/thong-bao/")


def test_the_first_sample_never_states_its_province(records: dict[str, Record]) -> None:
    held = records["000"].notice.jurisdiction
    assert held is not None and (held.id, held.basis) == ("bac-giang", "inferred")
    assert "Tân Yên" in held.why


def test_header_of_the_second_sample(records: dict[str, Record]) -> None:
    notice = records["002"].notice
    assert (notice.number, notice.type_code, notice.issued) == ("229-TB/TU", "TB", "2021-05-09")
    assert (notice.place, notice.subtype) == ("Vĩnh Phúc", "Ý KIẾN CỦA BAN THƯỜNG VỤ TỈNH ỦY")
    assert notice.jurisdiction is not None
    assert (notice.jurisdiction.id, notice.jurisdiction.basis) == ("vinh-phuc", "stated")
    assert notice.id == "vinh-phuc/229-tb-tu/2021-05-09"
    assert notice.missing == ("signatories",)


@pytest.mark.parametrize(("name", "keys"), [("000", ("urgency", "doc_type", "issuer", "subject")), ("002", (
    "number", "issue_date", "doc_type", "doc_subtype", "issuer", "subject"))])  # fmt: skip
def test_header_parts_point_at_the_gold_spans(
    name: str, keys: tuple[str, ...], gold: dict[str, Any], records: dict[str, Record]
) -> None:
    names = {"doc_type": "type", "subject": "title", "issue_date": "issued", "doc_subtype": "subtype"}
    parts = {p.field: p for p in records[name].notice.parts}
    for key in keys:
        part, span = parts[names.get(key, key)], gold[name]["header"][key]
        assert part.start < span["end"] and span["start"] < part.end


@pytest.mark.parametrize("name", ["000", "002"])
def test_recipients_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    expected = [i for line in gold[name]["recipients"] for i in line["ids"]]
    found = [r.id for r in records[name].notice.recipients]
    aliases = {"g.mttq-cac-cap": "p.mttq"}
    assert [aliases.get(i, i) for i in found] == expected


def test_purposes_of_recipients(records: dict[str, Record]) -> None:
    purposes = {r.id: r.purpose for r in records["002"].notice.recipients}
    assert purposes["c.ban-bi-thu"] == "bao-cao" and purposes["p.van-thu-tinh-uy"] == "luu"


@pytest.mark.parametrize(
    ("line", "number", "family"),
    [
        ("Số: 16/CT-UBND", "16/CT-UBND", "state"),
        ("Số: 05 /CĐ-UBND", "05/CĐ-UBND", "state"),
        ("Số 05-CT/TU", "05-CT/TU", "party"),
        ("Số: 1234/UBND-VX", "1234/UBND-VX", "state"),
        ("Số: 45/CV-LĐLĐ", "45/CV-LĐLĐ", "mass_org"),
        ("Số: 09/2021/QÐ-UBND", "09/2021/QĐ-UBND", "state"),
    ],
)
def test_numbers(line: str, number: str, family: str) -> None:
    record = read(
        f"ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\n{line}\nNghệ An, ngày 5 tháng 5 năm 2021\nCHỈ THỊ\nVề việc phòng dịch\n{BODY}"
    )
    assert (record.notice.number, record.notice.rule_family) == (number, family)


def test_a_state_letter() -> None:
    record = read(
        "UBND TỈNH NGHỆ AN\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v tăng cường xét nghiệm\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nNghệ An, ngày 06 tháng 5 năm 2021\n\n"
        f"Kính gửi:\n- UBND các huyện, thành phố;\n- Công an tỉnh.\n{BODY}"
        "Nơi nhận:\n- Như trên;\n- Bộ Y tế (để b/c);\n- Lưu: VT, NVY (3b).\nGIÁM ĐỐC\n\n(đã ký)\nNguyễn Thị Lan Anh\n"
    )
    notice = record.notice
    assert (notice.type, notice.number, notice.issued) == ("cong-van", "12/SYT-NVY", "2021-05-06")
    assert notice.issuer is not None and notice.issuer.id == "p.so-y-te"
    assert [(s.name, s.post) for s in notice.signatories] == [("Nguyễn Thị Lan Anh", "GIÁM ĐỐC")]
    assert [r.id for r in notice.recipients][:3] == ["g.ubnd-huyen-tp", "p.cong-an", "c.byt"]
    assert notice.missing == ()


def test_a_seat_town_is_resolved_and_never_copied() -> None:
    record = read(f"Số: 16/CT-UBND\nHạ Long, ngày 5 tháng 5 năm 2021\nCHỈ THỊ\nVề việc phòng dịch\n{BODY}")
    held = record.notice.jurisdiction
    assert record.notice.place == "Hạ Long"
    assert held is not None and (held.id, held.basis) == ("quang-ninh", "inferred")


def test_a_telegram_addresses_its_bodies() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH NGHỆ AN          Độc lập - Tự do - Hạnh phúc\n"
        "Số: 08/CĐ-UBND          Nghệ An, ngày 18 tháng 5 năm 2021\nHỎA TỐC\nCÔNG ĐIỆN\nVề việc cách ly xã hội\n\n"
        f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n- Công an tỉnh;\n- UBND các huyện, thành phố.\n{BODY}"
    )
    assert [r.id for r in record.notice.recipients] == ["p.cong-an", "g.ubnd-huyen-tp"]
    assert (record.notice.type, record.notice.urgency) == ("cong-dien", "hoa-toc")
    assert record.notice.issued == "2021-05-18"


def test_a_signature_in_the_right_column() -> None:
    record = read(
        f"TỈNH ỦY NGHỆ AN\nSố 305-TB/TU\nNghệ An, ngày 20 tháng 7 năm 2021\nTHÔNG BÁO\nvề phòng dịch\n{BODY}"
        "Nơi nhận:                      T/M BAN THƯỜNG VỤ\n- Ban Bí thư (để b/c),         PHÓ BÍ THƯ THƯỜNG TRỰC\n"
        "- Các sở, ban, ngành,          Nguyễn Văn Thông\n- Lưu Văn phòng Tỉnh ủy.\n"
    )
    assert [(s.name, s.post) for s in record.notice.signatories] == [("Nguyễn Văn Thông", "PHÓ BÍ THƯ THƯỜNG TRỰC")]
    assert [r.id for r in record.notice.recipients] == ["c.ban-bi-thu", "g.so-ban-nganh", "p.vp-tinh-uy"]


def test_a_committee_of_a_district() -> None:
    record = read(f"HUYỆN ỦY LỤC NAM\nSố 45-TB/HU\nLục Nam, ngày 02 tháng 6 năm 2021\nTHÔNG BÁO\nvề phòng dịch\n{BODY}")
    assert record.notice.issuer is not None and record.notice.issuer.id == "d.huyen-uy"
    assert record.notice.jurisdiction is not None and record.notice.jurisdiction.id == "bac-giang"


def test_a_district_name_of_several_provinces_infers_nothing() -> None:
    record = read(f"CHỈ THỊ\nVề việc phòng dịch tại huyện Châu Thành\n{BODY}2. Công an huyện Châu Thành tuần tra.\n")
    assert record.notice.jurisdiction is None


def test_a_central_notice_has_no_province_of_its_own() -> None:
    record = read(
        f"THỦ TƯỚNG CHÍNH PHỦ\nSố: 20/CT-TTg\nHà Nội, ngày 5 tháng 5 năm 2021\nCHỈ THỊ\nVề việc phòng dịch\n{BODY}"
    )
    assert record.notice.jurisdiction is None
    assert record.notice.id == "trung-uong/20-ct-ttg/2021-05-05"


def test_a_party_letter_with_a_quoted_subject_and_a_short_date() -> None:
    record = read(
        'ĐẢNG BỘ TỈNH QUẢNG NINH\nBAN THƯỜNG VỤ\nSố 98 - CV/TU\n"V/v siết chặt các biện pháp phòng\ndịch Covid-19"\n'
        "ĐẢNG CỘNG SẢN VIỆT NAM\nQuảng Ninh, ngày 9/5/2021\n\nKính gửi:\t- Các huyện ủy,\n\t- Công an tỉnh.\n" + BODY
    )
    notice = record.notice
    assert (notice.number, notice.issued, notice.place) == ("98-CV/TU", "2021-05-09", "Quảng Ninh")
    assert notice.title is not None and notice.title.endswith("dịch Covid-19")
    assert [r.id for r in notice.recipients] == ["g.huyen-uy", "p.cong-an"]


def test_a_header_that_lost_marks() -> None:
    record = read(
        "TỈNH ỦY VINH PHÚC\nĐẢNG CÔNG SẢN VIỆT NAM\nSô 230 -TB/TU\nVinh Phúc, ngay 9 thang 5 nam 2021\nTHONG BÁO\n"
        f"về phòng, chống dịch\n{BODY}Nơi nhân:\n- Các sở, ban, ngành,\n- Lưu Văn phòng Tỉnh ủy.\n"
    )
    notice = record.notice
    assert (notice.type, notice.number, notice.issued) == ("thong-bao", "230-TB/TU", "2021-05-09")
    assert notice.place == "Vĩnh Phúc"
    assert notice.jurisdiction is not None and notice.jurisdiction.id == "vinh-phuc"
    assert [r.id for r in notice.recipients] == ["g.so-ban-nganh", "p.vp-tinh-uy"]


@pytest.mark.parametrize(
    ("line", "urgency"),
    [
        ("HỎA TỐC", "hoa-toc"),
        ("Độ khẩn: Hỏa tốc", "hoa-toc"),
        ("[THƯỢNG KHẨN]", "thuong-khan"),
        ("HỎA\nTỐC", "hoa-toc"),
        ("HOA TOC", "hoa-toc"),
        ("Độ khẩn: HỎA TỐC HẸN GIỜ", "hoa-toc-hen-gio"),
        ("V/v phòng dịch (HOẢ TỐC)", "hoa-toc"),
        ("KHẨN TRƯƠNG", None),
    ],
)
def test_stamps_of_urgency(line: str, urgency: str | None) -> None:
    record = read(
        f"ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 08/CĐ-UBND\n{line}\nNghệ An, ngày 5 tháng 5 năm 2021\nCÔNG ĐIỆN\n"
        f"Về việc phòng dịch\n{BODY}"
    )
    assert record.notice.urgency == urgency


def test_an_urgent_telegram_says_so_in_its_type() -> None:
    record = read(
        "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nSố: 08/CĐ-UBND\nNghệ An, 18/5/2021\nCÔNG ĐIỆN KHẨN\nVề việc phòng dịch\n"
        f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Công an tỉnh;\n- UBND các huyện.\n{BODY}"
    )
    notice = record.notice
    assert (notice.type, notice.urgency, notice.issued) == ("cong-dien", "khan", "2021-05-18")
    assert [r.id for r in notice.recipients] == ["p.cong-an", "g.ubnd-huyen-tp"]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ĐẢNG BỘ TỈNH HÀ TĨNH\nHUYỆN ỦY KỲ ANH\n*\nSố 15-CT/HU", "d.btv-huyen-uy"),
        ("BCH ĐẢNG BỘ TỈNH AN GIANG\nBAN THƯỜNG VỤ\n*\nSố 12-CT/TU", "p.btv-tinh-uy"),
        ("THÀNH ỦY ĐÀ NẴNG\n*\nSố 42-CT/TU", "p.btv-tinh-uy"),
    ],
)
def test_the_standing_committee_that_signs_is_the_issuer(head: str, issuer: str) -> None:
    record = read(
        f"{head}\nĐẢNG CỘNG SẢN VIỆT NAM\nCHỈ THỊ\nvề phòng dịch\n{BODY}T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Ba\n"
    )
    assert record.notice.issuer is not None and record.notice.issuer.id == issuer


def test_an_owner_below_the_type() -> None:
    record = read(
        "HUYỆN ỦY LỤC NAM\nSố 45-CT/HU\nLục Nam, ngày 02 tháng 6 năm 2021\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ HUYỆN ỦY\n"
        f"về phòng dịch\n{BODY}"
    )
    assert record.notice.issuer is not None and record.notice.issuer.id == "d.btv-huyen-uy"
    assert record.notice.title == "về phòng dịch"


def test_a_youth_union_is_no_city() -> None:
    record = read(
        f"ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH NGHỆ AN\nSố: 30-CV/ĐTN\nV/v phòng dịch\nKính gửi: Các huyện đoàn\n{BODY}"
    )
    assert record.notice.jurisdiction is not None and record.notice.jurisdiction.id == "nghe-an"


def test_a_reprint_below_a_headline() -> None:
    record = read(
        "Chủ tịch UBND tỉnh ra Chỉ thị về phòng dịch\n"
        "BTN - Ngày 11-5-2021, Chủ tịch UBND tỉnh Thái Nguyên Lê Văn Ba đã ký ban hành Chỉ thị số 09/CT-UBND về phòng "
        f"dịch. Báo trân trọng giới thiệu toàn văn:\n{BODY}"
    )
    notice = record.notice
    assert (notice.type, notice.number, notice.issued) == ("chi-thi", "09/CT-UBND", "2021-05-11")
    assert notice.issuer is not None and notice.issuer.id == "p.ubnd"
    assert [s.name for s in notice.signatories] == ["Lê Văn Ba"]


def test_what_a_notice_cites_is_not_its_own_number() -> None:
    record = read(f"CHỈ THỊ\nVề phòng dịch\nUBND tỉnh đã thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020.\n{BODY}")
    assert record.notice.number is None


@pytest.mark.parametrize(
    "end",
    ["Chủ tịch\n(Đã ký)\nNguyễn Phi Long\n", "CHỦ TỊCH\n(Đã ký) Nguyễn Phi Long\n", "CHỦ TỊCH\nNGUYỄN PHI LONG\n"],
)
def test_signatures(end: str) -> None:
    record = read(f"UBND TỈNH NGHỆ AN\nSố: 07/CT-UBND\nNghệ An, ngày 5/5/2021\nCHỈ THỊ\nVề phòng dịch\n{BODY}{end}")
    assert [s.name for s in record.notice.signatories] == ["Nguyễn Phi Long"]


def test_a_ministry_directs_no_province() -> None:
    record = read(
        "BỘ Y TẾ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 11/CĐ-BYT\tHà Nội, ngày 7 tháng 8 năm 2021\nCÔNG ĐIỆN\n"
        f"Về việc phòng dịch\nĐiện: Ủy ban nhân dân các tỉnh, thành phố\n{BODY}"
    )
    assert record.notice.jurisdiction is None
    assert [r.id for r in record.notice.recipients] == ["g.ubnd-cac-tinh"]
    assert record.notice.title == "Về việc phòng dịch"


def test_a_province_s_committee_below_the_name_of_its_union() -> None:
    record = read(
        "HỘI LHPN VIỆT NAM\nBAN CHẤP HÀNH TỈNH BẾN TRE\nSố: 87/CV-BTV\nV/v phòng dịch\n"
        f"Bến Tre, ngày 14 tháng 7 năm 2021\nKính gửi: Các huyện hội\n{BODY}TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nLê Thị Ba\n"
    )
    assert record.notice.issuer is not None and record.notice.issuer.id == "p.hlhpn"


@pytest.mark.parametrize(
    ("lead", "number", "issued"),
    [
        ("Thông báo số 302-TB/TU ngày 05/5/2021 của Tỉnh ủy Yên Bái về phòng dịch", "302-TB/TU", "2021-05-05"),
        (
            "TOÀN VĂN CHỈ THỊ SỐ 15/CT-TTg CỦA THỦ TƯỚNG\nThủ tướng vừa ký Chỉ thị số 15/CT-TTg ngày 27/3/2020.",
            "15/CT-TTg",
            "2020-03-27",
        ),
        (
            "Công điện mới\nThứ sáu, 30/07/2021\nChiều 30/7, Chủ tịch UBND tỉnh ban hành Công điện số 23/CĐ-UBND.",
            "23/CĐ-UBND",
            "2021-07-30",
        ),
    ],
)
def test_headlines_and_leads_give_number_and_day(lead: str, number: str, issued: str) -> None:
    notice = read(f"{lead}\n{BODY}").notice
    assert (notice.number, notice.issued) == (number, issued)


def test_a_post_and_a_name_in_one_cell() -> None:
    record = read(
        f"UBND TỈNH NGHỆ AN\nSố: 07/CT-UBND\nCHỈ THỊ\nVề phòng dịch\n{BODY}KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH Lê Văn Ba |\n"
    )
    assert [(s.name, s.post) for s in record.notice.signatories] == [("Lê Văn Ba", "PHÓ CHỦ TỊCH")]


@pytest.mark.parametrize(
    ("line", "field"), [("DỰ THẢO LẦN 2", "draft"), ("Dự thảo", "draft"), ("LƯU HÀNH NỘI BỘ", "circulation")]
)
def test_drafts_and_circulation(line: str, field: str) -> None:
    notice = read(f"{line}\nUBND TỈNH NGHỆ AN\nSố:     /CT-UBND\nCHỈ THỊ\nVề phòng dịch\n{BODY}").notice
    assert [(p.field, p.value) for p in notice.parts if p.field in ("draft", "circulation")] == [(field, line)]
    assert notice.number is None and "number" in notice.missing


def test_a_telegram_s_subject_without_a_preposition() -> None:
    notice = read(
        "BỘ Y TẾ\nSố: 366/CĐ-BYT\nHà Nội, ngày 02 tháng 5 năm 2021\nCÔNG ĐIỆN\nTĂNG CƯỜNG PHÒNG DỊCH\n"
        f"BỘ TRƯỞNG BỘ Y TẾ điện:\n- Công an tỉnh.\n{BODY}"
    ).notice
    assert notice.title == "TĂNG CƯỜNG PHÒNG DỊCH"
    assert [r.id for r in notice.recipients] == ["p.cong-an"]


def test_a_telegram_dated_to_the_hour() -> None:
    head = "UBND TỈNH QUẢNG NAM\nSố: 12/CĐ-UBND\nQuảng Nam, hồi 08 giờ 00 ngày 27 tháng 10 năm 2020\n"
    notice = read(f"{head}CÔNG ĐIỆN\nVề ứng phó bão\n{BODY}").notice
    assert (notice.place, notice.issued) == ("Quảng Nam", "2020-10-27")


def test_the_body_below_one_line_of_addressees() -> None:
    body = "Từ đầu năm 2021 đến nay, bệnh đã xảy ra tại 326 hộ/112 thôn. Sở Y tế đề nghị:"
    record = read(
        "UBND TỈNH NGHỆ AN\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v tăng cường xét nghiệm\nNghệ An, ngày 06 tháng 5 năm 2021\n"
        f"Kính gửi: Ủy ban nhân dân các huyện, thành phố\n{body}\n1. UBND các huyện rà soát.\n"
    )
    assert [r.id for r in record.notice.recipients] == ["g.ubnd-huyen-tp"]
    assert [s.value for s in record.statistics] == [326, 112]
