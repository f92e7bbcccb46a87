"""Search over the duties and clauses of the notices: by words, by meaning, filtered by the graph."""

from query.days import BadDate
from query.search.errors import (
    BadMode,
    EmptyQuery,
    IndexBusy,
    IndexDamaged,
    ModelUnavailable,
    NoModel,
    SearchError,
    UnknownFilter,
)
from query.search.find import search
from query.search.model import KINDS, Hit, Index, SearchResult, Unit, Where, Why, evidence

__all__ = [
    "KINDS",
    "BadDate",
    "BadMode",
    "EmptyQuery",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "ModelUnavailable",
    "NoModel",
    "SearchError",
    "SearchResult",
    "Unit",
    "UnknownFilter",
    "Where",
    "Why",
    "evidence",
    "search",
]
