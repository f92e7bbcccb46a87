"""How much each word of a query tells about what it should find, learnt from the pairs.

`ai`, `gì`, `bị`, `ko` stand in many queries and seldom in the clause that answers them; `bầu`, `cách ly`
mostly do. Laws and encyclopedias hold the former so rarely that BM25 alone takes them for telling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from ontology.text import fold
from query.train.pairs import Pair

FILE: Final = "query_words.csv"
_DOUBT: Final = 5
"""Queries that a word counts as having besides, in which it told as much as any."""
_LEAST: Final = 0.1
_TELLING: Final = 0.95
"""Words that weigh more than this aren't listed: they weigh 1."""


def word_weights(pairs: Iterable[Pair]) -> dict[str, float]:
    """Weights below 1 of folded words.

    The share of a word's queries whose clause holds it, less the share of all clauses that do, against the mean
    of all words.
    """
    asked, answered, held, clauses = Counter[str](), Counter[str](), Counter[str](), 0
    for pair in pairs:
        clause = set(fold(pair.clause).split())
        held.update(clause)
        clauses += 1
        for query in pair.queries:
            words = set(fold(query).split())
            asked.update(words)
            answered.update(words & clause)
    mean = answered.total() / max(asked.total(), 1)
    weights = dict[str, float]()
    for word, times in asked.items():
        if any(char.isdigit() for char in word):
            continue
        share = (answered[word] + mean * _DOUBT) / (times + _DOUBT)
        weight = max(_LEAST, (share - held[word] / clauses) / mean)
        if weight < _TELLING:
            weights[word] = round(weight, 2)
    return weights


def write_word_weights(folder: Path, weights: Mapping[str, float]) -> None:
    """A row `word,weight` a word, in the order of the alphabet."""
    rows = [f"{word},{weights[word]}\n" for word in sorted(weights)]
    (folder / FILE).write_text("word,weight\n" + "".join(rows), encoding="utf-8")
