"""The workbench: tabs, what they hand to one another, and addresses that reproduce a view."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from ingest.formats.limits import MAX_FILE_BYTES
from kg.repo import Repo
from ui.captions import LANGUAGES, captions
from ui.desk import Desk, asset, empty_store, place
from ui.reader import holdings
from ui.render.page import headline
from ui.views import ask, compare, intake, notice, picture, search, sparql
from ui.widgets import gr

TABS: Final = ("ask", "search", "compare", "notice", "graph", "sparql", "load")
"""Names of the tabs in addresses (`/?tab=notice`) and captions (`tab.notice`), in order."""
_FONTS: Final = ("system-ui", "Noto Sans", "DejaVu Sans", "sans-serif")
_MONO: Final = ("ui-monospace", "DejaVu Sans Mono", "monospace")
_RED: Final = (
    "#fdf3f2", "#fbe4e3", "#f6c9c7", "#ec9f9c", "#dd6b68", "#a4161a", "#a4161a", "#86100f", "#6e0f10",
    "#5a1011", "#310607",
)  # fmt: skip
"""Stamp red from palest to darkest."""


def theme() -> gr.themes.Base:
    """Colours of paper and stamp red; fonts of the system alone, so that none is fetched."""
    red = gr.themes.Color(*_RED, name="stamp")
    return gr.themes.Soft(
        primary_hue=red,
        secondary_hue=red,
        neutral_hue="stone",
        font=_FONTS,
        font_mono=_MONO,
        radius_size=gr.themes.sizes.radius_md,
    ).set(button_primary_background_fill=_RED[6], button_primary_background_fill_hover=_RED[7])


def build(desk: Desk) -> gr.Blocks:
    """The page in the language of the desk."""
    say = desk.say
    with gr.Blocks(title=say("page.title"), analytics_enabled=False) as blocks:
        top = gr.HTML(headline(holdings(desk.repo, say.lang), say), elem_id="headline")
        with gr.Tabs(selected="ask") as tabs:
            with gr.Tab(say("tab.ask"), id="ask"):
                ask_view = ask.build(desk)
            with gr.Tab(say("tab.search"), id="search") as search_tab:
                search_view = search.build(desk)
            with gr.Tab(say("tab.compare"), id="compare"):
                compare_view = compare.build(desk)
            with gr.Tab(say("tab.notice"), id="notice"):
                reader_view = notice.build(desk)
            with gr.Tab(say("tab.graph"), id="graph"):
                graph_view = picture.build(desk)
            with gr.Tab(say("tab.sparql"), id="sparql"):
                sparql_view = sparql.build(desk)

            writable = None
            if not desk.read_only:
                with gr.Tab(say("tab.load"), id="load"):
                    writable = intake.build(desk)

        def open_place(event: gr.EventData) -> tuple[Any, ...]:
            return gr.Tabs(selected="notice"), *notice.opened(desk, place(str(event.arg)))

        def to_sparql(query: str) -> tuple[Any, ...]:
            return gr.Tabs(selected="sparql"), query, sparql.executed(desk.store_path, query, say)

        def arrive(request: gr.Request) -> tuple[Any, ...]:
            given = dict(request.query_params)
            tab = given.get("tab")
            return (
                headline(holdings(desk.repo, say.lang), say),
                gr.Tabs(selected=tab) if tab in TABS and (tab != "load" or not desk.read_only) else gr.skip(),
                *ask.from_address(desk, given),
                *search.from_address(desk, given),
                *compare.from_address(desk, given),
                *notice.from_address(desk, given),
                *picture.from_address(desk, given),
                *sparql.from_address(desk, given),
            )

        def look() -> str:
            return search.first_look(desk)

        def samples() -> str:
            return ask.samples_of(desk)

        def follow(*shown: str) -> tuple[Any, ...]:
            provinces, nothing = compare.provinces(desk), empty_store(desk)
            return (
                headline(holdings(desk.repo, say.lang), say),
                *(gr.update(choices=notice.choices(desk)) for _ in range(2)),
                *(gr.update(choices=provinces) for _ in range(2)),
                *("" if provinces and html == nothing else gr.skip() for html in shown),
            )

        cards_of = [ask_view.card, search_view.hits, compare_view.table]
        if writable is not None:
            cards_of += [writable.report, writable.stored]
            choices = [reader_view.outputs[0], graph_view[0], *compare_view.outputs[:2]]
            emptied = [search_view.hits, compare_view.table, reader_view.outputs[3], graph_view[2]]
            for event in writable.changed:
                event.then(follow, emptied, [top, *choices, *emptied], api_visibility="private", show_progress="hidden")
                event.then(samples, None, [ask_view.samples], api_visibility="private", show_progress="hidden")
        for cards in cards_of:
            cards.select(open_place, None, [tabs, *reader_view.outputs], api_visibility="private",
                         trigger_mode="multiple")  # fmt: skip
        # Past the queue: a reply by its stream can be lost when the stream of the page's arrival closes just then.
        search_tab.select(look, None, [search_view.browse], api_visibility="private", show_progress="hidden",
                          queue=False)  # fmt: skip
        ask_view.to_sparql.click(to_sparql, [ask_view.query], [tabs, sparql_view.query, sparql_view.result],
                                 api_visibility="private")  # fmt: skip
        outputs = [top, tabs, *ask_view.outputs, *search_view.outputs, *compare_view.outputs, *reader_view.outputs,
                   *graph_view, sparql_view.query, sparql_view.result]  # fmt: skip
        arrived = blocks.load(arrive, None, outputs, api_visibility="private", show_progress="hidden")
        arrived.then(None, js=asset("ready.js"))
        blocks.load(samples, None, [ask_view.samples], api_visibility="private", show_progress="hidden")
    assert isinstance(blocks, gr.Blocks)
    return blocks


def mount(app: FastAPI, repo: Repo, store_path: Path, *, read_only: bool = False) -> FastAPI:
    """The application with the English page at `/en` and the Vietnamese one at `/`, mounted last."""
    icon = str(files("ui").joinpath("data/favicon.svg"))
    for lang in reversed(LANGUAGES):
        first = lang == LANGUAGES[0]
        app = gr.mount_gradio_app(
            app,
            build(Desk(repo, store_path, captions(lang), read_only)),
            path="/" if first else f"/{lang}",
            theme=theme(),
            css=asset("workbench.css"),
            head=f'<script>document.documentElement.lang = "{lang}"</script><style>{asset("narrow.css")}</style>',
            favicon_path=icon if first else None,
            footer_links=[],
            ssr_mode=False,
            max_file_size=MAX_FILE_BYTES,
        )
    return app
