"""Provinces by name."""

from __future__ import annotations

import unicodedata

import pytest

from ontology.lexicon import provinces
from query.places import find_place, suggest_places


@pytest.mark.parametrize("name", ["Vĩnh Phúc", "vinh phuc", "tỉnh Vĩnh Phúc", "VINH PHUC", "vinh-phuc",
                                  unicodedata.normalize("NFD", "Vĩnh Phúc")])  # fmt: skip
def test_an_old_name_is_one_province(name: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.label, place.provinces, place.merged) == ("Vĩnh Phúc", ("vinh-phuc",), None)


def test_a_name_of_both_times_gathers_what_was_merged() -> None:
    place = find_place("Phú Thọ")
    assert place is not None
    assert set(place.provinces) == {"phu-tho", "vinh-phuc", "hoa-binh"}
    assert place.merged == "https://w3id.org/thongtri/id/place/2025/phu-tho"


@pytest.mark.parametrize("name", ["TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "TPHCM", "Hà Nội", "Thừa Thiên Huế"])
def test_cities_are_known(name: str) -> None:
    assert find_place(name) is not None


def test_every_province_is_found_by_its_own_names() -> None:
    lost = [
        (province.id, name)
        for province in provinces()
        for name in (province.name, province.short_name, province.id)
        if (place := find_place(name)) is None or province.id not in place.provinces
    ]
    assert lost == []


def test_an_iri_is_a_name() -> None:
    old = find_place("https://w3id.org/thongtri/id/place/bac-giang")
    new = find_place("https://w3id.org/thongtri/id/place/2025/phu-tho")
    assert old is not None
    assert old.provinces == ("bac-giang",)
    assert new is not None
    assert new.merged is not None


def test_an_unknown_name_has_suggestions() -> None:
    assert find_place("Bắc Giangg") is None
    assert "Bắc Giang" in suggest_places("Bắc Giangg")
