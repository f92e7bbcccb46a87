"""Two baselines, counted here and not by the index of search, so that they stay what they are.

`BM25`: syllables as they stand. `LC`: syllables and pairs of syllables, with marks and folded, as search had
them before it had a thesaurus and a model; every later way is compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer

from query.search.text import Analysis, analyse

_K1: Final = 1.2
_B: Final = 0.75
_PAIRS: Final = 0.4
_FOLDED: Final = 0.5

Terms = Callable[[Analysis], Sequence[str]]
_FIELDS: Final[dict[str, Terms]] = {
    "plain": lambda text: text.plain, "plain_pairs": lambda text: text.plain_pairs,
    "folded": lambda text: text.folded, "folded_pairs": lambda text: text.folded_pairs,
}  # fmt: skip


class Field:
    """BM25 over one kind of terms (Robertson et al. 1994), k1 = 1.2, b = 0.75."""

    def __init__(self, texts: Iterable[Analysis], terms: Terms) -> None:
        self._counter = CountVectorizer(analyzer=terms)
        counts = csr_array(self._counter.fit_transform(texts), dtype=np.float64)
        sizes = counts.sum(axis=1)
        held = np.bincount(counts.indices, minlength=counts.shape[1])
        rarity = np.log(1 + (len(sizes) - held + 0.5) / (held + 0.5))
        rows = np.repeat(np.arange(len(sizes)), np.diff(counts.indptr))
        long = 1 - _B + _B * sizes[rows] / sizes.mean()
        counts.data *= rarity[counts.indices] * (_K1 + 1) / (counts.data + _K1 * long)
        self._weights = counts

    def scores(self, query: Analysis) -> NDArray[np.float64]:
        """Score of every text."""
        asked = self._counter.transform([query]).toarray()[0]
        found: NDArray[np.float64] = self._weights @ asked
        return found


class Baselines:
    """Both baselines over the same texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = [analyse(text) for text in texts]
        self._fields = {name: Field(known, terms) for name, terms in _FIELDS.items()}

    def bm25(self, query: str, rows: NDArray[np.int64]) -> list[int]:
        """Those of the rows that hold a syllable of the query, best first."""
        return _best(self._fields["plain"].scores(analyse(query)), rows)

    def lc(self, query: str, rows: NDArray[np.int64]) -> list[int]:
        """Those of the rows that hold a folded syllable of the query, best first."""
        asked = analyse(query)
        folded = self._sum(asked, "folded")
        return _best(self._sum(asked, "plain") + _FOLDED * folded if asked.marked else folded, rows)

    def _sum(self, query: Analysis, name: str) -> NDArray[np.float64]:
        return self._fields[name].scores(query) + _PAIRS * self._fields[f"{name}_pairs"].scores(query)


def _best(scores: NDArray[np.float64], rows: NDArray[np.int64]) -> list[int]:
    order = rows[np.argsort(-scores[rows], kind="stable")]
    return [int(row) for row in order if scores[row] > 0]
