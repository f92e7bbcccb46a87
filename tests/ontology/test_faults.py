"""A faulty data file is told by file and line."""

import pickle
import re
import tomllib

import pytest

from ontology.faults import DataFileError, Fault, located, reading


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ('[x]\n\nname = "open\n', 3)])
def test_broken_toml_is_told_by_its_line(text: str, line: int) -> None:
    with pytest.raises(DataFileError) as error, reading("query/forms/kinds.toml"):
        tomllib.loads(text)
    assert error.value.faults[0].line == line
    assert f"query/forms/kinds.toml của chương trình bị lỗi: dòng {line}: " in error.value.message("vi")
    assert f"line {line}: " in error.value.message("en")


def test_bytes_that_are_no_utf8_are_told_by_their_line() -> None:
    with pytest.raises(DataFileError) as error, reading("query/forms/chat.csv"):
        b"a,b\n\xff,c\n".decode()
    assert error.value.faults == (Fault(2, "not UTF-8"),)


@pytest.mark.parametrize("wrong", [lambda: dict[str, str]()["topic"], lambda: re.compile("("), lambda: int("x")])
def test_what_a_reader_trips_over_names_the_file(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(DataFileError, match=r"query/forms/kinds\.toml"), reading("query/forms/kinds.toml"):
        wrong()


def test_an_error_that_names_its_faults_goes_through() -> None:
    with pytest.raises(DataFileError) as error, reading("outer.toml"):
        raise DataFileError("inner.toml", (Fault(1, "x"),))
    assert error.value.file == "inner.toml"


def test_an_entry_is_found_by_its_id() -> None:
    text = '[[cue]]\nid = "a"\n[[cue]]\nid = "b"\n'
    assert located(text, "b", "wrong") == Fault(4, "b: wrong")
    assert located(text, "c", "wrong").line == 0


def test_it_survives_the_way_between_processes() -> None:
    error = DataFileError("a.toml", (Fault(3, "x"),))
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "a.toml: line 3: x"
