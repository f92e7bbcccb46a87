"""Correct the province of a notice: its jurisdiction, and with it whose bodies, posts and people it speaks of."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg import iris
from kg.iris import CENTRAL, term
from kg.mapping.agents import province_at
from kg.mapping.labels import unknown_place
from kg.review.build import scope_in
from kg.review.draft import Draft
from kg.review.fields import Field
from ontology import lexicon

_OWNED = ("body", "post", "person")


def set_jurisdiction(draft: Draft, field: Field, value: dict[str, Any], why: str) -> None:
    """Put the province (`id`, `label`) in place of the one read, as inferred, with the reviewer's reason.

    Bodies of the province read become those of the right one, except in a central issuer's notice,
    which speaks of every province. The IRI of the notice stays.
    """
    before = scope_in(draft)
    old = [place for name in field.predicates[:2] for place in draft.values(draft.notice, name)]
    labels = [draft.string(place, "rdfs:label") for place in old if isinstance(place, NamedNode)]
    draft.remove_values(draft.notice, field.predicates)
    draft.remove_fact(iris.fragment(draft.notice, "header-jurisdiction"))
    place = province_at(value["id"], draft.string(draft.notice, "tt:issued") or None)
    draft.add(
        (
            Triple(draft.notice, term("tt:inferredJurisdiction"), place),
            Triple(draft.notice, term("tt:jurisdictionReason"), Literal(why)),
            Triple(place, term("rdf:type"), term("tt:Place")),
            Triple(place, term("rdfs:label"), Literal(value["label"])),
        )
    )
    _relabel(draft, labels, value["label"])
    if before not in (CENTRAL, value["id"]):
        homes = {iris.thing(f"{kind}/{before}/").value: iris.thing(f"{kind}/{value['id']}/").value for kind in _OWNED}
        draft.rename(homes)
        _locate(draft, tuple(homes.values()), iris.place(value["id"]))


def _relabel(draft: Draft, old: list[str], new: str) -> None:
    """The notice's label names its province in brackets at the end of its date."""
    label = draft.string(draft.notice, "rdfs:label")
    for name in old or [unknown_place()]:
        if f"({name})" in label:
            draft.remove_values(draft.notice, ("rdfs:label",))
            draft.add((Triple(draft.notice, term("rdfs:label"), Literal(label.replace(f"({name})", f"({new})"))),))
            return


def _locate(draft: Draft, homes: tuple[str, ...], province: NamedNode) -> None:
    for body in draft.of_class("org:Organization", *_body_classes()):
        if body.value.startswith(homes):
            draft.remove_values(body, ("tt:ofProvince",))
            draft.add((Triple(body, term("tt:ofProvince"), province),))


def _body_classes() -> tuple[str, ...]:
    return tuple(f"tt:{row.term}" for row in lexicon.body_classes())
