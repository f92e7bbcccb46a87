"""Text with named stretches: what templates become, and what pages are put together from.

In a template `[role:words]` names a stretch (they nest) and `{slot}` is filled in. A slot may bring
stretches of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

_TOKEN: Final = re.compile(r"\[(?P<open>@?[\w.-]+):|(?P<close>\])|\{(?P<slot>[^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A named stretch `[start, end)`."""

    role: str
    start: int
    end: int

    def moved(self, by: int) -> Mark:
        """The same stretch in a text that begins `by` code points earlier."""
        return Mark(self.role, self.start + by, self.end + by)

    def holds(self, other: Mark) -> bool:
        """Whether another stretch lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Piece | str) -> Piece:
        right = Piece(other) if isinstance(other, str) else other
        by = len(self.text)
        return Piece(self.text + right.text, (*self.marks, *(mark.moved(by) for mark in right.marks)))

    def named(self, role: str) -> Piece:
        """The whole piece as one stretch of that name."""
        return Piece(self.text, (Mark(role, 0, len(self.text)), *self.marks))

    def capitalised(self) -> Piece:
        """With a capital first letter, which never changes the length."""
        return Piece(self.text[:1].upper() + self.text[1:], self.marks)

    def marked(self, *roles: str) -> tuple[Mark, ...]:
        """Stretches with one of these names, in order of their beginning."""
        return tuple(sorted((mark for mark in self.marks if mark.role in roles), key=lambda mark: mark.start))

    def of(self, mark: Mark) -> str:
        """The words of a stretch."""
        return self.text[mark.start : mark.end]

    @classmethod
    def joined(cls, pieces: list[Piece], between: str = "") -> Self:
        """Pieces one after another."""
        parts, marks, at = [], list[Mark](), 0
        for number, piece in enumerate(pieces):
            if number:
                parts.append(between)
                at += len(between)
            parts.append(piece.text)
            marks.extend(mark.moved(at) for mark in piece.marks)
            at += len(piece.text)
        return cls("".join(parts), tuple(marks))


def filled(template: str, fill: Callable[[str], Piece | str]) -> Piece:
    """A template with its slots filled by `fill(name)`.

    Raises:
        ValueError: a bracket is opened or closed without its fellow.
    """
    text, at, marks, opened = "", 0, list[Mark](), list[tuple[str, int]]()
    for token in _TOKEN.finditer(template):
        text += template[at : token.start()]
        at = token.end()
        if token["open"]:
            opened.append((token["open"], len(text)))
        elif token["close"]:
            if not opened:
                raise ValueError("a bracket is closed that was not opened")
            role, start = opened.pop()
            marks.append(Mark(role, start, len(text)))
        else:
            given = fill(token["slot"])
            piece = Piece(given) if isinstance(given, str) else given
            marks.extend(mark.moved(len(text)) for mark in piece.marks)
            text += piece.text
    if opened:
        raise ValueError(f"the bracket of {opened[-1][0]!r} is not closed")
    return Piece(text + template[at:], tuple(marks))


def slots(template: str) -> list[str]:
    """Names of the slots of a template, in order."""
    return [token["slot"] for token in _TOKEN.finditer(template) if token["slot"]]
