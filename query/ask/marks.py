"""Tone marks as evidence: a word typed with its marks is not found in a text that marks it otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ontology.text import fold, nfc, old_tone_placement
from query.link.words import Word

_TOKEN = re.compile(r"[^\W_]+")
_ACUTE, _DOT, _HORN = "\u0301", "\u0323", "\u031b"
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
"""How syllables end that have one of two tones, written by an acute or a dot."""
_HALF = re.compile(rf"(?<!q)u[^{_HORN}\W]*?o{_HORN}[\u0300-\u036f]*(?:i|n|c|p|m|u|t)")
"""“uơ” before a final, which is always “ươ”."""


def clashing(words: Iterable[Word], texts: Iterable[str]) -> set[str]:
    """Keys of words typed with marks that the texts hold only with other marks (“bão” in “báo cáo”)."""
    typed = {w.key: old_tone_placement(nfc(w.typed)).lower() for w in words if w.marked and not w.repaired}
    seen = {token.lower() for text in texts for token in _TOKEN.findall(old_tone_placement(nfc(text)))}
    folded = dict[str, set[str]]()
    for token in seen:
        folded.setdefault(fold(token), set()).add(token)
    return {
        key
        for key, word in typed.items()
        if key in folded and word not in folded[key] and not any(_meant(word, token) for token in folded[key])
    }


def _meant(typed: str, written: str) -> bool:
    """True if a word typed with a mark left out, which no syllable lacks, is the one written (“thiêt” for “thiết”)."""
    plain = unicodedata.normalize("NFD", typed)
    toneless = _STOPPED.search(fold(typed)) is not None and not {_ACUTE, _DOT} & set(plain)
    return (toneless or _HALF.search(plain) is not None) and set(plain) <= set(unicodedata.normalize("NFD", written))
