"""Lexicons of bodies and posts: who can be charged with something, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.table import Row, given, load, one_of, split

LEVELS: Final = ("central", "provincial", "district", "commune", "all_levels", "international")
FAMILIES: Final = ("party", "state", "mass_org")


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
class BodyClass:
    """A class of bodies: its code in `bodies.csv` and its term in the ontology (local name)."""

    code: str
    term: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class BodyCode:
    """Symbol of a body in document numbers (`TU` in `229-TB/TU`) and the rules it is used under."""

    symbol: str
    body: str
    family: str
    note: str


@cache
def bodies() -> tuple[Body, ...]:
    """Every kind of body, with abbreviations and variants of its name."""
    return load("bodies", _body, lambda body: body.id)


@cache
def posts() -> tuple[Post, ...]:
    """Every office, with variants of its name."""
    return load("posts", _post, lambda post: post.id)


@cache
def body_classes() -> tuple[BodyClass, ...]:
    """The classes used in `bodies.csv`."""
    return load("body_classes", _body_class, lambda class_: class_.code)


@cache
def body_codes() -> tuple[BodyCode, ...]:
    """Symbols of bodies in document numbers (36-HD/VPTW for the Party, Decree 30/2020 for the State)."""
    return load("body_codes", _body_code, lambda code: code.symbol)


def _body(row: Row) -> Body:
    return Body(given(row, "id"), given(row, "name_vi"), one_of(row["class"], _class_codes()),
                one_of(row["level"], LEVELS), row["parent_id"] or None, split(row["abbreviations"]),
                split(row["variants"]), row["name_en"], row["note"])  # fmt: skip


def _post(row: Row) -> Post:
    return Post(given(row, "id"), given(row, "name_vi"), split(row["body_id"], ";"), one_of(row["level"], LEVELS),
                int(row["rank"]), split(row["variants"]), row["name_en"])  # fmt: skip


def _body_class(row: Row) -> BodyClass:
    return BodyClass(given(row, "class"), given(row, "term"), given(row, "name_vi"), given(row, "name_en"))


def _body_code(row: Row) -> BodyCode:
    known = tuple(body.id for body in bodies())
    if row["body"] not in known:
        raise ValueError(f"body {row['body']!r} is not in bodies.csv")
    return BodyCode(given(row, "symbol"), row["body"], one_of(row["family"], FAMILIES), row["note"])


@cache
def _class_codes() -> tuple[str, ...]:
    return tuple(class_.code for class_ in body_classes())
