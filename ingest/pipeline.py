"""From a text to its record: a fixed list of named steps, each a function of the reading so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ingest import facts
from ingest.duties import find_duties
from ingest.errors import NotANoticeError, SecretError
from ingest.header import notice_id, read_header
from ingest.layout import layout
from ingest.mentions import find_mentions
from ingest.model import Body, Record, Span
from ingest.patterns_loader import pattern
from ingest.reading import Reading, read_sentences
from ingest.repair import repair
from ingest.sources import RawText

TOOL_VERSION: Final = "0.1.0"
"""Version of the rules; part of the provenance of every fact, so a change of rules re-reads unchanged files."""

Step = Callable[[Reading], Reading]


def extract(raw: RawText) -> Record:
    """Everything one notice says.

    Raises:
        NotANoticeError: the text has no number, type or issuing body in a header, and orders nothing.
        SecretError: a line above the body is a stamp of secrecy.
    """
    repaired = repair(raw.text)
    blocks = layout(repaired)
    reading = _open(Reading(raw, repaired, blocks, read_sentences(repaired, blocks)))
    for _, step in STEPS:
        reading = step(reading)
    return _record(reading)


def _open(reading: Reading) -> Reading:
    """The reading of a text without a stamp of secrecy above its body."""
    above = reading.clean[: reading.layout.body_start]
    stamp = next((found for line in above.splitlines() if (found := pattern("secrecy").match(line))), None)
    if stamp:
        raise SecretError(reading.raw.source.path, stamp["stamp"])
    return reading


def _mentions(reading: Reading) -> Reading:
    """Mentions of the whole text; no name runs over the end of a paragraph, which `;` stands for here."""
    return replace(reading, mentions=find_mentions(reading.clean.replace("\n", ";")))


def _header(reading: Reading) -> Reading:
    header = read_header(reading.repaired, reading.layout)
    return replace(reading, header=replace(header, id=notice_id(header, reading.raw.source.sha256)))


def _refuse(reading: Reading) -> Reading:
    """Stop at texts that are no directives: at least two of the marks of one must be there."""
    header = reading.header
    marks = (
        bool(header and (header.number or header.type)),
        bool(header and header.issuer),
        bool(header and header.recipients),
        pattern("order_frame").search(reading.clean) is not None,
        any(m.kind in ("body", "post") and not m.minted for m in reading.mentions),
    )
    if sum(marks) < 2:
        raise NotANoticeError(reading.raw.source.path)
    return reading


def _duties(reading: Reading) -> Reading:
    return replace(reading, duties=find_duties(reading.repaired, reading.layout, reading.mentions))


STEPS: Final[tuple[tuple[str, Step], ...]] = (
    ("mentions", _mentions),
    ("header", _header),
    ("refuse", _refuse),
    ("sections", lambda r: replace(r, sections=facts.find_sections(r))),
    ("duties", _duties),
    ("officials", lambda r: replace(r, officials=facts.find_officials(r))),
    ("events", lambda r: replace(r, events=facts.find_events(r))),
    ("statistics", lambda r: replace(r, statistics=facts.find_statistics(r))),
    ("assessments", lambda r: replace(r, assessments=facts.find_assessments(r))),
    ("citations", lambda r: replace(r, citations=facts.find_citations(r))),
    ("bodies", lambda r: replace(r, bodies=_bodies(r))),
    ("passages", lambda r: replace(r, passages=facts.find_passages(r))),
    ("unmapped", lambda r: replace(r, unmapped=facts.find_unmapped(r))),
)
"""The steps in order, by name."""


def _bodies(reading: Reading) -> tuple[Body, ...]:
    """Every body and group with all its mentions, in order of first mention."""
    found: dict[str, Body] = {}
    for mention in reading.mentions:
        if mention.kind not in ("body", "group"):
            continue
        start, end = reading.repaired.raw_span(mention.start, mention.end)
        span = Span(start, end, reading.repaired.raw[start:end])
        known = found.get(mention.id) or Body(mention.id, mention.label, mention.class_, mention.level, ())
        found[mention.id] = replace(known, mentions=(*known.mentions, span))
    return tuple(found.values())


def _record(reading: Reading) -> Record:
    if reading.header is None:  # every list of steps reads the header
        raise NotANoticeError(reading.raw.source.path)
    return Record(
        source=reading.raw.source,
        notice=reading.header,
        sections=reading.sections,
        bodies=reading.bodies,
        officials=reading.officials,
        duties=reading.duties,
        events=reading.events,
        statistics=reading.statistics,
        assessments=reading.assessments,
        citations=reading.citations,
        repairs=reading.repaired.repairs,
        unmapped=reading.unmapped,
        passages=reading.passages,
    )
