"""Unit-length vectors kept as int8 with one scale a row; exact nearest neighbours by cosine.

A row has one vector for its text and, if the model gives them, one for each of its sentences: a long text
says many things, and a query asks for one. Rows are first chosen by their texts' vectors, then scored by
the mean of the cosine with the text and the best cosine with a sentence. Files are mapped into memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from query.search.errors import IndexDamagedError
from query.search.model import Scored

if TYPE_CHECKING:
    from query.embed.bag import Vectors

_BLOCK: Final = 2048
"""Rows made float at once."""
_ABOUT: Final = "vectors.json"
_HEADER: Final = 128
"""Bytes before the values of a file of numpy's format."""
_Codes = tuple[NDArray[np.int8], NDArray[np.float32]]


class VectorMatrix:
    """Vectors of the index's rows, made by the model `model`; in memory, saved beside the index."""

    def __init__(self, model: str, folder: Path | None = None) -> None:
        self.model, self._folder = model, folder
        self._parts: dict[str, NDArray[Any]] = {
            "rows": np.empty(0, np.int64), "codes": np.empty((0, 0), np.int8), "scales": np.empty(0, np.float32),
            "first": np.zeros(1, np.int64), "sentences": np.empty((0, 0), np.int8),
            "sentence_scales": np.empty(0, np.float32),
        }  # fmt: skip
        self._waiting: list[dict[str, NDArray[Any]]] = []

    @classmethod
    def load(cls, model: str, folder: Path) -> VectorMatrix:
        """The matrix saved in `folder`.

        Raises:
            IndexDamagedError: it isn't there, can't be read, or was made by another model.
        """
        matrix = cls(model, folder)
        try:
            said = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            matrix._parts = {name: _mapped(_file(folder, name)) for name in matrix._parts}
        except (OSError, ValueError) as error:
            raise IndexDamagedError(path=folder, detail=str(error)) from error
        if said.get("model") != model:
            raise IndexDamagedError(path=folder, detail=f"vectors of {said.get('model')}, not of {model}")
        return matrix

    def append(self, first_row: int, vectors: Vectors) -> None:
        """Vectors of the rows from `first_row` on; nearest after `settle` or `save`."""
        codes, scales = _rounded(vectors.texts)
        counts = np.diff(vectors.first)
        several = np.repeat(counts > 1, counts)  # one sentence alone has its text's vector
        sentences, sentence_scales = _rounded(vectors.sentences[several])
        self._waiting.append({
            "rows": np.arange(first_row, first_row + len(codes), dtype=np.int64), "codes": codes, "scales": scales,
            "first": np.where(counts > 1, counts, 0), "sentences": sentences, "sentence_scales": sentence_scales,
        })  # fmt: skip

    def keep(self, rows: Sequence[int]) -> None:
        """Drop the vectors of all other rows."""
        self.settle()
        parts, kept = self._parts, np.isin(self._parts["rows"], np.asarray(rows, dtype=np.int64))
        counts = np.diff(parts["first"])
        spoken = np.repeat(kept, counts)
        self._parts = {name: parts[name][kept] for name in ("rows", "codes", "scales")} | {
            "first": np.concatenate([[0], np.cumsum(counts[kept])]),
            "sentences": parts["sentences"][spoken], "sentence_scales": parts["sentence_scales"][spoken],
        }  # fmt: skip

    def settle(self) -> None:
        """Take in what was appended."""
        if not self._waiting:
            return
        old = self._parts | {"first": np.diff(self._parts["first"])}
        pieces = [*([old] if len(old["rows"]) else []), *self._waiting]
        joined = {name: np.concatenate([piece[name] for piece in pieces]) for name in old}
        self._parts = joined | {"first": np.concatenate([[0], np.cumsum(joined["first"])])}
        self._waiting = []

    def __len__(self) -> int:
        return len(self._parts["rows"]) + sum(len(piece["rows"]) for piece in self._waiting)

    def save(self) -> None:
        """Write beside the index; an index in memory only takes in what was appended.

        Files are replaced, not overwritten: others may have them mapped.
        """
        changed = bool(self._waiting) or not isinstance(self._parts["rows"], np.memmap)
        self.settle()
        if self._folder is None or not changed:
            return
        for name, part in self._parts.items():
            path = _file(self._folder, name)
            with path.with_suffix(".new").open("wb") as out:
                np.save(out, part)
            path.with_suffix(".new").replace(path)
        (self._folder / _ABOUT).write_text(json.dumps({"model": self.model}), encoding="utf-8")

    def nearest(self, vector: NDArray[np.float32], k: int, rows: Sequence[int] | None = None) -> list[Scored]:
        """The best `k` of `rows` (of all, if null), best first."""
        held = self._parts["rows"]
        if k < 1 or not len(held) or (rows is not None and not len(rows)):
            return []
        scores = self._texts(vector)
        if rows is not None:
            scores[~np.isin(held, np.asarray(rows, dtype=np.int64))] = -np.inf
        best = np.argpartition(-scores, k - 1)[:k] if k < len(scores) else np.arange(len(scores))
        best = best[np.isfinite(scores[best])]
        found = self._pooled(vector, best, scores[best])
        order = np.lexsort((best, -found))
        return [Scored(int(held[best[at]]), float(found[at])) for at in order]

    def cosines(self, vector: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """The score of each of `rows`; 0 for one without a vector."""
        held, wanted = self._parts["rows"], np.asarray(rows, dtype=np.int64)
        if not len(held) or not len(wanted):
            return [0.0] * len(wanted)
        places = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
        codes, scales = self._parts["codes"][places], self._parts["scales"][places]
        found = self._pooled(vector, places, (codes.astype(np.float32) @ vector) * scales)
        return [float(score) for score in np.where(held[places] == wanted, found, 0.0)]

    def _pooled(
        self, vector: NDArray[np.float32], places: NDArray[np.int64], scores: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Scores of texts at `places` joined with those of their best sentences."""
        first = self._parts["first"]
        starts, counts = first[places], first[places + 1] - first[places]
        several = np.nonzero(counts)[0]
        if not len(several):
            return scores
        groups = np.cumsum(counts[several]) - counts[several]
        chosen = np.arange(counts.sum()) + np.repeat(starts[several] - groups, counts[several])
        codes, scales = self._parts["sentences"][chosen], self._parts["sentence_scales"][chosen]
        best = np.maximum.reduceat((codes.astype(np.float32) @ vector) * scales, groups)
        pooled = scores.copy()
        pooled[several] = (pooled[several] + best) / 2
        return pooled

    def _texts(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        codes = self._parts["codes"]
        out = np.empty(len(codes), dtype=np.float32)
        for start, block in _blocks(codes):
            out[start : start + len(block)] = block @ vector
        scored: NDArray[np.float32] = out * self._parts["scales"]
        return scored


def _blocks(codes: NDArray[np.int8]) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Codes as floats, some rows at a time in the same memory."""
    held = np.empty((min(_BLOCK, len(codes)), codes.shape[1]), dtype=np.float32)
    for start in range(0, len(codes), _BLOCK):
        block = held[: min(_BLOCK, len(codes) - start)]
        np.copyto(block, codes[start : start + _BLOCK])
        yield start, block


def _rounded(vectors: NDArray[np.float32]) -> _Codes:
    """Codes and scales: a vector is nearly code · scale."""
    if not len(vectors):
        return vectors.astype(np.int8), np.empty(0, np.float32)
    scales = (np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def _file(folder: Path, name: str) -> Path:
    return folder / f"vectors.{name}.npy"


def _mapped(path: Path) -> NDArray[Any]:
    """An array read from a file; an empty one can't be mapped."""
    array: NDArray[Any] = np.load(path, mmap_mode="r") if path.stat().st_size > _HEADER else np.load(path)
    return array
