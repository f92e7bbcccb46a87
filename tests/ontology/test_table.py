"""Lexicon tables: every faulty line is reported at once, with its number."""

from importlib.resources import files
from typing import Any

import pytest

from ontology import agents, concepts, lexicon, open_names, places, table, thesaurus
from ontology.table import LexiconError, given, one_of, parse, rows, split, whole, yes

LOADERS: dict[str, Any] = {
    "bodies": agents.bodies,
    "body_classes": agents.body_classes,
    "body_codes": agents.body_codes,
    "districts": places.districts,
    "document_types": concepts.document_types,
    "measures": concepts.measures,
    "open_names": open_names.open_names,
    "other_districts": places.other_districts,
    "posts": agents.posts,
    "provinces": places.provinces,
    "seats": places.seats,
    "thesaurus": thesaurus.groups,
    "topics": concepts.topics,
    "unit_types": places.unit_types,
    "urgencies": concepts.urgencies,
}


@pytest.mark.parametrize("name", LOADERS)
def test_a_loader_reports_all_faults_with_their_lines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lines with a wrong number of cells and a repeated row: three faults in one error."""
    loader, read = LOADERS[name], table.table_text
    loader()
    text = read(name)
    first = text.splitlines()[1]
    last = text.count("\n") + 1
    broken = f"{text}only one cell\n{first}\na{',' * 40}\n"
    monkeypatch.setattr(table, "table_text", lambda asked: broken if asked == name else read(asked))
    with pytest.raises(LexiconError) as error:
        loader.__wrapped__()
    assert [fault.line for fault in error.value.faults] == [last, last + 1, last + 2]
    assert error.value.name == name
    for line in (last, last + 1, last + 2):
        assert f"line {line}:" in str(error.value)


def test_every_table_has_a_loader() -> None:
    folder = files("ontology").joinpath("data/lexicons")
    assert {f.name.removesuffix(".csv") for f in folder.iterdir() if f.name.endswith(".csv")} == set(LOADERS)


def test_faults_of_all_kinds_are_listed_together() -> None:
    text = "id,rank\na,1\nb,x\n,2\na,3\nc\n"
    with pytest.raises(LexiconError) as error:
        parse("posts", text, lambda row: (given(row, "id"), int(row["rank"])), lambda value: value[0])
    reasons = {fault.line: fault.reason for fault in error.value.faults}
    assert set(reasons) == {3, 4, 5, 6}
    assert "'x'" in reasons[3]
    assert reasons[4] == "id is empty"
    assert reasons[5] == "a is already on line 2"
    assert reasons[6] == "1 cells instead of 2"


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LexiconError, match="line 2: no column 'rank'"):
        parse("posts", "id\na\n", lambda row: row["rank"])


def test_a_quoted_line_break_keeps_the_count() -> None:
    with pytest.raises(LexiconError, match="line 4: 1 cells"):
        parse("notes", 'id,note\na,"two\nlines"\nb\n', dict)


def test_blank_lines_are_no_rows() -> None:
    assert parse("notes", "id\n\na\n\n", lambda row: row["id"]) == ("a",)


def test_rows_are_dictionaries_in_file_order() -> None:
    assert [row["slug"] for row in rows("urgencies")] == [urgency.slug for urgency in lexicon.urgencies()]


def test_cells() -> None:
    assert split(" a | |b ") == ("a", "b")
    assert whole("") is None
    assert whole("12") == 12
    assert yes("yes")
    assert not yes("no")
    assert one_of("a", ("a", "b")) == "a"


def test_cells_that_hold_something_else() -> None:
    with pytest.raises(ValueError, match="'maybe' is not one of yes, no"):
        yes("maybe")
    with pytest.raises(ValueError, match="'c' is not one of a, b"):
        one_of("c", ("a", "b"))
