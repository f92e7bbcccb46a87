"""Two invented notices in a store: Nam Định (stated, dated) and Hòa Bình (inferred, known by its meeting)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ingest.model import (
    Assessment,
    Assignee,
    Body,
    Deadline,
    Duty,
    Event,
    Jurisdiction,
    NoticeHeader,
    Passage,
    Record,
    Ref,
    Section,
    Source,
    Span,
    Statistic,
)
from kg import iris
from kg.engine import OxigraphRepo
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.store import memory_store, open_store

NAM_DINH = """THÔNG BÁO
1. Về xét nghiệm và tiêm chủng
Ngày 01/6/2021, Ban Thường vụ Tỉnh ủy họp về công tác phòng dịch.
Toàn tỉnh ghi nhận 15 ca dương tính.
Tình hình dịch cơ bản được kiểm soát.
Việc quản lý cách ly tại nhà chưa chặt chẽ.
Giao Sở Y tế lấy 20.000 mẫu trước ngày 10/6/2021, báo cáo Tỉnh ủy; xử lý nghiêm trường hợp vi phạm.
Các cấp, các ngành rà soát các khu cách ly tập trung.
Tuyên truyền nhân dân đeo khẩu trang nơi công cộng.
"""
HOA_BINH = unicodedata.normalize(
    "NFD",
    """THÔNG BÁO
Ngày 20/5/2021, Ban Thường vụ Tỉnh uỷ họp phiên chuyên đề.
Giao Sở Y tế nâng cao năng lực xét nghiệm, lấy mẫu diện rộng.
Công an tỉnh chủ trì xây dựng kịch bản, kể cả phương án cách ly xã hội toàn tỉnh.
""",
)


class Writer:
    """Finds quotes in a text, so that offsets are right by construction."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, quote: str) -> tuple[int, int]:
        found = unicodedata.normalize("NFD" if unicodedata.is_normalized("NFD", self.text) else "NFC", quote)
        start = self.text.index(found)
        return start, start + len(found)

    def duty(self, number: int, quote: str, *assignees: Assignee, **more: Any) -> Duty:
        start, end = self.span(quote)
        duty = Duty(
            id=f"duty-{number}", start=start, end=end, text=self.text[start:end], section="1", kind="duty",
            modality="giao", strength="obligation", status="ordered", assignees=assignees, rule="D1",
            clean=unicodedata.normalize("NFC", quote),
        )  # fmt: skip
        return replace(duty, **more)


def _record(writer: Writer, header: NoticeHeader, **parts: Any) -> Record:
    text = writer.text
    empty: dict[str, Any] = dict.fromkeys(
        ("sections", "bodies", "officials", "duties", "events", "statistics", "assessments", "citations", "repairs",
         "unmapped"), (),
    )  # fmt: skip
    source = Source(f"{header.id.split('/')[0]}.txt", sha256(text.encode()).hexdigest(), "text/plain", len(text))
    return Record(source=source, notice=header, **(empty | parts))


def _header(notice_id: str, province: str, label: str, basis: str, issued: str | None) -> NoticeHeader:
    return NoticeHeader(
        id=notice_id, type="thong-bao", type_code="TB", subtype=None, number="12-TB/TU" if issued else None,
        issued=issued, place=None, title=None, urgency=None, rule_family="party", issuer=None,
        jurisdiction=Jurisdiction(province, label, basis, "lý do", 0, 9),
    )  # fmt: skip


