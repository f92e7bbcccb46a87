"""Clauses of the body, cut as duty grammar §3 says: sentences, then `;`, then the few safe inner cuts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.duties.context import Context, cue
from ingest.layout import BULLET, HEADING, Block
from ingest.segment import clauses as semicolon_parts
from ingest.segment import sentences

_CUTS = ("split-meanwhile", "new-subject", "split-lead-in", "split-enumerated")


@dataclass(frozen=True, slots=True)
class Clause:
    """`clean[start:end]` is one candidate order. `sentence` and `part` count from 0 within the block
    and the sentence; `cut` names the inner cut that made it (empty at a sentence or `;` border)."""

    block: Block
    start: int
    end: int
    sentence: int
    part: int
    cut: str
    sentence_end: int
    list_follows: bool
    """The sentence announces a list (*… các nhiệm vụ sau:*)."""


def read_clauses(context: Context) -> Iterator[Clause]:
    """Every clause of the body's blocks in order, headings included."""
    for block in context.layout.body():
        yield from block_clauses(context, block)


def block_clauses(context: Context, block: Block) -> Iterator[Clause]:
    """The clauses of one block."""
    for number, (start, stop) in enumerate(sentences(context.clean, block.start, block.end)):
        end = _without_end_mark(context.clean, start, stop)
        announces = announces_list(context, block, start, end)
        part = 0
        for left, right in _merged(context, semicolon_parts(context.clean, start, end)):
            for first, last, name in _inner(context, left, right, announces=announces):
                cut = _strip(context.clean, first, last)
                if cut > first:
                    yield Clause(block, first, cut, number, part, name, end, announces)
                    part += 1


def _merged(context: Context, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A `;` between two bodies of one list (*Ban Chỉ huy các huyện; các sở …*) cuts no clause."""
    out = list[tuple[int, int]]()
    for left, right in parts:
        named = context.mentions_in(out[-1][0], out[-1][1]) if out else []
        listed = named and named[-1].end == out[-1][1] and context.coordination(context.skip_space(left, right), right)
        if out and listed and _unfinished(context, out[-1][0], out[-1][1]):
            out[-1] = (out[-1][0], right)
        else:
            out.append((left, right))
    return out


def _unfinished(context: Context, start: int, end: int) -> bool:
    """The part before names bodies after an order verb, or only bodies, but says nothing of them yet."""
    first = context.coordination(context.skip_space(start, end), end)
    if first and first.end == end:
        return True
    tail = list(cue("speaks").regex.finditer(context.view, start, end))
    place = context.skip_space(tail[-1].end(), end) if tail else end
    listed = context.coordination(place, end) if tail else None
    return bool(listed and listed.end == end)


def announces_list(context: Context, block: Block, start: int, end: int) -> bool:
    """True if the sentence opens a list: it ends with a colon, or with *như sau* before a bullet."""
    if context.clean[end - 1 : end] == ":":
        return block.kind not in (HEADING, BULLET) or cue("list-follows").search(context.view, start, end) is not None
    return cue("list-follows-openly").search(context.view, start, end) is not None


def _without_end_mark(clean: str, start: int, end: int) -> int:
    """`./.` closes the notice and is no part of its last sentence."""
    if clean[max(start, end - 3) : end] == "./.":
        end -= 3
    while end > start and clean[end - 1].isspace():
        end -= 1
    return end


def _strip(clean: str, start: int, end: int) -> int:
    while end > start and clean[end - 1] in ":,; \n":
        end -= 1
    return end


def _inner(context: Context, start: int, end: int, *, announces: bool) -> Iterator[tuple[int, int, str]]:
    """Cuts inside a `;` part: *đồng thời*, a new distributive subject, a verb phrase after a bracket
    whose own clause has an inanimate subject, a lead-in, and the coordinated phrases of a framing order."""
    at, name = start, ""
    names = [*_CUTS, *(["split-vp"] if announces else [])]
    cuts = sorted({(m.start(), m.end(), n) for n in names for m in cue(n).regex.finditer(context.view, start, end)
                   if _depth(context.clean, start, m.start()) == 0})  # fmt: skip
    after = cue("split-after-bracket").search(context.view, start, end)
    if (
        after
        and _inanimate_modal(context, start, after.start())
        and cue("opener").match(context.view, after.end(), end)
    ):
        cuts = sorted({*cuts, (after.start(), after.end(), "split-after-bracket")})
    for left, right, cut in cuts:
        if left <= at:
            continue
        yield at, left, name
        at, name = right, cut
    yield at, end, name


def _inanimate_modal(context: Context, start: int, end: int) -> bool:
    """The clause says what a thing must be (*kế hoạch phải cụ thể*), so it can't share its subject."""
    modal = cue("obligation").search(context.view, start, end)
    return bool(modal) and not context.mentions_in(start, modal.start() if modal else end)


def _depth(clean: str, start: int, at: int) -> int:
    text = clean[start:at]
    quotes = text.count('"') % 2
    return max(0, text.count("(") - text.count(")")) + quotes
