"""Events, figures, judgements, citations and officials."""

from typing import Any

import pytest

from ingest import Record, extract, from_text

HEAD = "THÔNG BÁO\nKẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác phòng, chống dịch\n\n"


def read(body: str) -> Record:
    return extract(from_text(f"{HEAD}{body}\n", path="notice.txt"))


@pytest.mark.parametrize("name", ["000", "002"])
def test_events_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    expected = sorted((e["type"], e["date"] or "") for e in gold[name]["events"])
    assert sorted((e.type, e.date or "") for e in records[name].events) == expected


@pytest.mark.parametrize("name", ["000", "002"])
def test_statistics_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    found = [(s.value, s.of_total, (s.as_of or "")[:10]) for s in records[name].statistics]
    assert found == [(s["value"], s.get("of_total"), s["as_of"][:10]) for s in gold[name]["statistics"]]
    spans = [(s.start, s.end) for s in records[name].statistics]
    assert spans == [(s["start"], s["end"]) for s in gold[name]["statistics"]]


def test_shortcomings_of_the_samples(gold: dict[str, Any], records: dict[str, Record]) -> None:
    found = [(a.start, a.end) for a in records["002"].assessments if a.kind == "shortcoming"]
    assert found == [(w["start"], w["end"]) for w in gold["002"]["shortcomings"]]
    assert not [a for a in records["000"].assessments if a.kind == "shortcoming"]


def test_supporters_of_the_first_sample(gold: dict[str, Any], records: dict[str, Record]) -> None:
    found = {w.id.removeprefix("place.") for a in records["000"].assessments if a.kind == "support" for w in a.who}
    assert found == {s["id"].removeprefix("pl.") for s in gold["000"]["supporters"]}


JUDGED = [("000", "praise", "praised"), ("002", "praise", "praised"), ("000", "decision", "decisions"),
          ("002", "motto", "mottos")]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "key"), JUDGED)
def test_judgements_of_the_samples(
    name: str, kind: str, key: str, gold: dict[str, Any], records: dict[str, Record]
) -> None:
    found = [a for a in records[name].assessments if a.kind == kind]
    assert len(found) == len(gold[name][key])
    for judged, expected in zip(found, gold[name][key], strict=True):
        assert judged.start <= expected["start"] and expected["end"] <= judged.end


def test_citations_of_the_samples(records: dict[str, Record]) -> None:
    (numbered,) = [c for c in records["002"].citations if c.number]
    assert (numbered.number, numbered.type, numbered.date) == ("151-BC/BCSĐ", "bao-cao", "2021-05-08")
    assert numbered.issuer is not None and numbered.issuer.id == "p.bcsd-ubnd"
    assert numbered.relation == "heard_report"
    assert all(c.number is None for c in records["000"].citations)


