"""A repository behind a SPARQL 1.1 endpoint: query and update over the Protocol, nothing but HTTP.

The endpoint's default graph must be the union of its named graphs for queries to see everything, as
it is in GraphDB, Stardog, Virtuoso or `thongtri serve`. If it isn't (as in Fuseki by default), the union is
asked for by naming every graph in each request.
"""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.binding import bind
from kg.errors import QueryError, RemoteError
from kg.iris import system_graph
from kg.queries import load
from kg.reasons import Reason
from kg.repo import Result, Row, Rows, Term
from kg.repo_base import RepoBase
from kg.updates import replacement

_TIMEOUT: Final = 60.0
_ACCEPT: Final = "application/sparql-results+json, text/turtle;q=0.9, application/n-triples;q=0.8"
_BAD_QUERY: Final = 400


class RemoteRepo(RepoBase):
    """The `Repo` protocol over an endpoint.

    `update` is the address for updates (by default that of queries); `timeout` is in seconds for each
    request.
    """

    def __init__(self, endpoint: str, *, update: str | None = None, timeout: float = _TIMEOUT) -> None:
        self.endpoint = endpoint
        self._update = update or endpoint
        self._timeout = timeout
        self._dataset: list[tuple[str, str]] = []
        self._look()

    def query(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
        """See `Repo.query`.

        Raises:
            QueryError: the endpoint rejects the query.
            RemoteError: the endpoint can't be reached or fails.
        """
        fields = [("query", bind(sparql, bindings)), *self._dataset]
        kind, body = self._post(self.endpoint, fields, accept=_ACCEPT)
        rdf = RdfFormat.from_media_type(kind)
        try:
            if rdf is not None:
                return [Triple(quad.subject, quad.predicate, quad.object) for quad in parse(body, format=rdf)]
            results = QueryResultsFormat.from_media_type(kind)
            if results is None:
                raise RemoteError(self.endpoint, Reason("no_type", kind=kind or "—"))
            found = parse_query_results(body, format=results)
        except (SyntaxError, ValueError) as error:
            raise RemoteError(self.endpoint, str(error)) from error
        if not isinstance(found, QuerySolutions):
            return bool(found)
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, [_row(names, solution) for solution in found])

    def graphs(self) -> tuple[NamedNode, ...]:
        """See `Repo.graphs`."""
        names = {row["graph"] for row in self.select(load("graphs.rq"))} - {system_graph()}
        return tuple(sorted((n for n in names if isinstance(n, NamedNode)), key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `Repo.quads`; fetched graph by graph."""
        for name in self.graphs() if graph is None else (graph,):
            for triple in self.construct(load("graph.rq"), bindings={"graph": name}):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """See `Repo.replace_graphs`; one update request, which SPARQL 1.1 asks to be atomic."""
        self._post(self._update, [("update", replacement(graphs))], accept="*/*")
        if self._dataset or not self._settled:
            self._look()

    def close(self) -> None:
        """Nothing to let go of: each request has its own connection."""

    def _look(self) -> None:
        """Find out whether the default graph is the union; if it isn't, name every graph there is now."""
        self._dataset = []
        names = [name.value for name in self.graphs()]
        self._settled = bool(names)
        if names and not self.ask(load("sees_union.rq")):
            graphs = [*names, system_graph().value]
            self._dataset = [(key, name) for key in ("default-graph-uri", "named-graph-uri") for name in graphs]

    def _post(self, address: str, fields: list[tuple[str, str]], *, accept: str) -> tuple[str, bytes]:
        """Media type and body of the answer to a form."""
        request = urllib.request.Request(
            address, urllib.parse.urlencode(fields).encode(), {"Accept": accept}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:
                return answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                told = error.read(2000).decode("utf-8", "replace").strip() or error.reason
            if error.code == _BAD_QUERY:
                raise QueryError(told) from error
            raise RemoteError(self.endpoint, told, error.code) from error
        except (OSError, ValueError) as error:
            raise RemoteError(self.endpoint, str(getattr(error, "reason", error))) from error


def _row(names: tuple[str, ...], solution: Mapping[str, object]) -> Row:
    return {name: term for name in names if isinstance(term := solution[name], (NamedNode, BlankNode, Literal))}
