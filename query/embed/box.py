"""The encoder of a model that `query.train` made: the one in the box, or another in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from query.dense import ModelUnavailableError
from query.embed.bag import BagModel

if TYPE_CHECKING:
    from query.embed.bag import Vectors

FOLDER: Final = "data/model"
_NEAR: Final = 0.35
"""Cosine from which on two words are told to lie near."""
_NAMED: Final = 3


class BagEncoder:
    """A `query.dense.Encoder` run by numpy."""

    def __init__(self, folder: Path) -> None:
        """Reads the model.

        Raises:
            ModelUnavailableError: its files are damaged.
        """
        try:
            self._model = BagModel(folder)
            config = self._model.config
            self.name, self.weight, self.floor = str(config["name"]), float(config["weight"]), float(config["floor"])
        except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
            raise ModelUnavailableError(name=str(folder), detail=str(error)) from error

    @property
    def model(self) -> BagModel:
        """The model itself."""
        return self._model

    @property
    def vocabulary(self) -> Sequence[Sequence[str]]:
        """Tokens of each kind, the most common first."""
        return self._model.tokenizer.vocabulary

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """See `Encoder`."""
        vector: NDArray[np.float32] = self._model.encode([query])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return self._model.encode_sentences(texts)

    def nearest_words(self, query: str, passage: str) -> list[tuple[str, str, float]]:
        """See `query.search.reasons.Explains`; at most three."""
        return self._model.nearest_tokens(query, passage, _NEAR)[:_NAMED]


@cache
def boxed() -> BagEncoder:
    """The model that comes with the product.

    Raises:
        ModelUnavailableError: its files are damaged.
    """
    with as_file(files("query").joinpath(FOLDER)) as folder:
        return BagEncoder(folder)
