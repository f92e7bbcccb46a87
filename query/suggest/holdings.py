"""What a store holds that questions can be made of: facts by province, kind and relation, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from query.ask.catalogue import Catalogue

MOST_NOTICES = 1500
"""Notices looked at: beyond that further ones add hardly any new question."""
RELATIONS = ("assignee", "directedBy", "topic", "metric")


@dataclass(frozen=True, slots=True)
class Holding:
    """`count` facts of a kind in the notices of a province; linked to `value` by `relation`, '' for any."""

    province: str
    kind: str
    relation: str
    value: str
    count: int
    notice: str


def holdings(catalogue: Catalogue) -> list[Holding]:
    """Holdings of the notices that have a province, those with most facts first; `notice` is one of them."""
    found, example = Counter[tuple[str, str, str, str]](), dict[tuple[str, str, str, str], str]()
    wanted = [n for n in catalogue.notices.values() if n.province_label][:MOST_NOTICES]
    labels = {n.iri: n.province_label or "" for n in wanted}
    for notice, kind, relation, value, count in catalogue.facts.counted(RELATIONS, list(labels)):
        key = labels[notice], kind, relation, value
        found[key] += count
        example.setdefault(key, notice)
    return [Holding(*key, count, example[key]) for key, count in found.most_common()]
