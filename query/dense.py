"""Which model gives texts their vectors: the one in the box, another by name, or none.

`THONGTRI_MODEL` unset or empty: the model in the box, run by numpy. `none`: search by words alone. Anything
else: the folder (or the name, if it is on this machine) of a sentence-transformers model. Nothing is ever
fetched from the network, and nothing is loaded before the first text is encoded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from query.errors import SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from query.embed.bag import Vectors

VARIABLE: Final = "THONGTRI_MODEL"
NONE: Final = "none"


class ModelUnavailableError(SearchError):
    """The model can't be loaded on this machine; values: `name`, `detail`."""

    key = "search_model"


class Encoder(Protocol):
    """A model. Encoding raises `ModelUnavailableError` if the model can't be loaded on this machine."""

    @property
    def name(self) -> str:
        """Which model, with its version: vectors are made anew when it changes."""
        ...

    @property
    def weight(self) -> float:
        """Its share in the fusion, between 0 and 1."""
        ...

    @property
    def floor(self) -> float:
        """The cosine under which a text that shares no word with a query isn't found."""
        ...

    def encode_query(self, query: str) -> NDArray[np.float32]:
        """Unit-length vector of a query."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors of passages, and of their sentences where the model is used so."""
        ...


def configured_encoder() -> Encoder | None:
    """The model that the environment asks for; null for none."""
    name = os.environ.get(VARIABLE, "").strip()
    if name.lower() == NONE:
        return None
    if not name:
        from query.embed.box import boxed

        return boxed()
    from query.embed.named import named

    return named(name)
