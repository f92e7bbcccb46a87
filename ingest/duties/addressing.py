"""To whom a notice is addressed: the block after *Kính gửi*, or what a telegram names after *… điện:*."""

from __future__ import annotations

from ingest.cues import cues
from ingest.layout import BULLET, Block, Layout


def address_block(layout: Layout, view: str) -> tuple[int, int]:
    """The range of the clean text that names the addressees; an empty one if none are named."""
    letter = cues("duties")["addressing"].search(view, 0, layout.body_start)
    if letter:
        return letter.end(), layout.body_start
    blocks = layout.blocks
    for k, block in enumerate(blocks):
        if block.mark_start >= layout.order_start:
            break
        found = cues("duties")["telegraphs"].search(view, block.start, block.end)
        if found and view[found.end() : block.end].strip():
            return found.end(), block.end
        if found and k + 1 < len(blocks) and _listed(blocks[k + 1]):
            return found.end(), _end_of_list(blocks, k + 1)
    return 0, 0


def _end_of_list(blocks: tuple[Block, ...], at: int) -> int:
    while at + 1 < len(blocks) and _listed(blocks[at + 1]):
        at += 1
    return blocks[at].end


def _listed(block: Block) -> bool:
    return block.kind == BULLET or block.text[:1] in "-–+*•"
