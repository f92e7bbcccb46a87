"""Where a notice's graph comes from: the run that read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pyoxigraph import Literal, Quad

from ingest.model import Record
from kg import iris
from kg.iris import term


def run_quads(record: Record, tool_version: str, started: datetime) -> Iterator[Quad]:
    """The `prov:Activity` of one reading; its IRI is the same for the same source and version.

    `started` is shown in UTC to the second.
    """
    graph = iris.graph(record.notice.id)
    notice = iris.notice(record.notice.id)
    run = iris.run(f"{record.source.sha256[:16]}-{tool_version}")
    yield Quad(notice, term("prov:wasGeneratedBy"), run, graph)
    yield Quad(run, term("rdf:type"), term("tt:Run"), graph)
    yield Quad(run, term("rdf:type"), term("prov:Activity"), graph)
    yield Quad(run, term("prov:used"), iris.fragment(notice, "text"), graph)
    stamp = started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield Quad(run, term("prov:startedAtTime"), Literal(stamp, datatype=term("xsd:dateTime")), graph)
    yield Quad(run, term("tt:toolVersion"), Literal(tool_version), graph)
    yield Quad(run, term("tt:sha256"), Literal(record.source.sha256), graph)
