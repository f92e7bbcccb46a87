"""Provinces by name: old and new names, with or without marks, abbreviations and slugs.

A name of 2025 stands for the merged unit, and so for every province of 2021 that went into it; where a
name is both (Phú Thọ, Bắc Ninh), it means both. The tables are the lexicon of `ontology`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.iris import place, successor
from ontology.lexicon import Province, provinces
from ontology.text import fold

_KIND = re.compile(r"^(?:tinh|thanh pho|tp|t p) ")


@dataclass(frozen=True, slots=True)
class Place:
    """What a province name means: provinces of 2021 (slugs) and, for a name of 2025, the merged unit's IRI."""

    label: str
    provinces: tuple[str, ...]
    merged: str | None = None

    @property
    def iris(self) -> tuple[str, ...]:
        """IRIs that a notice's jurisdiction, or its successor, may have to count as this place."""
        return (*(place(slug).value for slug in self.provinces), *([self.merged] if self.merged else []))


def find_place(name: str) -> Place | None:
    """The place that `name` means; null if unknown. Also takes an IRI of a place or its slug."""
    key = _key(name.rsplit("/place/", 1)[-1].replace("2025/", "2025 "))
    if key.startswith("2025 "):
        return _new_names().get(key.removeprefix("2025 "))
    old, new = _old_names().get(key), _new_names().get(key)
    if old is None or new is None or old.provinces == new.provinces:
        return old or new
    return Place(new.label, tuple(dict.fromkeys([*old.provinces, *new.provinces])), new.merged)


def suggest_places(name: str) -> list[str]:
    """Up to three province names that look like `name`."""
    labels = {_key(p.short_name): p.short_name for p in provinces()}
    near = difflib.get_close_matches(_key(name), labels, n=3, cutoff=0.4)
    return [labels[key] for key in near]


def province_label(iri: str) -> str:
    """Name of the province of an IRI, '' if it is none."""
    return _labels().get(iri, "")


def _key(name: str) -> str:
    return _KIND.sub("", fold(name))


@cache
def _labels() -> dict[str, str]:
    return {place(p.id).value: p.short_name for p in provinces()} | {
        place.merged: place.label for place in _new_names().values() if place.merged
    }


@cache
def _old_names() -> dict[str, Place]:
    """Names first, so that an abbreviation never hides another province's name."""
    found = dict[str, Place]()
    for names in (_full_names, _short_names):
        for province in provinces():
            for name in names(province):
                found.setdefault(_key(name), Place(province.short_name, (province.id,)))
    return found


def _full_names(province: Province) -> Iterable[str]:
    return (province.short_name, province.name, province.id, *province.variants)


def _short_names(province: Province) -> Iterable[str]:
    return (name for name in province.abbreviations if len(name) > 1)


@cache
def _new_names() -> dict[str, Place]:
    """Units of 2025 that several provinces went into."""
    parts = dict[str, list[Province]]()
    for province in provinces():
        parts.setdefault(_key(province.successor_name), []).append(province)
    return {
        key: Place(_short(members[0].successor_name), tuple(p.id for p in members), successor(key).value)
        for key, members in parts.items()
        if len(members) > 1
    }


def _short(name: str) -> str:
    words = name.split()
    return " ".join(words[1:] if fold(words[0]) == "tinh" else words[2:])
