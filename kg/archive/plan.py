"""What an archive holds, before any text: which notices each province issues, when, about what."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from kg.archive.templates import Form, Subject, forms, subjects
from ontology import lexicon
from ontology.places import Province
from ontology.text import slug

_FIRST: Final = date(2018, 1, 2)
_LAST: Final = date(2024, 12, 30)
_YEARS: Final = tuple(range(_FIRST.year, _LAST.year + 1))
_TERM: Final = date(2020, 10, 15)
"""From about this day the numbers of the Party's papers begin anew: a term of office, not a year."""
_STEP: Final = 5
"""Numbers between two notices of the archive, at most: other papers lie between them."""
_OFFICES: Final = ("TH", "VX", "KT", "NC", "NL")


@dataclass(frozen=True, slots=True)
class Spec:
    """Size and seed of an archive: the same spec gives the same bytes."""

    provinces: int = 63
    notices: int = 500
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Planned:
    """One notice to be composed; `index` counts in its province from 0, by day."""

    province: Province
    index: int
    form: Form
    subject: Subject
    about: str
    number: str
    issued: date

    @property
    def local_id(self) -> str:
        """Its id without the part that says that it is synthetic."""
        return f"{self.province.id}/{slug(self.number)}/{self.issued.isoformat()}"


def chosen_provinces(spec: Spec) -> tuple[Province, ...]:
    """The first provinces of the lexicon, as many as asked for."""
    return lexicon.provinces()[: spec.provinces]


def plan_province(spec: Spec, province: Province) -> tuple[Planned, ...]:
    """The notices of a province, oldest first, with numbers as its offices would have given them."""
    chance = Random(f"{spec.seed}/{province.id}")
    days = sorted(chance.randrange((_LAST - _FIRST).days) for _ in range(spec.notices))
    reached = Counter[tuple[str, int]]()
    planned = []
    for index, offset in enumerate(days):
        issued = _FIRST + timedelta(days=offset)
        form = chance.choices(forms(), weights=[form.weight for form in forms()])[0]
        subject = _subject(chance, issued)
        series = (form.id, (issued >= _TERM) if form.family == "party" else issued.year)
        reached[series] += chance.randint(1, _STEP)
        number = form.number.format(so=f"{reached[series]:02d}", phong=chance.choice(_OFFICES))
        planned.append(Planned(province, index, form, subject, chance.choice(subject.about), number, issued))
    return tuple(planned)


def _subject(chance: Random, day: date) -> Subject:
    """One of the subjects of a time; those of few months or years come as often in all as the others."""
    fits = [one for one in subjects().values() if day.month in one.months and day.year in (one.years or _YEARS)]
    weights = [1 / len(one.months) / len(one.years or _YEARS) for one in fits]
    return chance.choices(fits, weights=weights)[0]


def earlier(plan: tuple[Planned, ...], notice: Planned) -> tuple[Planned, ...]:
    """Notices of the province that this one may refer to: issued before it, of the same subject if there are any."""
    before = tuple(itertools.takewhile(lambda one: one.issued < notice.issued, plan))
    same = tuple(one for one in before if one.subject.id == notice.subject.id)
    return same or before
