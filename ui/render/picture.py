"""The picture of a notice's orders as inline SVG: boxes that lead to the things, lines as thick as the duties."""

from __future__ import annotations

from typing import Final

from ui.captions import Captions
from ui.picture import GAP, STEP, WIDTH, Edge, Node, Picture
from ui.render.html import esc, note, tag
from ui.terms import path_of

_HEAD: Final = 34
_BOX: Final = 40
_LETTERS: Final = 30
"""Letters of a name that fit in a box."""
_COLUMNS: Final = ("property.issuer", "graph.directors", "page.assignees")


def picture(drawn: Picture, say: Captions) -> str:
    """The picture, or a line saying that there is nothing to draw."""
    if not drawn.nodes:
        return note(say("graph.nothing"))
    width, height = 3 * WIDTH + 2 * GAP, drawn.height + _HEAD
    heads = "".join(
        tag("text", esc(say(caption)), "tt-node-head", x=str(_left(column)), y="16")
        for column, caption in enumerate(_COLUMNS)
        if any(node.column == column for node in drawn.nodes)
    )
    body = heads + "".join(_line(edge, say) for edge in drawn.edges) + "".join(_box(n, say) for n in drawn.nodes)
    svg = tag("svg", body, "tt-picture", viewBox=f"0 0 {width} {height}", width=str(width), height=str(height),
              role="img", aria_label=say("graph.label"))  # fmt: skip
    more = note(say("graph.left_out", n=drawn.left_out)) if drawn.left_out else ""
    return tag("div", svg, "tt-scroll") + more + note(say("graph.hint"))


def _left(column: int) -> int:
    return column * (WIDTH + GAP)


def _line(edge: Edge, say: Captions) -> str:
    x1, x2 = _left(edge.start.column) + WIDTH, _left(edge.end.column)
    y1, y2 = (node.top + _HEAD + _BOX // 2 for node in (edge.start, edge.end))
    bend = GAP * 2 // 3
    path = f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2},{y2}"
    told = tag("title", esc(f"{edge.start.label} → {edge.end.label}: {say('page.duty_count', n=edge.duties)}"))
    return tag("path", told, "tt-edge", d=path, stroke_width=str(min(1 + edge.duties, 8)))


def _box(node: Node, say: Captions) -> str:
    x, y = _left(node.column), node.top + _HEAD
    name = node.label if len(node.label) <= _LETTERS else node.label[: _LETTERS - 1] + "…"
    inner = tag("title", esc(node.label))
    inner += tag("rect", "", x=str(x), y=str(y), width=str(WIDTH), height=str(min(_BOX, STEP)), rx="7")
    inner += tag("text", esc(name), x=str(x + 10), y=str(y + 17))
    inner += tag("text", esc(say("page.duty_count", n=node.duties)), "tt-node-count", x=str(x + 10), y=str(y + 33))
    return tag("a", inner, "tt-node", href=path_of(node.iri), target="_blank")
