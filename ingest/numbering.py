"""List marks of Party and State documents and the section paths they make (doc norms §5).

Party: `I-`, `1-`, `a)` or `1.`, `2.1.`, then `-`; State: `Điều 1.`, `1.`, `a)`, `-`, `+`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.text import slug

_MARK = re.compile(
    r"(?P<part>(?:Điều|Chương|Mục|Phần|ĐIỀU|CHƯƠNG|MỤC|PHẦN)\s+(?:\d+[a-zđ]?|[IVXL]+)\b\s*[.:\-]?\s*)"
    r"|(?P<roman>[IVX]{1,5}\s*[.\-)/]\s*(?=\D))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\s*(?P<close>[.)/]|-(?=\s|[^\W\d]))\s*(?!\d)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d])"
    r"|\((?P<bracketed>\d{1,2})\)\s+"
    r"|(?P<letter>[a-zđ])[.)]\s+"
    r"|(?P<tight>[a-zđ])\)(?=\w)"
    r"|(?P<bullet>[-+•●▪○·])\s*(?=[^\s\-+_])"
)
_MARKED_LEVEL = {"part": 1, "roman": 1, "number": 2, "letter": 3, "bullet": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark: its style (`part`, `roman`, `number`, `letter`, `bullet`), number and length in characters."""

    style: str
    number: str
    length: int


def find_mark(text: str, *, bullets_only: bool = False) -> Mark | None:
    """The list mark a line opens with, or None."""
    match = _MARK.match(text)
    if match is None or (bullets_only and not match["bullet"]):
        return None
    style = match.lastgroup if match.lastgroup != "close" else "number"
    number = match[style or "number"].strip(" \t.:-)/")
    style = {"dotted": "number", "bracketed": "number", "tight": "letter"}.get(str(style), str(style))
    return Mark(style, match["bullet"] or number, match.end())


class Numbering:
    """Where in the numbering the reading is; `enter` gives each mark a path that no other has."""

    def __init__(self) -> None:
        self.current = "0"
        self.level = 0
        self._top = ""
        self._number = ""
        self._letter = ""
        self._bullet = ""
        self._counts: dict[str, int] = {}
        self._parents: dict[str, str | None] = {"0": None}

    @property
    def container(self) -> str:
        """Path of the innermost numbered item: what a paragraph between list marks belongs to."""
        return self._letter or self._number or self._top or "0"

    def parent(self, section: str) -> str | None:
        """Path one level up, None at the top."""
        return self._parents.get(section)

    def enter(self, mark: Mark) -> str:
        """The path of the item a mark opens, which becomes the current one."""
        parent, path = self._path(mark)
        self._counts[path] = self._counts.get(path, 0) + 1
        if self._counts[path] > 1:
            path = f"{path}~{self._counts[path]}"
        self._keep(mark.style, path, mark.number)
        self._parents[path] = parent or None
        self.current, self.level = path, _MARKED_LEVEL[mark.style] + path.count(".")
        return path

    def _path(self, mark: Mark) -> tuple[str, str]:
        """Parent and path of a mark seen here."""
        if mark.style == "number":
            return self._number_path(mark.number)
        if mark.style == "letter":
            parent = self._number or self._top or "0"
            return parent, f"{parent}-{mark.number}"
        if mark.style == "bullet":
            return self._bullet_path(mark.number)
        return "", slug(mark.number) if mark.style == "part" else mark.number

    def _number_path(self, number: str) -> tuple[str, str]:
        head, _, _ = number.rpartition(".")
        top = self._top if not self._top.startswith(("chuong", "phan", "muc")) else ""
        parent = f"{top}.{head}" if top and head else top or head
        return parent, f"{top}.{number}" if top else number

    def _bullet_path(self, number: str) -> tuple[str, str]:
        nested = number == "+" and self._bullet
        parent = self._bullet if nested else self._letter or self._number or self._top or "0"
        key = f"{parent}-b"
        self._counts[key] = self._counts.get(key, 0) + 1
        return parent, f"{key}{self._counts[key]}"

    def _keep(self, style: str, path: str, number: str) -> None:
        if style in ("part", "roman"):
            self._top, self._number, self._letter, self._bullet = path, "", "", ""
        elif style == "number":
            self._number, self._letter, self._bullet = path, "", ""
        elif style == "letter":
            self._letter, self._bullet = path, ""
        elif number != "+" or not self._bullet:
            self._bullet = path
