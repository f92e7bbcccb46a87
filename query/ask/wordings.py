"""How people ask: wordings of each question form, from `query/forms/wordings.toml`, and questions made of them.

A wording holds slots (`{body} phải làm gì`); `[fillers]` are examples of what stands in them, `[openings]`
and `[endings]` what people put around. Multiplied, they teach which form a new wording asks
(`query.ask.train`), and measure how robustly questions are read (`tests/robustness.py`).
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.faults import DataFileError, Fault, located, reading
from query.ask.forms import forms

FILE = "query/forms/wordings.toml"
SLOT = re.compile(r"\{(\w+)\}")
AROUND = 0.25
"""Share of the questions made that get an opening, and share that get an ending."""


class WordingsError(DataFileError):
    """The wordings have faults; the message lists every one with its form."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Lines of the file: `fillers` by slot, `by_form` by form id."""

    fillers: Mapping[str, tuple[str, ...]]
    openings: tuple[str, ...]
    endings: tuple[str, ...]
    by_form: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made of a wording of a form."""

    form: str
    wording: str
    text: str


@cache
def wordings() -> Wordings:
    """The wordings that come with the product."""
    return read_wordings(files("query").joinpath("forms/wordings.toml").read_text(encoding="utf-8"))


def read_wordings(text: str) -> Wordings:
    """Wordings of a TOML text.

    Raises:
        WordingsError: listing every unknown form or slot and every form without a wording.
    """
    with reading(FILE):
        data = tomllib.loads(text)
        found = Wordings(
            {slot: _lines(lines) for slot, lines in data["fillers"].items()},
            _lines(data["openings"]["lines"]),
            _lines(data["endings"]["lines"]),
            {form: _lines(lines) for form, lines in data["wordings"].items()},
        )
    known = {form.id for form in forms()}
    faults = [located(text, name, "no such form") for name in found.by_form if name not in known]
    faults += [Fault(0, f"{name}: no wording") for name in sorted(known - found.by_form.keys())]
    lines = [*found.openings, *found.endings, *(line for group in found.by_form.values() for line in group)]
    unknown = {slot for line in lines for slot in SLOT.findall(line)} - found.fillers.keys()
    faults += [Fault(0, f"no fillers for {{{slot}}}") for slot in sorted(unknown)]
    if faults:
        raise WordingsError(FILE, faults)
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))


def ask_in_words(found: Wordings, *, times: int, seed: int) -> Iterator[Asked]:
    """`times` questions of every wording with slots, the first of them bare; the same for the same seed."""
    chance = random.Random(seed)
    for form, lines in found.by_form.items():
        for line in lines:
            for turn in range(times if SLOT.search(line) else max(1, times // 3)):
                text = line
                if turn and chance.random() < AROUND:
                    text = f"{chance.choice(found.openings)} {text}"
                if turn and chance.random() < AROUND:
                    text = f"{text} {chance.choice(found.endings)}"
                yield Asked(form, line, filled(text, found.fillers, chance))


def filled(line: str, fillers: Mapping[str, tuple[str, ...]], chance: random.Random) -> str:
    """The line with an example in each slot; an example may have slots of its own."""
    while slot := SLOT.search(line):
        line = line[: slot.start()] + chance.choice(fillers[slot[1]]) + line[slot.end() :]
    return line
