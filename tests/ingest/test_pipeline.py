"""The whole record: offsets, JSON, steadiness under other encodings of the same text."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import Record, extract, from_json, from_text, read_source, to_json


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from spans(part)


@pytest.mark.parametrize("name", ["000", "002"])
def test_every_offset_lies_in_the_text_and_quotes_are_exact(
    name: str, samples: dict[str, Path], records: dict[str, Record]
) -> None:
    text = read_source(samples[name]).text
    data = to_json(records[name])
    for span in spans({k: v for k, v in data.items() if k not in ("assessments", "passages")}):
        assert 0 <= span["start"] <= span["end"] <= len(text)
        for key in ("text", "observed"):
            if span.get(key) and "type" not in span:
                assert text[span["start"] : span["end"]] == span[key]


@pytest.mark.parametrize("name", ["000", "002"])
def test_the_record_round_trips_through_json(name: str, records: dict[str, Record]) -> None:
    record = records[name]
    assert from_json(json.loads(json.dumps(to_json(record), ensure_ascii=False))) == record


@pytest.mark.parametrize("name", ["000", "002"])
def test_reading_twice_gives_the_same(name: str, samples: dict[str, Path], records: dict[str, Record]) -> None:
    assert extract(read_source(samples[name])) == records[name]


@pytest.mark.parametrize("form", ["NFD", "CRLF"])
def test_other_forms_of_the_same_text_say_the_same(
    form: str, samples: dict[str, Path], records: dict[str, Record]
) -> None:
    text = read_source(samples["002"]).text
    changed = unicodedata.normalize("NFD", text) if form == "NFD" else text.replace("\n", "\r\n")
    record, before = extract(from_text(changed, path="notice.txt")), records["002"]
    assert (record.notice.number, record.notice.issued) == (before.notice.number, before.notice.issued)
    assert [d.clean for d in record.duties] == [d.clean for d in before.duties]
    assert [[a.id for a in d.assignees] for d in record.duties] == [[a.id for a in d.assignees] for d in before.duties]
    assert [(e.type, e.date) for e in record.events] == [(e.type, e.date) for e in before.events]


def test_old_and_new_tone_places_read_alike(samples: dict[str, Path], records: dict[str, Record]) -> None:
    text = read_source(samples["000"]).text.replace("ủy", "uỷ").replace("hóa", "hoá")
    record = extract(from_text(text, path="notice.txt"))
    assert [[a.id for a in d.assignees] for d in record.duties] == [
        [a.id for a in d.assignees] for d in records["000"].duties
    ]


def test_what_no_rule_reads_is_listed(records: dict[str, Record]) -> None:
    assert [u.text for u in records["000"].unmapped][-1].startswith("Đây là nguồn cổ vũ")


ODD = [
    "* ",
    " ",
    "\n",
    "1.1.1 ",
    "(",
    '"a ',
    "a\t",
    "BAN THƯỜNG VỤ\n",
    "ngày 5/5/2021 ",
    "a\u0301",
    "Sở Y tế rà soát 5 ca, ",
]


@pytest.mark.parametrize("piece", ODD, ids=repr)
def test_odd_texts_of_some_length_come_to_an_end(piece: str) -> None:
    text = "THÔNG BÁO\nvề việc phòng dịch\n\nYêu cầu các sở thực hiện như sau:\n" + piece * (20_000 // len(piece))
    assert extract(from_text(text, path="odd.txt")).notice.type == "thong-bao"
