"""The VoID/DCAT description of a dataset, computed from what the store holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import term, thing
from kg.queries import load
from kg.repo import Repo
from kg.synthetic import is_synthetic
from ontology.names import ID, PREFIXES


def description_graph() -> NamedNode:
    """Name of the graph that describes an exported dataset."""
    return thing("graph/description")


def describe_dataset(repo: Repo) -> list[Quad]:
    """Title, size, classes with counts, vocabularies, period and places of a store's notices."""
    graph, dataset = description_graph(), thing("dataset")
    statements = [*_texts(synthetic=is_synthetic(repo)), *_coverage(repo), *_classes(repo)]
    return [Quad(subject or dataset, term(predicate), value, graph) for subject, predicate, value in statements]


_Statement = tuple[NamedNode | None, str, NamedNode | Literal]
"""Subject (null for the dataset itself), predicate, object."""


def _texts(*, synthetic: bool) -> Iterator[_Statement]:
    said = tomllib.loads(files("kg").joinpath("data/dataset.toml").read_text(encoding="utf-8"))
    yield None, "rdf:type", term("void:Dataset")
    yield None, "rdf:type", term("dcat:Dataset")
    for name in ("title", "description"):
        for lang in ("vi", "en"):
            text = said["synthetic"] if synthetic else said
            yield None, f"dcterms:{name}", Literal(text[f"{name}_{lang}"], language=lang)
    if synthetic:
        yield None, "tt:synthetic", Literal(True)
    yield None, "void:uriSpace", Literal(ID)
    for prefix in said["vocabularies"]:
        yield None, "void:vocabulary", NamedNode(PREFIXES[prefix])


def _coverage(repo: Repo) -> Iterator[_Statement]:
    yield None, "void:triples", Literal(sum(1 for _ in repo.quads()))
    for row in repo.select(load("coverage.rq")):
        yield None, "void:entities", Literal(int(str(row["notices"].value)))
        period = thing("dataset/period")
        if "first" in row and "last" in row:
            yield None, "dcterms:temporal", period
            yield period, "rdf:type", term("dcterms:PeriodOfTime")
            for predicate, name in (("dcat:startDate", "first"), ("dcat:endDate", "last")):
                day = row[name]
                if isinstance(day, Literal):
                    yield period, predicate, day
    for row in repo.select(load("covered_places.rq")):
        if isinstance(row["place"], NamedNode):
            yield None, "dcterms:spatial", row["place"]


def _classes(repo: Repo) -> Iterator[_Statement]:
    for row in repo.select(load("class_counts.rq")):
        class_, count = row["class"], row["count"]
        if isinstance(class_, NamedNode) and isinstance(count, Literal):
            part = thing("dataset/class/" + class_.value.rpartition("#")[2])
            yield None, "void:classPartition", part
            yield part, "void:class", class_
            yield part, "void:entities", count
