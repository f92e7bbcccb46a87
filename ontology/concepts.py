"""Lexicons of concepts: topics, policy measures, document types, urgency stamps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.table import Row, given, load, one_of, split, whole, yes

MEASURE_FAMILIES: Final = ("containment", "economic", "health", "vaccine", "misc", "extension")
FLAGS: Final = ("geographic", "sector", "cost", "none")


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme; triggers are the wordings that name it in notices."""

    id: str
    parent: str | None
    label: str
    label_en: str
    triggers: tuple[str, ...]
    oxcgrt: tuple[str, ...]
    definition: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A policy indicator of OxCGRT (Hale et al. 2021) or of the Vietnamese extension (X1-X14).

    `min` and `max` bound the ordinal scale; both are None where the value is an amount or a text.
    """

    code: str
    family: str
    name: str
    name_en: str
    definition: str
    definition_en: str
    levels: str
    levels_en: str
    min: int | None
    max: int | None
    flag: str
    """Kind of scope flag that goes with a level: `geographic`, `sector`, `cost` or `none`."""
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: `code` is its symbol in numbers, empty if it has none.

    `party`, `state`: the rules under which it exists; `normative`: it makes law.
    """

    slug: str
    code: str
    other_codes: tuple[str, ...]
    name: str
    name_en: str
    party: bool
    state: bool
    normative: bool


@dataclass(frozen=True, slots=True)
class Urgency:
    """An urgency stamp; a higher rank is more urgent."""

    slug: str
    name: str
    name_en: str
    rank: int
    variants: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """The topic scheme, broader concepts before or after narrower ones."""
    return load("topics", _topic, lambda topic: topic.id)


@cache
def measures() -> tuple[Measure, ...]:
    """The indicators of OxCGRT and their Vietnamese extension."""
    return load("measures", _measure, lambda measure: measure.code)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Types of Party and State documents (66-QĐ/TW, Decree 30/2020 and the law on legal documents)."""
    return load("document_types", _document_type, lambda type_: type_.slug)


@cache
def urgencies() -> tuple[Urgency, ...]:
    """Urgency stamps."""
    return load("urgencies", _urgency, lambda urgency: urgency.slug)


def _topic(row: Row) -> Topic:
    return Topic(given(row, "id"), row["parent"] or None, given(row, "vi"), given(row, "en"),
                 split(row["triggers"], ";"), split(row["oxcgrt"], ";"), given(row, "definition_vi"),
                 given(row, "definition_en"))  # fmt: skip


def _measure(row: Row) -> Measure:
    known = {topic.id for topic in topics()}
    unknown = [topic for topic in split(row["topics"]) if topic not in known]
    if unknown:
        raise ValueError(f"topics not in topics.csv: {', '.join(unknown)}")
    return Measure(given(row, "code"), one_of(row["family"], MEASURE_FAMILIES), given(row, "name_vi"),
                   given(row, "name_en"), given(row, "definition_vi"), given(row, "definition_en"),
                   given(row, "levels_vi"), given(row, "levels_en"), whole(row["min"]), whole(row["max"]),
                   one_of(row["flag"], FLAGS), split(row["topics"]))  # fmt: skip


def _document_type(row: Row) -> DocumentType:
    return DocumentType(given(row, "slug"), row["code"], split(row["other_codes"]), given(row, "name_vi"),
                        given(row, "name_en"), yes(row["party"]), yes(row["state"]), yes(row["normative"]))  # fmt: skip


def _urgency(row: Row) -> Urgency:
    return Urgency(given(row, "slug"), given(row, "name_vi"), given(row, "name_en"), int(row["rank"]),
                   split(row["variants"]))  # fmt: skip
