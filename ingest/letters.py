"""Letters that look like others, and syllables torn apart: "Ðảng", Cyrillic "а", "ĐIỀ U", "v ụ", "T H Ô N G"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ingest.alignment import Edit
from ingest.data_files import load
from ingest.formats.syllables import is_syllable
from ingest.misprints import known_abbreviations
from ingest.patterns_loader import pattern
from ontology.lexicon import bodies, posts, provinces, rows

_SPACED = re.compile(
    r"(?<![^\W\d_])[^\W\d_](?:[ ][^\W\d_])+(?![^\W\d_])(?:[ ]{2,}[^\W\d_](?:[ ][^\W\d_])+(?![^\W\d_]))*"
)
_CODA = re.compile(r"[ ](?<=[^\W\d_] )(?P<right>ng|nh|ch|[cmnpt])(?![\w/\-&])")
_CAPITALS = re.compile(r"(?<![\w/.\-&])(?P<left>[^\W\d_a-z]{1,6})[ ](?P<right>[^\W\d_a-z]{1,4})(?![\w/\-&])")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile("[IVX]+")
_LEFT = re.compile(r"(?<![\w/.\-&])[^\W\d_]{1,6}$")
_LETTERS_APART = 5
"""Single letters in a row that must be a word written with spaces."""


def find_lookalikes(text: str) -> Iterator[Edit]:
    """Letters of other alphabets and digits in dates that stand for a Latin letter or a digit."""
    letters, regex = _lookalikes()
    for word in _WORD.finditer(text) if regex.search(text) else ():
        if regex.search(word.group()):
            yield Edit(*word.span(), word.group().translate(letters), "wrong_char", "look-alike")
    for match in _dates().finditer(text):
        yield Edit(*match.span(), match.group().translate(_DIGITS), "wrong_char", "look-alike")


_DIGITS = str.maketrans("OolI", "0011")


@cache
def _dates() -> re.Pattern[str]:
    day, year = r"(?:\d[OolI]|[OolI]\d|[lI](?=/))", r"(?:[12][0-9OolI]{3})"
    return re.compile(
        rf"(?=[\dOolI])(?<![\w/])(?:{day}/[0-9OolI]{{1,2}}/{year}(?!\w)"
        rf"|\d{{1,2}}/(?:[0-9][OolI]|[OolI][0-9]?)/{year}(?!\w)"
        r"|\d{1,2}/\d{1,2}/2(?=[0-9OolI]{3}(?!\w))(?!\d{3})[0-9OolI]{3})"
    )


@cache
def _lookalikes() -> tuple[dict[int, str], re.Pattern[str]]:
    letters: dict[str, str] = load("repairs")["lookalike"]
    return str.maketrans(letters), re.compile(f"[{''.join(letters)}]")


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
    """Two pieces of one syllable: an onset before its vowel, a vowel before its coda, capitals of a heading."""
    codas = [(match, left) for match in _CODA.finditer(text) if (left := _coda_of(text, match))]
    gaps = {match.start() for match, _ in codas}
    for match in _onset().finditer(text):
        if match.start() - 1 in gaps:
            continue
        named = len(match["left"]) == 1 and pattern("names_number").search(_before(text, match.start()))
        if not named and is_syllable((match["left"] + match["right"]).lower()):
            yield _joined(match.start(), match.end("left"), match.end())
    for match, left in codas:
        yield _joined(match.start() - len(left), match.start(), match.end())
    at = 0
    while pair := _CAPITALS.search(text, at):
        at = pair.start("right")
        if _is_torn_title(pair["left"], pair["right"]):
            yield _joined(pair.start(), pair.end("left"), pair.end())
            at = pair.end()


def _coda_of(text: str, match: re.Match[str]) -> str:
    """The piece before a coda that it completes; empty if it rather begins the syllable that follows."""
    found = _LEFT.search(text[max(0, match.start() - 7) : match.start()])
    left = found.group() if found else ""
    if not left or not _has_coda(left, match["right"]):
        return ""
    ahead = _onset().match(text, match.start("right"))
    begins = ahead and is_syllable((ahead["left"] + ahead["right"]).lower())
    return "" if begins and is_syllable(left.lower()) else left


def _joined(start: int, gap: int, end: int) -> Edit:
    return Edit(gap, gap + 1, "", "split_word", "syllable", start, end)


def _before(text: str, at: int) -> str:
    return text[max(0, at - 12) : at].rstrip()


@cache
def _onset() -> re.Pattern[str]:
    onsets = "|".join(sorted(load("syllables")["onsets"].split(), key=len, reverse=True))
    return re.compile(rf"(?<![\w/.\-&])(?P<left>{onsets})[ ](?P<right>[{_MARKED}][^\W\d_]{{0,3}})(?![\w/\-&])")


def _has_coda(left: str, right: str) -> bool:
    """True for a vowel that lacks its coda: `nhiệ` `m`, or any syllable before the letters `ng`."""
    left = left.lower()
    if len(left) < 2 or left.isascii() or not is_syllable(left + right):
        return False
    return len(right) == 2 or not is_syllable(left)


def _is_torn_title(left: str, right: str) -> bool:
    """Capitals that make one syllable or abbreviation and that no heading has side by side as they are."""
    first, last, whole = left.lower(), right.lower(), (left + right).lower()
    known = known_abbreviations()
    if len(whole) > 2 and left + right in known:
        return not (is_syllable(first) or left in known or right in known)
    if whole.isascii() or whole not in _syllables() or not is_syllable(whole):
        return False
    return not (first in _syllables() and last in _syllables()) and not _stands_alone(left, right)


_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def _stands_alone(left: str, right: str) -> bool:
    """Numerals and abbreviations that a heading has beside a word."""
    return any(_ROMAN.fullmatch(part) or part in known_abbreviations() for part in (left, right))


@cache
def _syllables() -> frozenset[str]:
    """Syllables of names of bodies, posts, places and documents, and of the words of titles."""
    names = [b.name for b in bodies()] + [p.name for p in posts()] + [p.name for p in provinces()]
    names += [row["name_vi"] for row in rows("document_types")] + list(load("repairs")["title_words"])
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))
