"""Who bears a duty: lists that run on, chains, offices, what a charged body passes on. All notices are invented."""

import pytest

from ingest.duties import find_duties
from ingest.layout import layout
from ingest.mentions import find_mentions
from ingest.model import Duty
from ingest.repair import repair

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN\n\nSố: 7/CT-UBND\n\nCHỈ THỊ\nVề phòng, chống dịch\n\n"
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:\n\n"
)


def orders(body: str, head: str = HEAD) -> list[Duty]:
    repaired = repair(head + body)
    found = find_duties(repaired, layout(repaired), find_mentions(repaired.clean))
    return [d for d in found if d.kind == "duty"]


def who(body: str) -> list[list[str]]:
    return [[a.id for a in d.assignees] for d in orders(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Sở Y tế: (1) rà soát vật tư, (2) lập kế hoạch tiêm, (3) báo cáo hằng ngày.\n", [["p.so-y-te"]] * 3),
        ("1. Công an tỉnh: a) Kiểm tra xe khách; b) Xử lý nghiêm vi phạm.\n", [["p.cong-an"]] * 2),
        (
            "1. Giám đốc các sở: Y tế, Nội vụ chủ động kiểm tra đơn vị mình.\n",
            [["post.gd-so-y-te", "post.gd-so-noi-vu"]],
        ),
        ("1. Các huyện, thị, thành ủy tăng cường tuyên truyền.\n", [["g.huyen-uy", "g.thanh-uy"]]),
        ("1. Thống nhất giao Sở Tài chính bố trí kinh phí.\n", [["p.so-tai-chinh"]]),
        ("1. Cho phép Sở Y tế áp dụng chỉ định thầu.\n", [["p.so-y-te"]]),
        ("1. Việc đón người từ vùng dịch giao Công an tỉnh chủ trì thực hiện.\n", [["p.cong-an"]]),
        ("1. Sở Y tế:\n\n- Ổ dịch lan sang xã khác thì phải phun hóa chất.\n", [["p.so-y-te"]]),
        ("1. Sở Y tế:\n\n- Mỗi điểm tiêm bố trí lối đi một chiều.\n", [["p.so-y-te"]]),
        ("1. Đối với Sở Giao thông vận tải, UBND tỉnh yêu cầu dừng xe khách liên tỉnh.\n", [["p.so-gtvt"]]),
        ("1. Sở Y tế lập kế hoạch; đối với kinh phí, giao Sở Tài chính bố trí.\n", [["p.so-y-te"], ["p.so-tai-chinh"]]),
        ("1. Người đứng đầu cơ sở tôn giáo dừng các nghi lễ đông người.\n", [["g.nguoi-dung-dau"]]),
        ("1. UBND tỉnh cũng giao Sở Y tế, Báo Hưng Yên đẩy mạnh tuyên truyền.\n", [["p.so-y-te", "p.bao-dang"]]),
        ("1. Ủy ban nhân dân tỉnh yêu cầu tăng cường tuần tra.\n", [["g.so-ban-nganh"]]),
        ("1. Hiệu trưởng chịu trách nhiệm nếu để xảy ra lây nhiễm.\n", [["m.hieu-truong"]]),
        (
            "1. Sở Y tế kiểm tra các kho; UBND các huyện, thành phố Phố Nối, Mỹ Hào:\n\n- Lập chốt kiểm soát.\n",
            [["p.so-y-te"], ["g.ubnd-huyen-tp"]],
        ),
        ("1. Sở Y tế hướng dẫn cách ly; phân công mỗi trạm y tế xã cử người trực.\n", [["p.so-y-te"]] * 2),
    ],
)
def test_assignees(body: str, expected: list[list[str]]) -> None:
    assert who(body) == expected


