"""Duties with their bearers, times, places and the parts of their clauses."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ingest.model import Deadline, Duty, Frame, Span
from kg import iris
from kg.mapping.agents import add_agent, add_agent_by_id, find_place
from kg.mapping.codes import code
from kg.mapping.graph import NoticeGraph


def add_duty(graph: NoticeGraph, number: int, duty: Duty) -> None:
    """One order. A framing order only introduces others and is no `tt:Duty`."""
    class_ = "tt:FramingOrder" if duty.kind == "framing" else "tt:Duty"
    node = graph.fact(duty.id, class_, start=duty.start, end=duty.end)
    text = duty.clean or graph.reading(duty.start, duty.end)
    graph.string(node, "tt:text", text)
    graph.label(node, text)
    graph.integer(node, "tt:sequence", number)
    graph.string(node, "tt:modality", duty.modality)
    graph.add(node, "tt:strength", code("strength", duty.strength))
    graph.add(node, "tt:dutyStatus", code("status", duty.status))
    graph.string(node, "tt:rule", duty.rule)
    graph.in_section(node, duty.section)
    for topic in duty.topics:
        graph.add(node, "tt:topic", iris.topic(topic))
    _add_assignees(graph, node, duty)
    _add_partners(graph, node, duty)
    _add_places(graph, node, duty)
    if duty.deadline is not None:
        _add_deadline(graph, node, duty, duty.deadline)
    _add_parts(graph, node, duty)


def _add_assignees(graph: NoticeGraph, node: NamedNode, duty: Duty) -> None:
    for rank, assignee in enumerate(duty.assignees, start=1):
        agent = add_agent_by_id(graph, assignee.id, assignee.label)
        graph.add(node, "tt:assignee", agent)
        how = code("assignment_source", assignee.source)
        if how is not None:
            graph.add_by_iri(node, how, agent)
        start, end = (assignee.start, assignee.end) if assignee.start is not None else (duty.start, duty.end)
        assignment = graph.fact(f"{duty.id}-assignment-{rank}", "tt:Assignment", start=start, end=end)
        graph.add(node, "tt:assignment", assignment)
        graph.add(assignment, "tt:assignedTo", agent)
        graph.label(assignment, assignee.label)
        graph.string(assignment, "tt:assignmentSource", assignee.source)
        graph.string(assignment, "tt:role", assignee.role)
        graph.string(assignment, "tt:rule", assignee.rule)
        graph.integer(assignment, "tt:sequence", rank)


def _add_partners(graph: NoticeGraph, node: NamedNode, duty: Duty) -> None:
    for predicate, refs in (
        ("tt:directedBy", duty.directed_by),
        ("tt:cooperatesWith", duty.cooperating),
        ("tt:reportsTo", duty.reports_to),
        ("tt:beneficiary", duty.beneficiaries),
    ):
        for ref in refs:
            graph.add(node, predicate, add_agent(graph, ref))


def _add_places(graph: NoticeGraph, node: NamedNode, duty: Duty) -> None:
    for rank, span in enumerate(duty.places, start=1):
        label = graph.reading(span.start, span.end)
        mention = graph.fact(f"{duty.id}-place-{rank}", "tt:PlaceMention", start=span.start, end=span.end)
        graph.add(node, "tt:placeMention", mention)
        graph.label(mention, label)
        graph.add(mention, "tt:refersTo", find_place(label, graph.scope))


def _add_deadline(graph: NoticeGraph, node: NamedNode, duty: Duty, deadline: Deadline) -> None:
    fact = graph.fact(f"{duty.id}-deadline", "tt:Deadline", start=deadline.start, end=deadline.end)
    graph.add(node, "tt:deadline", fact)
    graph.string(fact, "tt:deadlineType", deadline.type)
    graph.date(fact, "tt:date", deadline.date)
    graph.label(fact, deadline.text)


def _parts(frame: Frame, conditions: tuple[Span, ...]) -> Iterator[tuple[str, Span]]:
    """Constituents with the term of their role, in a fixed order."""
    single = (
        ("tt:purpose", frame.purpose),
        ("tt:manner", frame.manner),
        ("tt:partPlace", frame.place),
        ("tt:time", frame.time),
        ("tt:amount", frame.amount),
        ("tt:prohibitedOutcome", frame.prohibited),
    )
    if frame.action is not None:
        yield "tt:action", frame.action
    for span in frame.objects:
        yield "tt:object", span
    for role, part in single:
        if part is not None:
            yield role, part
    for span in conditions:
        yield "tt:condition", span


def _add_parts(graph: NoticeGraph, node: NamedNode, duty: Duty) -> None:
    for rank, (role, span) in enumerate(_parts(duty.frame, duty.conditions), start=1):
        part = graph.fact(f"{duty.id}-part-{rank}", "tt:ClausePart", start=span.start, end=span.end)
        graph.add(node, "tt:part", part)
        graph.add(part, "tt:partRole", iris.term(role))
        graph.label(part, graph.reading(span.start, span.end))
        graph.integer(part, "tt:sequence", rank)
