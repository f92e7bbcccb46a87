"""Search over the duties and clauses of the notices: by words, by meaning, filtered by the graph."""

from query.days import BadDateError
from query.dense import ModelUnavailableError
from query.errors import SearchError
from query.search.errors import (
    BadModeError,
    EmptyQueryError,
    IndexBusyError,
    IndexDamagedError,
    NoModelError,
    UnknownFilterError,
    UnknownUnitError,
)
from query.search.export import export_hits
from query.search.facets import FIELDS
from query.search.find import search
from query.search.model import KINDS, Copy, FacetValue, Hit, Index, Passed, SearchResult, Unit, Where, Why, evidence

__all__ = [
    "FIELDS",
    "KINDS",
    "BadDateError",
    "BadModeError",
    "Copy",
    "EmptyQueryError",
    "FacetValue",
    "Hit",
    "Index",
    "IndexBusyError",
    "IndexDamagedError",
    "ModelUnavailableError",
    "NoModelError",
    "Passed",
    "SearchError",
    "SearchResult",
    "Unit",
    "UnknownFilterError",
    "UnknownUnitError",
    "Where",
    "Why",
    "evidence",
    "export_hits",
    "search",
]
