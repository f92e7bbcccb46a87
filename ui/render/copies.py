"""Where else a passage stands: its near-duplicates in other notices, folded under the hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ui.captions import Captions
from ui.render.html import badge, esc, opener, tag
from ui.render.notice import day

Json = Mapping[str, Any]
_MANY: Final = 20
"""Copies listed; more are counted."""
_TONES: Final[Mapping[str, str]] = {"exact": "good", "figures": "info", "near": "quiet"}


def copies(hit: Json, say: Captions) -> str:
    """ "Also in N other notices", which opens to them; nothing if there are none."""
    known: Sequence[Json] = hit.get("copies") or ()
    if not known:
        return ""
    others = len({str(copy["notice"]) for copy in known} - {str(hit["notice"])})
    head = say("copies.others", n=others) if others else say("copies.same_notice", n=len(known))
    listed = "".join(tag("li", _copy(copy, say)) for copy in known[:_MANY])
    rest = tag("li", esc(say("copies.more", n=len(known) - _MANY)), "tt-quiet") if len(known) > _MANY else ""
    return tag("details", tag("summary", esc(head)) + tag("ul", listed + rest), "tt-copies")


def likeness(how: str, resemblance: float, say: Captions) -> str:
    """How much alike two passages are, as a badge."""
    return badge(say(f"copies.{how}", percent=round(100 * resemblance)), _TONES.get(how, "quiet"))


def _copy(copy: Json, say: Captions) -> str:
    when = day(str(copy["date"]), say) if copy["date"] else ""
    where = " · ".join(part for part in (str(copy["province"]), when, str(copy["source"])) if part)
    opens = opener(say("page.open_short"), say.lang, str(copy["notice"]), int(copy["start"]), int(copy["end"]))
    quote = "" if copy["how"] == "exact" else tag("div", esc(" ".join(str(copy["text"]).split())), "tt-copy-text")
    return likeness(str(copy["how"]), float(copy["resemblance"]), say) + f" {esc(where)} {opens}" + quote
