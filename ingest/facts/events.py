"""Meetings, hearings, elections and other events with date, place and participants.

An event is dated only by the text: a hearing shares the date of the meeting it is part of, election day
stays undated unless the notice says which day it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.dates import DateMention, find_dates
from ingest.layout import TITLE
from ingest.model import Event, Ref
from ingest.patterns_loader import pattern
from ingest.reading import Reading, Sentence
from ontology.text import fold

_DIGIT = re.compile(r"\d")
_OPENING_DATE, _TOLD = 60, 300
"""How far into a sentence its opening date stands at most, and how far behind it the meeting."""


def find_events(reading: Reading) -> tuple[Event, ...]:
    """Events in text order; an election counts once, a repeated naming of one dated event too."""
    found = list[Event]()
    titled = list(_in_title(reading))
    meeting = titled[0] if titled else None
    for sentence in reading.sentences:
        held = _held(reading, sentence)
        meeting = held or meeting
        found += [held] if held else []
        found += _hearings(reading, sentence, meeting)
        found += _named(reading, sentence, held)
        found += _others(reading, sentence)
    told = {(e.type, e.date) for e in found}
    found += [e for e in titled if (e.type, e.date) not in told]
    unique: dict[tuple[str, str | None, str], Event] = {}
    for event in sorted([*found, *_election(reading)], key=lambda e: (e.start, -e.end)):
        unique.setdefault((event.type, event.date, "" if event.date else fold(event.label)), event)
    return tuple(replace(e, id=f"event-{k}") for k, e in enumerate(unique.values(), start=1))


def _event(reading: Reading, kind: str, start: int, end: int, date: str | None, **more: str | None) -> Event:
    raw = reading.repaired.raw_span(start, end)
    place = pattern("event_place").search(reading.clean, start, end)
    who = tuple(r for r in reading.refs_in(start, end) if place is None or not _within(reading, r, place))
    return Event("", kind, reading.repaired.reading(start, end), date, more.get("place"), who, *raw,
                 session=more.get("session"))  # fmt: skip


def _within(reading: Reading, ref: Ref, place: re.Match[str]) -> bool:
    """True if a body is only part of the name of the place ("trụ sở Tỉnh ủy")."""
    start, end = reading.repaired.raw_span(*place.span())
    return ref.start is not None and start <= ref.start < end


def _dates(reading: Reading, start: int, end: int) -> list[DateMention]:
    """Dates of a clean range; one without a year is of the year of issue."""
    issued = reading.header.issued if reading.header else None
    return find_dates(reading.clean, start, end, year=int(issued[:4]) if issued else None)


def _held(reading: Reading, sentence: Sentence) -> Event | None:
    """A sentence that tells of a meeting and its day: "Ngày D, … họp phiên thứ N", "… đã họp ngày D"."""
    clean, dates = reading.clean, _dates(reading, sentence.start, sentence.end)
    if not dates or pattern("not_on").search(clean[sentence.start : dates[0].start]):
        return None
    found = _held_behind(clean, sentence, dates[0]) or _held_before(clean, sentence, dates)
    if found is None or reading.duty_at(*found[0].span()):
        return None
    match, date = found
    session = pattern("meeting_session").search(match.group())
    start = _start_of(clean, sentence.start, date) if date.end <= match.start() else sentence.start
    place = _place(clean[sentence.start : match.end()])
    return _event(reading, _kind(match.group()), start, max(match.end(), date.end), date.iso, place=place,
                  session=session["n"] if session else None)  # fmt: skip


def _held_behind(clean: str, sentence: Sentence, date: DateMention) -> tuple[re.Match[str], DateMention] | None:
    """The meeting that a sentence tells of behind its opening date."""
    if date.start - sentence.start > _OPENING_DATE:
        return None
    match = pattern("meeting_held").search(clean, date.end, sentence.end)
    return (match, date) if match and match.start() - date.end <= _TOLD else None


def _held_before(clean: str, sentence: Sentence, dates: list[DateMention]) -> tuple[re.Match[str], DateMention] | None:
    """The meeting that has been held on a day named behind it."""
    match = pattern("meeting_held").search(clean, sentence.start, sentence.end)
    gap = pattern("held_on").match(clean[match.end() : sentence.end]) if match else None
    if match is None or gap is None or not _is_past(clean, sentence, match):
        return None
    at = match.end() + gap.end()
    date = next((d for d in dates if 0 <= d.start - at <= len("sáng các ")), None)
    return (match, date) if date else None


def _is_past(clean: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True with a "đã" around the verb: "đã họp ngày D", "họp ngày D đã thảo luận"."""
    around = clean[max(sentence.start, match.start() - _OPENING_DATE) : min(sentence.end, match.end() + _OPENING_DATE)]
    return pattern("past").search(around) is not None


def _start_of(clean: str, start: int, date: DateMention) -> int:
    """The clause that holds the date: where the sentence starts, or behind the last comma before it."""
    comma = clean.rfind(",", start, date.start)
    return comma + 1 + (clean[comma + 1 : comma + 2] == " ") if comma >= 0 else start


