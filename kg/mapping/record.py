"""One record and its text → the quads of the notice's graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from ingest.model import Record
from kg.mapping.agents import add_bodies, add_officials
from kg.mapping.duties import add_duty
from kg.mapping.facts import add_assessment, add_event, add_passage, add_repair, add_statistic, add_unmapped
from kg.mapping.graph import NoticeGraph
from kg.mapping.header import add_notice
from kg.mapping.scope import scope_of


def to_quads(record: Record, text: str) -> Iterable[Quad]:
    """Quads of the graph `id:graph/<notice id>`; `text` is the raw text that the spans count in.

    Facts come in the order of the record; a triple said twice comes once.
    """
    graph = NoticeGraph(record, text, scope_of(record))
    add_notice(graph, record)
    add_bodies(graph, record.bodies)
    add_officials(graph, record.officials)
    for number, duty in enumerate(record.duties, start=1):
        add_duty(graph, number, duty)
    for number, event in enumerate(record.events, start=1):
        add_event(graph, number, event)
    for number, figure in enumerate(record.statistics, start=1):
        add_statistic(graph, number, figure)
    for number, assessment in enumerate(record.assessments, start=1):
        add_assessment(graph, number, assessment)
    for number, passage in enumerate(record.passages, start=1):
        add_passage(graph, number, passage)
    for number, repair in enumerate(record.repairs, start=1):
        add_repair(graph, number, repair)
    for unmapped in record.unmapped:
        add_unmapped(graph, unmapped)
    return graph.quads()
