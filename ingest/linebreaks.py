"""Newlines that are no ends: wrapped lines, and page breaks inside a sentence or word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from ingest.alignment import Edit, word_around
from ingest.data_files import strings
from ingest.formats.syllables import is_syllable
from ingest.patterns_loader import pattern
from ingest.wraps import Line, Wrap, measure
from ontology.lexicon import bodies, posts, provinces, rows

_FINAL = ".:;!?"
_TABS = re.compile(r"(?<![ \t])[ ]*\t[ \t]*|(?<=\S)[ ]{2,}(?=\S)")
_WIDE_GAP = 4
_GAP = re.compile(r"[\t\n]|[ ]{4,}")
_LAST_PART = re.compile(r"(?<![\w-])(?P<part>[^\W\d_]+)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+(?![\w-])")
_PARAGRAPH = 160
"""Characters that no wrapped line has."""
_SHORT, _MOST_FURNITURE, _SAMPLE = 40, 3, 20_000
_CELL = 60
_BORDER = "|"
_HEADER_LINES = ("number_line", "place_date", "motto", "type_line", "urgency", "signature")
_FULL, _FULL_ITEM = 0.72, 0.88
"""How much of the width a line fills that was wrapped before a capital; a numbered one may be a heading."""


def find_breaks(text: str, written: Callable[[int, int], str]) -> Iterator[Edit]:
    """One edit for every newline (or blank stretch, or page furniture) inside a sentence.

    `written` gives a range of the text as it was before any repair: its width tells how lines were wrapped.
    """
    lines = [Line(start, end, text[start:end], written(start, end)) for start, end in _lines(text)]
    wrap = measure(text, [line for line in lines if not _furniture(line.text)])
    k = 0
    while k + 1 < len(lines):
        line, skip = lines[k], 1
        while k + skip + 1 < len(lines) and skip <= _MOST_FURNITURE and _furniture(lines[k + skip].text):
            skip += 1
        after = lines[k + skip]
        blank = "\n" in text[line.end + 1 : after.start]
        if skip > 1 and not (blank and _goes_on(line, after, wrap, paged=not wrap.exact)):
            k += 1
            continue
        paged = skip > 1 or (blank and not wrap.spaced)
        cut = _cut_word(text, line, after)
        if cut is not None:
            yield cut
        elif skip > 1 or _goes_on(line, after, wrap, paged=paged):
            yield _edit(text, line.end, after.start, " ", _kind(line.text, after.text) if paged else None)
        k += skip


def _furniture(line: str) -> bool:
    return len(line) < _SHORT and pattern("page_furniture").fullmatch(line) is not None


def _cut_word(text: str, line: Line, after: Line) -> Edit | None:
    """A word cut at the end of a line: by a hyphen, or after its first capital."""
    if len(line.text) == 1 and line.text.isupper() and after.text[:1].islower():
        return _edit(text, line.end, after.start, "", "page_break_in_word")
    left = _LAST_PART.search(line.text) if line.text.endswith("-") else None
    right = _FIRST_PART.match(after.text)
    if left is None or right is None:
        return None
    whole = (left["part"] + right.group()).lower()
    apart = is_syllable(left["part"].lower()) and is_syllable(right.group())
    pair = f"{left['part']} {right.group()}".lower()
    if is_syllable(whole) and not (apart and (pair in _compounds() or _written(text, pair) > _written(text, whole))):
        return _edit(text, line.end - 1, after.start, "", "hyphenation")
    return _edit(text, line.end - 1, after.start, " ", "hyphenation") if apart else None


def _written(text: str, words: str) -> int:
    """How often words stand in a text, up to a few times."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text[:_SAMPLE]))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        bare = line.strip(" ")
        if bare:
            start = at + len(line) - len(line.lstrip(" "))
            yield start, start + len(bare)
        at += len(line) + 1


def find_columns(text: str) -> Iterator[Edit]:
    """Tabs and wide gaps: between two short cells of a header or signature block a newline, else a space.

    The padding of a table's cells, at a `|`, is a space."""
    for match in _TABS.finditer(text) if "\t" in text or "  " in text else ():
        if "\t" not in match.group() and match.end() - match.start() < _WIDE_GAP:
            yield Edit(*match.span(), " ")
            continue
        floor = max(0, match.start() - 2 * _CELL)
        line_start = text.rfind("\n", floor, match.start()) + 1
        before = _GAP.split(text[max(line_start, floor) : match.start()])[-1].strip()
        after = _GAP.split(text[match.end() : match.end() + 200])[0].strip()
        cells = (
            before
            and after
            and max(len(before), len(after)) <= _CELL
            and before[-1] != _BORDER != after[0]
            and not pattern("list_mark_ahead").fullmatch(before + " ")
        )
        yield Edit(*match.span(), "\n" if cells else " ")


