"""The ask index follows the graph, survives damage, and answers like an index made in memory."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from ingest import Record, extract, read_source
from kg import iris
from kg.engine import OxigraphRepo
from kg.load import remove
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.store import open_store
from ontology.text import nfc
from query.ask import AskSession, Status
from query.ask.index import bring_up_index, open_index
from query.ask.traits import traits

SAMPLES = sorted(Path(str(files("ingest").joinpath("data/samples"))).glob("*.txt"))
QUESTIONS = (
    "Sở Y tế Bắc Giang phải làm gì?",
    "Bắc Giang có bao nhiêu ca F0?",
    "ai xu ly cac truong hop vi pham",
    "Thông báo 229 ký ngày nào?",
    "Hai tỉnh giao việc cho Sở Y tế khác nhau thế nào?",
    "Vĩnh Phúc nêu mấy hạn chế?",
    "Bí thư Tỉnh ủy Vĩnh Phúc là ai?",
    "Giá xăng hôm nay bao nhiêu?",
    "ngươi dan can lam gj",
)


@cache
def read(path: Path, replacing: tuple[str, str]) -> tuple[Record, str]:
    """The record and text of a sample, with some words exchanged."""
    raw = read_source(path)
    text = nfc(raw.text).replace(*replacing) if replacing[0] else raw.text
    return extract(type(raw)(raw.source, text)), text


def put(repo: OxigraphRepo, path: Path, *, second: int = 0, replacing: tuple[str, str] = ("", "")) -> str:
    """Store one sample as read at some second, with some words exchanged; returns the notice's id."""
    record, text = read(path, replacing)
    read_at = datetime(2021, 7, 1, 8, 0, second, tzinfo=UTC)
    repo.replace_graph(iris.graph(record.notice.id), [*to_quads(record, text), *run_quads(record, "1", read_at)])
    return record.notice.id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Both samples in a store on disk, closed."""
    with open_store(tmp_path / "store") as repo:
        for path in SAMPLES:
            put(repo, path)
    return tmp_path / "store"


@pytest.fixture
def reader(folder: Path) -> Iterator[OxigraphRepo]:
    """The store on disk for reading."""
    with open_store(folder, read_only=True) as repo:
        yield repo


def index_file(folder: Path) -> Path:
    return folder / "ask" / "index.sqlite"


def built(folder: Path) -> tuple[int, ...]:
    """Row numbers of the facts."""
    with open_store(folder, read_only=True) as repo:
        rows = open_index(repo).execute("SELECT rowid FROM fact ORDER BY rowid").fetchall()
    return tuple(row[0] for row in rows)


def test_index_lies_in_the_store_and_is_used_again(folder: Path, reader: OxigraphRepo) -> None:
    AskSession(reader)
    before = index_file(folder).stat().st_mtime_ns
    assert len(AskSession(reader).catalogue.notices) == len(SAMPLES)
    assert index_file(folder).stat().st_mtime_ns == before


def test_answers_are_those_of_an_index_in_memory(reader: OxigraphRepo, samples: OxigraphRepo) -> None:
    on_disk, in_memory = AskSession(reader), AskSession(samples)
    for question in QUESTIONS:
        one, other = on_disk.ask(question).to_json(), in_memory.ask(question).to_json()
        assert one | {"ms": 0} == other | {"ms": 0}


def test_session_follows_a_removed_and_a_restored_notice(folder: Path) -> None:
    question = "Thông báo 229 ký ngày nào?"
    with open_store(folder) as writer:
        session = AskSession(writer)
        assert session.ask(question).values == ("2021-05-09",)
        gone = next(notice for notice in session.catalogue.notices if "229" in notice)
        remove(writer, gone)
        session.refresh()
        assert session.ask(question).status is Status.NOT_STATED
        assert all(fact.notice != gone for fact in session.catalogue.facts.values())
        assert all("vinh-phuc" not in thing for thing in session.catalogue.things)
        for path in SAMPLES:
            put(writer, path)
        session.refresh()
        assert session.ask(question).values == ("2021-05-09",)


def test_notice_read_anew_is_replaced_and_others_stay(folder: Path) -> None:
    with open_store(folder) as writer:
        session = AskSession(writer)
        facts, kept = dict(session.catalogue.facts), session.catalogue.facts.words.counts
        put(writer, SAMPLES[0], second=9, replacing=("xét nghiệm", "quấn quít"))
        session.refresh()
        assert "quit" in session.catalogue.facts.words.counts
        assert session.catalogue.facts.words.counts != kept
        changed = {fact.notice for iri, fact in session.catalogue.facts.items() if facts.get(iri) != fact}
        assert len(changed) == 1


def test_words_are_counted_like_the_facts_hold_them(reader: OxigraphRepo) -> None:
    facts = AskSession(reader).catalogue.facts
    held = [set(fact.keys) for fact in facts.values()]
    assert dict(facts.words.counts) == {key: sum(key in keys for keys in held) for key in set().union(*held)}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500])
def test_damaged_index_is_made_anew(folder: Path, damage: bytes) -> None:
    built(folder)
    index_file(folder).write_bytes(damage)
    with open_store(folder, read_only=True) as repo:
        assert AskSession(repo).ask("Thông báo 229 ký ngày nào?").values == ("2021-05-09",)
    assert index_file(folder).stat().st_size > len(damage)


def test_damage_found_while_asking_is_mended(folder: Path, reader: OxigraphRepo) -> None:
    AskSession(reader)
    data = bytearray(index_file(folder).read_bytes())
    page = 4096
    for at in range(8 * page, len(data), page):
        data[at : at + page] = b"\xff" * min(page, len(data) - at)
    index_file(folder).write_bytes(data)
    assert AskSession(reader).ask("Thông báo 229 ký ngày nào?").values == ("2021-05-09",)


def test_index_of_another_layout_is_made_anew(folder: Path) -> None:
    built(folder)
    with sqlite3.connect(index_file(folder)) as database:
        database.execute("UPDATE meta SET value = 'other' WHERE name = 'made'")
    database.close()
    assert built(folder)


def test_half_written_index_is_completed(folder: Path) -> None:
    whole = built(folder)
    with sqlite3.connect(index_file(folder)) as database:
        database.execute("UPDATE meta SET value = '' WHERE name = 'generation'")
        database.execute("UPDATE notice SET version = 'half' WHERE id = 1")
    database.close()
    assert len(built(folder)) == len(whole)


def test_reader_keeps_its_state_while_another_writes(folder: Path) -> None:
    with open_store(folder, read_only=True) as repo:
        session = AskSession(repo)
        before = len(session.catalogue.facts)
        with open_store(folder) as writer:
            remove(writer, next(iter(session.catalogue.notices)))
            AskSession(writer)
        assert len(list(session.catalogue.facts)) == before
        session.refresh()
        assert len(session.catalogue.facts) < before


def test_unwritable_folder_is_no_obstacle(folder: Path) -> None:
    (folder / "ask").write_text("a file where the folder should be")
    with open_store(folder, read_only=True) as repo:
        assert AskSession(repo).ask("Thông báo 229 ký ngày nào?").values == ("2021-05-09",)


def test_index_made_ahead_is_the_one_asked(folder: Path, reader: OxigraphRepo) -> None:
    told = list[tuple[int, int]]()
    bring_up_index(reader, lambda done, total: told.append((done, total)))
    assert told == [(len(SAMPLES), len(SAMPLES))]
    before = index_file(folder).stat().st_mtime_ns
    assert AskSession(reader).ask("Thông báo 229 ký ngày nào?").values == ("2021-05-09",)
    assert index_file(folder).stat().st_mtime_ns == before


def test_only_what_changed_is_indexed_again(folder: Path) -> None:
    built(folder)
    with open_store(folder) as writer:
        put(writer, SAMPLES[0], second=9, replacing=("xét nghiệm", "quấn quít"))
        told = list[tuple[int, int]]()
        bring_up_index(writer, lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_facts_are_counted_by_kind_and_trait(reader: OxigraphRepo) -> None:
    database = open_index(reader)
    facts = AskSession(reader).catalogue.facts.values()
    counted = dict(database.execute("SELECT kind || '/' || trait, sum(facts) FROM tally GROUP BY 1").fetchall())
    assert counted == Counter(f"{fact.kind}/{trait}" for fact in facts for trait in traits(fact))
    assert counted["Duty/deadline"] and counted["Duty/forbids"]


def test_writer_killed_half_way_leaves_no_index_that_is_read(folder: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from kg.store import open_store\n"
        "from query.ask.index import bring_up_index\n"
        "bring_up_index(open_store(Path(sys.argv[1]), read_only=True), lambda *_: os.kill(os.getpid(), 9))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == -signal.SIGKILL
    with sqlite3.connect(index_file(folder)) as database:
        assert database.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone() == ("",)
    database.close()
    with open_store(folder, read_only=True) as repo:
        assert AskSession(repo).ask("Thông báo 229 ký ngày nào?").values == ("2021-05-09",)
