"""What is known of one notice while it is read: the value that every step of the pipeline takes and returns."""

from __future__ import annotations

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
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body, in order."""
        return tuple(
            Sentence(start, end, block.id, block)
            for block in self.layout.body()
            for start, end in sentences(self.clean, block.start, block.end)
        )

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions wholly inside a clean range."""
        return (m for m in self.mentions if start <= m.start and m.end <= end)

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
        best = max(self.duties, key=lambda d: min(d.end, last) - max(d.start, first), default=None)
        if best is None or 2 * (min(best.end, last) - max(best.start, first)) < last - first:
            return None
        return best
