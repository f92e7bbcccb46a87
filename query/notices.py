"""The notices of a store as search and comparison see them: version, source, province, date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.repo import Repo, Term
from query.places import province_label
from query.templates import load


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `province` is an IRI ('' for a central one); `basis` is `stated`, `inferred` or ''.

    `date` is ISO, '' if unknown; `date_basis` is `issued`, or `meeting` when only the day of the meeting
    that the notice reports is known. `type` is the slug of its type (`cong-dien`). `version` changes whenever
    the notice is read anew or reviewed, or one of its bodies is said to be another.
    """

    iri: str
    label: str
    source: str
    version: str
    province: str
    province_label: str
    basis: str
    reason: str
    successor: str
    date: str
    date_basis: str
    type: str = ""

    @property
    def day(self) -> int:
        """The date as year·10000 + month·100 + day, 0 if unknown."""
        return int(self.date.replace("-", "")) if self.date else 0


def read_notices(repo: Repo) -> dict[str, Notice]:
    """All notices by IRI. A notice whose header lacks the date counts by the latest meeting it reports."""
    found = dict[str, dict[str, str]]()
    for row in repo.select(load("search-notices").bind({})):
        values = _texts(row)
        known = found.setdefault(values["notice"], values)
        known["started"] = max(known.get("started", ""), values.get("started", ""))
    for row in repo.select(load("search-meetings").bind({})):
        values = found.get(str(row["notice"].value), {})
        values["held"] = max(values.get("held", ""), str(row["held"].value))
    for row in repo.select(load("index-reviews").bind({})):
        values = found.get(str(row["notice"].value), {})
        values["reviewed"] = f"{values.get('reviewed', '')} {row['at'].value}"
    return {iri: _notice(values) for iri, values in found.items()}


def _texts(row: Mapping[str, Term]) -> dict[str, str]:
    return {name: term.value for name, term in row.items()}


def _notice(values: Mapping[str, str]) -> Notice:
    province = values.get("stated") or values.get("inferred", "")
    issued = values.get("issued", "")[:10]
    return Notice(
        iri=values["notice"], label=values.get("label", values["notice"]), source=values["source"],
        version=f"{values['hash']} {values.get('started', '')}{values.get('reviewed', '')}",
        province=province, province_label=province_label(province),
        basis="stated" if values.get("stated") else "inferred" if province else "",
        reason=values.get("reason", ""), successor=values.get("successor", ""),
        date=issued or values.get("held", "")[:10],
        date_basis="issued" if issued else "meeting" if values.get("held") else "",
        type=values.get("type", "").rpartition("/")[2],
    )  # fmt: skip
