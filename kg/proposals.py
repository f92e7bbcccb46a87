"""What the program isn't sure of and people should decide: bodies that may be one, citations that may mean a notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.alike import NamedBody, alike
from kg.decisions import CITES, SAME, LinkDecision, Verdicts, pair_id, read_decisions, read_verdicts
from kg.errors import UnknownReviewError
from kg.linking import decide
from kg.queries import load
from kg.repo import Repo


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open pair: is `subject` the same as `object` (`same`), or does it cite it (`cites`)?

    `reason` is a code (see `kg.alike`), or the words of the citation.
    """

    id: str
    kind: str
    subject: str
    subject_label: str
    object: str
    object_label: str
    reason: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)


def list_proposals(repo: Repo) -> list[Proposal]:
    """Everything open, bodies first, the surest first; what people decided on is left out."""
    verdicts = read_verdicts(repo)
    return [*_same(repo, verdicts), *_cites(repo, verdicts)]


def find_proposal(repo: Repo, pair: str) -> Proposal:
    """An open proposal by its id.

    Raises:
        UnknownReviewError: there is none.
    """
    for proposal in list_proposals(repo):
        if proposal.id == pair:
            return proposal
    raise UnknownReviewError(pair)


def resolve(repo: Repo, pair: str, *, accepted: bool, by: str, why: str = "") -> LinkDecision:
    """Accept or reject an open proposal.

    Raises:
        UnknownReviewError: there is none of that id.
    """
    found = find_proposal(repo, pair)
    subject, object_ = NamedNode(found.subject), NamedNode(found.object)
    return decide(repo, found.kind, subject, object_, accepted=accepted, by=by, why=why)


def decided(repo: Repo) -> tuple[LinkDecision, ...]:
    """All decisions on links, also those taken back."""
    return read_decisions(repo)


def _same(repo: Repo, verdicts: Verdicts) -> Iterator[Proposal]:
    rows = repo.select(load("named_bodies.rq"))
    bodies = [
        NamedBody(str(row["body"].value), str(row["label"].value), "lexicon" in row, int(str(row["notices"].value)))
        for row in rows
        if "open" not in row
    ]
    for pair in alike(bodies):
        one, other = pair.one, pair.other
        if (SAME, one.iri, other.iri) not in verdicts and (SAME, other.iri, one.iri) not in verdicts:
            name = pair_id(SAME, one.iri, other.iri)
            yield Proposal(name, SAME, one.iri, one.label, other.iri, other.label, pair.reason, pair.confidence)


def _cites(repo: Repo, verdicts: Verdicts) -> Iterator[Proposal]:
    for row in repo.select(load("may_cite.rq")):
        said = {name: str(value.value) for name, value in row.items()}
        if (CITES, said["subject"], said["object"]) not in verdicts:
            name = pair_id(CITES, said["subject"], said["object"])
            labels = said["subjectLabel"], said["objectLabel"]
            yield Proposal(name, CITES, said["subject"], labels[0], said["object"], labels[1], said["text"], 0.5)
