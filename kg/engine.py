"""Queries over one Oxigraph store held in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from kg.binding import bind
from kg.errors import QueryError, ReadOnlyError
from kg.iris import system_graph
from kg.repo import Result, Row, Rows, Term
from kg.repo_base import RepoBase
from kg.updates import replacement


class OxigraphRepo(RepoBase):
    """The `Repo` protocol over a pyoxigraph store: in memory as it is, on disk through `kg.store`."""

    def __init__(self, store: Store | None = None) -> None:
        self._store: Store | None = Store() if store is None else store

    @property
    def store(self) -> Store:
        """The engine's own object, for streaming reads and writes.

        Raises:
            ReadOnlyError: the repository has been closed.
        """
        if self._store is None:
            raise ReadOnlyError
        return self._store

    def query(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
        """See `Repo.query`; rows of a SELECT are streamed."""
        try:
            found = self.store.query(bind(sparql, bindings), use_default_graph_as_union=True)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise QueryError(str(error)) from error
        if isinstance(found, QuerySolutions):
            names = tuple(variable.value for variable in found.variables)
            return Rows(names, _rows(found, names))
        return bool(found) if isinstance(found, QueryBoolean) else list(found)

    def graphs(self) -> tuple[NamedNode, ...]:
        """See `Repo.graphs`; the store's own state is not among them."""
        names = (name for name in self.store.named_graphs() if isinstance(name, NamedNode) and name != system_graph())
        return tuple(sorted(names, key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `Repo.quads`; the store's own state is left out."""
        if graph is not None:
            return iter(self.store.quads_for_pattern(None, None, None, graph))
        own = system_graph()
        return (quad for quad in self.store.quads_for_pattern(None, None, None, None) if quad.graph_name != own)

    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """See `Repo.replace_graphs`; Oxigraph runs one update request as one transaction."""
        self.store.update(replacement(graphs))

    def compact(self) -> None:
        """Merge the files that a bulk load left behind, in which everything is looked up several times slower.

        It takes some 3 s a million quads.
        """
        self.store.optimize()

    def close(self) -> None:
        """Let go of the store; its lock goes with the last query still being read."""
        self._store = None


def _rows(found: QuerySolutions, names: tuple[str, ...]) -> Iterator[Row]:
    try:
        for solution in found:
            yield {name: term for name in names if isinstance(term := solution[name], (NamedNode, BlankNode, Literal))}
    except (ValueError, RuntimeError) as error:
        raise QueryError(str(error)) from error
