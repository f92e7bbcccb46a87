"""Reused passages: each with where it stands first and where again, all quotes opening in their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from query.reuse import FORMATS, Place, Reuse, ReusedPassage
from ui.captions import Captions
from ui.render.copies import likeness
from ui.render.html import address, badge, downloads, esc, link, note, opener, tag
from ui.render.notice import day

_SHOWN: Final = 40
"""Passages shown; more are counted and in the downloads."""
_OPEN: Final = 4
"""Later places of a passage that stand open."""


def reuse_list(found: Reuse, say: Captions) -> str:
    """How many passages, then each."""
    names: Sequence[str] = found.provinces
    parameters = {"a": names[0], "b": names[1], "by": "reuse"} if len(names) > 1 else {"by": "reuse"}
    again = link(say("page.permalink"), address("compare", say.lang, **parameters))
    links = {
        name: "/compare?" + urlencode({"province": list(names), "by": "reuse", "format": name}, doseq=True)
        for name in FORMATS
    }
    top = note(say("reuse.found", n=len(found.passages), notices=found.notices), "quiet")
    caution = note(say("reuse.caution"), "info") if found.passages else ""
    foot = tag("div", downloads(say("page.download"), links) + again, "tt-card-foot")
    cards = "".join(_passage(passage, say) for passage in found.passages[:_SHOWN])
    rest = len(found.passages) - _SHOWN
    return top + caution + foot + cards + (note(say("reuse.more", n=rest)) if rest > 0 else "")


def _passage(passage: ReusedPassage, say: Captions) -> str:
    across = len(passage.provinces) > 1
    head = badge(say("reuse.notices", n=passage.notices), "info")
    head += badge(say("reuse.across", n=len(passage.provinces)) if across else say("reuse.within"),
                  "warn" if across else "quiet")  # fmt: skip
    head += tag("span", esc(say("reuse.words", n=passage.words)), "tt-quiet")
    quote = tag("p", f"«{esc(_line(passage.first.text))}»", "tt-hit-text")
    first = tag("p", esc(say("reuse.first")) + " " + _where(passage.first, say), "tt-note")
    places = [tag("li", _again(place, say)) for place in passage.again]
    listed = tag("ul", "".join(places[:_OPEN]))
    if more := places[_OPEN:]:
        listed += tag("details", tag("summary", esc(say("reuse.places", n=len(more)))) + tag("ul", "".join(more)))
    return tag("article", tag("div", head, "tt-card-head") + quote + first + listed, "tt-card tt-reuse")


def _where(place: Place, say: Captions) -> str:
    """The notice by its label, with what the label leaves out of province and day."""
    known = (place.province, day(place.date, say) if place.date else "")
    told = " · ".join([place.label, *(part for part in known if part and part not in place.label)])
    return esc(told) + " " + opener(say("page.open_short"), say.lang, place.notice, place.start, place.end)


def _again(place: Place, say: Captions) -> str:
    quote = "" if place.how == "exact" else tag("div", esc(_line(place.text)), "tt-copy-text")
    return likeness(place.how, place.likeness, say) + " " + _where(place, say) + quote


def _line(text: str) -> str:
    return " ".join(text.split())
