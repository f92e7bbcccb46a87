"""Lexicons of places: provinces of 2021 and of 1/7/2025, districts, seats.

A district name that only one province has lets a reader infer the province of a notice; names shared
by several provinces, or equal to the name of a province, prove nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from ontology.table import Row, given, load, one_of, split
from ontology.text import fold, has_marks, old_tone_placement, slug

MERGER: Final = "2025-07-01"
"""Day on which 34 units succeeded the 63 (resolution 202/2025/QH15)."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province-level unit of 2021 and the unit of 1/7/2025 that succeeded it.

    Codes are those of the General Statistics Office and are reused: the key is (code, valid_from).
    """

    code: str
    name: str
    short_name: str
    type: str
    region: str
    region_en: str
    abbreviations: tuple[str, ...]
    variants: tuple[str, ...]
    committee: str
    successor_code: str
    successor_name: str
    valid_from: str
    valid_to: str

    @property
    def id(self) -> str:
        """Segment of the province in IRIs, e.g. `bac-giang`."""
        return slug(self.short_name)


@dataclass(frozen=True, slots=True)
class Province2025:
    """A province-level unit from 1/7/2025; `parts` are the units of 2021 whose territory it holds."""

    code: str
    name: str
    short_name: str
    parts: tuple[Province, ...]
    valid_from: str
    """First day (ISO) under this name and extent; empty if older than the records used here."""

    @property
    def id(self) -> str:
        """Segment of the unit in IRIs below `place/2025/`, e.g. `phu-tho`."""
        return slug(self.short_name)


@dataclass(frozen=True, slots=True)
class UnitType:
    """A type of district-level unit and its abbreviations."""

    name: str
    abbreviations: tuple[str, ...]
    name_en: str


@dataclass(frozen=True, slots=True)
class District:
    """A district-level unit, with the type it was given later, if it was (ISO day)."""

    province: Province
    name: str
    type: str
    variants: tuple[str, ...]
    """Other spellings of the name."""
    later_type: str
    later_from: str
    note: str

    @property
    def id(self) -> str:
        """Path of the unit in IRIs below `place/`, e.g. `bac-giang/tan-yen`.

        A town beside a rural district of its name (Kỳ Anh) is told apart by the type: both get it.
        """
        typed = (self.province.id, self.name) in _paired()
        return f"{self.province.id}/{slug(f'{self.type} {self.name}' if typed else self.name)}"

    @property
    def types(self) -> tuple[str, ...]:
        """The types it bore since 2021."""
        return (self.type, self.later_type) if self.later_type else (self.type,)


@dataclass(frozen=True, slots=True)
class Seat:
    """The town from which a province is governed and which its documents are dated from."""

    province: Province
    name: str
    variants: tuple[str, ...]


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 province-level units of 2021."""
    return load("provinces", _province, lambda province: province.code)


@cache
def provinces_2025() -> tuple[Province2025, ...]:
    """The 34 province-level units of 1/7/2025, in the order of their first parts."""
    parts = dict[str, list[Province]]()
    for province in provinces():
        parts.setdefault(province.successor_name, []).append(province)
    return tuple(_unit_2025(name, tuple(found)) for name, found in parts.items())


@cache
def unit_types() -> tuple[UnitType, ...]:
    """The types of district-level units."""
    return load("unit_types", _unit_type, lambda type_: type_.name)


@cache
def districts() -> tuple[District, ...]:
    """The 705 district-level units of 2021."""
    return load("districts", _district, _full_name)


@cache
def other_districts() -> tuple[District, ...]:
    """Units that ended before 2021 or began after it: without them a name might look unique that wasn't."""
    return load("other_districts", _district, _full_name)


@cache
def seats() -> tuple[Seat, ...]:
    """The seat of each province."""
    return load("seats", _seat, lambda seat: seat.province.id)


def seat_province(name: str) -> Province | None:
    """Province whose seat or whose own name this is ("Hạ Long, ngày …"); None if none or several."""
    key = fold(name)
    found = [s.province for s in seats() if key in map(fold, (s.name, *s.variants))]
    found += [p for p in provinces() if fold(p.short_name) == key]
    return _only(found)


def unique_district(name: str, type: str | None = None) -> Province | None:
    """The province that a district's name proves; None if no or several provinces have such a district.

    Args:
        name: without its type ("Tân Yên"); with or without tone marks.
        type: as written ("huyện", "TX"), if the text gives it. Without it a name that is also the name
            of a province proves nothing ("Quảng Ninh" is a district of Quảng Bình, too).
    """
    wanted = _type(type) if type else None
    found = _named(name, wanted)
    typed = [district for district in found if wanted in district.types]
    if typed:
        return _only(district.province for district in typed)
    return None if _is_province(name) else _only(district.province for district in found)


