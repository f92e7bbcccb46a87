"""Why a SPARQL query from outside was not answered.

    SparqlError
    ├── RefusedQuery     it would write, or reach a file or another host
    ├── EmptyQuery
    ├── SyntaxFault      with line and column
    ├── InvalidQuery     well-formed but meaningless to the engine
    ├── UnknownPrefix    with the nearest known prefix
    ├── UnknownGraph     FROM names a graph that the store lacks
    ├── WrongFormat      the result format doesn't fit the query form
    ├── StoreUnreadable
    ├── TimedOut · OutOfMemory · WorkerLost · Busy
"""

from __future__ import annotations

from query.errors import RequestError


class SparqlError(RequestError):
    """Base of the problems of a SPARQL query."""


class RefusedQuery(SparqlError):
    """`what` is `update`, `service` or `from`; the values hold the word and its place (from 1)."""

    def __init__(self, what: str, **values: object) -> None:
        self.key = f"sparql_refused_{what}"
        super().__init__(**values)


class EmptyQuery(SparqlError):
    key = "sparql_empty"


class SyntaxFault(SparqlError):
    """Values: `line`, `column` (from 1), `near` (rest of that line), `expected`."""

    key = "sparql_syntax"


class InvalidQuery(SparqlError):
    key = "sparql_invalid"


class UnknownPrefix(SparqlError):
    """Values: `prefix`, `line`, `column`, `suggestion`, `known`."""

    key = "sparql_unknown_prefix"


class UnknownGraph(SparqlError):
    key = "sparql_unknown_graph"


class WrongFormat(SparqlError):
    key = "sparql_format"


class StoreUnreadable(SparqlError):
    key = "sparql_store"


class TimedOut(SparqlError):
    """The worker was killed after `seconds`."""

    key = "sparql_timeout"


class OutOfMemory(SparqlError):
    """The worker hit its address-space limit of `mebibytes`."""

    key = "sparql_memory"


class WorkerLost(SparqlError):
    """The worker died for another reason, `detail`."""

    key = "sparql_lost"


class Busy(SparqlError):
    """No worker became free within `seconds`."""

    key = "sparql_busy"
