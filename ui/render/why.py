"""Why a hit was found, in words: matched words, synonyms, meaning, filters passed, or what it shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ui.captions import Captions
from ui.render.html import definition_list, esc, tag

Json = Mapping[str, Any]
_NEAR: Final = ((0.6, "very"), (0.4, "quite"), (0.25, "somewhat"))
"""Least cosine of each word for nearness, as the model in the box gives them; what lies below is far."""
_ARROW: Final = " → "
"""What stands between a wording and its synonym in `why.lexical`."""
_FEW: Final = 6


def why(hit: Json, say: Captions) -> str:
    """A line that tells the chief reason and opens to all of them."""
    told = hit.get("why") or {}
    synonyms = [word for word in told.get("lexical") or () if _ARROW in word]
    words = _phrases(hit, synonyms) or [word for word in told.get("lexical") or () if _ARROW not in word]
    rows = list(_rows(told, words, synonyms, say))
    if not rows:
        return ""
    gist = " · ".join(_gist(told, words, synonyms, say))
    rows.append((say("why.score"), esc(f"{float(hit['score']):.2f}")))
    head = tag("summary", esc(say("why.title")) + (tag("span", esc(": " + gist)) if gist else ""))
    return tag("details", head + definition_list(rows), "tt-why")


def _phrases(hit: Json, synonyms: Sequence[str]) -> list[str]:
    """The words of the query as they stand together in the quote, without what synonyms found."""
    start, text = int(hit["start"]), str(hit["text"])
    lit = (text[a - start : b - start].lower() for a, b in hit.get("highlights") or ())
    found = {synonym.partition(_ARROW)[2] for synonym in synonyms}
    return [" ".join(phrase.split()) for phrase in dict.fromkeys(lit) if phrase not in found]


def nearness(cosine: float, say: Captions) -> str:
    """A cosine as a plain word with its number."""
    word = next((name for least, name in _NEAR if cosine >= least), "far")
    return f"{say(f'why.{word}')} ({cosine:.2f})"


def _gist(told: Json, words: Sequence[str], synonyms: Sequence[str], say: Captions) -> Iterator[str]:
    if told.get("shared"):
        yield from (say(f"why.same_{name}", what=_some(values)) for name, values in told["shared"].items())
        return
    if words:
        yield say("why.words", what=_some(words))
    if synonyms:
        yield _some(synonyms)
    if told.get("semantic") is not None and (float(told["semantic"]) >= _NEAR[-1][0] or not (words or synonyms)):
        yield say("why.meaning", near=nearness(float(told["semantic"]), say))


def _some(values: Sequence[str]) -> str:
    return ", ".join(map(str, values[:_FEW])) + (" …" if len(values) > _FEW else "")


def _rows(told: Json, words: Sequence[str], synonyms: Sequence[str], say: Captions) -> Iterator[tuple[str, str]]:
    """Name and HTML of each reason."""
    for name, values in (told.get("shared") or {}).items():
        yield say(f"why.shared_{name}"), esc(", ".join(values))
    if words and not told.get("shared"):
        yield say("why.lexical"), esc(", ".join(words))
    if synonyms:
        yield say("why.synonyms"), esc("; ".join(synonyms))
    if told.get("semantic") is not None:
        yield say("why.semantic"), esc(nearness(float(told["semantic"]), say))
    if told.get("nearest"):
        pairs = (
            say("why.pair", asked=one, found=other, cosine=f"{cosine:.2f}") for one, other, cosine in told["nearest"]
        )
        yield say("why.nearest"), esc("; ".join(pairs))
    if told.get("passed"):
        yield say("why.graph"), "".join(tag("div", esc(_passed(one, say))) for one in told["passed"])


def _passed(one: Json, say: Captions) -> str:
    """One filter passed, as a sentence."""
    if one["field"] == "province":
        reason = f" ({one['reason']})" if one["reason"] else ""
        return say(f"why.province_{one['relation']}", own=one["own"]) + reason
    if one["relation"] == "mentions":
        return say("why.mentions")
    said = f"{say.get('why.by_' + one['relation'], one['relation'])} {one['own']}"
    return said if one["own"] == one["wanted"] else say("why.below", own=said, above=one["wanted"])
