"""The comparison itself."""

from __future__ import annotations

import time
from collections.abc import Sequence

from kg.repo import Repo
from kg.synthetic import is_synthetic
from query.compare.columns import choose_columns
from query.compare.errors import UnknownViewError
from query.compare.facts import read_entries
from query.compare.model import Comparison
from query.compare.views import VIEWS
from query.days import day_number
from query.notices import read_notices


def compare(
    repo: Repo,
    provinces: Sequence[str],
    by: str = "topic",
    date_from: str | None = None,
    date_to: str | None = None,
) -> Comparison:
    """Two or more provinces side by side, by `topic`, `duty`, `body` or `indicator`.

    Provinces go by any name (old, new, without marks, id); dates are ISO and inclusive. A province that
    has no notices in the period has empty cells (null), not zeros, and its coverage says so.

    Raises:
        CompareError: see `query.compare.errors`.
        BadDateError: a date isn't ISO.
    """
    started = time.perf_counter()
    if by not in VIEWS:
        raise UnknownViewError(name=by, known=tuple(VIEWS))
    notices = read_notices(repo).values()
    columns = choose_columns(provinces, notices, since=day_number(date_from), until=day_number(date_to))
    entries = {column.label: read_entries(repo, column.notices) if column.notices else None for column in columns}
    rows = VIEWS[by](repo, entries)
    return Comparison(
        by=by, provinces=tuple(column.label for column in columns), date_from=date_from, date_to=date_to,
        coverage=tuple(column.coverage for column in columns), rows=tuple(rows),
        ms=round((time.perf_counter() - started) * 1000, 2), synthetic=is_synthetic(repo),
    )  # fmt: skip
