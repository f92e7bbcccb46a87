"""Why a search could not be done. "Nothing found" is not among them: that is an answer.

    SearchError
    ├── EmptyQueryError        neither words nor filters
    ├── UnknownFilterError     a province, topic, body, kind … that isn't known, with the nearest ones
    ├── UnknownUnitError       more like something that isn't there
    ├── BadModeError
    ├── NoModelError           semantic search without a model
    ├── ModelUnavailableError  the named model can't be loaded on this machine
    ├── IndexBusyError         another process is writing the index
    └── IndexDamagedError      files of the index are missing or changed (it is rebuilt, people rarely see this)

`SearchError` itself is in `query.errors`, `ModelUnavailableError` in `query.dense`.
"""

from __future__ import annotations

from query.errors import SearchError


class EmptyQueryError(SearchError):
    key = "search_empty"


class UnknownFilterError(SearchError):
    """`field` is the filter (`province`, `topic`, `body`, `kind`, `type`, …); values: `name`, `suggestions`."""

    def __init__(self, field: str, **values: object) -> None:
        self.key = f"search_unknown_{field}"
        super().__init__(**values)


class UnknownUnitError(SearchError):
    """No duty, passage or other unit has the id `name`."""

    key = "search_unknown_unit"


class BadModeError(SearchError):
    key = "search_bad_mode"


class NoModelError(SearchError):
    key = "search_no_model"


class IndexBusyError(SearchError):
    key = "search_busy"


class IndexDamagedError(SearchError):
    key = "search_index"
