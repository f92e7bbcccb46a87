"""An answer as plain values: the object of the `ask --json` contract."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from kg.evidence import Evidence


class Status(StrEnum):
    """How a question ended. Only `ANSWERED` carries values."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    OUT_OF_SCOPE = "out_of_scope"
    AMBIGUOUS = "ambiguous"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Slot:
    """Something of the question that was understood, where it stands in it, and how surely."""

    slot: str
    value: str
    label: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one province in an answer that compares."""

    province: str
    values: tuple[Value, ...]


Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence to bear in mind with an answer; `kind`: `inferred`, `old`, `undated`, `cut` or `model`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list that answers. `group` is the heading it belongs under, '' for none.

    `notice`, `start` and `end` tell where it stands; `notice` is '' where no single place is known.
    """

    text: str
    group: str = ""
    notice: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that no notice states: `operation` on the `parts`, and how that is said."""

    operation: str
    value: Value
    text: str
    parts: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question. `reading` is the question as understood, `form` which form read it,
    `unexplained` the words of the question the reading leaves out.

    Where the answer is a list, `lead` and `items` say the same as `answer`, in parts.
    """

    question: str
    status: Status
    reading: str
    answer: str
    slots: tuple[Slot, ...] = ()
    values: tuple[Value, ...] = ()
    groups: tuple[Group, ...] = ()
    sparql: str = ""
    evidence: tuple[Evidence, ...] = ()
    nearest: tuple[str, ...] = ()
    confidence: float = 0.0
    ms: float = 0.0
    form: str = ""
    unexplained: tuple[str, ...] = field(default=())
    cautions: tuple[Caution, ...] = ()
    lead: str = ""
    items: tuple[Item, ...] = ()
    computed: Computed | None = None
    synthetic: bool = False
    """The store is synthetic: made for measuring, nothing in it is true of the world."""

    def to_json(self) -> dict[str, Any]:
        """The object of the contract; `groups`, `computed` and `synthetic` only where they say something."""
        out: dict[str, Any] = {
            "question": self.question,
            "status": self.status.value,
            "reading": self.reading,
            "slots": [asdict(slot) for slot in self.slots],
            "answer": self.answer,
            "values": list(self.values),
            "sparql": self.sparql,
            "evidence": [evidence.to_json() for evidence in self.evidence],
            "nearest": list(self.nearest),
            "confidence": round(self.confidence, 3),
            "ms": round(self.ms, 2),
            "form": self.form,
            "unexplained": list(self.unexplained),
            "cautions": [asdict(caution) for caution in self.cautions],
            "lead": self.lead,
            "items": [asdict(item) for item in self.items],
        }
        if self.synthetic:
            out["synthetic"] = True
        if self.computed:
            out["computed"] = asdict(self.computed) | {"parts": list(self.computed.parts)}
        if self.groups:
            out["groups"] = [{"province": group.province, "values": list(group.values)} for group in self.groups]
        return out
