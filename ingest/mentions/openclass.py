"""Bodies that no lexicon lists, recognised by their head noun (*Chi cục Thủy lợi*) and minted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.cues import cues
from ingest.mentions.areas import read_area
from ingest.mentions.gazetteer import provinces
from ingest.mentions.model import Mention
from ontology.text import slug, strip_marks

if TYPE_CHECKING:
    from ingest.mentions.names import Names

HEADS = ("open-committee", "open-party", "open-state", "open-force", "open-front", "open-enterprise", "open-unit",
         "open-press")  # fmt: skip
MAX_SYLLABLES = 12
_TELLING_HEAD = 4
"""Syllables from which a head noun needs no more than an area to be a name (*Đài Khí tượng Thủy văn* tỉnh)."""
_ALSO_VERBS = frozenset({"to"})
"""First syllables of group words that open a verb at the head of a sentence (*Tổ chức triển khai*)."""


def read(reader: Names, at: int, lead: int) -> Mention | None:
    """The open-class body at token `lead`; its head and at least one word after it are capitalised,
    or it is a group word with a quantifier or a capital (*các hộ kinh doanh*)."""
    token = reader.tokens[lead]
    if not token.text[0].isupper():
        return _group(reader, at, lead)
    start, marks = token.start, cues("mentions")
    heads = [c for c in HEADS if marks[c].opens(token.form)]
    found = [(m.end(), c) for c in heads if (m := marks[c].match(reader.view, start))]
    if not found or _shouted(token.text):
        return _group(reader, at, lead)
    end, cue = max(found)
    stop = reader.stop_at(end, lead)
    if stop - lead == 1 and (stop >= len(reader.tokens) or not reader.tokens[stop].text[:1].isupper()):
        return _again(reader, at, lead, end)
    head = stop
    stop = _extend(reader, stop)
    area = read_area(reader.view, reader.tokens, stop, central_city=reader.central_city)
    if stop == head and not (area and head - lead >= _TELLING_HEAD):
        return _again(reader, at, lead, end)
    level = area.level if area else "provincial"
    last = reader.tokens[(area.stop if area else stop) - 1].end
    text, class_ = reader.quote(start, last), cues("mentions")[cue].value
    return Mention(reader.tokens[at].start, last, text, f"m.{slug(text)}", text, "body", level, class_, True)


def own_name(reader: Names, at: int, lead: int, known: Mention) -> Mention | None:
    """A unit with a name of its own that goes on behind that of a kind (*Bệnh viện Đa khoa* Thống Nhất)."""
    own = cues("mentions")["own-name-head"].match(reader.view, reader.tokens[lead].start)
    plain = known.kind == "body" and known.level not in ("district", "commune")
    after = reader.index_at(known.end) if own and plain else None
    if after is None or after >= len(reader.tokens) or reader.tokens[after].comma or reader.tokens[after].hard:
        return None
    if not reader.tokens[after].text[:1].isupper() or provinces().longest(reader.tokens, after):
        return None
    found = read(reader, at, lead)
    return found if found and found.end > known.end else None


def _again(reader: Names, at: int, lead: int, end: int) -> Mention | None:
    """A bare head (*Ban Chỉ đạo*) means the body of that kind named last."""
    if not cues("mentions")["anaphor"].match(reader.view, reader.tokens[lead].start):
        return None
    head = reader.view[reader.tokens[lead].start : end]
    named = reader.last_of(head)
    if named is None:
        return None
    start = reader.tokens[at].start
    return replace(named, start=start, end=end, text=reader.quote(start, end))


def _shouted(text: str) -> bool:
    """A word in capitals is a heading's, unless it is an abbreviation without vowels to read (UBND)."""
    return len(text) > 1 and text.isupper() and any(c in "AEIOUY" for c in strip_marks(text)) and text != "UBND"


def _extend(reader: Names, stop: int) -> int:
    """Index after the proper part: up to a stop word, punctuation or the last capitalised word."""
    first, last = stop, stop
    stops, verbs = cues("mentions")["open-stop"], cues("duties")["opener"]
    frames = cues("duties")["speaks"]
    while stop < len(reader.tokens) and stop - first < MAX_SYLLABLES:
        token = reader.tokens[stop]
        joined = token.key == "va" or token.comma
        if token.hard or token.line or (token.comma and not _continues(reader, stop)):
            break
        capital = token.text[:1].isupper() or token.text[:1].isdigit()
        verb = verbs.match(reader.view, token.start)
        verb = verb if verb and reader.clean[verb.start() : verb.end()].islower() else None
        orders = frames.match(reader.view, token.start)
        if not capital and (orders or stops.match(reader.view, token.start) or (verb and " " in verb.group())):
            break
        if joined and not capital and not _continues(reader, stop):
            break
        if stop > first and not capital and _ends_in_area(reader, stop):
            break
        stop += 1
        if capital or (last == stop - 1 and last > first and not joined):
            last = stop
    return last


def _ends_in_area(reader: Names, stop: int) -> bool:
    """The name so far ends in an area word (*… tỉnh*): only a proper name can follow."""
    word = reader.tokens[stop - 1].form
    return any(cues("mentions")[f"area-{level}"].match(word) for level in ("provincial", "district", "commune"))


def _continues(reader: Names, at: int) -> bool:
    """After a comma or *và* a name goes on only if another capitalised word without a head follows."""
    after = at + 1 if reader.tokens[at].key == "va" else at
    if after >= len(reader.tokens) or not reader.tokens[after].text[:1].isupper():
        return False
    position = reader.tokens[after].start
    headed = any(cues("mentions")[c].match(reader.view, position) for c in HEADS)
    return reader.tokens[at].key == "va" and not headed and not reader.names.matches(reader.tokens, after)


def _group(reader: Names, at: int, lead: int) -> Mention | None:
    token = reader.tokens[at]
    named = token.text[:1].isupper() and token.key not in _ALSO_VERBS and not _shouted(token.text)
    if not (lead != at or named):
        return None
    found = cues("mentions")["open-group"].match(reader.view, reader.tokens[lead].start)
    if not found:
        return None
    text = reader.quote(reader.tokens[lead].start, found.end())
    return Mention(reader.tokens[at].start, found.end(), reader.quote(reader.tokens[at].start, found.end()),
                   f"m.{slug(text)}", text, "group", "all_levels", "generic_group", True)  # fmt: skip
