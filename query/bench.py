"""Measures retrieval with the index class that `search` uses: `thongtri bench retrieval`.

Corpus lines are `{"pid", "text"}`, query lines `{"qid", "question", "positive_ids"}`. Recall is the mean
share of a question's positives among the first k; nDCG has binary gains. Every query is answered twice,
with the thesaurus (the figures) and without it (the figures that say so).
"""

from __future__ import annotations

import json
import math
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ontology.text import words
from query.dense import Encoder, configured_encoder
from query.errors import RequestError
from query.search.lexical import LocalIndex
from query.search.model import Unit, Where
from query.search.rank import choose_mode, rank
from query.search.vectors import VectorMatrix
from query.thesaurus import expansions

_DEPTH = 10


class BenchFileError(RequestError):
    """A line isn't what it should be; values: `path`, `line`, and `detail` or the `keys` it lacks."""

    key = "bench_line"

    @property
    def wording(self) -> str:
        return f"{self.key}_keys" if "keys" in self.values else self.key


@dataclass(frozen=True, slots=True)
class Bench:
    """Figures of one run; recalls, MRR and nDCG are shares, times in seconds or milliseconds, memory in MiB."""

    corpus: str
    mode: str
    model: str | None
    passages: int
    queries: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr_at_10: float
    ndcg_at_10: float
    build_seconds: float
    passages_per_second: float
    p50_ms: float
    p95_ms: float
    peak_mib: float
    without_thesaurus_recall_at_10: float
    without_thesaurus_mrr_at_10: float
    without_thesaurus_p95_ms: float

    def to_json(self) -> dict[str, Any]:
        """As printed by `--json`; keys as in `recall@1`."""
        return {key.replace("_at_", "@"): value for key, value in asdict(self).items()}


def bench_retrieval(corpus: Path, queries: Path, *, mode: str | None = None) -> Bench:
    """Index a corpus on disk, answer the queries, score.

    Raises:
        BenchFileError: a line lacks a key or is no JSON.
        SearchError: the mode is unknown or needs a model that isn't there.
    """
    encoder = configured_encoder()
    mode = choose_mode(mode, encoder)
    used = encoder if mode != "lexical" else None
    units = [
        Unit(line["pid"], "passage", line["pid"], line["text"], line["text"], 0, len(line["text"]))
        for line in _lines(corpus, ("pid", "text"))
    ]
    questions = list(_lines(queries, ("question", "positive_ids")))
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        index = _build(units, used, Path(folder))
        built = time.perf_counter() - started
        found, times = _answer(index, units, questions, mode, used, thesaurus=True)
        bare, bare_times = _answer(index, units, questions, mode, used, thesaurus=False)
    at_1, at_5, at_10, mrr, ndcg = _means(found, questions)
    _, _, bare_at_10, bare_mrr, _ = _means(bare, questions)
    return Bench(
        corpus=corpus.name, mode=mode, model=used.name if used else None, passages=len(units), queries=len(questions),
        recall_at_1=at_1, recall_at_5=at_5, recall_at_10=at_10, mrr_at_10=mrr, ndcg_at_10=ndcg,
        build_seconds=round(built, 3), passages_per_second=round(len(units) / built, 1),
        p50_ms=_percentile(times, 0.5), p95_ms=_percentile(times, 0.95),
        peak_mib=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        without_thesaurus_recall_at_10=bare_at_10, without_thesaurus_mrr_at_10=bare_mrr,
        without_thesaurus_p95_ms=_percentile(bare_times, 0.95),
    )  # fmt: skip


def _answer(
    index: LocalIndex, units: Sequence[Unit], questions: Sequence[Mapping[str, Any]], mode: str,
    encoder: Encoder | None, *, thesaurus: bool,
) -> tuple[list[list[str]], list[float]]:  # fmt: skip
    """Ids of the first hits of each question, and the milliseconds each took."""
    found, times = list[list[str]](), list[float]()
    for line in questions:
        begun = time.perf_counter()
        synonyms = expansions(words(line["question"])) if thesaurus else ()
        ranked = rank(
            index, line["question"], _DEPTH, where=Where(), mode=mode, encoder=encoder, synonyms=synonyms
        )  # fmt: skip
        found.append([units[one.row].id for one in ranked])
        times.append((time.perf_counter() - begun) * 1000)
    return found, times


def _means(found: Sequence[Sequence[str]], questions: Sequence[Mapping[str, Any]]) -> list[float]:
    """Mean of each score of `_score` over the questions; zeros without any."""
    scores = [_score(ids, set(line["positive_ids"])) for ids, line in zip(found, questions, strict=True)]
    columns = zip(*scores or [(0.0, 0.0, 0.0, 0.0, 0.0)], strict=True)
    return [round(sum(column) / max(len(scores), 1), 4) for column in columns]


def _build(units: Sequence[Unit], encoder: Encoder | None, folder: Path) -> LocalIndex:
    index = LocalIndex(folder, VectorMatrix(encoder.name, folder) if encoder else None)
    index.add(units, encoder.encode_passages([unit.text for unit in units]) if encoder else None)
    index.commit()
    return index


def _lines(path: Path, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            try:
                line: dict[str, Any] = json.loads(text)
            except ValueError as error:
                raise BenchFileError(path=path, line=number, detail=str(error)) from error
            if missing := [key for key in keys if key not in line]:
                raise BenchFileError(path=path, line=number, keys=missing)
            yield line


def _score(found: Sequence[str], wanted: set[str]) -> tuple[float, float, float, float, float]:
    """Recall at 1, 5, 10, reciprocal rank of the first positive, nDCG at 10."""
    places = [rank for rank, pid in enumerate(found[:_DEPTH], start=1) if pid in wanted]
    recalls = [sum(place <= k for place in places) / max(len(wanted), 1) for k in (1, 5, 10)]
    gain = sum(1 / math.log2(place + 1) for place in places)
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(len(wanted), _DEPTH) + 1)) or 1.0
    return recalls[0], recalls[1], recalls[2], 1 / places[0] if places else 0.0, gain / ideal


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0
