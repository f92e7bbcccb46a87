"""Letters that look like others, and syllables torn apart: "Ðảng", Cyrillic "а", "ĐIỀ U", "v ụ", "T H Ô N G"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ingest.alignment import Edit, word_around
from ingest.data_files import load
from ingest.formats.syllables import is_syllable
from ingest.misprints import known_abbreviations
from ingest.patterns_loader import pattern
from ontology.lexicon import bodies, posts, provinces, rows

_SPACED = re.compile(
    r"(?<![^\W\d_])[^\W\d_](?:[ ][^\W\d_])+(?![^\W\d_])(?:[ ]{2,}[^\W\d_](?:[ ][^\W\d_])+(?![^\W\d_]))*"
)
_PAIR = re.compile(r"(?<![\w/.\-&])(?P<left>[^\W\d_]{1,6})[ ](?P<right>[^\W\d_]{1,4})(?![\w/\-&])")
_LETTERS_APART = 5
"""Single letters in a row that must be a word written with spaces."""


def find_lookalikes(text: str) -> Iterator[Edit]:
    """Letters of other alphabets and digits in dates that stand for a Latin letter or a digit."""
    letters, regex = _lookalikes()
    for match in regex.finditer(text):
        yield Edit(*match.span(), letters[match.group()], "wrong_char", "look-alike", *word_around(text, *match.span()))
    for match in _dates().finditer(text):
        for at in range(*match.span()):
            digit = _DIGITS.get(text[at])
            if digit:
                yield Edit(at, at + 1, digit, "wrong_char", "look-alike", *match.span())


_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}


@cache
def _dates() -> re.Pattern[str]:
    day, year = r"(?:\d[OolI]|[OolI]\d|[lI](?=/))", r"(?:[12][0-9OolI]{3})"
    return re.compile(
        rf"(?<![\w/]){day}/[0-9OolI]{{1,2}}/{year}(?!\w)|(?<![\w/])\d{{1,2}}/(?:[0-9][OolI]|[OolI][0-9]?)/{year}(?!\w)"
        r"|(?<![\w/])\d{1,2}/\d{1,2}/2(?=[0-9OolI]{3}(?!\w))(?!\d{3})[0-9OolI]{3}"
    )


@cache
def _lookalikes() -> tuple[dict[str, str], re.Pattern[str]]:
    letters: dict[str, str] = load("repairs")["lookalike"]
    return letters, re.compile(f"[{''.join(letters)}]")


def find_torn(text: str) -> Iterator[Edit]:
    """Spaces inside a syllable, then runs of more than one space between words."""
    return chain(_spaced(text), _torn(text))


def _spaced(text: str) -> Iterator[Edit]:
    """Words written letter by letter with wider gaps between them."""
    for match in _SPACED.finditer(text):
        letters = re.sub(r"[ ]", "", match.group())
        words = ["".join(word.split(" ")) for word in re.split(r"[ ]{2,}", match.group())]
        if len(letters) >= _LETTERS_APART and all(is_syllable(word.lower()) for word in words):
            yield Edit(*match.span(), " ".join(words), "split_word", "letters-apart")


def _torn(text: str) -> Iterator[Edit]:
    at = 0
    while match := _PAIR.search(text, at):
        left, right = match["left"], match["right"]
        at = match.start("right")
        named = len(left) == 1 and pattern("names_number").search(
            text[max(0, match.start() - 12) : match.start()].rstrip()
        )
        if not named and _is_torn(left, right):
            gap = match.end("left")
            yield Edit(gap, gap + 1, "", "split_word", "syllable", *match.span())
            at = match.end()


def _is_torn(left: str, right: str) -> bool:
    """Two pieces that make one syllable and that no text has side by side as they are."""
    if right.isupper() != left.isupper() and not (len(left) == 1 and right.islower()):
        return False
    whole, first, last = (left + right).lower(), left.lower(), right.lower()
    if left.isupper() and len(left) + len(right) > 2 and left + right in known_abbreviations():
        return not (is_syllable(first) or left in known_abbreviations() or right in known_abbreviations())
    if whole.isascii() or not is_syllable(whole):
        return False
    if left.isupper():
        known = _syllables()
        return whole in known and not (first in known and last in known) and not _stands_alone(left, right)
    onset = first in _parts("onsets") and not last.isascii() and last[0] in _VOWELS
    coda = last in _parts("codas") and not is_syllable(first) and len(first) > 1
    sure = last in ("ng", "nh", "ch") and len(first) > 1
    return onset or coda or sure


_VOWELS = frozenset("aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ")


def _stands_alone(left: str, right: str) -> bool:
    """Numerals and abbreviations that a heading has beside a word."""
    return any(re.fullmatch(r"[IVX]+", part) or part in known_abbreviations() for part in (left, right))


@cache
def _parts(name: str) -> frozenset[str]:
    return frozenset(load("syllables")[name].split())


@cache
def _syllables() -> frozenset[str]:
    """Syllables of names of bodies, posts, places and documents, and of the words of titles."""
    names = [b.name for b in bodies()] + [p.name for p in posts()] + [p.name for p in provinces()]
    names += [row["name_vi"] for row in rows("document_types")] + list(load("repairs")["title_words"])
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))
