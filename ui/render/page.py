"""The head of the page: the name, what is loaded, the other language."""

from __future__ import annotations

from ui.captions import Captions
from ui.reader import Holdings
from ui.render.html import esc, link, tag
from ui.render.notice import day

_MANY = 6
"""More provinces than this are counted, not named."""


def headline(loaded: Holdings, say: Captions) -> str:
    """Name, holdings and language switch."""
    names = ", ".join(loaded.provinces) if len(loaded.provinces) <= _MANY else say(
        "page.provinces", n=len(loaded.provinces))  # fmt: skip
    shown = " · ".join(part for part in (say("page.notices", n=loaded.notices), names, _period(loaded, say)) if part)
    other = link(say("page.other_language"), say("page.other_address"), "tt-link tt-switch")
    name = tag("h1", "Thông Tri") + tag("p", esc(say("page.tagline")))
    banner = synthetic_banner(say) if loaded.synthetic else ""
    return tag("header", banner + name + tag("p", esc(shown), "tt-loaded") + other, "tt-head")


def synthetic_banner(say: Captions) -> str:
    """What stands at the top of every page over a synthetic store."""
    return tag("p", esc(say("archive.banner")), "tt-synthetic", role="status")


def _period(loaded: Holdings, say: Captions) -> str:
    """First and last day, with a word on the notices that bear no date of issue."""
    days = " – ".join(dict.fromkeys(day(text, say) for text in (loaded.first, loaded.last) if text))
    notes = [
        say(f"page.{name}", n=n) for name, n in (("by_meeting", loaded.by_meeting), ("undated", loaded.undated)) if n
    ]
    return " ".join([*([days] if days else []), *([f"({'; '.join(notes)})"] if notes else [])])
