"""Provinces side by side: a table with bars of strength, the quoted orders, and the coverage above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from query.compare import Cell, Comparison, Coverage, Entry, Row
from ui.captions import Captions
from ui.render.html import address, badge, downloads, esc, link, note, opener, table, tag
from ui.render.notice import day

_STEPS: Final = 5
"""Highest directive strength."""
_TONES: Final[Mapping[str, str]] = {
    "in_force": "bad",
    "ordered": "info",
    "contingency": "warn",
    "praised": "good",
    "criticised": "quiet",
}
_FORMATS: Final = ("csv", "xlsx", "json")


def comparison(found: Comparison, say: Captions) -> str:
    """Coverage, legend, table and downloads."""
    first, second = found.provinces[:2]
    parameters = {"a": first, "b": second, "by": found.by}
    again = link(say("page.permalink"), address("compare", say.lang, **parameters))
    links = {
        name: "/compare?" + urlencode({"province": list(found.provinces), "by": found.by, "format": name}, doseq=True)
        for name in _FORMATS
    }
    head = [say(f"by.{found.by}").capitalize(), *found.provinces]
    rows = (_row(row, found, say) for row in found.rows)
    return (
        coverage(found, say)
        + _legend(say)
        + tag("div", downloads(say("page.download"), links) + again, "tt-card-foot")
        + table(head, rows, "tt-table tt-compare")
    )


def coverage(found: Comparison, say: Captions) -> str:
    """How much each column rests on, and the warning not to read silence as laxity."""
    cards = "".join(_coverage(column, say) for column in found.coverage)
    return tag("div", cards, "tt-coverage") + note(say("compare.caution"), "info")


def _coverage(column: Coverage, say: Captions) -> str:
    period = " – ".join(dict.fromkeys(day(text, say) for text in (column.first, column.last) if text))
    parts = [tag("b", esc(column.province)), esc(say("compare.notices", n=column.notices))]
    if period:
        parts.append(esc(period))
    if column.inferred:
        parts.append(badge(say("compare.inferred", n=column.inferred), "warn"))
    if column.undated:
        parts.append(badge(say("compare.undated", n=column.undated), "quiet"))
    return tag("div", " · ".join(parts), "tt-cover", title="; ".join(d.label for d in column.documents))


def _legend(say: Captions) -> str:
    steps = "".join(tag("span", strength(level) + esc(say(f"compare.strength_{level}"))) for level in range(_STEPS + 1))
    return tag("div", steps, "tt-legend")


def strength(level: int) -> str:
    """Five boxes, as many filled as the directive strength."""
    boxes = "".join(tag("i", "", "on" if step < level else "off") for step in range(_STEPS))
    return tag("span", boxes, "tt-strength", role="img", aria_label=f"{level}/{_STEPS}")


def _row(row: Row, found: Comparison, say: Captions) -> list[str]:
    if found.by == "duty":
        alike = row.similarity is not None
        text = say("compare.similar", percent=round(100 * (row.similarity or 0))) if alike else say("compare.alone")
        name = badge(text, "good" if alike else "quiet")
    else:
        name = tag("span", esc(row.label), f"tt-depth-{min(row.depth, 3)}")
    return [name, *(_cell(row.cells[province], say, opened=found.by == "duty") for province in found.provinces)]


def _cell(cell: Cell, say: Captions, *, opened: bool) -> str:
    if cell.strength is None:
        return tag("span", esc(say("compare.no_source")), "tt-quiet")
    if opened and not cell.entries:
        return tag("span", esc(say("compare.no_match")), "tt-quiet")
    told = "compare.no_order" if cell.entries and not cell.strength else f"compare.strength_{cell.strength}"
    label = tag("span", strength(cell.strength) + esc(say(told)), "tt-level")
    badges = " ".join(badge(say(f"status_of.{status}"), _TONES.get(status, "quiet")) for status in cell.statuses)
    quotes = "".join(_entry(entry, say) for entry in cell.entries)
    if cell.entries and not opened:
        quotes = tag("details", tag("summary", esc(say("compare.quotes", n=len(cell.entries)))) + quotes)
    return tag("div", label + badges) + quotes


def _entry(entry: Entry, say: Captions) -> str:
    text = " ".join(entry.text.split())
    opens = opener(say("page.open_in_text"), say.lang, entry.notice, entry.start, entry.end)
    return tag("p", f"«{esc(text)}» {opens}", "tt-entry")
