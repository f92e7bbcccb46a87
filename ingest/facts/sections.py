"""Sections of the body with their raw ranges."""

from __future__ import annotations

from ingest.layout import HEADING, Block
from ingest.model import Section
from ingest.reading import Reading


def find_sections(reading: Reading) -> tuple[Section, ...]:
    """One section per path, from its list mark to where the next one of its level or above begins."""
    blocks = reading.layout.body()
    firsts = {block.id: k for k, block in reversed(list(enumerate(blocks)))}
    out = list[Section]()
    for section, k in sorted(firsts.items(), key=lambda item: item[1]):
        end = next(
            (b.mark_start for b in blocks[k + 1 :] if not _inside(b, section, blocks[k])), reading.layout.body_end
        )
        block = blocks[k]
        heading = reading.repaired.reading(block.start, block.end) if block.kind == HEADING else None
        out.append(Section(section, heading, *reading.repaired.raw_span(block.mark_start, end)))
    return tuple(out)


def _inside(block: Block, section: str, first: Block) -> bool:
    if block.id == section:
        return True
    if section == "0":
        return block.id.startswith("0-")
    return block.id.startswith((f"{section}.", f"{section}-")) and block.mark_start > first.mark_start
