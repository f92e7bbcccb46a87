"""What every view of the workbench works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.repo import Repo
from ui.captions import Captions
from ui.render.html import address, link, tag


@dataclass(frozen=True, slots=True)
class Desk:
    """An open repository, the folder it lies in (for query workers and writing) and the captions of one language.

    With `read_only` nothing on the page may change the store.
    """

    repo: Repo
    store_path: Path
    say: Captions
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a notice that a view asks the reader to open; `start == end` for the whole notice."""

    notice: str
    start: int
    end: int


def place(arg: str) -> Place:
    """The place that a link `<notice>|<start>|<end>` of a card names."""
    notice, start, end = arg.rsplit("|", 2)
    return Place(notice, int(start), int(end))


def place_of(parameters: Mapping[str, str]) -> Place:
    """The place that an address `/?tab=notice&notice=…&start=…&end=…` names; the whole notice if it names no span."""
    start, end = (int(value) if value.isdecimal() else 0 for value in (parameters.get(k, "") for k in ("start", "end")))
    return Place(parameters.get("notice", ""), start, end)


def wanted(parameters: Mapping[str, str], tab: str) -> bool:
    """True if the address of the page asks for this tab."""
    return parameters.get("tab", "ask") == tab


def empty_store(desk: Desk) -> str:
    """What a tab shows over a store without notices: that it is empty, and where to load some."""
    say = desk.say
    if desk.read_only:
        return tag("p", say("page.empty_read_only"), "tt-empty")
    return tag("p", say("page.empty") + " " + link(say("page.empty_next"), address("load", say.lang)), "tt-empty")


@cache
def asset(name: str) -> str:
    """Text of a file under `ui/data`."""
    return files("ui").joinpath(f"data/{name}").read_text(encoding="utf-8")
