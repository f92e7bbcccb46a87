"""Question forms: what wordings ask, which slots they need, how they are answered. All kept as TOML.

A form is read from `query/forms/*.toml`. `cues` are alternatives matched against the folded
question, `require` must all match, `unless` none; `{name}` stands for a building block of
`language.toml`. `drop` are words that belong to the asking, not to what is asked about.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import DataFileError, Fault, located, reading
from query.link.language import language
from query.templates import names as template_names

FILES = ("documents", "duties", "facts", "comparison")
_TEXTS = {"id", "intent", "find", "template", "answer", "reading", "said"}
_MORE = {
    "rank",
    "cues",
    "require",
    "unless",
    "needs",
    "drop",
    "examples",
    "empty",
    "unsaid",
    "none",
    "zero",
    "filter",
    "kind",
    "others",
    "field",
    "header",
    "roles",
    "clause",
    "prefer",
    "relation",
    "column",
    "final",
    "generic",
}
NEEDS = frozenset({"agent", "person", "post", "content", "metric", "figure", "citation", "day"})


class FormError(DataFileError):
    """The form files have faults; the message lists every one with the form's id."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of asking. `options` are what its finder reads: relation, kind, roles, column, …"""

    id: str
    intent: str
    rank: int
    cues: tuple[re.Pattern[str], ...]
    require: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    needs: frozenset[str]
    drop: frozenset[str]
    find: str
    template: str
    answer: str
    reading: str
    said: str
    empty: str
    options: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Mapping[str, Any], ...] = ()

    def fits(self, key: str) -> bool:
        """True if a question with this folded key may be read by the form."""
        return (
            any(p.search(key) for p in self.cues)
            and all(p.search(key) for p in self.require)
            and not any(p.search(key) for p in self.unless)
        )


def read_forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Forms of several TOML texts, the most specific (highest rank) first.

    Raises:
        FormError: listing every fault of every form of the first faulty file.
    """
    forms, seen = list[Form](), set[str]()
    for name, text in texts.items():
        file = f"query/forms/{name}.toml"
        with reading(file):
            rows = tomllib.loads(text)["form"]
        faults = list[Fault]()
        for row in rows:
            known = row.get("id", "?")
            faults += [located(text, known, fault) for fault in _faults(row, seen)]
            seen.add(row.get("id", ""))
            try:
                forms.append(_form(row))
            except (KeyError, re.error) as error:
                faults.append(located(text, known, repr(error)))
        if faults:
            raise FormError(file, faults)
    return tuple(sorted(forms, key=lambda form: -form.rank))


@cache
def forms() -> tuple[Form, ...]:
    """The forms that come with the product."""
    folder = files("query").joinpath("forms")
    return read_forms({name: folder.joinpath(f"{name}.toml").read_text(encoding="utf-8") for name in FILES})


def fallback_form() -> Form:
    """The form that answers by a statement where no other form does."""
    return _of_fallback("form")


def further_form() -> Form:
    """The form of a follow-up that is answered by what the last answer was drawn from."""
    return _of_fallback("further")


@cache
@reading("query/forms/fallback.toml")
def _of_fallback(table: str) -> Form:
    return _form(tomllib.loads(files("query").joinpath("forms/fallback.toml").read_text(encoding="utf-8"))[table])


@cache
@reading("query/forms/messages.toml")
def messages() -> Mapping[str, Any]:
    """Sentences for refusals and notes, from `query/forms/messages.toml`."""
    text = files("query").joinpath("forms/messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _faults(row: Mapping[str, Any], seen: set[str]) -> list[str]:
    out = [f"no {name}" for name in sorted(_TEXTS - row.keys())]
    out += [f"unknown key {name}" for name in sorted(row.keys() - _TEXTS - _MORE)]
    out += [f"unknown need {name}" for name in row.get("needs", ()) if name not in NEEDS]
    if row.get("id") in seen:
        out.append("id is used twice")
    if row.get("template") not in template_names():
        out.append(f"no template {row.get('template')}")
    return out


def _form(row: Mapping[str, Any]) -> Form:
    compiled = {part: tuple(language().pattern(p) for p in row.get(part, ())) for part in ("cues", "require", "unless")}
    return Form(
        row["id"],
        row["intent"],
        int(row["rank"]),
        compiled["cues"],
        compiled["require"],
        compiled["unless"],
        frozenset(row.get("needs", ())),
        frozenset(row.get("drop", "").split()),
        row["find"],
        row["template"],
        row["answer"],
        row["reading"],
        row["said"],
        row.get("empty", row.get("none", "")),
        {k: v for k, v in row.items() if k in _MORE},
        tuple(row.get("examples", ())),
    )
