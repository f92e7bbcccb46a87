"""How a text is wrapped: measured from its lines before any of them is joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDE = 130
"""Characters from which a line is a paragraph rather than a wrapped line."""
_FEW = 8
_EXACT, _STRAY, _SPACED = 0.35, 0.03, 0.6
"""Shares: full lines of an exactly wrapped text; its longer lines; full lines before a blank one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without surrounding spaces, its range, and how it was written before any repair."""

    start: int
    end: int
    text: str
    written: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """`width` in characters, 0 if each paragraph is one line. `exact`: no word that would still have fitted
    begins a line, as programs wrap. `spaced`: blank lines stand between wrapped lines too."""

    width: int
    exact: bool
    spaced: bool

    def full(self, line: Line, after: Line) -> bool:
        """True if the first word of the next line would not have fitted."""
        return len(line.written) + 1 + len(after.written.split(" ", 1)[0]) > self.width


def measure(text: str, lines: Sequence[Line]) -> Wrap:
    """The wrapping of a text whose lines these are."""
    if len(lines) < _FEW:
        return Wrap(0, exact=False, spaced=False)
    lengths = sorted(map(_length, lines))
    usual = lengths[int(len(lengths) * 0.9)]
    if usual > _WIDE:
        return Wrap(0, exact=False, spaced=False)
    longest = next(n for n in reversed(lengths) if n <= _WIDE)
    inside = min(longest, lengths[len(lengths) - 1 - int(_STRAY * len(lengths))])
    exact = [_exact(text, lines, width) for width in (longest, inside)]
    best = exact[1] if exact[1][0] > exact[0][0] + _STRAY else exact[0]
    return best[1] if best[0] >= _EXACT else Wrap(usual, exact=False, spaced=False)


def _length(line: Line) -> int:
    """Characters without a hyphen that cuts a word at the end."""
    return len(line.written) - line.written.endswith("-")


def _exact(text: str, lines: Sequence[Line], width: int) -> tuple[float, Wrap]:
    """The share of lines that are full if the text was wrapped at a width, and that wrapping."""
    wrap = Wrap(width, exact=True, spaced=False)
    full = [(a, b) for a, b in pairwise(lines) if wrap.full(a, b)]
    blank = sum("\n" in text[a.end + 1 : b.start] for a, b in full)
    return len(full) / len(lines), Wrap(width, exact=True, spaced=blank > _SPACED * len(full))
