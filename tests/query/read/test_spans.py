"""Constituents of a statement."""

from __future__ import annotations

import pytest

from query.read.listed import listed
from query.read.spans import spans


def sorts(text: str) -> dict[str, str]:
    """The sort of each constituent, by what it says."""
    return {text[span.start : span.end]: span.sort for span in spans(text)}


@pytest.mark.parametrize(
    ("text", "said", "sort"),
    [
        ("Tiêm phòng 85% tổng đàn.", "85%", "share"),
        ("Hỗ trợ 20 triệu đồng cho mỗi hộ.", "20 triệu đồng", "money +2"),
        ("Cách ly đủ 14 ngày.", "14 ngày", "duration +1"),
        ("Gọi 0227.3831.579 để báo tin.", "0227.3831.579", "phone"),
        ("Theo Kế hoạch 187/KH-UBND của tỉnh.", "187/KH-UBND", "date"),
        ("Hoàn thành trước ngày 30/4/2019.", "trước ngày 30/4/2019", "time"),
        ("Giao Sở Giáo dục và Đào tạo chủ trì.", "Sở Giáo dục và Đào tạo", "official body"),
        ("Biểu dương xã Bàu Cạn đã làm tốt.", "xã Bàu Cạn", "place"),
        ("Do ông Rơ Mah Hyih hiến đất.", "ông Rơ Mah Hyih", "person"),
        ("Xả thải để trốn phí.", "trốn phí", "phrase"),
        ("Mô hình “Nụ cười công sở” được nhân rộng.", "Nụ cười công sở", "quoted"),
    ],
)
def test_constituents_by_sort(text: str, said: str, sort: str) -> None:
    assert sorts(text)[said] == sort


@pytest.mark.parametrize("text", ["", "...", "a", "(", "1", "Ủy ban", "; ; ,", "1/2/3 – “x”", "10%%", "ngày " * 50])
def test_every_constituent_lies_in_the_text_once(text: str) -> None:
    found = [(span.start, span.end) for span in spans(text)]
    assert len(found) == len(set(found))
    assert all(0 <= start < end <= len(text) for start, end in found)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("các huyện Nga Sơn, Hậu Lộc và thị xã Bỉm Sơn", ["các huyện Nga Sơn", "Hậu Lộc", "thị xã Bỉm Sơn"]),
        ("Sở Giáo dục và Đào tạo", ["Sở Giáo dục và Đào tạo"]),
        ("Sở Y tế và Công an tỉnh", ["Sở Y tế", "Công an tỉnh"]),
        ("gạo, mì và nước", ["gạo, mì và nước"]),
    ],
)
def test_names_that_are_joined(text: str, members: list[str]) -> None:
    assert listed(text) == members
