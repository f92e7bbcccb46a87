"""Every problem has a message in both languages that names the offending value."""

from __future__ import annotations

import re
import string
import tomllib
from importlib.resources import files

import pytest

from ontology.text import has_marks
from query.errors import RequestError

MESSAGES = tomllib.loads(files("query").joinpath("data/errors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_name_the_same_values(key: str) -> None:
    slots = [{name for _, name, _, _ in string.Formatter().parse(MESSAGES[key][lang]) if name} for lang in ("vi", "en")]
    assert slots[0] == slots[1]
    assert has_marks(MESSAGES[key]["vi"]) or key == "bench_line"
    assert not re.search(r"[à-ỹ]", MESSAGES[key]["en"].replace("“", ""))


def test_a_message_shows_lists_and_numbers_plainly() -> None:
    class KnownError(RequestError):
        key = "sparql_timeout"

    assert "10 giây" in str(KnownError(seconds=10.0))
    assert "10 s" in KnownError(seconds=10.0).message("en")


def test_every_error_class_has_its_message() -> None:
    import query.bench
    import query.compare.errors
    import query.days
    import query.dense
    import query.search.errors
    import query.sparql.errors  # noqa: F401

    def leaves(kind: type[RequestError]) -> set[type[RequestError]]:
        below = set(kind.__subclasses__())
        return below | {leaf for child in below for leaf in leaves(child)}

    ours = [kind for kind in leaves(RequestError) if kind.__module__.startswith("query.") and "key" in vars(kind)]
    assert len(ours) > 15
    assert [kind for kind in ours if kind.key not in MESSAGES] == []
