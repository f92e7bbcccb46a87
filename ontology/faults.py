"""Faults of the data files that come with the product, told with file and line.

ValueError
└── DataFileError     a table, list of patterns or of question forms can't be used
    ├── ontology.table.LexiconError
    ├── ingest.cues.CueError, ingest.patterns_loader.PatternError
    └── query.ask.forms.FormError, query.compare.strength.StrengthError, query.templates.TemplateError
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

_PLACE = re.compile(r"\(at line (\d+)[^)]*\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file; lines count from 1, and 0 stands for no line in particular."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


class DataFileError(ValueError):
    """A data file has faults; `file` is its path below the folder of the packages. Correct each of them there."""

    key: ClassVar[str] = "data_file"

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        super().__init__(file, tuple(faults))
        self.file, self.faults = file, tuple(faults)

    def message(self, lang: str = "vi") -> str:
        """Which file is faulty, where, and what to do; `lang` is `vi` or `en` (anything else reads as `vi`)."""
        said = _messages()["en" if lang == "en" else "vi"]
        listed = (said["at"].format(line=f.line, reason=f.reason) if f.line else f.reason for f in self.faults)
        return said["text"].format(file=self.file, faults="; ".join(listed))

    def __str__(self) -> str:
        return f"{self.file}: {'; '.join(map(str, self.faults))}"


def located(text: str, name: str, reason: str) -> Fault:
    """A fault of the TOML entry with this id, on the line that names it (0 if no line does)."""
    said = re.search(rf"^\s*(?:id|name)\s*=\s*[\"']{re.escape(name)}[\"']", text, re.MULTILINE)
    return Fault(_line(text, said.start(0)) if said else 0, f"{name}: {reason}")


@contextmanager
def reading(file: str) -> Iterator[None]:
    """While a data file (`query/forms/kinds.toml`) is read, what is wrong with it becomes a `DataFileError`.

    Also a decorator. An error of the reader that names its faults itself goes through as it is.
    """
    try:
        yield
    except DataFileError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, re.error) as error:
        raise DataFileError(file, (_fault(file, error),)) from error


def _fault(file: str, error: Exception) -> Fault:
    if isinstance(error, tomllib.TOMLDecodeError):
        place = _PLACE.search(str(error))
        reason = _PLACE.sub("", str(error)).strip()
        return Fault(int(place[1]) if place else _text(file).count("\n") + 1, reason)
    if isinstance(error, UnicodeDecodeError):
        return Fault(error.object[: error.start].count(b"\n") + 1, "not UTF-8")
    if isinstance(error, re.error):
        at = _text(file).find(str(error.pattern)[:40])
        return Fault(_line(_text(file), at) if at >= 0 else 0, f"{error.msg}: {error.pattern!r}")
    return Fault(0, f"no {error}" if isinstance(error, KeyError) else str(error))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _text(file: str) -> str:
    """Text of a data file as far as it can be read."""
    package, _, path = file.partition("/")
    found = files(package).joinpath(path)
    return found.read_bytes().decode("utf-8", "replace") if found.is_file() else ""


@cache
def _messages() -> dict[str, dict[str, str]]:
    data = tomllib.loads(files("ontology").joinpath("data/messages.toml").read_text(encoding="utf-8"))
    return {lang: {"text": data["data_file"][lang], "at": data["data_file_line"][lang]} for lang in ("vi", "en")}
