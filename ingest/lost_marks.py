"""List marks that were lost, as when a text with automatic numbers is copied: which lines they stood at.

Only where the whole body has none. After the line that announces the list (it ends with a colon), a line
that begins with a verb goes on with the one who was charged last, and any other line begins a new item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.cues import canon, cues
from ingest.numbering import Mark, find_mark

_LEAST = 4
"""Lines that make a list."""


def lost_marks(lines: Sequence[str]) -> Mapping[int, Mark]:
    """The marks that lines of a body without any must have had, of length 0, by the index of the line."""
    if any(find_mark(line) for line in lines):
        return {}
    start = next((k + 1 for k, line in enumerate(lines) if line.endswith(":")), len(lines))
    if len(lines) - start < _LEAST:
        return {}
    out, number = dict[int, Mark](), 0
    for k, line in enumerate(lines[start:], start=start):
        if number and _begins_with_verb(line):
            out[k] = Mark("bullet", "-", 0)
        else:
            number += 1
            out[k] = Mark("number", str(number), 0)
    return out


def _begins_with_verb(line: str) -> bool:
    return cues("duties")["opener"].match(canon(line[:60])) is not None
