"""Unit-length vectors kept as int8 with one scale per row; exact nearest neighbours by cosine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from query.search.errors import IndexDamagedError
from query.search.model import Scored

_BLOCK = 8192


class VectorMatrix:
    """Vectors of the index's rows, made by the model `model`; in memory, saved beside the index."""

    def __init__(self, model: str, folder: Path | None = None) -> None:
        self.model, self._folder = model, folder
        self._rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._codes: NDArray[np.int8] = np.empty((0, 0), dtype=np.int8)
        self._scales: NDArray[np.float32] = np.empty(0, dtype=np.float32)

    @classmethod
    def load(cls, model: str, folder: Path) -> VectorMatrix:
        """The matrix saved in `folder`.

        Raises:
            IndexDamagedError: it isn't there, can't be read, or was made by another model.
        """
        matrix = cls(model, folder)
        try:
            said = json.loads((folder / "vectors.json").read_text(encoding="utf-8"))
            with np.load(folder / "vectors.npz") as saved:
                matrix._rows, matrix._codes, matrix._scales = saved["rows"], saved["codes"], saved["scales"]
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamagedError(path=folder, detail=str(error)) from error
        if said.get("model") != model:
            raise IndexDamagedError(path=folder, detail=f"vectors of {said.get('model')}, not of {model}")
        return matrix

    def append(self, first_row: int, vectors: NDArray[np.float32]) -> None:
        """Vectors of the rows from `first_row` on, shape (n, dimensions)."""
        peaks = np.maximum(np.abs(vectors).max(axis=1), 1e-12).astype(np.float32)
        codes = np.rint(vectors / peaks[:, None] * 127).astype(np.int8)
        rows = np.arange(first_row, first_row + len(vectors), dtype=np.int64)
        self._codes = codes if self._codes.size == 0 else np.vstack([self._codes, codes])
        self._rows = np.concatenate([self._rows, rows])
        self._scales = np.concatenate([self._scales, peaks / 127])

    def keep(self, rows: list[int]) -> None:
        """Drop the vectors of all other rows."""
        kept = np.isin(self._rows, np.asarray(rows, dtype=np.int64))
        self._rows, self._codes, self._scales = self._rows[kept], self._codes[kept], self._scales[kept]

    def __len__(self) -> int:
        return len(self._rows)

    def save(self) -> None:
        """Write beside the index; does nothing for an index in memory."""
        if self._folder is not None:
            np.savez(self._folder / "vectors.npz", rows=self._rows, codes=self._codes, scales=self._scales)
            (self._folder / "vectors.json").write_text(json.dumps({"model": self.model}), encoding="utf-8")

    def cosines(self, vector: NDArray[np.float32]) -> dict[int, float]:
        """Cosine with every row."""
        return dict(zip(self._rows.tolist(), self._all(vector).tolist(), strict=True))

    def nearest(self, vector: NDArray[np.float32], k: int, rows: list[int]) -> list[Scored]:
        """The best `k` of `rows`, best first."""
        if not rows or k < 1 or self._codes.size == 0:
            return []
        allowed = np.isin(self._rows, np.asarray(rows, dtype=np.int64))
        scores = np.where(allowed, self._all(vector), -np.inf)
        best = np.argsort(-scores, kind="stable")[: min(k, int(allowed.sum()))]
        return [Scored(int(self._rows[i]), float(scores[i])) for i in best]

    def _all(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        out = np.empty(len(self._rows), dtype=np.float32)
        for at in range(0, len(out), _BLOCK):
            out[at : at + _BLOCK] = self._codes[at : at + _BLOCK].astype(np.float32) @ vector
        return out * self._scales
