"""The notice as a document: header, text, sections, recipients, citations."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from pyoxigraph import Literal

from ingest.model import Citation, Jurisdiction, NoticeHeader, Record, Section, Source
from kg import iris
from kg.mapping.agents import add_agent, add_agent_by_id, add_signatory, province_at
from kg.mapping.codes import code
from kg.mapping.graph import NoticeGraph
from kg.mapping.labels import notice_label


def add_notice(graph: NoticeGraph, record: Record) -> None:
    """Everything the notice says of itself."""
    head = record.notice
    _describe(graph, head, notice_label(record))
    _add_source(graph, record.source)
    if head.jurisdiction is not None:
        _add_jurisdiction(graph, head.jurisdiction, head.issued)
    for number, signatory in enumerate(head.signatories, start=1):
        add_signatory(graph, number, signatory)
    _add_recipients(graph, head)
    _add_header_parts(graph, head)
    for number, section in enumerate(record.sections, start=1):
        _add_section(graph, number, section)
    for number, citation in enumerate(record.citations, start=1):
        add_citation(graph, number, citation)


def _describe(graph: NoticeGraph, head: NoticeHeader, label: str) -> None:
    notice = graph.notice
    graph.type(notice, "tt:Notice")
    graph.mark(notice)
    graph.label(notice, label)
    if head.type:
        graph.add(notice, "tt:documentType", iris.document_type(head.type))
    graph.string(notice, "tt:subtype", head.subtype)
    graph.string(notice, "tt:number", head.number)
    graph.date(notice, "tt:issued", head.issued)
    graph.string(notice, "tt:issuePlace", head.place)
    graph.string(notice, "dcterms:title", head.title)
    if head.urgency:
        graph.add(notice, "tt:urgency", iris.urgency(head.urgency))
    graph.string(notice, "tt:ruleFamily", head.rule_family)
    graph.add(notice, "tt:issuer", add_agent(graph, head.issuer))
    for name in head.missing:
        graph.string(notice, "tt:missingPart", name)


def _add_source(graph: NoticeGraph, source: Source) -> None:
    graph.add(graph.notice, "tt:sourceText", graph.source)
    graph.type(graph.source, "tt:SourceText")
    graph.add(graph.source, "tt:rawText", Literal(graph.text))
    graph.string(graph.source, "tt:sourceFile", PurePath(source.path).name)
    graph.string(graph.source, "tt:sha256", source.sha256)
    graph.string(graph.source, "tt:mediaType", source.media_type)
    graph.integer(graph.source, "tt:charCount", len(graph.text))


def _add_jurisdiction(graph: NoticeGraph, jurisdiction: Jurisdiction, issued: str | None) -> None:
    place = province_at(jurisdiction.id, issued)
    predicate = code("jurisdiction_basis", jurisdiction.basis)
    if predicate is not None:
        graph.add_by_iri(graph.notice, predicate, place)
    graph.label(place, jurisdiction.label)
    graph.type(place, "tt:Place")
    graph.string(graph.notice, "tt:jurisdictionReason", jurisdiction.why)
    part = graph.fact("header-jurisdiction", "tt:HeaderPart", start=jurisdiction.start, end=jurisdiction.end)
    graph.add(graph.notice, "tt:headerPart", part)
    graph.string(part, "tt:headerField", "jurisdiction")
    graph.string(part, "rdf:value", jurisdiction.label)


def _add_recipients(graph: NoticeGraph, head: NoticeHeader) -> None:
    for number, recipient in enumerate(head.recipients, start=1):
        entry = graph.fact(f"recipient-{number}", "tt:Recipient", start=recipient.start, end=recipient.end)
        graph.add(graph.notice, "tt:recipient", entry)
        graph.label(entry, recipient.label)
        if recipient.id:
            graph.add(entry, "tt:recipientBody", add_agent_by_id(graph, recipient.id, recipient.label))
        graph.string(entry, "tt:purposeCode", recipient.purpose)
        graph.integer(entry, "tt:sequence", number)


def _add_header_parts(graph: NoticeGraph, head: NoticeHeader) -> None:
    seen = Counter[str](jurisdiction=int(head.jurisdiction is not None))
    for part in head.parts:
        seen[part.field] += 1
        name = f"header-{part.field}" + (f"-{seen[part.field]}" if seen[part.field] > 1 else "")
        node = graph.fact(name, "tt:HeaderPart", start=part.start, end=part.end)
        graph.add(graph.notice, "tt:headerPart", node)
        graph.string(node, "tt:headerField", part.field)
        graph.string(node, "rdf:value", part.value)


def _add_section(graph: NoticeGraph, number: int, section: Section) -> None:
    node = graph.fact(f"section-{section.id}", "tt:Section", start=section.start, end=section.end)
    graph.add(graph.notice, "tt:hasSection", node)
    graph.string(node, "tt:sectionNumber", section.id)
    graph.string(node, "tt:heading", section.heading)
    graph.integer(node, "tt:sequence", number)


def add_citation(graph: NoticeGraph, number: int, citation: Citation) -> None:
    """One reference to another document."""
    name = citation.id or f"citation-{number}"
    node = graph.fact(name, "tt:Citation", start=citation.start, end=citation.end)
    graph.string(node, "tt:citedNumber", citation.number)
    graph.string(node, "tt:citedType", citation.type)
    graph.date(node, "tt:citedDate", citation.date)
    graph.add(node, "tt:citedIssuer", add_agent(graph, citation.issuer))
    graph.string(node, "tt:relation", citation.relation)
    text = graph.reading(citation.start, citation.end)
    graph.string(node, "tt:text", text)
    graph.label(node, citation.number or text)
    graph.integer(node, "tt:sequence", number)
    graph.add(graph.notice, "eli:cites", node)
