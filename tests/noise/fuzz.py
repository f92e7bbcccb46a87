"""Damaged notices in every format that can be made on the spot: the reader never breaks, its offsets always hold.

`python -m tests.noise.fuzz --seconds 300` damages and reads until the time is over and prints how it went.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from docx import Document

from ingest import IngestError, extract, from_text, read_source, to_json
from ingest.sources import RawText
from tests import scoring
from tests.noise.damage import DAMAGES
from tests.noise.mutations import MUTATIONS
from tests.noise.text import Noisy

READINGS = frozenset({"assessments", "passages"})
"""Lists whose `text` is the repaired wording."""


def located(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a record that has offsets, with the field it stands in."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield key, value
        for name, part in value.items():
            yield from located(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from located(part, key)


def check(raw: RawText) -> bool:
    """Read a source; what the reader can't take it refuses with its own error. True if it was read.

    Raises:
        AssertionError: a range lies outside the text or isn't what is quoted.
    """
    try:
        data = to_json(extract(raw))
    except IngestError:
        return False
    for key, part in located(data):
        start, end = part["start"], part["end"]
        assert 0 <= start < end <= len(raw.text), (key, part)
        quote = part.get("observed") or (part.get("text") if key not in READINGS else None)
        assert quote is None or raw.text[start:end] == quote, (key, part)
    return True


def check_text(text: str) -> bool:
    """`check` for a text."""
    return check(from_text(text, path="x.txt"))


def notices() -> list[tuple[str, dict[str, Any]]]:
    """The sample notices with their annotations."""
    folder = Path(str(files("ingest").joinpath("data/samples")))
    return [((folder / gold["file"]).read_text(encoding="utf-8"), dict(gold)) for gold in scoring.gold_notices()]


def damaged(text: str, gold: dict[str, Any], dice: random.Random) -> str:
    """The text under one to three mutations, then perhaps torn beyond what sources do."""
    noisy = Noisy.of(text)
    for name in dice.sample(sorted(MUTATIONS), dice.randint(1, 3)):
        noisy = MUTATIONS[name](noisy, gold)
    return dice.choice(DAMAGES)(noisy.text, dice) if dice.random() < 0.5 else noisy.text


def _docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph("".join(c for c in line if c.isprintable()))
    document.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[str], bytes]] = {
    "utf8.txt": lambda text: text.encode("utf-8", "replace"),
    "utf16.txt": lambda text: text.encode("utf-16", "replace"),
    "bare16.txt": lambda text: text.encode("utf-16-le", "replace"),
    "a.md": lambda text: text.encode("utf-8", "replace"),
    "lines.html": lambda text: "".join(f"<p>{html.escape(x)}</p>" for x in text.split("\n")).encode("utf-8", "replace"),
    "raw.html": lambda text: f"<html><body>{text}</body></html>".encode("utf-8", "replace"),
    "a.docx": _docx,
}
"""File names with what writes a text into such a file."""


def run(folder: Path, dice: random.Random, cases: list[tuple[str, dict[str, Any]]]) -> tuple[str, str]:
    """One damaged notice in one format: the name of the file, and `read` or `refused`."""
    name, (text, gold) = dice.choice(sorted(WRITERS)), dice.choice(cases)
    path = folder / name
    path.write_bytes(WRITERS[name](damaged(text, gold, dice)))
    try:
        raw = read_source(path)
    except IngestError:
        return name, "refused"
    return name, "read" if check(raw) else "refused"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    cases, end, counts, slowest, seed = (
        notices(),
        time.monotonic() + arguments.seconds,
        Counter[str](),
        0.0,
        arguments.seed,
    )
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            start = time.process_time()
            try:
                counts["/".join(run(Path(folder), random.Random(seed), cases))] += 1
            except (AssertionError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as fault:
                counts["broken"] += 1
                print(f"seed {seed}: {type(fault).__name__}: {str(fault)[:200]}")
            slowest = max(slowest, time.process_time() - start)
            seed += 1
    print(json.dumps({"runs": seed - arguments.seed, "slowest_s": round(slowest, 2), **dict(sorted(counts.items()))}))


if __name__ == "__main__":
    main()
