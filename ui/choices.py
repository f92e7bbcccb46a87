"""What a slot of a question's reading can be changed to, and the question with that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

from kg.repo import Repo
from ontology.text import fold, nfc
from ui.queries import load
from ui.reader import holdings
from ui.terms import labels_by

Choices: TypeAlias = Mapping[str, Sequence[str]]
"""Slot → labels that it may take, in the order shown."""
MOST: Final = 80
"""Agents on offer: those with the most duties."""
LANG: Final = "vi"
"""Questions are Vietnamese on the page of either language."""
_KNOWN: WeakKeyDictionary[Repo, tuple[int, Choices]] = WeakKeyDictionary()


def choices(repo: Repo) -> Choices:
    """Provinces, agents and topics that occur in the store; looked up once per state of it."""
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
    }


def rewritten(question: str, slot: Mapping[str, Any], label: str) -> str:
    """The question with the words of a slot replaced by a label; '' if the slot stands nowhere in it."""
    text, start, end = nfc(question).strip(), int(slot["start"]), int(slot["end"])
    return text[:start] + label + text[end:] if start < end <= len(text) else ""
