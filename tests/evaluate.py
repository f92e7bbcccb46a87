"""`make eval`: measure reading, answering and searching.

With a folder of scorers and gold annotations (`--shared`, laid out as `eval/`, `gold/`, `notices/`) their
programs judge; without it the project's own golden set is scored by `tests.scoring`. Prints tables; never fails
because of a figure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.archive import Spec
from kg.store import open_store
from query.ask import AskSession
from tests import archive, robustness, scoring
from tests.noise import measure
from tests.retrieval import measure as retrieval

THONGTRI = Path(sys.executable).with_name("thongtri")
SAMPLES = Path(str(files("ingest").joinpath("data/samples")))


def read(path: Path) -> dict[str, Any]:
    """The record of one notice, read by the very command that others use."""
    out = subprocess.run([THONGTRI, "extract", path, "--json"], check=True, capture_output=True, text=True).stdout
    return dict(json.loads(out))


def answers(questions: list[dict[str, Any]], folder: Path, notices: Path = SAMPLES) -> list[dict[str, Any]]:
    """Answers to the questions from a store of the notices (the two samples, if none are named), in order."""
    store, batch = folder / f"store-{notices.name}", folder / "questions.jsonl"
    subprocess.run(
        [THONGTRI, "ingest", *sorted(notices.glob("*.txt")), "--store", store], check=True, capture_output=True
    )
    batch.write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in questions), encoding="utf-8")
    command: list[str | Path] = [THONGTRI, "ask", "--batch", batch, "--json", "--store", store]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (folder / "answers.jsonl").write_text(out, encoding="utf-8")
    return [json.loads(line) for line in out.splitlines()]


def with_shared(shared: Path, folder: Path) -> None:
    """Score by the programs of the shared folder, notices and questions as they lie there."""
    texts = {path.name: path for path in [*SAMPLES.glob("*.txt"), *shared.glob("notices/real/*.txt")]}
    system = folder / "system"
    system.mkdir()
    for gold in scoring.gold_notices(shared / "gold"):
        record = read(texts[gold["file"]])
        (system / f"{gold['file']}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    subprocess.run([sys.executable, shared / "eval/score_extraction.py", shared / "gold", system], check=False)
    cases = [(texts[gold["file"]].read_text(encoding="utf-8"), gold) for gold in scoring.gold_notices(shared / "gold")]
    measure.table(cases, partial(measure.scores_by, shared / "eval/score_extraction.py"))
    questions = shared / "gold/questions_dev.json"
    answers(json.loads(questions.read_text(encoding="utf-8"))["questions"], folder)
    judge: list[str | Path] = [shared / "eval/score_answers.py", questions, folder / "answers.jsonl"]
    subprocess.run([sys.executable, *judge, "--gold", shared / "gold", "--verbose"], check=False)


def questions_of(part: str) -> Iterable[Path]:
    return sorted((scoring.GOLDEN / part).glob("*.json"))


def judged(path: Path, folder: Path, *, show: bool) -> None:
    """Print the figures of one file of questions, and with `show` the questions that went wrong.

    The file names the folder of tests/golden with the notices that are asked about, if not the samples.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    questions, own = data["questions"], scoring.GOLDEN / data["notices"] if "notices" in data else None
    spans = scoring.gold_spans([*scoring.gold_notices(), *(scoring.gold_notices(own) if own else ())])
    got = answers(questions, folder, own or SAMPLES)
    right = [scoring.judge(q, a, spans) for q, a in zip(questions, got, strict=True)]
    wrong = sum(not r and a["status"] == "answered" for r, a in zip(right, got, strict=True))
    for question, answer, good in zip(questions, got, right, strict=True):
        if show and not good:
            print(f"  {question['id']} {answer['status']}: {question['question']}")
    n = len(questions)
    print(f"{path.name}: correct={sum(right) / n:.3f} wrong_but_confident={wrong / n:.3f} n={n}")


def with_golden(folder: Path) -> None:
    """Score by the project's own golden notices and questions."""
    notices = scoring.gold_notices()
    totals: dict[str, scoring.Counts] = {}
    for gold in notices:
        for name, counts in scoring.reading_counts(gold, read(SAMPLES / gold["file"])).items():
            totals[name] = totals.get(name, scoring.Counts()) + counts
            print(f"{gold['file']:<32}{name:<12}F1 {counts.f1:.3f}")
    cases = [((SAMPLES / gold["file"]).read_text(encoding="utf-8"), gold) for gold in notices]
    measure.table(cases, measure.own_scores)
    print(" ".join(f"{name}_f1={counts.f1:.4f}" for name, counts in totals.items()))
    for path in questions_of("questions"):
        judged(path, folder, show=True)


def unseen_notices(folder: Path) -> None:
    """Print how well notices are read that nobody looked at while mending rules."""
    total: dict[str, scoring.Counts] = {}
    for gold in scoring.gold_notices(folder):
        for name, counts in scoring.reading_counts(gold, read(folder / gold["file"])).items():
            total[name] = total.get(name, scoring.Counts()) + counts
    print("notices kept closed: " + " ".join(f"{name}_f1={counts.f1:.4f}" for name, counts in total.items()))


def robustly(folder: Path) -> None:
    """Print how many questions keep their reading when they are typed in another way."""
    store = folder / "robust"
    subprocess.run([THONGTRI, "ingest", SAMPLES, "--store", store], check=True, capture_output=True)
    with open_store(store, read_only=True) as repo:
        found = robustness.measure(AskSession(repo))
    form, asked = found.pop("form")
    print(f"wordings of the forms over the samples: read by their own form {form / asked:.3f} n={asked}")
    for name, (same, n) in found.items():
        print(f"  {name:<24}same reading {same / n:.3f} n={n}")
    same, n = map(sum, zip(*found.values(), strict=True))
    print(f"  {'all':<24}same reading {same / n:.3f} n={n}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    with tempfile.TemporaryDirectory() as folder:
        if (shared / "eval/score_extraction.py").exists():
            with_shared(shared, Path(folder))
        else:
            with_golden(Path(folder))
        robustly(Path(folder))
        print("composed notices, agreement with their truth (no measure of accuracy on real ones):")
        archive.show(Spec(notices=2))
        unseen_notices(scoring.GOLDEN / "unseen" / "notices")
        print("questions kept closed, for measuring only:")
        for path in questions_of("unseen"):
            judged(path, Path(folder), show=False)
    retrieval.show(shared)
    return 0


if __name__ == "__main__":
    sys.exit(main())
