"""A question as words: folded syllables that remember where they were typed.

Chat spelling is spelled out (`cty` is two words over one typed token), decomposed Unicode and
punctuation are no obstacle, and every word keeps its half-open range in the question as typed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import fold, has_marks, nfc
from query.link.language import language

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*", re.UNICODE)
AHEAD = 24
"""Characters after an abbreviation that may tell what it stands for."""
LONGEST = 400
"""Words of a question that are read; what follows is ignored."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable or number. `key` is folded; `typed` is the stretch of the question it stands for."""

    key: str
    typed: str
    start: int
    end: int
    repaired: bool = False
    """True if `key` was spelled out or corrected, so that it isn't the folded `typed`."""

    @property
    def marked(self) -> bool:
        """True if the writer put tone marks on this word."""
        return has_marks(self.typed)

    @property
    def upper(self) -> bool:
        """True if the word was typed in capitals, as abbreviations are."""
        return len(self.typed) > 1 and self.typed.upper() == self.typed and not self.typed.isdigit()

    @property
    def capital(self) -> bool:
        """True if the word begins with a capital letter."""
        return self.typed[:1].isupper()


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, its words, and the words' keys joined by single spaces."""

    text: str
    words: tuple[Word, ...]

    @property
    def key(self) -> str:
        """Folded text that form patterns are matched against."""
        return " ".join(word.key for word in self.words)

    def offsets(self) -> list[int]:
        """Start of every word within `key`."""
        out, at = list[int](), 0
        for word in self.words:
            out.append(at)
            at += len(word.key) + 1
        return out

    def quoted(self, first: int, last: int) -> str:
        """The question as typed from word `first` up to, but not including, word `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""

    def with_words(self, changed: Mapping[int, str]) -> Question:
        """The same question with other keys at some positions (corrected typing errors)."""
        return replace(
            self,
            words=tuple(
                replace(word, key=changed[i], repaired=True) if i in changed else word
                for i, word in enumerate(self.words)
            ),
        )


@cache
@reading("query/forms/chat.csv")
def _chat() -> dict[str, tuple[str, str]]:
    text = files("query").joinpath("forms/chat.csv").read_text(encoding="utf-8")
    return {nfc(r["written"]): (r["meant"], r["case"]) for r in csv.DictReader(io.StringIO(text))}


def _meant(typed: str, rest: str) -> str | None:
    """What an abbreviation stands for, by how it is typed and, for some, by what follows it."""
    found = _chat().get(nfc(typed).lower())
    if found is None:
        return None
    meant, case = found
    upper = len(typed) > 1 and typed.upper() == typed
    fits = {
        "any": True,
        "upper": upper,
        "lower": not upper,
        "number": _numbered().match(fold(rest)) is not None,
        "body": _headed().match(fold(rest)) is not None,
    }
    return meant if fits[case] else None


def _leads(rest: str) -> bool:
    """True if what follows an abbreviation tells that it is a kind of document or an office."""
    return _numbered().match(rest) is not None or _headed().match(rest) is not None


@cache
def _numbered() -> re.Pattern[str]:
    return language().named_pattern("numbered")


@cache
def _headed() -> re.Pattern[str]:
    return language().named_pattern("headed")


def read_question(text: str, protected: frozenset[str] = frozenset()) -> Question:
    """The words of a question; `protected` are folded abbreviations not to be spelled out as chat."""
    words = list[Word]()
    for found in _TOKEN.finditer(text):
        typed, start, end = found.group(), found.start(), found.end()
        rest = text[end : end + AHEAD]
        kept = fold(typed) in protected and typed.upper() == typed and not _leads(fold(rest))
        meant = None if kept else _meant(typed, rest)
        keys = (fold(meant) if meant else fold(typed)).split()
        words += [Word(key, typed, start, end, meant is not None) for key in keys]
        if len(words) >= LONGEST:
            break
    return Question(text, _without_courtesies(tuple(words)))


def _without_courtesies(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words less what is said out of politeness before and after the question itself."""
    greeting, farewell = language().named_pattern("greeting"), language().named_pattern("farewell")
    while True:
        question = Question("", words)
        if found := greeting.search(question.key):
            words = tuple(w for w, at in zip(words, question.offsets(), strict=True) if at >= found.end())
        elif found := farewell.search(question.key):
            words = tuple(w for w, at in zip(words, question.offsets(), strict=True) if at < found.start())
        else:
            return words
