"""Wordings for people: an answer's sentence taken apart for showing, and coded values in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ui.captions import Captions

_ITEM_MARK: Final = " · "
"""What stands between the items of a list in an answer."""

_CODED: Final[Mapping[str, str]] = {
    "assignmentSource": "code", "role": "code", "deadlineType": "code", "level": "code", "ruleFamily": "code",
    "modality": "code", "relation": "code", "eventType": "code", "missingPart": "part", "headerField": "part",
    "repairKind": "repair",
}  # fmt: skip
"""Local name of a property whose values are codes → table of captions that words them."""


def in_words(predicate: str, value: str, say: Captions) -> str:
    """A coded value in words where a caption has them; any other value as it is."""
    table = _CODED.get(predicate.replace("#", "/").rpartition("/")[2])
    return say.get(f"{table}.{value}", value) if table else value


@dataclass(frozen=True, slots=True)
class Worded:
    """`lead` is the whole answer where it holds no list; `caution` is '' where there is none."""

    lead: str
    items: tuple[str, ...] = ()
    caution: str = ""


def worded(text: str, say: Captions) -> Worded:
    """The parts of an answer; joined in order they say what it says."""
    told, mark, caution = text.partition(say("answer.caution_mark"))
    first, *rest = told.strip().split(_ITEM_MARK)
    if not rest:
        return Worded(first, caution=mark + caution)
    lead, colon, item = first.partition(": ")
    return Worded(lead + ":" if colon else "", (item if colon else first, *rest), mark + caution)
