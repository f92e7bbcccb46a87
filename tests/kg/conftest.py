"""A small notice as a record, and repositories of every kind."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from ingest.model import (
    Assessment,
    Assignee,
    Body,
    Citation,
    Deadline,
    Duty,
    Event,
    Frame,
    HeaderPart,
    Jurisdiction,
    NoticeHeader,
    Official,
    Passage,
    Recipient,
    Record,
    Ref,
    Repair,
    Section,
    Signatory,
    Source,
    Span,
    Statistic,
    Tenure,
    Unmapped,
)
from kg.engine import OxigraphRepo
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.remote import RemoteRepo
from kg.repo import Repo
from kg.store import open_store

TEXT = (
    "Số 12-TB/TU, ngày 9/5/2021\n"
    "1. Giao Sở Y te **chủ trì**, phối hợp với Công an tỉnh khẩn trương truy vết các F1 ngay trong ngày 10/5/2021"
    " nếu phát hiện ca mới để ngăn chặn dịch tại huyện Tân Yên.\n"
    "Đến nay có 7/9 huyện có ca bệnh. Một số nơi còn lúng túng. Đồng chí Nguyễn Văn An, Bí thư Tỉnh ủy kết luận.\n"
)


def span(text: str, raw: str = TEXT) -> Span:
    """Where a stretch first occurs."""
    start = raw.index(text)
    return Span(start, start + len(text), text)


def at(text: str, raw: str = TEXT) -> tuple[int, int]:
    found = span(text, raw)
    return found.start, found.end


def make_record(raw: str = TEXT, number: str = "12-TB/TU", file: str = "thong-bao.txt") -> Record:
    """A notice with one of everything."""

    def here(text: str) -> tuple[int, int]:
        return at(text, raw)

    order = raw[raw.index("Giao") : raw.index(" tại huyện")]
    duty = Duty(
        "duty-1", *here(order), order, "1", "duty", "giao", "obligation", "ordered",
        (Assignee("p.so-y-te", "Sở Y tế", "explicit", "lead", *here("Sở Y te"), "R1"),
         Assignee("g.cac-cap-cac-nganh", "Các cấp, các ngành", "inherited")),
        cooperating=(Ref("p.cong-an", "Công an tỉnh", *here("Công an tỉnh")),),
        topics=("truy-vet",), places=(span("huyện Tân Yên", raw),),
        deadline=Deadline("date", "2021-05-10", "ngay trong ngày 10/5/2021", *here("ngay trong ngày 10/5/2021")),
        conditions=(span("nếu phát hiện ca mới", raw),),
        frame=Frame(span("truy vết", raw), (span("các F1", raw),), span("để ngăn chặn dịch", raw)), rule="giao",
    )  # fmt: skip
    head = NoticeHeader(
        f"bac-giang/{number.lower().replace('/', '-')}/2021-05-09", "thong-bao", "TB", None, number, "2021-05-09",
        None, "về truy vết", "hoa-toc", "party", Ref("p.tinh-uy", "Tỉnh ủy", *here("TU")),
        Jurisdiction("bac-giang", "Bắc Giang", "inferred", "huyện Tân Yên", *here("huyện Tân Yên")),
        (Signatory("Nguyễn Văn An", "Bí thư Tỉnh ủy", *here("Nguyễn Văn An")),),
        (Recipient("p.so-y-te", "Sở Y tế", "implement", *here("Sở Y te")),), ("place",),
        (HeaderPart("number", number, *here("12-TB/TU")), HeaderPart("number", number, *here("Số"))),
    )  # fmt: skip
    return Record(
        Source(f"somewhere/{file}", hashlib.sha256(raw.encode()).hexdigest(), "text/plain", len(raw)), head,
        (Section("1", None, *here(order)),),
        (Body("p.so-y-te", "Sở Y tế", "state_agency", "provincial", (span("Sở Y te", raw),)),),
        (Official("person.nguyen-van-an", "Nguyễn Văn An", (Tenure("Bí thư Tỉnh ủy", "p.tinh-uy"),),
                  *here("Nguyễn Văn An")),
         Official("post.bi-thu-tinh-uy", None, (Tenure("Bí thư Tỉnh ủy", None, "post.bi-thu-tinh-uy"),),
                  *here("Bí thư Tỉnh ủy"))),
        (duty, replace(duty, id="duty-2", kind="framing", assignees=duty.assignees[:1])),
        (Event("event-1", "meeting", "Họp", "2021-05", None, (Ref("p.tinh-uy", "Tỉnh ủy"),), *here("kết luận")),),
        (Statistic("số huyện có ca", 7, "huyện", "2021-05-09", None, *here("7/9 huyện"), of_total=9),
         Statistic("không rõ", None, "ca", None, None, *here("ca bệnh"))),
        (Assessment("shortcoming", (), "Một số nơi còn lúng túng.", *here("Một số nơi còn lúng túng.")),),
        (Citation("12-TB/TU", "Thông báo", "2021", Ref("p.tinh-uy", "Tỉnh ủy"), "cites", *here("12-TB/TU")),),
        (Repair("missing_diacritic", "Y te", "Y tế", *here("Y te"), "lexicon"),),
        (Unmapped(*here("Đến nay"), "Đến nay", "no_rule"),),
        (Passage(*here("Một số nơi còn lúng túng."), "1.9", "Một số nơi còn lúng túng."),),
    )  # fmt: skip


def notice_quads(record: Record, raw: str = TEXT) -> list[Quad]:
    """The quads that loading commits for a record."""
    return [*to_quads(record, raw), *run_quads(record, "1.0", datetime(2024, 1, 1, tzinfo=UTC))]


class SparqlServer:
    """A SPARQL 1.1 Protocol endpoint over a store in memory, on a free local port."""

    def __init__(self, *, union: bool = True) -> None:
        store = Store()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                try:
                    self._answer(*_run(store, parse_qs(body), union))
                except SyntaxError as error:
                    self._answer("text/plain", str(error).encode(), 400)

            def _answer(self, kind: str, body: bytes, status: int = 200) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/sparql"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _run(store: Store, form: dict[str, list[str]], union: bool) -> tuple[str, bytes]:
    if "update" in form:
        store.update(form["update"][0])
        return "text/plain", b""
    default: list[Any] = [NamedNode(name) for name in form.get("default-graph-uri", [])]
    named: list[Any] = [NamedNode(name) for name in form.get("named-graph-uri", [])]
    if default:
        found = store.query(form["query"][0], default_graph=default, named_graphs=named)
    else:
        found = store.query(form["query"][0], use_default_graph_as_union=union)
    if isinstance(found, (QuerySolutions, QueryBoolean)):
        return "application/sparql-results+json", found.serialize(format=QueryResultsFormat.JSON) or b""
    return "application/n-triples", serialize(found, format=RdfFormat.N_TRIPLES) or b""


class Sample:
    """The small notice: its text, its record (or a variant) and its quads."""

    text = TEXT
    record = staticmethod(make_record)
    quads = staticmethod(notice_quads)
    span = staticmethod(span)


@pytest.fixture
def sample() -> type[Sample]:
    return Sample


@pytest.fixture
def record() -> Record:
    return make_record()


@pytest.fixture
def quads(record: Record) -> list[Quad]:
    return notice_quads(record)


@pytest.fixture(params=["memory", "disk", "remote", "remote without union"])
def repo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Repo]:
    """An empty repository of each kind."""
    if request.param == "memory":
        with OxigraphRepo() as memory:
            yield memory
    elif request.param == "disk":
        with open_store(tmp_path / "store") as disk:
            yield disk
    else:
        server = SparqlServer(union=request.param == "remote")
        try:
            with RemoteRepo(server.address) as remote:
                yield remote
        finally:
            server.close()


@pytest.fixture
def canonical() -> Callable[[Repo, NamedNode], list[str]]:
    """Sorted N-Quads lines of one graph."""
    return lambda repo, graph: sorted(map(str, repo.quads(graph)))
