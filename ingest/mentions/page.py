"""A text cut into tokens, with the helpers that every reading of mentions shares."""

from __future__ import annotations

import re

from ingest.cues import cues
from ingest.mentions.areas import in_central_city
from ingest.mentions.model import Entry, Mention, Token
from ontology.text import nfc


class Page:
    """Clean text, its canonical view and its tokens; token indices are called `at`, `lead` and `stop`."""

    def __init__(self, clean: str, view: str, tokens: tuple[Token, ...]) -> None:
        self.clean, self.view, self.tokens = clean, view, tokens
        self.central_city = in_central_city(view)
        self._starts = {t.start: i for i, t in enumerate(tokens)}

    def token_at(self, position: int) -> int | None:
        """Index of the token that starts exactly at an offset."""
        return self._starts.get(position)

    def skip_lead(self, at: int) -> int | None:
        """Index after the quantifier and honorific that open a mention."""
        marks = cues("mentions")
        quantifier, honorific, start = marks["quantifier"], marks["honorific"], self.tokens[at].start
        form = self.tokens[at].form
        position = self._past(quantifier.match(self.view, start), start) if quantifier.opens(form) else start
        if position > start or honorific.opens(form):
            position = self._past(honorific.match(self.view, position), position)
        if position == start:
            return at
        return self.index_at(self._past(quantifier.match(self.view, position), position))

    def _past(self, found: re.Match[str] | None, position: int) -> int:
        """The next sign after a match, or the position itself."""
        position = found.end() if found else position
        while found and position < len(self.view) and self.view[position].isspace():
            position += 1
        return position

    def index_at(self, position: int) -> int | None:
        while position < len(self.view) and position not in self._starts:
            if self.view[position].isalnum():
                return None
            position += 1
        return self._starts.get(position)

    def stop_at(self, position: int, stop: int) -> int:
        while stop < len(self.tokens) and self.tokens[stop].start < position:
            stop += 1
        return stop

    def quote(self, start: int, end: int) -> str:
        return nfc(" ".join(self.clean[start:end].split()))

    def mention(self, start: int, end: int, entry: Entry, minted: bool = False) -> Mention:
        return Mention(start, end, self.quote(start, end), entry.id, entry.label, entry.kind, entry.level, entry.class_,
                       minted)  # fmt: skip
