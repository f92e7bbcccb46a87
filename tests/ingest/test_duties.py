"""Orders of the samples against their gold, and the rules one by one."""

import unicodedata
from typing import Any

import pytest

from ingest import Record
from ingest.duties import find_duties
from ingest.layout import layout
from ingest.mentions import find_mentions
from ingest.model import Deadline, Duty, Span
from ingest.repair import repair

HEAD = "TỈNH ỦY HƯNG YÊN\n\nSố 85-TB/TU\n\nTHÔNG BÁO\nKẾT LUẬN CỦA THƯỜNG TRỰC TỈNH ỦY\n\n"
FRAME = "Thường trực Tỉnh ủy yêu cầu các cấp ủy, chính quyền thực hiện tốt một số nhiệm vụ sau:\n\n"


def duties_of(text: str) -> tuple[Duty, ...]:
    repaired = repair(text)
    return find_duties(repaired, layout(repaired), find_mentions(repaired.clean))


def orders(body: str) -> list[Duty]:
    """Operational duties of a notice with this body under a framing order."""
    return [d for d in duties_of(HEAD + FRAME + body) if d.kind == "duty"]


def who(duty: Duty) -> list[str]:
    return [a.id for a in duty.assignees]


def overlap(gold: dict[str, Any], duty: Duty) -> float:
    both: int = max(0, min(gold["end"], duty.end) - max(gold["start"], duty.start))
    whole: int = max(gold["end"], duty.end) - min(gold["start"], duty.start)
    return both / whole


def matches(gold: dict[str, Any], record: Record) -> list[tuple[dict[str, Any], Duty]]:
    found = [d for d in record.duties if d.kind == "duty"]
    pairs = [(g, max(found, key=lambda d: overlap(g, d))) for g in gold["duties"] if g["kind"] == "duty"]
    return [(g, d) for g, d in pairs if overlap(g, d) >= 0.5]


@pytest.mark.parametrize("name", ["000", "002"])
def test_duties_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    wanted = [g for g in gold[name]["duties"] if g["kind"] == "duty"]
    found = [d for d in records[name].duties if d.kind == "duty"]
    hits = len(matches(gold[name], records[name]))
    assert 2 * hits / (len(wanted) + len(found)) >= 0.98


@pytest.mark.parametrize("name", ["000", "002"])
def test_assignees_and_directors_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    right = 0
    pairs = matches(gold[name], records[name])
    for g, duty in pairs:
        options = [g["assignees"], *g["acceptable_alternative_assignees"]]
        same = any({a["id"] for a in option} == {a.id for a in duty.assignees} for option in options)
        right += same and {d["id"] for d in g["directed_by"]} == {d.id for d in duty.directed_by}
    assert right / len(pairs) >= 0.97


@pytest.mark.parametrize("name", ["000", "002"])
def test_sources_strengths_and_deadlines_of_the_samples(
    name: str, gold: dict[str, Any], records: dict[str, Record]
) -> None:
    pairs = matches(gold[name], records[name])
    for g, duty in pairs:
        explicit = g["assignees"][0]["source"] == "explicit"
        assert all((a.source == "explicit") == explicit for a in duty.assignees)
        assert g["strength"] == duty.strength
        assert (g["deadline"] or {}).get("type") == (duty.deadline.type if duty.deadline else None)


@pytest.mark.parametrize("name", ["000", "002"])
def test_topics_of_the_samples(name: str, gold: dict[str, Any], records: dict[str, Record]) -> None:
    pairs = matches(gold[name], records[name])
    hits = sum(len(set(g["topics"]) & set(d.topics)) for g, d in pairs)
    total = sum(len(g["topics"]) + len(d.topics) for g, d in pairs)
    assert 2 * hits / total >= 0.85


