"""Provinces, districts and seats; what a district's name proves."""

import unicodedata
from collections import Counter

import pytest

from ontology.places import (
    districts,
    provinces,
    provinces_2025,
    seat_province,
    seats,
    shared_district_names,
    unique_district,
)

DISTRICTS_OF_2021 = {
    "ha-noi": 30, "ha-giang": 11, "cao-bang": 10, "bac-kan": 8, "tuyen-quang": 7, "lao-cai": 9, "dien-bien": 10,
    "lai-chau": 8, "son-la": 12, "yen-bai": 9, "hoa-binh": 10, "thai-nguyen": 9, "lang-son": 11, "quang-ninh": 13,
    "bac-giang": 10, "phu-tho": 13, "vinh-phuc": 9, "bac-ninh": 8, "hai-duong": 12, "hai-phong": 15, "hung-yen": 10,
    "thai-binh": 8, "ha-nam": 6, "nam-dinh": 10, "ninh-binh": 8, "thanh-hoa": 27, "nghe-an": 21, "ha-tinh": 13,
    "quang-binh": 8, "quang-tri": 10, "thua-thien-hue": 9, "da-nang": 8, "quang-nam": 18, "quang-ngai": 13,
    "binh-dinh": 11, "phu-yen": 9, "khanh-hoa": 9, "ninh-thuan": 7, "binh-thuan": 10, "kon-tum": 10, "gia-lai": 17,
    "dak-lak": 15, "dak-nong": 8, "lam-dong": 12, "binh-phuoc": 11, "tay-ninh": 9, "binh-duong": 9, "dong-nai": 11,
    "ba-ria-vung-tau": 8, "ho-chi-minh": 22, "long-an": 15, "tien-giang": 11, "ben-tre": 9, "tra-vinh": 9,
    "vinh-long": 8, "dong-thap": 12, "an-giang": 11, "kien-giang": 15, "can-tho": 9, "hau-giang": 8,
    "soc-trang": 11, "bac-lieu": 7, "ca-mau": 9,
}  # fmt: skip


def test_all_district_level_units_of_2021() -> None:
    assert Counter(district.province.id for district in districts()) == DISTRICTS_OF_2021
    assert len(districts()) == 705


def test_ids_of_districts_are_unique() -> None:
    assert len({district.id for district in districts()}) == len(districts())


@pytest.mark.parametrize(
    ("name", "type_", "province"),
    [
        ("Tân Yên", "huyện", "bac-giang"),
        ("Tân Yên", None, "bac-giang"),
        ("tan yen", "huyen", "bac-giang"),
        ("Kỳ Anh", "TX", "ha-tinh"),
        ("Kỳ Anh", None, "ha-tinh"),
        ("Hoà Bình", "huyện", "bac-lieu"),
        ("Hòa Bình", "TP", "hoa-binh"),
        ("Quảng Ninh", "huyện", "quang-binh"),
        ("Tân Phú", "quận", "ho-chi-minh"),
        ("Tân Phú", "huyện", "dong-nai"),
        ("1", "quận", "ho-chi-minh"),
        ("Quận 1", None, "ho-chi-minh"),
        ("Tân Uyên", "thành phố", "binh-duong"),
        ("Từ Sơn", "thành phố", "bac-ninh"),
        ("Ia H'Drai", "huyện", "kon-tum"),
        ("Ia H’Drai", "huyện", "kon-tum"),
        ("Krông Pắk", "huyện", "dak-lak"),
        ("Đăk Hà", "huyện", "kon-tum"),
        ("Phan Rang-Tháp Chàm", "TP.", "ninh-thuan"),
        ("Hoành Bồ", "huyện", "quang-ninh"),
        ("Chũ", "thị xã", "bac-giang"),
        ("9", "quận", "ho-chi-minh"),
    ],
)
def test_a_unique_district_proves_its_province(name: str, type_: str | None, province: str) -> None:
    for written in (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        found = unique_district(written, type_)
        assert found is not None
        assert found.id == province


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Châu Thành", "huyện"),
        ("Phú Tân", "huyện"),
        ("Kỳ Sơn", "huyện"),
        ("Tân Phú", None),
        ("Quảng Ninh", None),
        ("Hà Giang", None),
        ("Hà Giang", "huyện"),
        ("Thanh Hóa", "huyện"),
        ("thanh hoa", None),
        ("Không Có", "huyện"),
    ],
)
def test_a_name_that_several_places_have_proves_nothing(name: str, type_: str | None) -> None:
    assert unique_district(name, type_) is None


def test_marks_tell_names_apart_that_fold_alike() -> None:
    marked = unique_district("Thăng Bình", "huyện")
    assert marked is not None
    assert marked.id == "quang-nam"
    assert unique_district("thang binh", "huyen") == marked


def test_names_shared_by_provinces() -> None:
    shared = shared_district_names()
    assert len(shared) == 16
    assert "Châu Thành" in shared
    assert "Kỳ Anh" not in shared


def test_types_after_2021() -> None:
    later = {d.name: d.types for d in districts() if d.later_type}
    assert later["Phổ Yên"] == ("thị xã", "thành phố")


def test_34_units_hold_the_63() -> None:
    assert len(provinces_2025()) == 34
    assert sorted(p.code for unit in provinces_2025() for p in unit.parts) == sorted(p.code for p in provinces())
    assert len({unit.code for unit in provinces_2025()}) == 34


def test_successors_of_the_sample_provinces() -> None:
    successor = {part.id: unit for unit in provinces_2025() for part in unit.parts}
    assert successor["bac-giang"].id == "bac-ninh"
    assert successor["vinh-phuc"].id == "phu-tho"
    assert successor["thua-thien-hue"].id == "hue"
    assert successor["thua-thien-hue"].valid_from == "2025-01-01"


def test_every_province_has_one_seat() -> None:
    assert [seat.province.id for seat in seats()] == [province.id for province in provinces()]


def test_seats_outside_centrally_run_cities_are_districts() -> None:
    cities = {p.id for p in provinces() if p.name.startswith("Thành phố")}
    known = {(d.province.id, d.name) for d in districts()}
    assert [s.name for s in seats() if s.province.id not in cities and (s.province.id, s.name) not in known] == []


@pytest.mark.parametrize(("place", "province"), [("Hạ Long", "quang-ninh"), ("VINH", "nghe-an"), ("Hà Nội", "ha-noi")])
def test_the_place_of_issue_leads_to_the_province(place: str, province: str) -> None:
    found = seat_province(place)
    assert found is not None
    assert found.id == province


def test_another_place_leads_nowhere() -> None:
    assert seat_province("Sa Pa") is None
