"""Finding every mention in one left-to-right pass: longest name first, never nested."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ingest.cues import canon, cues
from ingest.mentions.coordination import distribute_all
from ingest.mentions.model import Entry, Mention
from ingest.mentions.reader import Reader
from ingest.mentions.tokens import tokenise

_NEAR = 3
"""How many mentions before a bracket can still be the one it abbreviates: only an area word lies between."""


def find_mentions(clean: str, *, terse: bool = False) -> tuple[Mention, ...]:
    """Every body, group, post and person named in NFC text, in order, without overlaps.

    Abbreviations that the text defines itself ("(BCĐ)", "sau đây gọi tắt là …") count from their
    definition on. `terse` reads a list of recipients, where two-letter abbreviations are names too.
    """
    tokens, view = tokenise(clean), canon(clean)
    reader = Reader(clean, view, tokens, terse=terse)
    first = _pass(reader)
    aliases = find_local_names(clean, first)
    found = _pass(Reader(clean, view, tokens, terse=terse, local=aliases, before=reader)) if aliases else first
    return distribute_all(clean, found)


def _pass(reader: Reader) -> tuple[Mention, ...]:
    out, at = list[Mention](), 0
    while at < len(reader.tokens):
        found = reader.read(at)
        if not found:
            at += 1
            continue
        out += found
        for mention in found:
            reader.remember(mention)
        end = found[-1].end
        while at < len(reader.tokens) and reader.tokens[at].start < end:
            at += 1
    return tuple(out)


def find_local_names(clean: str, mentions: Iterable[Mention]) -> dict[str, tuple[int, Entry]]:
    """Short names defined in brackets right after a mention: alias -> (offset of definition, entry)."""
    view, out = canon(clean), dict[str, tuple[int, Entry]]()
    named = [m for m in mentions if m.kind in ("body", "group")]
    ends = [m.end for m in named]
    for found in cues("mentions")["alias"].regex.finditer(view):
        alias = clean[found.start("alias") : found.end("alias")].strip()
        explicit = found.start("alias") - found.start() > 3
        if not alias[:1].isupper() or (not explicit and not _is_abbreviation(alias)):
            continue
        gap, after = cues("mentions")["alias-gap"].regex, bisect_right(ends, found.start())
        near = named[max(0, after - _NEAR) : after]
        before = next((m for m in near if gap.fullmatch(view, m.end, found.start())), None)
        if before and len(alias) < len(before.text):
            entry = Entry(before.id, before.label, before.kind, before.level, before.class_)
            out.setdefault(alias, (found.start(), entry))
    return out


def _is_abbreviation(alias: str) -> bool:
    letters = [c for c in alias if c.isalpha()]
    return len(alias) <= 15 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 2)
