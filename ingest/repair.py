"""Two layers of one text: as read, and repaired for reading.

The raw text is never changed; `Repaired.clean` is what patterns run on, and `raw_span` leads every
finding back to the raw characters. Each repair that a reader might want to question is reported.
Rules: layout norm 36-HD/VPTW §7 (noise of scans); word lists in `ingest/data/repairs.toml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest import letters, linebreaks, markup, misprints, runons, tokens
from ingest.alignment import Aligned, Edit, apply, normalise
from ingest.data_files import load
from ingest.model import Repair


@dataclass(frozen=True, slots=True)
class Repaired:
    """The raw text, its repaired reading, and the way back.

    `clean` is NFC with plain dashes and quotes, no Markdown marks, sentences whole: inside a paragraph
    there is no newline. `offsets[i]` is the raw offset of `clean[i]`, with one more element at the end.
    """

    raw: str
    clean: str
    offsets: tuple[int, ...]
    repairs: tuple[Repair, ...]
    _ends: tuple[int, ...] = field(repr=False, default=())

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw range of `clean[start:end]`, tight around its non-space characters.

        An empty or blank range gives an empty one at its start.
        """
        start, end = max(start, 0), min(end, len(self.clean))
        while start < end and self.clean[start].isspace():
            start += 1
        while end > start and self.clean[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.offsets[min(start, len(self.clean))]
            return at, at
        return self.offsets[start], self._ends[end - 1]

    def clean_pos(self, raw: int) -> int:
        """First clean offset at or after a raw offset."""
        return bisect_left(self.offsets, raw)

    def reading(self, start: int, end: int) -> str:
        """`clean[start:end]` on one line with single spaces."""
        return " ".join(self.clean[start:end].split())


def repair(text: str) -> Repaired:
    """Read a raw text into its two layers. Linear in the length of the text."""
    base, reports = normalise(text), list[_Report]()
    aligned = base
    for find in _STEPS:
        after, made = apply(aligned, find(aligned, base))
        reports += [_report(aligned, edit) for edit in made if edit.kind is not None]
        aligned = after
    repairs = tuple(_repairs(text, aligned, reports))
    return Repaired(text, aligned.text, (*aligned.starts, len(text)), repairs, tuple(aligned.ends))


@dataclass(frozen=True, slots=True, order=True)
class _Report:
    """Kind and rule of an edit with the raw range to show."""

    start: int
    end: int
    kind: str
    rule: str


def _report(aligned: Aligned, edit: Edit) -> _Report:
    first, last = edit.shown
    return _Report(aligned.starts[first], aligned.ends[last - 1], edit.kind or "", edit.rule)


def _repairs(raw: str, aligned: Aligned, reports: Iterable[_Report]) -> Iterator[Repair]:
    """One repair for the reports of a rule that overlap; what is intended is read off the repaired text."""
    sure: dict[str, float] = load("repairs")["confidence"]
    for start, end, kind, rule in _merged(reports):
        first, last = bisect_right(aligned.ends, start), bisect_left(aligned.starts, end)
        observed, intended = raw[start:end], aligned.text[first:last]
        shown = "markup_and_space" if kind == "extra_space" and "*" in observed else kind
        if intended and observed != intended:
            yield Repair(shown, observed, intended, start, end, rule, sure.get(rule, 1.0))


def _merged(reports: Iterable[_Report]) -> list[tuple[int, int, str, str]]:
    out, open_ = list[list[Any]](), dict[str, list[Any]]()
    for report in sorted(set(reports)):
        last = open_.get(report.rule)
        if last is not None and report.start < last[1]:
            last[1] = max(last[1], report.end)
        else:
            open_[report.rule] = [report.start, report.end, report.kind, report.rule]
            out.append(open_[report.rule])
    return [(start, end, kind, rule) for start, end, kind, rule in out]


_Step = Callable[[Aligned, Aligned], Iterable[Edit]]


def _in_text(find: Callable[[str], Iterable[Edit]]) -> _Step:
    """A step that needs nothing but the text as repaired so far."""
    return lambda aligned, _: find(aligned.text)


def _breaks(aligned: Aligned, base: Aligned) -> Iterable[Edit]:
    """Line breaks, told by the text as repaired so far and by the lines as they were written."""

    def written(start: int, end: int) -> str:
        first, last = bisect_left(base.starts, aligned.starts[start]), bisect_left(base.starts, aligned.ends[end - 1])
        return base.text[first:last]

    return linebreaks.find_breaks(aligned.text, written)


_STEPS: tuple[_Step, ...] = (
    _in_text(markup.find_tags),
    _in_text(markup.find_marks),
    _in_text(letters.find_lookalikes),
    _in_text(letters.find_torn),
    _in_text(tokens.find_joined),
    _in_text(tokens.find_apart),
    _in_text(linebreaks.find_columns),
    _in_text(runons.find_run_ons),
    _breaks,
    _in_text(misprints.find_misprints),
)
