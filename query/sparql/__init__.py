"""Read-only SPARQL for queries that did not come from the project's own templates."""

from query.sparql.errors import (
    BusyError,
    EmptyQueryError,
    InvalidQueryError,
    OutOfMemoryError,
    QuerySyntaxError,
    RefusedQueryError,
    SparqlError,
    StoreUnreadableError,
    TimedOutError,
    UnknownGraphError,
    UnknownPrefixError,
    WorkerLostError,
    WrongFormatError,
)
from query.sparql.guard import Checked, check
from query.sparql.results import FORMATS, MEDIA_TYPES, Result
from query.sparql.run import close, run

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "BusyError",
    "Checked",
    "EmptyQueryError",
    "InvalidQueryError",
    "OutOfMemoryError",
    "QuerySyntaxError",
    "RefusedQueryError",
    "Result",
    "SparqlError",
    "StoreUnreadableError",
    "TimedOutError",
    "UnknownGraphError",
    "UnknownPrefixError",
    "WorkerLostError",
    "WrongFormatError",
    "check",
    "close",
    "run",
]