def _edit(text: str, start: int, end: int, new: str, kind: str | None) -> Edit:
    return Edit(start, end, new, kind, "line-break", *word_around(text, start, end))


def _goes_on(here: Line, there: Line, wrap: Wrap, *, paged: bool) -> bool:
    """True if the paragraph of a line continues in another."""
    line, after = here.text, there.text
    opens = pattern("opens_block").match(after) or pattern("press_link").match(after)
    if opens or not _has_word(line) or _part_of_header(line, after) or _begins_body(line, after):
        return False
    marked = pattern("list_mark_ahead").match(after) is not None
    if wrap.exact and not paged:
        return _fills(line, after, full=wrap.full(here, there), marked=marked)
    if line[-1] in _FINAL or marked or _upper(line):
        return False
    if after[0].islower() or after[0] in ")],":
        return not (re.match(r"(?:về|v/v)\b", after) and len(line) <= _SHORT)
    if _unfinished(line, after):
        return True
    starts = after[0].isalnum() or after[0] in '"('
    full = wrap.width * (_FULL_ITEM if pattern("list_mark_ahead").match(line) else _FULL)
    return not paged and wrap.width > 0 and len(line) >= full and starts and not _titled(after)


def _titled(after: str) -> bool:
    return _upper(after) or pattern("subject_line").match(after) is not None


def _unfinished(line: str, after: str) -> bool:
    """The line ends inside a phrase, a name or a date, or with a comma."""
    word = line.rsplit(None, 1)[-1].strip('"(').lower()
    if word in _connectors() and len(line) > 3 and (after[0].isalnum() or after[0] == '"'):
        return True
    if _in_name(line, after) or (re.fullmatch(r"\d{1,2}", line) and re.match(r"(?:tháng|năm)\b", after)):
        return True
    return line[-1] == "," and len(line) > _SHORT and not _titled(after) and not pattern("body_opening").match(after)


def _begins_body(line: str, after: str) -> bool:
    """The body begins below the one line of addressees: in words that open bodies, or with a long paragraph."""
    if pattern("addressees").match(line) is None or not after[0].isupper():
        return False
    return len(after) > _PARAGRAPH or pattern("body_opening").match(after) is not None


def _part_of_header(line: str, after: str) -> bool:
    return any(pattern(name).match(part) for name in _HEADER_LINES for part in (line, after))


def _fills(line: str, after: str, *, full: bool, marked: bool) -> bool:
    """In an exactly wrapped text a line goes on if it is full, whatever the next one begins with; a list mark
    after a stop begins an item, and capitals go on in capitals only. A line that isn't full goes on
    before a small letter."""
    if marked:
        return full and line[-1] not in _FINAL and not pattern("sure_mark_ahead").match(after)
    if _upper(line) != _upper(after) and (_upper(line) or len(after) > _SHORT):
        return False
    if pattern("body_opening").match(after) and line[-1] not in _FINAL:
        return False
    begun = full or after[0].islower() or after[0] in ")]," or _unfinished(line, after)
    return full or (begun and line[-1] not in _FINAL and not pattern("subject_line").match(after))


def _in_name(line: str, after: str) -> bool:
    """The last and first syllable stand side by side in the name of a body or post ("Công đoàn / Giáo dục")."""
    left, right = line.rsplit(None, 1)[-1].strip('"('), after.split(None, 1)[0].strip(',.;:)"')
    return (left, right) in _name_pairs()


@cache
def _name_pairs() -> frozenset[tuple[str, str]]:
    names = [name for b in bodies() for name in (b.name, *b.variants)]
    names += [name for p in posts() for name in (p.name, *p.variants)]
    names += [p.short_name for p in provinces()] + [row["name"] for row in rows("districts")]
    return frozenset(pair for name in names for pair in pairwise(name.split()) if pair[1][:1].isupper())


def _has_word(line: str) -> bool:
    return any(c.isalnum() for c in line)


def _upper(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _kind(line: str, after: str) -> str:
    pair = f"{line.rsplit(None, 1)[-1]} {after.split(None, 1)[0]}".lower().strip(".,;:()\"'")
    return "page_break_in_word" if pair in _compounds() else "page_break_in_sentence"


@cache
def _connectors() -> frozenset[str]:
    return frozenset(strings("repairs", "connectors"))


@cache
def _compounds() -> frozenset[str]:
    return frozenset(strings("repairs", "compounds"))
