"""Why a SPARQL query from outside was not answered.

SparqlError
├── RefusedQueryError     it would write, or reach a file or another host
├── EmptyQueryError
├── QuerySyntaxError      with line and column
├── InvalidQueryError     well-formed but meaningless to the engine
├── UnknownPrefixError    with the nearest known prefix
├── UnknownGraphError     FROM names a graph that the store lacks
├── WrongFormatError      the result format doesn't fit the query form
├── StoreUnreadableError
├── TimedOutError · OutOfMemoryError · WorkerLostError · BusyError
"""

from __future__ import annotations

from query.errors import RequestError


class SparqlError(RequestError):
    """Base of the problems of a SPARQL query."""


class RefusedQueryError(SparqlError):
    """`what` is `update`, `service` or `from`; the values hold the word and its place (from 1)."""

    def __init__(self, what: str, **values: object) -> None:
        self.key = f"sparql_refused_{what}"
        super().__init__(**values)


class EmptyQueryError(SparqlError):
    key = "sparql_empty"


class QuerySyntaxError(SparqlError):
    """Values: `line`, `column` (from 1), `near` (rest of that line), `expected` (may be empty)."""

    key = "sparql_syntax"

    @property
    def wording(self) -> str:
        return self.key if self.values.get("expected") else f"{self.key}_bare"


class InvalidQueryError(SparqlError):
    key = "sparql_invalid"


class UnknownPrefixError(SparqlError):
    """Values: `prefix`, `line`, `column`, `suggestion`, `known`."""

    key = "sparql_unknown_prefix"


class UnknownGraphError(SparqlError):
    key = "sparql_unknown_graph"


class WrongFormatError(SparqlError):
    key = "sparql_format"


class StoreUnreadableError(SparqlError):
    key = "sparql_store"


class TimedOutError(SparqlError):
    """The worker was killed after `seconds`."""

    key = "sparql_timeout"


class OutOfMemoryError(SparqlError):
    """The worker hit its address-space limit of `mebibytes`."""

    key = "sparql_memory"


class WorkerLostError(SparqlError):
    """The worker died for another reason, `detail`."""

    key = "sparql_lost"


class BusyError(SparqlError):
    """No worker became free within `seconds`."""

    key = "sparql_busy"
