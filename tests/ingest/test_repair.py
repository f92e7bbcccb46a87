"""The two layers of a text and the way between them."""

import textwrap
import unicodedata
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.repair import repair

ALPHABET = st.sampled_from('aàăậeêếoòuưyđĐ VINHPÚC0129*_#.-–/\n\r\t\u00a0\u0301\u0300\u00ad\ufeff"“;:,')


def sample(name: str) -> str:
    path = next(p for p in files("ingest").joinpath("data/samples").iterdir() if p.name.startswith(name))
    return path.read_bytes().decode("utf-8")


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=300))
def test_offsets_always_lead_into_the_raw_text(raw: str) -> None:
    repaired = repair(raw)
    assert len(repaired.offsets) == len(repaired.clean) + 1
    assert list(repaired.offsets) == sorted(repaired.offsets)
    for k in range(len(repaired.clean)):
        start, end = repaired.raw_span(k, k + 1)
        assert 0 <= start <= end <= len(raw)
    for found in repaired.repairs:
        assert raw[found.start : found.end] == found.observed


@settings(max_examples=100, deadline=None)
@given(st.text(ALPHABET, max_size=200))
def test_clean_text_is_nfc_and_without_marks(raw: str) -> None:
    clean = repair(raw).clean
    assert unicodedata.is_normalized("NFC", clean) or any(unicodedata.combining(c) for c in clean)
    assert "*" not in clean and "\r" not in clean and "\u00a0" not in clean


def test_raw_span_is_tight_around_words() -> None:
    repaired = repair("  Số **229** -TB/TU \n")
    start = repaired.clean.index("229")
    span = repaired.raw_span(start - 1, start + len("229-TB/TU") + 1)
    assert repaired.raw[slice(*span)] == "229** -TB/TU"


def test_blank_range_gives_an_empty_span() -> None:
    assert repair("a.\n\nB").raw_span(2, 4) == (4, 4)


def test_decomposed_letters_become_one() -> None:
    raw = unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Vĩnh Phúc")
    repaired = repair(raw)
    assert repaired.clean == "Ủy ban nhân dân tỉnh Vĩnh Phúc"
    start, end = repaired.raw_span(0, 2)
    assert unicodedata.normalize("NFC", raw[start:end]) == "Ủy"


def test_windows_newlines_are_one_break() -> None:
    assert repair("một\r\n\r\nHai").clean == "một\n\nHai"


@pytest.mark.parametrize(
    ("raw", "clean", "kind"),
    [
        ("tính đến đến ngày", "tính đến ngày", "duplicate_word"),
        ("TỈNH ỦY VINH PHÚC", "TỈNH ỦY VĨNH PHÚC", "missing_diacritic"),
        ("tỉnh Bac Giang", "tỉnh Bắc Giang", "missing_diacritic"),
        ("BCSE UBND tỉnh", "BCSĐ UBND tỉnh", "wrong_char"),
        ("được BTƯ Tỉnh ủy giao", "được BTV Tỉnh ủy giao", "wrong_char"),
        ("chính quyền, BCD, các sở", "chính quyền, BCĐ, các sở", "missing_diacritic"),
        ("Báo cáo số 151-BC/BCSD", "Báo cáo số 151-BC/BCSĐ", "missing_diacritic"),
        ("tu tập đông người", "tụ tập đông người", "wrong_char"),
        ("phòng, chống\n\ndịch và", "phòng, chống dịch và", "page_break_in_sentence"),
        ("y tế xây\n\ndựng kịch bản", "y tế xây dựng kịch bản", "page_break_in_word"),
        ("nhiệm kỳ 2021- 2026", "nhiệm kỳ 2021-2026", "extra_space"),
        ("Số **229** -TB/TU", "Số 229-TB/TU", "markup_and_space"),
        ("khí tượng quốc gia, Quốc giatừ đêm", "khí tượng quốc gia, Quốc gia từ đêm", "missing_space"),
        ("Ðảng bộ tỉnh", "Đảng bộ tỉnh", "wrong_char"),
        ("сáс sở, ban, ngành", "các sở, ban, ngành", "wrong_char"),
        ("trước ngày 1O/5/2O21", "trước ngày 10/5/2021", "wrong_char"),
        ("TỊCH UBND ĐIỀ U HÀNH", "TỊCH UBND ĐIỀU HÀNH", "split_word"),
        ("nhiệ m v ụ ph òng chố ng dịch", "nhiệm vụ phòng chống dịch", "split_word"),
        ("Sở Y tế ch ủ trì", "Sở Y tế chủ trì", "split_word"),
        ("T H Ô N G   B Á O", "THÔNG BÁO", "split_word"),
        ("phòng_chống dịch_bệnh", "phòng chống dịch bệnh", "word_segmentation"),
        ("các sở , ban , ngành", "các sở, ban, ngành", "extra_space"),
        ("Bắc Giang ( Covid-19 ) đã", "Bắc Giang (Covid-19) đã", "extra_space"),
        ("<p>Sở Y tế&nbsp;chủ trì</p>", "\nSở Y tế chủ trì\n", "markup"),
        ("**1\\.** Sở Y tế", "1. Sở Y tế", "markup"),
        ("Báo cáo [số 151](http://a.vn/b) về", "Báo cáo số 151 về", "markup"),
        ("> Sở Y tế chủ trì", "Sở Y tế chủ trì", "markup"),
        ("* Sở Y tế chủ trì", "- Sở Y tế chủ trì", "markup"),
    ],
)
def test_repairs(raw: str, clean: str, kind: str) -> None:
    repaired = repair(raw)
    assert repaired.clean == clean
    assert kind in {r.kind for r in repaired.repairs}


