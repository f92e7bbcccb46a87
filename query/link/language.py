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
from typing import Any, Protocol

from ontology.faults import reading
from ontology.text import fold, nfc, old_tone_placement

_MACRO = re.compile(r"\{([a-z]+)\}")


class Typed(Protocol):
    """The part of a question's word that tells whether it is a stop word."""

    @property
    def key(self) -> str:
        """The word folded."""
        ...

    @property
    def typed(self) -> str:
        """The word as typed."""
        ...

    @property
    def repaired(self) -> bool:
        """True if the key isn't the folded typed word."""
        ...

    @property
    def marked(self) -> bool:
        """True if it was typed with tone marks."""
        ...


@dataclass(frozen=True, slots=True)
class Language:
    """`synonyms` gives for a run of folded syllables the other runs that mean the same."""

    stopwords: frozenset[str]
    written_stopwords: frozenset[str]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    macros: Mapping[str, str]
    place_words: frozenset[str]
    levels: tuple[str, ...]
    conjunctions: frozenset[str]
    signals: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, str]
    sorts: tuple[Mapping[str, Any], ...]

    @property
    def idle(self) -> frozenset[str]:
        """Words that say nothing of their own: the stop words and the light nouns."""
        return self.stopwords | frozenset(self.signals["light"])

    def is_stopword(self, word: Typed) -> bool:
        """True if a word of a question carries no content; marks typed have to be those of the stop word."""
        if word.key not in self.stopwords:
            return False
        return not word.marked or word.repaired or old_tone_placement(word.typed).lower() in self.written_stopwords

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
@reading("query/forms/language.toml")
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
    written = frozenset(old_tone_placement(nfc(word)) for word in data["stopwords"].split())
    return Language(
        stopwords,
        written,
        {k: tuple(v) for k, v in synonyms.items()},
        data["macros"],
        frozenset(data["place_words"].split()),
        tuple(data["levels"]),
        frozenset(data["conjunctions"].split()),
        {k: tuple(v) for k, v in data["signals"].items()},
        data["patterns"],
        tuple(data["sort"]),
    )
