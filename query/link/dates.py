"""Dates and periods in a question: 9/5/2021, ngày 9 tháng 5, tháng 5/2021, đầu tháng 5, từ 9 đến 17/5/2021."""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import strip_marks


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive range of days named in the question at `start`…`end`; a day is a range of one.

    A year the question leaves out is 0 in both dates' place: `year_known` tells.
    """

    first: date
    last: date
    start: int
    end: int
    year_known: bool = True

    def holds(self, day: date) -> bool:
        """True if the day lies in the period; a period without a year holds its days in every year."""
        if self.year_known:
            return self.first <= day <= self.last
        return (self.first.month, self.first.day) <= (day.month, day.day) <= (self.last.month, self.last.day)


@cache
@reading("query/forms/dates.toml")
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    text = files("query").joinpath("forms/dates.toml").read_text(encoding="utf-8")
    return [(row["kind"], re.compile(row["pattern"])) for row in tomllib.loads(text)["pattern"]]


def find_periods(text: str) -> list[Period]:
    """Periods of a question in order; where two overlap the longer one counts."""
    plain = _same_length(text)
    found = [
        period for kind, pattern in _patterns() for match in pattern.finditer(plain) if (period := _period(kind, match))
    ]
    found.sort(key=lambda p: (-(p.end - p.start), p.start))
    kept = list[Period]()
    for period in found:
        if all(period.end <= k.start or k.end <= period.start for k in kept):
            kept.append(period)
    return sorted(kept, key=lambda p: p.start)


def _same_length(text: str) -> str:
    """Lower-case text without marks, one character for each of the original."""
    return "".join(strip_marks(char).lower()[:1] or " " for char in text)


def _period(kind: str, match: re.Match[str]) -> Period | None:
    part = {name: int(value) for name, value in match.groupdict().items() if value and value.isdigit()}
    year, known = part.get("y", 2000), "y" in part
    month, day = part.get("m", 1), part.get("d", 1)
    try:
        first, last = _range(kind, year, month, day, part)
    except ValueError:
        return None
    return Period(first, last, match.start(), match.end(), known) if first <= last else None


def _range(kind: str, year: int, month: int, day: int, part: dict[str, int]) -> tuple[date, date]:
    """First and last day. Thirds of a month: days 1-10, 11-20, 21-end."""
    if kind == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(month)
    end = calendar.monthrange(year, month)[1]
    if kind == "interval":
        return date(year, part.get("m0", month), part["d0"]), date(year, month, day)
    first, last = {"month": (1, end), "early": (1, 10), "middle": (11, 20), "late": (21, end)}.get(kind, (day, day))
    return date(year, month, first), date(year, month, last)
