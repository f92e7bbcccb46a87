"""How the body is read at each place: story, conclusions, orders, assessment (duty grammar §1, §8)."""

from __future__ import annotations

from ingest.duties.context import Context, cue
from ingest.layout import HEADING, Block

STORY, CONCLUSIONS, ORDERS, ASSESSMENT = "story", "conclusions", "orders", "assessment"


class Mode:
    """The mode while reading on; headings and framing orders change it."""

    def __init__(self, context: Context, *, framed: bool) -> None:
        self._context = context
        self._framed = framed
        self.value = STORY
        self._heading: Block | None = None

    def enter(self, block: Block) -> None:
        """Take note of a block: an assessment heading silences its section, an order heading opens it."""
        if not self._framed and self.value == STORY and block.mark_start >= self._context.layout.order_start:
            self.value = ORDERS
        if block.kind != HEADING:
            return
        if self._heading and block.level <= self._heading.level and self.value == ASSESSMENT:
            self.value, self._heading = ORDERS, None
        if cue("assessment-heading").match(self._context.view, block.start, block.end):
            self._heading = self._heading if self.value == ASSESSMENT else block
            self.value = ASSESSMENT
        elif self.value != ASSESSMENT and cue("order-heading").search(self._context.view, block.start, block.end):
            self.value = ORDERS

    def open(self, word: str) -> None:
        """A framing order was read: what follows are orders, after *kết luận* conclusions of any kind."""
        if self.value != ORDERS:
            self.value = CONCLUSIONS if cue("concludes").search(word) else ORDERS
