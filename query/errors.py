"""Problems of asking the graph, each with a message for people in Vietnamese and English.

    RequestError
    ├── sparql.errors   SparqlError: RefusedQueryError, QuerySyntaxError, UnknownPrefixError, UnknownGraphError, …
    ├── search.errors   SearchError: EmptyQueryError, UnknownFilterError, IndexBusyError, ModelUnavailableError, …
    ├── days            BadDateError
    └── compare.errors  CompareError: UnknownProvinceError, TooFewProvincesError, UnknownViewError

The wordings are data (`query/data/errors.toml`, one table per key); the offending values are kept on
the exception. `str(error)` is the Vietnamese message.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = files("query").joinpath("data/errors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class RequestError(Exception):
    """Base of all; `key` names the message, `values` are what it speaks of."""

    key = "query"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.key, values)

    def message(self, lang: str = "vi") -> str:
        """What went wrong and what to do next, in `vi` or `en`."""
        shown = {name: _shown(value) for name, value in self.values.items()}
        return _messages()[self.wording][lang].format_map(shown)

    @property
    def wording(self) -> str:
        """Table of the message; differs from `key` where the values ask for another sentence."""
        return self.key

    def __str__(self) -> str:
        return self.message()


class SearchError(RequestError):
    """Base of the problems of a search, here because the models of `query.dense` have them too."""


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "—"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
