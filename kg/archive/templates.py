"""The wording of the archive: clauses, subjects, forms of notices, read from `kg/archive/data` and checked.

Every loader is cached; a faulty file raises `DataFileError` naming all of its faults.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kg.archive.piece import filled, slots
from ontology import lexicon
from ontology.faults import DataFileError, Fault, reading

ANYONE: Final = "*"
"""In the column `bearers`: whoever the notice addresses."""
ROLES: Final = {
    "v": "action", "d": "objects", "m": "purpose", "c": "manner", "n": "place", "t": "time", "k": "condition",
    "x": "prohibited", "s": "amount",
}  # fmt: skip
"""Letters of the parts of a clause → fields of the record's frame (`condition` apart)."""
_COUNT: Final = re.compile(r"so:\d+-\d+")
_DRAWN: Final = frozenset({"huyen", "ngay", "thang", "ve"})
"""Slots of clauses that `kg.archive.fill` draws or takes from the notice."""
_FOLDER: Final = "kg/archive/data"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that may be ordered, with everyday wordings of it."""

    id: str
    subject: str
    topics: tuple[str, ...]
    bearers: tuple[str, ...]
    text: str
    said: tuple[str, ...]

    @property
    def kind(self) -> str:
        """`case` if it opens with a condition, `ban` with a prohibition, else `order`."""
        return {"[k": "case", "[x": "ban"}.get(self.text[:2], "order")

    def has(self, *letters: str) -> bool:
        """Whether it has one of these parts."""
        return any(f"[{letter}:" in self.text for letter in letters)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure told of the situation: `text` holds the stretch `[s:…]` that is quoted."""

    text: str
    metric: str
    unit: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a notice is about, with the wording of everything but its orders."""

    id: str
    about: tuple[str, ...]
    months: tuple[int, ...]
    years: tuple[int, ...]
    """Empty for all."""
    headings: tuple[str, ...]
    situations: tuple[str, ...]
    figures: tuple[Figure, ...]
    praised: tuple[tuple[str, str], ...]
    """Body and what it did well."""
    shortcomings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of notice: its layout and fixed wording."""

    id: str
    type: str
    code: str
    family: str
    weight: int
    issuer: str
    number: str
    subtype: str | None
    urgency: str | None
    layout: str
    """`items` (numbered orders) or `sections` (headings with bullets)."""
    head: str
    titles: tuple[str, ...]
    opens: tuple[str, ...]
    """How the preamble begins, by its sentences."""
    frame: str
    recipients: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]
    """Lines above the name, and the post that signs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How an order names its bearers."""

    id: str
    text: str
    modality: str
    rule: str
    weight: int
    role: str | None
    strength: str
    bearers: tuple[str, ...]
    """Beginnings of the ids that it fits; empty for all."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When something has to be done."""

    text: str
    type: str
    weight: int


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, by subject, in file order."""
    found = [
        clause
        for file in sorted(files("kg").joinpath("archive/data/clauses").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".csv")
        for clause in _clauses_of(file.name, file.read_text(encoding="utf-8"))
    ]
    return tuple(found)


def _clauses_of(name: str, text: str) -> list[Clause]:
    faults, found = list[Fault](), list[Clause]()
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        wrong = list(_faults(row))
        faults += [Fault(number, f"{row.get('id')}: {reason}") for reason in wrong]
        if not wrong:
            subject = name.removesuffix(".csv")
            found.append(Clause(row["id"], subject, _split(row["topics"]), _split(row["bearers"]),
                                row["text"].strip(), _split(row["said"])))  # fmt: skip
    if faults:
        raise DataFileError(f"{_FOLDER}/clauses/{name}", faults)
    return found


def _faults(row: dict[str, str]) -> Iterator[str]:
    missing = [name for name in ("id", "bearers", "text", "said") if not (row.get(name) or "").strip()]
    if missing or None in row:
        yield f"columns missing or too many: {', '.join(missing)}"
        return
    known = {topic.id for topic in lexicon.topics()}
    yield from (f"unknown topic {topic!r}" for topic in _split(row["topics"]) if topic not in known)
    written = {ANYONE, *bearers()}
    yield from (f"bearer {id_!r} is not in bearers.csv" for id_ in _split(row["bearers"]) if id_ not in written)
    try:
        piece = filled(row["text"], lambda _name: "0")
    except ValueError as error:
        yield str(error)
        return
    yield from (
        f"unknown part {mark.role!r}"
        for mark in piece.marks
        if mark.role not in ROLES and mark.role not in {"report", "cue"} and not mark.role.startswith("@")
    )
    yield from (f"unknown slot {slot!r}" for slot in slots(row["text"]) if not _is_slot(slot))
    if not piece.marked("v", "x"):
        yield "no part v (action) or x (prohibited)"
    unfilled = {slot for said in _split(row["said"]) for slot in slots(said)} - set(slots(row["text"]))
    yield from (f"slot {slot!r} of a wording is not in the text" for slot in sorted(unfilled))


def _is_slot(name: str) -> bool:
    """Whether a clause may have this slot: a number between limits, or a word of the province or the time."""
    return bool(_COUNT.fullmatch(name)) or name in _DRAWN or name in wording()["province"]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def bearers() -> dict[str, str]:
    """Id of a body or post in the lexicon → how it is written in a notice."""
    known = {body.id for body in lexicon.bodies()} | {post.id for post in lexicon.posts()}
    text = files("kg").joinpath("archive/data/bearers.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    faults = [Fault(number, f"{row['id']}: not in the lexicon") for number, row in enumerate(rows, start=2)
              if row["id"] not in known]  # fmt: skip
    if faults:
        raise DataFileError(f"{_FOLDER}/bearers.csv", faults)
    return {row["id"]: row["written"] for row in rows}


@cache
def wording() -> dict[str, Any]:
    """`wording.toml`: names, openers, reports, the frames of preambles."""
    return _toml("wording.toml")


@cache
def subjects() -> dict[str, Subject]:
    """Subjects by id; each has a file of clauses."""
    with reading(f"{_FOLDER}/subjects.toml"):
        found = {row["id"]: _subject(row) for row in _toml("subjects.toml")["subject"]}
        used = {clause.subject for clause in clauses()} - {wording()["common"]}
        if used != set(found):
            raise ValueError(f"subjects without clauses, or clauses without a subject: {sorted(used ^ set(found))}")
        return found


def _subject(row: dict[str, Any]) -> Subject:
    figures = tuple(Figure(one["text"], one["metric"], one["unit"]) for one in row["figures"])
    praised = tuple((one["who"], one["did"]) for one in row["praised"])
    return Subject(row["id"], tuple(row["about"]), tuple(row.get("months", range(1, 13))), tuple(row.get("years", ())),
                   tuple(row["headings"]),
                   tuple(row["situations"]), figures, praised, tuple(row["shortcomings"]))  # fmt: skip


@cache
def forms() -> tuple[Form, ...]:
    """Forms of notices."""
    with reading(f"{_FOLDER}/forms.toml"):
        return tuple(_form(row) for row in _toml("forms.toml")["form"])


def _form(row: dict[str, Any]) -> Form:
    signatures = tuple((one["lines"], one["post"]) for one in row["signatures"])
    return Form(row["id"], row["type"], row["code"], row["family"], row["weight"], row["issuer"], row["number"],
                row.get("subtype"), row.get("urgency"), row["layout"], row["head"], tuple(row["titles"]),
                tuple(row["opens"]), row["frame"], tuple(row["recipients"]), signatures)  # fmt: skip


@cache
def shapes() -> tuple[Shape, ...]:
    """Shapes of orders that name their bearers."""
    with reading(f"{_FOLDER}/shapes.toml"):
        return tuple(
            Shape(row["id"], row["text"], row["modality"], row["rule"], row["weight"], row.get("role"),
                  row.get("strength", "obligation"), tuple(row.get("bearers", ())))
            for row in _toml("shapes.toml")["shape"]
        )  # fmt: skip


@cache
def timings() -> tuple[Timing, ...]:
    """Wordings of deadlines."""
    with reading(f"{_FOLDER}/shapes.toml"):
        return tuple(Timing(row["text"], row["type"], row["weight"]) for row in _toml("shapes.toml")["timing"])


def _toml(name: str) -> dict[str, Any]:
    with reading(f"{_FOLDER}/{name}"):
        return tomllib.loads(files("kg").joinpath("archive/data", name).read_text(encoding="utf-8"))
