"""Sentences that are no duties, and what no rule explains."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from ingest.data_files import load
from ingest.duties import task_tables
from ingest.layout import HEADING
from ingest.model import Passage, Unmapped
from ingest.reading import Reading, Sentence


def find_passages(reading: Reading) -> tuple[Passage, ...]:
    """Sentences of the body outside duties and rows of tasks, kept for search and context."""
    rows = task_tables(reading.layout).rows
    kept = [s for s in reading.sentences if s.block.start not in rows and reading.duty_at(s.start, s.end) is None]
    return tuple(
        Passage(*reading.repaired.raw_span(s.start, s.end), s.section, reading.repaired.reading(s.start, s.end),
                f"passage-{k}")
        for k, s in enumerate(kept, start=1)
    )  # fmt: skip


def find_unmapped(reading: Reading) -> tuple[Unmapped, ...]:
    """Sentences of the body that gave neither a duty nor any fact: what the graph lacks."""
    spans = [(f.start, f.end) for group in (reading.events, reading.statistics, reading.assessments, reading.citations,
                                            reading.officials, reading.duties) for f in group]  # fmt: skip
    spans.sort()
    reach = list(accumulate((end for _, end in spans), max))
    why = str(load("messages")["unmapped"]["vi"])
    tables = task_tables(reading.layout)
    rows = tables.rows | tables.groups
    read = (s for s in reading.sentences if s.block.kind != HEADING and s.block.start not in rows)
    return tuple(_unmapped(reading, s, why) for s in read if not _touched(reading, s, spans, reach))


def _touched(reading: Reading, sentence: Sentence, spans: list[tuple[int, int]], reach: list[int]) -> bool:
    """True if a fact overlaps the sentence; `reach[k]` is the furthest end of the first k + 1 spans."""
    start, end = reading.repaired.raw_span(sentence.start, sentence.end)
    k = bisect_left(spans, (end, 0))
    return k > 0 and reach[k - 1] > start


def _unmapped(reading: Reading, sentence: Sentence, why: str) -> Unmapped:
    start, end = reading.repaired.raw_span(sentence.start, sentence.end)
    return Unmapped(start, end, reading.repaired.raw[start:end], why)