def _kind(words: str) -> str:
    """A conference that people attend is a meeting like any other; its name stays in the label."""
    return "online_conference" if "truc tuyen" in fold(words) else "meeting"


def _place(text: str) -> str | None:
    match = pattern("event_place").search(text)
    return match["place"].strip() if match else None


def _hearings(reading: Reading, sentence: Sentence, meeting: Event | None) -> Iterator[Event]:
    """A body hears a report: on the day of the meeting told just before, if there is one."""
    for match in pattern("hearing").finditer(reading.clean, sentence.start, sentence.end):
        start = match.start()
        if next(reading.mentions_in(match.end("cue"), match.end()), None) is None:
            continue
        hearing = _event(reading, "report_hearing", start, match.end(), meeting.date if meeting else None,
                         place=meeting.place if meeting else None)  # fmt: skip
        ids = {r.id for r in hearing.participants}
        more = tuple(r for r in meeting.participants if r.id not in ids) if meeting else ()
        yield replace(hearing, participants=(*hearing.participants, *more))


def _named(reading: Reading, sentence: Sentence, held: Event | None) -> Iterator[Event]:
    """A meeting named with its day, or by its ordinal."""
    clean = reading.clean
    dated = _DIGIT.search(clean, sentence.start, sentence.end) is not None
    for match in pattern("meeting_named").finditer(clean, sentence.start, sentence.end) if dated else ():
        date = next(iter(_dates(reading, match.end(), min(sentence.end, match.end() + 40))), None)
        if date is None or date.start - match.end() > len("sáng các ") or (held and held.date == date.iso):
            continue
        first = max(clean.rfind(mark, sentence.start, match.start()) for mark in "(,;") + 1
        yield _event(reading, _kind(match.group()), max(first, sentence.start), date.end, date.iso)
    for match in pattern("meeting_numbered").finditer(clean, sentence.start, sentence.end):
        mention = reading.mention_after(match.end(), 4)
        yield _event(reading, "meeting", match.start(), mention.end if mention else match.end(), None)
    for match in pattern("meeting_planned").finditer(clean, sentence.start, sentence.end):
        group = "what" if match["what"] else "named"
        if reading.duty_at(*match.span()) is None:
            date = next(iter(_dates(reading, match.end(), min(sentence.end, match.end() + 40))), None)
            yield _event(reading, _kind(match[group]), *match.span(group), date.iso if date else None)


def _in_title(reading: Reading) -> Iterator[Event]:
    """Meetings with their day in the subject: "Kết luận … tại cuộc họp ngày D"."""
    for block in reading.layout.of_kind(TITLE):
        yield from _named(reading, Sentence(block.start, block.end, block.id, block), None)


def _others(reading: Reading, sentence: Sentence) -> Iterator[Event]:
    clean = reading.clean
    for date in find_dates(clean, sentence.start, sentence.end):
        match = pattern("publication").search(clean, date.end, min(sentence.end, date.end + 90))
        if match and not re.search(r"[,;:(]\s", clean[date.end : match.start()].lstrip(" ,")[40:]):
            end = _clause_end(clean, match.end(), sentence.end)
            kind = "publication" if match["verb"] == "công bố" else "ceremony"
            if next(reading.mentions_in(date.end, match.start()), None):
                yield _event(reading, kind, date.start, end, date.iso)
    if pattern("forecast_cue").search(clean, sentence.start, sentence.end):
        for match in pattern("weather").finditer(clean, sentence.start, sentence.end):
            yield _event(reading, "weather_forecast", match.start(), match.end(), None)
    for match in pattern("outbreak").finditer(clean, sentence.start, sentence.end):
        day = next(iter(_dates(reading, sentence.start, sentence.end)), None)
        if day and -_OPENING_DATE < day.start - match.end() < _OPENING_DATE:
            yield _event(reading, "outbreak", match.start(), match.end(), day.iso)


def _clause_end(clean: str, at: int, end: int) -> int:
    match = re.search(r"[,;.(]", clean[at:end])
    return at + match.start() if match else end


def _election(reading: Reading) -> Iterator[Event]:
    """The election of the notice: its first full naming; dated only if the text names the day."""
    day = _election_day(reading)
    for sentence in reading.sentences:
        match = pattern("election").search(reading.clean, sentence.start, sentence.end)
        if match:
            after = next(iter(_dates(reading, match.end(), min(sentence.end, match.end() + _OPENING_DATE))), None)
            beside = after if after and after.start - match.end() <= len(" (Chủ nhật, ") else None
            date = day[1] if day else beside
            yield _event(reading, "election", match.start(), match.end(), date.iso if date else None)
            return
    if day:
        yield _event(reading, "election", day[0], day[1].end, day[1].iso)


def _election_day(reading: Reading) -> tuple[int, DateMention] | None:
    """Where the text says which day the election is, and the day."""
    for match in pattern("election_day").finditer(reading.clean, reading.layout.body_start, reading.layout.body_end):
        date = next(iter(_dates(reading, match.start(), match.end() + 40)), None)
        if date and date.start >= match.start() and date.start <= match.end() < date.end:
            return match.start(), date
    return None
