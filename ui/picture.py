"""Who gives duties to whom in a notice, read from the graph, and where each name stands in a picture of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.repo import Repo
from ontology.text import fold
from ui.queries import load
from ui.reader import about
from ui.terms import labels_by, local_name, text_of

MOST: Final = 24
"""Assignees drawn, those with the most duties."""
WIDTH: Final = 250
"""Width of a name's box, in pixels."""
GAP: Final = 120
"""Room between two columns."""
STEP: Final = 52
"""From one box of a column to the next."""


@dataclass(frozen=True, slots=True)
class Order:
    """One duty given to one agent, under a director or none."""

    duty: str
    agent: str
    director: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Orders:
    """Every order of a notice, with the label of each thing named."""

    issuer: str
    orders: tuple[Order, ...]
    labels: Mapping[str, str]
    topics: Mapping[str, str]

    def on(self, topic: str) -> Orders:
        """Those on a topic (its IRI), or all of them for ''."""
        if not topic:
            return self
        kept = tuple(order for order in self.orders if topic in order.topics)
        return Orders(self.issuer, kept, self.labels, self.topics)


@dataclass(frozen=True, slots=True)
class Node:
    """A box: the thing, its name, its column and top in pixels, the duties it has a part in."""

    iri: str
    label: str
    column: int
    top: int
    duties: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, for so many duties."""

    start: Node
    end: Node
    duties: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and lines; `left_out` counts the agents for which there was no room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    left_out: int


def read_orders(repo: Repo, notice: str, lang: str) -> Orders:
    """The orders of a notice; none if it isn't stored or gives none."""
    rows = repo.select(load("picture"), bindings={"notice": NamedNode(notice)})
    labels = dict[str, str]()
    for name in ("agent", "director"):
        found = labels_by(rows, name, lang, f"{name}Label")
        labels |= {iri: label or local_name(iri) for iri, label in found.items()}
    topics = dict[tuple[str, str, str], set[str]]()
    for row in rows:
        key = (row["duty"].value, row["agent"].value, text_of(row.get("director")))
        topics.setdefault(key, set()).update({row["topic"].value} if "topic" in row else ())
    issuer = next((fact for fact in about(repo, notice, lang) if local_name(fact.name) == "issuer"), None)
    if issuer is not None and issuer.iri:
        labels[issuer.iri] = issuer.value
    orders = tuple(Order(*key, frozenset(of_it)) for key, of_it in topics.items())
    return Orders(issuer.iri or "" if issuer else "", orders, labels, labels_by(rows, "topic", lang, "topicLabel"))


def draw(orders: Orders) -> Picture:
    """Issuer, directors and assignees in three columns, the busiest assignees first."""
    duties = _duties_of(orders, "agent")
    agents = sorted(duties, key=lambda iri: (-len(duties[iri]), fold(orders.labels[iri])))
    shown = tuple(order for order in orders.orders if order.agent in set(agents[:MOST]))
    kept = Orders(orders.issuer, shown, orders.labels, orders.topics)
    directors = sorted(_duties_of(kept, "director"), key=lambda iri: agents.index(_first(kept, iri)))
    columns = ([orders.issuer] if orders.issuer and shown else [], directors, agents[:MOST])
    height = STEP * max(1, *map(len, columns))
    nodes = [_column(kept, column, names) for column, names in enumerate(columns)]
    return Picture(tuple(n for column in nodes for n in column), tuple(_edges(kept, nodes)), height,
                   max(0, len(agents) - MOST))  # fmt: skip


def _duties_of(orders: Orders, role: str) -> dict[str, set[str]]:
    found = dict[str, set[str]]()
    for order in orders.orders:
        if iri := str(getattr(order, role)):
            found.setdefault(iri, set()).add(order.duty)
    return found


def _first(orders: Orders, director: str) -> str:
    """An agent that the director directs."""
    return next(order.agent for order in orders.orders if order.director == director)


def _column(orders: Orders, column: int, names: Sequence[str]) -> list[Node]:
    counts = _duties_of(orders, ("", "director", "agent")[column]) if column else {}
    total = len({order.duty for order in orders.orders})
    return [
        Node(iri, orders.labels[iri], column, STEP * place, len(counts[iri]) if column else total)
        for place, iri in enumerate(names)
    ]


def _edges(orders: Orders, nodes: Sequence[Sequence[Node]]) -> list[Edge]:
    """From the issuer to whom it gives duties outright or to direct, from directors to the directed."""
    issuers, directors, agents = ({node.iri: node for node in column} for column in nodes)
    lines = dict[tuple[int, str, str], set[str]]()
    for order in orders.orders:
        if order.director:
            lines.setdefault((1, order.director, order.agent), set()).add(order.duty)
        if orders.issuer in issuers:
            first = (0, orders.issuer, order.director) if order.director else (2, orders.issuer, order.agent)
            lines.setdefault(first, set()).add(order.duty)
    ends = {0: (issuers, directors), 1: (directors, agents), 2: (issuers, agents)}
    return [Edge(ends[k][0][a], ends[k][1][b], len(duties)) for (k, a, b), duties in lines.items()]
