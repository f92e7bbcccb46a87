"""Search results as a list of cards: text with the found words, source, and why it was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.captions import Captions
from ui.highlight import Mark
from ui.render.html import address, badge, esc, link, note, opener, tag
from ui.render.marked import found, marked

Json = Mapping[str, Any]


def hit_list(result: Json, say: Captions, parameters: Mapping[str, str]) -> str:
    """The `search --json` object as HTML; `parameters` make the link to the same search."""
    hits = result["hits"]
    if not hits:
        return note(say("search.nothing", query=result["query"]), "warn") + note(say("search.nothing_next"))
    top = tag("span", esc(say("search.hits", n=len(hits), ms=round(float(result["ms"])))), "tt-quiet")
    again = link(say("page.permalink"), address("search", say.lang, **parameters))
    cards = "".join(_hit(hit, str(result["query"]), say) for hit in hits)
    return tag("div", top + again, "tt-card-foot") + cards


def _hit(hit: Json, query: str, say: Captions) -> str:
    kind, start = str(hit["kind"]), int(hit["start"])
    head = badge(say.get(f"kind.{kind}", kind), "info") + tag("span", esc(hit.get("province") or ""), "tt-quiet")
    opens = opener(say("page.open_in_text"), say.lang, str(hit["notice"]), start, int(hit["end"]))
    foot = tag("cite", esc(hit["source"])) + opens
    marks = [Mark(a - start, b - start, "hit", "") for a, b in hit.get("highlights") or ()]
    text = str(hit["text"])
    body = tag("p", marked(text, marks) if marks else found(text, query), "tt-hit-text")
    return tag(
        "article", tag("div", head + _why(hit, say), "tt-card-head") + body + tag("footer", foot), "tt-card tt-hit"
    )


def _why(hit: Json, say: Captions) -> str:
    """What made it a hit: words found, nearness of meaning (cosine), filters passed."""
    why = hit.get("why") or {}
    parts = list[str]()
    if why.get("lexical"):
        parts.append(tag("span", esc(say("why.lexical") + ": " + ", ".join(map(str, why["lexical"]))), "tt-why"))
    if why.get("semantic") is not None:
        parts.append(tag("span", esc(f"{say('why.semantic')}: {float(why['semantic']):.2f}"), "tt-why"))
    named = [str(label) for labels in (why.get("graph") or {}).values() for label in labels]
    if named:
        parts.append(tag("span", esc(say("why.graph") + ": " + ", ".join(named)), "tt-why"))
    return tag("span", "".join(parts) + tag("b", esc(f"{float(hit['score']):.2f}")), "tt-whys")
