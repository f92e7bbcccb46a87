"""The same commands over the product's own endpoint instead of the store."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ui.remote_sparql import with_prefixes

from .serving import serving

Here = Callable[..., int]


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("serve", store, tmp_path_factory.mktemp("server") / "log") as address:
        yield address + "/sparql"


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "Thông báo 229-TB/TU ký ngày nào?", "--json"],
        ["search", "khu cách ly tập trung", "-k", "2", "--json"],
        ["compare", "Bắc Giang", "Vĩnh Phúc", "--format", "json"],
        ["sparql", "SELECT ?number { ?n a tt:Notice ; tt:number ?number }", "--format", "json"],
        ["sparql", "ASK { ?n a tt:Notice }", "--format", "json"],
    ],
)
def test_endpoint_and_store_say_the_same(
    args: list[str], endpoint: str, here: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here(*args) == 0
    local = json.loads(capsys.readouterr().out)
    assert here("--endpoint", endpoint, *args) == 0
    remote = json.loads(capsys.readouterr().out)
    for timed in (local, remote):
        timed.pop("ms", None)
    assert remote == local


def test_an_update_never_reaches_the_endpoint(endpoint: str, here: Here) -> None:
    assert here("--endpoint", endpoint, "sparql", "CLEAR ALL") == 2


def test_only_missing_prefixes_are_declared() -> None:
    query = "PREFIX tt: <http://x/> SELECT * { ?s a tt:A ; rdfs:label ?l }"
    added = with_prefixes(query)
    assert added.count("tt: <") == 1
    assert added.startswith("PREFIX rdfs: <")