def test_every_span_quotes_the_raw_text(records: dict[str, Record], samples: dict[str, Any]) -> None:
    for name, record in records.items():
        raw = samples[name].read_text(encoding="utf-8")
        for duty in record.duties:
            parts: list[Duty | Span | Deadline] = [duty, *duty.conditions, *duty.places, *duty.frame.objects]
            parts += [p for p in (duty.frame.action, duty.frame.purpose, duty.frame.prohibited, duty.deadline) if p]
            assert all(raw[p.start : p.end] == p.text for p in parts)
            assert all(duty.start <= p.start and p.end <= duty.end for p in parts)


def test_explicit_subject_is_r1() -> None:
    (duty,) = orders("- Sở Y tế tổ chức lấy mẫu xét nghiệm.\n")
    assert (who(duty), duty.assignees[0].source, duty.rule) == (["p.so-y-te"], "explicit", "R1")


def test_chain_names_the_directed_body_and_who_directs() -> None:
    first, second, third = orders(
        "- UBND tỉnh chỉ đạo Sở Y tế phải nâng cao năng lực xét nghiệm; không để tồn đọng mẫu. "
        "Chỉ đạo rà soát các khu cách ly.\n"
    )
    assert (who(first), [d.id for d in first.directed_by], first.rule) == (["p.so-y-te"], ["p.ubnd"], "R2")
    assert (who(second), [d.id for d in second.directed_by]) == (["p.so-y-te"], ["p.ubnd"])
    assert (who(third), third.directed_by) == (["p.ubnd"], ())


def test_an_office_that_directs_is_itself_charged() -> None:
    (duty,) = orders("- Đồng chí Phó Bí thư Thường trực Tỉnh ủy chỉ đạo các tổ chức đoàn thể tham gia.\n")
    assert (who(duty), duty.directed_by) == (["post.pho-bi-thu-thuong-truc"], ())


def test_same_sentence_bullet_item_and_frame_inherit_in_this_order() -> None:
    found = orders(
        "1. Sở Y tế tổ chức xét nghiệm; trả kết quả kịp thời. Rà soát nhân lực.\n\n"
        "- Bố trí kinh phí.\n\n- Giao Công an tỉnh tuần tra.\n\n- Báo cáo kết quả.\n\n"
        "2. Tăng cường tuyên truyền.\n"
    )
    assert [d.rule for d in found] == ["R1", "R3", "R4", "R5", "R1", "R5", "R7"]
    assert [who(d)[0] for d in found] == ["p.so-y-te"] * 4 + ["p.cong-an", "p.so-y-te", "g.cap-uy-cac-cap"]


def test_heading_that_names_a_body_owns_its_points() -> None:
    found = orders("1. Sở Tài chính\n\na) Bố trí kinh phí.\n\nb) Hướng dẫn thanh quyết toán.\n")
    assert [(who(d), d.rule) for d in found] == [(["p.so-tai-chinh"], "R5")] * 2


def test_section_intro_names_the_default_addressees() -> None:
    found = orders(
        "2.1. Về công tác bầu cử\n\nỦy ban bầu cử các cấp chuẩn bị tốt các điều kiện.\n\n- Rà soát danh sách cử tri.\n"
    )
    assert (who(found[-1]), found[-1].rule) == (["g.uy-ban-bau-cu-cac-cap"], "R6")


def test_letter_addressees_are_the_default() -> None:
    text = (
        "SỞ Y TẾ\n\nSố: 12/SYT-NVY\n\nKính gửi:\n- Trung tâm Kiểm soát bệnh tật tỉnh;\n- Bệnh viện đa khoa tỉnh.\n\n"
        "Sở Y tế có ý kiến như sau:\n\n1. Tổ chức lấy mẫu xét nghiệm.\n"
    )
    found = [d for d in duties_of(text) if d.kind == "duty"]
    assert [who(d) for d in found] == [["p.cdc", "p.bvdk"]]


def test_telegram_addresses_those_it_lists() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n\nSố: 12/CĐ-UBND\n\nCÔNG ĐIỆN\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n\n- Giám đốc Sở Y tế;\n- Chủ tịch Ủy ban nhân dân các huyện.\n\n"
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Tạm dừng các quán karaoke.\n"
    )
    found = [d for d in duties_of(text) if d.kind == "duty"]
    assert [who(d) for d in found] == [["post.gd-so-y-te", "post.chu-tich-ubnd-huyen"]]


