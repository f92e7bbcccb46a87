"""A question as the reader of statements sees it: its words, what it asks for, and the words that are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ontology.text import fold, has_marks
from query.embed.align import Aligner
from query.embed.box import boxed
from query.read.signs import signs


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """`words`: its folded words; `asks`: what it may ask for (`query/forms/reading.toml`); `heads`: the folded words of
    what it counts or names the kind of; `grams`: its words and pairs of words; `tokens`: those of its words that texts
    are searched for; `folded`: True if it is written without marks.
    """

    words: tuple[str, ...]
    asks: tuple[str, ...]
    heads: tuple[str, ...]
    grams: frozenset[str]
    tokens: NDArray[np.int64]
    folded: bool


@lru_cache(maxsize=64)
def read_question(text: str) -> Question:
    """The question as it is read; nothing of it but its words is known.

    >>> read_question("mấy xã phải sơ tán").asks
    ('number',)
    """
    key = fold(text)
    words = tuple(key.split())
    said = (word for found in signs().head.finditer(key) for word in found.groups() if word)
    return Question(
        words,
        tuple(sort for sort, pattern in signs().asks.items() if pattern.search(key)),
        tuple(dict.fromkeys(word for word in said if word not in signs().head_idle)),
        frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)},
        aligner().question(text, signs().idle),
        not has_marks(text),
    )


@lru_cache(maxsize=1)
def aligner() -> Aligner:
    """Alignments by the model in the box."""
    return Aligner(boxed().model)
