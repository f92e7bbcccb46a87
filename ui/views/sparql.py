"""SPARQL: an editor with examples, the rows with their time, and downloads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from query.sparql import FORMATS, Result, check, run
from ui.captions import Captions
from ui.desk import Desk, wanted
from ui.examples import queries
from ui.failures import known, tell
from ui.render.html import address, badge, esc, link, note, tag
from ui.render.rows import download_links, problem, rows_table
from ui.widgets import gr

SECONDS = 10.0
"""Time limit of a query typed on the page."""
SHOWN = 500
"""Rows shown on the page; downloads hold all."""


@dataclass(frozen=True, slots=True)
class SparqlView:
    """Components that the page wires to others."""

    query: gr.Code
    result: gr.HTML


def executed(store_path: Path, query: str, say: Captions) -> str:
    """The result of a query as HTML, or what is wrong with it."""
    try:
        wanted = "json" if check(query).form in ("SELECT", "ASK") else None
        result = run(query, store_path, wanted, SECONDS, SHOWN)
    except known() as error:
        return problem(tell(error, say).what)
    return _shown(result, query, say)


def _shown(result: Result, query: str, say: Captions) -> str:
    again = link(say("page.permalink"), address("sparql", say.lang, sparql=query))
    unit = "sparql.triples" if result.form in ("CONSTRUCT", "DESCRIBE") else "sparql.rows"
    count = tag("span", say(unit, n=result.count, ms=f"{result.ms:.1f}"), "tt-quiet")
    top = tag("div", count + again, "tt-card-foot")
    if result.truncated:
        top += note(say("sparql.truncated", n=result.count), "warn")
    links = download_links(query, [name for name in FORMATS[result.form] if name != "table"], say)
    return top + _body(result, say) + links


def _body(result: Result, say: Captions) -> str:
    if result.boolean is not None:
        return badge(say("sparql.yes") if result.boolean else say("sparql.no"), "good" if result.boolean else "bad")
    if result.form == "SELECT":
        return rows_table(result.columns, json.loads(result.text)["results"]["bindings"])
    return tag("pre", esc(result.text), "tt-paper")


def build(desk: Desk) -> SparqlView:
    """Lay out the tab."""
    say = desk.say
    known = queries()
    samples = gr.Dropdown(choices=[(q.title(say.lang), q.name) for q in known], value=None,
                          label=say("page.example_queries"), elem_id="sparql-examples")  # fmt: skip
    query = gr.Code(known[0].sparql, language="sql", label=say("page.editor"), lines=8, elem_id="sparql-editor",
                    wrap_lines=True)  # fmt: skip
    start = gr.Button(say("page.run"), variant="primary", elem_id="sparql-run")
    result = gr.HTML(elem_id="sparql-result")

    def sample(name: str | None) -> str:
        return next((q.sparql for q in known if q.name == name), known[0].sparql)

    def execute(text: str) -> str:
        return executed(desk.store_path, text, say)

    samples.input(sample, [samples], [query], api_visibility="private")
    start.click(execute, [query], [result], api_name="sparql")
    return SparqlView(query, result)


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of the editor and the result for `/?tab=sparql&sparql=…`; no change for any other."""
    query = parameters.get("sparql", "")
    if not wanted(parameters, "sparql") or not query:
        return gr.skip(), gr.skip()
    return query, executed(desk.store_path, query, desk.say)
