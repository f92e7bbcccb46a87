"""When a duty is due: calendar date, interval, period, event, or mere urgency (duty grammar §0.4, §7).

An urgency adverb never becomes a date; a date is resolved to ISO only if the text gives its year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from ingest.duties.context import cue

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDER = (
    ("periodic-clock", "periodic"),
    ("interval-deadline", "interval"),
    ("date-deadline", "date"),
    ("month-deadline", "date"),
    ("start-deadline", "interval"),
    ("periodic-deadline", "periodic"),
    ("current-period", "interval"),
    ("event-deadline", "event_anchored"),
    ("urgency", "urgency"),
)
_DATED = frozenset(("periodic-clock", "date-deadline", "start-deadline"))
"""Forms that have a figure."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in the canonical view."""

    type: str
    date: str | None
    start: int
    end: int


def find_deadline(view: str, start: int, end: int) -> Found | None:
    """The most definite deadline of a range."""
    dated = _DIGIT.search(view, start, end) is not None
    for name, kind in _ORDER:
        if name in _DATED and not dated:
            continue
        for match in cue(name).regex.finditer(view, start, end):
            if name == "date-deadline" and _is_citation(view, match):
                continue
            return Found(kind, _iso(match) if kind == "date" else None, *match.span())
    return None


def _is_citation(view: str, match: re.Match[str]) -> bool:
    """A date without *ngày* before a fraction's unit, or the date of a cited paper, is no deadline."""
    no_month = match["m"] is None and match["m2"] is None
    return no_month or bool(re.match(r"\s*/", view[match.end() : match.end() + 2]))


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = groups.get("y") or groups.get("y2")
    if not year:
        return None
    month = groups.get("m") or groups.get("m2")
    if groups.get("q"):
        quarter = _QUARTERS.get(groups["q"]) or int(groups["q"])
        month = str(quarter * 3)
    if not month or not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    day = int(groups["d"]) if groups.get("d") else last
    return f"{int(year):04d}-{int(month):02d}-{day:02d}" if 1 <= day <= last else None
