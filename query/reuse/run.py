"""Reused passages among the notices of some provinces, or of all."""

from __future__ import annotations

import time
from collections.abc import Sequence

from kg.repo import Repo
from kg.synthetic import is_synthetic
from ontology.text import fold
from query.compare.errors import UnknownProvinceError
from query.days import day_number
from query.notices import Notice, read_notices
from query.places import find_place, suggest_places
from query.reuse.match import LEAST, Match, find_matches, gather
from query.reuse.model import Place, Reuse, ReusedPassage
from query.reuse.texts import Text, read_texts


def find_reuse(
    repo: Repo,
    provinces: Sequence[str] = (),
    date_from: str | None = None,
    date_to: str | None = None,
    *,
    least: int = LEAST,
) -> Reuse:
    """Passages of at least `least` syllables that stand in more than one notice, also of one province.

    Provinces go by any name; without any, all notices are read, those of central bodies too. Dates are ISO
    and inclusive.

    Raises:
        UnknownProvinceError: a name isn't known.
        BadDateError: a date isn't ISO.
    """
    started = time.perf_counter()
    labels, notices = _chosen(repo, provinces, day_number(date_from), day_number(date_to))
    texts = read_texts(repo, notices)
    groups = gather(list(find_matches([text.words for text in texts], [text.breaks for text in texts], least)))
    passages = sorted((_passage(texts, group) for group in groups), key=_weight)
    return Reuse(
        provinces=labels, notices=len(texts), passages=tuple(passages), date_from=date_from, date_to=date_to,
        ms=round((time.perf_counter() - started) * 1000, 2), synthetic=is_synthetic(repo),
    )  # fmt: skip


def _chosen(repo: Repo, names: Sequence[str], since: int, until: int) -> tuple[tuple[str, ...], list[Notice]]:
    """Labels of the provinces and their notices of the period."""
    known = read_notices(repo).values()
    iris = set[str]()
    labels = dict[str, None]()
    for name in names:
        place = find_place(name)
        if place is None:
            raise UnknownProvinceError(name=name, suggestions=suggest_places(name))
        labels[place.label] = None
        iris.update(place.iris)
    own = [notice for notice in known if not names or notice.province in iris]
    period = bool(since or until)
    within = [n for n in own if not period or (n.day and since <= n.day <= (until or n.day))]
    return tuple(labels), within


def _weight(passage: ReusedPassage) -> tuple[int, int, int, str]:
    """Passages of most provinces, then of most notices, then the longest first."""
    return -len(passage.provinces), -passage.notices, -passage.words, passage.first.notice


def _passage(texts: Sequence[Text], group: Sequence[Match]) -> ReusedPassage:
    best = group[0]
    first = _place(texts[best.first], best.first_start, best.first_end)
    again = [_again(texts, match) for match in group]
    again.sort(key=lambda place: (place.date or "9999", place.notice, place.start))
    return ReusedPassage(first, tuple(again), best.first_end - best.first_start)


def _again(texts: Sequence[Text], match: Match) -> Place:
    """The later place, told from its own match in the earlier text, which may be a part of the group's passage."""
    text, first = texts[match.text], texts[match.first]
    longer = max(match.end - match.start, match.first_end - match.first_start)
    (start, end), (begin, stop) = (
        text.range_of(match.start, match.end),
        first.range_of(match.first_start, match.first_end),
    )
    same = fold(text.raw[start:end]) == fold(first.raw[begin:stop])
    how = "exact" if same else "figures" if match.equal == longer else "near"
    return _place(text, match.start, match.end, how, round(match.equal / longer, 3))


def _place(text: Text, start: int, end: int, how: str = "exact", likeness: float = 1.0) -> Place:
    notice, (begin, stop) = text.notice, text.range_of(start, end)
    return Place(
        notice=notice.iri, label=notice.label, source=notice.source, province=notice.province_label, date=notice.date,
        text=text.raw[begin:stop], start=begin, end=stop, how=how, likeness=likeness,
    )  # fmt: skip
