"""Evidence of a notice's facts, re-read from the raw text it points into."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.queries import load
from kg.repo import Repo, Row


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A fact that can't show its source. `code` names why (`kg/data/faults.toml` says it in words)."""

    fact: str
    code: str
    found: str = ""
    quoted: str = ""

    def told(self, lang: str = "vi") -> str:
        """What is wrong with which fact, in Vietnamese or English."""
        local = self.fact.rpartition("#")[2]
        detail = f" ({self.quoted!r} ≠ {self.found!r})" if self.found else ""
        return f"#{local}: {fault_text(self.code, lang)}{detail}"


def fault_text(code: str, lang: str) -> str:
    """A fault in words, in Vietnamese or English."""
    return _faults()[code]["en" if lang == "en" else "vi"]


@cache
def _faults() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kg").joinpath("data/faults.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """Evidence of one notice graph: how many were re-read, and those that failed."""

    checked: int
    faults: tuple[EvidenceFault, ...]


def check_evidence(repo: Repo, graph: NamedNode) -> EvidenceCount:
    """Re-read every evidence of a notice graph: `raw[start:end]` must be the quotation."""
    bindings = {"graph": graph}
    sources = {str(row["source"].value): row for row in repo.select(load("source_texts.rq"), bindings=bindings)}
    rows = repo.select(load("evidence.rq"), bindings=bindings)
    faults = [fault for row in rows if (fault := _fault(row, sources)) is not None]
    faults += [
        EvidenceFault(str(row["fact"].value), "no_evidence")
        for row in repo.select(load("without_evidence.rq"), bindings=bindings)
    ]
    faults += _length_faults(sources)
    return EvidenceCount(len(rows), tuple(faults))


def _fault(row: Row, sources: dict[str, Row]) -> EvidenceFault | None:
    fact = str(row["fact"].value)
    source = sources.get(str(row["source"].value)) if "source" in row else None
    if source is None:
        return EvidenceFault(fact, "no_source")
    start, end = _offset(row, "start"), _offset(row, "end")
    if start is None or end is None or "exact" not in row:
        return EvidenceFault(fact, "no_selector")
    text, quoted = str(source["text"].value), str(row["exact"].value)
    if not 0 <= start < end <= len(text):
        return EvidenceFault(fact, "out_of_range", quoted=quoted)
    found = text[start:end]
    return None if found == quoted else EvidenceFault(fact, "misquoted", found, quoted)


def _offset(row: Row, name: str) -> int | None:
    term = row.get(name)
    if not isinstance(term, Literal) or not term.value.lstrip("+").isdigit():
        return None
    return int(term.value)


def _length_faults(sources: dict[str, Row]) -> Iterator[EvidenceFault]:
    for source, row in sources.items():
        if _offset(row, "count") != len(str(row["text"].value)):
            yield EvidenceFault(source, "wrong_length")
