"""Words of a text as the index holds them: plain and folded syllables, and bigrams of each.

Vietnamese writes a space between syllables, so bigrams of syllables stand for words and no segmenter is
needed. Plain tokens keep the marks (with one place for the tone: hoà = hòa), folded ones drop them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from ontology.text import fold, has_marks, old_tone_placement, words
from ontology.thesaurus import key
from query.thesaurus import Expansion

_RAW_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_LONGEST = 48
"""Longest token kept, in characters; longer ones are cut (no Vietnamese syllable has more than 7 letters)."""

_SYLLABLES = 50_000
"""Words whose tokens are remembered; Vietnamese has some 7,000 written syllables."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Tokens of one text, in order; bigrams join two neighbours by `_`."""

    plain: tuple[str, ...]
    folded: tuple[str, ...]
    marked: bool

    @property
    def plain_pairs(self) -> list[str]:
        return pairs(self.plain)

    @property
    def folded_pairs(self) -> list[str]:
        return pairs(self.folded)


def analyse(text: str) -> Analysis:
    """Tokens of `text`, whatever its normal form and tone placement."""
    known = [_word(word) for word in words(text.lower())]
    plain = tuple(token for token, _ in known)
    folded = tuple(token for _, tokens in known for token in tokens)
    return Analysis(plain, folded, plain != folded and has_marks(text))


@lru_cache(maxsize=_SYLLABLES)
def _word(word: str) -> tuple[str, tuple[str, ...]]:
    """Plain token and folded tokens of a lower-case word (folding can split or drop signs)."""
    placed = old_tone_placement(word)
    return placed[:_LONGEST], tuple(token[:_LONGEST] for token in fold(placed).split())


def pairs(tokens: Sequence[str]) -> list[str]:
    """Overlapping bigrams."""
    return [f"{left}_{right}" for left, right in pairwise(tokens)]


def telling_pairs(query: Analysis) -> list[str]:
    """Folded bigrams of a query without a particle in them (`cho`, `của`); all of them if each has one."""
    every = query.folded_pairs
    return [pair for pair, bare in zip(every, pairwise(_empty(query)), strict=True) if not any(bare)] or every


def telling_words(query: Analysis) -> list[str]:
    """Folded words of a query without its particles; all of them if there are no others."""
    return [word for word, empty in zip(query.folded, _empty(query), strict=True) if not empty] or list(query.folded)


def _empty(query: Analysis) -> list[bool]:
    """For each folded word whether it is a particle: by its marks, where the query has any."""
    plain, folded = _particles()
    if query.marked and len(query.plain) == len(query.folded):
        return [word in plain for word in query.plain]
    return [word in folded for word in query.folded]


@cache
def _particles() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads(files("query").joinpath("data/particles.toml").read_text(encoding="utf-8"))
    return frozenset(analyse(data["plain"]).plain), frozenset(data["folded"].split())


def matched_words(query: Analysis, quote: str) -> list[tuple[int, int]]:
    """Half-open ranges of `quote` whose words the query names, in order: by folded form if either is typed without
    marks, else with their marks (“giả” isn't “gia”)."""
    exact = query.marked and has_marks(quote)
    named = set(query.plain if exact else query.folded)

    def said(word: str) -> tuple[str, ...]:
        found = analyse(word)
        return (found.plain if exact else found.folded) or ("",)

    return [m.span() for m in _RAW_WORD.finditer(quote) if named.issuperset(said(m.group()))]


def folded_words(quote: str) -> list[tuple[int, int, str]]:
    """Half-open range and folded form of every word of a raw text."""
    return [(m.start(), m.end(), fold(m.group())) for m in _RAW_WORD.finditer(quote)]


def matched_synonyms(synonyms: Sequence[Expansion], quote: str) -> list[tuple[Expansion, int, int]]:
    """Synonyms that stand in `quote` word for word, each with its first half-open range there."""
    found = [(m.start(), m.end(), "".join(key(m.group()))) for m in _RAW_WORD.finditer(quote)] if synonyms else []
    tokens, held = [token for _, _, token in found], list[tuple[Expansion, int, int]]()
    for one in synonyms:
        phrase = list(key(one.synonym))
        starts = (at for at, token in enumerate(tokens) if token == phrase[0])
        at = next((at for at in starts if tokens[at : at + len(phrase)] == phrase), None)
        if at is not None:
            held.append((one, found[at][0], found[at + len(phrase) - 1][1]))
    return held


def join_ranges(quote: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order that overlap or that only spaces part become one, so that `cách ly` is lit as one phrase."""
    joined = list[tuple[int, int]]()
    for start, end in ranges:
        if joined and (start <= joined[-1][1] or quote[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
