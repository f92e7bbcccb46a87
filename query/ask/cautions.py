"""What an answer has to be taken with: inferred provinces, old or undated notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from query.ask.answer_words import answer_words
from query.ask.catalogue import Notice
from query.ask.limits import Cut
from query.ask.model import Caution
from query.ask.outcome import spoken_date, spoken_number
from query.ask.understand import Understanding, dated


def cautions(u: Understanding, used: Sequence[Notice], cut: Cut | None = None) -> tuple[Caution, ...]:
    """Cautions for an answer drawn from some notices, each said once; `cut` is what it leaves out."""
    words = answer_words()["caution"]
    said = [*_left_out(cut, words), *_inferred(used, words), *_timely(u, used, words)]
    return tuple(Caution(kind, text) for kind, text in dict.fromkeys(said))


def _left_out(cut: Cut | None, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How much of what there is an answer from a large archive shows."""
    if cut is not None:
        shown, total, among = map(spoken_number, (cut.shown, cut.total, cut.among))
        yield (
            "cut",
            words[("cut_least" if cut.least else "cut") if cut.facts else "cut_notices"].format(
                shown=shown, total=total, notices=among
            ),
        )


def unfinished(cut: Cut | None) -> tuple[Caution, ...]:
    """What a refusal in a large archive has to be taken with: that not everything was looked at."""
    if cut is None:
        return ()
    template = answer_words()["caution"]["looked_facts" if cut.facts else "looked_notices"]
    return (Caution("cut", template.format(shown=spoken_number(cut.shown), total=spoken_number(cut.total))),)


def _inferred(used: Sequence[Notice], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each notice whose text doesn't state its province: which it was taken to be, and why."""
    for notice in used:
        if notice.inferred:
            key = "inferred" if notice.reason else "unexplained"
            yield "inferred", words[key].format(province=notice.province_label, reason=notice.reason)


def _timely(u: Understanding, used: Sequence[Notice], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A question about the present answered from the past, or about a period from notices without a date."""
    days = [day for notice in used if (day := dated(notice))]
    if days and re.search(answer_words()["now"]["match"], u.key):
        yield "old", words["old"].format(date=spoken_date(max(days).isoformat()))
    for notice in used if u.linked.periods else ():
        if not notice.dates:
            yield "undated", words["undated"].format(label=notice.label)
