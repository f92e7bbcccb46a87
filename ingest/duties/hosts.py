"""The province whose leaders a central authority met: what it concludes there, the province has to do."""

from __future__ import annotations

from ingest.cues import cues
from ingest.duties.context import Context, cue
from ingest.header.places import find_provinces
from ingest.layout import PARAGRAPH, TITLE
from ingest.mentions import Mention
from ontology import lexicon

_PROVINCE, _CITY = ("p.ubnd", "p.tinh-uy"), ("p.ubnd", "p.thanh-uy-tw")
_CENTRAL = ("c.", "post.")


def hosts(context: Context) -> tuple[Mention, ...]:
    """The People's Committee and the Party committee of the one province met (*Kết luận … tại buổi làm việc
    với lãnh đạo tỉnh X*); nobody if the issuer is no central one, or several provinces took part."""
    named = (m for b in context.layout.of_kind(TITLE) for m in context.mentions_in(b.start, b.end))
    if not (any(i.startswith("c.") for i in context.issuers) or any(m.id.startswith(_CENTRAL) for m in named)):
        return ()
    if any(i.startswith("p.") for i in context.issuers):
        return ()
    for start, end in _accounts(context):
        found = cue("meets-province").search(context.view, start, end)
        place = next(find_provinces(context.clean, found.end(), end), None) if found else None
        if found and place and place.start - found.end() <= 2 and not _more(context, place.end, end):
            of_city = cues("mentions")["area-city"].match(place.province.type.lower()) is not None
            own = _CITY if of_city else _PROVINCE
            return tuple(_mention(context, i, found.start("who"), place.end) for i in own)
    return ()


def _accounts(context: Context) -> list[tuple[int, int]]:
    """Where a notice tells of the meeting: its title, taken as one line, then the paragraphs before its orders."""
    titles = context.layout.of_kind(TITLE)
    first = [(titles[0].start, titles[-1].end)] if titles else []
    before = [(b.start, b.end) for b in context.layout.of_kind(PARAGRAPH) if b.end <= context.layout.order_start]
    return first + before


def _more(context: Context, at: int, end: int) -> bool:
    """True if the list goes on with another province."""
    after = next(find_provinces(context.clean, at, end), None)
    return after is not None and cue("next-area").match(context.view, at, after.start) is not None


def _mention(context: Context, identifier: str, start: int, end: int) -> Mention:
    body = next(b for b in lexicon.bodies() if b.id == identifier)
    text = " ".join(context.clean[start:end].split())
    return Mention(start, end, text, body.id, body.name, "body", body.level, body.class_)
