"""An answer as a card: the sentence, how the question was read, the evidence in its notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from ui.captions import Captions
from ui.card import BETWEEN, link_of
from ui.choices import Choices, rewritten
from ui.render.html import ask_chip, badge, definition_list, downloads, esc, link, note, opener, tag
from ui.render.marked import quote_in_context

Json = Mapping[str, Any]

_TONES: Final = {
    "answered": "good", "not_stated": "warn", "ambiguous": "warn", "search": "info", "out_of_scope": "quiet",
}  # fmt: skip
_SHORT: Final = 160
"""Longest answer, in characters, that is set in large type."""
_PAGE: Final = 10
"""Entries of a list, and quotes, shown at once; the rest opens on demand."""


def answer_card(
    answer: Json,
    texts: Mapping[str, str],
    say: Captions,
    choices: Choices | None = None,
    *,
    earlier: Sequence[str] = (),
    plain: str = "",
) -> str:
    """The whole card. `texts` gives the raw text of each notice named in the evidence; `choices` are what
    the slots of the reading can be changed to, `earlier` the questions before it, `plain` what is copied.
    """
    parts = [
        tag("h3", esc(answer["question"]), "tt-asked"),
        tag("div", _head(answer, say), "tt-card-head"),
        _sentence(answer, say),
        _groups(answer),
        _reading(answer, choices or {}, say),
        _evidence(answer, texts, say),
        _nearest(answer, say),
        tag("div", _links(answer, earlier, say), "tt-card-foot"),
        tag("pre", esc(plain), "tt-plain", hidden=""),
    ]
    return tag("article", "".join(parts), "tt-card", data_status=str(answer["status"]))


def _head(answer: Json, say: Captions) -> str:
    status = str(answer["status"])
    percent = round(100 * float(answer["confidence"]))
    meter = tag("span", tag("span", "", "tt-meter-fill", style=f"width:{percent}%"), "tt-meter")
    confidence = tag("span", f"{esc(say('answer.confidence'))} {percent}% {meter}", "tt-confidence")
    label = badge(say(f"status.{status}"), _TONES.get(status, "quiet"))
    return label + confidence if status == "answered" else label


def _sentence(answer: Json, say: Captions) -> str:
    """The answer: a short one large, a list with its headings, how it was computed, cautions set apart."""
    text = str(answer["answer"])
    items: Sequence[Json] = answer.get("items") or ()
    if items:
        html = tag(
            "div", (tag("p", esc(answer["lead"])) if answer["lead"] else "") + _list(items, say), "tt-answer tt-long"
        )
    else:
        html = tag("p", esc(text), "tt-answer" if len(text) <= _SHORT else "tt-answer tt-long")
    if str(answer["status"]) == "search":
        html = note(text, "info")
    told = answer.get("computed") or {}
    if told and str(told["text"]) not in text:
        html += note(say("answer.computed", text=told["text"]))
    return html + "".join(note(say("answer.caution", text=c["text"]), "warn") for c in answer.get("cautions") or ())


def _list(items: Sequence[Json], say: Captions) -> str:
    """Entries under their headings, a page at once; each leads to its place in the notice."""
    first, rest = _page(items[:_PAGE], say), items[_PAGE:]
    if not rest:
        return first
    return first + tag(
        "details", tag("summary", esc(say("page.more_items", n=len(rest)))) + _list(rest, say), "tt-more"
    )


def _page(items: Sequence[Json], say: Captions) -> str:
    grouped = [(group, list(of_one)) for group, of_one in groupby(items, key=lambda item: str(item["group"]))]
    return "".join(
        (tag("h5", esc(group), "tt-group") if group else "") + tag("ul", "".join(_item(item, say) for item in of_one))
        for group, of_one in grouped
    )


def _item(item: Json, say: Captions) -> str:
    if not item.get("notice"):
        return tag("li", esc(item["text"]))
    place = str(item["notice"]), int(item["start"]), int(item["end"])
    return tag("li", esc(item["text"]) + " " + opener(say("page.open_short"), say.lang, *place))


def _groups(answer: Json) -> str:
    groups = answer.get("groups") or ()
    return definition_list(
        (str(group.get("province", "")), esc("; ".join(map(str, group.get("values", ()))) or "—")) for group in groups
    ) if groups else ""  # fmt: skip


def _reading(answer: Json, choices: Choices, say: Captions) -> str:
    if not answer.get("reading"):
        return ""
    slots = "".join(_slot(slot, str(answer["question"]), choices, say) for slot in answer.get("slots", ()))
    return tag("div", tag("p", esc(answer["reading"])) + tag("div", slots, "tt-slots"), "tt-reading")


def _slot(slot: Json, question: str, choices: Choices, say: Captions) -> str:
    """A slot of the reading: a list to choose another value from, which asks again, or its value alone."""
    name = say.get(f"slot.{slot['slot']}", str(slot["slot"]))
    title = f"{say('answer.confidence')} {round(100 * float(slot.get('confidence') or 0))}%"
    others = [label for label in choices.get(str(slot["slot"]), ()) if label != slot["label"]]
    if not others or not rewritten(question, slot, others[0]):
        return tag("span", tag("b", esc(name)) + " " + esc(slot["label"]), "tt-slot", title=title)
    options = tag("option", esc(slot["label"]), value="", selected="")
    options += "".join(tag("option", esc(label), value=rewritten(question, slot, label)) for label in others)
    listed = tag("select", options, data_change="change", aria_label=say("answer.change", slot=name))
    return tag("label", tag("b", esc(name)) + " " + listed, "tt-slot", title=title)


def _evidence(answer: Json, texts: Mapping[str, str], say: Captions) -> str:
    evidence: Sequence[Json] = answer.get("evidence") or ()
    if not evidence:
        return ""
    items = [_quote(e, texts, say) for e in evidence]
    rest = items[_PAGE:]
    more = tag("details", tag("summary", esc(say("page.more", n=len(rest)))) + "".join(rest)) if rest else ""
    heading = "answer.passages" if str(answer["status"]) == "search" else "answer.evidence"
    return tag("h4", esc(say(heading))) + tag("div", "".join(items[:_PAGE]) + more, "tt-evidence")


def _quote(evidence: Json, texts: Mapping[str, str], say: Captions) -> str:
    notice, start, end = str(evidence["notice"]), int(evidence["start"]), int(evidence["end"])
    text = texts.get(notice, "")
    quoted = quote_in_context(text, start, end) if text else tag("mark", esc(evidence["text"]), "m-quote")
    page = f" · {say('show.page', n=evidence['page'])}" if evidence.get("page") else ""
    where = tag("cite", esc(f"{evidence['source']}{page} · {start}–{end}"))
    opens = opener(say("page.open_in_text"), say.lang, notice, start, end)
    return tag("blockquote", quoted + tag("footer", where + opens), "tt-quote")


def _nearest(answer: Json, say: Captions) -> str:
    nearest = answer.get("nearest") or ()
    chips = "".join(ask_chip(str(question), say.lang) for question in nearest)
    return tag("h4", esc(say("answer.nearest"))) + tag("div", chips, "tt-chips") if chips else ""


def _links(answer: Json, earlier: Sequence[str], say: Captions) -> str:
    """Its address, copying and downloads, and how long it took."""
    question = str(answer["question"])
    given = {"q": question, "after": BETWEEN.join(earlier), "lang": say.lang}
    copy = tag("button", esc(say("card.copy")), "tt-copy", type="button", data_copy="", data_done=say("card.copied"),
               data_failed=say("card.not_copied"))  # fmt: skip
    files = {name: "/answer?" + urlencode({**given, "format": name}) for name in ("md", "json")}
    again = link(say("page.permalink"), link_of(question, earlier, say.lang))
    took = tag("span", esc(f"{float(answer['ms']):.0f} ms"), "tt-quiet")
    return again + copy + downloads(say("page.download"), files) + took + tag("span", "", "tt-unseen", role="status")


def thread(turns: Sequence[tuple[str, str]], say: Captions) -> str:
    """The earlier questions of a conversation with what was answered, each a link; '' for none."""
    if not turns:
        return ""
    asked = [question for question, _ in turns]
    shown = [
        tag("li", link(question, link_of(question, asked[:n], say.lang)) + (tag("p", esc(said)) if said else ""))
        for n, (question, said) in enumerate(turns)
    ]
    top = tag("p", esc(say("page.following")), "tt-quiet")
    return tag("div", top + tag("ol", "".join(shown)), "tt-thread", role="log", aria_label=say("page.thread"))


def examples(questions: Sequence[str], say: Captions) -> str:
    """Example questions to click."""
    chips = "".join(ask_chip(question, say.lang) for question in questions)
    return note(say("page.examples")) + tag("div", chips, "tt-chips")


def suggestion_list(say: Captions) -> str:
    """The empty list that the page's script fills while one types, and what is said of it to screen readers."""
    listed = tag("ul", "", "tt-suggestions", id="suggestion-list", role="listbox", hidden="",
                 aria_label=say("page.suggestions"))  # fmt: skip
    found = say("page.suggestions_found", n="%")
    return listed + tag("p", "", "tt-unseen", role="status", aria_live="polite", data_found=found)
