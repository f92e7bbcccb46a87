"""How strongly a duty directs, from 0 to 5, by rules kept in `strength.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import DataFileError, Fault, reading
from ontology.lexicon import topics
from ontology.text import fold

_NEEDS = frozenset({"named", "group", "request", "urged", "measured", "accountable"})


class StrengthError(DataFileError):
    """`strength.toml` is faulty; the message names every bad rule and cue."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show something about a duty: `pattern` over its folded text `means` a need."""

    id: str
    means: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    level: int
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scale:
    """The rules in the order they are tried, the cues, and the types of deadlines that bind."""

    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    deadline_types: frozenset[str]
    scenario: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Level:
    """A level with the rule that gave it and the signs (needs and cue ids) that it rests on."""

    value: int
    rule: str
    signs: tuple[str, ...]


@cache
@reading("query/compare/strength.toml")
def scale() -> Scale:
    """The scale of the package.

    Raises:
        StrengthError: rules or cues are faulty, or a cue fails on its own examples.
    """
    return read_scale(files("query").joinpath("compare/strength.toml").read_text(encoding="utf-8"))


def read_scale(text: str) -> Scale:
    """A scale from TOML text; raises as `scale`."""
    data = tomllib.loads(text)
    scenario = data["scenario"] | {"id": "scenario", "means": "named"}
    faults = [fault for cue in (*data["cue"], scenario) for fault in _cue_faults(cue)]
    faults += [f"rule {r['id']}: unknown need {need}" for r in data["rule"] for need in set(r["needs"]) - _NEEDS]
    if faults:
        raise StrengthError("query/compare/strength.toml", [Fault(0, fault) for fault in faults])
    return Scale(
        tuple(Rule(rule["id"], rule["level"], frozenset(rule["needs"])) for rule in data["rule"]),
        tuple(Cue(cue["id"], cue["means"], re.compile(cue["pattern"])) for cue in data["cue"]),
        frozenset(data["deadline_types"]),
        re.compile(data["scenario"]["pattern"]),
    )


def _cue_faults(cue: dict[str, Any]) -> list[str]:
    try:
        pattern = re.compile(cue["pattern"])
    except re.error as error:
        return [f"cue {cue['id']}: {error}"]
    faults = [] if pattern.search(fold(cue["example"])) else [f"cue {cue['id']}: misses its example"]
    faults += [f"cue {cue['id']}: finds its counterexample"] if pattern.search(fold(cue["counterexample"])) else []
    return faults + ([] if cue["means"] in _NEEDS else [f"cue {cue['id']}: unknown need {cue['means']}"])


@dataclass(frozen=True, slots=True)
class Said:
    """What a duty says as far as its strength goes: clean text, modality, deadlines, amounts, reporting line."""

    text: str
    request: bool = False
    deadline_types: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    reports: bool = False


def measure_strength(said: Said, *, named: bool) -> Level:
    """The level of one duty, for a named body or (`named` false) for unnamed levels."""
    known = scale()
    cues = [cue for cue in known.cues if cue.pattern.search(fold(said.text))]
    signs = ["named" if named else "group", *(["request"] if said.request else [])]
    signs += ["measured"] if said.amounts or known.deadline_types & said.deadline_types else []
    signs += ["accountable"] if said.reports else []
    have = {*signs, *(cue.means for cue in cues)}
    rule = next(rule for rule in known.rules if rule.needs <= have)
    used = [f"cue:{cue.id}" for cue in cues if cue.means in rule.needs]
    return Level(rule.level, rule.id, tuple(dict.fromkeys([*(s for s in signs if s in rule.needs), *used])))


def is_scenario(text: str, topic: str) -> bool:
    """Whether a duty names a containment measure only as a case to prepare for ("phương án cách ly…").

    Holds for topics close to an OxCGRT indicator C1 to C8 whose every trigger in the text follows a word
    of planning.
    """
    folded = fold(text)
    places = [m.start() for trigger in _containment().get(topic, ()) for m in re.finditer(rf"\b{trigger}\b", folded)]
    return bool(places) and all(scale().scenario.search(folded[:at]) for at in places)


@cache
def _containment() -> dict[str, tuple[str, ...]]:
    """Folded triggers of the topics that a containment indicator comes close to."""
    return {
        topic.id: tuple(re.escape(fold(trigger)) for trigger in topic.triggers)
        for topic in topics()
        if any(code.startswith("C") for code in topic.oxcgrt)
    }
