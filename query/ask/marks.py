"""Tone marks as evidence: a word typed with its marks is not found in a text that marks it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.text import fold, nfc, old_tone_placement
from query.link.words import Word

_TOKEN = re.compile(r"[^\W_]+")


def clashing(words: Iterable[Word], texts: Iterable[str]) -> set[str]:
    """Keys of words typed with marks that the texts hold only with other marks (“bão” in “báo cáo”)."""
    typed = {w.key: old_tone_placement(nfc(w.typed)).lower() for w in words if w.marked and not w.repaired}
    seen = {token.lower() for text in texts for token in _TOKEN.findall(old_tone_placement(nfc(text)))}
    folded = dict[str, set[str]]()
    for token in seen:
        folded.setdefault(fold(token), set()).add(token)
    return {key for key, word in typed.items() if key in folded and word not in folded[key]}
