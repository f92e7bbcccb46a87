"""Syllables of a text with their offsets and comparison keys."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.cues import canon
from ingest.mentions.model import Token
from ontology.text import strip_marks

_WORD = re.compile(r"[^\W_]+")
_HARD = re.compile(r"[.;:()\[\]\"“”!?…+|]|\n[ \t]*(?:\n|[-–+*•])")


_SHORTENED, _CITY = ". ", "tp"
"""The full stop of *TP. Hồ Chí Minh* ends no name."""
_PLAIN = frozenset(("", " "))


@lru_cache(maxsize=65536)
def _key(form: str) -> str:
    return strip_marks(form)


def tokenise(clean: str) -> tuple[Token, ...]:
    """Tokens of NFC text in order; punctuation survives as `comma` and `hard` of the next token."""
    view, out, last = canon(clean), list[Token](), 0
    for found in _WORD.finditer(clean):
        start, end = found.span()
        gap = clean[last:start]
        form = view[start:end]
        if gap in _PLAIN:
            out.append(Token(start, end, found.group(), form, _key(form), False, False, False))
        else:
            abbreviated = bool(out) and gap == _SHORTENED and out[-1].form == _CITY
            marks = ("," in gap, not abbreviated and bool(_HARD.search(gap)), "\n" in gap)
            out.append(Token(start, end, found.group(), form, _key(form), *marks))
        last = end
    return tuple(out)
