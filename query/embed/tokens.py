"""Text as the numbers of the tokens that a model knows, sentence by sentence.

A text with any tone mark is read by its plain syllables and pairs of neighbouring syllables, one without by
folded ones. A plain syllable that the model doesn't know is read folded. Pairs don't reach over the end of
a sentence, so that a text has the tokens of its sentences and no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.text import fold, has_marks, nfc, old_tone_placement

KINDS: Final = ("plain", "plain_pairs", "folded", "folded_pairs")
"""Kinds of tokens, in the order of their numbers."""
SENTENCE: Final = 12
"""Syllables that a sentence has at least; a shorter one goes with the next, the last one with that before."""
MAX_PIECES: Final = 2048
"""Syllables and ends of sentences of a text that are read; the rest is left out."""
_PIECE: Final = re.compile(r"[^\W_]+|[.;:?!](?=\s)|\n")
_OPENING: Final = 80
"""Characters looked at first for marks; nearly every text has one there."""
_END: Final = 1 << 60
_BITS: Final = 28
"""Bits of a number in a form: (word + 1) << _BITS | (token + 1); 0 stands for none."""
_MASK: Final = (1 << _BITS) - 1
PLAIN: Final = "'"
"""Put before plain words where they are numbered with folded ones."""
_REMEMBERED: Final = 200_000
"""Distinct forms of words kept in memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """Texts piece by piece: the token of each piece and of the pair that it begins (-1 for none), whether it
    ends a sentence, and the text it belongs to. Every text ends with an end.
    """

    single: NDArray[np.int64]
    pair: NDArray[np.int64]
    end: NDArray[np.bool_]
    text: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bags:
    """Tokens of texts: sentence s has `ids[starts[s] : starts[s + 1]]`, text t the sentences from `texts[t]`
    to before `texts[t + 1]`, at least one.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]


class Tokenizer:
    """Reads texts by a vocabulary: the tokens of each kind of `KINDS`, pairs joined by a space."""

    def __init__(self, vocabulary: Sequence[Sequence[str]]) -> None:
        self.vocabulary = vocabulary
        self.names = [token for tokens in vocabulary for token in tokens]
        """Each token as a word or two."""
        firsts = [0, *np.cumsum([len(tokens) for tokens in vocabulary]).tolist()]
        self.size: int = firsts[-1]
        plain, plain_pairs, folded, folded_pairs = (
            dict(zip(tokens, range(first, self.size), strict=False))
            for tokens, first in zip(vocabulary, firsts, strict=False)
        )
        words = _Numbers()
        keys = dict[int, int]()
        for pairs, mark in ((plain_pairs, PLAIN), (folded_pairs, "")):
            for pair, number in pairs.items():
                left, right = pair.split(" ")
                keys[words[mark + left] << _BITS | words[mark + right]] = number
        self._keys = np.array(sorted(keys), dtype=np.int64)
        self._pairs = np.array([keys[key] for key in sorted(keys)], dtype=np.int64)
        self._plain, self._folded = _plain(plain, folded, words), _folded(folded, words)

    def read(self, texts: Iterable[str]) -> Bags:
        """Tokens of each text."""
        line = self.line(texts)
        sentence, first = sentences(line)
        where = np.concatenate([np.nonzero(line.single >= 0)[0], np.nonzero(line.pair >= 0)[0]])
        ids = np.concatenate([line.single[line.single >= 0], line.pair[line.pair >= 0]])
        order = np.argsort(sentence[where], kind="stable")
        starts = np.searchsorted(sentence[where][order], np.arange(sentence[-1] + 2 if len(sentence) else 1))
        return Bags(ids[order], starts, first)

    def line(self, texts: Iterable[str], *, folded: bool = False) -> Line:
        """Every piece of the texts in order; `folded` reads all of them without marks."""
        found, lengths = list[int](), list[int]()
        for text in texts:
            marked = not folded and (has_marks(text[:_OPENING]) or has_marks(text[_OPENING:]))
            pieces = _PIECE.findall(nfc(text).lower())[:MAX_PIECES]
            found += map((self._plain if marked else self._folded).__getitem__, pieces)
            found.append(_END)
            lengths.append(len(pieces) + 1)
        forms = np.array(found, dtype=np.int64)
        end = forms == _END
        forms[end] = 0
        words, pair = forms >> _BITS, np.full(len(forms), -1, dtype=np.int64)
        if len(self._keys) and len(forms):
            keys = (words[:-1] - 1) << _BITS | (words[1:] - 1)
            places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            pair[:-1] = np.where(self._keys[places] == keys, self._pairs[places], -1)
        return Line((forms & _MASK) - 1, pair, end, np.repeat(np.arange(len(lengths)), lengths))


def sentences(line: Line) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sentence of each piece, and the first sentence of each text, with the number of all at the end."""
    places = np.nonzero(line.end)[0]
    owners = line.text[places]
    last = np.append(owners[1:] != owners[:-1], True).tolist() if len(owners) else []
    closes, first, since = list[int](), [0], 0
    for place, count, final in zip(places.tolist(), np.cumsum(~line.end)[places].tolist(), last, strict=True):
        if final and count - since < SENTENCE and len(closes) > first[-1]:
            closes[-1], since = place, count
        elif final or count - since >= SENTENCE:
            closes.append(place)
            since = count
        if final:
            first.append(len(closes))
    return np.searchsorted(closes, np.arange(len(line.end))), np.array(first, dtype=np.int64)


def pieces(text: str) -> list[tuple[int, int]]:
    """The places in a composed (NFC) text of the pieces that `Tokenizer.line` reads, without the end of the text."""
    return [found.span() for found in islice(_PIECE.finditer(text), MAX_PIECES)]


class _Numbers(dict[str, int]):
    """Consecutive numbers for words, given when first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Forms(dict[str, int]):
    """What a lower-case piece of text stands for, worked out once by `form`: its token and its word in pairs."""

    def __init__(self, form: Callable[[str], int]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, piece: str) -> int:
        found = self._form(piece) if piece[0].isalnum() else _END
        if len(self) < _REMEMBERED:
            self[piece] = found
        return found


def _folded(tokens: Mapping[str, int], words: Mapping[str, int]) -> _Forms:
    """Forms of pieces read without marks."""

    def form(piece: str) -> int:
        word = fold(piece).replace(" ", "")
        return (words.get(word, -1) + 1) << _BITS | (tokens.get(word, -1) + 1)

    return _Forms(form)


def _plain(tokens: Mapping[str, int], folded: Mapping[str, int], words: Mapping[str, int]) -> _Forms:
    """Forms of pieces read with their marks."""

    def form(piece: str) -> int:
        word = old_tone_placement(piece)
        token = tokens.get(word, -1)
        if token < 0:
            token = folded.get(fold(word).replace(" ", ""), -1)
        return (words.get(f"{PLAIN}{word}", -1) + 1) << _BITS | (token + 1)

    return _Forms(form)
