"""What is known of one notice while it is read: the value that every step of the pipeline takes and returns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.layout import Block, Layout
from ingest.mentions import Mention
from ingest.model import (
    Assessment,
    Body,
    Citation,
    Duty,
    Event,
    NoticeHeader,
    Official,
    Passage,
    Ref,
    Section,
    Statistic,
    Unmapped,
)
from ingest.repair import Repaired
from ingest.segment import sentences
from ingest.sources import RawText

_NEAR = 16
"""How many duties before a position can still reach it: more than one sentence ever holds."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body in clean offsets, with the section it stands in."""

    start: int
    end: int
    section: str
    block: Block


@dataclass(frozen=True)
class Reading:
    """One notice, as far as it is read. Offsets of `mentions` are clean, those of facts are raw."""

    raw: RawText
    repaired: Repaired
    layout: Layout
    sentences: tuple[Sentence, ...] = ()
    """Sentences of the body, in order."""
    mentions: tuple[Mention, ...] = ()
    header: NoticeHeader | None = None
    sections: tuple[Section, ...] = ()
    bodies: tuple[Body, ...] = ()
    officials: tuple[Official, ...] = ()
    duties: tuple[Duty, ...] = ()
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()

    @property
    def clean(self) -> str:
        """The repaired text."""
        return self.repaired.clean

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    @cached_property
    def _duty_starts(self) -> list[int]:
        return [d.start for d in self.duties]

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions wholly inside a clean range."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return (m for m in self.mentions[first:last] if m.end <= end)

    def mentions_from(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that start in a clean range, wherever they end."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def mention_after(self, at: int, gap: int = 0) -> Mention | None:
        """The first mention that starts at a clean offset or at most `gap` characters behind it."""
        k = bisect_left(self._starts, at)
        return self.mentions[k] if k < len(self.mentions) and self.mentions[k].start <= at + gap else None

    def ref(self, mention: Mention) -> Ref:
        """A mention as a reference with raw offsets."""
        return Ref(mention.id, mention.label, *self.repaired.raw_span(mention.start, mention.end))

    def refs_in(self, start: int, end: int) -> tuple[Ref, ...]:
        """References of a clean range, each body once."""
        found: dict[str, Ref] = {}
        for mention in self.mentions_in(start, end):
            found.setdefault(mention.id, self.ref(mention))
        return tuple(found.values())

    def duty_at(self, start: int, end: int) -> Duty | None:
        """The duty that covers most of a clean range, if one covers half of it."""
        first, last = self.repaired.raw_span(start, end)
        k = bisect_left(self._duty_starts, last)
        near = self.duties[max(0, k - _NEAR) : k]
        best = max(near, key=lambda d: min(d.end, last) - max(d.start, first), default=None)
        if best is None or 2 * (min(best.end, last) - max(best.start, first)) < last - first:
            return None
        return best


def read_sentences(repaired: Repaired, layout: Layout) -> tuple[Sentence, ...]:
    """The sentences of the body and of a newspaper's lead with their sections."""
    return tuple(
        Sentence(start, end, block.id, block)
        for block in layout.told()
        for start, end in sentences(repaired.clean, block.start, block.end)
    )
