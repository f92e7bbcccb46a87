"""The hits of a search: raw quotes with offsets and highlights, and why each was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.repo import Repo
from query.days import iso_day
from query.dense import Encoder
from query.search.alike import Shared
from query.search.filters import Filters
from query.search.model import Hit, Passed, Unit, Why
from query.search.rank import Ranked
from query.search.reasons import Explains, passed_by
from query.search.text import Analysis, join_ranges, matched_synonyms, matched_words
from query.thesaurus import Expansion

Ranges: TypeAlias = Sequence[tuple[int, int]]
"""Half-open ranges of a quote, in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked for, names resolved. With `like` (a unit's id) the query doesn't count."""

    query: str
    words: Analysis
    synonyms: tuple[Expansion, ...]
    k: int
    filters: Filters
    mode: str
    encoder: Encoder | None
    like: str | None = None
    facets: bool = False
    group: bool = False

    @property
    def wordless(self) -> bool:
        return not self.words.plain


def make_hits(
    repo: Repo, asked: Asked, found: Sequence[Ranked], units: Sequence[Unit], common: Sequence[Shared | None]
) -> tuple[Hit, ...]:
    """Hits for the rows found, in their order; `common` is what each shares with the unit to be like."""
    passed = passed_by(repo, units, asked.filters.where)
    return tuple(
        _hit(place, one, unit, _why(asked, one, unit, passed.get(unit.id, ()), common[place - 1]))
        for place, (one, unit) in enumerate(zip(found, units, strict=True), start=1)
    )


def _hit(place: int, found: Ranked, unit: Unit, told: tuple[Why, Ranges]) -> Hit:
    why, lit = told
    return Hit(
        rank=place, score=round(found.score, 4), kind=unit.kind, id=unit.id, notice=unit.notice, source=unit.source,
        province=unit.province, text=unit.quote, start=unit.start, end=unit.end, why=why,
        highlights=tuple((unit.start + s, unit.start + e) for s, e in lit),
        date=iso_day(unit.date), type=unit.type, status=unit.status, strength=unit.strength,
    )  # fmt: skip


def _why(
    asked: Asked, found: Ranked, unit: Unit, passed: tuple[Passed, ...], common: Shared | None
) -> tuple[Why, Ranges]:
    """The reasons, and the ranges of the quote to highlight."""
    cosine, filters = None if found.cosine is None else round(found.cosine, 4), asked.filters.labels
    if common is None:
        named, lit = _matched(asked, unit.quote)
        return Why(named, cosine, filters, passed, _nearest(asked, unit, cosine)), lit
    told = {"topic": list(common.topics), "body": list(common.bodies), "words": list(common.phrases)}
    both = {field: values for field, values in told.items() if values}
    return Why(common.phrases, cosine, filters, passed, shared=both), common.ranges


def _matched(asked: Asked, quote: str) -> tuple[tuple[str, ...], Ranges]:
    """Words of the query and synonyms of them that a quote holds, and where."""
    ranges = matched_words(asked.words, quote)
    named = [quote[start:end].lower() for start, end in ranges]
    for one, start, end in matched_synonyms(asked.synonyms, quote):
        named.append(f"{one.wording} → {one.synonym}")
        ranges.append((start, end))
    return tuple(dict.fromkeys(named)), join_ranges(quote, sorted(ranges))


def _nearest(asked: Asked, unit: Unit, cosine: float | None) -> tuple[tuple[str, str, float], ...]:
    """Words of query and passage that a model which can tell holds nearest."""
    if cosine is None or not isinstance(asked.encoder, Explains):
        return ()
    return tuple(asked.encoder.nearest_words(asked.query, unit.text))
