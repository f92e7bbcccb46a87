"""Reasoning over the ontology with HermiT: consistency, unsatisfiable classes, class hierarchy.

For the ontology alone and for small planted examples, never for the archive: HermiT needs seconds for
hundreds of individuals and doesn't finish thousands. The only module that imports owlready2.

RuntimeError
└── ReasonerError         HermiT didn't give an answer
    └── JavaMissingError  there is no Java to run it
"""

from __future__ import annotations

import io
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pyoxigraph import RdfFormat, parse, serialize

from ontology.names import ONTOLOGY

_JAVA_PACKAGE: Final = "default-jre-headless"


class ReasonerError(RuntimeError):
    """HermiT ended without an answer; `output` is what it printed."""

    key = "reasoner_failed"

    def __init__(self, **details: str) -> None:
        self.details = details
        super().__init__(self.told("en"))

    def told(self, lang: str = "vi") -> str:
        """What went wrong and what to do, in Vietnamese (`vi`) or English (`en`)."""
        return _messages()[self.key][lang].format(**self.details)

    @property
    def output(self) -> str:
        return self.details.get("output", "")


class JavaMissingError(ReasonerError):
    """HermiT needs Java and `command` wasn't found; the Debian package `package` has it."""

    key = "java_missing"

    def __init__(self, command: str) -> None:
        self.command = command
        self.package = _JAVA_PACKAGE
        super().__init__(command=command, package=_JAVA_PACKAGE)


@dataclass(frozen=True, slots=True)
class Report:
    """What HermiT found. If the axioms are inconsistent, nothing else can be said: the rest is empty."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    """IRIs of classes that can have no member, sorted."""
    superclasses: Mapping[str, tuple[str, ...]]
    """IRI of each named class -> IRIs of all its named superclasses, stated or inferred, sorted."""

    @property
    def sound(self) -> bool:
        """True if the axioms are consistent and every class can have members."""
        return self.consistent and not self.unsatisfiable


def classes_and_properties() -> str:
    """The ontology itself (`thongtri.ttl`) as Turtle."""
    return files("ontology").joinpath("data/thongtri.ttl").read_text(encoding="utf-8")


def reason(*documents: str) -> Report:
    """Run HermiT over the ontology and further Turtle documents taken together.

    Raises:
        JavaMissingError: there is no `java` command.
        ReasonerError: HermiT failed.
        SyntaxError: a document isn't Turtle.
    """
    import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        raise JavaMissingError(owlready2.JAVA_EXE)
    world = owlready2.World()
    try:
        world.get_ontology(ONTOLOGY).load(fileobj=_ntriples(classes_and_properties(), *documents))
        return _report(world, owlready2)
    finally:
        world.close()


def _report(world: Any, owlready2: Any) -> Report:
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Report(consistent=False, unsatisfiable=(), superclasses={})
    except owlready2.OwlReadyJavaError as failure:
        raise ReasonerError(output=str(failure)) from failure
    unsatisfiable = {class_.iri for class_ in world.inconsistent_classes()} - {owlready2.Nothing.iri}
    hierarchy = {class_.iri: _ancestors(class_, owlready2) for class_ in world.classes()}
    return Report(True, tuple(sorted(unsatisfiable)), dict(sorted(hierarchy.items())))


def _ancestors(class_: Any, owlready2: Any) -> tuple[str, ...]:
    found = {ancestor.iri for ancestor in class_.ancestors(include_self=False)}
    return tuple(sorted(found - {owlready2.Thing.iri}))


def _ntriples(*documents: str) -> io.BytesIO:
    """The documents as one N-Triples file, the form of Turtle that owlready2 reads."""
    triples = (
        triple for document in documents for triple in parse(document, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return io.BytesIO(data or b"")


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ontology").joinpath("data/messages.toml").read_text(encoding="utf-8"))
