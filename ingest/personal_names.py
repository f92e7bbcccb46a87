"""How a Vietnamese personal name is written: a family name and one to four more capitalised syllables."""

from __future__ import annotations

import re
from functools import cache

from ingest.cues import cues
from ingest.data_files import strings
from ingest.patterns_loader import pattern


@cache
def personal_names() -> re.Pattern[str]:
    """Names in mixed case or in capitals; families are those of the word lists. What names are also those of,
    streets or communes, only the words around them tell."""
    known = {*cues("mentions")["family-name"].words, *(name.lower() for name in strings("header", "family_names"))}
    families = sorted(known, key=len, reverse=True)
    mixed = "|".join(re.escape(w[:1].upper() + w[1:]) for w in families)
    upper = "|".join(re.escape(w.upper()) for w in families)
    initials = "".join(sorted({w[0].upper() for w in families}))
    syllable, caps = pattern("syllable").pattern, pattern("syllable_upper").pattern
    name = rf"(?:(?:{mixed})(?:[ ]{syllable}){{1,4}}|(?:{upper})(?:[ ]{caps}){{1,4}})"
    return re.compile(rf"(?=[{initials}])(?<![\w/&-]){name}(?![\w/&])")
