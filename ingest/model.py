"""What one notice says, as plain values: the record of `thongtri extract --json`.

Field names are the keys of the JSON contract. Every `start`/`end` is a half-open range of Unicode
code points in the text exactly as read (no normalisation), so `raw[start:end]` is the quoted evidence.
"""

from __future__ import annotations

import types
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the document, numbered from 1: the text's `[start, end)` is printed on it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its path as given, SHA-256 of its bytes, media type and length in code points.

    `pages` is empty where the format has none.
    """

    path: str
    sha256: str
    media_type: str
    chars: int
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text; `text` is exactly `raw[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A body, post, person or group named in the notice: lexicon id (or minted id) and label."""

    id: str
    label: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The province (id of `Province.id`) the notice directs; inferred ones say why."""

    id: str
    label: str
    basis: str
    """`stated` or `inferred`."""
    why: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    post: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recipient:
    id: str
    label: str
    purpose: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeaderPart:
    """Evidence of one field of the header (`field` is its name in `NoticeHeader`)."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoticeHeader:
    """The notice as a document. `id` is its IRI path below `id/notice/`, stable across readings."""

    id: str
    type: str | None
    """Slug of the document type, e.g. `thong-bao`."""
    type_code: str | None
    subtype: str | None
    number: str | None
    issued: str | None
    place: str | None
    title: str | None
    urgency: str | None
    """Slug of the urgency stamp, e.g. `hoa-toc`."""
    rule_family: str
    issuer: Ref | None
    jurisdiction: Jurisdiction | None
    signatories: tuple[Signatory, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    missing: tuple[str, ...] = ()
    """Header fields that the layout norm requires and the text lacks."""
    parts: tuple[HeaderPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A block of the body: `id` is its number path (`2.1`, `2.1-b3` for the third bullet)."""

    id: str
    heading: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    id: str
    label: str
    class_: str
    level: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post as a person's holding: label as written, lexicon id of the post and of its body."""

    label: str
    body: str | None
    id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """A named person (`name`) or an unnamed office-holder (`name` null), with posts."""

    id: str
    name: str | None
    posts: tuple[Tenure, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignee:
    id: str
    label: str
    source: str
    """`explicit` or `inherited`."""
    role: str | None = None
    """`lead`, `support` or null."""
    start: int | None = None
    end: int | None = None
    rule: str | None = None
    """Which of the seven rules gave it, `R1` … `R7`; `table-row` for a cell of a table of tasks."""


@dataclass(frozen=True, slots=True)
class Deadline:
    type: str
    """`date`, `interval`, `periodic`, `event_anchored` or `urgency`."""
    date: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Constituents of the clause; a part that the clause lacks is null or empty."""

    action: Span | None = None
    objects: tuple[Span, ...] = ()
    purpose: Span | None = None
    manner: Span | None = None
    place: Span | None = None
    time: Span | None = None
    prohibited: Span | None = None
    amount: Span | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One order. `id` is local to the notice (`duty-7`); `text` is `raw[start:end]`."""

    id: str
    start: int
    end: int
    text: str
    section: str
    kind: str
    """`duty`, or `framing` for an order that only introduces a list."""
    modality: str
    """Head cue of the clause, e.g. `phải`; `bare_verb` if none."""
    strength: str
    """`obligation`, `prohibition`, `power`, `request` or `conditional_obligation`."""
    status: str
    """`ordered`, `in_force` or `contingency`."""
    assignees: tuple[Assignee, ...]
    directed_by: tuple[Ref, ...] = ()
    cooperating: tuple[Ref, ...] = ()
    reports_to: tuple[Ref, ...] = ()
    beneficiaries: tuple[Ref, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    deadline: Deadline | None = None
    conditions: tuple[Span, ...] = ()
    frame: Frame = field(default_factory=Frame)
    rule: str = ""
    clean: str = ""
    """The duty's text with repairs applied, NFC, single spaces: for reading and search, never quoted."""


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: str
    """`meeting`, `conference`, `online_conference`, `report_hearing`, `election`, `outbreak`, `ceremony`, …"""
    label: str
    date: str | None
    place: str | None
    participants: tuple[Ref, ...]
    start: int
    end: int
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    metric: str
    value: float | int | None
    unit: str
    as_of: str | None
    place: str | None
    start: int
    end: int
    min: float | int | None = None
    max: float | int | None = None
    of_total: float | int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    kind: str
    """`praise`, `support`, `shortcoming`, `situation`, `decision` or `motto`."""
    who: tuple[Ref, ...]
    text: str
    start: int
    end: int
    topics: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    number: str | None
    """Canonical number (`151-BC/BCSĐ`); null for an unnumbered reference."""
    type: str | None
    date: str | None
    issuer: Ref | None
    relation: str
    start: int
    end: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Raw characters that stand for others; `confidence` from 0 to 1 says how sure it is that they do."""

    kind: str
    observed: str
    intended: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unmapped:
    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the body that is no duty; kept so that search and context find it."""

    start: int
    end: int
    section: str
    text: str
    """Repaired text, NFC, single spaces."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one notice says."""

    source: Source
    notice: NoticeHeader
    sections: tuple[Section, ...]
    bodies: tuple[Body, ...]
    officials: tuple[Official, ...]
    duties: tuple[Duty, ...]
    events: tuple[Event, ...]
    statistics: tuple[Statistic, ...]
    assessments: tuple[Assessment, ...]
    citations: tuple[Citation, ...]
    repairs: tuple[Repair, ...]
    unmapped: tuple[Unmapped, ...]
    passages: tuple[Passage, ...] = ()


def to_json(record: Record) -> dict[str, Any]:
    """The record as the JSON object of the `extract --json` contract (`class_` becomes `class`)."""
    out = asdict(record)
    for body in out["bodies"]:
        body["class"] = body.pop("class_")
    return out


def from_json(data: dict[str, Any]) -> Record:
    """Inverse of `to_json`: `from_json(to_json(r)) == r`, also after a round trip through JSON text."""
    data = dict(data, bodies=[{"class_": b["class"], **{k: v for k, v in b.items() if k != "class"}}
                              for b in data["bodies"]])  # fmt: skip
    return _build(Record, data)


def _build(kind: type[T], value: Any) -> T:
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}
    return kind(**{k: _value(hints[k], v) for k, v in value.items() if k in known})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next((a for a in get_args(hint) if is_dataclass(a)), str)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    return _build(hint, value) if is_dataclass(hint) and isinstance(hint, type) else value
