"""Text keys of Vietnamese: one normal form to store, one folded form to compare.

`nfc` is what every literal of the graph is written in (NFC and NFD never match in SPARQL).
`fold` is the comparison key of lexicons, questions and search: case, tone marks, d-stroke and the
place of the tone mark (hoà/hòa, uỷ/ủy) don't count. All functions are pure and linear in the text.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NON_KEY = re.compile(r"[^a-z0-9%]+")
_D_STROKE = str.maketrans({"đ": "d", "Đ": "D", "\u00d0": "D", "\u00f0": "d", "\u0189": "D"})
_OLD_PLACE = re.compile(r"([uo])(?:(?<=u)(?<!qu)([ỳýỷỹỵ])|(?<=o)([àáảãạèéẻẽẹ]))(?![a-z])", re.IGNORECASE)
"""Rimes of NFC text that bear their tone on the second vowel; a further letter keeps it there (*toàn*)."""


class _Bare(dict[int, str]):
    """Code point -> the character without marks, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code).translate(_D_STROKE))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[code] = bare
        return bare


_BARE = _Bare()


def nfc(text: str) -> str:
    """Canonical composition (Unicode Annex 15), the form of every literal in the graph."""
    return unicodedata.normalize("NFC", text)


def old_tone_placement(text: str) -> str:
    """NFC text with the tone of the rimes *oa, oe, uy* on the first vowel: uỷ -> ủy, hoà -> hòa."""
    return _OLD_PLACE.sub(_moved, nfc(text))


def _moved(found: re.Match[str]) -> str:
    """A rime with its tone on the first vowel, unless a letter or mark goes on with the syllable."""
    after = unicodedata.normalize("NFD", found.string[found.end() : found.end() + 1])[:1]
    if after and ((after.isascii() and after.isalpha()) or unicodedata.combining(after)):
        return found.group()
    second = unicodedata.normalize("NFD", found[2] or found[3])
    return nfc(found[1] + second[1:]) + second[0]


def strip_marks(text: str) -> str:
    """Text without tone and vowel marks and with d for đ; length may change, case is kept."""
    return text if text.isascii() else text.translate(_BARE)


def fold(text: str) -> str:
    """Comparison key: lower case, no marks, words split by single spaces, other signs dropped.

    >>> fold("Uỷ ban nhân dân tỉnh, THÀNH PHỐ (Sở TT&TT)")
    'uy ban nhan dan tinh thanh pho so tt tt'
    """
    return _NON_KEY.sub(" ", strip_marks(text).lower().translate(_DASHES)).strip()


def fold_char(char: str) -> str:
    """Folded form of one (possibly composed) character: '' for a bare combining mark, else one
    lower-case character without marks. Lets a matcher keep offsets while comparing folded text."""
    bare = strip_marks(char)
    return bare.lower()[:1] if bare else ""


def has_marks(text: str) -> bool:
    """True if any letter carries a Vietnamese mark, i.e. the writer typed with tone marks."""
    return strip_marks(nfc(text)) != nfc(text)


def first_upper(text: str) -> str:
    """The text with its first letter a capital, the rest as it is: the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def words(text: str) -> list[str]:
    """Syllables and numbers of a text in order, signs dropped, case and marks kept."""
    return _WORD.findall(nfc(text))


def slug(text: str) -> str:
    """Readable IRI segment: folded words joined by hyphens ('229-TB/TU' -> '229-tb-tu')."""
    return re.sub(r"[^a-z0-9]+", "-", strip_marks(text).lower()).strip("-")
