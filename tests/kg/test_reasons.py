"""Reasons are told in the language of the message; every one that the code gives is worded."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import kg
from kg.errors import ExchangeError, NotAStoreError, QueryError
from kg.reasons import Reason
from kg.store import open_store

GIVEN = {
    key
    for source in Path(kg.__file__).parent.rglob("*.py")
    for key in re.findall(r'Reason\("(\w+)"', source.read_text(encoding="utf-8"))
}
WORDED = tomllib.loads(files("kg").joinpath("data/reasons.toml").read_text(encoding="utf-8"))


def test_every_reason_is_worded_in_both_languages() -> None:
    assert set(WORDED) == GIVEN
    assert all(set(wording) == {"vi", "en"} for wording in WORDED.values())


@pytest.mark.parametrize(
    ("error", "vietnamese", "english"),
    [
        (QueryError(Reason("not_ask")), "đây không phải truy vấn ASK", "not an ASK query"),
        (ExchangeError("a.xyz", Reason("unknown_format", name=".xyz", known="trig")),
         "không biết định dạng .xyz; các định dạng dùng được: trig", "unknown format .xyz; known: trig"),
    ],
)  # fmt: skip
def test_a_message_holds_its_reason_in_its_language(error: QueryError, vietnamese: str, english: str) -> None:
    assert vietnamese in error.message("vi")
    assert english in error.message("en")
    assert error.why == english


def test_a_folder_that_is_no_store_is_told_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotAStoreError) as error:
        open_store(tmp_path, read_only=True)
    assert "không có tệp store.json" in error.value.message("vi")
    assert "holds no store.json" in error.value.message("en")
