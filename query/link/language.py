"""Words of questions kept as data: stop words, synonyms and the building blocks of form patterns."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.text import fold

_MACRO = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Language:
    """`synonyms` gives for a run of folded syllables the other runs that mean the same."""

    stopwords: frozenset[str]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    macros: Mapping[str, str]
    place_words: frozenset[str]
    levels: tuple[str, ...]
    conjunctions: frozenset[str]
    signals: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, str]
    sorts: tuple[Mapping[str, Any], ...]

    def says(self, signal: str, key: str) -> bool:
        """True if a folded text holds a word of the signal as a whole word."""
        return any(f" {word} " in f" {key} " for word in self.signals[signal])

    def named_pattern(self, name: str) -> re.Pattern[str]:
        """A pattern of the `[patterns]` table, built."""
        return self.pattern(self.patterns[name])

    def pattern(self, source: str) -> re.Pattern[str]:
        """A form's pattern with its `{building blocks}` put in.

        Raises:
            KeyError: a building block has no definition.
        """
        while _MACRO.search(source):
            source = _MACRO.sub(lambda found: f"(?:{self.macros[found.group(1)]})", source)
        return re.compile(source)


@cache
def language() -> Language:
    """The data of `query/forms/language.toml` and `synonyms.csv`."""
    folder = files("query").joinpath("forms")
    data = tomllib.loads(folder.joinpath("language.toml").read_text(encoding="utf-8"))
    synonyms = dict[tuple[str, ...], list[tuple[str, ...]]]()
    for row in csv.DictReader(io.StringIO(folder.joinpath("synonyms.csv").read_text(encoding="utf-8"))):
        group = [tuple(fold(wording).split()) for wording in row["wordings"].split("|")]
        for wording in group:
            synonyms.setdefault(wording, []).extend(other for other in group if other != wording)
    stopwords = frozenset(fold(data["stopwords"]).split())
    return Language(
        stopwords,
        {k: tuple(v) for k, v in synonyms.items()},
        data["macros"],
        frozenset(data["place_words"].split()),
        tuple(data["levels"]),
        frozenset(data["conjunctions"].split()),
        {k: tuple(v) for k, v in data["signals"].items()},
        data["patterns"],
        tuple(data["sort"]),
    )
