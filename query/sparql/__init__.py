"""Read-only SPARQL for queries that did not come from the project's own templates."""

from query.sparql.errors import (
    Busy,
    EmptyQuery,
    InvalidQuery,
    OutOfMemory,
    RefusedQuery,
    SparqlError,
    StoreUnreadable,
    SyntaxFault,
    TimedOut,
    UnknownGraph,
    UnknownPrefix,
    WorkerLost,
    WrongFormat,
)
from query.sparql.guard import Checked, check
from query.sparql.results import FORMATS, MEDIA_TYPES, Result
from query.sparql.run import close, run

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "Busy",
    "Checked",
    "EmptyQuery",
    "InvalidQuery",
    "OutOfMemory",
    "RefusedQuery",
    "Result",
    "SparqlError",
    "StoreUnreadable",
    "SyntaxFault",
    "TimedOut",
    "UnknownGraph",
    "UnknownPrefix",
    "WorkerLost",
    "WrongFormat",
    "check",
    "close",
    "run",
]
