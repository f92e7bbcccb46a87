"""The embedded index: tantivy for words and filters, an int8 matrix for vectors.

Four text fields (plain and folded, syllables and bigrams of syllables). A query with marks scores
plain + 0.5 folded, one without marks folded alone; bigrams weigh 0.4, and words that tell little weigh less
(`query.search.telling`). BM25 with tantivy's k1 = 1.2, b = 0.75. Weights were measured on six public sets: see
docs/search.md. Synonyms from the thesaurus count as phrases: of those for one phrase of the query the
best-scoring one that a text holds is added.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tantivy

from query.search.bodies import kind_of
from query.search.copies import sketch
from query.search.errors import IndexBusyError, IndexDamagedError
from query.search.model import Counts, Scored, Unit, Where, unit_from_json, unit_to_json
from query.search.telling import telling
from query.search.text import Analysis, analyse, telling_pairs, telling_words
from query.thesaurus import Expansion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from query.embed.bag import Vectors
    from query.search.vectors import VectorMatrix

BIGRAM_WEIGHT: Final = 0.4
FOLDED_WEIGHT: Final = 0.5
MAX_QUERY_TOKENS: Final = 256
"""Syllables of a query that are searched for; the rest of a longer text is left out."""
_HEAP: Final = 64 * 1024 * 1024
_LOCK_SECONDS: Final = 10.0
_TOKENIZER: Final = "syllables"
COMMON: Final = 0.25
"""Share of all units from which a pair of words is too common to tell what was found."""
_FEW: Final = 4000
"""Units that pass a filter and are listed for the search by vectors; of more, the best are asked whether they pass."""
_SPARE: Final = 1.3
"""How many more of the best are asked than should pass by the filter's share of all."""
_LAST_DATE: Final = 99_991_231
_VALUES: Final = 10_000
"""Most values of one facet that are counted."""
FACETS: Final = ("kind", "province", "topic", "body_kind", "type", "status", "strength", "year")
"""Fields by whose values units are counted; those of the filters, but kinds of bodies and years."""


