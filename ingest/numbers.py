"""Numbers of documents: `229-TB/TU` (Party), `14/CT-TTg` (State), `2470/VPCP-QHĐP` (letter), `63/2025/QH15` (law).

Party: hyphen before the type, slash before the body; State: the reverse (doc norms §3). The separator
decides the rule family, except that mass organisations use either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.data_files import load
from ingest.patterns_loader import pattern
from ontology.lexicon import rows

_LAW = re.compile(r"(?:QH|UBTVQH)\d{1,2}$")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as canonical text and in parts; `type_code` is None in State letters and laws."""

    start: int
    end: int
    text: str
    seq: str
    year: str | None
    type_code: str | None
    organ: str
    family: str
    """`party`, `state` or `mass_org`."""


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[DocumentNumber]:
    """Numbers of documents in `text[start:end]`, in order."""
    for match in pattern("document_number").finditer(text, start, len(text) if end is None else end):
        number = _read(match)
        if number is not None:
            yield number


def _read(match: re.Match[str]) -> DocumentNumber | None:
    rest = match["rest"].replace("_", "-")
    parts = re.split(r"[-/]", rest)
    law = bool(_LAW.match(parts[-1]))
    if len(parts) == 1 and not law:
        return None
    code = _code(parts[0]) if not law else None
    organ = "-".join(parts[1:]) if code else parts[0] if not law else parts[-1]
    if code is None and not law and match["sep"] == "-":
        return None
    if code:
        rest = code + rest[len(parts[0]) :]
    year = f"/{match['year']}" if match["year"] else ""
    text = f"{match['seq']}{year}{match['sep']}{rest}"
    return DocumentNumber(match.start(), match.end(), text, match["seq"], match["year"], code, organ,
                          _family(match["sep"], organ))  # fmt: skip


def _code(part: str) -> str | None:
    """The type code a part stands for, with a lost stroke restored (QD -> QĐ)."""
    restored = {"QD": "QĐ", "CD": "CĐ", "ND": "NĐ", "Qđ": "QĐ"}.get(part, part)
    return restored if restored in type_codes() else None


@cache
def type_codes() -> dict[str, str]:
    """Type code -> slug of the document type, State readings first."""
    codes = {row["code"]: row["slug"] for row in reversed(rows("document_types")) if row["code"]}
    return codes | {str(k): str(v) for k, v in load("header")["more_type_codes"].items()}


def _family(separator: str, organ: str) -> str:
    if any(organ.startswith(mark) for mark in load("header")["mass_organ_symbols"]):
        return "mass_org"
    return "party" if separator == "-" else "state"
