"""Damage to the ends of lines and their order."""

from __future__ import annotations

import re
import textwrap

from tests.noise.parts import Gold, Mutation, body_range, head_end, words
from tests.noise.text import Noisy, added, join

_MOTTO = re.compile(r"CỘNG HÒA|Độc lập|ĐẢNG CỘNG SẢN|ngày\W+\d*\W*tháng|^[\W_]+$")
_ITEM = r"(?m)^[ ]*(?:\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[-+])[ ]+"


def wrapped(width: int, between: str = "\n") -> Mutation:
    """Lines wrapped hard at a width, `between` at each wrap."""

    def mutate(noisy: Noisy, gold: Gold) -> Noisy:
        return join([_wrapped(line, width, between) for line in noisy.lines()], "\n")

    return mutate


def _wrapped(line: Noisy, width: int, between: str) -> Noisy:
    pieces, at = list[Noisy](), 0
    wrapper = textwrap.TextWrapper(
        width, replace_whitespace=False, expand_tabs=False, break_long_words=False, break_on_hyphens=False
    )
    for piece in wrapper.wrap(line.text):
        start = line.text.index(piece, at)
        at = start + len(piece)
        pieces.append(line.part(start, at))
    return join(pieces, between) if pieces else line


def wrapped_tight(noisy: Noisy, gold: Gold) -> Noisy:
    """Lines wrapped at 72 columns and no blank line left between paragraphs."""
    return wrapped(72)(noisy, gold).sub(r"\n\s*\n", "\n")


def hyphenated(noisy: Noisy, gold: Gold) -> Noisy:
    """Wrapped at 60 columns, every third wrap inside a word with a hyphen."""
    count = iter(range(10**6))

    def cut(match: re.Match[str]) -> str:
        return "-\n" if next(count) % 3 == 0 else match.group()

    return wrapped(60)(noisy, gold).sub(r"(?<=[a-zà-ỹ])\n(?=[a-zà-ỹ]{2})", cut)


def cut_words(noisy: Noisy, gold: Gold) -> Noisy:
    """Every fifth long syllable of running text cut by a hyphen at the end of a line."""
    count = iter(range(10**6))

    def cut(match: re.Match[str]) -> str:
        return f"{match[1]}-\n{match[2]}" if next(count) % 9 == 0 else match.group()

    return noisy.sub(r"(?<= )([a-zà-ỹ]{2,3})((?<=[aeiouyà-ỹ])[a-zà-ỹ]{2,3})(?= )", cut)


def blank_lines(noisy: Noisy, gold: Gold) -> Noisy:
    """Wrapped at 70 columns with a blank line after each line."""
    return wrapped(70, "\n\n")(noisy, gold)


def one_paragraph(noisy: Noisy, gold: Gold) -> Noisy:
    """No line ends at all."""
    return noisy.sub(r"\s*\n\s*", " ")


def body_in_one(noisy: Noisy, gold: Gold) -> Noisy:
    """The header and the recipients keep their lines, the body is one paragraph."""
    first, last = body_range(noisy)
    middle = noisy.part(first, last).sub(r"\s*\n\s*(?=\S)", " ")
    return join([noisy.part(0, first), middle, noisy.part(last, len(noisy.text))])


def items_in_line(noisy: Noisy, gold: Gold) -> Noisy:
    """Items run on in the line of the item before, every second one."""
    first, last = body_range(noisy)
    count = iter(range(10**6))

    def run_on(match: re.Match[str]) -> str:
        return " " if next(count) % 2 == 0 else match.group()

    middle = noisy.part(first, last).sub(r"(?<=[.;])\s*\n\s*(?=(?:\d{1,2}\.|[a-zđ]\)|-)\s)", run_on)
    return join([noisy.part(0, first), middle, noisy.part(last, len(noisy.text))])


def unnumbered(noisy: Noisy, gold: Gold) -> Noisy:
    """Copied from a word processor: automatic numbers and bullets are lost."""
    first, last = body_range(noisy)
    return join([noisy.part(0, first), noisy.part(first, last).sub(_ITEM, ""), noisy.part(last, len(noisy.text))])


def paged(noisy: Noisy, gold: Gold) -> Noisy:
    """Page numbers and running heads between the lines of a text wrapped at 80 columns, every 12 lines."""
    out, page = list[Noisy](), 1
    for k, line in enumerate(wrapped(80)(noisy, gold).lines()):
        out.append(line)
        if k % 12 == 11:
            page += 1
            kind = ("number", "dashed", "head")[page % 3]
            out.append(added(("\n\f" if page % 2 else "\n") + words()["pages"][kind].format(n=page) + "\n"))
    return join(out, "\n")


def columns(order: str) -> Mutation:
    """The header block as recognition leaves it: `right-first`, `alternate` lines, or `joined` in one line."""

    def mutate(noisy: Noisy, gold: Gold) -> Noisy:
        end = head_end(noisy.text)
        head = noisy.part(0, end).sub(r"\t+", "\n")
        lines = [line for line in head.lines() if line.text.strip()]
        right = [line for line in lines if _MOTTO.search(line.text.replace("*", ""))]
        left = [line for line in lines if line not in right]
        if order == "right-first":
            mixed = [*right, *left]
        else:
            pairs = [(left[k : k + 1], right[k : k + 1]) for k in range(max(len(left), len(right)))]
            mixed = [line for a, b in pairs for line in ([*a, *b] if order == "alternate" else [join([*a, *b], "  ")])]
        return join([join(mixed, "\n"), noisy.part(end, len(noisy.text))], "\n\n")

    return mutate


def quoted_lines(noisy: Noisy, gold: Gold) -> Noisy:
    """A forwarded mail: `> ` before each line of a text wrapped at 72 columns."""
    return wrapped(72)(noisy, gold).sub(r"(?m)^", "> ")
