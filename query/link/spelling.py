"""How Vietnamese syllables are spelled: what no syllable is, a slip of the finger made.

By the rules of the orthography: `k`, `gh`, `ngh` before front vowels only and `c`, `g`, `ng` before the others; `ơ`
never before `ng`; `iê`, `uô` and `ươ` whole; no tones huyền, hỏi, ngã before a stop. Tones that were left out are no
fault.
"""

from __future__ import annotations

import re
import unicodedata

from ontology.text import nfc

_TONES = {"\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0301": "s", "\u0323": "j"}
"""Combining tone marks: huyền, hỏi, ngã, sắc, nặng."""
_FRONT, _BACK = "iyeê", "aăâoôơuư"
_ONSET = re.compile(
    rf"(?P<onset>ngh(?=[{_FRONT}])|ng(?=[{_BACK}])|gh(?=[{_FRONT}])|gi(?=[{_BACK}eê])|g(?=[{_BACK}i])|k(?=[{_FRONT}])"
    rf"|c(?=[{_BACK}])|qu(?=[{_FRONT}aăâoôơ])|nh|ch|kh|ph|th|tr|[bdđhlmnprstvx])?"
)
_RIME = re.compile(
    r"(?P<rime>(?:a|ă|â|e|i|o|ô|u|ư|iê|yê|oa|oă|oe|uâ|uô|ươ|uê|uy|uyê|oo)(?:ng|[cmnpt])"
    r"|(?:a|ê|i|oa|uê|uy)(?:nh|ch)|ơ[mnpt]|ê[mnpt]|iê[umnpt]|uya|uyu|yêu|[ou]a[iyo]|uây|ươ[iu]|uôi|oeo|oao"
    r"|a[iouy]|â[uy]|eo|êu|i[au]|o[aei]|ôi|ơi|u[aêiyơ]|ư[aiu]|[aeêioôơuưy])"
)


def spelled(word: str) -> bool:
    """True if a word can be a syllable of Vietnamese as it is written, marks and all.

    >>> [w for w in ("thông", "nghiệp", "người", "quyết", "giữa", "khoảng", "yêu", "gì") if not spelled(w)]
    []
    >>> [w for w in ("kông", "ngiệp", "đờng", "thôông", "quyt", "tiếcc", "hyện", "thoong", "nười") if spelled(w)]
    ['thoong', 'nười']
    """
    plain, tone = _toned(word)
    onset = _ONSET.match(plain)
    rest = plain[onset.end() :] if onset else plain
    rest = f"i{rest}" if rest.startswith("ê") and plain.startswith("gi") else rest
    rime = _RIME.fullmatch(rest)
    if rime is None:
        return False
    first = onset.group("onset") if onset else None
    if (rest.startswith("yê") and first not in (None, "qu")) or (rest.startswith("iê") and not first):
        return False
    return tone in ("s", "j", "") or not rest.endswith(("c", "ch", "p", "t"))


def _toned(word: str) -> tuple[str, str]:
    """A word in small letters without its tone, and the tone; '' for the level tone."""
    tone, letters = "", list[str]()
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return nfc("".join(letters)), tone


def undoubled(word: str) -> str | None:
    """A word in which a letter was typed twice without it, if that is a syllable then.

    >>> undoubled("khôông"), undoubled("đưường"), undoubled("kông")
    ('không', 'đường', None)
    """
    text = nfc(word.lower())
    for at in range(1, len(text)):
        once = text[:at] + text[at + 1 :]
        if text[at] == text[at - 1] and spelled(once):
            return once
    return None
