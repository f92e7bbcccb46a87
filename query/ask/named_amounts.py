"""Lists of figures of a notice: each figure with the name of what it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from query.ask.amounts import Amount
from query.ask.figure_words import figure_words
from query.ask.wanted import UPPER

_NAME = rf"[{UPPER}][\w'’]*(?: [{UPPER}][\w'’]*)*"
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_ITEM = re.compile(r"[.-][^.-]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a list and what it is told of; `proper` if that is written as a name."""

    name: str
    amount: Amount
    proper: bool


def lists(known: Iterable[Amount]) -> list[list[Entry]]:
    """Figures in one unit that a sentence, or the items of one list, tell of different things each."""
    by = dict[tuple[str, str, str], list[Entry]]()
    for amount in known:
        if amount.vague or amount.change or (name := _named(amount)) is None:
            continue
        by.setdefault((amount.fact.notice, _list_of(amount), amount.unit), []).append(name)
    out = [_distinct(entries) for entries in by.values()]
    return [entries for entries in out if len(entries) > 1]


def _list_of(amount: Amount) -> str:
    """The list that an amount is in: its numbered item, or the list that its item is of if it alone is told there."""
    section = amount.fact.section
    lone = len(amount.fact.text) < 120 and "-" in section and amount.alone
    return _ITEM.sub("", section) + " items" if lone else section or amount.fact.iri


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Entries, of those with one name the first."""
    return list({entry.name: entry for entry in reversed(entries)}.values())[::-1]


def _named(amount: Amount) -> Entry | None:
    """What an amount is told of: a name before it, or what follows it; None if its text doesn't say."""
    if not amount.label or _role().fullmatch(amount.label):
        if quoted := _QUOTED.search(amount.rest):
            return Entry(quoted[1], amount, False)
        name = _after().split(amount.heading if amount.label else amount.after, maxsplit=1)[0].strip(" .:")
        return Entry(name, amount, False) if name else None
    label = _begins().sub("", _ends().sub("", amount.label)).strip()
    inside = amount.at - amount.first > len(amount.label) + 2
    if label[:1].isupper() and inside:
        return Entry(label, amount, True)
    found = _proper().search(label)
    if found and (inside or found.start() > 0 or " " in found.group()):
        return Entry(found.group(), amount, True)
    told = label and not _begins().fullmatch(f"{label} ")
    return Entry(label, amount, False) if told else None


def place_names(amount: Amount) -> list[str]:
    """Names of the places or bodies that an amount is told of."""
    entry = _named(amount)
    named = [found.group() for found in _places().finditer(amount.before)]
    return [entry.name, *named] if entry and entry.proper else named


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?i:{figure_words().kinds})) {_NAME}")


@cache
def _proper() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?:{figure_words().kinds}) )?{_NAME}$")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{figure_words().ends}))+$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{figure_words().stops})\s|\s*\(")


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{figure_words().begins})\s+)+", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"(?:{figure_words().roles})", re.IGNORECASE)


__all__ = ["Entry", "lists", "place_names"]
