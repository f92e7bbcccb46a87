"""What is searched, and what should be found there: the golden queries, and other sets from a shared folder.

The golden queries are asked over one index of both the paragraphs of the sample notices and the duties of a
synthetic archive. A duty stands for the clause it was made of: a ranking counts each clause once, at its best
duty, so that the many fillings of one clause take one place. A query competes only with texts that its author
graded or that can't answer it: queries over the archive with duties, queries over the samples with paragraphs
and with duties of subjects that the samples don't touch.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.archive import Spec, chosen_provinces, compose_province
from kg.archive.templates import clauses
from query.search.model import Unit, Where
from tests.scoring import GOLDEN

FOLDER: Final = GOLDEN / "retrieval"
SPEC: Final = Spec(provinces=63, notices=5, seed=1)
"""The archive: every clause that a query asks for is in it."""
TOUCHED: Final = frozenset({"an-ninh", "bau-cu", "chung", "dich-benh", "doanh-nghiep", "y-te"})
"""Subjects of clauses that the sample notices speak of, too."""
_SAMPLES: Final = "samples"
_THIRD: Final = ("alqac_legal", "xquad_vi")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the grade of each thing that should be found (others: 0)."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts of one index. `keys` tell what each stands for in a ranking."""

    units: Sequence[Unit]
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Task:
    """Queries over the part of a corpus that passes `where`."""

    name: str
    queries: Sequence[Query]
    where: Where = field(default_factory=Where)


def golden_corpus() -> Corpus:
    """Paragraphs of the samples and duties of the archive."""
    found = [*_paragraphs(), *_duties()]
    return Corpus([unit for unit, _ in found], [key for _, key in found])


def golden_tasks(half: str) -> list[Task]:
    """Queries of `dev` or `test`, over the samples and over the archive."""
    free = sorted({clause.subject for clause in clauses()} - TOUCHED)
    return [
        Task(f"{half}, samples", golden_queries(half, "samples"), Where(topics=(_SAMPLES, *free))),
        Task(f"{half}, archive", golden_queries(half, "archive"), Where(kinds=("duty",))),
    ]


def golden_queries(half: str, over: str) -> list[Query]:
    """Queries of `dev` or `test` over the `samples` or the `archive`."""
    return [
        Query(line["qid"], line["question"], line["graded" if over == "samples" else "clauses"])
        for line in _lines(FOLDER / half / f"{over}.jsonl")
    ]


def third_party(folder: Path) -> Iterator[tuple[Corpus, list[Task]]]:
    """Sets of others that lie in a folder, each by itself; then the queries over the samples among all of them."""
    held = [name for name in _THIRD if (folder / f"{name}.passages.jsonl").exists()]
    together = [unit for unit, _ in _paragraphs()]
    for name in held:
        units = [_passage(f"{name}/{line['pid']}", line["text"]) for line in _lines(folder / f"{name}.passages.jsonl")]
        asked = [
            Query(line["qid"], line["question"], {f"{name}/{pid}": 2 for pid in line["positive_ids"]})
            for line in _lines(folder / f"{name}.questions.jsonl")
        ]
        together += units
        yield Corpus(units, [unit.id for unit in units]), [Task(name, asked)]
    if held:
        among = f"samples among {' and '.join(held)}"
        yield (
            Corpus(together, [unit.id for unit in together]),
            [Task(f"{half}, {among}", golden_queries(half, "samples")) for half in ("dev", "test")],
        )


def _paragraphs() -> Iterator[tuple[Unit, str]]:
    for line in _lines(FOLDER / "passages.jsonl"):
        yield _passage(line["pid"], line["text"]), line["pid"]


def _passage(pid: str, text: str) -> Unit:
    return Unit(pid, "passage", pid, text, text, 0, len(text), topics=(_SAMPLES,))


def _duties() -> Iterator[tuple[Unit, str]]:
    subject = {clause.id: clause.subject for clause in clauses()}
    for province in chosen_provinces(SPEC):
        for composed in compose_province(SPEC, province):
            text = {duty.id: duty.text for duty in composed.record.duties}
            notice = composed.record.notice.id
            for made in composed.wordings:
                said, topics = text[made.duty], (subject.get(made.clause, "chung"),)
                yield (
                    Unit(f"{notice}#{made.duty}", "duty", notice, said, said, 0, len(said), topics=topics),
                    made.clause,
                )


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
