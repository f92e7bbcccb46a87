"""People's decisions on links between things: what is the same body, which notice a citation means.

Each pair has one decision in force at most; a new one replaces it. They live in the graph
`id:graph/decisions`; an accepted sameness is said there as `owl:sameAs`, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg import iris
from kg.iris import term
from kg.queries import load
from kg.repo import Repo

CITES: Final = "cites"
SAME: Final = "same"
_ID: Final = 8
_TEXTS: Final = ("kind", "subject", "object", "by", "at", "why", "state", "label")

Verdicts: TypeAlias = Mapping[tuple[str, str, str], bool]
"""Kind, subject, object → whether people accepted the link."""


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """Who decided when that `subject` is (`accepted`) or isn't the same as `object`, or cites it."""

    kind: str
    subject: str
    object: str
    accepted: bool
    by: str
    at: str
    why: str = ""
    state: str = "active"
    """`active` or `withdrawn`."""
    label: str = ""
    """Name of the object."""

    @property
    def id(self) -> str:
        """Short name of the pair."""
        return pair_id(self.kind, self.subject, self.object)

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {"id": self.id, **asdict(self)}


def pair_id(kind: str, subject: str, object_: str) -> str:
    """Short name of a pair, the same whenever it is proposed: `p-1f0c22ab`."""
    return "p-" + hashlib.sha256(f"{kind} {subject} {object_}".encode()).hexdigest()[:_ID]


def read_decisions(repo: Repo) -> tuple[LinkDecision, ...]:
    """All decisions on links, the oldest first."""
    accepted = term("tt:accepted")
    found = []
    for row in repo.select(load("decisions.rq")):
        said = {name: str(value.value) for name, value in row.items()}
        texts = {
            name: said.get(name, "") for name in ("kind", "subject", "object", "by", "at", "why", "state", "label")
        }
        found.append(LinkDecision(accepted=row["verdict"] == accepted, **texts))
    return tuple(found)


def verdicts_of(decisions: Iterable[LinkDecision]) -> Verdicts:
    """What the decisions in force say of each pair."""
    return {(one.kind, one.subject, one.object): one.accepted for one in decisions if one.state == "active"}


def read_verdicts(repo: Repo) -> Verdicts:
    """What the decisions in force say of each pair."""
    return verdicts_of(read_decisions(repo))


def decision_quads(decisions: Iterable[LinkDecision]) -> list[Quad]:
    """The graph of decisions."""
    graph = iris.decisions_graph()
    said = dict.fromkeys(triple for one in decisions for triple in _statements(one))
    return [Quad(subject, term(predicate), value, graph) for subject, predicate, value in said]


def _statements(one: LinkDecision) -> Iterator[tuple[NamedNode, str, NamedNode | Literal]]:
    node, reviewer = iris.thing("decision/" + one.id), iris.thing("reviewer/" + one.by)
    subject, object_ = NamedNode(one.subject), NamedNode(one.object)
    yield node, "rdf:type", term("tt:LinkDecision")
    yield node, "rdfs:label", Literal(f"{one.by}: {one.why}" if one.why else one.by)
    yield node, "tt:linkKind", Literal(one.kind)
    yield node, "tt:linkSubject", subject
    yield node, "tt:linkObject", object_
    yield node, "tt:decision", term("tt:accepted" if one.accepted else "tt:rejected")
    yield node, "tt:reviewState", Literal(one.state)
    yield node, "prov:wasAssociatedWith", reviewer
    yield node, "prov:endedAtTime", Literal(one.at, datatype=term("xsd:dateTime"))
    yield reviewer, "rdf:type", term("prov:Agent")
    yield reviewer, "rdfs:label", Literal(one.by)
    if one.why:
        yield node, "tt:reviewReason", Literal(one.why)
    if one.label:
        yield object_, "rdfs:label", Literal(one.label)
    if one.kind == SAME and one.accepted and one.state == "active":
        yield subject, "owl:sameAs", object_
