"""Answers of a SPARQL query in the formats that people and programs ask for.

SELECT: table, json, csv, tsv, xml (W3C result formats) and xlsx; ASK: the same without xlsx;
CONSTRUCT and DESCRIBE: turtle, nquads, jsonld (table shows Turtle).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pyoxigraph as ox

from ontology.names import PREFIXES
from query.sparql.errors import WrongFormatError
from query.spreadsheet import workbook

MEDIA_TYPES: Final[dict[str, str]] = {
    "table": "text/plain; charset=utf-8",
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xml": "application/sparql-results+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "turtle": "text/turtle; charset=utf-8",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
}
_ROWS: Final = ("table", "json", "csv", "tsv", "xml", "xlsx")
_TRUTH: Final = ("table", "json", "csv", "tsv", "xml")
_GRAPH: Final = ("table", "turtle", "nquads", "jsonld")
FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "SELECT": _ROWS,
    "ASK": _TRUTH,
    "CONSTRUCT": _GRAPH,
    "DESCRIBE": _GRAPH,
}
"""Formats that each query form can be written in; the first is the default."""
_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_RDF: Final = {
    "table": ox.RdfFormat.TURTLE,
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_XSD: Final = PREFIXES["xsd"]
_NUMERIC: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))
_LOCAL: Final = re.compile(r"[\w\-./]+")


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: `body` in `format`; `columns` and `rows` (of display strings) for SELECT, else empty.

    `truncated` says that the limit cut the answer; `ms` is the time from request to rendered answer.
    """

    form: str
    format: str
    body: bytes
    media_type: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    boolean: bool | None
    count: int
    truncated: bool
    ms: float

    @property
    def text(self) -> str:
        """The body as text; not for xlsx."""
        return self.body.decode("utf-8")


def choose_format(form: str, wanted: str | None) -> str:
    """The format to write.

    Raises:
        WrongFormatError: this form can't be written so.
    """
    known = FORMATS[form]
    if wanted is None:
        return known[0]
    if wanted not in known:
        raise WrongFormatError(format=wanted, form=form, known=known)
    return wanted


def render(form: str, wanted: str, reply: dict[str, Any], ms: float) -> Result:
    """The worker's reply written in a format that `choose_format` allowed."""
    columns, rows = tuple(reply.get("head", ())), reply.get("rows", [])
    shown = tuple(tuple(_display(row.get(name)) for name in columns) for row in rows)
    boolean: bool | None = reply.get("boolean")
    if boolean is not None:
        body, count = _truth(boolean, wanted), 1
    elif "triples" in reply:
        body, count = _graph(reply["triples"], wanted), len(reply["triples"])
    else:
        body, count = _rows(columns, rows, shown, wanted), len(rows)
    truncated = bool(reply.get("truncated"))
    return Result(form, wanted, body, MEDIA_TYPES[wanted], columns, shown, boolean, count, truncated, ms)


def _truth(value: bool, wanted: str) -> bytes:
    text = "true" if value else "false"
    if wanted in ("json", "xml"):
        as_json = json.dumps({"head": {}, "boolean": value}).encode()
        return as_json if wanted == "json" else _convert(as_json, ox.QueryResultsFormat.XML)
    return f"{text}\n".encode()


def _graph(triples: Sequence[str], wanted: str) -> bytes:
    text = "\n".join(triples)
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    parsed = ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    return ox.serialize(parsed, format=_RDF[wanted], prefixes=used) or b""


def _rows(columns: Sequence[str], rows: Sequence[dict[str, Any]], shown: Sequence[Sequence[str]], wanted: str) -> bytes:
    if wanted == "table":
        return text_table(columns, shown).encode()
    if wanted == "xlsx":
        return workbook({"SPARQL": (columns, [[_cell(row.get(name)) for name in columns] for row in rows])})
    as_json = json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": rows}}, ensure_ascii=False).encode()
    return as_json if wanted == "json" else _convert(as_json, _RESULTS[wanted])


def _convert(as_json: bytes, target: ox.QueryResultsFormat) -> bytes:
    parsed = ox.parse_query_results(as_json, format=ox.QueryResultsFormat.JSON)
    return parsed.serialize(format=target) or b""


def _display(term: dict[str, Any] | None) -> str:
    if term is None:
        return ""
    value = str(term["value"])
    if term["type"] == "uri":
        return compact(value)
    return f"_:{value}" if term["type"] == "bnode" else value


def compact(iri: str) -> str:
    """`tt:Duty` for a readable IRI of a known namespace, else the IRI itself."""
    for name, base in PREFIXES.items():
        if iri.startswith(base) and _LOCAL.fullmatch(iri[len(base) :]):
            return f"{name}:{iri[len(base) :]}"
    return iri


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded with spaces under a ruled head; line breaks inside a value become spaces."""
    flat = [[" ".join(value.split()) for value in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in flat)]) for i, name in enumerate(columns)]
    lines = [columns, ["-" * width for width in widths], *flat]
    return "".join("  ".join(v.ljust(w) for v, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


def _cell(term: dict[str, Any] | None) -> object:
    """A spreadsheet value: numbers and dates as such, everything else as text."""
    if term is None:
        return None
    value, datatype = str(term["value"]), term.get("datatype")
    try:
        if datatype in _NUMERIC:
            number = Decimal(value)
            return int(number) if number == number.to_integral_value() else float(number)
        if datatype == f"{_XSD}date":
            return date.fromisoformat(value)
    except (InvalidOperation, ValueError, OverflowError):
        return value
    return {"true": True, "false": False}.get(value, value) if datatype == f"{_XSD}boolean" else value
