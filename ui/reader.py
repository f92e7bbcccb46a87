"""What the reader of a notice shows, read from the graph: the list of notices, one notice, one duty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.repo import Repo, Row
from kg.synthetic import is_synthetic
from ontology.text import fold
from ui.highlight import Mark
from ui.queries import load
from ui.terms import best_label, labels_by, local_name, number_of, text_of

HEADER_PROPERTIES: Final = (
    "documentType", "subtype", "number", "issued", "issuePlace", "title", "urgency", "ruleFamily", "issuer",
    "statedJurisdiction", "inferredJurisdiction", "jurisdictionReason", "signatory", "citesNotice", "mayCiteNotice",
    "missingPart",
)  # fmt: skip
"""Local names of the properties shown of a notice, in this order."""

DUTY_PROPERTIES: Final = (
    "modality", "strength", "dutyStatus", "directedBy", "cooperatesWith", "reportsTo", "beneficiary", "topic", "rule",
)  # fmt: skip
"""Local names of the properties shown of a duty, in this order (assignees, deadline, parts apart)."""

FACT_KINDS: Final = {
    "Duty": "duty", "FramingOrder": "framing", "Statistic": "statistic", "Citation": "citation",
    "Praise": "assessment", "Support": "assessment", "Shortcoming": "assessment", "Situation": "assessment",
    "Decision": "assessment", "Motto": "assessment",
}  # fmt: skip
"""Class of a fact → how its span is marked in the text."""


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice in a list. `basis` is `stated` or `inferred`, or '' if it has no province.

    `held` is the day of the latest meeting that it reports; days are ISO, '' if unknown.
    """

    iri: str
    label: str
    province: str
    basis: str
    issued: str
    file: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a property: `iri` where it is a thing with a page of its own."""

    name: str
    value: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class RepairView:
    kind: str
    observed: str
    intended: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice for the reader; marks carry offsets into `text`, the raw text."""

    iri: str
    label: str
    file: str
    text: str
    facts: tuple[Fact, ...]
    recipients: tuple[str, ...]
    repairs: tuple[RepairView, ...]
    marks: tuple[Mark, ...]
    cited_by: tuple[Fact, ...] = ()
    """Notices of the store that cite this one."""

    @property
    def duty_count(self) -> int:
        return len({m.name for m in self.marks if m.kind == "duty"})


@dataclass(frozen=True, slots=True)
class AssigneeView:
    """Who must do it; `source` is `explicit` or `inherited`, by `rule` of the duty grammar."""

    label: str
    iri: str
    source: str
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class DutyView:
    iri: str
    text: str
    assignees: tuple[AssigneeView, ...]
    facts: tuple[Fact, ...]
    deadline: tuple[Fact, ...] = ()
    parts: tuple[Fact, ...] = ()
    page: int | None = None
    """Page of the source on which it begins; null for sources without pages."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is loaded: number of notices, their provinces, first and last day.

    A notice without date of issue counts by its latest meeting (`by_meeting` of them), else not (`undated`).
    """

    notices: int
    provinces: tuple[str, ...]
    first: str
    last: str
    synthetic: bool = False
    """They are made for measuring: nothing of it is real."""
    by_meeting: int = 0
    undated: int = 0


def list_notices(repo: Repo, lang: str) -> list[NoticeCard]:
    """Every notice, the oldest first, the undated at the end."""
    rows: dict[str, list[Row]] = {}
    for row in repo.select(load("notices")):
        rows.setdefault(row["notice"].value, []).append(row)
    held = {row["notice"].value: text_of(row.get("held"))[:10] for row in repo.select(load("meetings"))}
    cards = [_card(iri, of_one, held.get(iri, ""), lang) for iri, of_one in rows.items()]
    return sorted(cards, key=lambda card: (not card.issued, card.issued, card.iri))


def _card(iri: str, rows: list[Row], held: str, lang: str) -> NoticeCard:
    first = rows[0]
    basis = "inferred" if "inferred" in first else "stated" if "stated" in first else ""
    return NoticeCard(
        iri=iri,
        label=best_label((r["label"] for r in rows if "label" in r), lang) or local_name(iri),
        province=best_label((r["placeLabel"] for r in rows if "placeLabel" in r), lang),
        basis=basis,
        issued=text_of(first.get("issued")),
        file=text_of(first.get("file")),
        held=held,
    )


def holdings(repo: Repo, lang: str) -> Holdings:
    """Summary of the store for the page's header."""
    cards = list_notices(repo, lang)
    dates = sorted(day for card in cards if (day := card.issued or card.held))
    by_meeting = sum(1 for card in cards if card.held and not card.issued)
    provinces = tuple(sorted({card.province for card in cards if card.province}, key=fold))
    first, last = (dates[0], dates[-1]) if dates else ("", "")
    undated = len(cards) - len(dates)
    return Holdings(len(cards), provinces, first, last, is_synthetic(repo), by_meeting, undated)


def about(repo: Repo, iri: str, lang: str) -> list[Fact]:
    """Every property of a thing with its values, labels instead of IRIs; sorted by property."""
    return _facts(repo.select(load("about"), bindings={"thing": NamedNode(iri)}), lang)


