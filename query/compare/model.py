"""Values of a comparison: entries with their evidence, cells, rows, coverage."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

STATUSES = ("in_force", "ordered", "contingency", "praised", "criticised")
"""Statuses of a measure in a notice, strongest first."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Who is to do a duty. `id` is the lexicon id (the same in every province), else the IRI."""

    id: str
    label: str
    named: bool
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One coded statement: a duty, or a praise or criticism. `text` is `raw[start:end]` of the notice.

    `strength` is null for praise and criticism; `strength_rule` and `signs` say why it is what it is.
    `oxcgrt_level` stays null: a level is given only where the text itself puts a rule in force.
    """

    id: str
    notice: str
    source: str
    province: str
    text: str
    start: int
    end: int
    status: str
    strength: int | None
    strength_rule: str
    signs: tuple[str, ...]
    rule: str
    agents: tuple[Agent, ...]
    topics: tuple[str, ...]
    words: str
    """Clean text, for aligning; never quoted."""
    group_strength: int | None = None
    """The strength towards those of its agents that are only unnamed levels."""
    contingent: tuple[str, ...] = ()
    """Topics that the duty names only as a scenario to be ready for."""
    oxcgrt_level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one province says on one row.

    `strength` is the highest of its entries; 0 if it has notices and none speaks of this; null if it has
    no notices in the period, so that silence and absence of sources never look alike.
    """

    strength: int | None
    statuses: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def covered(self) -> bool:
        return self.strength is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One topic, body, measure or aligned duty; `cells` by the label of the province.

    `depth` is the place in the topic tree; `similarity` and `shared` (topics) only for aligned duties.
    """

    id: str
    label: str
    cells: dict[str, Cell]
    depth: int = 0
    similarity: float | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoveredNotice:
    """A notice that counts for a province; `basis` says whether its province is stated or inferred."""

    id: str
    label: str
    date: str
    date_basis: str
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a column rests on. `undated` notices are left out where a period is asked for."""

    province: str
    parts: tuple[str, ...]
    notices: int
    total: int
    undated: int
    inferred: int
    first: str
    last: str
    by_month: dict[str, int] = field(default_factory=dict)
    documents: tuple[CoveredNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Provinces side by side. `by` is the view; `provinces` are the columns in the order asked."""

    by: str
    provinces: tuple[str, ...]
    date_from: str | None
    date_to: str | None
    coverage: tuple[Coverage, ...]
    rows: tuple[Row, ...]
    ms: float = 0.0
    synthetic: bool = False
    """The store is synthetic, made for measuring; the key is given only then."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        out = asdict(self)
        if not self.synthetic:
            del out["synthetic"]
        return out
