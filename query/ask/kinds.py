"""Kinds of figures, events and header parts that questions name, from `query/forms/kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading


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
