"""Đồ thị: who gives duties to whom in one notice, by topic, as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.text import fold
from ui.desk import Desk, empty_store, wanted
from ui.picture import draw, read_orders
from ui.render.html import address, link, tag
from ui.render.picture import picture
from ui.views.notice import choices
from ui.widgets import gr


def drawn(desk: Desk, notice: str, topic: str) -> tuple[Any, str]:
    """The topics of a notice to choose from, and the picture of its orders on one of them or on all."""
    if not notice and not choices(desk):
        return gr.skip(), empty_store(desk)
    orders = read_orders(desk.repo, notice, desk.say.lang)
    topics = sorted(((label, iri) for iri, label in orders.topics.items()), key=lambda choice: fold(choice[0]))
    topic = topic if topic in orders.topics else ""
    again = link(desk.say("page.permalink"), address("graph", desk.say.lang, notice=notice, topic=topic))
    html = picture(draw(orders.on(topic)), desk.say) + (tag("p", again) if notice else "")
    return gr.update(choices=[(desk.say("page.all"), ""), *topics], value=topic), html


def build(desk: Desk) -> tuple[Any, ...]:
    """Lay out the tab; gives the components that `from_address` has values for."""
    say, known = desk.say, choices(desk)
    first = known[0][1] if known else ""
    with gr.Row():
        notice = gr.Dropdown(known, value=first or None, label=say("page.notice"), scale=2, elem_id="graph-notice")
        topic = gr.Dropdown([(say("page.all"), "")], value="", label=say("page.topic"), elem_id="graph-topic")
    shown = gr.HTML(elem_id="graph")

    def choose(iri: str | None) -> tuple[Any, str]:
        return drawn(desk, iri or "", "")

    def narrow(iri: str | None, about: str | None) -> str:
        return drawn(desk, iri or "", about or "")[1]

    notice.input(choose, [notice], [topic, shown], api_visibility="private")
    topic.input(narrow, [notice, topic], [shown], api_visibility="private")
    return notice, topic, shown


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of the components for `/?tab=graph&notice=…&topic=…`; else the picture of the first notice."""
    known = choices(desk)
    iris = [iri for _, iri in known]
    asked = parameters.get("notice", "") if wanted(parameters, "graph") else ""
    notice = asked if asked in iris else next(iter(iris), "")
    topic = parameters.get("topic", "") if asked else ""
    return gr.update(choices=known, value=notice or None), *drawn(desk, notice, topic)
