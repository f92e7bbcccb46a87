"""Sentence vectors by a sentence-transformers model that the user names; the only user of that package.

`THONGTRI_MODEL` is a path (or the name of a model already on this machine). Nothing is fetched from the
network. The weight of meaning against words and the prefixes that some models want are data
(`query/data/models.toml`). Importing the package takes seconds, so it happens when first encoding.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from query.errors import SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VARIABLE = "THONGTRI_MODEL"
_BATCH = 64


class ModelUnavailableError(SearchError):
    """The model can't be loaded on this machine; values: `name`, `detail`."""

    key = "search_model"


class Encoder:
    """A model by name. `weight` is its share in the fusion, between 0 and 1."""

    def __init__(self, name: str) -> None:
        self.name = name
        settings = _settings(name)
        self.weight = settings.weight
        self._query_prefix, self._passage_prefix = settings.query_prefix, settings.passage_prefix
        self._model: Any = None

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """Unit-length vector of a query.

        Raises:
            ModelUnavailableError: the model can't be loaded on this machine.
        """
        vector: NDArray[np.float32] = self._encode([self._query_prefix + query])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit-length vectors of passages, shape (texts, dimensions).

        Raises:
            ModelUnavailableError: as for `encode_query`.
        """
        return self._encode([self._passage_prefix + text for text in texts])

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        if self._model is None:
            self._model = _load(self.name)
        vectors: NDArray[np.float32] = self._model.encode(
            texts, batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors


def configured_encoder() -> Encoder | None:
    """The model that `THONGTRI_MODEL` names; null if it names none. Nothing is loaded yet."""
    name = os.environ.get(VARIABLE, "").strip()
    return Encoder(name) if name else None


def _load(name: str) -> Any:
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        raise ModelUnavailableError(name=name, detail=str(error).split("\n", 1)[0]) from error


@dataclass(frozen=True, slots=True)
class Settings:
    """How a family of models is used: share of the cosine in the fusion, and the prefixes it was trained with."""

    weight: float
    query_prefix: str
    passage_prefix: str


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("query").joinpath("data/models.toml").read_text(encoding="utf-8"))


def _settings(name: str) -> Settings:
    """The table whose key occurs in the model's name, over the defaults."""
    table = _table()
    special = next((v for key, v in table.items() if key != "default" and key in name.lower()), {})
    return Settings(**(table["default"] | special))
