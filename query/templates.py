"""SPARQL templates: `.rq` files under `query/templates`, filled with RDF terms and nothing else.

A template documents its slots in its header comments:

    # title: what the query answers, one line
    # slot ?duty: the duties asked about
    # optional ?topic: only duties of these topics

and marks with a `# slots` line where they are bound. `Template.bind` writes a `VALUES` block of
serialised terms there, so the text that runs is the text that is shown and can be run by hand. A slot that
would multiply what drives the query instead of narrowing it (a relation, a role) is bound as a filter, where
a line `# among ?relation` stands.
Prefixes of `ontology.names` are declared for the reader. Queries run over the union of all graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.names import PREFIXES

Term = ox.NamedNode | ox.Literal

_HEADER = re.compile(r"^#\s*(title|slot|optional)\s*(?:\?(\w+))?\s*:\s*(.+)$", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n", re.MULTILINE)
_MARK = re.compile(r"^([ \t]*)# slots[ \t]*$", re.MULTILINE)
_AMONG = re.compile(r"^([ \t]*)# among \?(\w+)[ \t]*$", re.MULTILINE)
_PREFIX = re.compile(r"(?<![\w<:/#])([a-z]+):(?=[A-Za-z])")


class TemplateError(ValueError):
    """A template is faulty or was bound wrongly; the message names the template and the slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A variable the caller binds; an optional one may be left unbound."""

    name: str
    meaning: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Template:
    """One query with documented slots."""

    name: str
    title: str
    slots: tuple[Slot, ...]
    body: str

    def bind(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The query with every given slot bound to its terms; ready to run, prefixes included.

        Raises:
            TemplateError: a slot is unknown, or a required one is missing or has no value.
        """
        known = {slot.name for slot in self.slots}
        if unknown := set(values) - known:
            raise TemplateError(f"{self.name}: unknown slot(s) {', '.join(sorted(unknown))}")
        if missing := [s.name for s in self.slots if not s.optional and not values.get(s.name)]:
            raise TemplateError(f"{self.name}: no value for slot(s) {', '.join(missing)}")
        filters = {found.group(2) for found in _AMONG.finditer(self.body)}
        blocks = [
            _values(slot.name, values[slot.name])
            for slot in self.slots
            if values.get(slot.name) and slot.name not in filters
        ]
        filled = _MARK.sub(lambda found: "\n".join(found.group(1) + block for block in blocks), self.body)
        filled = _AMONG.sub(lambda found: found.group(1) + _among(found.group(2), values), filled)
        return _with_prefixes(re.sub(r"\n\s*\n+", "\n", filled).strip() + "\n")


def _values(slot: str, terms: Iterable[Term]) -> str:
    """`VALUES ?slot { … }` of distinct terms, serialised by the RDF library."""
    return f"VALUES ?{slot} {{ {' '.join(dict.fromkeys(map(str, terms)))} }}"


def _among(slot: str, values: Mapping[str, Sequence[Term]]) -> str:
    """`FILTER(?slot IN (…))`, or nothing for an optional slot that is left open."""
    terms = dict.fromkeys(map(str, values.get(slot) or ()))
    return f"FILTER(?{slot} IN ({', '.join(terms)}))" if terms else ""


def _with_prefixes(query: str) -> str:
    used = sorted({name for name in _PREFIX.findall(query) if name in PREFIXES})
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + query


@cache
def load(name: str) -> Template:
    """The template `query/templates/<name>.rq`.

    Raises:
        TemplateError: there is no such file, or it lacks a title, a documented slot or the mark.
    """
    path = files("query").joinpath(f"templates/{name}.rq")
    if not path.is_file():
        raise TemplateError(f"no template named {name}")
    return _read(name, path.read_text(encoding="utf-8"))


def _read(name: str, text: str) -> Template:
    title, slots = "", list[Slot]()
    for kind, slot, meaning in _HEADER.findall(text):
        if kind == "title":
            title = meaning.strip()
        else:
            slots.append(Slot(slot, meaning.strip(), kind == "optional"))
    body = _COMMENT.sub("", text)
    faults = [
        fault
        for fault, wrong in (
            ("no title", not title),
            ("no '# slots' line", bool(slots) and len(_MARK.findall(body)) == 0),
            ("a slot is not used", any(f"?{s.name}" not in body for s in slots)),
        )
        if wrong
    ]
    if faults:
        raise TemplateError(f"{name}: {'; '.join(faults)}")
    return Template(name, title, tuple(slots), body)


def names() -> tuple[str, ...]:
    """Names of all templates, sorted."""
    folder = files("query").joinpath("templates")
    return tuple(sorted(p.name.removesuffix(".rq") for p in folder.iterdir() if p.name.endswith(".rq")))
