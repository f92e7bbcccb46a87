"""What a person gives for a field, brought into the form of the record (`extract --json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from kg.errors import ReviewQuoteError, ReviewValueError
from kg.review.fields import Field
from ontology import lexicon
from ontology.text import fold, nfc, slug

EXAMPLES: Final = {
    "agents": "p.so-y-te; p.cong-an",
    "assignees": "p.so-y-te:lead; p.cong-an:support",
    "agent": "p.ubnd",
    "topics": "truy-vet; xet-nghiem",
    "deadline": '{"type": "date", "date": "2021-05-17", "text": "…"}; null',
    "date": "2021-05-17; 2021-05; 2021; null",
    "number": "7; 12.5; null",
    "text": '"…"; null',
    "province": "bac-giang",
}
"""What a value of each kind looks like, for messages."""
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ID: Final = re.compile(r"[a-z0-9]+\.[a-z0-9][a-z0-9./-]*")
_DEADLINES: Final = ("date", "interval", "periodic", "event_anchored", "urgency")
_ROLES: Final = ("lead", "support")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the fact stands: the notice's raw text and the fact's offsets in it."""

    text: str
    start: int
    end: int


def parse_value(raw: str) -> Any:
    """A value as typed: JSON if it is that, else the text itself."""
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def normal(field: Field, value: Any, place: Place) -> Any:
    """The value as the record would hold it.

    Raises:
        ReviewValueError: the field can't have that value.
        ReviewQuoteError: words that should stand in the fact don't.
    """
    return _READERS[field.value](field, value, place)


def find_quote(place: Place, quote: str) -> tuple[int, int]:
    """The only place of some words within `place`, as typed, else in another normal form.

    Raises:
        ReviewQuoteError: they stand nowhere there, or several times.
    """
    inside = place.text[place.start : place.end]
    times = 0
    for words in dict.fromkeys((quote, nfc(quote), *_decomposed(quote))):
        times = max(times, inside.count(words) if words else 0)
        if words and inside.count(words) == 1:
            at = place.start + inside.index(words)
            return at, at + len(words)
    raise ReviewQuoteError(quote, times)


def _decomposed(quote: str) -> tuple[str, ...]:
    import unicodedata

    return (unicodedata.normalize("NFD", quote), " ".join(quote.split()))


def _wrong(field: Field, value: Any) -> ReviewValueError:
    expected = ", ".join(field.choices) or EXAMPLES[field.value]
    return ReviewValueError(field.name, value, expected)


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, str):
        return [item.strip() for item in value.split(";") if item.strip()]
    return list(value) if isinstance(value, list) else [value]


@cache
def _agents() -> tuple[dict[str, str], dict[str, set[str]], dict[str, set[str]]]:
    """Labels by id; ids by exact name; ids by folded name."""
    labels: dict[str, str] = {}
    exact: dict[str, set[str]] = {}
    folded: dict[str, set[str]] = {}
    bodies = [(body.id, body.name, (*body.abbreviations, *body.variants)) for body in lexicon.bodies()]
    posts = [(post.id, post.name, post.variants) for post in lexicon.posts()]
    for id_, name, others in (*bodies, *posts):
        labels[id_] = name
        exact.setdefault(nfc(name).casefold(), set()).add(id_)
        for one in (name, *others):
            folded.setdefault(fold(one), set()).add(id_)
    return labels, exact, folded


