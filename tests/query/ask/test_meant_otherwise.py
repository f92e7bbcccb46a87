"""What is asked in other ways than texts say it: typed with half its marks, of one district alone, of another year."""

from __future__ import annotations

import pytest

from query.ask import AskSession
from query.ask.marks import clashing
from query.ask.model import Status
from query.link.words import read_question


@pytest.mark.parametrize(
    ("typed", "written", "clashes"),
    [
        ("thiêt bị", "mua thiết bị bay", set[str]()),
        ("nguời", "không người lái", set[str]()),
        ("bão", "báo cáo", {"bao"}),
        ("quân", "quận ủy", {"quan"}),
    ],
)
def test_a_word_typed_with_half_its_marks_is_the_one_written(typed: str, written: str, clashes: set[str]) -> None:
    assert clashing(read_question(typed).words, [written]) == clashes


def test_the_figure_of_all_isnt_that_of_one_district(genres: AskSession) -> None:
    assert genres.ask("Đắk Nông ghi nhận bao nhiêu ca mắc sốt xuất huyết?").values[0] == 1387
    assert genres.ask("riêng huyện Đắk Glong có bao nhiêu con chó?").status != Status.ANSWERED


def test_a_year_is_exchanged_in_a_follow_up(genres: AskSession) -> None:
    before = ("Đến năm 2025 Đắk Nông phấn đấu tiêm phòng bao nhiêu phần trăm?",)
    assert " 2030 " in genres.understood("thế còn năm 2030?", before).key
    assert "2030 ai chu tri" in genres.understood("thế còn năm 2030 ai chủ trì?", before).key


def test_not_is_asked_of_which_and_not_of_what_is_named(genres: AskSession) -> None:
    assert "không" in genres.ask("Tỉnh nào không nhắc đến bệnh bạch hầu?").reading
    assert "tỉnh nào không" not in genres.ask("Tỉnh nào mua kít xét nghiệm không đạt chuẩn?").reading


def test_a_sentence_around_a_duty_is_kept(fresh_notices: AskSession) -> None:
    answer = fresh_notices.ask("mỗi hộ ở Ba Tri được lấy tối đa bao nhiêu lít nước?")
    assert answer.values[0] == 200
    assert "Trạm cấp nước" in answer.evidence[0].text


def test_a_range_is_told_as_the_text_tells_it(fresh_notices: AskSession) -> None:
    assert fresh_notices.ask("tổng lượng mưa phổ biến ở Quảng Trị bao nhiêu mm?").values == ("250 - 400 mm",)


def test_a_volume_is_no_money(fresh_notices: AskSession) -> None:
    assert fresh_notices.ask("Cầu Vàm Cái Sứt có tổng mức đầu tư bao nhiêu?").status != Status.ANSWERED
