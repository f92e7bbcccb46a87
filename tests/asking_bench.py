"""How the time that a question takes grows with the store: the same wordings over the samples and over an archive.

A part of `make bench`; nothing here fails.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.archive import Spec, build_store
from kg.load import load
from kg.store import open_store
from query.ask import AskSession
from query.ask.index import bring_up_index
from query.ask.wordings import ask_in_words, wordings

SPEC = Spec(provinces=63, notices=5)
QUESTIONS = 60
"""Questions of each sort."""
Row = Callable[[str, float, str, str, float], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of each question, by whether its wording names a place."""

    placed: Sequence[float]
    open: Sequence[float]


def questions(session: AskSession) -> list[tuple[str, bool]]:
    """Wordings filled with provinces of the store, half of them naming one; with each whether it does."""
    found = wordings()
    labels = dict.fromkeys(n.province_label for n in session.catalogue.notices.values() if n.province_label)
    filled = replace(found, fillers={**found.fillers, "province": tuple(labels)})
    asked = [(q.text, "{province" in q.wording) for q in ask_in_words(filled, times=1, seed=1)]
    chance = random.Random(3)
    return [q for sort in (True, False) for q in chance.sample([a for a in asked if a[1] == sort], QUESTIONS)]


def taken(session: AskSession) -> Taken:
    """Times of the questions, each asked for the first time."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for text, placed in questions(session):
        began = time.perf_counter()
        session.ask(text, propose=False)
        times[placed].append((time.perf_counter() - began) * 1000)
    return Taken(sorted(times[True]), sorted(times[False]))


def measure(folder: Path, samples: Sequence[Path], row: Row) -> None:
    """Print the table; baseline: the same wordings over the two sample notices."""
    load(samples, folder / "samples")
    build_store(SPEC, folder / "archive")
    with (
        open_store(folder / "samples", read_only=True) as small,
        open_store(folder / "archive", read_only=True) as large,
    ):
        base = taken(AskSession(small))
        count = SPEC.provinces * SPEC.notices
        began = time.perf_counter()
        bring_up_index(large)
        spent = (time.perf_counter() - began) * 1000 / count
        row(f"ask index, {count} notices", spent, "ms a notice", "a question, samples", spent / median(base.open))
        grown = taken(AskSession(large))
        for name, now, before in (("a place", grown.placed, base.placed), ("no place", grown.open, base.open)):
            for share, figure in (("p50", median), ("p95", late)):
                value = figure(now)
                row(f"ask, {count} notices, {name}, {share}", value, "ms", "samples", value / figure(before))


def median(values: Sequence[float]) -> float:
    """Of sorted values the one in the middle."""
    return values[len(values) // 2]


def late(values: Sequence[float]) -> float:
    """Of sorted values the one that 19 in 20 don't surpass."""
    return values[int(0.95 * len(values))]
