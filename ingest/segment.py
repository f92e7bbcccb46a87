"""Sentences and clauses of a repaired text, as ranges of its offsets (duty grammar §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.data_files import strings

_STOP = re.compile(r"""(?P<mark>\./\.|[.!?…]+)(?P<close>["')\]]*)(?=\s|$|[A-ZĐ][a-zà-ỹđ])""")
_MARKS = re.compile(r"""["()\[\]{};]""")
_OPEN, _CLOSE = "([{", ")]}"


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of `text[start:end]`: cut after a full stop before an upper-case word, and at newlines.

    Full stops in numbers (`6.050`, `2.1.`), abbreviations (`TP.`) and `,...` inside a sentence don't cut.
    """
    out, at = list[tuple[int, int]](), start
    for cut in _cuts(text, start, end):
        out.append((at, cut))
        at = cut
    out.append((at, end))
    return [trimmed for span in out if (trimmed := trim(text, *span)) is not None]


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts of one sentence between `;`, brackets and quotes kept whole; the `;` is in neither part."""
    out, at, depth, quoted = list[tuple[int, int]](), start, 0, False
    for found in _MARKS.finditer(text, start, end):
        i, char = found.start(), found.group()
        if char == '"':
            quoted = not quoted and text.find('"', i + 1, end) >= 0
        elif char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif char == ";" and not depth and not quoted:
            out.append((at, i))
            at = i + 1
    out.append((at, end))
    return [trimmed for span in out if (trimmed := trim(text, *span)) is not None]


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without surrounding white space; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    at = start
    while at < end:
        newline = text.find("\n", at, end)
        line_end = end if newline < 0 else newline
        for match in _STOP.finditer(text, at, line_end):
            if match.end() < line_end and _ends_sentence(text, match, line_end, at):
                yield match.end()
        if newline >= 0:
            yield newline + 1
        at = line_end + 1


def _ends_sentence(text: str, match: re.Match[str], end: int, line: int) -> bool:
    after = text[match.end() : end].lstrip().lstrip("\"'([-")
    if not after or not (after[0].isupper() or after[0].isdigit()):
        return False
    if match["mark"] != ".":
        return not (match["mark"].startswith("..") and text[match.start() - 1] == "," and not after[0].isupper())
    word = re.search(r"[\w/.]*$", text[max(line, match.start() - 12) : match.start()])
    before = word.group() if word else ""
    if not before:
        return text[match.start() - 1] in ")]\"'" and after[0].isupper()
    if before in _abbreviations() or (len(before) == 1 and before.isupper()):
        return False
    if before.replace(".", "").isdigit():
        return bool(text[line : match.start() - len(before)].strip()) and after[0].isupper()
    return not after[0].isdigit() or (match.end() < end and text[match.end()] == " ")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(strings("segment", "abbreviations"))
