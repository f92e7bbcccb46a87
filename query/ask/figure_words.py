"""How questions ask for what is computed from figures, and how texts set figures out: `query/forms/figures.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading


@dataclass(frozen=True, slots=True)
class Operation:
    """What a question wants computed, and the places in the folded question of the words for its parts."""

    name: str
    first: tuple[int, int]
    second: tuple[int, int]
    soft: bool
    """True if a figure of a notice may be the answer, where nothing is found to compute it from."""


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The file's words: alternatives of patterns, except `idle`, which are words."""

    idle: frozenset[str]
    target: str
    reached: str
    level: str
    vague: str
    each: str
    no_unit: str
    upward: str
    joined: str
    numbered: str
    whole: str
    times: str
    rest: str
    change: str
    negated: str
    asks_target: str
    asks_level: str
    asks_done: str
    asks_open: str
    asks_still: str
    asks_past: str
    asks_each: str
    asks_mean: str
    asks_change: str
    all_but: str
    increase: str
    most: str
    all: str
    least: str
    kinds: str
    ends: str
    begins: str
    stops: str
    roles: str


@cache
def figure_words() -> FigureWords:
    """Words by which figures are told."""
    words, names = _file()["words"], _file()["names"]
    texts = {name: text for name, text in words.items() if name != "idle"}
    return FigureWords(frozenset(words["idle"].split()), **texts, **names)


def operations(key: str) -> list[Operation]:
    """What a folded question may want computed, the likeliest first."""
    out = list[Operation]()
    for row, match, parts, unless in _operations():
        found = match.search(key)
        if found is None or (unless and unless.search(key)):
            continue
        named = parts.search(key) if parts else found
        if named:
            second = named.span("second") if "second" in named.groupdict() else (0, 0)
            out.append(Operation(row["name"], named.span("first"), second, row.get("soft", False)))
    return out


@cache
def _operations() -> tuple[
    tuple[Mapping[str, Any], re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...
]:
    def compiled(row: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
        return re.compile(row[name]) if name in row else None

    return tuple(
        (row, re.compile(row["match"]), compiled(row, "parts"), compiled(row, "unless")) for row in _file()["operation"]
    )


@cache
@reading("query/forms/figures.toml")
def _file() -> Mapping[str, Any]:
    return tomllib.loads(files("query").joinpath("forms/figures.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Superlative:
    """What kind of thing a question asks for (the folded words before “nào”), whether the least of them, the word that
    says so, and the unit it may be counted in ('')."""

    head: str
    least: bool
    sign: str
    unit: str


def superlative(key: str) -> Superlative | None:
    """The superlative that a folded question asks for; None if it asks for none."""
    row = _file()["superlative"]
    found = re.search(row["match"], key)
    if found is None:
        return None
    unit = re.search(row["unit"], key)
    return Superlative(
        found["head"] or found["where"],
        found["sign"] in row["least"].split(),
        found["sign"],
        unit["noun"] if unit else "",
    )


def superlative_words() -> Mapping[str, str]:
    """How lists are told, and heads that ask for their names: alternatives of patterns."""
    words: Mapping[str, str] = _file()["superlative"]
    return words


def comparison_words() -> Mapping[str, str]:
    """How two places are put side by side: patterns and words."""
    words: Mapping[str, str] = _file()["comparison"]
    return words


def spelled() -> Mapping[str, int]:
    """Numbers by the words that texts write for them."""
    numbers: Mapping[str, int] = _file()["spelled"]
    return numbers