def test_order_list_of_a_decision_has_its_charged_bodies() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n\nSố: 9/QĐ-UBND\n\nQUYẾT ĐỊNH\nBan hành Quy định\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
        "Điều 2. Trách nhiệm của Sở Thông tin và Truyền thông\n\n1. Kiểm tra các đại lý Internet.\n\n"
        "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.\n"
    )
    found = [d for d in duties_of(text) if d.kind == "duty"]
    assert [who(d) for d in found] == [["p.so-tttt"], ["post.chanh-vp-ubnd", "post.gd-so-y-te"]]


def test_a_body_that_is_not_the_issuer_passes_orders_on() -> None:
    (duty,) = orders("1. Ban Quản lý các khu công nghiệp tỉnh yêu cầu doanh nghiệp ký cam kết.\n")
    assert (who(duty), [d.id for d in duty.directed_by]) == (["g.doanh-nghiep"], ["p.bql-kcn"])


def test_topic_lead_is_outside_the_duty_and_partners_are_no_assignees() -> None:
    (duty,) = orders(
        "1. Về dự án đê biển: Giao Bộ Kế hoạch và Đầu tư chủ trì, phối hợp với Bộ Tài chính nghiên cứu, "
        "báo cáo Thủ tướng Chính phủ trước ngày 30 tháng 4 năm 2024.\n"
    )
    assert duty.text.startswith("Giao Bộ")
    assert [(a.id, a.role) for a in duty.assignees] == [("c.bkhdt", "lead")]
    assert [c.id for c in duty.cooperating] == ["c.btc"]
    assert [r.id for r in duty.reports_to] == ["c.ttg"]
    assert duty.deadline and (duty.deadline.type, duty.deadline.date) == ("date", "2024-04-30")


def test_a_framing_order_orders_nothing_itself() -> None:
    (frame,) = [d for d in duties_of(HEAD + FRAME + "1. Tăng cường tuyên truyền.\n") if d.kind == "framing"]
    assert who(frame) == ["g.cap-uy-cac-cap", "g.chinh-quyen-cac-cap"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các lực lượng tuyến đầu đã nỗ lực, quyết tâm triển khai nhiệm vụ.",
        "Đánh giá cao ủy ban bầu cử các cấp.",
        "Thống nhất chủ trương đầu tư.",
        "Cơ bản nhất trí với báo cáo của UBND tỉnh.",
        "Trong thời gian qua, tình hình dịch diễn biến phức tạp.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Nội dung chương trình của từng bộ môn.",
    ],
)
def test_facts_praise_and_approval_are_no_duties(sentence: str) -> None:
    assert orders(f"- {sentence}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban chỉ đạo phòng, chống dịch tỉnh phân công thành viên thành các Tiểu ban.",
        "Rà soát các nội dung đề nghị Trung ương hỗ trợ tỉnh.",
        "Bố trí bộ khung quản lý để vận hành khi có yêu cầu.",
        "Rà soát danh sách người địa phương phải đi cách ly tập trung.",
    ],
)
def test_false_friends_of_the_order_verbs_change_nothing(sentence: str) -> None:
    (duty,) = orders(f"- {sentence}\n")
    assert duty.strength == "obligation"
    assert who(duty) in (["p.bcd-covid"], ["g.cap-uy-cac-cap", "g.chinh-quyen-cac-cap"])


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Nghiêm cấm tụ tập đông người.", "prohibition"),
        ("Không để lây nhiễm chéo.", "prohibition"),
        ("Đề nghị Bộ Y tế hỗ trợ vắc xin.", "request"),
        ("Trường hợp vượt thẩm quyền, phải báo cáo UBND tỉnh.", "conditional_obligation"),
        ("Ủy quyền Sở Y tế công bố kết quả.", "power"),
        ("Truy vết phải nhanh, thần tốc.", "obligation"),
    ],
)
def test_strength_follows_the_deontic_cue(sentence: str, strength: str) -> None:
    assert [d.strength for d in orders(f"- {sentence}\n")] == [strength]


