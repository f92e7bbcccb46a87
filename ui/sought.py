"""A search as an address tells it: words, filters, or the duty to find others like; read, changed, written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from kg.repo import Repo
from query.search import SearchResult, search

FILTERS: Final = ("province", "topic", "body", "kind", "type", "status", "strength")
"""Filters of several values, by the names that they have in addresses and in `query.search.search`."""
DAYS: Final = ("from", "to")
LONGEST: Final = 2000
"""Characters of a query that are kept: more than the 256 syllables that are searched for."""
_BETWEEN: Final = "|"
"""What stands between the values of one filter in an address; no name holds it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `like` is the id of a unit, then `query` is ''; `since` and `until` are ISO days or ''."""

    query: str = ""
    like: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.query.strip() or self.like or any(self.filters.values()) or self.since or self.until)

    def clipped(self) -> Sought:
        """The search with no more of a pasted text than counts, which links carry, and without broken characters."""
        return replace(self, query=self.query[:LONGEST].encode("utf-8", "replace").decode())

    def parameters(self) -> dict[str, str]:
        """The parameters of an address, without those that are empty."""
        written = {name: _BETWEEN.join(self.filters.get(name, ())) for name in FILTERS}
        given = {"q": self.query.strip(), "like": self.like, **written, "from": self.since, "to": self.until}
        return {name: value for name, value in given.items() if value}

    def written(self) -> str:
        """The parameters as the query part of an address."""
        return urlencode(self.parameters())

    def turned(self, name: str, value: str, *, chosen: bool) -> Sought:
        """The search with a value of a filter taken in, or with a chosen one taken out; a year stands for its days."""
        if name == "year":
            return replace(self, since="" if chosen else f"{value}-01-01", until="" if chosen else f"{value}-12-31")
        known = self.filters.get(name, ())
        if not chosen:
            kept: tuple[str, ...] = (*known, value)
        else:
            kept = tuple(one for one in known if one != value) if value in known else ()
        return replace(self, filters={**self.filters, name: kept})

    def without(self, name: str, place: int = 0) -> Sought:
        """The search less one value of a filter, by its place, or less a day."""
        if name in DAYS:
            return replace(self, since=self.since if name == "to" else "", until=self.until if name == "from" else "")
        known = self.filters.get(name, ())
        return replace(self, filters={**self.filters, name: known[:place] + known[place + 1 :]})


def sought(parameters: Mapping[str, str] | Iterable[tuple[str, str]]) -> Sought:
    """The search that the parameters of an address tell; a filter may be repeated."""
    pairs = list(parameters.items() if isinstance(parameters, Mapping) else parameters)
    single = dict(pairs)
    filters = {
        name: tuple(dict.fromkeys(one for key, value in pairs if key == name for one in value.split(_BETWEEN) if one))
        for name in FILTERS
    }
    like = single.get("like", "")
    given = {name: values for name, values in filters.items() if values}
    return Sought("" if like else single.get("q", ""), like, given, single.get("from", ""), single.get("to", ""))


def read(written: str) -> Sought:
    """Inverse of `Sought.written`."""
    return sought(parse_qsl(written))


def find(wish: Sought, repo: Repo, *, k: int, facets: bool = False, group: bool = False) -> SearchResult:
    """The search done.

    Raises:
        SearchError: see `query.search`.
        BadDateError: a day isn't ISO.
    """
    filters: dict[str, Any] = dict(wish.filters)
    return search(
        wish.query, repo, k=k, like=wish.like or None, facets=facets, group=group,
        date_from=wish.since or None, date_to=wish.until or None, **filters,
    )  # fmt: skip
