"""Which notices count for which province and period, and how much that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from query.compare.errors import TooFewProvincesError, UnknownProvinceError
from query.compare.model import Coverage, CoveredNotice
from query.notices import Notice
from query.places import Place, find_place, province_label, suggest_places


@dataclass(frozen=True, slots=True)
class Column:
    """A province of the comparison with the notices of the period that count for it."""

    label: str
    notices: tuple[Notice, ...]
    coverage: Coverage


def choose_columns(
    names: Sequence[str], notices: Iterable[Notice], *, since: int = 0, until: int = 0
) -> tuple[Column, ...]:
    """One column per different province, in the order given; `since` and `until` as `day_number`, 0 for open.

    A name of 2025 gathers the provinces that went into it, less those that have a column of their own.

    Raises:
        UnknownProvinceError: a name isn't known.
        TooFewProvincesError: fewer than two different provinces are named.
    """
    places = dict[str, Place]()
    for name in names:
        place = find_place(name)
        if place is None:
            raise UnknownProvinceError(name=name, suggestions=suggest_places(name))
        places.setdefault(place.label, place)
    if len(places) < 2:
        raise TooFewProvincesError(names=list(places))
    alone = {place.iris[0] for place in places.values() if len(place.provinces) == 1}
    known = sorted(notices, key=lambda notice: (notice.date, notice.iri))
    return tuple(_column(place, alone, known, since, until) for place in places.values())


def _column(place: Place, alone: set[str], notices: Sequence[Notice], since: int, until: int) -> Column:
    iris = [iri for iri in place.iris if len(place.provinces) == 1 or iri not in alone]
    own = [notice for notice in notices if notice.province in iris]
    period = bool(since or until)
    within = [n for n in own if not period or (n.day and since <= n.day <= (until or n.day))]
    dates = [notice.date for notice in within if notice.date]
    coverage = Coverage(
        province=place.label, parts=tuple(filter(None, map(province_label, iris[: len(place.provinces)]))),
        notices=len(within), total=len(own), undated=sum(not notice.date for notice in own),
        inferred=sum(notice.basis == "inferred" for notice in within),
        first=min(dates, default=""), last=max(dates, default=""),
        by_month=dict(sorted(Counter(day[:7] for day in dates).items())),
        documents=tuple(
            CoveredNotice(n.iri, n.label, n.date, n.date_basis, n.basis, n.reason) for n in within
        ),
    )  # fmt: skip
    return Column(place.label, tuple(within), coverage)
