"""IRIs of the things in the graph: readable, stable, decided here alone.

A lexicon id names a kind of body (`p.so-y-te`); with the *scope* of a notice (the slug of its
province, `trung-uong` for a notice of a central issuer, `khong-ro` if nothing tells) it is one body.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from ontology.names import ID, PREFIXES
from ontology.open_names import written_out
from ontology.text import slug

CENTRAL: Final = "trung-uong"
UNKNOWN: Final = "khong-ro"
_OTHER_GRAPHS: Final = frozenset({"vocabulary", "system", "description", "decisions"})
_LEVEL_FOLDERS: Final = {"c": "", "p": "", "d": "huyen/", "x": "xa/", "g": "nhom/"}
_SAFE: Final = "/:#=,;@!$&'()*+~"
_FRAGMENT: Final = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?-]+")


@cache
def term(curie: str) -> NamedNode:
    """IRI of a compact name (`tt:Notice`).

    Raises:
        KeyError: the prefix is not one of `ontology.names.PREFIXES`.
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def thing(path: str) -> NamedNode:
    """IRI of a thing by its path below the base (`notice/vinh-phuc/229-tb-tu/2021-05-09`)."""
    return NamedNode(ID + quote(path, safe=_SAFE))


def notice(notice_id: str) -> NamedNode:
    """IRI of a notice by `record.notice.id`."""
    return thing("notice/" + notice_id)


def graph(notice_id: str) -> NamedNode:
    """Name of the graph that holds one notice."""
    return thing("graph/" + notice_id)


def review_graph(notice_id: str) -> NamedNode:
    """Name of the graph with people's corrections of one notice."""
    return thing("graph/review/" + notice_id)


def link_graph(notice_id: str) -> NamedNode:
    """Name of the graph with what follows from a notice's citations (see `kg.links`)."""
    return thing("graph/links/" + notice_id)


def decisions_graph() -> NamedNode:
    """Name of the graph with people's decisions on what is the same, and on what cites what."""
    return thing("graph/decisions")


def notice_of(graph_name: NamedNode) -> str | None:
    """Id of the notice whose own graph this is; null for every other graph."""
    base = thing("graph/").value
    local = graph_name.value.removeprefix(base)
    if not graph_name.value.startswith(base) or local in _OTHER_GRAPHS or local.startswith(("review/", "links/")):
        return None
    return local


def id_of(subject: NamedNode) -> str:
    """Id of a notice by its IRI or that of a part of it."""
    return subject.value.partition("#")[0].removeprefix(thing("notice/").value)


def vocabulary_graph() -> NamedNode:
    """Name of the graph with the ontology, concept schemes and places."""
    return thing("graph/vocabulary")


def system_graph() -> NamedNode:
    """Name of the graph in which the store keeps its own state (its generation)."""
    return thing("graph/system")


def fragment(subject: NamedNode, name: str) -> NamedNode:
    """IRI of a part of a notice (`…#duty-7`)."""
    return NamedNode(f"{subject.value}#{_FRAGMENT.sub('-', name)}")


def place(province_id: str) -> NamedNode:
    """A province-level unit of 2021, or a unit below it (`bac-giang/tan-yen`)."""
    return thing("place/" + province_id)


def successor(name: str) -> NamedNode:
    """A province-level unit of 1/7/2025 by its short name."""
    return thing("place/2025/" + slug(name))


def topic(topic_id: str) -> NamedNode:
    return thing("topic/" + topic_id)


def measure(code: str) -> NamedNode:
    return thing("measure/" + code)


def document_type(type_slug: str) -> NamedNode:
    return thing("document-type/" + type_slug)


def urgency(urgency_slug: str) -> NamedNode:
    return thing("urgency/" + urgency_slug)


def run(run_id: str) -> NamedNode:
    """One reading of one source by one version of the program."""
    return thing("run/" + run_id)


def body(lexicon_id: str, scope: str) -> NamedNode:
    """The body that a lexicon id names in a notice of this scope.

    `c.byt` is the same everywhere; a provincial body in a central notice stands for "of the province
    concerned" and is kept apart from the central body of the same name.
    """
    level, _, local = lexicon_id.partition(".")
    if not local:
        level, local = "", lexicon_id
    folder = _LEVEL_FOLDERS.get(level, f"{slug(level)}/" if level else "khac/")
    if level == "c":
        scope = CENTRAL
    elif level == "p" and scope == CENTRAL:
        folder = "tinh/"
    if level == "m":
        local = "/".join(map(written_out, local.split("/")))
    return thing(f"body/{scope}/{folder}{_local(local)}")


def post(post_id: str, scope: str) -> NamedNode:
    return thing(f"post/{scope}/{_local(post_id.removeprefix('post.'))}")


def person(person_id: str, scope: str) -> NamedNode:
    return thing(f"person/{scope}/{_local(person_id.removeprefix('person.'))}")


def agent(ref_id: str, scope: str) -> NamedNode:
    """A body, post, person or place by the id that the record gives it."""
    kind, _, local = ref_id.partition(".")
    if kind == "post":
        return post(ref_id, scope)
    if kind == "person":
        return person(ref_id, scope)
    if kind in {"place", "pl"}:
        return place(_local(local))
    return body(ref_id, scope)


def _local(name: str) -> str:
    """Segments of a minted id, each a slug."""
    return "/".join(part for part in map(slug, name.split("/")) if part) or UNKNOWN
