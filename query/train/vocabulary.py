"""Which tokens the model knows: those that texts hold most, with what the product's own pairs hold counted more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from ontology.text import fold, nfc, old_tone_placement, words

SIZES: Final = {"plain": 11_000, "plain_pairs": 26_000, "folded": 5_000, "folded_pairs": 22_000}
"""Tokens of each kind of `query.embed.tokens.KINDS`: 16 MB of weights."""
OWN: Final = 30
"""What one word of the product's own pairs counts against one of a running text."""
RARE: Final = 12
"""Pairs of words seen less often in running text aren't counted."""
_LONGEST_NUMBER: Final = 4


def vocabulary(texts: Iterable[str], own: Iterable[str]) -> list[list[str]]:
    """Tokens of each kind, the most frequent first."""
    single, pairs = Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        said = _words(text)
        single.update(said)
        pairs.update(pairwise(said))
    pairs = Counter({pair: count for pair, count in pairs.items() if count >= RARE})
    for text in own:
        said = _words(text)
        for word in said:
            single[word] += OWN
        for pair in pairwise(said):
            pairs[pair] += OWN
    bare, bare_pairs = Counter[str](), Counter[tuple[str, str]]()
    for word, count in single.items():
        bare[_bare(word)] += count
    for (left, right), count in pairs.items():
        bare_pairs[_bare(left), _bare(right)] += count
    return [
        _most(single, SIZES["plain"]),
        _most(Counter({f"{a} {b}": count for (a, b), count in pairs.items()}), SIZES["plain_pairs"]),
        _most(bare, SIZES["folded"]),
        _most(Counter({f"{a} {b}": count for (a, b), count in bare_pairs.items() if a and b}), SIZES["folded_pairs"]),
    ]


def _words(text: str) -> list[str]:
    return [old_tone_placement(word) for word in words(nfc(text).lower())]


def _bare(word: str) -> str:
    return fold(word).replace(" ", "")


def _most(counted: Counter[str], size: int) -> list[str]:
    """The most frequent tokens; of two as frequent, the one first in the alphabet."""
    known = [token for token in counted if token and not _is_long_number(token)]
    return sorted(known, key=lambda token: (-counted[token], token))[:size]


def _is_long_number(token: str) -> bool:
    return any(word.isdigit() and len(word) > _LONGEST_NUMBER for word in token.split(" "))
