"""Filters as people write them, turned into exact ones of the graph."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.iris import topic as topic_iri
from kg.repo import Repo
from ontology.lexicon import Topic, document_types, topics
from ontology.names import ID
from ontology.text import fold
from query.days import day_number
from query.places import find_place, province_label, suggest_places
from query.search.bodies import bodies_of
from query.search.errors import UnknownFilterError
from query.search.model import KINDS, Where

Names = str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Exact filters and their wording for people, by field."""

    where: Where
    labels: dict[str, list[str]]


def resolve_filters(
    repo: Repo,
    *,
    province: Names = None,
    topic: Names = None,
    body: Names = None,
    kind: Names = None,
    type: Names = None,
    status: Names = None,
    strength: Names = None,
    date_from: str | None = None,
    date_to: str | None = None,
) -> Filters:
    """Filters for names, abbreviations, ids or IRIs; several values of one field mean any of them.

    Raises:
        UnknownFilterError: a value isn't known; the error holds the nearest ones.
        BadDateError: a date isn't ISO.
    """
    places = [_place(name) for name in _many(province)]
    concepts = [_topic(name) for name in _many(topic)]
    bodies = [_body(repo, name) for name in _many(body)]
    kinds = [_kind(name) for name in _many(kind)]
    types = [_type(name) for name in _many(type)]
    statuses = [_code("status", name) for name in _many(status)]
    strengths = [_code("strength", name) for name in _many(strength)]
    where = Where(
        provinces=tuple(iri for _, iris in places for iri in iris),
        bodies=tuple(iri for _, iris in bodies for iri in iris),
        topics=tuple(iri for _, iri in concepts),
        kinds=tuple(kinds),
        types=tuple(slug for _, slug in types),
        statuses=tuple(statuses),
        strengths=tuple(strengths),
        date_from=day_number(date_from),
        date_to=day_number(date_to),
    )
    labels = {
        "province": [label for label, _ in places],
        "topic": [label for label, _ in concepts],
        "body": [label for label, _ in bodies],
        "kind": kinds,
        "type": [label for label, _ in types],
        "status": statuses,
        "strength": strengths,
        "from": [date_from] if date_from else [],
        "to": [date_to] if date_to else [],
    }
    return Filters(where, {field: values for field, values in labels.items() if values})


def _many(names: Names) -> list[str]:
    if names is None:
        return []
    return [name for name in ([names] if isinstance(names, str) else names) if name.strip()]


def _place(name: str) -> tuple[str, tuple[str, ...]]:
    if (exact := province_label(f"{ID}{name.removeprefix(ID)}")) and "/2025/" not in name:
        return exact, (f"{ID}{name.removeprefix(ID)}",)
    place = find_place(name)
    if place is None:
        raise UnknownFilterError("province", name=name, suggestions=suggest_places(name))
    return place.label, place.iris


def _topic(name: str) -> tuple[str, str]:
    key = fold(name.removeprefix(f"{ID}topic/"))
    for known in _topic_names:
        for concept in topics():
            if key in {fold(text) for text in known(concept)}:
                return concept.label, topic_iri(concept.id).value
    labels = {fold(concept.label): concept.label for concept in topics()}
    near = difflib.get_close_matches(key, labels, n=3, cutoff=0.4)
    raise UnknownFilterError("topic", name=name, suggestions=[labels[found] for found in near])


def _names_of_topic(concept: Topic) -> Iterable[str]:
    return (concept.id, concept.label, concept.label_en)


def _triggers_of_topic(concept: Topic) -> Iterable[str]:
    return concept.triggers


_topic_names = (_names_of_topic, _triggers_of_topic)


def _body(repo: Repo, name: str) -> tuple[str, tuple[str, ...]]:
    known = bodies_of(repo)
    found = known.find(name)
    if found is None:
        raise UnknownFilterError("body", name=name, suggestions=known.near(name))
    return found


def _kind(name: str) -> str:
    if name not in KINDS:
        raise UnknownFilterError("kind", name=name, suggestions=KINDS)
    return name


def _type(name: str) -> tuple[str, str]:
    """Label and slug of a type of document by either, its symbol or its English name."""
    key = fold(name)
    for known in document_types():
        if key in {fold(text) for text in (known.slug, known.name, known.name_en, known.code) if text}:
            return known.name, known.slug
    labels = {fold(known.name): known.name for known in document_types()}
    near = difflib.get_close_matches(key, labels, n=3, cutoff=0.4)
    raise UnknownFilterError("type", name=name, suggestions=[labels[found] for found in near])


@cache
def _codes(field: str) -> dict[str, str]:
    """Code by each folded name of it."""
    text = files("query").joinpath("data/search_names.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)[field]
    return {fold(name): code for code, names in table.items() for name in (code, *names)}


def _code(field: str, name: str) -> str:
    known = _codes(field)
    if fold(name) not in known:
        raise UnknownFilterError(field, name=name, suggestions=tuple(dict.fromkeys(known.values())))
    return known[fold(name)]
