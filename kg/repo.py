"""What a repository of quads can do, whatever keeps them: memory, disk or a remote endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal
Row: TypeAlias = dict[str, Term]
"""One solution: variable name → term; an unbound variable is absent."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Solutions of a SELECT query, in order. `rows` may be read once if the store streams them."""

    variables: tuple[str, ...]
    rows: Iterable[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


Triples: TypeAlias = Sequence[Triple]
Result: TypeAlias = Rows | Triples | bool


class Repo(Protocol):
    """Quads in named graphs. Queries see the union of all named graphs as the default graph."""

    def query(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
        """Run SELECT (→ `Rows`), CONSTRUCT/DESCRIBE (→ triples) or ASK (→ bool).

        `bindings` fix variables to terms (see `kg.binding`).

        Raises:
            QueryError: the query can't be parsed or answered.
        """
        ...

    def select(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """All solutions of a SELECT query."""
        ...

    def construct(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Triples:
        """Triples of a CONSTRUCT or DESCRIBE query."""
        ...

    def ask(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> bool:
        """Answer of an ASK query."""
        ...

    def graphs(self) -> tuple[NamedNode, ...]:
        """Names of all named graphs, sorted."""
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Quads of one named graph, or of all."""
        ...

    def replace_graph(self, name: NamedNode, quads: Iterable[Quad]) -> None:
        """Put exactly these quads in the graph, in one transaction; no quads removes it."""
        ...

    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """Replace several graphs in one transaction."""
        ...

    @property
    def generation(self) -> int:
        """A number that grows with every change."""
        ...

    def close(self) -> None:
        """Let go of files and connections; further use is an error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
