"""The few pieces of HTML all views share. Every function escapes the text it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import urlencode

_TEMPLATE_SIGNS: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})
"""Signs that the page's own template language would read as its own."""


def esc(text: object) -> str:
    """Text safe inside an element or a quoted attribute, also under the page's template language."""
    return escape(str(text), quote=True).translate(_TEMPLATE_SIGNS)


def tag(name: str, inner: str, css: str = "", **attributes: str) -> str:
    """An element; `inner` is HTML already, attribute values are escaped (`data_act` → `data-act`)."""
    given = ({"class": css} if css else {}) | attributes
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{esc(value)}"' for key, value in given.items())
    return f"<{name}{written}>{inner}</{name}>"


def ask_chip(question: str, lang: str) -> str:
    """A question to click: asked in place by the page's script, by its address without it."""
    return tag("a", esc(question), "tt-chip", href=address("ask", lang, q=question), data_act="ask", data_arg=question)


def opener(label: str, lang: str, notice: str, start: int, end: int) -> str:
    """A link that opens a passage in its notice, in place or by its address."""
    href = address("notice", lang, notice=notice, start=str(start), end=str(end))
    return tag("a", esc(label), "tt-open", href=href, data_act="open", data_arg=f"{notice}|{start}|{end}")


def badge(label: str, tone: str) -> str:
    """A small label; `tone` is the suffix of a colour class."""
    return tag("span", esc(label), f"tt-badge tt-{tone}")


def link(label: str, href: str, css: str = "tt-link", **attributes: str) -> str:
    """A link; only paths of this server and http(s) addresses are linked, others stay text."""
    if not href.startswith(("/", "http://", "https://", "?", "#")) or href.startswith("//"):
        return esc(label)
    return tag("a", esc(label), css, href=href, **attributes)


def address(tab: str, lang: str, **parameters: str) -> str:
    """Path and query of the view that shows this again."""
    given = {key: value for key, value in parameters.items() if value}
    return ("/en/?" if lang == "en" else "/?") + urlencode({"tab": tab, **given})


def note(text: str, tone: str = "quiet") -> str:
    """A line of explanation, or of warning (`warn`, `bad`)."""
    return tag("p", esc(text), f"tt-note tt-{tone}")


def definition_list(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms with their values; values are HTML already."""
    return tag("dl", "".join(tag("dt", esc(term)) + tag("dd", value) for term, value in pairs), "tt-facts")


def table(head: Iterable[str], rows: Iterable[Iterable[str]], css: str = "tt-table") -> str:
    """A table; head is text, cells are HTML already."""
    top = tag("thead", tag("tr", "".join(tag("th", esc(cell)) for cell in head)))
    body = tag("tbody", "".join(tag("tr", "".join(tag("td", cell) for cell in row)) for row in rows))
    return tag("div", tag("table", top + body, css), "tt-scroll")


def downloads(label: str, links: Mapping[str, str]) -> str:
    """A row of download links: format → address."""
    items = " ".join(link(name, href, "tt-download", download="") for name, href in links.items())
    return tag("div", tag("span", esc(label), "tt-quiet") + " " + items, "tt-downloads")
