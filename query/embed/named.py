"""Models of sentence-transformers by name or folder; the only module that imports that package, when first encoding.

How families of models want to be used (prefixes, pooling, length, marks, share in the fusion) is data:
`query/data/models.toml`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from query.dense import ModelUnavailableError
from query.embed.bag import VOCABULARY, Vectors
from query.embed.box import BagEncoder
from query.embed.marks import restorer

_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """How a family of models is used: share of the cosine in the fusion, the least
    cosine by which alone a text is found, prefixes it was trained with, the most
    tokens it reads (0: what the model says), how token vectors become one (empty: what the model says), and
    whether queries typed without marks get them back first.
    """

    weight: float
    floor: float
    query_prefix: str
    passage_prefix: str
    max_tokens: int
    pooling: str
    restore_marks: bool


class NamedEncoder:
    """A `query.dense.Encoder` by sentence-transformers."""

    def __init__(self, name: str) -> None:
        self.name, self.settings = name, settings_of(name)
        self.weight, self.floor = self.settings.weight, self.settings.floor
        self._model: Any = None

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """See `Encoder`."""
        asked = restorer().restore(query) if self.settings.restore_marks else query
        vector: NDArray[np.float32] = self._encode([self.settings.query_prefix + asked])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`; sentences have no vectors of their own."""
        vectors = self._encode([self.settings.passage_prefix + text for text in texts])
        return Vectors(vectors, vectors[:0], np.zeros(len(texts) + 1, dtype=np.int64))

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        if self._model is None:
            self._model = _load(self.name, self.settings)
        vectors: NDArray[np.float32] = self._model.encode(
            texts, batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors


@cache
def named(name: str) -> NamedEncoder | BagEncoder:
    """The model of that name or in that folder; one that `query.train` made needs no sentence-transformers.

    Raises:
        ModelUnavailableError: a folder made by `query.train` is damaged.
    """
    return BagEncoder(Path(name)) if (Path(name) / VOCABULARY).is_file() else NamedEncoder(name)


def _load(name: str, settings: Settings) -> Any:
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    try:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        raise ModelUnavailableError(name=name, detail=str(error).split("\n", 1)[0]) from error
    if settings.max_tokens:
        model.max_seq_length = min(settings.max_tokens, model.max_seq_length or settings.max_tokens)
    if settings.pooling:
        _pool(model, settings.pooling)
    return model


def _pool(model: Any, how: str) -> None:
    """Makes the model pool token vectors in this way."""
    for name, module in model.named_children():
        if type(module).__name__ == "Pooling":
            dimension = getattr(module, "embedding_dimension", None) or module.word_embedding_dimension
            setattr(model, name, type(module)(dimension, pooling_mode=how))


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("query").joinpath("data/models.toml").read_text(encoding="utf-8"))


def settings_of(name: str) -> Settings:
    """The table whose key occurs in the model's name, over the defaults."""
    table = _table()
    special = next((v for key, v in table.items() if key != "default" and key in name.lower()), {})
    return Settings(**(table["default"] | special))
