"""Results of a SPARQL query as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ui.captions import Captions
from ui.render.html import downloads, esc, link, note, table, tag
from ui.terms import compact, is_ours, path_of

Cell = Mapping[str, Any]
"""A term in the notation of SPARQL 1.1 Query Results JSON."""


def cell(term: Cell | None) -> str:
    """One term: our things link to their pages, other IRIs are shortened, literals show their tag."""
    if term is None:
        return ""
    value = str(term["value"])
    if term["type"] != "uri":
        suffix = term.get("xml:lang") or compact(str(term.get("datatype", ""))).removeprefix("xsd:")
        return esc(value) + (tag("sup", esc(suffix), "tt-quiet") if suffix else "")
    if is_ours(value):
        return link(path_of(value).removeprefix("/id/"), path_of(value), target="_blank")
    return tag("span", esc(compact(value)), "tt-iri", title=value)


def rows_table(head: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> str:
    """Solutions of a SELECT query."""
    return table(head, ([cell(row.get(name)) for name in head] for row in rows), "tt-table tt-rows")


def download_links(query: str, formats: Sequence[str], say: Captions) -> str:
    """The same query in other formats, from `/sparql`."""
    return downloads(
        say("page.download"), {name: "/sparql?" + urlencode({"query": query, "format": name}) for name in formats}
    )


def problem(message: str) -> str:
    """An error, shown as it is."""
    return note(message, "bad")
