"""Area words after the name of a body: which level of government it belongs to (duty grammar §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.cues import cues
from ingest.mentions.gazetteer import provinces
from ingest.mentions.model import Token

HEAD = 700
_NUMERAL = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Area:
    """Area words read after a name: the token index after them, the level, and whether plural."""

    stop: int
    level: str
    plural: bool


def in_central_city(view: str) -> bool:
    """True if the head of the notice (its first `HEAD` characters) is that of a centrally-run city."""
    head = min(HEAD, len(view))
    committee = cues("mentions")["provincial-committee"].search(view, 0, head)
    return cues("mentions")["central-city"].search(view, 0, head) is not None and committee is None


def read_area(view: str, tokens: tuple[Token, ...], stop: int, *, central_city: bool) -> Area | None:
    """The area words that follow token `stop - 1`, with the proper name after them."""
    if stop >= len(tokens) or tokens[stop].hard or tokens[stop].comma:
        return None
    found = cues("mentions")["area-list"].match(view, tokens[stop - 1].end)
    if found is None:
        return None
    words, after = found.group(), stop
    while after < len(tokens) and tokens[after].start < found.end():
        after += 1
    named = proper_name(tokens, after)
    plural = cues("mentions")["area-plural"].search(words) is not None
    return Area(named, _level(words, tokens[after:named], central_city=central_city), plural)


def _level(words: str, name: tuple[Token, ...], *, central_city: bool) -> str:
    level = cues("mentions")
    if level["area-provincial"].search(words):
        return "provincial"
    if level["area-district"].search(words):
        return "district"
    if level["area-city"].search(words):
        known = provinces().longest(name, 0) if name else None
        if known:
            return "provincial" if known.name.entries[""].kind == "city" else "district"
        return "provincial" if central_city and not name else "district"
    return "commune" if level["area-commune"].search(words) else "provincial"


def proper_name(tokens: tuple[Token, ...], at: int) -> int:
    """Index after the proper name of a place at `at` (`at` itself if there is none)."""
    if at >= len(tokens) or tokens[at].comma or tokens[at].hard or _new_line(tokens[at]):
        return at
    known = provinces().longest(tokens, at)
    if known and tokens[at].text[:1].isupper():
        return known.stop
    stop = at
    while (
        stop < len(tokens)
        and stop - at < 4
        and not (tokens[stop].hard or tokens[stop].comma or _new_line(tokens[stop]))
    ):
        if not (tokens[stop].text[:1].isupper() or (stop == at and _NUMERAL.match(tokens[stop].text))):
            break
        stop += 1
    return stop


def _new_line(token: Token) -> bool:
    """A line break ends a name, except in the capitals of a letterhead, which is set in narrow lines."""
    return token.line and not token.text.isupper()
