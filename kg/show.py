"""Everything the graph knows of one thing, with the evidence of every fact."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UnknownIdError
from kg.evidence import Evidence
from kg.iris import term
from kg.names import find_things
from kg.pages import with_pages
from kg.queries import load
from kg.repo import Repo, Row, Term

_GENERAL: Final = frozenset(
    {"skos:Concept", "org:Organization", "prov:Activity", "org:ChangeEvent", "tt:Place", "tt:Event", "tt:Assessment"}
)
"""Classes shown only if nothing more special is known."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement about a thing: `predicate` and its caption, the other end and its label."""

    predicate: str
    caption: str
    value: str
    label: str
    is_iri: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing: what is said of it, the facts that speak of it, its own evidence."""

    iri: str
    label: str
    kind: str
    caption: str
    """Name of its class."""
    context: str
    """Label of its province or notice; may be empty."""
    relations: tuple[Relation, ...]
    spoken_of: tuple[Relation, ...]
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        out = asdict(self)
        for of, holders in (("relations", self.relations), ("spoken_of", self.spoken_of)):
            for told, relation in zip(out[of], holders, strict=True):
                told["evidence"] = [evidence.to_json() for evidence in relation.evidence]
        return {**out, "evidence": [evidence.to_json() for evidence in self.evidence]}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several things that a name may mean."""

    iri: str
    label: str
    kind: str
    caption: str
    context: str
    """Label of its province or notice, to tell it from others of the same name; may be empty."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that means several things."""

    name: str
    candidates: tuple[Candidate, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)


def show(repo: Repo, name: str, *, lang: str = "vi") -> Shown | Ambiguous:
    """Everything known of what a name means (see `kg.names.find_things`); captions in `vi` or `en`.

    Raises:
        UnknownIdError: nothing is called so.
    """
    things = find_things(repo, name)
    if not things:
        raise UnknownIdError(name)
    captions = term_captions(repo, lang)
    if len(things) > 1:
        return Ambiguous(name, tuple(_candidate(repo, thing, captions, lang) for thing in things))
    return show_thing(repo, things[0], captions, lang)


def show_thing(repo: Repo, thing: NamedNode, captions: dict[str, str], lang: str) -> Shown:
    """Everything known of a thing by its IRI."""
    bindings = {"thing": thing}
    head = _candidate(repo, thing, captions, lang)
    own = repo.select(load("own_evidence.rq"), bindings=bindings)
    return Shown(
        head.iri,
        head.label,
        head.kind,
        head.caption,
        head.context,
        _paged(repo, _relations(repo.select(load("outgoing.rq"), bindings=bindings), captions, lang)),
        _paged(repo, _relations(repo.select(load("incoming.rq"), bindings=bindings), captions, lang)),
        with_pages(repo, [evidence for row in own if (evidence := _evidence(row)) is not None]),
    )


def term_captions(repo: Repo, lang: str) -> dict[str, str]:
    """IRI of each term of the ontology and of the standards it uses → its label in the language, else in any."""
    standard = tomllib.loads(files("kg").joinpath("data/standard_terms.toml").read_text(encoding="utf-8"))
    captions = {term(curie).value: said["en" if lang == "en" else "vi"] for curie, said in standard.items()}
    for row in repo.select(load("term_labels.rq")):
        label = row["label"]
        if isinstance(label, Literal) and (label.language == lang or str(row["term"].value) not in captions):
            captions[str(row["term"].value)] = label.value
    return captions


def _candidate(repo: Repo, thing: NamedNode, captions: dict[str, str], lang: str) -> Candidate:
    rows = repo.select(load("labels.rq"), bindings={"thing": thing})
    kinds = [str(row["type"].value) for row in rows]
    general = {term(curie).value for curie in _GENERAL}
    kind = min(kinds, key=lambda iri: (iri in general, iri not in captions, iri), default="")
    label = _best_label(rows, lang) or _local(thing.value)
    return Candidate(thing.value, label, kind, _caption(kind, captions), _best_label(rows, lang, "context"))


def _relations(rows: list[Row], captions: dict[str, str], lang: str) -> tuple[Relation, ...]:
    """One relation per predicate and value, with all evidence; in the order of predicate and place."""
    groups: dict[tuple[str, Term], list[Row]] = {}
    for row in rows:
        groups.setdefault((str(row["predicate"].value), row["value"]), []).append(row)
    found = []
    for (predicate, value), group in groups.items():
        evidence = {evidence for row in group if (evidence := _evidence(row)) is not None}
        found.append(
            Relation(
                predicate,
                _caption(predicate, captions),
                str(value.value),
                _best_label(group, lang) or _shown(value),
                isinstance(value, NamedNode),
                tuple(sorted(evidence, key=lambda item: (item.notice, item.start, item.end))),
            )
        )
    return tuple(sorted(found, key=_order))


def _paged(repo: Repo, relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Relations whose evidence tells its pages; all are looked up at once."""
    found = iter(with_pages(repo, [evidence for relation in relations for evidence in relation.evidence]))
    return tuple(replace(relation, evidence=tuple(next(found) for _ in relation.evidence)) for relation in relations)


def _order(relation: Relation) -> tuple[str, str, int, str]:
    first = relation.evidence[0] if relation.evidence else None
    return relation.predicate, first.notice if first else "", first.start if first else 0, relation.value


def _evidence(row: Row) -> Evidence | None:
    if not {"notice", "source", "start", "end", "exact"} <= row.keys():
        return None
    start, end = (int(str(row[name].value)) for name in ("start", "end"))
    return Evidence(str(row["notice"].value), str(row["source"].value), start, end, str(row["exact"].value))


def _best_label(rows: Iterable[Row], lang: str, name: str = "label") -> str:
    """Label in the language, else without language, else any."""
    labels = [label for row in rows if isinstance(label := row.get(name), Literal)]
    ranked = sorted(labels, key=lambda label: (label.language != lang, label.language is not None, label.value))
    return ranked[0].value if ranked else ""


def _caption(iri: str, captions: dict[str, str]) -> str:
    return captions.get(iri, _local(iri))


def _local(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def _shown(value: Term) -> str:
    if isinstance(value, NamedNode):
        return _local(value.value)
    return "" if isinstance(value, BlankNode) else value.value
