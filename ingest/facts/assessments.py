"""What the notice judges or decides: praise, support received, shortcomings, situation, decisions, mottos.

Facts about the past are never duties, so only clauses outside duties are read, except for mottos, which
stand inside orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.header.places import find_provinces
from ingest.model import Assessment, Ref
from ingest.patterns_loader import pattern
from ingest.reading import Reading, Sentence
from ingest.segment import clauses, trim
from ontology.lexicon import topics
from ontology.text import fold

_KINDS = ("decision", "support", "praise", "shortcoming", "situation")


def find_assessments(reading: Reading) -> tuple[Assessment, ...]:
    """Assessments in text order, each a clause with the bodies and places it speaks of."""
    found = list[Assessment]()
    for sentence in reading.sentences:
        found += _mottos(reading, sentence)
        if reading.duty_at(sentence.start, sentence.end) is None:
            found += _judgements(reading, sentence)
    found = sorted((a for a in found if a.start < a.end), key=lambda a: (a.start, a.end))
    return tuple(replace(a, id=f"assessment-{k}") for k, a in enumerate(found, start=1))


def _mottos(reading: Reading, sentence: Sentence) -> Iterator[Assessment]:
    if '"' not in reading.clean[sentence.start : sentence.end]:
        return
    for match in pattern("motto_said").finditer(reading.clean, sentence.start, sentence.end):
        yield _assessment(reading, "motto", *match.span("motto"), who=())


def _judgements(reading: Reading, sentence: Sentence) -> Iterator[Assessment]:
    """Clause by clause; a list announced as shortcomings is one at each `;`."""
    clean = reading.clean
    listed = pattern("shortcoming_list").search(clean, sentence.start, sentence.end)
    if listed:
        for start, end in clauses(clean, listed.end(), sentence.end):
            yield _assessment(reading, "shortcoming", start, _without_stop(clean, end))
    limit = listed.start() if listed else sentence.end
    for start, end in _parts(clean, sentence.start, limit):
        kind = next((k for k in _KINDS if pattern(k).search(clean, start, end)), None)
        if kind and not (listed and kind == "shortcoming"):
            first = _decider(reading, start, end) if kind == "decision" else _after_lead_in(clean, start, end)
            yield _assessment(reading, kind, first, _without_stop(clean, end))


def _parts(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses of a sentence, a bracket of figures apart from what it illustrates."""
    for first, last in clauses(clean, start, end):
        at = first
        for match in re.compile(r"\((?P<in>[^()]*\d[^()]{10,})\)").finditer(clean, first, last):
            yield from filter(None, [trim(clean, at, match.start())])
            yield from _tail_of_figures(clean, match.start("in"), match.end("in"))
            at = match.end()
        while at < last and clean[at] in " .,;:":
            at += 1
        yield from filter(None, [trim(clean, at, last)])


def _tail_of_figures(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a bracket of figures that follow its last figure."""
    figures = list(re.compile(r"\d[\d.]*\s+[^,;]+,\s*").finditer(clean, start, end))
    if figures:
        yield figures[-1].end(), end


def _after_lead_in(clean: str, start: int, end: int) -> int:
    match = pattern("lead_in").match(clean[start:end])
    return start + match.end() if match else start


def _decider(reading: Reading, start: int, end: int) -> int:
    """Where a decision starts: at the body that decides, else at the verb."""
    cue = pattern("decision").search(reading.clean, start, end)
    at = cue.start() if cue else start
    subject = next((m for m in reading.mentions_in(start, at) if not reading.clean[m.end : at].strip()), None)
    return subject.start if subject else at


def _without_stop(clean: str, end: int) -> int:
    while end > 0 and clean[end - 1] in " .,;:…":
        end -= 1
    return end


def _assessment(reading: Reading, kind: str, start: int, end: int, who: tuple[Ref, ...] | None = None) -> Assessment:
    named = (*reading.refs_in(start, end), *_provinces(reading, start, end)) if who is None else who
    if kind == "praise" and who is None:
        named = _praised(reading, start, end) or named
    text = reading.repaired.reading(start, end)
    return Assessment(kind, named, text, *reading.repaired.raw_span(start, end), topics=_topics(text))


def _praised(reading: Reading, start: int, end: int) -> tuple[Ref, ...]:
    """Who is praised: the bodies behind "đánh giá cao", or the subject before "đã"."""
    cue = pattern("praise").search(reading.clean, start, end)
    if cue is None:
        return ()
    if cue.group().lower().startswith("đã"):
        return reading.refs_in(start, cue.start())
    verb = re.compile(r"\s(?:trong thời gian|đã|về|trong)\s").search(reading.clean, cue.end(), end)
    return reading.refs_in(cue.end(), verb.start() if verb else end)


def _provinces(reading: Reading, start: int, end: int) -> Iterator[Ref]:
    for place in find_provinces(reading.clean, start, end):
        if not any(m.start <= place.start < m.end for m in reading.mentions_in(start, end)):
            raw = reading.repaired.raw_span(place.start, place.end)
            yield Ref(f"place.{place.province.id}", place.province.short_name, *raw)


def _topics(text: str) -> tuple[str, ...]:
    """Topics whose wordings occur in a text."""
    key = f" {fold(text)} "
    return tuple(topic for topic, triggers in _triggers() if any(trigger in key for trigger in triggers))


@cache
def _triggers() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Topic id and its folded wordings, each between spaces."""
    return tuple((t.id, tuple(f" {fold(trigger)} " for trigger in t.triggers)) for t in topics())
