"""Values of searching: what is indexed, what is asked, what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from query.embed.bag import Vectors
    from query.thesaurus import Expansion

KINDS = ("duty", "passage", "statistic", "event", "assessment", "heading")
"""Kinds of units, as `Hit.kind` and the filter name them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be found. `quote` is `raw[start:end]` of the notice, `text` what is indexed.

    `provinces`, `bodies`, `topics` are everything the unit counts as under the filters (bodies with
    their parents, topics with the broader ones); `date` is year·10000 + month·100 + day, 0 if unknown.
    `type` is the notice's (`cong-dien`); `status` and `strength` are a duty's, '' for all else.
    """

    id: str
    kind: str
    notice: str
    text: str
    quote: str
    start: int
    end: int
    source: str = ""
    province: str = ""
    provinces: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    date: int = 0
    type: str = ""
    status: str = ""
    strength: str = ""


_UNIT_FIELDS = tuple(one.name for one in fields(Unit))


def unit_to_json(unit: Unit) -> dict[str, Any]:
    """As `dataclasses.asdict`, which copies every value and takes ten times as long."""
    return {name: getattr(unit, name) for name in _UNIT_FIELDS}


def unit_from_json(data: Mapping[str, Any]) -> Unit:
    """Inverse of `unit_to_json`, also after a round trip through JSON text."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return Unit(**values)


@dataclass(frozen=True, slots=True)
class Where:
    """Exact filters; an empty one lets everything pass. Several values of one field mean any of them."""

    provinces: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    date_from: int = 0
    date_to: int = 0

    def __bool__(self) -> bool:
        return self != Where()


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit's row in the index and a score; higher is better."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units there are, and how many of them have each value of each field.

    `how` they were chosen: by `phrases` of the query, by its `words` where no unit holds a phrase, or `all`.
    """

    units: int
    by: dict[str, dict[str, int]]
    how: str


class Index(Protocol):
    """What search needs of an index, embedded or remote. Rows are the index's own numbers of units."""

    def add(self, units: Iterable[Unit], vectors: Vectors | None = None) -> int:
        """Index units (with their vectors, if the index has a dense part); how many."""
        ...

    def delete(self, notices: Iterable[str]) -> None:
        """Forget all units of these notices."""
        ...

    def commit(self) -> None:
        """Make additions and deletions visible to searches."""
        ...

    def search_text(self, query: str, k: int, where: Where, *, synonyms: Sequence[Expansion] = ()) -> list[Scored]:
        """The best `k` by words (BM25, see `query.search.lexical`) and by synonyms of them."""
        ...

    def full_score(self, query: str) -> float:
        """What `search_text` would give a text of usual length that holds every word of the query once."""
        ...

    def search_vector(self, vector: NDArray[np.float32], k: int, where: Where) -> list[Scored]:
        """The best `k` by cosine."""
        ...

    def cosines(self, vector: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """The cosine of each of these rows."""
        ...

    def filter(self, where: Where, k: int) -> list[int]:
        """Rows that pass the filter, in the order of their texts, at most `k`."""
        ...

    def count(self, where: Where) -> int:
        """How many units pass the filter."""
        ...

    def unit(self, row: int) -> Unit:
        """What was indexed in this row."""
        ...

    def count_by(
        self, fields: Sequence[str], query: str, where: Where, *, synonyms: Sequence[Expansion] = ()
    ) -> Counts:
        """Units that pass the filter and hold a telling phrase of the query (all, if it has no word), by field."""
        ...


@dataclass(frozen=True, slots=True)
class Passed:
    """How a unit passes the filter `field`: by `own`, which is `wanted` or lies below it.

    `relation` is how the graph links the unit to its own body or topic (`assignee`, `topic`, …; `mentions` if
    the body is only named); for provinces `stated`, or `inferred` for the `reason` given.
    """

    field: str
    relation: str
    reason: str = ""
    own: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a unit was found: words of the query in it and synonyms ("tiêm → vắc xin"), cosine (null without a
    model), filters it passed and by what.

    `nearest` are pairs of a query's word and the passage's word that the model holds nearest to it, with their
    cosine; empty where the model can't tell.
    """

    lexical: tuple[str, ...]
    semantic: float | None
    graph: dict[str, list[str]]
    passed: tuple[Passed, ...] = ()
    nearest: tuple[tuple[str, str, float], ...] = ()
    shared: dict[str, list[str]] = field(default_factory=dict)
    """What it has in common with the unit that a search started from: `topic`, `body`, `words`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A unit that says almost the same as another; `text` is its raw quote.

    `how` is `exact` (the same words), `figures` (the same but for figures) or `near`; `resemblance` is the
    share of common shingles, see `query.search.copies`. `date` is ISO, '' if unknown.
    """

    id: str
    notice: str
    source: str
    province: str
    date: str
    text: str
    start: int
    end: int
    how: str
    resemblance: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `text` is the raw quote; `highlights` are ranges of the notice's raw text."""

    rank: int
    score: float
    kind: str
    id: str
    notice: str
    source: str
    province: str
    text: str
    start: int
    end: int
    why: Why
    highlights: tuple[tuple[int, int], ...] = ()
    date: str = ""
    """ISO day of its notice, '' if unknown."""
    type: str = ""
    status: str = ""
    strength: str = ""
    copies: tuple[Copy, ...] | None = None
    """Its near-duplicates, which are no hits then; null unless hits were grouped."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by: `value` is what the filter takes, `label` its name, `count` the units found that
    have it; `chosen` if the filter holds it already.
    """

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first. `reason` tells an empty result's cause: `found`, `no_match`, `filtered_out`, `empty_store`.

    `considered` is the number of units that passed the filters; `mode` how they were ranked
    (`lexical`, `semantic`, `hybrid`, or `filter` when no words were given).
    """

    query: str
    hits: tuple[Hit, ...]
    ms: float
    reason: str = "found"
    considered: int = 0
    mode: str = "lexical"
    model: str | None = None
    filters: dict[str, list[str]] = field(default_factory=dict)
    like: str | None = None
    """The unit that others like it were looked for."""
    synthetic: bool = False
    """The store is synthetic, made for measuring; the key is given only then."""
    counted: str = ""
    """What was counted: units with `phrases` of the query, with its `words`, or `all`; given with `facets`."""
    matching: int | None = None
    """How many units that are; given with `facets`."""
    facets: dict[str, tuple[FacetValue, ...]] | None = None
    """Counts of those units by the values of each filter, most first; null unless asked for."""

    def to_json(self) -> dict[str, Any]:
        """The object of the `search --json` contract."""
        out = asdict(self)
        if not self.synthetic:
            del out["synthetic"]
        if self.facets is None:
            del out["facets"], out["matching"], out["counted"]
        for hit in out["hits"]:
            if hit["copies"] is None:
                del hit["copies"]
        if self.like is None:
            del out["like"]
        return out


def evidence(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Evidence objects of the `ask` contract for hits shown as an answer's sources."""
    return [{"notice": h.notice, "source": h.source, "start": h.start, "end": h.end, "text": h.text} for h in hits]
