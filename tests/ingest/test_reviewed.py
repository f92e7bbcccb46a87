"""What people decided on readings holds for every later one.

The cases come from `thongtri review export --golden tests/golden/reviewed`.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from ingest import extract, read_source, to_json

FOLDER = Path(__file__).parent.parent / "golden" / "reviewed"
CASES = sorted(FOLDER.glob("gold_*.json"))
LISTS = {
    "duty": "duties",
    "statistic": "statistics",
    "event": "events",
    "assessment": "assessments",
    "citation": "citations",
}
FIELDS = ("kind", "status", "strength", "metric", "value", "date", "number", "type")


def mistakes(case: dict[str, Any], record: dict[str, Any]) -> list[str]:
    """Reviewed facts that a reading lacks or has otherwise, and rejected facts that it has."""
    wrong = []
    for list_ in LISTS.values():
        for fact in case["cited_documents" if list_ == "citations" else list_]:
            read = [one for one in record[list_] if (one["start"], one["end"]) == (fact["start"], fact["end"])]
            wrong += [f"missing {list_}: {fact['text']}"] if not read else []
            wrong += [f"{field} of {fact['text']}" for one in read[:1] for field in _differing(fact, one)]
    for gone in case["rejected"]:
        places = [(one["start"], one["end"]) for one in record[LISTS[gone["kind"]]]]
        wrong += [f"rejected {gone['kind']}: {gone['text']}"] if (gone["start"], gone["end"]) in places else []
    return wrong


def _differing(fact: dict[str, Any], read: dict[str, Any]) -> list[str]:
    differing = [name for name in FIELDS if name in fact and fact[name] != read.get(name)]
    bearers = [{one["id"] for one in facts.get("assignees", ())} for facts in (fact, read)]
    return differing + (["assignees"] if bearers[0] != bearers[1] else [])


def read(path: Path) -> dict[str, Any]:
    return to_json(extract(read_source(path)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_reading_agrees_with_the_reviewers(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert mistakes(case, read(FOLDER / case["file"])) == []


def test_what_reviewers_decided_otherwise_is_a_mistake() -> None:
    case = json.loads(CASES[0].read_text(encoding="utf-8"))
    record, other = read(FOLDER / case["file"]), copy.deepcopy(case)
    other["duties"][0]["assignees"] = [{"id": "p.cong-an"}]
    other["duties"].append({**case["duties"][0], "start": 0, "end": 5})
    other["rejected"] = [{"kind": "duty", **{key: case["duties"][0][key] for key in ("text", "start", "end")}}]
    assert [told.split()[0] for told in mistakes(other, record)] == ["assignees", "missing", "rejected"]
