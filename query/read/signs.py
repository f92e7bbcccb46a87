"""The words and patterns of `query/forms/reading.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading

FILE = "forms/reading.toml"


@dataclass(frozen=True, slots=True)
class Signs:
    """`asks`: what a question may ask for, each with its pattern; `head`: what it counts or names the kind of;
    `boundary`: words at which a constituent may begin or end; `joint`: what joins names. Words are folded.
    """

    idle: frozenset[str]
    asks: Mapping[str, re.Pattern[str]]
    head: re.Pattern[str]
    head_idle: frozenset[str]
    boundary: frozenset[str]
    time: Mapping[str, frozenset[str]]
    money: re.Pattern[str]
    phone: re.Pattern[str]
    duration: frozenset[str]
    dated: frozenset[str]
    hour: frozenset[str]
    name: Mapping[str, frozenset[str]]
    joint: re.Pattern[str]
    several: frozenset[str]


@cache
@reading(f"query/{FILE}")
def signs() -> Signs:
    """The signs that come with the product."""
    data: Mapping[str, Any] = tomllib.loads(files("query").joinpath(FILE).read_text(encoding="utf-8"))
    name, joined = data["name"], data["list"]
    return Signs(
        idle=_words(data["idle"]),
        asks={sort: re.compile(pattern) for sort, pattern in data["asks"].items()},
        head=re.compile(data["head"]["pattern"]),
        head_idle=_words(data["head"]["idle"]),
        boundary=_words(data["boundary"]["words"]),
        time={part: _words(words) for part, words in data["time"].items()},
        money=re.compile(data["number"]["money"]),
        phone=re.compile(data["number"]["phone"]),
        duration=_words(data["number"]["duration"]),
        dated=_words(data["number"]["dated"]),
        hour=_words(data["number"]["hour"]),
        joint=re.compile(joined["joint"]),
        several=_words(joined["several"]),
        name={
            **{part: _words(name[part]) for part in ("inside", "before", "opening")},
            "pairs": frozenset(name["pairs"]),
            **{kind: frozenset(name[kind].split("|")) for kind in ("body", "place", "person")},
        },
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
