"""Tìm kiếm: hybrid search with filters; hits lead into the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ontology.text import fold
from query.search import KINDS, search
from ui.desk import Desk, asset, empty_store, wanted
from ui.failures import known, tell
from ui.queries import load
from ui.reader import holdings
from ui.render.hits import hit_list
from ui.render.html import note
from ui.terms import labels_by, local_name
from ui.widgets import gr

HITS = 15
"""Hits shown at once."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """Components that the page wires to others."""

    hits: gr.HTML
    outputs: tuple[Any, ...]


def topics(desk: Desk) -> list[tuple[str, str]]:
    """Label and id of every topic that occurs, sorted by label."""
    labels = labels_by(desk.repo.select(load("topics")), "topic", desk.say.lang)
    return sorted(((label, local_name(iri)) for iri, label in labels.items()), key=lambda topic: fold(topic[0]))


def provinces(desk: Desk) -> list[tuple[str, str]]:
    """All provinces together, then each that there are notices of."""
    return [(desk.say("page.all"), ""), *((name, name) for name in holdings(desk.repo, desk.say.lang).provinces)]


def found(desk: Desk, query: str, province: str | None, topic: str | None, kind: str | None) -> str:
    """The hits as HTML, or what is wrong with the search."""
    say = desk.say
    if not holdings(desk.repo, say.lang).notices:
        return empty_store(desk)
    given = {"q": query, "province": province or "", "topic": topic or "", "kind": kind or ""}
    try:
        result = search(query, desk.repo, k=HITS, province=province or None, topic=topic or None, kind=kind or None)
    except known() as error:
        return note(tell(error, say).what, "warn")
    return hit_list(result.to_json(), say, given)


def build(desk: Desk) -> SearchView:
    """Lay out the tab."""
    say = desk.say
    everything = [(say("page.all"), "")]
    kinds = everything + [(say.get(f"kind.{kind}", kind), kind) for kind in KINDS]
    with gr.Row(elem_classes="tt-line"):
        query = gr.Textbox(label=say("page.query"), placeholder=say("page.query_hint"), scale=6, elem_id="search-query")
        start = gr.Button(say("page.find"), variant="primary", scale=1, min_width=110, elem_id="search")
    with gr.Row():
        province = gr.Dropdown(provinces(desk), value="", label=say("page.province"), min_width=140)
        topic = gr.Dropdown(everything + topics(desk), value="", label=say("page.topic"), min_width=140)
        kind = gr.Dropdown(kinds, value="", label=say("page.kind"), min_width=140)
    hits = gr.HTML(js_on_load=asset("acts.js"), elem_id="hits")

    def run(text: str, where: str | None, about: str | None, what: str | None) -> str:
        return found(desk, text, where, about, what)

    inputs = [query, province, topic, kind]
    start.click(run, inputs, [hits], api_name="search")
    query.submit(run, inputs, [hits], api_visibility="private")
    for choice in (province, topic, kind):
        choice.input(run, inputs, [hits], api_visibility="private")
    return SearchView(hits, (query, province, topic, kind, hits))


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of `SearchView.outputs` for `/?tab=search&q=…`; no change for any other."""
    given = tuple(parameters.get(key, "") for key in ("q", "province", "topic", "kind"))
    if not wanted(parameters, "search") or not any(given):
        empty = not holdings(desk.repo, desk.say.lang).notices
        return *(gr.skip() for _ in range(4)), empty_store(desk) if empty else gr.skip()
    query, province, topic, kind = given
    return (*given, found(desk, query, province, topic, kind))
