"""Văn bản: a notice with its facts marked; a click on a duty shows what the graph holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.desk import Desk, Place, asset, empty_store, place_of, wanted
from ui.highlight import Mark
from ui.reader import NoticeCard, NoticeView, list_notices, read_duty, read_notice
from ui.render import notice as render
from ui.render.html import note, tag
from ui.widgets import gr


@dataclass(frozen=True, slots=True)
class ReaderView:
    """Components that the page wires to others; `outputs` are what `opened` gives values for."""

    outputs: tuple[Any, ...]


def choices(desk: Desk) -> list[tuple[str, str]]:
    """Label and IRI of every notice, for the list to choose from."""
    return [(_title(card), card.iri) for card in list_notices(desk.repo, desk.say.lang)]


def _title(card: NoticeCard) -> str:
    return f"{card.label} — {card.file}" if card.file and card.file not in card.label else card.label


def shown(desk: Desk, place: Place, duty: str = "") -> tuple[str, str, str, str]:
    """Header, repairs, text and facts of a duty as HTML, with a passage or a duty chosen."""
    view = read_notice(desk.repo, place.notice, desk.say.lang) if place.notice else None
    if view is None:
        message = note(desk.say("errors.unknown_id", id=place.notice), "warn") if place.notice else ""
        return message, "", "", _hint(desk)
    chosen = [Mark(place.start, place.end, "chosen", "")] if place.end > place.start else []
    chosen += [Mark(m.start, m.end, "chosen", "") for m in view.marks if duty and m.name == duty]
    return (
        render.header(view, desk.say),
        render.repairs(view, desk.say),
        render.text(view, desk.say, chosen),
        facts_of(desk, place.notice, duty or _duty_at(view, place)),
    )


def opened(desk: Desk, place: Place, duty: str = "") -> tuple[Any, ...]:
    """Values of `ReaderView.outputs` for a notice, with a passage or a duty chosen."""
    known = choices(desk)
    value = place.notice if place.notice in {iri for _, iri in known} else None
    return gr.update(choices=known, value=value), *shown(desk, place, duty)


def _duty_at(view: NoticeView, place: Place) -> str:
    """The shortest duty that holds the passage, or ''."""
    holding = [m for m in view.marks if m.kind == "duty" and m.start <= place.start < place.end <= m.end]
    return min(holding, key=lambda m: m.end - m.start).name if holding else ""


def facts_of(desk: Desk, notice: str, name: str) -> str:
    """The card of a duty of a notice by its local name (`duty-7`)."""
    view = read_duty(desk.repo, f"{notice}#{name}", desk.say.lang) if name else None
    return render.duty(view, desk.say) if view else _hint(desk)


def _hint(desk: Desk) -> str:
    return tag("p", desk.say("page.click_duty"), "tt-empty")


def build(desk: Desk) -> ReaderView:
    """Lay out the tab."""
    say = desk.say
    known = choices(desk)
    first = known[0][1] if known else ""
    about, mended, marked, chosen = shown(desk, Place(first, 0, 0))
    notice = gr.Dropdown(choices=known, value=first or None, label=say("page.notice"), elem_id="notice",
                         filterable=True)  # fmt: skip
    with gr.Row():
        with gr.Column(scale=3, min_width=320):
            text = gr.HTML(marked, js_on_load=asset("acts.js"), elem_id="notice-text")
        with gr.Column(scale=2, min_width=300):
            facts = gr.HTML(chosen, elem_id="duty-facts")
            with gr.Accordion(say("page.header_facts"), open=True):
                header = gr.HTML(about, elem_id="notice-header")
            with gr.Accordion(say("page.repairs"), open=False):
                repaired = gr.HTML(mended, elem_id="notice-repairs")
    outputs = (notice, header, repaired, text, facts)

    def choose(iri: str | None) -> tuple[Any, ...]:
        return opened(desk, Place(iri or "", 0, 0))

    def clicked(iri: str | None, event: gr.EventData) -> str:
        return facts_of(desk, iri or "", str(event.arg))

    notice.input(choose, [notice], list(outputs), api_visibility="private")
    text.click(clicked, [notice], [facts], api_visibility="private", show_progress="hidden")
    return ReaderView(outputs)


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of `ReaderView.outputs` for `/?tab=notice&notice=…` with `duty`, or `start` and `end`.

    For any other address only the list of notices is brought up to date, so that nothing a person has
    opened meanwhile is lost.
    """
    if not wanted(parameters, "notice") or not parameters.get("notice"):
        known = choices(desk)
        text = gr.skip() if known else empty_store(desk)
        return gr.update(choices=known), gr.skip(), gr.skip(), text, gr.skip()
    return opened(desk, place_of(parameters), parameters.get("duty", ""))
