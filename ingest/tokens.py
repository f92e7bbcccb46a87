"""Text as word segmenters leave it: syllables of a word joined by underscores, signs set apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.alignment import Edit

_JOINED = re.compile(r"(?<![\w@./\\:-])[^\W_]+(?:_[^\W_]+)+(?![\w@\\/])(?!\.\w)")
_APART = re.compile(r"[ ](?:(?<=[^\s|] )[ ]*(?=[,;:!?)\]](?:[\s,;:.)\]\"']|$))"
                    r"|(?<=[\w)\]\"'%] )[ ]*(?=(?:\./)?\.(?:\s|$))"
                    r"|(?<=[(\[] )[ ]*(?=\S))", re.MULTILINE)  # fmt: skip
_QUOTE = re.compile('"')
_MANY = 8
"""Signs set apart in a text that was cut into tokens; fewer are slips, which are mended too but prove nothing."""


def find_joined(text: str) -> Iterator[Edit]:
    """Underscores between the syllables of a word: `phòng_chống`. Addresses and file names keep theirs."""
    for word in _JOINED.finditer(text) if "_" in text else ():
        if not word.group().isascii() or not any(map(str.isdigit, word.group())):
            yield Edit(*word.span(), word.group().replace("_", " "), "word_segmentation", "underscore")


def find_apart(text: str) -> Iterator[Edit]:
    """Spaces before `,` `;` `:` `.` `)` and after `(`, and inside quotes of a text that was cut into tokens."""
    apart = list(_APART.finditer(text))
    for match in apart:
        beside = (
            (match.start() - 1, match.end()) if text[match.start() - 1] in "([" else (match.start(), match.end() + 1)
        )
        yield Edit(*match.span(), "", "extra_space", "punctuation", *beside)
    if len(apart) >= _MANY:
        yield from _quotes(text)


def _quotes(text: str) -> Iterator[Edit]:
    """Spaces inside pairs of quotes; a paragraph with an odd quote is left alone."""
    at = 0
    for line in text.split("\n"):
        marks = [at + m.start() for m in _QUOTE.finditer(line)]
        pairs = zip(marks[::2], marks[1::2], strict=True) if len(marks) % 2 == 0 else ()
        for opening, closing in pairs:
            if text[opening + 1] == " ":
                yield Edit(opening + 1, opening + 2, "", "extra_space", "punctuation", opening, opening + 2)
            if text[closing - 1] == " " and closing - opening > 2:
                yield Edit(closing - 1, closing, "", "extra_space", "punctuation", closing - 1, closing + 1)
        at += len(line) + 1
