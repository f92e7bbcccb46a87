"""Reading under noise: annotated notices damaged by each mutation, read, and scored against the carried annotation."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import IngestError, extract, from_text, to_json
from tests import scoring
from tests.noise.mutations import MUTATIONS
from tests.noise.parts import Gold
from tests.noise.text import Noisy, project

FIGURES = ("duty", "assignee", "header")
_TOLD = ("number", "type", "doc_type", "issuer", "date", "issue_date", "province", "province_explicit")
"""Fields of a header that the lead of a reprint tells, whatever is left of the text."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged notice, its annotation with the ranges in the damaged text, and what was read in it (None: refused)."""

    gold: dict[str, Any]
    text: str
    record: dict[str, Any] | None


def damage(name: str, text: str, gold: Gold) -> Damaged:
    """One notice under one mutation."""
    noisy = MUTATIONS[name](Noisy.of(text), gold)
    carried: dict[str, Any] = project(gold, noisy, len(text))
    carried.pop("sha256", None)
    if name == "reprint" and noisy.text != text:
        carried["header"] |= {key: gold["header"][key] for key in _TOLD if key in gold["header"]}
        carried["header"] |= {"signatory": None, "urgency": None}
    try:
        record = to_json(extract(from_text(noisy.text, path=gold["file"])))
    except IngestError:
        return Damaged(carried, noisy.text, None)
    record["source"].pop("sha256", None)
    return Damaged(carried, noisy.text, record)


def own_scores(notices: Iterable[Damaged]) -> dict[str, float]:
    """Figures of the project's own scorer."""
    totals = {name: scoring.Counts() for name in FIGURES}
    for notice in notices:
        record = notice.record or {"duties": [], "notice": {}}
        for name, counts in scoring.reading_counts(notice.gold, record).items():
            totals[name] += counts
    return {name: counts.f1 for name, counts in totals.items()}


def scores_by(program: Path, notices: Iterable[Damaged]) -> dict[str, float]:
    """Figures of another scorer: a program that takes folders of annotations and of records."""
    with tempfile.TemporaryDirectory() as folder:
        gold, system = Path(folder, "gold"), Path(folder, "system")
        gold.mkdir()
        system.mkdir()
        for notice in notices:
            name = notice.gold["file"]
            Path(gold, f"gold_{name}.json").write_text(json.dumps(notice.gold), encoding="utf-8")
            if notice.record is not None:
                Path(system, f"{name}.json").write_text(json.dumps(notice.record), encoding="utf-8")
        command: list[str | Path] = [sys.executable, program, gold, system]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures = dict(part.split("=") for part in out.splitlines()[-1].split())
    names = {"duty": "duty_f1", "assignee": "assignee_f1", "header": "header_acc"}
    return {name: float(figures[key]) for name, key in names.items()}


def table(cases: Sequence[tuple[str, Gold]], score: Callable[[Iterable[Damaged]], dict[str, float]]) -> None:
    """Print the figures of texts with their annotations under every mutation."""
    print(f"{'under noise':<22}" + "".join(f"{name:>10}" for name in FIGURES))
    for name in MUTATIONS:
        figures = score(damage(name, text, gold) for text, gold in cases)
        print(f"{name:<22}" + "".join(f"{figures[key]:>10.3f}" for key in FIGURES))
