"""Markdown and HTML that is left in a text: marks, tags and entities that no reader was meant to see."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from ingest.alignment import Edit, plain_char, word_around

EMPHASIS = re.compile(r"\*+|`+|(?<![^\W_])_+|_+(?![^\W_])|^[ ]*#{1,6}[ ]+", re.MULTILINE)
"""Marks of emphasis and headings of Markdown; an underscore inside a word is none."""
_SIGNS = "*`_#"
"""One of them stands in every mark of emphasis."""
_STAR_BULLET = re.compile(r"^[ ]*(?P<star>\*)[ ]+(?=[^\s*][^*\n]*$)", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[-*_.+#>()\[\]!|~`&])")
_LINK = re.compile(r"(?P<open>!?\[)(?P<text>[^\[\]\n]{0,300})(?P<target>\]\([^()\s]{1,500}\))")
_QUOTED = re.compile(r"^[ ]*(?:>[ ])*>(?:[ ]|$)", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});|&nbsp(?![A-Za-z])")
_BLOCK_TAG = (
    "p|br|hr|div|section|article|blockquote|center|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|title|html|head|body"
)
_INLINE_TAG = "span|b|strong|i|em|u|font|a|img|sup|sub|small|o:p|st1:\\w+|meta|link|input|button"
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK_TAG})|{_INLINE_TAG})(?:[ \n][^<>]{{0,500}})?/?>", re.IGNORECASE)
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def find_tags(text: str) -> Iterable[Edit]:
    """HTML tags, comments and entities; the end of a block is the end of a line."""
    found: Iterable[Edit] = ()
    if "<" in text:
        found = chain(_hidden(text), (_tag(text, match) for match in _TAG.finditer(text)))
    return chain(found, _entities(text)) if "&" in text else found


def find_marks(text: str) -> Iterator[Edit]:
    """Marks of Markdown: emphasis, headings, quotes, links, escapes."""
    stars = set[int]()
    for match in _STAR_BULLET.finditer(text):
        stars.add(match.start("star"))
        yield Edit(*match.span("star"), "-", "markup", "list-mark")
    for mark in EMPHASIS.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        if mark.start() not in stars:
            first, last = word_around(text, *mark.span())
            inside = any(c.isalnum() for c in text[first:last])
            yield Edit(mark.start(), mark.end(), "", "markup" if inside else None, "markup", first, last)
    for match in _ESCAPED.finditer(text) if "\\" in text else ():
        yield Edit(*match.span(), "", "markup", "escape", *word_around(text, *match.span()))
    for match in _LINK.finditer(text) if "](" in text else ():
        yield Edit(*match.span("open"), "", "markup", "link", *match.span())
        yield Edit(*match.span("target"), "", "markup", "link", *match.span())
    for match in _QUOTED.finditer(text) if ">" in text else ():
        yield Edit(*match.span(), "", "markup", "quoted-line", match.start(), _word_end(text, match.end()))


def _word_end(text: str, at: int) -> int:
    return word_around(text, at, at)[1]


def _hidden(text: str) -> Iterator[Edit]:
    """Comments, scripts and style sheets."""
    view = text.lower()
    if len(view) != len(text):
        return
    for opening, closing in _HIDDEN:
        at = view.find(opening)
        while at >= 0:
            end = view.find(closing, at)
            if end < 0:
                break
            yield Edit(at, end + len(closing), "\n", "markup", "hidden")
            at = view.find(opening, end)


def _tag(text: str, match: re.Match[str]) -> Edit:
    new = "\n" if match["block"] else ""
    return Edit(*match.span(), new, "markup", "tag", *word_around(text, *match.span()))


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        meant = "".join(map(plain_char, html.unescape(match.group())))
        if meant != match.group():
            yield Edit(*match.span(), meant, "markup", "entity")