def _agent(field: Field, value: Any, place: Place) -> dict[str, Any]:
    """A body or post: an id or name of the lexicon, or a name that the notice writes, or an id with its label."""
    given = {"id": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not isinstance(given.get("id") or given.get("label"), str):
        raise _wrong(field, value)
    labels, exact, folded = _agents()
    id_, label = given.get("id"), given.get("label")
    if id_ in labels:
        return {**given, "label": label or labels[str(id_)]}
    if id_ is not None and label is not None and _ID.fullmatch(id_):
        return dict(given)
    name = str(label or id_)
    known = exact.get(nfc(name).casefold()) or folded.get(fold(name)) or set()
    if len(known) == 1:
        found = next(iter(known))
        return {**given, "id": found, "label": labels[found]}
    if known:
        raise ReviewValueError(field.name, name, ", ".join(sorted(known)))
    if f" {fold(name)} " in f" {fold(place.text)} " and fold(name):
        return {**given, "id": f"m.{slug(name)}", "label": nfc(name)}
    raise _wrong(field, name)


def _read_agents(field: Field, value: Any, place: Place) -> list[dict[str, Any]]:
    return [{k: v for k, v in _agent(field, item, place).items() if k in ("id", "label")} for item in _items(value)]


def _read_agent(field: Field, value: Any, place: Place) -> dict[str, Any] | None:
    found = _read_agents(field, [value] if value else [], place)
    return found[0] if found else None


def _read_assignees(field: Field, value: Any, place: Place) -> list[dict[str, Any]]:
    read = []
    for item in _items(value):
        name, _, suffix = item.rpartition(":") if isinstance(item, str) else ("", "", "")
        typed = suffix if suffix in _ROLES else None
        found = _agent(field, name if typed else item, place)
        role = found.get("role", typed)
        if role not in (None, *_ROLES):
            raise _wrong(field, value)
        agent = {"id": found["id"], "label": found["label"]}
        read.append({**agent, "role": role, "rule": "review", **_named(found, place)})
    return read


def _named(agent: dict[str, Any], place: Place) -> dict[str, Any]:
    """Whether the fact's own words name the assignee, and where."""
    inside = place.text[place.start : place.end]
    for name in sorted(_names(agent), key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", inside, re.IGNORECASE)
        if found is not None:
            start = place.start + found.start()
            return {"source": "explicit", "start": start, "end": start + len(found[0])}
    return {"source": "inherited", "start": None, "end": None}


def _names(agent: dict[str, Any]) -> set[str]:
    known = next((body for body in lexicon.bodies() if body.id == agent["id"]), None)
    return {agent["label"], *((*known.abbreviations, *known.variants) if known else ())} - {""}


def _read_topics(field: Field, value: Any, place: Place) -> list[str]:  # noqa: ARG001
    ids = {topic.id: topic.id for topic in lexicon.topics()}
    by_name = {fold(topic.label): topic.id for topic in lexicon.topics()} | {fold(i): i for i in ids}
    try:
        return [ids.get(item) or by_name[fold(item)] for item in _items(value)]
    except (KeyError, TypeError, AttributeError) as error:
        raise _wrong(field, value) from error


def _read_code(field: Field, value: Any, place: Place) -> str:  # noqa: ARG001
    if value not in field.choices:
        raise _wrong(field, value)
    return str(value)


def _read_text(field: Field, value: Any, place: Place) -> str | None:  # noqa: ARG001
    if value is None or value == "":
        return None
    if isinstance(value, (dict, list)):
        raise _wrong(field, value)
    return nfc(str(value))


def _read_date(field: Field, value: Any, place: Place) -> str | None:  # noqa: ARG001
    if value in (None, ""):
        return None
    found = _DATE.fullmatch(str(value))
    if found is None:
        raise _wrong(field, value)
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as error:
        raise _wrong(field, value) from error
    return str(value)


def _read_number(field: Field, value: Any, place: Place) -> float | int | None:  # noqa: ARG001
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(field, value)
    return value


def _read_deadline(field: Field, value: Any, place: Place) -> dict[str, Any] | None:
    if value in (None, "", "none"):
        return None
    given = {"text": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise _wrong(field, value)
    day = _read_date(field, given.get("date"), place)
    kind = given.get("type") or ("date" if day else "urgency")
    if kind not in _DEADLINES:
        raise _wrong(field, value)
    start, end = find_quote(place, given["text"])
    return {"type": kind, "date": day, "text": nfc(given["text"]), "start": start, "end": end}


def _read_province(field: Field, value: Any, place: Place) -> dict[str, str]:  # noqa: ARG001
    wanted = value.get("id") if isinstance(value, dict) else value
    for province in lexicon.provinces():
        names = {province.id, *map(fold, (province.name, province.short_name))}
        if wanted in names or fold(str(wanted)) in names:
            return {"id": province.id, "label": province.short_name}
    raise _wrong(field, value)


_READERS: Final[dict[str, Callable[[Field, Any, Place], Any]]] = {
    "agents": _read_agents,
    "agent": _read_agent,
    "assignees": _read_assignees,
    "topics": _read_topics,
    "code": _read_code,
    "text": _read_text,
    "date": _read_date,
    "number": _read_number,
    "deadline": _read_deadline,
    "province": _read_province,
}
