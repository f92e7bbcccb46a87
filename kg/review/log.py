"""The review graph of a notice: decisions and their effect as quads, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import iris
from kg.iris import term
from kg.merging import Alias
from kg.repo import Repo
from kg.review.model import Log, Review

_TEXTS: Final = {
    "kind": "tt:reviewedClass",
    "quote": "tt:reviewedQuote",
    "why": "tt:reviewReason",
    "field": "tt:reviewedField",
    "former": "tt:formerValue",
    "state": "tt:reviewState",
    "stale": "tt:staleReason",
    "withdrawn_by": "tt:withdrawnBy",
}
_TIMES: Final = {"at": "prov:endedAtTime", "withdrawn_at": "prov:invalidatedAtTime"}
_NUMBERS: Final = {"start": "tt:reviewedStart", "end": "tt:reviewedEnd"}
Subject = NamedNode | BlankNode
Statement = tuple[NamedNode, str, NamedNode | Literal]


def review_iri(notice_id: str, number: int) -> NamedNode:
    """IRI of one decision: `<notice>#review-3`."""
    return iris.fragment(iris.notice(notice_id), f"review-{number}")


def reading_hash(triples: Iterable[Triple]) -> str:
    """SHA-256 of the sorted N-Triples lines."""
    return hashlib.sha256("\n".join(sorted(map(str, triples))).encode()).hexdigest()


def log_quads(log: Log) -> list[Quad]:
    """The quads of the review graph; none if nothing was ever decided."""
    if not log.reviews and not log.aliases:
        return []
    graph = iris.review_graph(log.notice_id)
    statements = [*_head(log, graph)]
    for review in log.reviews:
        statements += _review(log.notice_id, review)
    return [Quad(subject, term(predicate), value, graph) for subject, predicate, value in dict.fromkeys(statements)]


def review_ids(repo: Repo) -> list[str]:
    """Ids of the notices that people have reviewed."""
    base = iris.review_graph("").value
    return [name.value.removeprefix(base) for name in repo.graphs() if name.value.startswith(base)]


def read_log(repo: Repo, notice_id: str) -> Log:
    """The decisions on a notice; an empty log if there are none."""
    return log_of(notice_id, repo.quads(iris.review_graph(notice_id)))


def log_of(notice_id: str, quads: Iterable[Quad]) -> Log:
    """Inverse of `log_quads`; what isn't a decision is left out."""
    graph = iris.review_graph(notice_id)
    values: dict[Subject, dict[str, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, (NamedNode, BlankNode)) and isinstance(quad.object, (NamedNode, Literal)):
            values.setdefault(quad.subject, {})[quad.predicate.value] = quad.object.value
    type_, reviews = term("rdf:type").value, []
    for subject, found in values.items():
        if found.get(type_) == term("tt:Review").value and isinstance(subject, NamedNode):
            reviews.append(_read(subject, found, values))
    head = values.get(graph, {})
    return Log(
        notice_id,
        tuple(sorted(reviews, key=lambda review: review.number)),
        _triples(head.get(term("tt:removedStatements").value, "")),
        _triples(head.get(term("tt:addedStatements").value, "")),
        head.get(term("tt:readingHash").value, ""),
        tuple(sorted(_aliases(values))),
    )


def _aliases(values: dict[Subject, dict[str, str]]) -> Iterator[Alias]:
    for subject, found in values.items():
        body = found.get(term("owl:sameAs").value)
        if body is not None and isinstance(subject, NamedNode):
            label = values.get(NamedNode(body), {}).get(term("rdfs:label").value, "")
            yield Alias(subject.value, body, label)


def _head(log: Log, graph: NamedNode) -> Iterator[Statement]:
    yield graph, "rdf:type", term("tt:ReviewLog")
    yield graph, "tt:reviewOf", iris.notice(log.notice_id)
    yield graph, "tt:readingHash", Literal(log.reading_hash)
    for predicate, triples in (("tt:removedStatements", log.removed), ("tt:addedStatements", log.added)):
        if triples:
            yield graph, predicate, Literal(n_triples(triples))
    for alias in log.aliases:
        yield NamedNode(alias.alias), "owl:sameAs", NamedNode(alias.body)
        if alias.label:
            yield NamedNode(alias.body), "rdfs:label", Literal(alias.label)


def _review(notice_id: str, review: Review) -> Iterator[Statement]:
    node = review_iri(notice_id, review.number)
    reviewer = iris.thing("reviewer/" + review.by)
    yield node, "rdf:type", term("tt:Review")
    yield node, "tt:reviewOf", iris.notice(notice_id)
    yield node, "tt:about", NamedNode(review.about)
    yield node, "tt:decision", term("tt:" + review.decision)
    yield node, "rdfs:label", Literal(f"{review.by}: {review.why}" if review.why else review.by)
    yield node, "prov:wasAssociatedWith", reviewer
    yield reviewer, "rdf:type", term("prov:Agent")
    yield reviewer, "rdfs:label", Literal(review.by)
    for name, predicate in _TEXTS.items():
        if getattr(review, name):
            yield node, predicate, Literal(str(getattr(review, name)))
    for name, predicate in _TIMES.items():
        if getattr(review, name):
            yield node, predicate, Literal(str(getattr(review, name)), datatype=term("xsd:dateTime"))
    for name, predicate in _NUMBERS.items():
        yield node, predicate, Literal(int(getattr(review, name)))
    if review.field is not None or review.value is not None:
        yield node, "tt:reviewedValue", Literal(json.dumps(review.value, ensure_ascii=False, sort_keys=True))


def _read(node: NamedNode, found: dict[str, str], values: dict[Subject, dict[str, str]]) -> Review:
    def get(predicate: str) -> str:
        return found.get(term(predicate).value, "")

    reviewer = values.get(NamedNode(get("prov:wasAssociatedWith")), {})
    texts = {name: get(predicate) for name, predicate in {**_TEXTS, **_TIMES}.items()}
    value = get("tt:reviewedValue")
    return Review(
        number=int(node.value.rpartition("-")[2]),
        decision=get("tt:decision").rpartition("#")[2],
        about=get("tt:about"),
        start=int(get("tt:reviewedStart")),
        end=int(get("tt:reviewedEnd")),
        by=reviewer.get(term("rdfs:label").value, ""),
        value=json.loads(value) if value else None,
        field=texts.pop("field") or None,
        **texts,
    )


def n_triples(triples: Iterable[Triple]) -> str:
    """Sorted N-Triples lines."""
    data = serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b""
    return data.decode("utf-8")


def _triples(text: str) -> frozenset[Triple]:
    found = parse(text, format=RdfFormat.N_TRIPLES)
    return frozenset(Triple(quad.subject, quad.predicate, quad.object) for quad in found)
