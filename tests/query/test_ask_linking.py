"""Linking: chat spelling, typing errors, names, abbreviations, numbers and dates."""

from __future__ import annotations

from datetime import date

import pytest

from query.link.dates import find_periods
from query.link.documents import find_numbers, same_number
from query.link.language import language
from query.link.linker import Linker
from query.link.words import read_question


@pytest.fixture(scope="module")
def linker() -> Linker:
    texts = ["nang cao nang luc xet nghiem", "khu cach ly tap trung"]
    return Linker({}, [tuple(t.split()) for t in texts], language(), [("phai", "lam", "gi")])


def found(linker: Linker, question: str) -> set[str]:
    return {find.name.id for find in linker.link(question).finds}


@pytest.mark.parametrize(
    ("typed", "key"),
    [("cty ko dc lam j", "cong ty khong duoc lam gi"), ("Covid-19", "covid 19"), ("cách ly xh", "cach ly xa hoi"),
     ("Uỷ ban, HOẢ TỐC!", "uy ban hoa toc")],
)  # fmt: skip
def test_words_are_spelled_out(typed: str, key: str) -> None:
    assert read_question(typed).key == key


def test_spelled_out_words_share_the_typed_place() -> None:
    words = read_question("cty nào").words
    assert [(w.key, w.start, w.end) for w in words] == [("cong", 0, 3), ("ty", 0, 3), ("nao", 4, 7)]


def test_typing_errors_are_repaired(linker: Linker) -> None:
    assert linker.link("nang luc xet nghiemm").question.key == "nang luc xet nghiem"


@pytest.mark.parametrize(
    ("question", "id"),
    [("SYT phải làm gì", "p.so-y-te"), ("so tt&tt", "p.so-tttt"), ("sở y tê", "p.so-y-te"),
     ("Đảng ủy Công an tỉnh", "p.dang-uy-cong-an"), ("bộ lao động thương binh xã hội", "c.bldtbxh"),
     ("ở BG", "bac-giang"), ("vinh phuc", "vinh-phuc"), ("tiêm vắc xin", "vac-xin"),
     ("Bí thư Tỉnh ủy", "post.bi-thu-tinh-uy")],
)  # fmt: skip
def test_name_is_found(linker: Linker, question: str, id: str) -> None:
    assert id in found(linker, question)


def test_the_longest_agent_wins(linker: Linker) -> None:
    assert "p.cong-an" not in found(linker, "Đảng ủy Công an tỉnh")


@pytest.mark.parametrize(("question", "topic"), [("Ủy ban Kiểm tra Tỉnh ủy làm gì", "kiem-tra-giam-sat"),
                                                 ("kiểm tra, giám sát thế nào", "kiem-tra-giam-sat")])  # fmt: skip
def test_part_of_a_name_is_no_topic(linker: Linker, question: str, topic: str) -> None:
    assert (topic in found(linker, question)) is ("Tỉnh ủy" not in question)


@pytest.mark.parametrize(
    ("question", "post"),
    [("thu truong cac so phai lam gi", "post.nguoi-dung-dau"), ("thủ trưởng các sở", "post.nguoi-dung-dau"),
     ("thu truong bo y te la ai", "post.thu-truong")],
)  # fmt: skip
def test_posts_of_the_same_letters_are_told_apart(linker: Linker, question: str, post: str) -> None:
    posts = [f for f in linker.link(question).of("post") if f.first == 0]
    assert max(posts, key=lambda f: f.confidence).name.id == post


def test_a_part_of_an_abbreviation_is_none(linker: Linker) -> None:
    assert not [find for find in linker.link("bảo đảm antt").finds if find.name.kind == "body"]


def test_short_abbreviations_need_capitals(linker: Linker) -> None:
    assert "p.tinh-uy" in found(linker, "TU")
    assert "p.tinh-uy" not in found(linker, "từ nay")


def test_marks_that_disagree_count_less(linker: Linker) -> None:
    sure = max(f.confidence for f in linker.link("sở y tế").finds if f.name.id == "p.so-y-te")
    less = max(f.confidence for f in linker.link("sợ y tế").finds if f.name.id == "p.so-y-te")
    assert less < sure


@pytest.mark.parametrize(
    ("text", "digits", "official"),
    [("Thông báo 229-TB/TU", "229", "229-TB/TU"), ("tb 229", "229", "229-TB/TU"), ("153/tb-vpcp", "153", "153/TB-VPCP"),
     ("chỉ thị số 14", "14", "14/CT-TTg")],
)  # fmt: skip
def test_document_number(text: str, digits: str, official: str) -> None:
    numbers = find_numbers(text, read_question(text).key)
    assert [n.digits for n in numbers] == [digits]
    assert same_number(numbers[0], official)


def test_a_number_of_months_names_no_document() -> None:
    text = "kế hoạch 6 tháng là bao nhiêu"
    assert not find_numbers(text, read_question(text).key)


def test_other_symbol_is_another_document() -> None:
    number = find_numbers("229/CV-UBND", "229 cv ubnd")[0]
    assert not same_number(number, "229-TB/TU")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("9/5/2021", date(2021, 5, 9), date(2021, 5, 9)), ("tháng 6/2021", date(2021, 6, 1), date(2021, 6, 30)),
     ("đầu tháng 5 năm 2021", date(2021, 5, 1), date(2021, 5, 10)),
     ("từ 9 đến 17/5/2021", date(2021, 5, 9), date(2021, 5, 17)),
     ("năm 2022", date(2022, 1, 1), date(2022, 12, 31))],
)  # fmt: skip
def test_period(text: str, first: date, last: date) -> None:
    assert [(p.first, p.last) for p in find_periods(text)] == [(first, last)]


def test_a_ratio_is_no_date() -> None:
    assert find_periods("7/9 huyện, thành phố") == []
