"""Invented notices with what people ask of them and what answers it: written for this project, to learn reading from.

`readings/*.txt` hold notices: a line `@ number and issuer | subject`, then statements (`= …`), each with lines
`question => answer`, and at the end questions that no statement of the notice answers (`! …`). An answer is copied
from its statement, several are joined by ` ; `; `có` and `không` answer whether something is so, and a number
computed from those of the statement ends with `(tính)`. `#` begins a comment.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ontology.faults import DataFileError, Fault
from ontology.text import fold
from query.train.texts import written_files

FOLDER = "train/readings"
ARROW, BETWEEN, COMPUTED = " => ", " ; ", "(tính)"
VERDICTS = frozenset({"co", "khong"})


class ReadingsError(DataFileError):
    """A file of readings has faults; the message lists every one with its line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers."""

    question: str
    answers: tuple[str, ...]

    @property
    def verdict(self) -> bool | None:
        """True or False if the answer is yes or no."""
        key = fold(self.answers[0])
        return key == "co" if len(self.answers) == 1 and key in VERDICTS else None

    @property
    def computed(self) -> bool:
        """True if the answer doesn't stand in the statement but is computed from it."""
        return self.answers[0].endswith(COMPUTED)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a notice with what is asked of it."""

    text: str
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InventedNotice:
    """A notice: its number and issuer, its subject, its statements, and questions that it doesn't answer."""

    source: str
    head: str
    subject: str
    told: list[Told] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


def written_readings() -> list[InventedNotice]:
    """Every notice of `readings/*.txt`.

    Raises:
        ReadingsError: the first file with faults, listing all of them.
    """
    return [notice for file, text in written_files(FOLDER) for notice in read_readings(file, text)]


def read_readings(file: str, text: str) -> list[InventedNotice]:
    """Notices of one file.

    Raises:
        ReadingsError: listing lines out of place, questions without an answer or asked before, and answers that don't
            stand in their statement.
    """
    notices, faults, seen = list[InventedNotice](), list[Fault](), set[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        said, rest = line.strip(), line.strip()[1:].strip()
        if not said or said.startswith("#"):
            continue
        if said.startswith("@"):
            head, _, subject = rest.partition("|")
            notices.append(InventedNotice(file, head.strip(), subject.strip()))
            if not head.strip() or not subject.strip():
                faults.append(Fault(number, "a notice needs a head and a subject"))
        elif not notices:
            faults.append(Fault(number, "a notice has to come first"))
        elif said.startswith("="):
            notices[-1].told.append(Told(rest))
        elif said.startswith("!"):
            notices[-1].unanswered.append(rest)
        elif not notices[-1].told:
            faults.append(Fault(number, "a statement has to come first"))
        else:
            faults += _read_asked(number, said, notices[-1].told[-1], seen)
    if faults:
        raise ReadingsError(file, faults)
    return notices


def _read_asked(number: int, said: str, told: Told, seen: set[str]) -> list[Fault]:
    """Adds a question to its statement; what is wrong with it otherwise."""
    question, arrow, answer = said.partition(ARROW)
    if not arrow or not answer.strip():
        return [Fault(number, f"a question needs `{ARROW.strip()}` and an answer: {said}")]
    asked = Asked(question.strip(), tuple(part.strip() for part in answer.split(BETWEEN)))
    if asked.question in seen:
        return [Fault(number, f"asked before: {asked.question}")]
    seen.add(asked.question)
    key = fold(told.text)
    strange = [a for a in asked.answers if fold(a) not in VERDICTS and not asked.computed and fold(a) not in key]
    if strange:
        return [Fault(number, f"not in the statement: {a}") for a in strange]
    told.asked.append(asked)
    return []
