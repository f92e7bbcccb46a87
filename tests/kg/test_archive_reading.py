"""The reader on composed notices, whose truth is known: a guard, not a measure of accuracy on real ones."""

from __future__ import annotations

from pathlib import Path

from ingest import extract, read_source
from ingest.model import Duty
from kg.archive import Spec, chosen_provinces, compose_province

SPEC = Spec(provinces=3, notices=6, seed=11)


def same(one: Duty, other: Duty) -> bool:
    """Whether two duties are the same stretch: character IoU of at least a half."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end, other.end) - min(one.start, other.start)


def test_the_reader_finds_the_duties_and_their_bearers(tmp_path: Path) -> None:
    hits = wanted = found = right = 0
    for province in chosen_provinces(SPEC):
        for composed in compose_province(SPEC, province):
            path = tmp_path / composed.file
            path.write_text(composed.text, encoding="utf-8")
            truth = [duty for duty in composed.record.duties if duty.kind == "duty"]
            read = [duty for duty in extract(read_source(path)).duties if duty.kind == "duty"]
            pairs = [(one, other) for one in truth for other in read if same(one, other)]
            hits, wanted, found = hits + len(pairs), wanted + len(truth), found + len(read)
            right += sum({a.id for a in one.assignees} == {b.id for b in other.assignees} for one, other in pairs)
    assert 2 * hits / (wanted + found) >= 0.95
    assert right / hits >= 0.9
