"""What a search may be narrowed by: chosen filters as chips, and the values of each filter with their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ui.captions import Captions
from ui.render.html import address, esc, tag
from ui.sought import DAYS, FILTERS, Sought
from ui.wording import value_name

ORDER: Final = ("topic", "province", "body", "type", "year", "kind", "status", "strength")
"""Filters from the one most narrowed by down."""
FEW: Final = 6
"""Values of a filter that stand open; more are folded away."""
Json = Mapping[str, Any]


def narrow(label: str, wish: Sought, say: Captions, css: str, **attributes: str) -> str:
    """A link to another search, done in place by the page's script; the label is HTML."""
    href = address("search", say.lang, **wish.parameters())
    return tag("a", label, css, href=href, data_act="narrow", data_arg=wish.written(), **attributes)


def chips(filters: Mapping[str, Sequence[str]], wish: Sought, say: Captions) -> str:
    """The filters that hold, each to be taken off by a click; `filters` are their names by field."""
    made = list[str]()
    for field in (*FILTERS, *DAYS):
        for place, label in enumerate(filters.get(field, ())):
            shown = f"{say(f'facet.{field}')}: {value_name(field, label, say)}"
            off = tag("span", "×", aria_hidden="true")
            made.append(
                narrow(f"{esc(shown)} {off}", wish.without(field, place), say, "tt-chip tt-on",
                       title=say("facet.remove"))
            )  # fmt: skip
    if len(made) > 1:
        made.append(narrow(esc(say("facet.clear")), Sought(wish.query, wish.like), say, "tt-link"))
    return tag("div", "".join(made), "tt-chips tt-chosen") if made else ""


def facets(found: Mapping[str, Sequence[Json]], wish: Sought, say: Captions) -> str:
    """Every filter that would narrow, with the counts of its values."""
    groups = "".join(_group(field, found[field], wish, say) for field in ORDER if _tells(found[field]))
    return tag("nav", groups, "tt-facets", aria_label=say("facet.title")) if groups else ""


def _tells(values: Sequence[Json]) -> bool:
    return len(values) > 1 or any(value["chosen"] for value in values)


def _group(field: str, values: Sequence[Json], wish: Sought, say: Captions) -> str:
    ordered = sorted(values, key=lambda value: (not value["chosen"], field == "year" and -int(value["value"])))
    shown = [tag("li", _value(field, value, wish, say)) for value in ordered]
    few = tag("ul", "".join(shown[:FEW]))
    more = tag("summary", esc(say("facet.more", n=len(shown) - FEW))) + tag("ul", "".join(shown[FEW:]))
    folded = tag("details", more) if len(shown) > FEW else ""
    return tag("section", tag("h5", esc(say(f"facet.{field}"))) + few + folded)


def _value(field: str, value: Json, wish: Sought, say: Captions) -> str:
    chosen = bool(value["chosen"])
    name = tag("span", esc(value_name(field, str(value["label"]), say)))
    label = name + tag("b", esc(value["count"]))
    state = {"aria_current": "true", "title": say("facet.remove")} if chosen else {}
    turned = wish.turned(field, str(value["value"]), chosen=chosen)
    return narrow(label, turned, say, "tt-facet tt-on" if chosen else "tt-facet", **state)
