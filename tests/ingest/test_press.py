"""Notices on the page of a newspaper: what stands around them orders nothing."""

import pytest

from ingest import extract, from_text
from ingest.model import Record
from ingest.press import Frame, find_frame

HEADLINE = "Siết chặt kiểm soát tại các chợ đầu mối, khu công nghiệp"
CAPTION = "Kiểm tra người ra vào chốt tại huyện Diễn Châu. (Ảnh: Thu Hà)"
NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 12/CT-UBND\nNghệ An, ngày 13 tháng 7 năm 2021\nCHỈ THỊ\nVề phòng, chống dịch\n"
)
ORDERS = (
    "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế tổ chức xét nghiệm cho tiểu thương.\n{caption}\n2. Công an tỉnh xử phạt "
    "nghiêm các trường hợp vi phạm./."
)
PAGE = (
    "Trang chủ > Thời sự\n{headline}\nThứ Tư, 14/7/2021, 08:15\n(NAO) - {lead}\n{notice}{orders}\nPV (tổng hợp)\n"
    "{headline}\nTin liên quan: Lập thêm 3 chốt kiểm soát dịch"
)


def orders(record: Record) -> list[str]:
    return [d.text for d in record.duties if d.kind == "duty"]


def page(*, lead: str, notice: str = "", caption: str = CAPTION) -> Record:
    text = PAGE.format(headline=HEADLINE, lead=lead, notice=notice, orders=ORDERS.format(caption=caption))
    return extract(from_text(text, path="x.txt"))


WANTED = [
    "Sở Y tế tổ chức xét nghiệm cho tiểu thương.",
    "Công an tỉnh xử phạt nghiêm các trường hợp vi phạm",
]


def test_headline_lead_caption_and_links_are_no_duties() -> None:
    lead = "Chủ tịch UBND tỉnh vừa yêu cầu Sở Y tế xét nghiệm diện rộng, Công an tỉnh xử phạt nghiêm."
    assert orders(page(lead=lead, notice=NOTICE)) == WANTED


def test_the_header_below_the_frame_is_read() -> None:
    notice = page(lead="Nhiều nhiệm vụ cấp bách vừa được giao.", notice=NOTICE).notice
    assert (notice.number, notice.issued, notice.type) == ("12/CT-UBND", "2021-07-13", "chi-thi")
    assert notice.issuer is not None and notice.issuer.id == "p.ubnd"


def test_what_stands_before_the_words_that_hand_over_is_no_duty() -> None:
    lead = (
        "Ngày 13/7/2021, Chủ tịch UBND tỉnh Nghệ An đã ký ban hành Chỉ thị số 12/CT-UBND. Theo đó, Chủ tịch UBND tỉnh "
        "yêu cầu Sở Y tế xét nghiệm diện rộng. Báo xin giới thiệu toàn văn Chỉ thị:"
    )
    record = page(lead=lead)
    assert orders(record) == WANTED
    assert (record.notice.number, record.notice.issued) == ("12/CT-UBND", "2021-07-13")


def test_a_lead_still_tells_facts() -> None:
    record = page(lead="Chiều 12/7/2021, tỉnh họp trực tuyến với các huyện, có 41 ca mắc Covid-19.", notice=NOTICE)
    assert any("41 ca mắc" in p.text for p in record.passages)


@pytest.mark.parametrize(
    "lines",
    [
        ["TỈNH ỦY NGHỆ AN", "THÔNG BÁO", "Yêu cầu các sở thực hiện"],
        ["THÔNG BÁO", "về công tác tuyên truyền", "Chia sẻ khó khăn với nhân dân", "Xem xét xử lý"],
        ["II- NHIỆM VỤ", "Các cơ quan báo chí đăng tải toàn văn, liên tục đưa tin"],
    ],
)
def test_a_notice_by_itself_has_no_frame(lines: list[str]) -> None:
    assert find_frame(lines) == Frame(frozenset(), frozenset())


def test_the_stamp_of_the_office_that_a_letter_came_to_is_furniture() -> None:
    lines = ["Kính gửi:", "- Bộ Y tế;", "CÔNG VĂN ĐẾN", "Số: .........", "Ngày: ....../....../2024", "- Bộ Công an."]
    frame = find_frame(lines)
    assert [k for k in range(len(lines)) if k in frame] == [2, 3, 4]
