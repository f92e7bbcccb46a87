"""Cue lists and regular expressions kept as data under `ingest/patterns/<name>.toml`.

A cue is a named list of `words` (phrases; a space matches any white space, `…` up to 40 characters;
`union` adds those of other cues), or a `regex`, which may insert an earlier cue as `{id}`. Both are
matched on `canon(text)`: lower case, old tone placement, same length as the text, so offsets carry
over. Every cue proves itself by an `example` it finds and a `miss` it doesn't.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol

from ontology.faults import DataFileError, Fault, located, reading
from ontology.text import old_tone_placement


class CueError(DataFileError):
    """A pattern file has faulty cues; the message names every one with its id."""


_RUN = re.compile(r"\w+")
SHORT = 32
"""Characters up to which the canonical form of a text is remembered: gaps between names recur."""


class Finder(Protocol):
    """Finds a pattern in `view[start:end]`."""

    def __call__(self, view: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None: ...


@dataclass(frozen=True, slots=True)
class Cue:
    """One named pattern. `words` are its phrases in canonical form (empty for a regex)."""

    id: str
    regex: re.Pattern[str]
    search: Finder
    match: Finder
    """The regex's own methods: a cue is tried some ten thousand times a page."""
    words: tuple[str, ...]
    example: str
    miss: str
    value: str
    first: frozenset[str]
    """The words its phrases begin with (empty if a phrase begins with a sign). A regex has the words
    that its row lists under `first`, all that it can begin with."""

    def opens(self, word: str) -> bool:
        """False if no phrase of the cue begins with this word."""
        return not self.first or word in self.first


def canon(text: str) -> str:
    """Text for matching: lower case, tone marks in the old place, line breaks as spaces, same length."""
    return _canon_short(text) if len(text) <= SHORT else _canon(text)


@lru_cache(maxsize=16384)
def _canon_short(text: str) -> str:
    return _canon(text)


def _canon(text: str) -> str:
    view = old_tone_placement(text).lower()
    if len(view) != len(text):  # a letter whose lower case is longer, or text that is not NFC
        view = "".join(old_tone_placement(char).lower()[:1] or " " for char in text)
    return view.replace("\n", " ").replace("\t", " ")


def compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Alternation of phrases, longest first, at syllable borders. Phrases stand together by their first
    letter, so that a search passes over all places where none of them can begin."""
    groups = dict[str, list[str]]()
    for phrase in sorted(words, key=len, reverse=True):
        groups.setdefault(phrase[:1], []).append(_phrase(phrase[1:]))
    parts = [rf"{re.escape(letter)}(?<!\w{re.escape(letter)})(?:{'|'.join(rests)})" for letter, rests in groups.items()]
    return re.compile(rf"(?:{'|'.join(parts)})(?!\w)")


def _phrase(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace("…", r"[^.;:]{1,40}?")


@cache
def cues(name: str) -> Mapping[str, Cue]:
    """The cues of `ingest/patterns/<name>.toml` by id.

    Raises:
        CueError: a cue lacks a field, does not compile, or fails its own example.
    """
    file = f"ingest/patterns/{name}.toml"
    with reading(file):
        text = files("ingest").joinpath(f"patterns/{name}.toml").read_text(encoding="utf-8")
        rows = tomllib.loads(text)["cue"]
    out, faults = dict[str, Cue](), list[Fault]()
    for row in rows:
        try:
            cue = _cue(row, out)
        except (KeyError, re.error) as fault:
            faults.append(located(text, str(row.get("id")), str(fault)))
            continue
        reasons = {
            "declared twice": cue.id in out,
            "does not find its example": not cue.search(canon(cue.example)),
            "finds its miss": bool(cue.search(canon(cue.miss))),
            "begins its example with no word of `first`": not _begins(cue),
        }
        faults += [located(text, cue.id, reason) for reason, wrong in reasons.items() if wrong]
        out[cue.id] = cue
    if faults:
        raise CueError(file, faults)
    return out


def _begins(cue: Cue) -> bool:
    found = cue.search(canon(cue.example))
    word = _RUN.search(found.group()) if found else None
    return word is None or cue.opens(word.group())


def _cue(row: Mapping[str, object], known: Mapping[str, Cue]) -> Cue:
    listed = row.get("words", [])
    words = tuple(canon(str(w)) for w in listed) if isinstance(listed, list) else ()
    union = row.get("union", [])
    words += tuple(w for other in union for w in known[str(other)].words) if isinstance(union, list) else ()
    regex = re.compile(_insert(str(row["regex"]), known)) if "regex" in row else compile_words(words)
    heads = [_RUN.match(w) for w in words]
    first = frozenset(h.group() for h in heads if h) if all(heads) and "regex" not in row else frozenset[str]()
    begins = row.get("first", [])
    first |= frozenset(canon(str(w)) for w in begins) if isinstance(begins, list) else frozenset()
    example, miss, value = str(row["example"]), str(row["miss"]), str(row.get("value", ""))
    return Cue(str(row["id"]), regex, regex.search, regex.match, words, example, miss, value, first)


def _insert(regex: str, known: Mapping[str, Cue]) -> str:
    """A regex may name an earlier cue in braces, `{verb}`: its pattern is put there."""
    return re.sub(r"\{([a-z][a-z-]+)\}", lambda m: f"(?:{known[m[1]].regex.pattern})", regex)
