"""How much of a large archive one answer shows: so many facts and notices, the rest counted and said.

In a store of few notices nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEW = 30
"""Notices of a store up to which every answer is whole."""
FACTS = 100
"""Facts that an answer shows at most."""
NOTICES = 50
"""Notices that an answer is looked up in at most, where nothing but them narrows the query."""
_WHOLE = frozenset({"missing"})
"""Templates that are quick however many notices are asked for; all of them needn't be named."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An answer that shows part of what there is: how many facts (else notices) of how many, in which notices."""

    shown: int
    total: int
    homes: Mapping[str, int]
    """How much of all of it each notice holds."""
    facts: bool
    least: bool = False
    """True if there may be more than `total`."""

    @property
    def among(self) -> int:
        """Number of notices that all of it stands in."""
        return len(self.homes)


def most(notices: int) -> int | None:
    """How many facts an answer from a store of so many notices shows at most; None: all."""
    return FACTS if notices > FEW else None


def limited(
    template: str, slots: Mapping[str, Sequence[str]], *, notices: int
) -> tuple[Mapping[str, Sequence[str]], Cut | None]:
    """Slot values as many as are shown, and what was cut; `notices` is how many the store holds.

    Facts stand in their notices: where they are given, those needn't be looked in.
    """
    facts, scope = slots.get("fact"), slots.get("notice")
    if notices <= FEW:
        return slots, None
    if template in _WHOLE:
        return {} if scope and len(scope) == notices else slots, None
    if facts:
        kept = facts[:FACTS]
        cut = Cut(len(kept), len(facts), Counter(f.partition("#")[0] for f in facts), facts=True)
        return {**{name: values for name, values in slots.items() if name != "notice"}, "fact": kept}, cut if len(
            facts
        ) > FACTS else None
    if scope and len(scope) > NOTICES and not {"person", "post"} & set(slots):
        return {**slots, "notice": scope[:NOTICES]}, Cut(NOTICES, len(scope), Counter(scope), facts=False)
    return slots, None
