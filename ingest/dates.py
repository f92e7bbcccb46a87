"""Calendar dates written in a text. A bare `7/9` is a ratio; it is a date only after *ngày* or a time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.patterns_loader import pattern

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and where it is written; `iso` is `YYYY-MM-DD`."""

    start: int
    end: int
    iso: str


def find_dates(text: str, start: int = 0, end: int | None = None, *, year: int | None = None) -> list[DateMention]:
    """Dates of `text[start:end]` in order. Dates without a year count only if `year` says which it is.

    Days that no calendar has are no dates. Of "ngày 23 và 24 tháng 3 năm 2024" the first day counts.
    """
    end = len(text) if end is None else end
    out, taken = list[DateMention](), start
    if not _DIGIT.search(text, start, end):
        return out
    full = ("date_long", "date_days", "date_short") if _YEAR.search(text, start, end) else ()
    names = (*full, *(("date_no_year",) if year else ()))
    found = [m for name in names for m in pattern(name).finditer(text, start, end)]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        iso = to_iso(match.groupdict().get("y") or year, match["m"], match["d"])
        if iso and match.start() >= taken:
            out.append(DateMention(match.start(), match.end(), iso))
            taken = match.end()
    return out


def to_iso(year: str | int | None, month: str, day: str) -> str | None:
    """ISO date of three numbers, None if there is no such day."""
    try:
        return date(int(year or 0), int(month), int(day)).isoformat()
    except ValueError:
        return None
