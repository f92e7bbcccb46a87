"""Search results: what was chosen, what may be narrowed by, and the hits as cards with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from ui.captions import Captions
from ui.highlight import Mark
from ui.render.copies import copies
from ui.render.facets import chips, facets, narrow
from ui.render.html import address, badge, downloads, esc, link, note, opener, tag
from ui.render.marked import found, marked
from ui.render.notice import day
from ui.render.why import why
from ui.sought import Sought

Json = Mapping[str, Any]
_LONG: Final = 120
"""Characters of a query that are said to have found nothing."""
FORMATS: Final = ("csv", "xlsx", "json")
"""Downloads of what was found."""


def hit_list(result: Json, say: Captions, wish: Sought, like: str = "") -> str:
    """The `search --json` object (with facets) as HTML; `like` is the text that others like it were looked for."""
    chosen = chips(result.get("filters") or {}, wish, say)
    source = _source(like, wish, say) if like else ""
    side = facets(result["facets"], wish, say) if result.get("facets") else ""
    body = _nothing(result, wish, say) if not result["hits"] else _found(result, wish, say)
    main = tag("div", source + chosen + body, "tt-found")
    return tag("div", side + main, "tt-find") if side else main


def _source(text: str, wish: Sought, say: Captions) -> str:
    """The duty that others like it were looked for, with a way out."""
    off = narrow("×", Sought(filters=wish.filters, since=wish.since, until=wish.until), say, "tt-off",
                 title=say("facet.remove"))  # fmt: skip
    return tag("p", tag("b", esc(say("search.like"))) + f" «{esc(' '.join(text.split()))}» " + off, "tt-source")


def _nothing(result: Json, wish: Sought, say: Captions) -> str:
    if not wish:
        return tag("p", esc(say("search.start")), "tt-empty")
    key = "search.filtered_out" if result.get("reason") == "filtered_out" else "search.nothing"
    query = str(result["query"])
    shown = query if len(query) <= _LONG else query[:_LONG] + " …"
    return note(say(key, query=shown), "warn") + note(say("search.nothing_next"))


def _found(result: Json, wish: Sought, say: Captions) -> str:
    hits = result["hits"]
    again = link(say("page.permalink"), address("search", say.lang, **wish.parameters()))
    links = {name: f"/search?{urlencode({**wish.parameters(), 'lang': say.lang, 'format': name})}" for name in FORMATS}
    top = tag("span", esc(_count(result, wish, say)), "tt-quiet")
    cards = "".join(_hit(hit, str(result["query"]), say) for hit in hits)
    return tag("div", top + again, "tt-card-foot") + cards + downloads(say("page.download"), links)


def _count(result: Json, wish: Sought, say: Captions) -> str:
    """How many are shown of how many, and what was counted."""
    shown, matching = len(result["hits"]), result.get("matching")
    ms = round(float(result["ms"]))
    if matching is None or wish.like:
        return say("search.hits", n=shown, ms=ms)
    how = result["counted"]
    if how == "all":
        return say("search.hits_of_all", n=shown, all=matching, ms=ms)
    key = "hits_of" if matching >= shown else "hits_and_near" if matching else "hits_near"
    return say(f"search.{key}", n=shown, all=matching, ms=ms, what=say(f"search.counted_{how}"))


def _hit(hit: Json, query: str, say: Captions) -> str:
    kind, start = str(hit["kind"]), int(hit["start"])
    about = [str(hit.get("province") or ""), day(str(hit["date"]), say) if hit.get("date") else ""]
    status = str(hit.get("status") or "")
    head = badge(say.get(f"kind.{kind}", kind), "info") + tag("span", esc(" · ".join(filter(None, about))), "tt-quiet")
    if status and status != "ordered":
        head += badge(say.get(f"code.{status}", status), "warn")
    opens = opener(say("page.open_in_text"), say.lang, str(hit["notice"]), start, int(hit["end"]))
    more = narrow(esc(say("search.more_like")), Sought(like=str(hit["id"])), say, "tt-open")
    foot = tag("cite", esc(hit["source"])) + tag("span", opens + more)
    marks = [Mark(a - start, b - start, "hit", "") for a, b in hit.get("highlights") or ()]
    text = str(hit["text"])
    body = tag("p", marked(text, marks) if marks else found(text, query), "tt-hit-text")
    more_of = why(hit, say) + copies(hit, say) + tag("footer", foot)
    return tag("article", tag("div", head, "tt-card-head") + body + more_of, "tt-card tt-hit")
