"""How names of bodies that no lexicon lists are shortened: `Công ty CP` for `Công ty cổ phần`."""

from __future__ import annotations

import re
from functools import cache

from ontology.table import Row, given, load
from ontology.text import fold


def written_out(name: str) -> str:
    """A name without marks, signs and case, its abbreviations written out: `Cty CP Á Châu` → `cong ty co phan a chau`.

    Each abbreviation of the table stands for one thing wherever it is a word of a name.
    """
    text = fold(name)
    for pattern, full in _patterns():
        text = pattern.sub(full, text)
    return text


@cache
def open_names() -> tuple[tuple[str, str], ...]:
    """Short and full wordings, folded; what one row writes out can be part of what the next finds."""
    return load("open_names", _row, lambda row: row[0])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\S){re.escape(short)}(?!\S)"), full) for short, full in open_names())


def _row(row: Row) -> tuple[str, str]:
    return fold(given(row, "short")), fold(given(row, "full"))
