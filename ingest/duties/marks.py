"""Marks that a scan lost, restored for matching only (layout norms §7, *lost hook/tilde/horn*).

A pair of syllables of which one bare syllable, given its marks, makes an order word (*tang cường* →
*tăng cường*) is read as that word. The canonical view keeps its length; the text itself is untouched.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from ingest.cues import cues
from ontology.text import strip_marks

_PAIR = re.compile(r"(?=(?<![\w])([^\W\d_]+) ([^\W\d_]+)(?!\w))")
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_SOURCES = ("verb", "adverb", "obligation", "frame-verb", "speaks", "modality", "lead-words")


def restore_marks(view: str) -> str:
    """The canonical view with the lost marks of order words put back."""
    runs = (run.split(" ") for run in _RUN.findall(view))
    if not any(map(_restored, {pair for run in runs for pair in pairwise(run)})):
        return view
    out = list(view)
    for found in _PAIR.finditer(view):
        pair = (found[1], found[2])
        wanted = _restored(pair)
        if wanted is None:
            continue
        for syllable, start in zip(wanted, (found.start(1), found.start(2)), strict=True):
            out[start : start + len(syllable)] = syllable
    return "".join(out)


@lru_cache(maxsize=16384)
def _restored(pair: tuple[str, str]) -> tuple[str, str] | None:
    """The word that the pair stands for if exactly one of its syllables is bare."""
    for word in _words().get((strip_marks(pair[0]), strip_marks(pair[1])), ()):
        wrong = [(have, want) for have, want in zip(pair, word, strict=True) if have != want]
        if len(wrong) == 1 and wrong[0][0] == strip_marks(wrong[0][1]):
            return word
    return None


@cache
def _words() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Two-syllable order words by their bare syllables; none where the bare pair is a word itself."""
    out = dict[tuple[str, str], tuple[tuple[str, str], ...]]()
    for word in (w for source in _SOURCES for w in cues("duties")[source].words):
        first, *rest = word.split(" ")
        if len(rest) == 1 and all(map(str.isalpha, (first, rest[0]))):
            key = (strip_marks(first), strip_marks(rest[0]))
            out[key] = tuple(dict.fromkeys((*out.get(key, ()), (first, rest[0]))))
    return out