def test_officials_of_the_samples(records: dict[str, Record]) -> None:
    (person,) = [o for o in records["000"].officials if o.name]
    assert person.name == "Lâm Thị Hương Thành"
    assert [p.id for p in person.posts] == ["post.uvbtv-tinh-uy", "post.pho-chu-tich-tt-hdnd"]
    assert not [o for o in records["002"].officials if o.name]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Chiều ngày 5/8/2021, Thường trực Tỉnh ủy họp bàn về công tác phòng dịch.", "meeting", "2021-08-05"),
        (
            "Ngày 5 tháng 8 năm 2021, UBND tỉnh tổ chức Hội nghị trực tuyến với các huyện.",
            "online_conference",
            "2021-08-05",
        ),
        ("Tại cuộc họp Ban Chỉ đạo ngày 12/7/2021, các ý kiến đã thống nhất.", "meeting", "2021-07-12"),
        ("Sau khi nghe Sở Y tế báo cáo tình hình dịch bệnh, Ban Thường vụ cho ý kiến.", "report_hearing", None),
        ("Cuộc bầu cử đại biểu Quốc hội khóa XV diễn ra vào ngày 23/5/2021.", "election", "2021-05-23"),
        ("Các ngành bảo đảm an toàn trước ngày bầu cử 23/5/2021.", "election", "2021-05-23"),
        ("Thường trực Tỉnh ủy đã họp trực tuyến với các huyện vào ngày 5/8/2021.", "online_conference", "2021-08-05"),
        ("Ngày 5/8/2021, UBND tỉnh tổ chức hội nghị bàn về phòng dịch.", "meeting", "2021-08-05"),
        ("Trong 2 ngày 23-24/3/2021, Bộ Y tế đã làm việc với Ban Chỉ đạo tỉnh.", "meeting", "2021-03-23"),
        ("Kỳ họp thứ hai, HĐND tỉnh khóa XVIII (ngày 5/7/2021) đã thông qua.", "meeting", "2021-07-05"),
        ("Dự kiến Bộ Y tế sẽ tổ chức Hội nghị triển khai công tác năm 2022 trong tháng 1.", "meeting", None),
        ("Sau khi nghe Báo cáo tình hình dịch bệnh của Sở Y tế, Ban Thường vụ cho ý kiến.", "report_hearing", None),
        ("Các ngành chuẩn bị bầu cử đại biểu Quốc hội khóa XV.", "election", None),
    ],
)
def test_events(text: str, kind: str, date: str | None) -> None:
    assert (kind, date) in [(e.type, e.date) for e in read(text).events]


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh phù họp với quy định ngày 5/8/2021.",
        "Ủy ban bầu cử các cấp đã chuẩn bị tốt.",
        "Trước ngày 20/7/2021, Sở Y tế tổ chức hội nghị tập huấn.",
        "Đợt dịch thứ tư diễn biến phức tạp.",
    ],
)
def test_no_events(text: str) -> None:
    assert read(text).events == ()


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit"),
    [
        ("Đến ngày 5/8/2021, toàn tỉnh ghi nhận 1.234 ca dương tính.", 1234, None, None, "ca"),
        ("Kim ngạch xuất khẩu đạt 5,4 tỷ USD.", 5.4, None, None, "tỷ USD"),
        ("Lượng mưa phổ biến 100-250mm/đợt.", None, 100, 250, "mm/đợt"),
        ("Có nơi trên 300mm/đợt.", None, 300, None, "mm/đợt"),
        ("Tỷ lệ tiêm đạt không quá 70%.", None, None, 70, "%"),
        ("Số ca mắc tăng 2,3 lần so với cùng kỳ.", 2.3, None, None, "lần"),
        ("Các trạm y tế hiện còn 250 giường.", 250, None, None, "giường"),
        ("Bão làm sập 1.250 ngôi nhà.", 1250, None, None, "ngôi nhà"),
        ("Số tiền đã giải ngân là 85,6 tỷ.", 85.6, None, None, "tỷ"),
        ("Cả nước có 69 triệu cử tri.", 69, None, None, "triệu cử tri"),
        ("Tỷ lệ tiêm thấp hơn 20 điểm phần trăm.", 20, None, None, "điểm phần trăm"),
        ("Nhiệt độ phổ biến 38 - 40°C.", None, 38, 40, "°C"),
    ],
)
def test_figures(text: str, value: float | None, low: float | None, high: float | None, unit: str) -> None:
    (figure,) = read(f"Sở Y tế báo cáo. {text}").statistics
    assert (figure.value, figure.min, figure.max, figure.unit) == (value, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Bầu cử HĐND 3 cấp nhiệm kỳ 2021-2026.",
        "Báo cáo trước 17 giờ hằng ngày.",
        "Thực hiện Nghị quyết số 63/NQ-CP ngày 29/6/2021.",
        "Họp phiên thứ 08 khóa XIX.",
        "Yêu cầu UBND các huyện không để tập trung quá 30 người.",
        "Giao Công an tỉnh lập 12 chốt kiểm soát; bố trí ít nhất 3 cán bộ.",
        "Thường trực Tỉnh ủy họp trực tuyến với 13 huyện, thành phố.",
        'Thực hiện phương án "1 cung đường - 2 điểm đến" trong sản xuất.',
        "Phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng đối với người không đeo khẩu trang.",
        "Đề nghị Bộ Y tế phân bổ bổ sung 500.000 liều vắc xin.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert read(f"Sở Y tế rà soát. {text}").statistics == ()


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer"),
    [
        ("Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.", "16/CT-TTg", "chi-thi", "c.ttg"),
        ("Căn cứ Quyết định số 1814/QÐ-BYT ngày 1/4/2021;", "1814/QĐ-BYT", "quyet-dinh", "c.byt"),
        ("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;", "63/2025/QH15", "luat", "c.quoc-hoi"),
        ("Theo Công văn số 85/BTNMT-QHPTTNĐ ngày 8/1/2024.", "85/BTNMT-QHPTTNĐ", "cong-van", "c.btnmt"),
        ("Thực hiện Nghị quyết 05-NQ/TU của Ban Thường vụ Tỉnh ủy.", "05-NQ/TU", "nghi-quyet", "p.btv-tinh-uy"),
    ],
)
def test_numbered_citations(text: str, number: str, kind: str, issuer: str) -> None:
    (citation,) = [c for c in read(f"Sở Y tế rà soát. {text}").citations if c.number]
    assert (citation.number, citation.type) == (number, kind)
    assert citation.issuer is not None and citation.issuer.id == issuer


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Thực hiện các Chỉ thị số 15, 16, 19/CT-TTg của Thủ tướng Chính phủ.",
            ["15/CT-TTg", "16/CT-TTg", "19/CT-TTg"],
        ),
        ("Thực hiện nghiêm Chỉ thị 16 của Thủ tướng Chính phủ và Công điện 12.", ["16", "12"]),
        ("Thực hiện Nghị quyết số 128/NQ-CP; theo Nghị quyết 128, các địa phương chủ động.", ["128/NQ-CP"]),
        ("Công điện khẩn số 08 ngày 6/5/2021 của Chủ tịch UBND tỉnh.", ["08"]),
        ("Quyết định số 878/QĐ-BYT ngày 12/3/2020, số 879/QĐ-BYT của Bộ Y tế.", ["878/QĐ-BYT", "879/QĐ-BYT"]),
        ("Xây dựng Kế hoạch 5 năm 2021-2025; Kế hoạch 10 ngày cao điểm.", []),
        ("Tuyến Quốc lộ 1A, ISO 9001-2015, biển số 98A-123.45.", []),
    ],
)
def test_numbers_of_citations(text: str, numbers: list[str]) -> None:
    assert [c.number for c in read(f"Sở Y tế rà soát. {text}").citations if c.number] == numbers


def test_a_statute_named_without_year() -> None:
    (citation,) = read("Sở Y tế rà soát. Căn cứ Luật Phòng, chống bệnh truyền nhiễm; các ngành thực hiện.").citations
    assert (citation.number, citation.type) == (None, "luat")


@pytest.mark.parametrize(
    "text", ["Tổ chức đại hội biểu dương các mô hình.", "Rèn luyện thông qua việc xây dựng mô hình."]
)
def test_sentences_that_judge_nothing(text: str) -> None:
    assert read(f"Tình hình chung như trước. {text}").assessments == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Toàn tỉnh đã huy động 1.200 người; thành lập 45 Tổ Covid cộng đồng; bố trí 12 khu cách ly.",
            [1200, 45, 12],
        ),
        ("Lũy kế đến nay đã truy vết F1: 234; F2: 1.560.", [234, 1560]),
    ],
)
def test_figures_of_a_told_list(text: str, values: list[int]) -> None:
    body = (
        f"Tình hình chung như trước. {text}\nYêu cầu các ngành như sau:\n1. Sở Y tế rà soát.\n2. Công an tỉnh tuần tra."
    )
    assert [s.value for s in read(body).statistics] == values
