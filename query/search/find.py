"""The search itself: filters, ranking, reasons, highlights."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from kg.repo import Repo
from kg.synthetic import is_synthetic
from ontology.text import words as words_of
from query.dense import Encoder, configured_encoder
from query.search.errors import EmptyQueryError, IndexDamagedError
from query.search.facets import count_facets
from query.search.filters import Filters, Names, resolve_filters
from query.search.freshness import forget, index_folder, index_of
from query.search.lexical import LocalIndex
from query.search.model import Hit, SearchResult, Unit, Where, Why
from query.search.rank import Ranked, choose_mode, rank
from query.search.text import Analysis, analyse, join_ranges, matched_synonyms, matched_words
from query.thesaurus import Expansion, expansions

K = 10
"""Hits given unless the caller says otherwise."""


def search(
    query: str,
    repo: Repo,
    *,
    k: int = K,
    province: Names = None,
    topic: Names = None,
    body: Names = None,
    kind: Names = None,
    type: Names = None,
    status: Names = None,
    strength: Names = None,
    date_from: str | None = None,
    date_to: str | None = None,
    mode: str | None = None,
    facets: bool = False,
) -> SearchResult:
    """The `k` best units for a query in everyday words, with or without tone marks.

    Filters take names (old or new ones of provinces), ids or IRIs; several values mean any of them; dates
    are ISO and inclusive. Without words, the units that pass the filters come in the order of their texts.
    `facets` also counts all that the query finds by the values of each filter (see `query.search.facets`);
    then neither words nor filters are needed. `mode` is `lexical`, `semantic` or `hybrid` (the default where
    `THONGTRI_MODEL` names a model).

    Raises:
        SearchError: see `query.search.errors`. Finding nothing is no error.
    """
    started = time.perf_counter()
    filters = resolve_filters(
        repo, province=province, topic=topic, body=body, kind=kind, type=type, status=status, strength=strength,
        date_from=date_from, date_to=date_to,
    )  # fmt: skip
    words = analyse(query)
    if not words.plain and not filters.where and not facets:
        raise EmptyQueryError
    encoder = configured_encoder()
    mode = choose_mode(mode, encoder)
    synonyms = expansions(words_of(query))
    asked = _Asked(query, words, synonyms, k, filters, mode, encoder if mode != "lexical" else None)
    found = replace(_search(asked, repo), synthetic=is_synthetic(repo))
    if facets:
        index = index_of(repo, asked.encoder)
        matching, counted = count_facets(index, repo, query, filters.where, synonyms)
        found = replace(found, matching=matching, facets=counted)
    return replace(found, ms=round((time.perf_counter() - started) * 1000, 2))


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    words: Analysis
    synonyms: tuple[Expansion, ...]
    k: int
    filters: Filters
    mode: str
    encoder: Encoder | None

    @property
    def wordless(self) -> bool:
        return not self.words.plain


def _search(asked: _Asked, repo: Repo) -> SearchResult:
    """The answer; an index that turns out damaged is made anew once."""
    try:
        return _answer(asked, index_of(repo, asked.encoder))
    except IndexDamagedError:
        forget(repo)
        folder = index_folder(repo)
        if folder is not None:
            (folder / "manifest.json").unlink(missing_ok=True)
        return _answer(asked, index_of(repo, asked.encoder))


def _answer(asked: _Asked, index: LocalIndex) -> SearchResult:
    where = asked.filters.where
    if asked.wordless:
        found = [Ranked(row, 0.0, None) for row in index.filter(where, asked.k)]
    else:
        found = rank(
            index, asked.query, asked.k,
            where=where, mode=asked.mode, encoder=asked.encoder, synonyms=asked.synonyms,
        )  # fmt: skip
    hits = tuple(_hit(place, one, index.unit(one.row), asked) for place, one in enumerate(found, start=1))
    considered = index.count(where)
    return SearchResult(
        query=asked.query, hits=hits, ms=0.0, reason="found" if hits else _why_nothing(index, where, considered),
        considered=considered, mode="filter" if asked.wordless else asked.mode,
        model=asked.encoder.name if asked.encoder is not None and not asked.wordless else None,
        filters=asked.filters.labels,
    )  # fmt: skip


def _why_nothing(index: LocalIndex, where: Where, considered: int) -> str:
    if considered:
        return "no_match"
    return "filtered_out" if where and index.count(Where()) else "empty_store"


def _hit(place: int, found: Ranked, unit: Unit, asked: _Asked) -> Hit:
    ranges = matched_words(asked.words, unit.quote)
    named = [unit.quote[start:end].lower() for start, end in ranges]
    for one, start, end in matched_synonyms(asked.synonyms, unit.quote):
        named.append(f"{one.wording} → {one.synonym}")
        ranges.append((start, end))
    named, lit = list(dict.fromkeys(named)), join_ranges(unit.quote, sorted(ranges))
    cosine = None if found.cosine is None else round(found.cosine, 4)
    return Hit(
        rank=place, score=round(found.score, 4), kind=unit.kind, id=unit.id, notice=unit.notice, source=unit.source,
        province=unit.province, text=unit.quote, start=unit.start, end=unit.end,
        why=Why(tuple(named), cosine, asked.filters.labels),
        highlights=tuple((unit.start + s, unit.start + e) for s, e in lit),
    )  # fmt: skip
