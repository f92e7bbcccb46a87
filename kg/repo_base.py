"""What every repository does alike, given how it answers a query and replaces graphs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad

from kg.errors import QueryError
from kg.queries import load
from kg.reasons import Reason
from kg.repo import Result, Row, Rows, Term, Triples


class RepoBase(ABC):
    """The parts of `Repo` that follow from `query`, `replace_graphs` and `close`."""

    @abstractmethod
    def query(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
        """See `Repo.query`."""

    @abstractmethod
    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """See `Repo.replace_graphs`."""

    @abstractmethod
    def close(self) -> None:
        """See `Repo.close`."""

    def select(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """See `Repo.select`."""
        found = self.query(sparql, bindings=bindings)
        if not isinstance(found, Rows):
            raise QueryError(Reason("not_select"))
        return list(found)

    def construct(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Triples:
        """See `Repo.construct`."""
        found = self.query(sparql, bindings=bindings)
        if isinstance(found, (Rows, bool)):
            raise QueryError(Reason("not_construct"))
        return found

    def ask(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> bool:
        """See `Repo.ask`."""
        found = self.query(sparql, bindings=bindings)
        if not isinstance(found, bool):
            raise QueryError(Reason("not_ask"))
        return found

    def replace_graph(self, name: NamedNode, quads: Iterable[Quad]) -> None:
        """See `Repo.replace_graph`."""
        self.replace_graphs({name: quads})

    @property
    def generation(self) -> int:
        """See `Repo.generation`; 0 for a store never written."""
        rows = self.select(load("generation.rq"))
        return int(str(getattr(rows[0]["generation"], "value", 0))) if rows else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