@cache
def shared_district_names() -> tuple[str, ...]:
    """Names borne by districts of more than one province."""
    homes = dict[str, set[str]]()
    for district in districts():
        homes.setdefault(district.name, set()).add(district.province.id)
    return tuple(sorted(name for name, ids in homes.items() if len(ids) > 1))


def _named(name: str, type_: str | None) -> list[District]:
    """Districts of this name: spelled so if the name has marks and any is, else by the folded key."""
    written = {name, f"{type_} {name}"} if type_ else {name}
    found = [district for key in map(fold, written) for district in _by_key().get(key, ())]
    if has_marks(name):
        exact = {old_tone_placement(form).lower() for form in written}
        found = [d for d in found if exact & {old_tone_placement(n).lower() for n in (d.name, *d.variants)}] or found
    return found


@cache
def _paired() -> frozenset[tuple[str, str]]:
    """Province and name of units that share their name within the province."""
    counts = Counter((district.province.id, district.name) for district in districts())
    return frozenset(pair for pair, count in counts.items() if count > 1)


@cache
def _by_key() -> dict[str, tuple[District, ...]]:
    keys = dict[str, list[District]]()
    for district in (*districts(), *other_districts()):
        for name in {fold(name) for name in (district.name, *district.variants)}:
            keys.setdefault(name, []).append(district)
    return {key: tuple(found) for key, found in keys.items()}


def _is_province(name: str) -> bool:
    return fold(name) in {fold(province.short_name) for province in provinces()}


def _type(written: str) -> str | None:
    key = fold(written)
    return next((t.name for t in unit_types() if key in map(fold, (t.name, *t.abbreviations))), None)


def _only(found: Iterable[Province]) -> Province | None:
    different = {province.id: province for province in found}
    return next(iter(different.values())) if len(different) == 1 else None


@cache
def _provinces_by_id() -> dict[str, Province]:
    return {province.id: province for province in provinces()}


def _home(row: Row) -> Province:
    if row["province"] not in _provinces_by_id():
        raise ValueError(f"province {row['province']!r} is not in provinces.csv")
    return _provinces_by_id()[row["province"]]


def _province(row: Row) -> Province:
    return Province(given(row, "code_2021"), given(row, "name_2021"), given(row, "short_name"), row["type_2021"],
                    row["region_vi"], row["region_en"], split(row["abbreviations"]), split(row["variants"]),
                    row["party_committee_word"], given(row, "successor_code"), given(row, "successor_name_2025_07_01"),
                    _day(row["valid_from"]), _day(row["valid_to"]))  # fmt: skip


def _unit_type(row: Row) -> UnitType:
    return UnitType(given(row, "type"), split(row["abbreviations"]), given(row, "name_en"))


def _district(row: Row) -> District:
    types = tuple(type_.name for type_ in unit_types())
    later = one_of(row["later_type"], (*types, ""))
    if bool(later) != bool(row["later_from"]):
        raise ValueError("later_type and later_from go together")
    return District(_home(row), given(row, "name"), one_of(row["type"], types), split(row["variants"]), later,
                    _day(row["later_from"]), row["valid_note"])  # fmt: skip


def _full_name(district: District) -> str:
    return f"{district.type} {district.name}, {district.province.name}"


def _seat(row: Row) -> Seat:
    return Seat(_home(row), given(row, "seat"), split(row["variants"]))


def _day(cell: str) -> str:
    """An ISO day or nothing; `date.fromisoformat` raises the ValueError that names a wrong one."""
    return date.fromisoformat(cell).isoformat() if cell else ""


def _unit_2025(name: str, parts: tuple[Province, ...]) -> Province2025:
    first = parts[0]
    if len(parts) > 1:
        valid_from = MERGER
    elif first.name == name or not first.valid_to:
        valid_from = first.valid_from
    else:
        valid_from = (date.fromisoformat(first.valid_to) + timedelta(days=1)).isoformat()
    return Province2025(first.successor_code, name, _without_type(name), parts, valid_from)


def _without_type(name: str) -> str:
    """Name of a province-level unit without the word for its type that full names begin with."""
    types = {province.name.removesuffix(province.short_name) for province in provinces()}
    return next((name.removeprefix(type_) for type_ in types if name.startswith(type_)), name)
