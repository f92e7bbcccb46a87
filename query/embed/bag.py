"""Vectors of texts by weights of their tokens: a bag of syllables, run by numpy alone.

The vector of a text is the sum of its tokens' vectors, of unit length; so is that of each of its sentences.
Weights are int8 with one scale a token. Loading maps them into memory, and a query touches only its own.

    config.json     name, weight of meaning against words, dimensions, numbers of tokens of each kind
    vocabulary.txt  a token a line, in the order of the weights
    codes.npy       int8, shape (tokens, dimensions)
    scales.npy      float32, shape (tokens,): a weight is code · scale
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ontology.text import fold
from query.embed.tokens import KINDS, Bags, Tokenizer

CONFIG, VOCABULARY, CODES, SCALES = "config.json", "vocabulary.txt", "codes.npy", "scales.npy"
_MANY: Final = 64
"""Texts from which on the whole table is made float first."""
_CHUNK: Final = 256
"""Texts whose token vectors are in memory at once."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors of texts, and of their sentences: those of text t lie from `first[t]` to before `first[t + 1]`."""

    texts: NDArray[np.float32]
    sentences: NDArray[np.float32]
    first: NDArray[np.int64]


class BagModel:
    """A model read from a folder.

    Raises:
        OSError, ValueError, KeyError: files are missing or don't fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        self._codes: NDArray[np.int8] = np.load(folder / CODES, mmap_mode="r")
        self._scales: NDArray[np.float32] = np.load(folder / SCALES)
        self._table: NDArray[np.float32] | None = None
        tokens = iter((folder / VOCABULARY).read_text(encoding="utf-8").splitlines())
        self.tokenizer = Tokenizer([[next(tokens) for _ in range(self.config["tokens"][kind])] for kind in KINDS])
        expected = self.tokenizer.size, self.config["dimensions"]
        if self._codes.shape != expected or len(self._scales) != self.tokenizer.size:
            raise ValueError(f"{CODES}: {self._codes.shape}")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts; zeros for one without a known word."""
        return self.encode_sentences(texts).texts

    def encode_sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts and of each of their sentences."""
        if self._table is None and len(texts) >= _MANY:
            self._table = self._rows(slice(None))
        parts = [self._chunk(self.tokenizer.read(texts[at : at + _CHUNK])) for at in range(0, len(texts), _CHUNK)]
        if not parts:
            parts = [self._chunk(self.tokenizer.read([]))]
        counts = np.concatenate([np.diff(part.first) for part in parts])
        return Vectors(
            np.concatenate([part.texts for part in parts]),
            np.concatenate([part.sentences for part in parts]),
            np.concatenate([[0], np.cumsum(counts)]),
        )

    def nearest_tokens(self, text: str, other: str, least: float) -> list[tuple[str, str, float]]:
        """For each word or pair of words of `text` that shares none with the nearest of `other`: both and their
        cosine, from `least` on, the nearest first.
        """
        mine, theirs = (np.unique(self.tokenizer.read([one]).ids) for one in (text, other))
        if not len(mine) or not len(theirs):
            return []
        names, near = self.tokenizer.names, _unit(self._rows(mine)) @ _unit(self._rows(theirs)).T
        found = list[tuple[str, str, float]]()
        for row, token in enumerate(mine.tolist()):
            own = names[token]
            for column in np.argsort(-near[row]).tolist():
                if near[row, column] < least:
                    break
                if set(fold(own).split()).isdisjoint(fold(names[theirs[column]]).split()):
                    found.append((own, names[theirs[column]], round(float(near[row, column]), 3)))
                    break
        return sorted(found, key=lambda one: -one[2])

    def token_vectors(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Unit vectors of tokens, and the lengths that they had: how much a token weighs in a text."""
        rows = self._rows(ids)
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1).astype(np.float32)
        return _unit(rows), lengths

    def _chunk(self, bags: Bags) -> Vectors:
        sentences = np.empty((len(bags.starts) - 1, self._codes.shape[1]), dtype=np.float32)
        for sentence, (start, end) in enumerate(pairwise(bags.starts.tolist())):
            self._rows(bags.ids[start:end]).sum(axis=0, out=sentences[sentence])
        return Vectors(_unit(_sums(sentences, bags.texts)), _unit(sentences), bags.texts)

    def _rows(self, ids: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        if self._table is not None:
            return self._table[ids]
        rows: NDArray[np.float32] = self._codes[ids].astype(np.float32) * self._scales[ids][:, None]
        return rows


def _sums(rows: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sums of the rows of each group."""
    sums = np.empty((len(starts) - 1, rows.shape[1]), dtype=np.float32)
    for group, (start, end) in enumerate(pairwise(starts.tolist())):
        rows[start:end].sum(axis=0, out=sums[group])
    return sums


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit


def write_model(
    folder: Path, vocabulary: Sequence[Sequence[str]], weights: NDArray[np.float32], config: dict[str, Any]
) -> None:
    """Writes what `BagModel` reads; the weights are rounded to int8."""
    folder.mkdir(parents=True, exist_ok=True)
    scales = (np.maximum(np.abs(weights).max(axis=1), 1e-12) / 127).astype(np.float32)
    np.save(folder / CODES, np.rint(weights / scales[:, None]).astype(np.int8))
    np.save(folder / SCALES, scales)
    (folder / VOCABULARY).write_text("".join(f"{t}\n" for tokens in vocabulary for t in tokens), encoding="utf-8")
    said = config | {
        "dimensions": weights.shape[1],
        "tokens": {kind: len(tokens) for kind, tokens in zip(KINDS, vocabulary, strict=True)},
    }
    (folder / CONFIG).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
