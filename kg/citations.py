"""What a notice says that lets citations be resolved: its own number, and the numbers that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pyoxigraph import NamedNode, Triple

from kg import iris
from kg.iris import term
from ontology.text import slug

SURE: Final = "sure"
UNSURE: Final = "unsure"
_ZEROS: Final = re.compile(r"^0+(?=\d)")
_YEAR: Final = re.compile(r"(?:^|-)(?:19|20)\d\d(?:-|$)")
_SPAN: Final = timedelta(days=366)
"""How far back an undated citation of a number that is given anew each year is taken to reach."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with a number; `day` is ISO or the beginning of it."""

    citation: NamedNode
    key: str
    day: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Head:
    """A notice as a citation can name it; what isn't known is ''. `place` is the IRI of its province."""

    notice: NamedNode
    key: str
    day: str
    issuer: str
    place: str


@dataclass(frozen=True, slots=True)
class References:
    """A notice and the documents that it cites by number."""

    head: Head
    cited: tuple[Cited, ...]


def number_key(number: str) -> str:
    """A number without regard to marks, signs, case and leading zeros: `09/2010/QĐ-UBND` → `9-2010-qd-ubnd`."""
    return _ZEROS.sub("", slug(number))


def references(notice: NamedNode, triples: Iterable[Triple]) -> References:
    """The notice and its numbered citations, from the triples of its graph."""
    values: dict[str, dict[str, str]] = {}
    wanted = {term(name).value for name in (*_OF_NOTICE, *_OF_CITATION)}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and triple.predicate.value in wanted:
            values.setdefault(triple.subject.value, {})[triple.predicate.value] = getattr(triple.object, "value", "")

    def get(subject: str, *names: str) -> str:
        return next((values[subject][term(n).value] for n in names if term(n).value in values.get(subject, {})), "")

    own = notice.value
    head = Head(
        notice,
        number_key(get(own, "tt:number")),
        get(own, "tt:issued"),
        get(own, "tt:issuer"),
        get(own, "tt:statedJurisdiction", "tt:inferredJurisdiction"),
    )
    cited = [
        Cited(NamedNode(subject), number_key(number), get(subject, "tt:citedDate"), get(subject, "tt:citedIssuer"))
        for subject in values
        if (number := get(subject, "tt:citedNumber"))
    ]
    return References(head, tuple(sorted(cited, key=lambda one: one.citation.value)))


_OF_NOTICE: Final = ("tt:number", "tt:issued", "tt:issuer", "tt:statedJurisdiction", "tt:inferredJurisdiction")
_OF_CITATION: Final = ("tt:citedNumber", "tt:citedDate", "tt:citedIssuer")


def match(citing: Head, cited: Cited, candidate: Head) -> str | None:
    """Whether a citation means a notice of that number: `SURE`, `UNSURE`, or null if something contradicts it.

    The date must agree where both are given, and so must the issuer; with the same number and date, another body
    of the same province will do (a standing board signs for its committee). A citation without date is sure only of a
    number that holds its year, or of a notice issued within the year before; one that names no issuer is
    sure only of notices of its own province and of central ones.
    """
    if candidate.key != cited.key or candidate.notice == citing.notice or not _in_time(citing, cited, candidate):
        return None
    dated = bool(candidate.day) and (len(cited.day) == len("2021-05-09") or _timely(citing, cited, candidate))
    if _is_body(cited.issuer) and candidate.issuer:
        if cited.issuer == candidate.issuer:
            return SURE if dated else UNSURE
        scopes = {_scope(cited.issuer), _scope(candidate.issuer)}
        if not (cited.day and dated) or len(scopes - {iris.CENTRAL, iris.UNKNOWN}) > 1:
            return None
        return SURE if len(scopes) == 1 else UNSURE
    near = candidate.place == citing.place != "" or _is_central(candidate.issuer)
    return SURE if dated and near else UNSURE


def _in_time(citing: Head, cited: Cited, candidate: Head) -> bool:
    """Whether no date contradicts: a notice can't cite a later one, nor one of another day than it says."""
    if citing.day and candidate.day > citing.day:
        return False
    return not (cited.day and candidate.day) or candidate.day.startswith(cited.day)


def _timely(citing: Head, cited: Cited, candidate: Head) -> bool:
    if _YEAR.search(cited.key) or len(cited.day) == len("2021"):
        return True
    if not citing.day:
        return False
    return date.fromisoformat(citing.day) - date.fromisoformat(candidate.day) <= _SPAN


def _is_body(agent: str) -> bool:
    return agent.startswith(iris.thing("body/").value)


def _is_central(body: str) -> bool:
    return body != "" and _scope(body) == iris.CENTRAL


def _scope(body: str) -> str:
    """The province, the centre or `khong-ro` to which a body's IRI says it belongs."""
    return body.removeprefix(iris.thing("body/").value).partition("/")[0]
