"""Tokens of a SPARQL query, as the grammar of SPARQL 1.1 section 19.8 draws them.

Only what the guard needs is told apart: a keyword can't hide in an IRI, a string or a comment, and a
string can't pass for a keyword. The engine's own parser judges the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[\w\d](?:[\w\-.]*[\w\-])?)
  | (?P<name>(?:[^\W\d_](?:[\w\-.]*[\w\-])?)?:(?:(?:[\w:]|{_PLX})(?:(?:[\w\-.:]|{_PLX})*(?:[\w\-:]|{_PLX}))?)?)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` is its offset in the query's code points."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Tokens of `query` without spaces and comments; never fails (odd signs are `sign` tokens)."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def position(query: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def unescape(query: str) -> str:
    """The query with its code point escapes resolved (SPARQL 1.1 section 19.2)."""

    def char(match: re.Match[str]) -> str:
        code = int(match.group(1) or match.group(2), 16)
        return chr(code) if code <= 0x10FFFF else match.group()

    return _ESCAPE.sub(char, query)
