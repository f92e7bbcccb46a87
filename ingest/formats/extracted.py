"""What a format's reader hands on: text, and where in the document each stretch of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.model import Page


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as shares of its width and height: 0, 0 is the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the text and its place: `text[start:end]` is printed in `box` of page `page`."""

    page: int
    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document; pages and lines are empty where the format has none."""

    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[PlacedLine, ...] = ()


@dataclass(slots=True)
class Builder:
    """Collects a text line by line and notes where each page and line lies."""

    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _pages: list[Page] = field(default_factory=list)
    _lines: list[PlacedLine] = field(default_factory=list)

    def line(self, text: str, page: int | None = None, box: Box | None = None) -> None:
        """Add one line; `box` is its place on `page`."""
        if page is not None and box is not None and text:
            self._lines.append(PlacedLine(page, self._size, self._size + len(text), box))
        self._parts.append(text + "\n")
        self._size += len(text) + 1

    def join(self, text: str, page: int | None = None, box: Box | None = None) -> None:
        """Add a line that goes on in the paragraph of the line before, after a space."""
        if self._parts:
            self._parts[-1] = self._parts[-1][:-1] + " "
        self.line(text, page, box)

    def page(self, number: int, start: int) -> None:
        """Close a page (numbered from 1) that began at offset `start`."""
        self._pages.append(Page(number, start, self._size))

    def page_before(self, number: int, start: int, end: int) -> None:
        """Close a page that ends at offset `end`, inside the line that comes next."""
        self._pages.append(Page(number, start, end))

    @property
    def size(self) -> int:
        """Code points so far."""
        return self._size

    def build(self) -> Extracted:
        """The text with its map."""
        return Extracted("".join(self._parts), tuple(self._pages), tuple(self._lines))


def of_lines(lines: Iterable[str]) -> Extracted:
    """A text without pages."""
    return Extracted("".join(line + "\n" for line in lines))
