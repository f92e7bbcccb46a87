"""What the notice states besides orders: events, figures, assessments, passages, repairs."""

from __future__ import annotations

from ingest.model import Assessment, Event, Passage, Repair, Statistic, Unmapped
from kg import iris
from kg.mapping.agents import add_agent
from kg.mapping.codes import code
from kg.mapping.graph import NoticeGraph


def add_event(graph: NoticeGraph, number: int, event: Event) -> None:
    node = graph.fact(
        event.id or f"event-{number}", "tt:Event", code("event_type", event.type), start=event.start, end=event.end
    )
    graph.label(node, event.label)
    graph.string(node, "tt:eventType", event.type)
    graph.date(node, "tt:date", event.date)
    graph.string(node, "tt:placeText", event.place)
    graph.string(node, "tt:session", event.session)
    graph.integer(node, "tt:sequence", number)
    for ref in event.participants:
        graph.add(node, "tt:participant", add_agent(graph, ref))


def add_statistic(graph: NoticeGraph, number: int, figure: Statistic) -> None:
    """One figure. A figure without a number is no observation: it is kept as unmapped text."""
    if figure.value is None and figure.min is None and figure.max is None:
        text = graph.reading(figure.start, figure.end)
        add_unmapped(graph, Unmapped(figure.start, figure.end, text, "no_number"))
        return
    node = graph.fact(figure.id or f"statistic-{number}", "tt:Statistic", start=figure.start, end=figure.end)
    graph.label(node, graph.reading(figure.start, figure.end))
    graph.string(node, "tt:metric", figure.metric)
    graph.decimal(node, "tt:value", figure.value)
    graph.decimal(node, "tt:minValue", figure.min)
    graph.decimal(node, "tt:maxValue", figure.max)
    graph.decimal(node, "tt:ofTotal", figure.of_total)
    graph.string(node, "tt:unit", figure.unit)
    graph.string(node, "tt:asOf", figure.as_of)
    graph.string(node, "tt:placeText", figure.place)
    graph.integer(node, "tt:sequence", number)


def add_assessment(graph: NoticeGraph, number: int, assessment: Assessment) -> None:
    name = assessment.id or f"assessment-{number}"
    node = graph.fact(
        name, "tt:Assessment", code("assessment_kind", assessment.kind), start=assessment.start, end=assessment.end
    )
    graph.string(node, "tt:text", assessment.text)
    graph.label(node, assessment.text)
    graph.integer(node, "tt:sequence", number)
    for ref in assessment.who:
        graph.add(node, "tt:concerns", add_agent(graph, ref))
    for topic in assessment.topics:
        graph.add(node, "tt:topic", iris.topic(topic))


def add_passage(graph: NoticeGraph, number: int, passage: Passage) -> None:
    node = graph.fact(passage.id or f"passage-{number}", "tt:Passage", start=passage.start, end=passage.end)
    graph.string(node, "tt:text", passage.text)
    graph.integer(node, "tt:sequence", number)
    graph.in_section(node, passage.section)


def add_repair(graph: NoticeGraph, number: int, repair: Repair) -> None:
    node = graph.fact(f"repair-{number}", "tt:Repair", start=repair.start, end=repair.end)
    graph.string(node, "tt:repairKind", repair.kind)
    graph.string(node, "tt:observed", repair.observed)
    graph.string(node, "tt:intended", repair.intended)
    graph.string(node, "tt:rule", repair.rule)
    graph.decimal(node, "tt:confidence", repair.confidence)


def add_unmapped(graph: NoticeGraph, unmapped: Unmapped) -> None:
    node = graph.fact(graph.numbered("unmapped"), "tt:Unmapped", start=unmapped.start, end=unmapped.end)
    graph.string(node, "tt:text", graph.reading(unmapped.start, unmapped.end))
    graph.string(node, "tt:why", unmapped.why)