@pytest.mark.parametrize(
    ("body", "bearers", "directors"),
    [
        ("1. Công an tỉnh chỉ đạo lực lượng công an xã nắm chắc người từ vùng dịch.\n", ["x.cong-an"], ["p.cong-an"]),
        ("1. Tỉnh ủy lãnh đạo, chỉ đạo Sở Y tế khẩn trương rà soát khu cách ly.\n", ["p.so-y-te"], ["p.tinh-uy"]),
        ("1. Sở Giao thông vận tải chỉ đạo, hướng dẫn các doanh nghiệp vận tải lắp đặt mã QR.\n",
         ["g.doanh-nghiep"], ["p.so-gtvt"]),
        ("1. Sở Y tế:\n\n- Hướng dẫn cách ly; giao các trạm y tế theo dõi từng hộ.\n", ["m.tram-y-te"], ["p.so-y-te"]),
    ],
)  # fmt: skip
def test_directive_chains(body: str, bearers: list[str], directors: list[str]) -> None:
    last = orders(body)[-1]
    assert [a.id for a in last.assignees] == bearers
    assert [d.id for d in last.directed_by] == directors


def test_orders_of_the_issuer_in_one_sentence_are_no_chain() -> None:
    (first, second) = orders("1. Giao Sở Y tế lập kế hoạch; giao UBND huyện Ân Thi lập chốt.\n")
    assert not first.directed_by and not second.directed_by


@pytest.mark.parametrize(
    "body",
    [
        "1. Thống nhất lộ trình mở cửa theo đề xuất của Sở Y tế.\n",
        "1. Đồng ý cho học sinh trở lại trường từ thứ hai.\n",
        "1. Sở Y tế:\n\n- Các nội dung cần thiết khác.\n",
        "1. Nhiệm vụ giao cho Sở Y tế chưa hoàn thành.\n",
        "1. Sở Y tế:\n\n- Địa điểm: Trung tâm Hội nghị tỉnh.\n",
    ],
)
def test_decisions_and_labels_are_no_duties(body: str) -> None:
    assert not orders(body)


def test_a_frame_whose_list_lacks_as_follows_is_no_duty() -> None:
    body = "Bộ Y tế trân trọng đề nghị Đồng chí Chủ tịch quan tâm, chỉ đạo một số nội dung:\n\n1. Lập chốt kiểm soát.\n"
    assert [d.text for d in orders(body, "BỘ Y TẾ\n\nSố: 5/CĐ-BYT\n\nCÔNG ĐIỆN\n\n")] == ["Lập chốt kiểm soát."]


def test_addressees_in_the_line_of_a_telegram() -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN\n\nSố: 3/CĐ-UBND\n\nCÔNG ĐIỆN\n\n"
    body = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN: Giám đốc Sở Y tế\n\nChủ tịch UBND tỉnh yêu cầu:\n\n1. Lập chốt.\n"
    assert [[a.id for a in d.assignees] for d in orders(body, head)] == [["post.gd-so-y-te"]]


def test_a_headline_repeated_below_is_no_duty() -> None:
    line = "Siết chặt phòng, chống dịch tại chợ đầu mối\n\n"
    found = orders("1. Sở Y tế lập chốt.\n\n2. Sở Nội vụ kiểm tra công vụ.\n\n" + line, line + HEAD)
    assert not any("Siết chặt" in d.text for d in found)


def test_a_group_takes_the_words_that_say_of_which_kind_it_is() -> None:
    (duty,) = orders("1. Các trường đại học, cao đẳng trên địa bàn tiếp tục dạy trực tuyến.\n")
    assert [a.label for a in duty.assignees] == ["Các trường đại học, cao đẳng"]


def test_the_leader_of_a_table_directs() -> None:
    table = (
        "| TT | Nhiệm vụ | Đơn vị chủ trì | Lãnh đạo phụ trách |\n"
        "| 1 | Rà soát khu cách ly | Sở Y tế | Phó Chủ tịch UBND tỉnh |\n"
    )
    (duty,) = orders(table)
    assert [a.id for a in duty.assignees] == ["p.so-y-te"]
    assert [d.id for d in duty.directed_by] == ["post.pho-chu-tich-ubnd"]
