"""Answers computed from figures of notices, or chosen among them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from query.ask import Answer, AskSession
from query.ask.amounts import Amount, amounts
from query.ask.catalogue import Fact
from query.ask.figure_words import operations, superlative
from query.ask.outcome import spoken_number

FILE = tomllib.loads(files("query").joinpath("forms/figures.toml").read_text(encoding="utf-8"))
BUDGET = "Tổng kinh phí 12,75 tỷ đồng, gồm: ngân sách tỉnh 7,5 tỷ đồng; người chăn nuôi đóng góp 2 tỷ đồng."


def told(text: str, noun: str = "") -> list[Amount]:
    return list(amounts(Fact("x#passage-1", "Passage", "x", text), noun))


@pytest.mark.parametrize("row", FILE["operation"], ids=lambda row: row["yes"])
def test_operation_matches_its_example_and_not_the_other(row: dict[str, Any]) -> None:
    assert re.search(row["match"], row["yes"])
    other = next(iter(operations(row["no"])), None)
    assert not re.search(row["match"], row["no"]) or other is None or other.name != row["name"]


def test_superlative_matches_its_example_and_not_the_other() -> None:
    row = FILE["superlative"]
    assert superlative(row["yes"]) and not superlative(row["no"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BUDGET, [(12.75, "ty dong"), (7.5, "ty dong"), (2, "ty dong")]),
        ("đã có 151/184 xã, phường ghi nhận ca bệnh", [(151, "xa")]),
        ("Tại Phòng họp số 2, ngày 28/8/2023, theo Nghị định số 81/2002/NĐ-CP", []),
        ("bệnh viện dã chiến trực 24/24 giờ", [(24, "gio")]),
        ("khi số người phải cách ly vượt quá 500.", [(500, "nguoi")]),
    ],
)
def test_amounts_of_a_statement(text: str, found: list[tuple[float, str]]) -> None:
    assert [(a.value, a.unit) for a in told(text)] == found


def test_numbers_in_words_count_before_what_is_asked_for() -> None:
    assert [a.value for a in told("Phối hợp với tám tỉnh trong vùng", "tinh")] == [8]
    assert told("Phối hợp với tám tỉnh trong vùng") == []


def test_an_amount_knows_its_own_words_and_its_role() -> None:
    reached, aimed = told("đã giải ngân 2.527 tỷ đồng nhưng chưa đạt mục tiêu 4.860 tỷ đồng")
    assert (reached.target, aimed.target) == (False, True)
    assert [a.label for a in told(BUDGET)] == ["Tổng kinh phí", "ngân sách tỉnh", "người chăn nuôi đóng góp"]


COMPUTED = [
    ("Tiền Giang còn hụt bao nhiêu điểm phần trăm so với mục tiêu giải ngân của 8 tháng?", "difference", (8, 60, 52)),
    ("ha nam phan nguoi chan nuoi dong gop chiem bao nhieu phan tram tong kinh phi", "share", (15.7, 2, 12.75)),
    ("Ngân sách tỉnh và ngân sách huyện của Hà Nam cộng lại là bao nhiêu tỷ?", "sum", (10.75, 7.5, 3.25)),
    ("Buôn Ma Thuột nhiều hơn Krông Pắc bao nhiêu ca sốt xuất huyết?", "difference", (509, 911, 402)),
    ("Krông Pắc chiếm mấy phần trăm số ca sốt xuất huyết của Đắk Lắk?", "share", (14, 402, 2874)),
    ("dak lak ty le tre tiem du vac xin con kem ke hoach may diem phan tram", "difference", (9, 47.5, 38.5)),
]


@pytest.mark.parametrize(("question", "made", "values"), COMPUTED)
def test_a_computed_figure_shows_its_parts_and_their_quotes(
    fresh_notices: AskSession, question: str, made: str, values: tuple[float, ...]
) -> None:
    answer = fresh_notices.ask(question)
    assert answer.computed and answer.computed.operation == made, answer.to_json()
    assert answer.values == values
    assert answer.computed.text in answer.answer
    quoted = " ".join(e.text for e in answer.evidence)
    assert all(spoken_number(float(part)) in quoted for part in answer.computed.parts)


def test_what_is_left_of_a_whole(genres: AskSession) -> None:
    answer = genres.ask("Trong số ca mắc ở Đồng Nai còn bao nhiêu ca chưa xuất viện?")
    assert answer.values == (20506, 38412, 17906)


def test_a_change_that_a_text_states_is_told(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("Tiền Giang giải ngân cao hơn cùng kỳ bao nhiêu điểm phần trăm?")
    assert answer.values == (5.3, "5,3 điểm phần trăm") and answer.computed is None


def test_what_is_not_told_of_is_what_is_left(fresh_notices: AskSession, genres: AskSession) -> None:
    of_total = fresh_notices.ask("Bao nhiêu xã, phường, thị trấn ở Hà Nam đã có nhân viên thú y?")
    of_all = genres.ask("Kon Tum: bao nhiêu phần trăm trẻ đã tiêm đủ mũi?")
    assert of_total.values[0] == 109 - 23 and of_total.computed
    assert of_all.values[0] == 100 - 43.5 and of_all.computed


@pytest.mark.parametrize(
    "question",
    [
        "Hà Nam còn thiếu bao nhiêu cơ sở an toàn dịch bệnh nữa mới đạt mục tiêu?",
        "Quảng Hòa nhiều hơn Thạch An bao nhiêu con lợn bị tiêu hủy?",
        "Vốn ODA chiếm bao nhiêu phần trăm tổng kế hoạch vốn của Tiền Giang?",
        "Huyện nào của Cao Bằng phải tiêu hủy ít lợn nhất?",
        "Đắk Lắk còn bao nhiêu xã chưa có ca bệnh, còn Hà Nam còn bao nhiêu xã thiếu thú y?",
    ],
)
def test_parts_that_no_text_tells_are_not_guessed(fresh_notices: AskSession, question: str) -> None:
    assert fresh_notices.ask(question).status.value != "answered"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Ở Tiền Giang huyện nào giải ngân thấp nhất?", "huyện Tân Phước"),
        ("Chủ đầu tư nào ở Tiền Giang xài vốn ì ạch nhất?", "Trường Đại học Tiền Giang"),
        ("Địa phương nào ở Đắk Lắk nhiều người bị sốt xuất huyết nhất?", "thành phố Buôn Ma Thuột"),
        ("Huyện nào của Cao Bằng phải tiêu hủy nhiều lợn nhất?", "Quảng Hòa"),
    ],
)
def test_most_and_least_of_a_list(fresh_notices: AskSession, question: str, name: str) -> None:
    assert fresh_notices.ask(question).values == (name,)


def side_by_side(answer: Answer) -> dict[str, object]:
    return {group.province: group.values[0] for group in answer.groups}


def test_figures_of_two_provinces_side_by_side(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("so sanh so lon bi tieu huy cua cao bang va ha nam")
    assert side_by_side(answer) == {"Cao Bằng": 5920, "Hà Nam": 1384}
    assert len({e.notice for e in answer.evidence}) == 2


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Cao Bằng với Hà Nam, nơi nào bắt tiêu hủy lợn bệnh nhanh hơn?", "Cao Bằng"),
        ("Cao Bằng và Hà Nam, tỉnh nào ít hộ bị dịch tả lợn hơn?", "Hà Nam"),
    ],
)
def test_the_place_where_it_is_more_or_less(fresh_notices: AskSession, question: str, place: str) -> None:
    assert fresh_notices.ask(question).values == (place,)


def test_what_has_to_be_reached_is_not_what_has_been(genres: AskSession) -> None:
    aim, reached = "Tiêm phòng dại ở Đắk Nông phải đạt bao nhiêu %?", "Tiêm phòng dại ở Đắk Nông mới đạt bao nhiêu %?"
    assert genres.ask(aim).values[:1] == (70,)
    assert genres.ask(reached).values[:1] == (38.4,)


def test_a_figure_of_another_year_is_counted_back_or_not_told(fresh_notices: AskSession) -> None:
    earlier, unknown = "Năm 2022 có mấy vụ cháy rừng ở Sơn La?", "Năm 2021 có mấy vụ cháy rừng ở Sơn La?"
    assert fresh_notices.ask(earlier).values == (18, 29, 11)
    assert fresh_notices.ask(unknown).status.value != "answered"


def test_all_but_some(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("Bao nhiêu hộ ở Ba Tri thiếu nước mà không thuộc ba xã An Thủy, Bảo Thạnh, Tân Thủy?")
    assert answer.values[0] == 7460 - 1930 - 1575 - 1240


def test_the_figure_nearest_to_the_words_is_told(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("Theo công điện Quảng Trị, bao nhiêu lao động nằm trong vùng biển nguy hiểm?")
    assert answer.values[0] == 67
