"""What a slot of a question's reading can be changed to, and the question with that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

from kg.repo import Repo
from ontology.text import fold, nfc
from query.ask.outcome import spoken_date
from ui.queries import load
from ui.reader import holdings
from ui.terms import labels_by, text_of

Choices: TypeAlias = Mapping[str, Sequence[str]]
"""Slot → labels that it may take, in the order shown."""
MOST: Final = 80
"""Agents on offer: those with the most duties; documents and days: the last."""
PLACE_WORD: Final = "ở"
"""What stands before a province that is added to a question."""
LANG: Final = "vi"
"""Questions are Vietnamese on the page of either language."""
_KNOWN: WeakKeyDictionary[Repo, tuple[int, Choices]] = WeakKeyDictionary()


def choices(repo: Repo) -> Choices:
    """Provinces, agents, topics, documents and days that occur in the store; looked up once per state of it."""
    known = _KNOWN.get(repo)
    if known is None or known[0] != repo.generation:
        known = _KNOWN[repo] = (repo.generation, _read(repo))
    return known[1]


def _read(repo: Repo) -> Choices:
    agents = labels_by(repo.select(load("agents")), "agent", LANG)
    topics = labels_by(repo.select(load("topics")), "topic", LANG)
    return {
        "province": holdings(repo, LANG).provinces,
        "agent": sorted(list(dict.fromkeys(filter(None, agents.values())))[:MOST], key=fold),
        "topic": sorted(filter(None, topics.values()), key=fold),
        **_of_notices(repo),
    }


def _of_notices(repo: Repo) -> Choices:
    """Numbers of the notices, and the days of their issue and of their meetings as people write them."""
    rows = repo.select(load("notices"))
    numbers = {text_of(row.get("number")) for row in rows}
    days = {text_of(row.get("issued"))[:10] for row in rows}
    days |= {text_of(row.get("held"))[:10] for row in repo.select(load("meetings"))}
    spoken = [spoken_date(day) for day in sorted(filter(None, days))]
    return {"document": sorted(filter(None, numbers), key=fold)[:MOST], "date": spoken[-MOST:]}


def rewritten(question: str, slot: Mapping[str, Any], label: str) -> str:
    """The question with the words of a slot replaced by a label.

    A province that was carried over from an earlier question stands nowhere: it is added. '' for any other
    slot that stands nowhere.
    """
    text, start, end = nfc(question).strip(), int(slot["start"]), int(slot["end"])
    if start < end <= len(text):
        return text[:start] + label + text[end:]
    return f"{text.rstrip(' ?.!')} {PLACE_WORD} {label}?" if slot.get("slot") == "province" and text else ""
