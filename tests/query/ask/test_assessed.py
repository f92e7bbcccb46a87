"""Who is praised or criticised, as the notice says; and questions that statements of a kind don't answer."""

import pytest

from query.ask import AskSession, Status
from query.ask.clause import find_clause


@pytest.mark.parametrize("question", ["Cấp ủy nào ở Đắk Lắk bị phê bình?", "Thông báo của Đắk Lắk phê bình ai?"])
def test_who_is_criticised(fresh_notices: AskSession, question: str) -> None:
    answer = fresh_notices.ask(question)
    assert answer.values == ("Huyện ủy Krông Pắc", "Thành ủy Buôn Ma Thuột")


def test_nobody_is_criticised_where_nobody_is_named(session: AskSession) -> None:
    answer = session.ask("Vĩnh Phúc phê bình ai?")
    assert answer.status is Status.NOT_STATED


def test_communes_that_did_well_are_told_by_name(genres: AskSession) -> None:
    answer = genres.ask("Những xã, thị trấn nào của Mộc Châu được khen làm tốt việc quản lý F0 tại nhà?")
    assert all(any(name in str(value) for value in answer.values) for name in ("Đông Sang", "Phiêng Luông"))


def test_the_subject_of_what_was_done_well() -> None:
    assert find_clause("UBND các xã Hòa Sơn, Bình Lâm đã làm tốt việc quản lý.", "praised") == [
        "UBND các xã Hòa Sơn, Bình Lâm"
    ]
    assert find_clause("Các xã đã họp về việc quản lý.", "praised") == []


def test_praise_of_others_is_no_praise_of_the_body_asked_about(session: AskSession) -> None:
    assert session.ask("Vĩnh Phúc có khen ủy ban bầu cử các cấp không?").values == (False,)


def test_what_completes_the_words_asked_with(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("Trưởng Ban Tổ chức Tỉnh ủy Thái Bình phụ trách địa bàn nào?")
    assert [str(value) for value in answer.values] == ["thành phố Thái Bình"]


def test_a_place_ends_before_the_day() -> None:
    assert find_clause("diễn tập tại huyện Hòa Sơn vào ngày 27/02/2024.", "place") == ["tại huyện Hòa Sơn"]
