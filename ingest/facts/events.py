"""Meetings, hearings, elections and other events with date, place and participants.

An event is dated only by the text: a hearing shares the date of the meeting it is part of, election day
stays undated unless the notice says which day it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.dates import DateMention, find_dates
from ingest.model import Event, Ref
from ingest.patterns_loader import pattern
from ingest.reading import Reading, Sentence
from ontology.text import fold

_OPENING_DATE = 60


def find_events(reading: Reading) -> tuple[Event, ...]:
    """Events in text order; an election counts once, a repeated naming of one dated event too."""
    found = list[Event]()
    meeting: Event | None = None
    for sentence in reading.sentences:
        held = _held(reading, sentence)
        meeting = held or meeting
        found += [held] if held else []
        found += _hearings(reading, sentence, meeting)
        found += _named(reading, sentence, held)
        found += _others(reading, sentence)
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


def _held(reading: Reading, sentence: Sentence) -> Event | None:
    """A sentence that opens with its date and tells of a meeting: "Ngày D, … họp phiên thứ N"."""
    dates = find_dates(reading.clean, sentence.start, sentence.end)
    if not dates or dates[0].start - sentence.start > _OPENING_DATE:
        return None
    match = pattern("meeting_held").search(reading.clean, dates[0].end, sentence.end)
    if match is None or match.start() - dates[0].end > 300:
        return None
    text = reading.clean[sentence.start : match.end()]
    session = pattern("meeting_session").search(match.group())
    start = _start_of(reading.clean, sentence.start, dates[0])
    return _event(reading, _kind(match.group()), start, match.end(), dates[0].iso, place=_place(text),
                  session=session["n"] if session else None)  # fmt: skip


def _start_of(clean: str, start: int, date: DateMention) -> int:
    """The clause that holds the date: where the sentence starts, or behind the last comma before it."""
    comma = clean.rfind(",", start, date.start)
    return comma + 1 + (clean[comma + 1 : comma + 2] == " ") if comma >= 0 else start


def _kind(words: str) -> str:
    folded = fold(words)
    if "truc tuyen" in folded:
        return "online_conference"
    return "conference" if re.search(r"\b(?:hoi nghi|dai hoi)\b", folded) else "meeting"


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
    for match in pattern("meeting_named").finditer(clean, sentence.start, sentence.end):
        date = next(iter(find_dates(clean, match.end(), min(sentence.end, match.end() + 40))), None)
        if date is None or date.start != match.end() or (held and held.date == date.iso):
            continue
        first = max(clean.rfind(mark, sentence.start, match.start()) for mark in "(,;") + 1
        yield _event(reading, _kind(match["what"]), max(first, sentence.start), date.end, date.iso)
    for match in pattern("meeting_numbered").finditer(clean, sentence.start, sentence.end):
        mention = reading.mention_after(match.end(), 4)
        yield _event(reading, "meeting", match.start(), mention.end if mention else match.end(), None)


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
        yield _event(reading, "outbreak", match.start(), match.end(), None)


def _clause_end(clean: str, at: int, end: int) -> int:
    match = re.search(r"[,;.(]", clean[at:end])
    return at + match.start() if match else end


def _election(reading: Reading) -> Iterator[Event]:
    """The election of the notice: its first full naming; dated only if the text names the day."""
    for sentence in reading.sentences:
        match = pattern("election").search(reading.clean, sentence.start, sentence.end)
        if match:
            yield _event(reading, "election", match.start(), match.end(), _election_day(reading))
            return


def _election_day(reading: Reading) -> str | None:
    match = pattern("election_day").search(reading.clean, reading.layout.body_start, reading.layout.body_end)
    dates = find_dates(reading.clean, match.end(), match.end() + 40) if match else []
    return dates[0].iso if dates and match and dates[0].start == match.end() else None
