"""The search itself: filters, ranking, reasons, highlights."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from kg.repo import Repo
from kg.synthetic import is_synthetic
from ontology.names import ID
from ontology.text import words as words_of
from query.dense import Encoder, ModelUnavailableError, configured_encoder
from query.search.alike import comparable, rank_alike, shared
from query.search.copies import grouped
from query.search.errors import EmptyQueryError, IndexDamagedError, UnknownUnitError
from query.search.facets import count_facets
from query.search.filters import Names, resolve_filters
from query.search.freshness import Progress, forget, index_folder, index_of
from query.search.hits import Asked, make_hits
from query.search.lexical import LocalIndex
from query.search.model import SearchResult, Unit, Where
from query.search.rank import Ranked, choose_mode, rank
from query.search.text import analyse
from query.thesaurus import expansions

K = 10
"""Hits given unless the caller says otherwise."""
_FOLDED: Final = 20
"""Rows ranked for each hit where copies are folded: a sentence may stand in many notices."""
_MOST_FOLDED: Final = 2000
"""Rows ranked at most for folding copies."""


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
    like: str | None = None,
    facets: bool = False,
    group: bool = False,
    progress: Progress | None = None,
) -> SearchResult:
    """The `k` best units for a query in everyday words, with or without tone marks.

    Filters take names (old or new ones of provinces), ids or IRIs; several values mean any of them; dates
    are ISO and inclusive. Without words, the units that pass the filters come in the order of their texts.
    `like` is the id of a duty or another unit: then what is most like it is looked for, and `query` is not.
    `facets` also counts all that the query finds by the values of each filter (see `query.search.facets`);
    then neither words nor filters are needed. `mode` is `lexical`, `semantic` or `hybrid` (the default, unless
    `THONGTRI_MODEL` is `none`).

    `group` folds near-duplicates into the best of them (see `query.search.copies`). `progress` is told how the
    index is brought in step with the graph, where it has to be.

    Raises:
        SearchError: see `query.search.errors`. Finding nothing is no error.
    """
    started = time.perf_counter()
    filters = resolve_filters(
        repo, province=province, topic=topic, body=body, kind=kind, type=type, status=status, strength=strength,
        date_from=date_from, date_to=date_to,
    )  # fmt: skip
    words = analyse(query)
    if not words.plain and not filters.where and not facets and not like:
        raise EmptyQueryError
    encoder = configured_encoder()
    mode = choose_mode(mode, encoder)
    synonyms = expansions(words_of(query))
    used = encoder if mode != "lexical" else None
    asked = Asked(
        query, words, synonyms, k, filters, mode, used,
        like=whole(like) if like else None, facets=facets, group=group,
    )  # fmt: skip
    found = replace(_search(asked, repo, encoder, progress), synthetic=is_synthetic(repo))
    return replace(found, ms=round((time.perf_counter() - started) * 1000, 2))


def whole(unit_id: str) -> str:
    """The IRI of a unit, which may be given without the base of all ids (`notice/…#duty-7`)."""
    return unit_id if unit_id.startswith(ID) else ID + unit_id.removeprefix("id:")


def _search(asked: Asked, repo: Repo, encoder: Encoder | None, progress: Progress | None) -> SearchResult:
    """The answer; an index that turns out damaged is made anew once."""
    try:
        return _answer(asked, repo, _index(asked, repo, encoder, progress))
    except IndexDamagedError:
        forget(repo)
        folder = index_folder(repo)
        if folder is not None:
            (folder / "manifest.json").unlink(missing_ok=True)
        return _answer(asked, repo, _index(asked, repo, encoder, progress))


def _index(asked: Asked, repo: Repo, encoder: Encoder | None, progress: Progress | None) -> LocalIndex:
    """The index with the vectors of the model in use, also for words alone, so that modes don't make it anew."""
    try:
        return index_of(repo, encoder, progress)
    except ModelUnavailableError:
        if asked.encoder is not None:
            raise
        return index_of(repo, None, progress)


def _answer(asked: Asked, repo: Repo, index: LocalIndex) -> SearchResult:
    where = asked.filters.where
    unit = _unit(asked.like, index) if asked.like else None
    where = where if unit is None else comparable(unit, where)
    found = _ranked(asked, index, where, unit)
    if asked.group:
        groups = list(grouped(index, found, asked.k))
        found, units = [one.found for one in groups], [one.unit for one in groups]
    else:
        groups, units = [], [index.unit(one.row) for one in found]
    common = shared(repo, index, unit, units) if unit is not None else [None] * len(units)
    hits = make_hits(repo, asked, found, units, common)
    if asked.group:
        hits = tuple(replace(hit, copies=one.copies) for hit, one in zip(hits, groups, strict=True))
    considered = index.count(where)
    counts, facets = None, None
    if asked.facets:
        counts, facets = count_facets(index, repo, unit.text if unit else asked.query, where, asked.synonyms)
    plain = asked.wordless and unit is None
    return SearchResult(
        query=asked.query, hits=hits, ms=0.0, reason="found" if hits else _why_nothing(index, where, considered),
        considered=considered, mode="filter" if plain else asked.mode,
        model=asked.encoder.name if asked.encoder is not None and not plain else None,
        filters=asked.filters.labels, like=asked.like, facets=facets,
        matching=None if counts is None else counts.units, counted="" if counts is None else counts.how,
    )  # fmt: skip


def _ranked(asked: Asked, index: LocalIndex, where: Where, unit: Unit | None) -> list[Ranked]:
    """The best rows; more than asked for where copies will be folded."""
    k = min(asked.k * _FOLDED, _MOST_FOLDED) if asked.group else asked.k
    if unit is not None:
        return rank_alike(index, unit, k, where=where, mode=asked.mode, encoder=asked.encoder)
    if asked.wordless:
        return [Ranked(row, 0.0, None) for row in index.filter(where, k)]
    return rank(
        index, asked.query, k, where=where, mode=asked.mode, encoder=asked.encoder, synonyms=asked.synonyms
    )  # fmt: skip


def _unit(unit_id: str, index: LocalIndex) -> Unit:
    unit = index.find(unit_id)
    if unit is None:
        raise UnknownUnitError(name=unit_id)
    return unit


def _why_nothing(index: LocalIndex, where: Where, considered: int) -> str:
    if considered:
        return "no_match"
    return "filtered_out" if where and index.count(Where()) else "empty_store"
