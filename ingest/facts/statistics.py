"""Figures with what they count, unit, date and place.

The dot marks thousands and the comma decimals; `7/9 huyện` is a share, not a date (doc norms §7).
One as-of time covers the whole sentence or bracket it opens (duty grammar §7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.data_files import load
from ingest.dates import find_dates
from ingest.model import Statistic
from ingest.numbers import find_numbers
from ingest.patterns_loader import pattern
from ingest.reading import Reading, Sentence

_METRIC_WORDS = 12
_LIMITS = frozenset({"không quá", "quá", "tối đa", "tối thiểu", "ít nhất"})
_CLAUSE = 90
"""How far before a figure its verb stands at most."""
_DIGIT = re.compile(r"\d")
_CONTACT = re.compile(r"F\d")


def find_statistics(reading: Reading) -> tuple[Statistic, ...]:
    """Every counted or measured figure of the body, in order."""
    found = [s for sentence in reading.sentences for s in _figures(reading, sentence)]
    return tuple(replace(s, id=f"statistic-{k}") for k, s in enumerate(found, start=1))


def _figures(reading: Reading, sentence: Sentence) -> Iterator[Statistic]:
    clean, taken, last = reading.clean, sentence.start, ""
    if not _DIGIT.search(clean, sentence.start, sentence.end):
        return
    blocked = [(n.start, n.end) for n in find_numbers(clean, sentence.start, sentence.end)]
    blocked += [(d.start, d.end) for d in find_dates(clean, sentence.start, sentence.end)]
    matches = [m for name in ("ratio", "range", "amount", "growth", "contact_count")
               for m in pattern(name).finditer(clean, sentence.start, sentence.end)]  # fmt: skip
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        first = _value_start(match)
        if match.start() < taken or any(s < match.end() and first < e for s, e in blocked):
            continue
        if pattern("ordinal_before").search(clean, max(sentence.start, match.start() - 12), match.start()):
            continue
        if match["unit"] == "lần" and not pattern("grows").search(clean, max(sentence.start, first - 24), first):
            continue
        limited = sentence.section != "0" and (match.groupdict().get("bound") or "").strip().lower() in _LIMITS
        if _years(match):
            continue
        if not _is_told(reading, sentence, (first, match.end()), limited=limited):
            continue
        statistic, taken = _statistic(reading, sentence, match, (taken, last))
        last = last or statistic.metric
        yield statistic


def _years(match: re.Match[str]) -> bool:
    """True for a period of years before a word that is no unit there: "nhiệm kỳ 2021-2026 tổ chức"."""
    groups = match.groupdict()
    low, high = groups.get("min") or "", groups.get("max") or groups.get("value") or ""
    return bool(low) and all(n.isdigit() and 1900 < int(n) < 2100 for n in (low, high))


def _is_told(reading: Reading, sentence: Sentence, span: tuple[int, int], *, limited: bool) -> bool:
    """True for a figure of how matters stand; what an order sets, limits or plans is none, nor who attends.

    An approval ("Chấp thuận … 15,53 ha") tells of the matter it approves.
    """
    clean, (start, end) = reading.clean, span
    clause = clean[max(sentence.start, start - _CLAUSE, clean.rfind(";", sentence.start, start) + 1) : start]
    if pattern("attendance").match(clean[sentence.start : start]) or pattern("figure_attends").search(clause):
        return False
    if clean.count('"', sentence.start, start) % 2:
        return False
    if pattern("figure_told").search(clause):
        return True
    duty = reading.duty_at(start, end)
    if duty is None and pattern("figure_told").search(clean, sentence.start, start):
        return True  # "đã huy động …; thành lập …; bố trí …"
    ordered = duty is not None and duty.kind != "framing" and duty.strength != "power"
    return not ordered and not limited and pattern("figure_planned").search(clause) is None


def _value_start(match: re.Match[str]) -> int:
    return match.start("min") if "min" in match.groupdict() else match.start("value")


def _statistic(
    reading: Reading, sentence: Sentence, match: re.Match[str], before: tuple[int, str]
) -> tuple[Statistic, int]:
    """One figure and its clean end; `before` is where the figure before ends and what it measures."""
    clean, groups = reading.clean, match.groupdict()
    measured = pattern("measure_unit").match(match["unit"]) is not None
    what = None if measured else pattern("qualifier").match(clean, match.end(), sentence.end)
    end = what.end() if what else match.end()
    what = what or pattern("measured").match(clean, match.end(), sentence.end)
    value, low, high = _values(groups)
    raw = reading.repaired.raw_span(match.start(), end)
    unit = " ".join(match["unit"].split())
    unit = str(load("statistics")["contact_unit"]) if _CONTACT.fullmatch(unit) else unit
    total = to_number(groups["total"]) if groups.get("total") else None
    metric = _metric(clean, match, what, before)
    as_of = _as_of(reading, sentence, match.start())
    return Statistic(metric, value, unit, as_of, _place(clean, sentence), *raw, min=low, max=high, of_total=total), end


def to_number(text: str) -> float | int:
    """A Vietnamese figure as a number: `6.050` is 6050, `3,9` is 3.9."""
    plain = re.sub(r"\.(?=\d{3}(?!\d))", "", text).replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _values(groups: dict[str, str | None]) -> tuple[float | int | None, float | int | None, float | int | None]:
    """Value, minimum and maximum; "trên 300" is a minimum, "dưới 5" a maximum."""
    low, high = groups.get("min"), groups.get("max")
    if low and high:
        return None, to_number(low), to_number(high)
    value, bound = to_number(groups["value"] or "0"), (groups.get("bound") or "").strip().lower()
    if bound in ("trên", "hơn", "quá", "ít nhất", "tối thiểu"):
        return None, value, None
    return (None, None, value) if bound in ("dưới", "tối đa", "không quá") else (value, None, None)


def _metric(clean: str, match: re.Match[str], what: re.Match[str] | None, previous: tuple[int, str]) -> str:
    """What is counted: the words behind a counting unit, else the noun phrase before the figure."""
    unit = " ".join(match["unit"].split())
    counts = pattern("measure_unit").match(unit) is None
    words = " ".join(what["q"].split()) if what else ""
    if _CONTACT.match(words or unit):
        return words or unit
    if words and counts:
        return str(load("statistics")["counted"]).format(unit=unit, what=words)
    named = "" if match.re is pattern("ratio") else _phrase(clean, match, previous, words=words, counts=counts)
    return named or str(load("statistics")["bare"]).format(unit=unit)


def _phrase(clean: str, match: re.Match[str], previous: tuple[int, str], *, words: str, counts: bool) -> str:
    """The phrase a figure belongs to, '' if there is none.

    A bare verb between two figures ("tăng 23,6%") speaks of what the figure before measures.
    """
    before, verb = _before(clean, previous[0], match)
    last = previous[1]
    if words or (len(before) > 3 and (len(before.split()) > 2 or not last)):
        return before if len(before.split()) > 2 or not words else words
    return " ".join(filter(None, [last, before, verb])) if last and (before or not counts) else ""


def _before(clean: str, floor: int, match: re.Match[str]) -> tuple[str, str]:
    """The noun phrase before a figure, and the verb that joins them."""
    cuts = [m.end() for m in re.compile(r"[;:().]\s|[()]|,\s").finditer(clean, floor, match.start())]
    start = max([floor, *cuts])
    words = clean[start : match.start()].split()
    text, verbs = " ".join(words[-_METRIC_WORDS:]), list[str]()
    while found := pattern("figure_verb").search(text):
        verbs.insert(0, found["verb"] or "")
        text = text[: found.start()].rstrip()
    return text, next(filter(None, verbs), "")


def _as_of(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """When the figure held, in ISO 8601: an instant with hour, a day, a period, a year."""
    clean = reading.clean
    instants = list(pattern("as_of").finditer(clean, sentence.start, at))
    if instants:
        date = next(iter(find_dates(clean, instants[-1].end(), instants[-1].end() + 40)), None)
        if date:
            hour, minute = instants[-1]["h"], instants[-1]["mi"] or "00"
            return f"{date.iso}T{int(hour):02d}:{minute}+07:00" if hour else date.iso
    if pattern("until_now").search(clean, sentence.start, at):
        return _told_on(reading)
    if pattern("figure_period").search(clean, sentence.start, at):
        dates = find_dates(clean, sentence.start, at)
        if len(dates) > 1:
            return f"{dates[0].iso}/{dates[1].iso}"
    years = list(pattern("figure_year").finditer(clean, sentence.start, at))
    return re.sub(r"\s*-\s*", "/", years[-1]["y"]) if years else None


def _told_on(reading: Reading) -> str | None:
    """The day the notice speaks: its first meeting, else its date of issue."""
    dated = next((e.date for e in reading.events if e.date and e.type in ("meeting", "conference")), None)
    return dated or (reading.header.issued if reading.header else None)


def _place(clean: str, sentence: Sentence) -> str | None:
    match = pattern("figure_place").search(clean, sentence.start, sentence.end)
    return " ".join(match.group().split()) if match else None