def facts_by_subject(repo: Repo, notice: str, lang: str) -> dict[str, list[Fact]]:
    """Every fact of a notice (`…#duty-7`) with its properties, in order of the facts' IRIs."""
    rows: dict[str, list[Row]] = {}
    for row in repo.select(load("facts"), bindings={"notice": NamedNode(notice)}):
        rows.setdefault(row["fact"].value, []).append(row)
    return {fact: _facts(of_one, lang) for fact, of_one in rows.items()}


def _facts(rows: list[Row], lang: str) -> list[Fact]:
    labels = labels_by(rows, "value", lang)
    seen = dict[tuple[str, str], Fact]()
    for row in rows:
        name, value = row["property"].value, row["value"]
        known = isinstance(value, NamedNode)
        shown = (labels.get(value.value) or local_name(value.value)) if known else value.value
        seen.setdefault((name, value.value), Fact(name, shown, value.value if known else None))
    return sorted(seen.values(), key=lambda fact: (fact.name, fact.value))


def _chosen(facts: Iterable[Fact], names: tuple[str, ...]) -> tuple[Fact, ...]:
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(local_name(fact.name), []).append(fact)
    return tuple(Fact(name, f.value, f.iri) for name in names for f in by_name.get(name, ()))


def notice_text(repo: Repo, iri: str) -> tuple[str, str]:
    """Raw text of a notice and the name of its file; two empty strings if the notice isn't stored."""
    rows = repo.select(load("text"), bindings={"notice": NamedNode(iri)})
    return (text_of(rows[0].get("text")), text_of(rows[0].get("file"))) if rows else ("", "")


def read_notice(repo: Repo, iri: str, lang: str) -> NoticeView | None:
    """One notice with everything the reader shows, or None if it isn't stored."""
    text, file = notice_text(repo, iri)
    if not text:
        return None
    slot = {"notice": NamedNode(iri)}
    known = about(repo, iri, lang)
    recipients = labels_by(repo.select(load("recipients"), bindings=slot), "recipient", lang)
    return NoticeView(
        iri=iri,
        label=next((f.value for f in known if local_name(f.name) == "label"), local_name(iri)),
        file=file,
        text=text,
        facts=_chosen(known, HEADER_PROPERTIES),
        recipients=tuple(recipients.values()),
        repairs=_repairs(repo.select(load("repairs"), bindings=slot)),
        marks=tuple(_fact_marks(repo.select(load("spans"), bindings=slot))),
        cited_by=tuple(
            Fact("citedBy", text_of(row.get("label")), row["notice"].value)
            for row in repo.select(load("cited_by"), bindings={"cited": NamedNode(iri)})
        ),
    )


def _repairs(rows: Iterable[Row]) -> tuple[RepairView, ...]:
    return tuple(
        RepairView(text_of(r.get("kind")), text_of(r.get("observed")), text_of(r.get("intended")),
                   text_of(r.get("rule")), number_of(r.get("start")), number_of(r.get("end")))
        for r in rows
    )  # fmt: skip


def _fact_marks(rows: Iterable[Row]) -> Iterable[Mark]:
    seen = set[tuple[str, int]]()
    for row in rows:
        kind = FACT_KINDS.get(local_name(row["type"].value))
        key = (row["fact"].value, number_of(row.get("start")))
        if kind and key not in seen:
            seen.add(key)
            yield Mark(key[1], number_of(row.get("end")), kind, local_name(key[0]))


def read_duty(repo: Repo, iri: str, lang: str) -> DutyView | None:
    """One duty with its assignees, deadline and clause parts, or None if there is no such duty."""
    slot = {"duty": NamedNode(iri)}
    known = about(repo, iri, lang)
    if not known:
        return None
    return DutyView(
        iri=iri,
        text=next((f.value for f in known if local_name(f.name) == "text"), ""),
        assignees=_assignees(repo.select(load("assignees"), bindings=slot), lang),
        facts=_chosen(known, DUTY_PROPERTIES),
        deadline=_deadline(repo.select(load("deadline"), bindings=slot)),
        parts=_parts(repo.select(load("duty_parts"), bindings=slot)),
        page=next((number_of(row.get("page")) for row in repo.select(load("duty_page"), bindings=slot)), None),
    )


def _assignees(rows: list[Row], lang: str) -> tuple[AssigneeView, ...]:
    labels = labels_by(rows, "agent", lang)
    found: dict[str, AssigneeView] = {}
    for row in rows:
        iri = row["agent"].value
        label = labels[iri] or text_of(row.get("written")) or local_name(iri)
        found.setdefault(iri, AssigneeView(label, iri, text_of(row.get("source")), text_of(row.get("role")),
                                           text_of(row.get("rule"))))  # fmt: skip
    return tuple(found.values())


def _deadline(rows: list[Row]) -> tuple[Fact, ...]:
    return tuple(Fact(key, row[key].value) for row in rows[:1] for key in ("label", "date", "type") if key in row)


def _parts(rows: list[Row]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(Fact(local_name(r["role"].value), text_of(r.get("label"))) for r in rows))
