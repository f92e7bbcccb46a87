"""How near facts are in meaning to a question, by the model in the box: the weights of the reader are made for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from query.ask.catalogue import Fact
from query.dense import Encoder
from query.embed.box import boxed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 5000
"""Texts whose vectors are remembered: some 4 KiB each."""


class Meaning:
    """Cosines of a question with texts: the mean of that with the text and the best with one of its sentences."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def near(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number from -1 to 1 for each of the texts."""
        asked = self._encoder.encode_query(question)
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            made = self._encoder.encode_passages(new)
            for i, text in enumerate(new):
                sentences = made.sentences[made.first[i] : made.first[i + 1]]
                self._vectors[text] = _stacked(made.texts[i], sentences)
        out = list[float]()
        for text in texts:
            self._vectors.move_to_end(text)
            cosines = self._vectors[text] @ asked
            out.append(float(cosines[0] + cosines[1:].max(initial=-1.0)) / 2 if len(cosines) > 1 else float(cosines[0]))
        while len(self._vectors) > KEPT:
            self._vectors.popitem(last=False)
        return out


def likeness(question: str, facts: Sequence[Fact]) -> list[float]:
    """How near each of the facts is to a question."""
    return _meaning().near(question, [fact.text for fact in facts]) if facts else []


def _stacked(text: NDArray[np.float32], sentences: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.vstack([text[None, :], sentences])


@cache
def _meaning() -> Meaning:
    return Meaning(boxed())