class LocalIndex:
    """The `Index` protocol in a folder, or in memory without one. One writer at a time."""

    def __init__(self, folder: Path | None = None, vectors: VectorMatrix | None = None) -> None:
        """Opens the index in `folder`, empty if there is none.

        Raises:
            IndexDamagedError: the files can't be read.
        """
        self.folder, self.vectors = folder, vectors
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=None if folder is None else str(folder))
        except (ValueError, OSError) as error:
            raise IndexDamagedError(path=folder, detail=str(error)) from error
        self._index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()
        self._next_row = self._highest_row() + 1
        self._deleted = False

    def add(self, units: Iterable[Unit], vectors: Vectors | None = None) -> int:
        """See `Index.add`."""
        writer, first = self._open_writer(), self._next_row
        for unit in units:
            writer.add_document(_document(unit, self._next_row))
            self._next_row += 1
        if vectors is not None and self.vectors is not None:
            self.vectors.append(first, vectors)
        return self._next_row - first

    def delete(self, notices: Iterable[str]) -> None:
        """See `Index.delete`."""
        writer = self._open_writer()
        for notice in notices:
            writer.delete_documents_by_term("notice", notice)
            self._deleted = True

    def commit(self) -> None:
        """See `Index.commit`; background merges are over when this returns."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.garbage_collect_files()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()
        self._searcher = self._index.searcher()
        if self.vectors is not None:
            if self._deleted:
                self.vectors.keep(self.filter(Where(), self._searcher.num_docs))
            self.vectors.save()
        self._deleted = False

    def search_text(self, query: str, k: int, where: Where, *, synonyms: Sequence[Expansion] = ()) -> list[Scored]:
        """See `Index.search_text`; empty if the query has no word."""
        words = analyse(query)
        parts = [*self._words(words), *self._synonyms(synonyms, words.marked)]
        if not parts or k < 1:
            return []
        should = [(tantivy.Occur.Should, part) for part in parts]
        return self._run(self._with_filter(tantivy.Query.boolean_query(should), where), k)

    def full_score(self, query: str) -> float:
        """See `Index.full_score`; with BM25 that is the sum of the words' rarities."""
        return sum(weight * self._rarity(name, term) for name, term, weight in _weighted(analyse(query)))

    def search_vector(self, vector: NDArray[np.float32], k: int, where: Where) -> list[Scored]:
        """See `Index.search_vector`; empty without a dense part."""
        if self.vectors is None:
            return []
        if not where:
            return self.vectors.nearest(vector, k)
        passing = self.count(where)
        if passing <= max(_FEW, k):
            return self.vectors.nearest(vector, k, self.filter(where, passing))
        return self._nearest_passing(vector, k, where, passing / self._searcher.num_docs)

    def _nearest_passing(self, vector: NDArray[np.float32], k: int, where: Where, share: float) -> list[Scored]:
        """The best `k` under a filter that lets a `share` of many units pass: the best of all, less those that don't.

        To list all that pass would cost many times the search itself.
        """
        assert self.vectors is not None
        wide = int(k / share * _SPARE)
        while True:
            near = self.vectors.nearest(vector, wide)
            found = tantivy.Query.term_set_query(self._schema, "row", [one.row for one in near])
            both = tantivy.Query.boolean_query([(tantivy.Occur.Must, found), (tantivy.Occur.Must, self._filter(where))])
            passed = {one.row for one in self._run(both, len(near))}
            kept = [one for one in near if one.row in passed]
            if len(kept) >= k or wide >= self._searcher.num_docs:
                return kept[:k]
            wide *= 4

    def cosines(self, vector: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """See `Index.cosines`; zeros without a dense part."""
        return [0.0] * len(rows) if self.vectors is None else self.vectors.cosines(vector, rows)

    def filter(self, where: Where, k: int) -> list[int]:
        """See `Index.filter`."""
        if k < 1 or self._searcher.num_docs == 0:
            return []
        return sorted(scored.row for scored in self._run(self._filter(where), self._searcher.num_docs))[:k]

    def count(self, where: Where) -> int:
        """See `Index.count`."""
        counted = self._searcher.aggregate(self._filter(where), {"units": {"value_count": {"field": "row"}}})
        return int(counted["units"]["value"])

    def find(self, unit_id: str) -> Unit | None:
        """The unit of that id; null if there is none."""
        rows = self._run(tantivy.Query.term_query(self._schema, "id", unit_id), 1)
        return self.unit(rows[0].row) if rows else None

    def sharing(self, values: Sequence[str], k: int) -> list[Unit]:
        """At most `k` units that have any of these values in their sketch, those that share most first."""
        parts = [tantivy.Query.const_score_query(self._exact_term("sketch", value), 1.0) for value in values]
        if not parts:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        return [self.unit(scored.row) for scored in self._run(query, k)]

    def share(self, pair: str) -> float:
        """Share of the units that hold two folded words side by side (`xet_nghiem`)."""
        return self._searcher.doc_freq("folded_pairs", pair) / max(self._searcher.num_docs, 1)

    def count_by(
        self, fields: Sequence[str], query: str, where: Where, *, synonyms: Sequence[Expansion] = ()
    ) -> Counts:
        """See `Index.count_by`."""
        asked: dict[str, Any] = {name: {"terms": {"field": name, "size": _VALUES}} for name in fields}
        telling, how = self._telling(query, synonyms)
        counted = self._searcher.aggregate(
            self._with_filter(telling, where), asked | {"": {"value_count": {"field": "row"}}}
        )
        by = {name: {str(b["key"]): int(b["doc_count"]) for b in counted[name]["buckets"]} for name in fields}
        return Counts(int(counted[""]["value"]), by, how)

    def unit(self, row: int) -> Unit:
        """See `Index.unit`."""
        found = self._searcher.search(tantivy.Query.term_query(self._schema, "row", row), limit=1).hits
        data = json.loads(self._searcher.doc(found[0][1])["data"][0])
        return unit_from_json(data)

    def _run(self, query: tantivy.Query, k: int) -> list[Scored]:
        try:
            hits = self._searcher.search(query, limit=min(k, max(self._searcher.num_docs, 1)), count=False).hits
            rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        except (ValueError, OSError) as error:
            raise IndexDamagedError(path=self.folder, detail=str(error)) from error
        return [Scored(int(row or 0), float(score)) for (score, _), row in zip(hits, rows, strict=True)]

    def _words(self, query: Analysis) -> Iterator[tantivy.Query]:
        return (self._term(name, term, weight) for name, term, weight in _weighted(query))

    def _rarity(self, field: str, term: str) -> float:
        """The inverse document frequency of BM25."""
        units, held = self._searcher.num_docs, self._searcher.doc_freq(field, term)
        return log(1 + (units - held + 0.5) / (held + 0.5))

    def _telling(self, query: str, synonyms: Sequence[Expansion]) -> tuple[tantivy.Query, str]:
        """Units that hold two neighbouring words of the query (`telling_pairs`) or a synonym: `phrases`.

        What is `COMMON` doesn't count. One word alone counts only where no unit holds a pair: `words`. Without
        words everything is found: `all`.
        """
        words = analyse(query)
        if not words.plain:
            return tantivy.Query.all_query(), "all"
        parts = self._held("folded_pairs", telling_pairs(words))
        by = "phrases" if parts else "words"
        parts = parts or self._held("folded", telling_words(words))
        parts += self._synonyms(synonyms, words.marked)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts]), by

    def _held(self, field: str, terms: Sequence[str]) -> list[tantivy.Query]:
        """Those of the terms that some unit holds, without the common ones where there are others."""
        spread = {term: self._searcher.doc_freq(field, term) for term in terms[:MAX_QUERY_TOKENS]}
        held = [term for term, units in spread.items() if units]
        rare = [term for term in held if spread[term] <= COMMON * self._searcher.num_docs]
        return [self._term(field, term, 1.0) for term in rare or held]

    def _synonyms(self, synonyms: Sequence[Expansion], marked: bool) -> Iterator[tantivy.Query]:
        """For each phrase of the query its best synonym; never the sum, which would drown the query's words.

        A query without marks scores by one field of two, so its synonyms weigh that much less.
        """
        phrases = dict[tuple[int, int], list[tantivy.Query]]()
        for one in synonyms:
            weight = one.weight if marked else one.weight / (1 + FOLDED_WEIGHT)
            phrases.setdefault((one.start, one.end), []).append(self._phrase(one.synonym, weight))
        for alternatives in phrases.values():
            yield tantivy.Query.disjunction_max_query(alternatives)

    def _phrase(self, wording: str, weight: float) -> tantivy.Query:
        """Texts that hold the wording with its marks: every two neighbouring words of it, or its one word."""
        words = analyse(wording)
        name, terms = ("plain_pairs", words.plain_pairs) if len(words.plain) > 1 else ("plain", words.plain)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self._term(name, term, weight)) for term in terms])

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, field, term, index_option="freq"), weight
        )

    def _exact_term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, index_option="basic")

    def _with_filter(self, words: tantivy.Query, where: Where) -> tantivy.Query:
        if not where:
            return words
        passing = tantivy.Query.const_score_query(self._filter(where), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), (tantivy.Occur.Must, passing)])

    def _filter(self, where: Where) -> tantivy.Query:
        wanted = (
            ("province", where.provinces), ("body", where.bodies), ("topic", where.topics), ("kind", where.kinds),
            ("type", where.types), ("status", where.statuses), ("strength", where.strengths),
        )  # fmt: skip
        parts = [tantivy.Query.term_set_query(self._schema, name, list(values)) for name, values in wanted if values]
        if where.date_from or where.date_to:
            parts.append(tantivy.Query.range_query(
                self._schema, "date", tantivy.FieldType.Unsigned, max(where.date_from, 1), where.date_to or _LAST_DATE
            ))  # fmt: skip
        if not parts:
            return tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is not None:
            return self._writer
        until = time.monotonic() + _LOCK_SECONDS
        while self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            except ValueError as error:
                if time.monotonic() > until:
                    raise IndexBusyError(path=self.folder) from error
                time.sleep(0.1)
        return self._writer

    def _highest_row(self) -> int:
        if self._searcher.num_docs == 0:
            return -1
        found = self._searcher.search(tantivy.Query.all_query(), limit=1, order_by_field="row", count=False).hits
        return int(self._searcher.doc(found[0][1])["row"][0])