@pytest.mark.parametrize(
    ("phrase", "kind", "date"),
    [
        ("trước ngày 20/5/2021", "date", "2021-05-20"),
        ("trước ngày 20/5", "date", None),
        ("trong tháng 4 năm 2024", "date", "2024-04-30"),
        ("trong Quý III năm 2024", "date", "2024-09-30"),
        ("từ nay đến hết ngày bầu cử", "interval", None),
        ("định kỳ hằng ngày", "periodic", None),
        ("trước ngày 25 hằng tháng", "periodic", None),
        ("từ ngày 16/7/2021", "interval", None),
        ("trước ngày bầu cử", "event_anchored", None),
        ("kịp thời", "urgency", None),
    ],
)
def test_deadlines_are_typed_and_dated_only_by_the_text(phrase: str, kind: str, date: str | None) -> None:
    (duty,) = orders(f"- Sở Y tế hoàn thành xét nghiệm {phrase}.\n")
    assert duty.deadline
    assert (duty.deadline.type, duty.deadline.date) == (kind, date)


def test_a_scenario_is_a_contingency() -> None:
    (duty,) = orders("- Xây dựng phương án, kể cả phương án cách ly xã hội toàn tỉnh.\n")
    assert duty.status == "contingency"


def test_clause_constituents() -> None:
    (duty,) = orders("- Sở Y tế khẩn trương rà soát danh sách cử tri, hòm phiếu tại các xã để bảo đảm an toàn.\n")
    frame = duty.frame
    assert frame.action and frame.action.text == "khẩn trương rà soát"
    assert [o.text for o in frame.objects] == ["danh sách cử tri", "hòm phiếu"]
    assert frame.purpose and frame.purpose.text == "để bảo đảm an toàn"
    assert frame.place and frame.place.text == "tại các xã"


@pytest.mark.parametrize("form", ["NFD", "tones"])
def test_other_spellings_of_the_same_text_give_the_same_duties(form: str, samples: dict[str, Any]) -> None:
    text = samples["002"].read_text(encoding="utf-8")
    other = unicodedata.normalize("NFD", text) if form == "NFD" else text.replace("ủy", "uỷ").replace("hóa", "hoá")
    expected, found = duties_of(text), duties_of(other)
    assert [(d.section, d.kind, d.rule, who(d)) for d in found] == [
        (d.section, d.kind, d.rule, who(d)) for d in expected
    ]


def test_ids_count_in_text_order(records: dict[str, Record]) -> None:
    for record in records.values():
        assert [d.id for d in record.duties] == [f"duty-{n}" for n in range(1, len(record.duties) + 1)]
        assert [d.start for d in record.duties] == sorted(d.start for d in record.duties)


MEETING = (
    "VĂN PHÒNG CHÍNH PHỦ\n\nSố: 12/TB-VPCP\nHà Nội, ngày 3 tháng 2 năm 2023\n\nTHÔNG BÁO\n"
    "Kết luận của Phó Thủ tướng Chính phủ tại buổi làm việc với lãnh đạo {who}\n\n"
    "Sau khi nghe báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:\n\n"
    "1. Đẩy mạnh trồng rừng ven biển.\n\n2. Giao Bộ Tài chính xem xét kiến nghị về vốn.\n\n"
    "Văn phòng Chính phủ thông báo để các Bộ, cơ quan liên quan biết, thực hiện./.\n"
)


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ("tỉnh Quảng Ngãi", ["p.ubnd", "p.tinh-uy"]),
        ("chủ chốt thành phố Hải Phòng", ["p.ubnd", "p.thanh-uy-tw"]),
        ("các tỉnh Quảng Ngãi, Bình Định", ["g.bo-nganh-tw", "g.cac-co-quan"]),
        ("tỉnh Quảng Ngãi và tỉnh Bình Định", ["g.bo-nganh-tw", "g.cac-co-quan"]),
    ],
)
def test_what_is_concluded_with_the_leaders_of_one_province_is_for_that_province(
    hosts: str, expected: list[str]
) -> None:
    found = [d for d in duties_of(MEETING.format(who=hosts)) if d.kind == "duty"]
    assert who(found[0]) == expected
    assert who(found[1]) == ["c.btc"]


