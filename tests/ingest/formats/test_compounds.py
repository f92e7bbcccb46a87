"""Marks confused in recognition are set right inside well-known compounds only."""

import pytest

from ingest.formats.compounds import settle


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("THÔNG BẢO", "THÔNG BÁO"),
        ("trình cấp có thâm quyên, báo cáo", "trình cấp có thẩm quyền, báo cáo"),
        ("Đây mạnh cải cách", "Đẩy mạnh cải cách"),
        ("các nguôn lực.", "các nguồn lực."),
    ],
)
def test_confused_marks_are_set_right(read: str, meant: str) -> None:
    assert " ".join(settle(read.split())) == meant


@pytest.mark.parametrize(
    "text",
    [
        "hướng dẫn cụ thể",
        "điều kiện thực tế",
        "Uỷ ban nhân dân",
        "Ủy ban nhân dân",
        "thứ, trưởng",
        "đồng. Bằng chứng",
        "thu trưong",
    ],
)
def test_what_is_known_or_unclear_stays(text: str) -> None:
    assert " ".join(settle(text.split())) == text


def test_an_empty_line() -> None:
    assert settle([]) == []
