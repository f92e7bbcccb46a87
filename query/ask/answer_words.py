"""Wordings beside the sentence of an answer, from `query/forms/answers.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading


@cache
@reading("query/forms/answers.toml")
def answer_words() -> Mapping[str, Any]:
    """The tables of the file: cautions, computed values, groupings."""
    return tomllib.loads(files("query").joinpath("forms/answers.toml").read_text(encoding="utf-8"))


def grouping(key: str) -> tuple[str, int, int] | None:
    """What a folded question wants its list grouped by (`topic`, `assignee`, …), and where it says so."""
    for row in answer_words()["grouping"]:
        if found := re.search(row["match"], key):
            return str(row["by"]), found.start(), found.end()
    return None
