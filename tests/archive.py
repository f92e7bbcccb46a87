"""How well the reader agrees with the truth of composed notices: `python -m tests.archive`, part of `make eval`.

A guard against regressions and a finder of faults; composed sentences are more regular than real ones, so the
figures tell nothing of accuracy on real notices.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ingest import extract, read_source, to_json
from kg.archive import Spec, compose_province
from ontology import lexicon
from tests.scoring import Counts, Json, matched

_HEADER: Final = ("type", "number", "issued", "title", "urgency", "rule_family", "place")
_PARTNERS: Final = ("directed_by", "cooperating", "reports_to")


def agreement(spec: Spec) -> dict[str, Counts]:
    """Counts of every slot over notices of provinces from all over the country."""
    totals = defaultdict[str, Counts](Counts)
    step = len(lexicon.provinces()) // spec.provinces
    with tempfile.TemporaryDirectory() as folder:
        for province in lexicon.provinces()[::step][: spec.provinces]:
            for composed in compose_province(spec, province):
                path = Path(folder, composed.file)
                path.write_text(composed.text, encoding="utf-8")
                for name, counts in _of_notice(to_json(composed.record), to_json(extract(read_source(path)))):
                    totals[name] += counts
    return dict(totals)


def _of_notice(truth: Json, read: Json) -> Iterator[tuple[str, Counts]]:
    wanted, found = ([d for d in record["duties"] if d["kind"] == "duty"] for record in (truth, read))
    pairs = matched(wanted, found)
    yield "duty", Counts(len(pairs), len(wanted), len(found))
    for one, other in pairs:
        yield from _of_duty(one, other)
    for name in _HEADER:
        yield "header", _common([truth["notice"][name]], [read["notice"][name]])
    yield "recipients", _ids(truth["notice"]["recipients"], read["notice"]["recipients"])
    yield "citations", _common(*(_cited(record) for record in (truth, read)))
    figures = [{(one["value"], one["as_of"]) for one in record["statistics"]} for record in (truth, read)]
    yield "figures of the truth", _common(figures[0], figures[0] & figures[1])
    for kind in ("praise", "shortcoming", "motto", "situation"):
        told = ({a["text"] for a in record["assessments"] if a["kind"] == kind} for record in (truth, read))
        yield kind, _common(*told)


def _of_duty(one: Json, other: Json) -> Iterator[tuple[str, Counts]]:
    source = one["assignees"][0]["source"] if one["assignees"] else "explicit"
    yield f"bearers, {source}", _ids(one["assignees"], other["assignees"])
    for name in _PARTNERS:
        yield name, _ids(one[name], other[name])
    yield "topics", _common(one["topics"], other["topics"])
    for name in ("modality", "strength"):
        yield name, _common([one[name]], [other[name]])
    yield "deadline", _common(_deadline(one), _deadline(other))
    yield "conditions", _common(_texts(one["conditions"]), _texts(other["conditions"]))
    yield "parts of the clause", _common(_parts(one), _parts(other))


def _common(one: Iterable[Hashable], other: Iterable[Hashable]) -> Counts:
    first, second = set(one), set(other)
    return Counts(len(first & second), len(first), len(second))


def _ids(one: Sequence[Json], other: Sequence[Json]) -> Counts:
    return _common([item["id"] for item in one], [item["id"] for item in other])


def _cited(record: Json) -> set[tuple[str, str, str]]:
    return {(one["number"], one["date"], one["relation"]) for one in record["citations"]}


def _deadline(duty: Json) -> list[tuple[str, str]]:
    return [(duty["deadline"]["type"], duty["deadline"]["date"])] if duty["deadline"] else []


def _texts(spans: Sequence[Json]) -> list[str]:
    return [span["text"] for span in spans]


def _parts(duty: Json) -> list[tuple[str, str]]:
    frame: Mapping[str, Any] = duty["frame"]
    listed = {name: [part] if isinstance(part, Mapping) else part or [] for name, part in frame.items()}
    return [(name, part["text"]) for name, parts in listed.items() for part in parts]


def show(spec: Spec) -> None:
    """Print F1 of every slot."""
    for name, counts in agreement(spec).items():
        print(f"{name:<24}F1 {counts.f1:.3f}  {counts.hit}/{counts.gold}/{counts.system}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("provinces", "notices", "seed"):
        parser.add_argument(f"--{option}", type=int, default={"provinces": 63, "notices": 2, "seed": 1}[option])
    show(Spec(**vars(parser.parse_args())))
