"""Words of which a statement may say the opposite: “miễn phí” answers whether something costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.text import fold, nfc
from query.ask.understand import Understanding
from query.ask.wanted import fallback


@dataclass(frozen=True, slots=True)
class Opposite:
    """What a question asks, and how a statement says that it isn't so."""

    asked: re.Pattern[str]
    said: re.Pattern[str]
    plain: re.Pattern[str]
    """What is asked, typed without marks."""


@cache
def opposites() -> tuple[Opposite, ...]:
    """The pairs of `query/forms/fallback.toml`."""
    return tuple(
        Opposite(*(re.compile(rf"\b(?:{row[name]})\b") for name in ("asked", "said", "plain")))
        for row in fallback()["opposite"]
    )


def opposed(u: Understanding, text: str) -> bool:
    """True if a statement says the opposite of what a question asks, and not that."""
    text = nfc(text).lower()
    return any(pair.said.search(text) and not pair.asked.search(text) for pair, _ in _pairs(u))


def agrees(u: Understanding, text: str) -> bool:
    """True if a statement says what a question asks, where that has an opposite."""
    return all(pair.asked.search(nfc(text).lower()) for pair, _ in _pairs(u))


def asked_words(u: Understanding) -> set[str]:
    """Folded words by which a question asks what has an opposite."""
    return {word for _, found in _pairs(u) for word in fold(found).split()}


def _pairs(u: Understanding) -> Iterator[tuple[Opposite, str]]:
    """The opposites of which a question asks one, and the words that ask it."""
    words = u.linked.question.words
    written = " ".join(nfc(word.typed).lower() for word in words)
    plain = not any(word.marked for word in words)
    for pair in opposites():
        if found := pair.plain.search(u.key) if plain else pair.asked.search(written):
            yield pair, found.group()
