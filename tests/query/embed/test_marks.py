"""Marks given back to unmarked text."""

from __future__ import annotations

import pytest

from query.embed.marks import Restorer, restorer


def test_pairs_decide_between_readings() -> None:
    known = Restorer(["tiền", "tiêm", "mua", "mùa", "phòng", "mưa"], ["tiêm phòng", "mùa mưa"])
    assert known.restore("tien, tiem phong mua mua") == "tiền, tiêm phòng mùa mưa"


@pytest.mark.parametrize("text", ["", "…", "xyz 12", "đã có dau"])
def test_what_is_unknown_or_marked_stays(text: str) -> None:
    assert Restorer(["dấu"], []).restore(text) == text


def test_the_writing_of_capitals_stays() -> None:
    assert Restorer(["bắc", "giang"], ["bắc giang"]).restore("Bac GIANG") == "Bắc GIANG"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cach ly tap trung", "cách ly tập trung"), ("phong chong dich benh", "phòng chống dịch bệnh"),
     ("danh sach cu tri", "danh sách cử tri")],
)  # fmt: skip
def test_the_box_knows_the_words_of_notices(typed: str, meant: str) -> None:
    assert restorer().restore(typed) == meant