def nam_dinh() -> Record:
    write = Writer(NAM_DINH)
    health = Assignee("p.so-y-te", "Sở Y tế", "explicit", None, *write.span("Sở Y tế"), "R1")
    levels = Assignee("g.cac-cap-cac-nganh", "Các cấp, các ngành", "explicit", None, *write.span("Các cấp, các ngành"))
    day = Deadline("date", "2021-06-10", "trước ngày 10/6/2021", *write.span("trước ngày 10/6/2021"))
    lay_mau = write.duty(
        1, "Giao Sở Y tế lấy 20.000 mẫu trước ngày 10/6/2021, báo cáo Tỉnh ủy; xử lý nghiêm trường hợp vi phạm.",
        health, topics=("lay-mau",), deadline=day, reports_to=(Ref("p.tinh-uy", "Tỉnh ủy"),),
    )  # fmt: skip
    return _record(
        write,
        _header("nam-dinh/12-tb-tu/2021-06-01", "nam-dinh", "Nam Định", "stated", "2021-06-01"),
        sections=(Section("1", "Về xét nghiệm và tiêm chủng", *write.span(NAM_DINH[10:])),),
        bodies=(Body("p.so-y-te", "Sở Y tế", "state_agency", "provincial", (Span(*health_span(write), "Sở Y tế"),)),),
        duties=(
            lay_mau,
            write.duty(2, "Các cấp, các ngành rà soát các khu cách ly tập trung.", levels,
                       topics=("cach-ly-tap-trung",)),
            write.duty(3, "Tuyên truyền nhân dân đeo khẩu trang nơi công cộng.",
                       replace(levels, source="inherited"), topics=("tuyen-truyen",)),
        ),
        events=(Event("event-1", "meeting", "Ban Thường vụ Tỉnh ủy họp", "2021-06-01", None, (),
                      *write.span("Ngày 01/6/2021, Ban Thường vụ Tỉnh ủy họp")),),
        statistics=(Statistic("ca dương tính", 15, "ca", "2021-06-01", None, *write.span("15 ca dương tính"),
                              id="statistic-1"),),
        assessments=(Assessment("shortcoming", (), "Việc quản lý cách ly tại nhà chưa chặt chẽ.",
                                *write.span("Việc quản lý cách ly tại nhà chưa chặt chẽ."), ("cach-ly-tai-nha",),
                                "assessment-1"),),
        passages=(Passage(*write.span("Tình hình dịch cơ bản được kiểm soát."), "1",
                          "Tình hình dịch cơ bản được kiểm soát.", "passage-1"),),
    )  # fmt: skip


def health_span(write: Writer) -> tuple[int, int]:
    return write.span("Sở Y tế")


def hoa_binh() -> Record:
    write = Writer(HOA_BINH)
    health = Assignee("p.so-y-te", "Sở Y tế", "explicit", None, *write.span("Sở Y tế"), "R1")
    police = Assignee("p.cong-an", "Công an tỉnh", "explicit", "lead", *write.span("Công an tỉnh"), "R1")
    plan = "Công an tỉnh chủ trì xây dựng kịch bản, kể cả phương án cách ly xã hội toàn tỉnh."
    return _record(
        write,
        _header("hoa-binh/thong-bao/0123456789ab", "hoa-binh", "Hòa Bình", "inferred", None),
        sections=(Section("1", None, 10, len(HOA_BINH)),),
        duties=(
            write.duty(1, "Giao Sở Y tế nâng cao năng lực xét nghiệm, lấy mẫu diện rộng.", health,
                       topics=("lay-mau",)),
            write.duty(2, plan, police, topics=("gian-cach-xa-hoi",)),
        ),
        events=(Event("event-1", "meeting", "Ban Thường vụ Tỉnh ủy họp", "2021-05-20", None, (),
                      *write.span("Ngày 20/5/2021, Ban Thường vụ Tỉnh uỷ họp")),),
    )  # fmt: skip


def put(repo: OxigraphRepo, record: Record, text: str, *, second: int = 0) -> None:
    """Stores a record as read at that second of an invented day."""
    read_at = datetime(2021, 7, 1, 8, 0, second, tzinfo=UTC)
    repo.replace_graph(iris.graph(record.notice.id), [*to_quads(record, text), *run_quads(record, "1", read_at)])


@pytest.fixture
def put_record() -> Callable[..., None]:
    return put


@pytest.fixture
def records() -> dict[str, tuple[Record, str]]:
    """Records and raw texts by province id."""
    return {"nam-dinh": (nam_dinh(), NAM_DINH), "hoa-binh": (hoa_binh(), HOA_BINH)}


@pytest.fixture
def repo(records: dict[str, tuple[Record, str]]) -> Iterator[OxigraphRepo]:
    """Both notices in memory."""
    with memory_store() as made:
        for record, text in records.values():
            put(made, record, text)
        yield made


@pytest.fixture
def store_folder(tmp_path: Path, records: dict[str, tuple[Record, str]]) -> Path:
    """Both notices in a store on disk, closed."""
    with open_store(tmp_path / "store") as made:
        for record, text in records.values():
            put(made, record, text)
    return tmp_path / "store"
