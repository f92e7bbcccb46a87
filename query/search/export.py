"""Search results as files: CSV, XLSX (with the counts, where they were asked for) and JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from query.search.model import Hit, SearchResult
from query.spreadsheet import Table, comma_separated, workbook

_COLUMNS: Final = (
    "rank", "score", "kind", "province", "date", "type", "status", "strength", "text", "words", "cosine", "start",
    "end", "source", "notice", "id",
)  # fmt: skip
_COUNTS: Final = ("facet", "value", "label", "count")


def export_hits(result: SearchResult, format: str, lang: str = "vi") -> bytes:
    """The result in one of `FORMATS`; texts are UTF-8.

    Raises:
        KeyError: no such format.
    """
    return _WRITERS[format](result, lang)


@cache
def _captions() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("query").joinpath("search/captions.toml").read_text(encoding="utf-8"))


def _hits(result: SearchResult, lang: str) -> Table:
    return [_captions()["columns"][name][lang] for name in _COLUMNS], [_row(hit) for hit in result.hits]


def _row(hit: Hit) -> list[object]:
    return [
        hit.rank, hit.score, hit.kind, hit.province, hit.date, hit.type, hit.status, hit.strength, hit.text,
        ", ".join(hit.why.lexical), hit.why.semantic, hit.start, hit.end, hit.source, hit.notice, hit.id,
    ]  # fmt: skip


def _facets(result: SearchResult, lang: str) -> Table:
    rows = [[name, one.value, one.label, one.count] for name, values in (result.facets or {}).items() for one in values]
    return [_captions()["columns"][name][lang] for name in _COUNTS], rows


def _csv(result: SearchResult, lang: str) -> bytes:
    return comma_separated(_hits(result, lang))


def _xlsx(result: SearchResult, lang: str) -> bytes:
    sheets = {"hits": _hits(result, lang)} | ({} if result.facets is None else {"facets": _facets(result, lang)})
    return workbook({_captions()["sheets"][name][lang]: table for name, table in sheets.items()})


def _json(result: SearchResult, lang: str) -> bytes:
    del lang
    return json.dumps(result.to_json(), ensure_ascii=False, indent=1).encode()


_WRITERS: Final[Mapping[str, Callable[[SearchResult, str], bytes]]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
FORMATS: Final = tuple(_WRITERS)