@pytest.mark.parametrize(
    "text",
    [
        "BTC Tỉnh ủy",
        "luôn luôn sẵn sàng",
        "thi công công trình",
        "Hoà Bình và Vĩnh Phúc",
        "đồng chí Vinh phụ trách",
        "nguyên tắc:\n\ncác bước",
        "1. Việc thứ nhất\n2. Việc thứ hai",
        "người dân có nhu cầu",
        "gửi về so_y_te@bacgiang.gov.vn",
        "xem tệp mau_bao_cao.docx",
        "Thành phố Hà Nội,... đã chi viện",
        "dưới <5 tuổi & trên 60",
        "TT HĐND tỉnh, TT Tỉnh ủy",
        "PHẦN I Ý KIẾN CHUNG",
        "tổ A và tổ C ở thôn X",
        "điểm c và mục h ấy",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    repaired = repair(text)
    assert repaired.clean == text
    assert not repaired.repairs


WRAPPED = (
    "Ban Chỉ đạo tỉnh đã họp và đánh giá tình hình, thống nhất một số nội dung theo đề xuất của Sở Y tế. Giao Sở "
    "Tài chính chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố theo Chỉ thị số "
    "16/CT-TTg bố trí kinh phí, trang thiết bị, báo cáo kết quả trước ngày 30 hằng tháng, giai đoạn 2021 - 2025, "
    "xong trong quý III.\n- Giao Công an tỉnh kiểm tra các chốt kiểm soát ra vào địa bàn.\nCác huyện thực hiện."
)


@pytest.mark.parametrize("width", [40, 56, 72, 80])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_wrapped_lines_are_paragraphs_again(width: int, between: str) -> None:
    filler = "\n".join(
        ["Tình hình dịch bệnh trên địa bàn tỉnh còn diễn biến phức tạp, khó lường trong thời gian tới."] * 4
    )
    lines = [line for part in f"{filler}\n{WRAPPED}".split("\n") for line in textwrap.wrap(part, width)]
    assert repair(between.join(lines)).clean.replace("\n\n", "\n").endswith(WRAPPED)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("khẩn trương tri-\nển khai các biện pháp", "khẩn trương triển khai các biện pháp"),
        ("công tác phòng-\nchống dịch", "công tác phòng chống dịch"),
        ("giai đoạn 2021 -\n2025 theo", "giai đoạn 2021 -\n2025 theo"),
    ],
)
def test_words_cut_at_the_end_of_a_line(raw: str, clean: str) -> None:
    assert repair(raw).clean == clean


RUN_ON = (
    "TỈNH ỦY HƯNG YÊN ĐẢNG CỘNG SẢN VIỆT NAM Số 85-TB/TU Hưng Yên, ngày 9 tháng 5 năm 2021 THÔNG BÁO về phòng dịch "
    "Ngày 08/5/2021, Thường trực Tỉnh ủy họp. Thường trực Tỉnh ủy yêu cầu như sau: 1. Sở Y tế thực hiện: a) Rà soát "
    "theo khoản 2. Các trạm y tế xã; b) Báo cáo trước ngày 15. Giao Sở Tài chính bố trí kinh phí. 2. Về tuyên truyền "
    "Giao Đài Phát thanh đưa tin, thời lượng 10 - 15 phút; - Sở Thông tin và Truyền thông theo dõi./. Nơi nhận: - Các "
    "sở, - Lưu VT. T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ (đã ký) Nguyễn Văn An"
)


def test_items_and_parts_that_ran_on_in_one_line_get_lines_of_their_own() -> None:
    lines = repair(RUN_ON).clean.split("\n")
    assert [line[:9].strip() for line in lines] == [
        "TỈNH ỦY H", "ĐẢNG CỘNG", "Số 85-TB/", "Hưng Yên,", "THÔNG BÁO", "về phòng", "Ngày 08/5", "1. Sở Y t",
        "a) Rà soá", "b) Báo cá", "2. Về tuy", "Giao Đài", "- Sở Thôn", "Nơi nhận:", "- Các sở,", "- Lưu VT.",
        "T/M BAN T", "PHÓ BÍ TH", "(đã ký)", "Nguyễn Vă",
    ]  # fmt: skip


def test_a_purpose_clause_joins_the_order_that_follows() -> None:
    raw = "Để ứng phó kịp thời với các tình huống có thể xảy ra. Ban Thường vụ Tỉnh ủy yêu cầu các cấp thực hiện:"
    repaired = repair(raw)
    assert "xảy ra, Ban Thường vụ" in repaired.clean
    assert [r.kind for r in repaired.repairs] == ["sentence_fragment"]


@pytest.mark.parametrize("name", ["000", "002"])
def test_every_noise_of_the_samples_that_can_be_proved_is_traced(name: str, gold: dict[str, dict[str, Any]]) -> None:
    provable = {"duplicate_word", "page_break_in_sentence", "page_break_in_word", "markup", "markup_and_space",
                "missing_diacritic", "wrong_char", "extra_space", "sentence_fragment"}  # fmt: skip
    found = repair(sample(name)).repairs
    for noise in gold[name]["noise"]:
        spot = noise["observed"]
        if noise["type"] in provable:
            assert any(r.start < spot["end"] and spot["start"] < r.end for r in found), noise


def test_each_repair_reads_as_the_whole_repaired_text_does() -> None:
    raw = "<p><b>Ban Chỉ_đạo tỉnh VINH PHÚC</b> , các sở</p>\n> Ðảng bộ <i>các các huyện</i>"
    found = {(r.observed, r.intended) for r in repair(raw).repairs}
    assert found >= {("<p><b>Ban", "\nBan"), ("Chỉ_đạo", "Chỉ đạo"), (" ,", ","), ("> Ðảng", "Đảng"), ("Ðảng", "Đảng")}
    assert all(0 < r.confidence <= 1 for r in repair(raw).repairs)
