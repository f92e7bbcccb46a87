"""Words placed on a page as lines in reading order: side-by-side blocks one after the other, tables by row.

Lengths are in any unit of the page (points, pixels); `top` grows downwards. A *row* is what stands at one
height; a *gutter* is a stretch of white between words of a row that goes on in the rows below. Letterheads
and signature blocks are regions with one gutter: their left block is read before the right one. Regions
with two or more gutters are tables: a row of cells becomes one line, `| a | b | c |`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_RUN_GAP = 1.0
_OPENING_GAP = 1.2
_STANDS_OUT = 2.5
"""Width of a gutter in its first row, in line heights and in spaces of that row."""
_GUTTER = 0.8
"""Least width of a gutter that goes on, in line heights."""
_SURE = 3.0
"""Gap in line heights that makes two columns even in a single row."""
_OVERLAP = 0.15
"""Common height of lines side by side, in line heights; lines one below the other have less."""
_MARGIN = 0.22
"""Two columns are parted between this share of the page width and its mirror image; list marks lie outside."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a line of words and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be read: its words as one, and whether it stands in a column or table rather than in running text."""

    word: Word
    apart: bool = False


Row = list[Word]
Gap = tuple[float, float]


def runs(words: Iterable[Word]) -> Iterator[Row]:
    """Words in printing order cut into runs: at a new line, and where the gap is wider than the line is high."""
    run: Row = []
    for word in words:
        if run and not _next_to(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _next_to(before: Word, word: Word) -> bool:
    height = max(before.height, word.height)
    common = min(before.bottom, word.bottom) - max(before.top, word.top)
    return -height < word.left - before.right < _RUN_GAP * height and common > 0.3 * min(before.height, word.height)


def read_page(runs: Iterable[Row], width: float) -> list[Line]:
    """The lines of a page of the given width in reading order; a run is words of one line in one column."""
    kept = [run for run in runs if run]
    if not kept:
        return []
    unit = median(word.height for run in kept for word in run)
    rows = _staggered(_rows(kept), unit, width)
    out, k = list[Line](), 0
    while k < len(rows):
        length, gutters = _region(rows[k:], unit, width)
        if length:
            out += _read_region(rows[k : k + length], gutters)
            k += length
        else:
            out.append(Line(_joined(rows[k])))
            k += 1
    return out


def _rows(runs: list[Row]) -> list[Row]:
    """Runs by height: each joins the row that it overlaps by half and has room in, else begins one."""
    rows = list[list[Word]]()
    words = list[Row]()
    for run in sorted(runs, key=lambda run: _around(run, "").top + _around(run, "").bottom):
        box = _around(run, "")
        k = next((k for k in range(max(0, len(rows) - 3), len(rows)) if _level(rows[k], box)), None)
        if k is None:
            rows.append([box])
            words.append(list(run))
        else:
            rows[k].append(box)
            words[k] += run
    return [sorted(row, key=lambda w: w.left) for row in words]


def _level(row: Sequence[Word], box: Word) -> bool:
    """Whether a run stands at a row's height: by the nearest of its runs, since scans are askew."""
    if any(min(other.right, box.right) - max(other.left, box.left) > 0.5 * box.height for other in row):
        return False
    near = min(row, key=lambda w: max(w.left - box.right, box.left - w.right))
    common = min(near.bottom, box.bottom) - max(near.top, box.top)
    return common > 0.5 * min(near.height, box.height)


def _staggered(rows: list[Row], unit: float, width: float) -> list[Row]:
    """Rows with blocks side by side whose lines stand at different heights put together two by two."""
    out = list[Row]()
    for row in rows:
        if out and _beside(out[-1], row, unit, width):
            out[-1] = sorted(out[-1] + row, key=lambda w: w.left)
        else:
            out.append(row)
    return out


def _beside(one: Row, other: Row, unit: float, width: float) -> bool:
    """Whether two rows overlap in height and a gutter in the middle of the page parts them."""
    first, second = sorted((_around(one, ""), _around(other, "")), key=lambda w: w.left)
    gap = (first.right, second.left)
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return gap[1] - gap[0] > _OPENING_GAP * unit and common > _OVERLAP * unit and _central(gap, width)


def _region(rows: Sequence[Row], unit: float, width: float) -> tuple[int, list[Gap]]:
    """How many rows from the first on share a gutter, and the gutters; 0 if the first row opens no region."""
    gutters = _wide_gaps(rows[0], unit)
    if not gutters:
        return 0, []
    both, length = 1, 1
    for row in rows[1:]:
        kept = [rest for gutter in gutters if (rest := _uncrossed(gutter, row, unit))]
        if not kept or (len(kept) < len(gutters) and len(kept) == 1 and not _central(kept[0], width)):
            break
        both += any(_parts(row, gutter) for gutter in kept)
        gutters, length = kept, length + 1
    if len(gutters) == 1:
        wide = gutters[0][1] - gutters[0][0] > _SURE * unit
        if not _central(gutters[0], width) or not (both > 1 or wide):
            return 0, []
    elif both < 2:
        return 0, []
    return length, gutters


def _central(gutter: Gap, width: float) -> bool:
    return _MARGIN * width < (gutter[0] + gutter[1]) / 2 < (1 - _MARGIN) * width


def _wide_gaps(row: Row, unit: float) -> list[Gap]:
    """Gaps that may begin a gutter: wide, and wider than the row's spaces, which justified lines stretch alike."""
    gaps = [(a.right, b.left) for a, b in pairwise(row)]
    usual = median(right - left for left, right in gaps) if gaps else 0.0
    least = _OPENING_GAP * unit
    return [gap for gap in gaps if gap[1] - gap[0] > (least if usual > least else max(least, _STANDS_OUT * usual))]


def _uncrossed(gutter: Gap, row: Row, unit: float) -> Gap | None:
    """What the row leaves of a gutter: the widest white part of it; None if too little or if words stand inside."""
    left, right = gutter
    for run in map(_joined, runs(row)):
        if run.left > left and run.right < right:
            return None
        if run.left <= left:
            left = max(left, min(run.right, right))
        elif run.left < right:
            right = run.left
    return (left, right) if right - left >= _GUTTER * unit else None


def _parts(row: Row, gutter: Gap) -> bool:
    """Whether a row has words on both sides."""
    return row[0].right <= gutter[0] and row[-1].left >= gutter[1]


def _read_region(rows: Sequence[Row], gutters: list[Gap]) -> list[Line]:
    cells = [_cells(row, gutters) for row in rows]
    if len(gutters) == 1:
        return [Line(_joined(row[side]), apart=True) for side in (0, 1) for row in cells if row[side]]
    return [Line(_table_row(group), apart=True) for group in _table_rows(cells)]


def _cells(row: Row, gutters: list[Gap]) -> list[Row]:
    """The words of a row by column."""
    edges = [(left + right) / 2 for left, right in gutters]
    out: list[Row] = [[] for _ in range(len(edges) + 1)]
    for word in row:
        out[sum((word.left + word.right) / 2 > edge for edge in edges)].append(word)
    return out


def _table_rows(rows: list[list[Row]]) -> list[list[list[Row]]]:
    """Lines of a table by row: a row of the table begins where its first column does."""
    groups = list[list[list[Row]]]()
    for cells in rows:
        if cells[0] or not groups:
            groups.append([cells])
        else:
            groups[-1].append(cells)
    return groups


def _table_row(group: list[list[Row]]) -> Word:
    columns = [[word for cells in group for word in cells[k]] for k in range(len(group[0]))]
    text = " | ".join(" ".join(word.text for word in column) for column in columns)
    return _around([word for column in columns for word in column], f"| {text} |")


def _joined(row: Row) -> Word:
    return _around(row, " ".join(word.text for word in row))


def _around(words: list[Word], text: str) -> Word:
    return Word(
        text,
        min(w.left for w in words),
        min(w.top for w in words),
        max(w.right for w in words),
        max(w.bottom for w in words),
    )
