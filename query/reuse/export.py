"""Reused passages as files: one line for each place of each passage."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from query.compare.errors import WrongFormatError
from query.reuse.model import Reuse, ReusedPassage
from query.spreadsheet import Table, comma_separated, workbook

_COLUMNS: Final = (
    "passage", "notices", "words", "how", "likeness", "province", "date", "text", "start", "end", "source", "notice",
)  # fmt: skip


def export_reuse(reuse: Reuse, format: str, lang: str = "vi") -> bytes:
    """The passages in one of `FORMATS`; texts are UTF-8.

    Raises:
        WrongFormatError: no such format.
    """
    if format not in _WRITERS:
        raise WrongFormatError(name=format, known=FORMATS)
    return _WRITERS[format](reuse, lang)


def caption(group: str, key: str, lang: str) -> str:
    """Wording of a column, the sheet or a kind of likeness."""
    return _captions()[group][key][lang]


@cache
def _captions() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("query").joinpath("reuse/captions.toml").read_text(encoding="utf-8"))


def _table(reuse: Reuse, lang: str) -> Table:
    lines = [line for number, one in enumerate(reuse.passages, start=1) for line in _lines(number, one, lang)]
    return [caption("columns", name, lang) for name in _COLUMNS], lines


def _lines(number: int, passage: ReusedPassage, lang: str) -> Iterator[list[object]]:
    for place in (passage.first, *passage.again):
        how = caption("how", "first" if place is passage.first else place.how, lang)
        yield [
            number, passage.notices, passage.words, how, place.likeness, place.province, place.date, place.text,
            place.start, place.end, place.source, place.notice,
        ]  # fmt: skip


def _csv(reuse: Reuse, lang: str) -> bytes:
    return comma_separated(_table(reuse, lang))


def _xlsx(reuse: Reuse, lang: str) -> bytes:
    return workbook({caption("sheets", "reuse", lang): _table(reuse, lang)})


def _json(reuse: Reuse, lang: str) -> bytes:
    del lang
    return json.dumps(reuse.to_json(), ensure_ascii=False, indent=1).encode()


_WRITERS: Final[Mapping[str, Callable[[Reuse, str], bytes]]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
FORMATS: Final = tuple(_WRITERS)
