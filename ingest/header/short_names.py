"""Short names in lists of recipients: ministries by their letters, units of the issuer's own office, articles."""

from __future__ import annotations

from functools import cache

from ingest.layout import Layout
from ingest.mentions import find_mentions
from ingest.patterns_loader import pattern
from ontology import lexicon
from ontology.text import fold

STATE = "state_agency"
"""Only ministries and departments are listed by letters: *CT* after *Bộ* is no *Bộ Chính trị*."""
Part = tuple[int, int, str, str]
"""Start, end, id and label of one recipient in a line."""


def enumerated(text: str) -> tuple[int, list[Part]]:
    """*Các Bộ: TC, Xây dựng*: where the list begins, and those members that name a body with its head, by
    letters or in full.

    An empty list if the text is no such enumeration.
    """
    lead = pattern("shared_list").match(text)
    if lead is None:
        return 0, []
    codes, at, out = _codes(fold(lead["head"])), lead.end(), list[Part]()
    for piece in text[lead.end() :].split(","):
        part = piece.strip(" .")
        known = codes.get(_letters(part)) if pattern("unit_code").match(part) or " " in part else None
        if known:
            first = at + piece.index(part)
            out.append((first, first + len(part), *known))
        at += len(piece) + 1
    return lead.end(), out


@cache
def _codes(head: str) -> dict[str, tuple[str, str]]:
    """Name or letters without the head (*TC* for *BTC*) -> id and name of a body whose name has the head."""
    out = dict[str, tuple[str, str]]()
    for body in lexicon.bodies():
        if body.class_ != STATE or not fold(body.name).startswith(f"{head} "):
            continue
        out.setdefault(_letters(body.name).removeprefix(head), (body.id, body.name))
        for short in body.abbreviations:
            letters = _letters(short)
            own = letters.removeprefix(head) if fold(short).startswith(f"{head} ") else letters[1:]
            if own and letters[:1] == head[:1]:
                out.setdefault(own, (body.id, body.name))
    return out


def _letters(short: str) -> str:
    return fold(short).replace(" ", "")


def is_own_unit(text: str, line: str, purpose: str | None) -> bool:
    """True for letters that stand for a unit of the issuer's office (*Lưu: VT, TH*; *các Vụ: TKBT*), which no
    reader outside can tell: on a line of the archive, after *Vụ:* or *Phòng:*, or among nothing but such letters."""
    if pattern("unit_code").match(text) is None:
        return False
    if purpose == "luu" or pattern("own_units").search(line):
        return True
    return all(pattern("unit_code").match(part.strip(" .;")) for part in line.split(","))


def of_article(text: str, layout: Layout) -> dict[str, str]:
    """*Như Điều 3*: the bodies of the lexicons that the article names, id -> label."""
    found = pattern("like_article").match(text)
    blocks = [b for b in layout.body() if found and b.id.split(".")[0].split("-b")[0] == f"dieu-{found['n']}"]
    named = (m for block in blocks for m in find_mentions(block.text) if not m.minted)
    return {m.id: m.label for m in named if m.kind in ("body", "group", "post")}
