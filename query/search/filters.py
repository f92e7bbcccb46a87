"""Filters as people write them, turned into exact ones of the graph."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.iris import topic as topic_iri
from kg.repo import Repo
from ontology.lexicon import Topic, topics
from ontology.names import ID
from ontology.text import fold
from query.days import day_number
from query.places import find_place, suggest_places
from query.search.errors import UnknownFilterError
from query.search.model import KINDS, Where
from query.templates import load

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
    where = Where(
        provinces=tuple(iri for _, iris in places for iri in iris),
        bodies=tuple(iri for _, iris in bodies for iri in iris),
        topics=tuple(iri for _, iri in concepts),
        kinds=tuple(kinds),
        date_from=day_number(date_from),
        date_to=day_number(date_to),
    )
    labels = {
        "province": [label for label, _ in places],
        "topic": [label for label, _ in concepts],
        "body": [label for label, _ in bodies],
        "kind": kinds,
        "from": [date_from] if date_from else [],
        "to": [date_to] if date_to else [],
    }
    return Filters(where, {field: values for field, values in labels.items() if values})


def _many(names: Names) -> list[str]:
    if names is None:
        return []
    return [name for name in ([names] if isinstance(names, str) else names) if name.strip()]


def _place(name: str) -> tuple[str, tuple[str, ...]]:
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
    """Every body of that name, in whatever province; `Sở Y tế Bắc Giang` means that province's."""
    names = dict[str, set[str]]()
    labels = dict[str, str]()
    for row in repo.select(load("search-bodies").bind({})):
        iri, label = row["body"].value, row["name"].value
        labels.setdefault(fold(label), label)
        for key in (fold(label), row["lexicon"].value, iri):
            names.setdefault(key, set()).add(iri)
    found = names.get(name) or names.get(fold(name)) or _body_of_province(names, fold(name).split())
    if not found:
        near = difflib.get_close_matches(fold(name), labels, n=3, cutoff=0.4)
        raise UnknownFilterError("body", name=name, suggestions=[labels[key] for key in near])
    return labels.get(fold(name), name), tuple(sorted(found))


def _body_of_province(names: Mapping[str, set[str]], words: Sequence[str]) -> set[str]:
    for cut in range(1, len(words)):
        place = find_place(" ".join(words[cut:]))
        if place is not None and (iris := names.get(" ".join(words[:cut]))):
            folders = tuple(f"{ID}body/{slug}/" for slug in place.provinces)
            return {iri for iri in iris if iri.startswith(folders)}
    return set()


def _kind(name: str) -> str:
    if name not in KINDS:
        raise UnknownFilterError("kind", name=name, suggestions=KINDS)
    return name
