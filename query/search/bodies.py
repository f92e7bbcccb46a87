"""The bodies and posts that the notices of a store speak of, by every name that people may give them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from kg.iris import CENTRAL
from kg.repo import Repo
from ontology.names import ID
from ontology.text import fold
from query.places import find_place
from query.templates import load

KIND: Final = "kind/"
"""What a kind of body (`kind_of`) begins with where it stands for a name."""
_FOLDERS: Final = (f"{ID}body/", f"{ID}post/")


@dataclass(slots=True)
class Bodies:
    """Names of the bodies of a store: IRIs by folded name, lexicon id or IRI; how each is called."""

    iris: dict[str, set[str]] = field(default_factory=dict)
    label: dict[str, str] = field(default_factory=dict)
    """First wording of each folded name."""
    name_of: dict[str, str] = field(default_factory=dict)
    """Preferred name of each IRI."""
    kind_label: dict[str, str] = field(default_factory=dict)
    """Name of each kind of body (`kind_of`)."""

    def find(self, name: str) -> tuple[str, tuple[str, ...]] | None:
        """Label and IRIs of every body of that name, in whatever province; null if there is none.

        `Sở Y tế Bắc Giang` means that province's; `kind/<kind>` means what a facet counts under that kind.
        """
        if name.startswith(KIND):
            return self._of_kind(name.removeprefix(KIND))
        found = self.iris.get(name) or self.iris.get(fold(name)) or self._of_province(fold(name).split())
        if not found:
            return None
        known = {self.name_of[iri] for iri in found}
        label = self.label.get(fold(name)) or (known.pop() if len(known) == 1 else name)
        return label, tuple(sorted(found))

    def near(self, name: str) -> list[str]:
        """Up to three names that look like this one."""
        return [self.label[key] for key in difflib.get_close_matches(fold(name), self.label, n=3, cutoff=0.4)]

    def _of_kind(self, kind: str) -> tuple[str, tuple[str, ...]] | None:
        found = tuple(sorted(iri for iri in self.name_of if kind_of(iri) == kind))
        return (self.kind_label[kind], found) if found else None

    def _of_province(self, words: Sequence[str]) -> set[str]:
        for cut in range(1, len(words)):
            place = find_place(" ".join(words[cut:]))
            if place is not None and (iris := self.iris.get(" ".join(words[:cut]))):
                folders = tuple(f"{ID}body/{slug}/" for slug in place.provinces)
                return {iri for iri in iris if iri.startswith(folders)}
        return set()


_known: WeakKeyDictionary[Repo, tuple[int, Bodies]] = WeakKeyDictionary()


def bodies_of(repo: Repo) -> Bodies:
    """The bodies of a store, read once for each of its states."""
    known = _known.get(repo)
    if known is None or known[0] != repo.generation:
        _known[repo] = known = (repo.generation, _read(repo))
    return known[1]


def _read(repo: Repo) -> Bodies:
    """Every body; names are asked for one body of each kind, for all of a kind share them."""
    found, alike = Bodies(), dict[str, list[str]]()
    rows = repo.select(load("search-bodies").bind({}))
    for row in sorted(rows, key=lambda row: row["body"].value):
        iri = row["body"].value
        for key in (row["lexicon"].value, iri):
            found.iris.setdefault(key, set()).add(iri)
        same = alike.setdefault(kind_of(iri) or iri, [])
        if iri not in same[-1:]:
            same.append(iri)
    first = [ox.NamedNode(iris[0]) for iris in alike.values()]
    rows = repo.select(load("search-body-names").bind({"body": first})) if first else []
    for row in sorted(rows, key=lambda row: tuple(row[name].value for name in ("body", "other", "name"))):
        kind, name = kind_of(row["body"].value) or row["body"].value, row["name"].value
        found.label.setdefault(fold(name), name)
        found.kind_label.setdefault(kind, name)
        found.iris.setdefault(fold(name), set()).update(alike[kind])
    for kind, iris in alike.items():
        found.name_of |= dict.fromkeys(iris, found.kind_label.get(kind, kind))
    return found


def kind_of(iri: str) -> str:
    """The kind of a body or post by its IRI: what is left without its province; '' for anything else.

    >>> kind_of("https://w3id.org/thongtri/id/body/bac-giang/so-y-te")
    'body/so-y-te'
    """
    if not iri.startswith(_FOLDERS):
        return ""
    folder, _, rest = iri.removeprefix(ID).partition("/")
    scope, _, local = rest.partition("/")
    return f"{folder}/{scope + '/' if scope == CENTRAL else ''}{local}" if local else ""
