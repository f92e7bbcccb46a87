"""Links between notices, derived from what they cite: one graph `id:graph/links/…` a notice.

Whenever graphs of notices change, `linked` adds to the same transaction the link graphs of those
notices and of all that cite their numbers, so that a citation is resolved when the cited notice comes later and
unresolved when it goes. What can't be told apart is `tt:mayCiteNotice`, for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iris
from kg.citations import SURE, Cited, Head, References, match, references
from kg.decisions import CITES, Verdicts, read_verdicts
from kg.iris import term
from kg.queries import load
from kg.repo import Repo, Row

Graphs = Mapping[NamedNode, Iterable[Quad]]


def linked(repo: Repo, graphs: Graphs, verdicts: Verdicts | None = None) -> dict[NamedNode, Iterable[Quad]]:
    """The graphs that a transaction writes, with the link graphs that follow from them.

    `verdicts` are people's decisions where the transaction changes them, too.
    """
    out = {name: tuple(quads) if iris.notice_of(name) else quads for name, quads in graphs.items()}
    written: dict[str, References | None] = {}
    for name, quads in out.items():
        notice_id = iris.notice_of(name)
        if notice_id is not None:
            triples = [quad.triple for quad in quads]
            written[notice_id] = references(iris.notice(notice_id), triples) if triples else None
    known = _Known(repo, written)
    keys = {found.head.key for found in written.values() if found is not None}
    keys |= {known.stored(notice_id).head.key for notice_id in written}
    affected = {*written, *(notice_id for key in keys - {""} for notice_id in known.citing(key))}
    decided = read_verdicts(repo) if verdicts is None else verdicts
    for notice_id in sorted(affected):
        out[iris.link_graph(notice_id)] = tuple(_links(notice_id, known, decided))
    return out


def links_of(repo: Repo, notice_id: str) -> frozenset[Quad]:
    """The link graph that a stored notice should have."""
    return frozenset(_links(notice_id, _Known(repo, {}), read_verdicts(repo)))


def relinked(repo: Repo, notice_ids: Iterable[str], verdicts: Verdicts) -> dict[NamedNode, Iterable[Quad]]:
    """New link graphs of some stored notices, whose own need not be right yet."""
    ids = set(notice_ids)
    known = _Known(repo, {one: _stored(repo, one) for one in ids})
    return {iris.link_graph(one): tuple(_links(one, known, verdicts)) for one in sorted(ids)}


class _Known:
    """Notices as they will be after the transaction: those it writes (null: takes out), else those of the store."""

    def __init__(self, repo: Repo, written: Mapping[str, References | None]) -> None:
        self._repo = repo
        self._written = written
        self._heads: dict[str, list[Head]] = {}
        for found in written.values():
            if found is not None:
                self._heads.setdefault(found.head.key, []).append(found.head)

    def stored(self, notice_id: str) -> References:
        """A notice as it is stored now."""
        return _stored(self._repo, notice_id)

    def references(self, notice_id: str) -> References | None:
        """A notice as it will be; null if it will be gone."""
        return self._written[notice_id] if notice_id in self._written else self.stored(notice_id)

    def heads(self, key: str) -> Iterator[Head]:
        """Notices of that number."""
        for row in self._repo.select(load("numbered.rq"), bindings={"key": Literal(key)}):
            notice = row["notice"]
            if isinstance(notice, NamedNode) and iris.id_of(notice) not in self._written:
                yield Head(notice, key, _text(row, "issued"), _text(row, "issuer"), _text(row, "place"))
        yield from self._heads.get(key, ())

    def citing(self, key: str) -> Iterator[str]:
        """Ids of the stored notices that cite that number."""
        for row in self._repo.select(load("citing.rq"), bindings={"key": Literal(key)}):
            if isinstance(row["notice"], NamedNode):
                yield iris.id_of(row["notice"])


def _stored(repo: Repo, notice_id: str) -> References:
    rows = repo.select(load("references.rq"), bindings={"graph": iris.graph(notice_id)})
    said = ((row["subject"], row["property"], row["value"]) for row in rows)
    return references(
        iris.notice(notice_id),
        (Triple(s, p, o) for s, p, o in said if isinstance(p, NamedNode) and not isinstance(s, Literal)),
    )


def _links(notice_id: str, known: _Known, verdicts: Verdicts) -> Iterator[Quad]:
    """The link graph of a notice; nothing for one that is gone."""
    found = known.references(notice_id)
    if found is None:
        return
    graph, own = iris.link_graph(notice_id), found.head
    if own.key:
        yield Quad(own.notice, term("tt:numberKey"), Literal(own.key), graph)
    for cited in found.cited:
        yield Quad(cited.citation, term("tt:citedKey"), Literal(cited.key), graph)
        for predicate, other in _resolved(own, cited, known, verdicts):
            for subject in (own.notice, cited.citation):
                yield Quad(subject, term(predicate), other, graph)


def _resolved(own: Head, cited: Cited, known: _Known, verdicts: Verdicts) -> Iterator[tuple[str, NamedNode]]:
    """The one notice that a citation surely means or that people accepted, else those it may mean."""
    heads = {head.notice: head for head in known.heads(cited.key)}
    found = {head.notice: how for head in heads.values() if (how := match(own, cited, head)) is not None}
    said = {notice: verdicts.get((CITES, own.notice.value, notice.value)) for notice in found}
    sure = [notice for notice in found if said[notice] is True]
    open_ = [notice for notice in found if said[notice] is None]
    if not sure:
        sure = [notice for notice in open_ if found[notice] == SURE]
    if len(sure) == 1:
        yield "tt:citesNotice", sure[0]
        return
    for notice in sorted(sure or open_, key=lambda one: one.value):
        yield "tt:mayCiteNotice", notice


def _text(row: Row, name: str) -> str:
    return str(row[name].value) if name in row else ""
