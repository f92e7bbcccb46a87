"""The synthetic archive: composed from data, the same for the same seed, true to its own text."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.model import Record, from_json, to_json
from kg.archive import Composed, Spec, chosen_provinces, compose_province, write_notices
from kg.archive.bulk import quads_of
from kg.archive.fill import is_city
from kg.archive.piece import Mark, filled
from kg.archive.plan import plan_province
from kg.archive.templates import clauses, forms, shapes, subjects, wording
from kg.synthetic import text_mark
from ontology import lexicon
from ontology.faults import DataFileError

SPEC = Spec(provinces=2, notices=3, seed=1)


@pytest.fixture(scope="module")
def composed() -> list[Composed]:
    return [one for province in chosen_provinces(SPEC) for one in compose_province(SPEC, province)]


def spans(value: Any) -> list[Any]:
    """Every part of a record that has a place in the text."""
    if isinstance(value, tuple):
        return [found for item in value for found in spans(item)]
    if not is_dataclass(value):
        return []
    own = [value] if getattr(value, "start", None) is not None else []
    return own + [found for field in fields(value) for found in spans(getattr(value, field.name))]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert write_notices(SPEC, tmp_path / name) == 6
    files = [path.relative_to(tmp_path / "one") for path in sorted((tmp_path / "one").rglob("*.*"))]
    assert len(files) == 2 * (3 + 1)
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes() for path in files)


def test_the_same_seed_gives_the_same_graphs() -> None:
    province = chosen_provinces(SPEC)[1]
    once, again = ([str(q) for one in compose_province(SPEC, province) for q in quads_of(one)] for _ in range(2))
    assert once == again


def test_another_seed_gives_another_archive(composed: list[Composed]) -> None:
    other = Spec(provinces=1, notices=1, seed=2)
    assert next(compose_province(other, chosen_provinces(other)[0])).text != composed[0].text


def test_every_span_quotes_its_text(composed: list[Composed]) -> None:
    for one in composed:
        for part in spans(one.record):
            assert 0 <= part.start < part.end <= len(one.text)
            quote = getattr(part, "text", None)
            if quote is not None:
                assert one.text[part.start : part.end] == quote


def test_every_text_says_that_it_is_synthetic(composed: list[Composed]) -> None:
    assert all(one.text.endswith(f"\n{text_mark()}\n") and one.file.endswith(".tong-hop.txt") for one in composed)


def test_every_duty_has_bearers_and_wordings(composed: list[Composed]) -> None:
    for one in composed:
        duties = [duty for duty in one.record.duties if duty.kind == "duty"]
        assert duties and all(duty.assignees for duty in duties)
        assert [wording.duty for wording in one.wordings] == [duty.id for duty in duties]
        assert all(len(wording.said) >= 2 and "{" not in "".join(wording.said) for wording in one.wordings)


def test_the_length_stays_short() -> None:
    spec = Spec(provinces=1, notices=60, seed=3)
    lengths = [len(one.text) for one in compose_province(spec, chosen_provinces(spec)[0])]
    assert min(lengths) > 1000 and max(lengths) < 3200


def test_a_citation_names_an_earlier_notice_of_the_archive() -> None:
    spec = Spec(provinces=1, notices=30, seed=1)
    province = chosen_provinces(spec)[0]
    planned = {(one.number, one.issued.isoformat()) for one in plan_province(spec, province)}
    cited = [(one.record.notice.issued, c) for one in compose_province(spec, province) for c in one.record.citations]
    assert cited
    assert all((c.number, c.date) in planned and (c.date or "") < (issued or "") for issued, c in cited)


def test_numbers_are_given_once() -> None:
    spec = Spec(provinces=1, notices=200, seed=1)
    plan = plan_province(spec, chosen_provinces(spec)[0])
    assert len({one.local_id for one in plan}) == 200


def test_every_province_can_be_composed() -> None:
    spec = Spec(notices=1, seed=4)
    records = [one.record for province in chosen_provinces(spec) for one in compose_province(spec, province)]
    assert {record.notice.id.split("/")[1] for record in records} == {one.id for one in lexicon.provinces()}


def test_a_city_is_called_a_city() -> None:
    spec = Spec(provinces=1, notices=20, seed=1)
    province = chosen_provinces(spec)[0]
    assert is_city(province)
    text = "\n".join(one.text for one in compose_province(spec, province))
    assert not any(words in text for words in ("UBND tỉnh", "toàn tỉnh", "Tỉnh ủy", "Công an tỉnh"))


def test_the_truth_survives_its_file(tmp_path: Path, composed: list[Composed]) -> None:
    write_notices(SPEC, tmp_path)
    files = sorted(tmp_path.rglob("truth.jsonl"))
    lines = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(line["synthetic"] is True for line in lines)
    records: list[Record] = [from_json(line["record"]) for line in lines]
    assert {record.notice.id for record in records} == {one.record.notice.id for one in composed}
    assert records[0] == from_json(to_json(records[0]))


def test_there_is_wording_enough() -> None:
    texts = {clause.text for clause in clauses()}
    assert len(texts) == len(clauses()) >= 300
    assert len({clause.id for clause in clauses()}) == len(clauses())
    assert all(len(clause.said) >= 2 for clause in clauses())
    assert len(subjects()) >= 15 and len(forms()) >= 5 and len(shapes()) >= 6
    assert {clause.kind for clause in clauses()} == {"order", "ban", "case"}


def test_every_subject_has_its_own_and_the_common_clauses() -> None:
    kinds = {clause.subject for clause in clauses()}
    assert kinds == {*subjects(), wording()["common"]}


@pytest.mark.parametrize(
    ("template", "text", "marks"),
    [
        ("[v:rà soát] {gi}", "rà soát 5", (Mark("v", 0, 7),)),
        ("[d:[s:{gi} hộ] nghèo]", "5 hộ nghèo", (Mark("s", 0, 4), Mark("d", 0, 10))),
        ("[@p.ubnd:UBND]", "UBND", (Mark("@p.ubnd", 0, 4),)),
    ],
)
def test_a_template_names_its_parts(template: str, text: str, marks: tuple[Mark, ...]) -> None:
    piece = filled(template, lambda _slot: "5")
    assert (piece.text, piece.marks) == (text, marks)


@pytest.mark.parametrize("template", ["[v:rà soát", "rà soát]"])
def test_a_bracket_without_its_fellow_is_a_fault(template: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        filled(template, str)


def test_all_faults_of_a_clause_file_are_told_at_once() -> None:
    from kg.archive.templates import _clauses_of

    lines = ("id,topics,bearers,text,said", "a-1,nope,p.so-y-te,[v:làm] việc,a|b", "a-2,,p.la,[v:làm việc,a|b",
             "a-3,,*,làm {la},{x}")  # fmt: skip
    with pytest.raises(DataFileError) as caught:
        _clauses_of("a.csv", "\n".join(lines))
    told = [str(fault) for fault in caught.value.faults]
    assert [fault.line for fault in caught.value.faults] == [2, 3, 3, 4, 4, 4]
    assert "nope" in told[0] and "p.la" in told[1] and "not closed" in told[2] and "unknown slot" in told[3]
    assert "no part" in told[4]
