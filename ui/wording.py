"""An answer's sentence taken apart for showing: what leads, the items of a list, a caution at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ui.captions import Captions

_ITEM_MARK: Final = " · "
"""What stands between the items of a list in an answer."""


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