@pytest.mark.parametrize(
    ("clause", "assignees", "directors"),
    [
        ("Sở Y tế phối hợp với Công an tỉnh chỉ đạo các bệnh viện rà soát lối thoát nạn.", None, ["p.so-y-te"]),
        ("Sở Tài chính chỉ đạo cơ quan tài chính cấp dưới, cấp phát kinh phí kịp thời.",
         ["m.co-quan-tai-chinh-cap-duoi"], ["p.so-tai-chinh"]),
        ("Sở Nội vụ lãnh đạo công chức, viên chức không uống rượu trong giờ làm việc.",
         ["m.cong-chuc-vien-chuc"], ["p.so-noi-vu"]),
        ("Sở Y tế lãnh đạo, chỉ đạo thực hiện kế hoạch.", ["p.so-y-te"], []),
        ("Sở Y tế phối hợp với Công an tỉnh kiểm tra các bệnh viện.", ["p.so-y-te"], []),
    ],
)  # fmt: skip
def test_chains_of_direction(clause: str, assignees: list[str] | None, directors: list[str]) -> None:
    (duty,) = orders(f"1. {clause}\n")
    assert [d.id for d in duty.directed_by] == directors
    assert assignees is None or who(duty) == assignees


def test_who_directs_takes_the_lead_itself_in_the_next_clause() -> None:
    first, second = orders("1. Sở Y tế chỉ đạo các bệnh viện dự trữ thuốc; chủ trì kiểm tra các kho.\n")
    assert [d.id for d in first.directed_by] == ["p.so-y-te"]
    assert (who(second), second.directed_by) == (["p.so-y-te"], ())


@pytest.mark.parametrize(
    "heading",
    ["Nguyên tắc phối hợp", "Các hình thức phối hợp", "Tiêu chuẩn của trường", "Phân loại đánh giá đơn vị"],
)
def test_principles_forms_and_criteria_order_nothing(heading: str) -> None:
    body = f"Điều 3. {heading}\n\n1. Bảo đảm đúng thời hạn.\n\n2. Tổ chức họp trao đổi.\n\n"
    found = orders(body + "Điều 4. Trách nhiệm của Sở Y tế\n\n1. Kiểm tra các kho thuốc.\n")
    assert [d.text for d in found] == ["Kiểm tra các kho thuốc."]


def test_a_heading_that_opens_with_an_act_still_orders() -> None:
    assert len(orders("1. Phân loại rác\n\n- Bố trí thùng rác.\n")) == 1


def test_what_is_needed_is_no_obligation() -> None:
    assert orders("1. Sở Y tế có trách nhiệm:\n\na) Công bố số liệu;\n\nb) Các nội dung cần thiết khác.\n")[
        -1
    ].text == ("Công bố số liệu")


def test_objects_of_a_coordinated_phrase_come_without_its_verbs() -> None:
    (duty,) = orders("1. Rà soát danh sách hộ nghèo, tổ chức các lớp tập huấn và kiện toàn bộ máy.\n")
    assert [o.text for o in duty.frame.objects] == ["danh sách hộ nghèo", "các lớp tập huấn", "bộ máy"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Hỗ trợ các nạn nhân bão lụt, cấp phát thuốc.", ["m.cac-nan-nhan-bao-lut"]),
        ("Cấp phát thuốc cho người dân.", ["g.nhan-dan"]),
        ("Rà soát hồ sơ, cho biết kết quả.", []),
    ],
)
def test_beneficiaries_named_or_described(clause: str, expected: list[str]) -> None:
    (duty,) = orders(f"1. {clause}\n")
    assert [b.id for b in duty.beneficiaries] == expected
