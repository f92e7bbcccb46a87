"""Notices of one province, each with its text, its truth and everyday wordings of what it orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.model import Record, to_json
from kg.archive.layout import draft
from kg.archive.plan import Planned, Spec, earlier, plan_province
from kg.archive.truth import Truth
from kg.synthetic import file_name
from ontology.places import Province
from ontology.text import slug


@dataclass(frozen=True, slots=True)
class Wordings:
    """How people would say what a duty orders; `clause` is its id in `data/clauses`."""

    duty: str
    clause: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """One synthetic notice."""

    text: str
    record: Record
    wordings: tuple[Wordings, ...]

    @property
    def file(self) -> str:
        """Name of its file."""
        return self.record.source.path

    def to_json(self) -> dict[str, Any]:
        """Its truth, as one line of `truth.jsonl`."""
        wordings = [{"duty": one.duty, "clause": one.clause, "said": list(one.said)} for one in self.wordings]
        return {"synthetic": True, "record": to_json(self.record), "wordings": wordings}


def compose_province(spec: Spec, province: Province) -> Iterator[Composed]:
    """The notices of a province, oldest first."""
    plan = plan_province(spec, province)
    for notice in plan:
        yield compose(spec, notice, earlier(plan, notice))


def compose(spec: Spec, notice: Planned, before: tuple[Planned, ...]) -> Composed:
    """One notice; `before` are those it may refer to."""
    made = draft(spec, notice, before)
    path = file_name(f"{notice.province.id}_{slug(notice.number)}_{notice.issued.isoformat()}")
    record = Truth(made).record(path)
    wordings = tuple(
        Wordings(f"duty-{number}", order.clause, order.said)
        for number, order in enumerate(made.orders, start=1)
        if order.kind == "duty"
    )
    return Composed(made.page.text, record, wordings)
