"""Scores of a reading against gold annotations, for tests and for `make eval` without other scorers.

Duties match one to one, greedily by character IoU of at least 0.5; framing orders count on neither side.
Assignees are compared by lexicon id over matched duties, the best of the gold's accepted sets counting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.text import fold

GOLDEN = Path(__file__).parent / "golden"
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, items of the gold, items of the system."""

    hit: int = 0
    gold: int = 0
    system: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hit + other.hit, self.gold + other.gold, self.system + other.system)

    @property
    def f1(self) -> float:
        """F1; 1 when nothing was to be found and nothing was claimed."""
        return 2 * self.hit / (self.gold + self.system) if self.gold + self.system else 1.0


def iou(a: Json, b: Json) -> float:
    """Intersection over union of two character ranges."""
    overlap: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union: int = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, overlap) / union


def matched(gold: Sequence[Json], system: Sequence[Json]) -> list[tuple[Json, Json]]:
    """Pairs of duties that are the same stretch of text."""
    pairs = sorted(((-iou(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(system)))
    left, right, out = set[int](), set[int](), []
    for score, i, j in pairs:
        if -score >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((gold[i], system[j]))
    return out


def local(identifier: str) -> str:
    return re.split(r"[/#]", identifier)[-1]


def assignee_counts(gold: Json, system: Json) -> Counts:
    """Assignees of one matched duty against the accepted set that fits best."""
    found = {local(a["id"]) for a in system["assignees"]}
    sets = [gold["assignees"], *gold.get("acceptable_alternative_assignees", [])]
    accepted = [{a.get("id") or a.get("proposed_id") or fold(a["name"]) for a in one} for one in sets]
    best = max(accepted, key=lambda one: Counts(len(one & found), len(one), len(found)).f1)
    return Counts(len(best & found), len(best), len(found))


def header_counts(gold: Json, record: Json) -> Counts:
    """Fields of the header that are right; absent on both sides is right."""
    notice, head = record["notice"], gold["header"]

    def wanted(*keys: str) -> str:
        item: Json = next((head[k] for k in keys if head.get(k)), {})
        return fold(str(item.get("normalised") or item.get("value") or ""))

    found = {
        "number": notice.get("number"),
        "type": notice.get("type"),
        "issuer": local((notice.get("issuer") or {}).get("id") or ""),
        "date": notice.get("issued"),
        "urgency": notice.get("urgency"),
        "province": (notice.get("jurisdiction") or {}).get("label"),
    }
    right = {
        "number": wanted("number"),
        "type": wanted("type", "doc_type"),
        "issuer": wanted("issuer"),
        "date": wanted("date", "issue_date"),
        "urgency": wanted("urgency"),
        "province": wanted("province", "province_explicit", "province_inferred"),
    }
    hits = sum(fold(str(found[key] or "")) == right[key] for key in right)
    return Counts(hits, len(right), len(right))


def reading_counts(gold: Json, record: Json) -> dict[str, Counts]:
    """Counts of duties, assignees and fields of the header of one notice."""
    wanted = [d for d in gold["duties"] if d["kind"] == "duty"]
    found = [d for d in record["duties"] if d["kind"] == "duty"]
    pairs = matched(wanted, found)
    return {
        "duty": Counts(len(pairs), len(wanted), len(found)),
        "assignee": sum((assignee_counts(g, s) for g, s in pairs), Counts()),
        "header": header_counts(gold, record),
    }


def gold_notices(folder: Path = GOLDEN / "gold") -> list[Json]:
    """Gold annotations of a folder, by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("gold_*.json"))]


def _key(text: object) -> str:
    """A name without the words that don't change who is meant, long names of bodies shortened."""
    out = re.sub(r"^(?:(?:cac|nhung|dong chi|ong|ba|tinh|thanh pho) )+", "", fold(str(text)))
    for long, short in (
        ("uy ban mat tran to quoc viet nam", "mttq"),
        ("mat tran to quoc viet nam", "mttq"),
        ("uy ban nhan dan", "ubnd"),
        ("hoi dong nhan dan", "hdnd"),
        ("uy ban mttq", "mttq"),
    ):
        out = out.replace(long, short)
    return out


def _same(expected: object, got: object) -> bool:
    """Whether both name the same thing: equal keys, one within the other and at least half as long, or three
    quarters of their words in common."""
    a, b = _key(expected), _key(got)
    if not a or not b or a == b:
        return bool(a and b)
    short, long = sorted((a, b), key=len)
    if f" {short} " in f" {long} ":
        return len(short) >= len(long) / 2
    left, right = set(a.split()), set(b.split())
    return len(left & right) >= 0.75 * len(left | right)


def _number(value: object) -> float | None:
    """The number a value begins with; in text a dot marks thousands and a comma decimals."""
    if isinstance(value, int | float):
        return float(value)
    found = re.search(r"\d[\d.]*(?:,\d+)?", str(value))
    return float(found.group().replace(".", "").replace(",", ".")) if found else None


def duties_match(expected: Iterable[str], answer: Json, spans: Mapping[str, Json], match: str) -> bool:
    """Whether the quoted duties are the expected ones (any of them and little else, or all of them)."""
    want = [spans[i] for i in expected if i in spans]
    got = answer.get("evidence", [])
    hits = [any(e["source"] == w["source"] and iou(w, e) >= 0.5 for e in got) for w in want]
    right = [any(e["source"] == w["source"] and iou(w, e) >= 0.5 for w in want) for e in got]
    if not got or not want or sum(right) < 0.7 * len(got):
        return False
    return any(hits) if match == "any" else all(hits)


def judge(question: Json, answer: Json, spans: Mapping[str, Json]) -> bool:  # noqa: PLR0911
    """Whether an answer is what the golden question expects, refusals included."""
    expected = question["expected"]
    kind, values, match = expected["type"], expected["values"], expected.get("match", "all")
    got = answer.get("values") or []
    said = fold(" ".join([answer["answer"], *map(str, got)]))
    if any(fold(leak) in said for leak in expected.get("must_not_contain", [])):
        return False
    if kind in ("refusal", "not_stated"):
        return bool(answer["status"] == {"refusal": "out_of_scope"}.get(kind, kind))
    if answer["status"] != "answered":
        return False
    if kind == "duties":
        return duties_match(values, answer, spans, match)
    if kind == "comparison" and isinstance(values[0], Mapping):
        groups = {fold(g["province"]): g["values"] for g in answer.get("groups") or []}
        enough = any if match == "any" else all
        return all(
            enough(any(_same(v, g) for g in groups.get(fold(w["province"]), [])) for v in w["values"]) for w in values
        )
    if kind == "number":
        return bool(got) and _number(got[0]) == _number(values[0])
    if kind == "boolean":
        return bool(got) and got[0] == values[0]
    also = expected.get("accept_also", [])
    if kind in ("set", "comparison"):
        few = match == "any" or len(got) <= 1.5 * len(values) + 1
        return (few and _named(values, got, match)) or (bool(also) and _named(also, got, "any"))
    hits = [fold(str(v)) in said or any(_same(v, g) for g in got) for v in [*values, *also]]
    return any(hits) if match == "any" or also else all(hits)


def _named(values: Sequence[Any], got: Sequence[Any], match: str) -> bool:
    """Whether the answer's values, not its sentence, name the expected ones: all of them, or any."""
    return (any if match == "any" else all)(any(_same(v, g) for g in got) for v in values)


def gold_spans(notices: Iterable[Json]) -> dict[str, Json]:
    """Gold duty id -> its range and the name of the file it stands in."""
    return {
        duty["id"]: {"source": gold["file"], "start": duty["start"], "end": duty["end"]}
        for gold in notices
        for duty in gold["duties"]
    }
