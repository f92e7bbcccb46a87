"""People's decisions on the facts of a notice, as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from pyoxigraph import Triple

from kg.merging import Alias

ACCEPTED: Final = "accepted"
CORRECTED: Final = "corrected"
REJECTED: Final = "rejected"
ADDED: Final = "added"
ACTIVE: Final = "active"
STALE: Final = "stale"
WITHDRAWN: Final = "withdrawn"
UNFIT: Final = "unfit"
"""Why a decision is stale: with it the graph of the new reading would break a shape."""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision. `about` is the IRI of the fact, `quote` its words when it was decided on.

    `value` is what the reviewer gave: the right value of `field`, or the added fact, in the form of the
    record (`extract --json`); its offsets count from the start of the document as it was then.
    """

    number: int
    decision: str
    kind: str
    about: str
    quote: str
    start: int
    end: int
    by: str
    at: str
    """UTC, to the second: `2021-05-17T08:00:00Z`."""
    why: str = ""
    field: str | None = None
    value: Any = None
    former: str = ""
    """The value before a correction, for reading."""
    state: str = ACTIVE
    stale: str = ""
    """Why it is stale: `quote_gone`, `quote_repeated`, `fact_gone`, `several_facts` or `unfit`."""
    withdrawn_by: str = ""
    withdrawn_at: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Log:
    """All decisions on one notice, and by what they make its graph differ from the reading."""

    notice_id: str
    reviews: tuple[Review, ...] = ()
    removed: frozenset[Triple] = frozenset()
    added: frozenset[Triple] = frozenset()
    reading_hash: str = ""
    aliases: tuple[Alias, ...] = ()
    """Bodies of the reading that people said are others."""
