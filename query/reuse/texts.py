"""The texts of notices as words with their places, for the search for reused passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.repo import Repo
from ontology.text import fold
from query.notices import Notice
from query.reuse.match import masked
from query.templates import load

_WORD: Final = re.compile(r"\d+(?:[.,/]\d+)*|(?:[^\W\d_]|[\u0300-\u036f])+|\d+")
_BREAK: Final = re.compile(r"[\n;:.!?]")
FIGURE: Final = "0"
"""What stands for every figure and date."""
_BATCH: Final = 200
"""Notices read by one query."""


@dataclass(frozen=True, slots=True)
class Text:
    """A notice's raw text. `words` are folded, figures alike, '' outside of what it orders, judges or tells;
    `spans` are their half-open ranges in `raw`.
    """

    notice: Notice
    raw: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    breaks: frozenset[int]
    """Numbers of the words that begin a sentence or a line, and one past the last word."""

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The range of the raw text that some words cover."""
        return self.spans[start][0], self.spans[end - 1][1]


def read_texts(repo: Repo, notices: Sequence[Notice]) -> list[Text]:
    """The texts of the notices, by date; those without a date last."""
    ordered = sorted(notices, key=lambda notice: (notice.date or "9999", notice.iri))
    found = list[Text]()
    for at in range(0, len(ordered), _BATCH):
        some = ordered[at : at + _BATCH]
        slots = {"notice": [ox.NamedNode(notice.iri) for notice in some]}
        raws = {row["notice"].value: row["text"].value for row in repo.select(load("reuse-texts").bind(slots))}
        bodies = dict[str, list[tuple[int, int]]]()
        for row in repo.select(load("reuse-spans").bind(slots)):
            bodies.setdefault(row["notice"].value, []).append((int(row["start"].value), int(row["end"].value)))
        found += [_text(notice, raws[notice.iri], bodies.get(notice.iri, [])) for notice in some if notice.iri in raws]
    return found


def _text(notice: Notice, raw: str, body: Sequence[tuple[int, int]]) -> Text:
    spans = [match.span() for match in _WORD.finditer(raw)]
    words = [FIGURE if raw[start].isdigit() else fold(raw[start:end]) for start, end in spans]
    ends = [0, *(end for _, end in spans)]
    breaks = {at for at, (start, _) in enumerate(spans) if _BREAK.search(raw, ends[at], start) or not at}
    return Text(notice, raw, tuple(masked(words, spans, body)), tuple(spans), frozenset(breaks | {len(spans)}))
