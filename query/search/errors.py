"""Why a search could not be done. "Nothing found" is not among them: that is an answer.

    SearchError
    ├── EmptyQuery        neither words nor filters
    ├── UnknownFilter     a province, topic, body or kind that isn't known, with the nearest ones
    ├── BadMode
    ├── NoModel           semantic search without a model
    ├── ModelUnavailable  the named model can't be loaded on this machine
    ├── IndexBusy         another process is writing the index
    └── IndexDamaged      files of the index are missing or changed (it is rebuilt, people rarely see this)
"""

from __future__ import annotations

from query.errors import RequestError


class SearchError(RequestError):
    """Base of the problems of a search."""


class EmptyQuery(SearchError):
    key = "search_empty"


class UnknownFilter(SearchError):
    """`field` is `province`, `topic`, `body` or `kind`; values: `name`, `suggestions`."""

    def __init__(self, field: str, **values: object) -> None:
        self.key = f"search_unknown_{field}"
        super().__init__(**values)


class BadMode(SearchError):
    key = "search_bad_mode"


class NoModel(SearchError):
    key = "search_no_model"


class ModelUnavailable(SearchError):
    """Values: `name` of the model, `detail`."""

    key = "search_model"


class IndexBusy(SearchError):
    key = "search_busy"


class IndexDamaged(SearchError):
    key = "search_index"
