"""Vietnamese text of the years before Unicode: TCVN3 (ABC fonts) and VNI, found by how it reads and converted.

The tables (`ingest/data/legacy_encodings.csv`) hold facts of the encodings: TCVN 5712:1993, and the VNI
convention of a vowel followed by a mark.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from ingest.formats.syllables import plausibility

ENCODINGS = ("tcvn3", "vni")
_MARKED = 0.3
_VALID = 0.85
_MARGIN = 0.2
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def from_bytes(data: bytes) -> str | None:
    """The bytes of a legacy text as Unicode; None if neither encoding clearly reads as Vietnamese."""
    return convert("".join(_single_bytes()[byte] for byte in data))


def convert(text: str) -> str | None:
    """Legacy text that was taken for Latin-1 as Unicode; None if it is no such text or it isn't clear which.

    Clear means: at least 30 % of words carry marks, 85 % of these are Vietnamese syllables, and the next
    best reading (the text as it is among them) is worse by 0.2.
    """
    sample = text[:_SAMPLE]
    as_it_is = plausibility(sample)[1]
    if as_it_is >= _VALID:
        return None
    scores = {name: plausibility(_decode(sample, name)) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: scores[name][1])
    others = [as_it_is, *(scores[name][1] for name in ENCODINGS if name != best)]
    marked, valid = scores[best]
    clear = marked >= _MARKED and valid >= _VALID and valid - max(others) >= _MARGIN
    return _decode(text, best) if clear else None


def _decode(text: str, encoding: str) -> str:
    table, pattern = _table(encoding)
    out = pattern.sub(lambda match: table[match.group()], text)
    return _capitals(out, text) if encoding == "tcvn3" and len(out) == len(text) else out


def _capitals(converted: str, written: str) -> str:
    """TCVN3 has no marked capitals: in a line of capitals the marked letters are capitals too.

    Such a line has no plain small letter and a marked word with several plain capitals.
    """
    out, at = list[str](), 0
    for line in converted.splitlines(keepends=True):
        small = any(c.isascii() and c.islower() for c in written[at : at + len(line)])
        upper = not small and any(map(_is_capital_word, _WORD.findall(line)))
        out.append(line.upper() if upper else _WORD.sub(lambda match: _capital_word(match.group()), line))
        at += len(line)
    return "".join(out)


def _is_capital_word(word: str) -> bool:
    plain = [c for c in word if c.isascii()]
    return len(plain) >= 2 and not word.isascii() and all(map(str.isupper, plain))


def _capital_word(word: str) -> str:
    """A word with a capital after its first letter is written in capitals."""
    plain = [c for c in word if c.isascii()]
    return word.upper() if any(map(str.isupper, word[1:])) and all(map(str.isupper, plain)) else word


@cache
def _table(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    with files("ingest").joinpath("data/legacy_encodings.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["encoding"] == encoding]
    table = {bytes.fromhex(row["bytes"]).decode("latin-1"): row["letter"] for row in rows}
    longest_first = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, longest_first)))


@cache
def _single_bytes() -> tuple[str, ...]:
    """Each byte as the letter of windows-1252, or of Latin-1 where that has none."""
    return tuple(bytes([n]).decode("cp1252") if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(n) for n in range(256))
