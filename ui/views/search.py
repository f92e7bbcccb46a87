"""Tìm kiếm: hybrid search; what was found can be narrowed by its counts, and leads into the text and to its likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from query.search import SearchResult
from ui.desk import Desk, asset, empty_store, wanted
from ui.failures import known, tell
from ui.reader import holdings, read_duty
from ui.render.hits import hit_list
from ui.render.html import note
from ui.sought import Sought, find, read, sought
from ui.widgets import gr

HITS = 15
"""Hits shown at once."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """Components that the page wires to others.

    `browse` shows what there is before anything is searched for; the page's style hides it beside `hits`.
    """

    hits: gr.HTML
    browse: gr.HTML
    outputs: tuple[Any, ...]


def found(desk: Desk, wish: Sought) -> str:
    """The hits with what they may be narrowed by as HTML, or what is wrong with the search."""
    if not holdings(desk.repo, desk.say.lang).notices:
        return empty_store(desk)
    try:
        result = find(wish, desk.repo, k=HITS if wish else 0, facets=True, group=True)
    except known() as error:
        return note(tell(error, desk.say).what, "warn")
    return hit_list(result.to_json(), desk.say, wish, _text_of(desk, result))


def _text_of(desk: Desk, result: SearchResult) -> str:
    """The text of the duty that others like it were looked for."""
    view = read_duty(desk.repo, result.like, desk.say.lang) if result.like else None
    return view.text if view else result.like or ""


def shown(desk: Desk, wish: Sought) -> tuple[Any, ...]:
    """Values of `SearchView.outputs` for a search."""
    wish = wish.clipped()
    return wish.query, wish.written(), found(desk, wish)


def build(desk: Desk) -> SearchView:
    """Lay out the tab."""
    say = desk.say
    with gr.Row(elem_classes="tt-line"):
        query = gr.Textbox(label=say("page.query"), placeholder=say("page.query_hint"), scale=6, elem_id="search-query")
        start = gr.Button(say("page.find"), variant="primary", scale=1, min_width=110, elem_id="search")
    state = gr.State("")
    hits = gr.HTML(js_on_load=asset("acts.js"), elem_id="hits")
    browse = gr.HTML(js_on_load=asset("acts.js"), elem_id="browse")
    outputs = (query, state, hits)

    def run(text: str, before: str) -> tuple[Any, ...]:
        return shown(desk, replace(read(before), query=text, like=""))

    def turned(event: gr.EventData) -> tuple[Any, ...]:
        return shown(desk, read(str(event.arg)))

    start.click(run, [query, state], list(outputs), api_name="search")
    query.submit(run, [query, state], list(outputs), api_visibility="private")
    for html in (hits, browse):
        html.apply(turned, None, list(outputs), api_visibility="private", trigger_mode="multiple", queue=False)
    return SearchView(hits, browse, outputs)


def first_look(desk: Desk) -> str:
    """What the tab shows when it is opened before anything was searched for."""
    return found(desk, Sought())


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of `SearchView.outputs` for `/?tab=search&q=…`; no change for any other."""
    if not wanted(parameters, "search"):
        empty = not holdings(desk.repo, desk.say.lang).notices
        return *(gr.skip() for _ in range(2)), empty_store(desk) if empty else gr.skip()
    return shown(desk, sought(parameters))
