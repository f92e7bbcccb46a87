"""Value types of the mention finder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name of the lexicons stands for."""

    id: str
    label: str
    kind: str
    """`body`, `group` (open groups, ids `g.…`) or `post`."""
    level: str
    class_: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a body, group, post or person; offsets count in the clean text."""

    start: int
    end: int
    text: str
    """As written, line breaks turned into single spaces."""
    id: str
    label: str
    """Name in the lexicon; for a minted body its name as written."""
    kind: str
    """`body`, `group`, `post` or `person`."""
    level: str
    class_: str
    minted: bool = False
    name: str | None = None
    """The person's name when one is given, also on `post` followed by a name."""
    posts: tuple[tuple[str, str], ...] = ()
    """(id, label as written) of the posts of a person."""


class Token(NamedTuple):
    """A syllable, number or abbreviation."""

    start: int
    end: int
    text: str
    form: str
    """Canonical form: lower case, old tone placement, marks kept."""
    key: str
    """Folded form: no marks."""
    comma: bool
    """A comma lies between this token and the one before."""
    hard: bool
    """Something that ends a name lies before: full stop, semicolon, colon, bracket, empty line."""
    line: bool
    """A line break lies before."""
