"""Kinds of figures, events and header parts that questions name, from `query/forms/kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading
from ontology.text import fold


@cache
@reading("query/forms/kinds.toml")
def kinds() -> Mapping[str, list[dict[str, Any]]]:
    """Tables `metric`, `event` and `part`; each row has the folded `wordings` that name it."""
    return tomllib.loads(files("query").joinpath("forms/kinds.toml").read_text(encoding="utf-8"))


def holds(key: str, wording: str) -> bool:
    """True if the folded text holds the folded wording as whole words."""
    return f" {wording} " in f" {key} "


def named(table: str, key: str) -> list[dict[str, Any]]:
    """Rows of a table one of whose wordings stands in the folded text."""
    return [row for row in kinds()[table] if any(holds(key, wording) for wording in row["wordings"])]


def concept(metric: str) -> str | None:
    """Id of the kind of figure that a metric of the graph is, by the wording it begins with."""
    return of_concept(metric)[0]


@lru_cache(maxsize=4096)
def of_concept(metric: str) -> tuple[str | None, tuple[str, ...]]:
    """The kind of figure that a metric is, and what else it says: of what disease, among whom."""
    key = fold(metric).removeprefix("so ")
    wordings = [(w, row["id"]) for row in kinds()["metric"] for w in row["wordings"]]
    begins = [(len(w), kind) for w, kind in wordings if f"{key} ".startswith(f"{w} ")]
    size, found = max(begins, default=(0, None))
    return found, tuple(key[size:].split()) if found else ()
