"""The ways of ranking, their scores on every query, and the tables of them.

    BM25         syllables as they stand
    LC           syllables and pairs of syllables, with marks and folded; what the others are compared with
    words        search by words alone
    + thesaurus  the same with synonyms: `search --mode lexical`
    meaning      `search --mode semantic`, where there is a model
    hybrid       `search --mode hybrid`

Differences to LC in points, with 95 % intervals by paired bootstrap over the queries.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from ontology.text import strip_marks, words
from query.dense import Encoder, configured_encoder
from query.search.lexical import LocalIndex
from query.search.model import Where
from query.search.rank import rank
from query.search.vectors import VectorMatrix
from query.thesaurus import expansions
from tests.retrieval.baselines import Baselines
from tests.retrieval.collections import Corpus, Query, Task, golden_corpus, golden_tasks, third_party
from tests.retrieval.measures import DEPTH, Interval, Scores, difference, mean, score

_K: Final = 1000
"""Texts that are ranked, of which the first ten different things count."""
_BASE: Final = "LC"

Ranking = Callable[[str], Sequence[int]]


class Searcher:
    """A corpus in the index that search uses, and its baselines."""

    def __init__(self, corpus: Corpus, encoder: Encoder | None, folder: Path) -> None:
        self.corpus, self._encoder = corpus, encoder
        texts = [unit.text for unit in corpus.units]
        self._baselines = Baselines(texts)
        self._index = LocalIndex(folder, VectorMatrix(encoder.name, folder) if encoder else None)
        self._index.add(corpus.units, encoder.encode_passages(texts) if encoder else None)
        self._index.commit()

    def ways(self, where: Where) -> dict[str, Ranking]:
        """Every way of ranking what passes a filter; rows, best first."""
        rows = np.asarray(self._index.filter(where, len(self.corpus.units)), dtype=np.int64)
        ways: dict[str, Ranking] = {
            "BM25": partial(self._baselines.bm25, rows=rows),
            _BASE: partial(self._baselines.lc, rows=rows),
            "words": partial(self._search, where, "lexical", thesaurus=False),
            "+ thesaurus": partial(self._search, where, "lexical", thesaurus=True),
        }
        if self._encoder is not None:
            ways["meaning"] = partial(self._search, where, "semantic", thesaurus=False)
            ways["hybrid"] = partial(self._search, where, "hybrid", thesaurus=True)
        return ways

    def _search(self, where: Where, mode: str, query: str, *, thesaurus: bool) -> list[int]:
        synonyms = expansions(words(query)) if thesaurus else ()
        ranked = rank(self._index, query, _K, where=where, mode=mode, encoder=self._encoder, synonyms=synonyms)
        return [one.row for one in ranked]


def measured(searcher: Searcher, task: Task) -> dict[str, list[Scores]]:
    """Scores of each query under every way of ranking."""
    return {
        name: [score(distinct(way(query.text), searcher.corpus.keys), query.grades) for query in task.queries]
        for name, way in searcher.ways(task.where).items()
    }


def distinct(rows: Iterable[int], keys: Sequence[str]) -> list[str]:
    """What the first rows stand for, each once."""
    found = dict[str, None]()
    for row in rows:
        found[keys[row]] = None
        if len(found) == DEPTH:
            break
    return list(found)


def bare(task: Task) -> Task:
    """The same queries typed without marks."""
    typed = [Query(query.id, strip_marks(query.text), query.grades) for query in task.queries]
    return Task(f"{task.name}, typed without marks", typed, task.where)


def table(name: str, scores: Mapping[str, Sequence[Scores]]) -> Iterator[str]:
    """Lines of one table."""
    yield f"{name}, n={len(scores[_BASE])}"
    yield f"  {'':<13}R@10  MRR@10 nDCG@10  above {_BASE}: R@10" + " " * 19 + "MRR@10" + " " * 17 + "nDCG@10"
    for way, own in scores.items():
        means = "  ".join(f"{value:.3f}" for value in mean(own))
        gained = difference(own, scores[_BASE]) if way != _BASE else ()
        yield f"  {way:<13}{means}   {'  '.join(map(_told, gained))}".rstrip()


def _told(gained: Interval) -> str:
    low, high = 100 * gained.low, 100 * gained.high
    return f"{100 * gained.mean:+5.1f} [{low:+5.1f}, {high:+5.1f}]"


def show(shared: Path) -> None:
    """Print the tables of the golden queries, and of other sets where a folder holds them."""
    encoder = configured_encoder()
    print(f"search, golden queries; model: {encoder.name if encoder else 'none, so words alone'}")
    _tables(encoder, golden_corpus(), [task for half in ("dev", "test") for task in golden_tasks(half)])
    others = list(third_party(shared / "retrieval"))
    for corpus, tasks in others:
        _tables(encoder, corpus, tasks)
    if not others:
        print(f"no other sets in {shared / 'retrieval'}")


def _tables(encoder: Encoder | None, corpus: Corpus, tasks: Iterable[Task]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        searcher = Searcher(corpus, encoder, Path(folder))
        print(f"{len(corpus.units)} texts, {len(set(corpus.keys))} different")
        for task in tasks:
            for typed in (task, bare(task)):
                print("\n".join(table(typed.name, measured(searcher, typed))), flush=True)
