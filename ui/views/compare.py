"""So sánh: two provinces side by side, coverage always shown, with downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from query.compare import compare
from query.reuse import find_reuse
from ui.desk import Desk, asset, empty_store, wanted
from ui.failures import known, tell
from ui.reader import holdings
from ui.render.comparison import comparison
from ui.render.html import note
from ui.render.reuse import reuse_list
from ui.widgets import gr

VIEWS = ("topic", "duty", "body", "indicator", "reuse")
"""What provinces are compared by; captions `by.<view>`."""


@dataclass(frozen=True, slots=True)
class CompareView:
    """Components that the page wires to others."""

    table: gr.HTML
    outputs: tuple[Any, ...]


def compared(desk: Desk, first: str | None, second: str | None, by: str) -> str:
    """The comparison as HTML, or what is wrong with the choice."""
    if not holdings(desk.repo, desk.say.lang).notices:
        return empty_store(desk)
    if not first or not second or first == second:
        return note(desk.say("page.choose_two"), "warn")
    try:
        if by == "reuse":
            return reuse_list(find_reuse(desk.repo, [first, second]), desk.say)
        return comparison(compare(desk.repo, [first, second], by), desk.say)
    except known() as error:
        return note(tell(error, desk.say).what, "warn")


def provinces(desk: Desk) -> list[str]:
    """Names of the provinces there are notices of."""
    return list(holdings(desk.repo, desk.say.lang).provinces)


def _provinces(desk: Desk) -> tuple[list[str], str | None, str | None]:
    names = provinces(desk)
    return names, names[0] if names else None, names[1] if len(names) > 1 else None


def build(desk: Desk) -> CompareView:
    """Lay out the tab."""
    say = desk.say
    names, one, two = _provinces(desk)
    with gr.Row(equal_height=True):
        first = gr.Dropdown(names, value=one, label=say("page.first_province"), min_width=160, elem_id="first")
        second = gr.Dropdown(names, value=two, label=say("page.second_province"), min_width=160, elem_id="second")
        by = gr.Radio([(say(f"by.{view}"), view) for view in VIEWS], value=VIEWS[0], label=say("page.by"),
                      scale=2, min_width=300, elem_id="compare-by")  # fmt: skip
    start = gr.Button(say("page.compare"), variant="primary", elem_id="compare")
    table = gr.HTML(js_on_load=asset("acts.js"), elem_id="comparison")

    def run(left: str | None, right: str | None, view: str) -> str:
        return compared(desk, left, right, view)

    start.click(run, [first, second, by], [table], api_name="compare")
    by.input(run, [first, second, by], [table], api_visibility="private")
    return CompareView(table, (first, second, by, table))


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of `CompareView.outputs` for `/?tab=compare&a=…&b=…&by=…`; no change for any other."""
    if not wanted(parameters, "compare"):
        empty = not holdings(desk.repo, desk.say.lang).notices
        return *(gr.skip() for _ in range(3)), empty_store(desk) if empty else gr.skip()
    _, one, two = _provinces(desk)
    first, second = parameters.get("a") or one, parameters.get("b") or two
    by = parameters.get("by", VIEWS[0])
    by = by if by in VIEWS else VIEWS[0]
    return first, second, by, compared(desk, first, second, by)