def _weighted(query: Analysis) -> Iterator[tuple[str, str, float]]:
    """Fields and terms to look for, and what each weighs."""
    fields = [("folded", query.folded, 1.0), ("folded_pairs", query.folded_pairs, BIGRAM_WEIGHT)]
    if query.marked:
        fields = [(name, terms, weight * FOLDED_WEIGHT) for name, terms, weight in fields]
        fields += [("plain", query.plain, 1.0), ("plain_pairs", query.plain_pairs, BIGRAM_WEIGHT)]
    for name, terms, weight in fields:
        for term, times in Counter(terms[:MAX_QUERY_TOKENS]).items():
            yield name, term, weight * times * telling(term)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("plain", "plain_pairs", "folded", "folded_pairs"):
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="freq")
    for name in ("id", "notice", "body", "sketch"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("date", indexed=True, fast=True)
    builder.add_unsigned_field("row", stored=True, indexed=True, fast=True)
    builder.add_text_field("data", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(unit: Unit, row: int) -> tantivy.Document:
    found = analyse(unit.text)
    document = tantivy.Document()
    for name, terms in (
        ("plain", found.plain), ("plain_pairs", found.plain_pairs),
        ("folded", found.folded), ("folded_pairs", found.folded_pairs),
    ):  # fmt: skip
        document.add_text(name, " ".join(terms))
    for name, value in _exact(unit):
        document.add_text(name, value)
    document.add_unsigned("date", unit.date)
    document.add_unsigned("row", row)
    document.add_text("data", json.dumps(unit_to_json(unit), ensure_ascii=False))
    return document


def _exact(unit: Unit) -> Iterator[tuple[str, str]]:
    yield from (("id", unit.id), ("notice", unit.notice), ("kind", unit.kind))
    single = (("type", unit.type), ("status", unit.status), ("strength", unit.strength))
    yield from ((name, value) for name, value in (*single, ("year", str(unit.date)[:4])) if value.strip("0"))
    yield from (("sketch", value) for value in sketch(unit.text))
    yield from (("body_kind", kind) for kind in sorted({kind_of(iri) for iri in unit.bodies} - {""}))
    yield from (("province", value) for value in unit.provinces)
    yield from (("body", value) for value in unit.bodies)
    yield from (("topic", value) for value in unit.topics)
