"""What stands in the slots of a template: numbers, days, districts, names of the notice's own province."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from kg.archive.piece import Mark, Piece, filled
from kg.archive.plan import Planned
from kg.archive.templates import bearers, timings, wording
from ontology import lexicon
from ontology.places import Province

_SOON: Final = (5, 60)
"""Days from the notice to the days it sets, at least and at most."""
_FEW: Final = 10
_NAMED_WITH_ZERO: Final = 3
"""Months before this one are written with a leading zero, as days below ten are (Decree 30/2020)."""


def short_day(day: date) -> str:
    """A day as running text has it: `05/3/2021`, `12/02/2021`."""
    month = f"{day.month:02d}" if day.month < _NAMED_WITH_ZERO else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def is_city(province: Province) -> bool:
    """Whether it is one of the five cities under central government."""
    return province.committee == "thanh-uy"


@cache
def _districts(province_id: str) -> tuple[str, ...]:
    return tuple(f"{d.type} {d.name}" for d in lexicon.districts() if d.province.id == province_id)


@cache
def _seats() -> dict[str, str]:
    return {seat.province.id: seat.name for seat in lexicon.seats()}


@dataclass(slots=True)
class Filler:
    """Fills slots by chance and remembers what it said last, so that wordings of a clause agree with it."""

    notice: Planned
    chance: Random
    more: Mapping[str, Callable[[], Piece | str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """Slot → what it was filled with last."""
    day: date | None = None
    """The day set last; of a month, its last one."""
    timing: str | None = None
    """Type of the time limit set last."""

    def fill(self, slot: str) -> Piece | str:
        """What the slot holds.

        Raises:
            KeyError: no such slot.
        """
        given = self._made(slot)
        self.said[slot] = given if isinstance(given, str) else given.text
        return given

    def piece(self, template: str) -> Piece:
        """A template with its slots filled."""
        return filled(template, self.fill)

    def body(self, body_id: str) -> Piece:
        """A body as it is written, marked `@<id>`."""
        inner = self.piece(bearers()[body_id])
        return Piece(inner.text, (Mark("@" + body_id, 0, len(inner.text)),))

    def again(self, template: str) -> str:
        """A wording of what was said last: its slots hold the same."""
        return filled(template, lambda slot: self.said[slot]).text

    def _made(self, slot: str) -> Piece | str:
        if slot in self.more:
            return self.more[slot]()
        if slot.startswith("@"):
            return self.body(slot[1:])
        name, _, limits = slot.partition(":")
        if name == "so":
            return _count(self.chance, limits)
        drawn: dict[str, Callable[[], Piece | str]] = {
            "huyen": self._huyen,
            "ngay": self._ngay,
            "ngay-qua": self._ngay_qua,
            "thang": self._thang,
            "thoi-han": self._thoi_han,
            "ten-nguoi": self._ten_nguoi,
        }
        return drawn[name]() if name in drawn else self._fixed(name)

    def _fixed(self, name: str) -> Piece | str:
        notice, province = self.notice, self.notice.province
        words: dict[str, str] = wording()["city" if is_city(province) else "province"]
        if name in words:
            return self.piece(words[name])
        if name.lower() in words:
            return words[name.lower()].upper()
        issued = notice.issued
        month = f"{issued.month:02d}" if issued.month < _NAMED_WITH_ZERO else str(issued.month)
        told: dict[str, str] = {
            "ten": province.short_name,
            "TEN": province.short_name.upper(),
            "noi": _seats()[province.id],
            "so-hieu": notice.number,
            "ngay-dai": wording()["long_day"].format(day=f"{issued.day:02d}", month=month, year=issued.year),
            "ve": notice.about,
        }
        return told[name]

    def _huyen(self) -> str:
        return self.chance.choice(_districts(self.notice.province.id))

    def _ngay(self) -> str:
        self.day = self.notice.issued + timedelta(days=self.chance.randint(*_SOON))
        return short_day(self.day)

    def _ngay_qua(self) -> str:
        self.day = self.notice.issued - timedelta(days=self.chance.randint(1, _FEW))
        return short_day(self.day)

    def _thang(self) -> str:
        day = self.notice.issued + timedelta(days=self.chance.randint(*_SOON))
        self.day = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        return str(wording()["month"].format(month=day.month, year=day.year))

    def _thoi_han(self) -> Piece:
        timing = self.chance.choices(timings(), weights=[one.weight for one in timings()])[0]
        self.day = None
        piece = self.piece(timing.text)
        self.timing = timing.type
        return piece

    def _ten_nguoi(self) -> str:
        words = wording()
        return " ".join(self.chance.choice(words[part]) for part in ("family", "middle", "given"))


def _count(chance: Random, limits: str) -> str:
    """A number between two limits, rounded as offices do, with dots between thousands."""
    low, high = (int(part) for part in limits.split("-"))
    number = chance.randint(low, high)
    if number >= 1000:
        number = max(low, round(number, -1))
    return f"{number:,}".replace(",", ".") if number >= 10 else f"{number:02d}"
