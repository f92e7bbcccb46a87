"""Lexicons of the domain, read from the CSV files under `ontology/data/lexicons`.

Each loader is cached and returns frozen rows in file order. A faulty file raises `LexiconError`
naming every bad row at once.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class LexiconError(ValueError):
    """A lexicon file has rows that can't be used; the message names the file, the lines and why."""


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: `p.so-y-te` is the Department of Health of *some* province.

    The id's first letter is its level: c central, p provincial, d district, x commune, g open group.
    """

    id: str
    name: str
    class_: str
    level: str
    parent: str | None
    abbreviations: tuple[str, ...]
    variants: tuple[str, ...]
    name_en: str
    note: str


@dataclass(frozen=True, slots=True)
class Post:
    """An office somebody holds; `bodies` are ids of `Body` it belongs to (empty: named in the text)."""

    id: str
    name: str
    bodies: tuple[str, ...]
    level: str
    rank: int
    variants: tuple[str, ...]
    name_en: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province-level unit of 2021 and the unit of 1/7/2025 that succeeded it.

    Codes are those of the General Statistics Office and are reused: the key is (code, valid_from).
    """

    code: str
    name: str
    short_name: str
    type: str
    region: str
    region_en: str
    abbreviations: tuple[str, ...]
    variants: tuple[str, ...]
    committee: str
    successor_code: str
    successor_name: str
    valid_from: str
    valid_to: str

    @property
    def id(self) -> str:
        """Segment of the province in IRIs, e.g. `bac-giang`."""
        from ontology.text import slug

        return slug(self.short_name)


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme; triggers are the wordings that name it in notices."""

    id: str
    parent: str | None
    label: str
    label_en: str
    triggers: tuple[str, ...]
    oxcgrt: tuple[str, ...]


def _split(cell: str, mark: str = "|") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(mark) if part.strip())


def rows(name: str) -> list[dict[str, str]]:
    """Rows of `ontology/data/lexicons/<name>.csv` as dictionaries; every cell is a string.

    Raises:
        LexiconError: a row has more or fewer cells than the header.
    """
    text = files("ontology").joinpath(f"data/lexicons/{name}.csv").read_text(encoding="utf-8")
    out, bad = list[dict[str, str]](), list[int]()
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        if None in row or None in row.values():
            bad.append(number)
        else:
            out.append(row)
    if bad:
        raise LexiconError(f"{name}.csv: wrong number of cells on line(s) {', '.join(map(str, bad))}")
    return out


@cache
def bodies() -> tuple[Body, ...]:
    """Every kind of body, with abbreviations and variants of its name."""
    return tuple(
        Body(r["id"], r["name_vi"], r["class"], r["level"], r["parent_id"] or None, _split(r["abbreviations"]),
             _split(r["variants"]), r["name_en"], r["note"])
        for r in rows("bodies")
    )  # fmt: skip


@cache
def posts() -> tuple[Post, ...]:
    """Every office, with variants of its name."""
    return tuple(
        Post(r["id"], r["name_vi"], _split(r["body_id"], ";"), r["level"], int(r["rank"]), _split(r["variants"]),
             r["name_en"])
        for r in rows("posts")
    )  # fmt: skip


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 province-level units of 2021."""
    return tuple(
        Province(r["code_2021"], r["name_2021"], r["short_name"], r["type_2021"], r["region_vi"], r["region_en"],
                 _split(r["abbreviations"]), _split(r["variants"]), r["party_committee_word"], r["successor_code"],
                 r["successor_name_2025_07_01"], r["valid_from"], r["valid_to"])
        for r in rows("provinces")
    )  # fmt: skip


@cache
def topics() -> tuple[Topic, ...]:
    """The topic scheme, broader concepts before or after narrower ones."""
    return tuple(
        Topic(r["id"], r["parent"] or None, r["vi"], r["en"], _split(r["triggers"], ";"), _split(r["oxcgrt"], ";"))
        for r in rows("topics")
    )  # fmt: skip
