"""Edited text that remembers where each character came from.

`Aligned.text[i]` covers `raw[starts[i]:ends[i]]`. Edits are applied in one pass, so any number of
them costs one walk over the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000\v\b") | frozenset(map(chr, range(0x2000, 0x200B)))
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_QUOTES = frozenset("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033")
_SINGLE = frozenset("\u2018\u2019\u201a\u201b\u2032")
LONGEST_WORD = 100
"""Characters of context that a report of a repair takes along on each side."""
_NEWLINES = frozenset("\r\f\u2028\u2029\x85")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Text with the raw range of each of its characters."""

    text: str
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `new`; `kind` and `rule` are None for edits not worth a report.

    `context_start`/`context_end` widen what is reported to whole words.
    """

    start: int
    end: int
    new: str
    kind: str | None = None
    rule: str = ""
    context_start: int = -1
    context_end: int = -1

    @property
    def shown(self) -> tuple[int, int]:
        """Range to report."""
        first = self.start if self.context_start < 0 else self.context_start
        return first, self.end if self.context_end < 0 else self.context_end


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to white space on both sides, by `LONGEST_WORD` characters at most."""
    floor, limit = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while start > floor and not text[start - 1].isspace():
        start -= 1
    while end < limit and not text[end].isspace():
        end += 1
    return start, end


def plain_char(char: str) -> str:
    """One kind of dash, quote and space, full-width signs as usual ones."""
    if char in _DASHES:
        return "-"
    if char in _SPACES:
        return " "
    if char in _QUOTES:
        return '"'
    if char in _SINGLE:
        return "'"
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return char


def normalise(raw: str) -> Aligned:
    """NFC text with one kind of dash, quote, space and newline; zero-width signs are dropped.

    A base letter and its combining marks become one character covering all of them.
    """
    signs = frozenset(raw)
    if "\r" not in signs and not any(map(_combines, signs)) and all(len(_single(c)) == 1 for c in signs):
        text = raw.translate({ord(c): _single(c)[0] for c in signs})
        return Aligned(text, list(range(len(raw))), list(range(1, len(raw) + 1)))
    out, starts, ends = list[str](), list[int](), list[int]()
    i, size = 0, len(raw)
    while i < size:
        j = i + 1
        while j < size and _combines(raw[j]) and not raw[i].isspace():
            j += 1
        if raw[i] == "\r" and raw[j : j + 1] == "\n":
            i = j
            continue
        for char in _single(raw[i]) if j == i + 1 else _pieces(unicodedata.normalize("NFC", raw[i:j])):
            out.append(char)
            starts.append(i)
            ends.append(j)
        i = j
    return Aligned("".join(out), starts, ends)


@lru_cache(maxsize=4096)
def _combines(char: str) -> bool:
    return unicodedata.combining(char) != 0


@lru_cache(maxsize=4096)
def _single(char: str) -> tuple[str, ...]:
    """What a character without combining marks becomes."""
    return ("\n",) if char in _NEWLINES else _pieces(unicodedata.normalize("NFC", char))


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(plain_char(char) for char in text if char not in _DROPPED)


def apply(aligned: Aligned, edits: Iterable[Edit]) -> tuple[Aligned, list[Edit]]:
    """The text after all edits, and the edits really made: of two that overlap the first wins."""
    text, starts, ends = list[str](), list[int](), list[int]()
    made, at = list[Edit](), 0
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    if not ordered:
        return aligned, made
    for edit in ordered:
        if edit.start < at:
            continue
        text.append(aligned.text[at : edit.start])
        starts += aligned.starts[at : edit.start]
        ends += aligned.ends[at : edit.start]
        last = edit.end - 1
        for k, char in enumerate(edit.new):
            source = min(edit.start + k, last)
            text.append(char)
            starts.append(aligned.starts[source])
            ends.append(aligned.ends[last if k == len(edit.new) - 1 else source])
        at = edit.end
        made.append(edit)
    text.append(aligned.text[at:])
    starts += aligned.starts[at:]
    ends += aligned.ends[at:]
    return Aligned("".join(text), starts, ends), made
