"""Bodies, posts and persons in running text (duty grammar §5, §6)."""

from itertools import pairwise

import pytest

from ingest.mentions import find_mentions, read_coordination
from ingest.repair import repair


def ids(text: str, *, terse: bool = False) -> list[str]:
    return [m.id for m in find_mentions(text, terse=terse)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh chỉ đạo", ["p.ubnd"]),
        ("Ủy ban nhân dân tỉnh Tiền Giang tổ chức", ["p.ubnd"]),
        ("Uỷ ban nhân dân tỉnh tổ chức", ["p.ubnd"]),
        ("UBND huyện rà soát", ["d.ubnd"]),
        ("UBND các huyện, thị xã và thành phố Huế", ["g.ubnd-huyen-tp"]),
        ("UBND xã, phường, thị trấn", ["x.ubnd"]),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", ["p.ubnd"]),
        ("Sở Văn hóa, Thể thao và Du lịch phối hợp", ["p.so-vhttdl"]),
        ("Sở TT&TT chủ trì", ["p.so-tttt"]),
        ("Bộ Công Thương khẩn trương", ["c.bct"]),
        ("Ban Chỉ đạo phòng, chống dịch Covid-19 Quốc gia", ["c.bcd-covid"]),
        ("Ban chỉ đạo phòng chống dịch của tỉnh", ["p.bcd-covid"]),
        ("Giám đốc Sở Y tế", ["post.gd-so-y-te"]),
        ("Chủ tịch Ủy ban nhân dân các huyện, thị xã", ["post.chu-tich-ubnd-huyen"]),
        ("Đồng chí Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chỉ đạo", ["post.pho-bi-thu-chu-tich-ubnd"]),
        ("Thủ trưởng các cơ quan, đoàn thể trong tỉnh", ["post.nguoi-dung-dau"]),
    ],
)
def test_longest_name_at_the_right_level(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy Công an tỉnh chỉ đạo", ["p.dang-uy-cong-an"]),
        ("Ban cán sự đảng UBND tỉnh báo cáo", ["p.bcsd-ubnd"]),
        ("Phó Chủ tịch Thường trực HĐND tỉnh", ["post.pho-chu-tich-tt-hdnd"]),
    ],
)
def test_a_name_inside_a_name_is_not_named(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cấp ủy, chính quyền, MTTQ và các tổ chức chính trị - xã hội các cấp tập trung",
         ["g.cap-uy-cac-cap", "g.chinh-quyen-cac-cap", "g.mttq-cac-cap", "g.to-chuc-ctxh-cac-cap"]),
        ("Các cấp ủy Đảng, chính quyền, các sở, ban, ngành, đoàn thể từ tỉnh đến cơ sở thường xuyên",
         ["g.cap-uy-dang", "g.chinh-quyen", "g.so-ban-nganh", "g.doan-the"]),
        ("Thường trực, Ban Thường vụ Tỉnh ủy lãnh đạo", ["p.tt-tinh-uy", "p.btv-tinh-uy"]),
        ("Ban Tuyên giáo, Ban Dân vận Tỉnh ủy phối hợp", ["p.ban-tuyen-giao", "p.ban-dan-van"]),
        ("Các huyện, thành ủy triển khai", ["g.huyen-uy", "g.thanh-uy"]),
        ("Các huyện ủy, thành ủy triển khai", ["g.huyen-uy", "g.thanh-uy"]),
        ("các Bộ: Tài chính, Giao thông vận tải nghiên cứu", ["g.bo-nganh-tw", "c.btc", "c.bgtvt"]),
        ("Sở Y tế, Trung tâm Kiểm soát bệnh tật tỉnh và các cơ quan phải",
         ["p.so-y-te", "p.cdc", "g.cac-co-quan"]),
    ],
)  # fmt: skip
def test_coordination_distributes_heads_and_tails(text: str, expected: list[str]) -> None:
    mentions = find_mentions(text)
    start = mentions[0].start
    found = read_coordination(text, mentions, start)
    assert [m.id for m in mentions] == expected
    assert found is None or text.startswith(("các Bộ", "Các huyện,")) or [m.id for m in found.mentions] == expected


def test_a_person_takes_the_posts_behind_the_name() -> None:
    text = "đồng chí Lâm Thị Hương Thành - Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực HĐND tỉnh trực tiếp"
    (person,) = find_mentions(text)
    assert (person.kind, person.name) == ("person", "Lâm Thị Hương Thành")
    assert [p for p, _ in person.posts] == ["post.uvbtv-tinh-uy", "post.pho-chu-tich-tt-hdnd"]


def test_a_new_honorific_starts_another_person() -> None:
    text = "Giao đồng chí Trần Văn An, Phó Chủ tịch UBND tỉnh; đồng chí Lê Thị Bình, Giám đốc Sở Y tế phụ trách"
    assert ids(text) == ["person.tran-van-an", "person.le-thi-binh"]


def test_a_short_name_defined_in_the_text_counts_from_there() -> None:
    text = "Hội đồng Quốc gia Giáo dục (sau đây gọi tắt là Hội đồng) họp. Hội đồng thống nhất."
    assert ids(text) == ["m.hoi-dong-quoc-gia-giao-duc"] * 3
    assert ids("Hội đồng thống nhất.") == []


def test_a_bare_head_means_the_body_of_that_kind_named_last() -> None:
    assert ids("Ban Chỉ huy Phòng thủ dân sự tỉnh họp. Ban Chỉ huy đề nghị") == [
        "m.ban-chi-huy-phong-thu-dan-su-tinh"
    ] * 2  # fmt: skip
    assert ids("Ban Chỉ huy đề nghị") == []


def test_an_unlisted_body_is_minted_from_its_head_noun() -> None:
    (body,) = find_mentions("Chi cục Thủy lợi tỉnh phối hợp với nhân dân")[:1]
    assert (body.id, body.minted, body.class_) == ("m.chi-cuc-thuy-loi-tinh", True, "state_agency")


@pytest.mark.parametrize(
    "text",
    [
        "toàn tỉnh đoàn kết, quyết tâm",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "tiến bộ khoa học và công nghệ",
        "THÔNG BÁO",
    ],
)
def test_no_body_where_the_words_are_common_ones(text: str) -> None:
    assert ids(text) == []


def test_two_letter_abbreviations_only_in_lists_of_recipients() -> None:
    assert ids("Các đồng chí TU") == []
    assert ids("Lưu VPTU, TU", terse=True)


def test_mentions_are_ordered_disjoint_and_quote_the_text() -> None:
    text = repair("Giao Sở Y tế, Công an tỉnh và UBND các huyện, thành phố phối hợp với Ban Chỉ đạo 35 tỉnh.").clean
    mentions = find_mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(" ".join(text[m.start : m.end].split()) == m.text for m in mentions)
