"""Values of reuse: a passage, where it stands first, and where it stands again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a notice: `text` is `raw[start:end]` of it. `date` is ISO, '' if unknown.

    `how` tells it from the first place: `exact` (the same words), `figures` (the same but for figures) or
    `near`; `likeness` is the share of words in common, from 0 to 1. Of the first place itself `exact` and 1.
    """

    notice: str
    label: str
    source: str
    province: str
    date: str
    text: str
    start: int
    end: int
    how: str = "exact"
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class ReusedPassage:
    """A passage of several notices: `first` is the earliest dated, `again` the others by their dates.

    That it stands earlier in one doesn't prove that the other took it from there: both may follow a third.
    `words` counts the syllables of `first`.
    """

    first: Place
    again: tuple[Place, ...]
    words: int

    @property
    def notices(self) -> int:
        """How many notices have it."""
        return len({self.first.notice, *(place.notice for place in self.again)})

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces whose notices have it, that of the first one first; '' for central notices."""
        return tuple(dict.fromkeys(place.province for place in (self.first, *self.again)))


@dataclass(frozen=True, slots=True)
class Reuse:
    """The passages reused among some notices: those of most provinces, then of most notices, first."""

    provinces: tuple[str, ...]
    notices: int
    passages: tuple[ReusedPassage, ...]
    date_from: str | None = None
    date_to: str | None = None
    ms: float = 0.0
    synthetic: bool = False
    """The store is synthetic, made for measuring; the key is given only then."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        out = asdict(self)
        if not self.synthetic:
            del out["synthetic"]
        return {"by": "reuse", **out}
