"""Look decisions up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg import iris
from kg.repo import Repo
from kg.review.log import read_log, review_ids, review_iri
from kg.review.model import Review


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision with its IRI, and the notice it is about."""

    iri: str
    notice: str
    review: Review

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {"iri": self.iri, "notice": self.notice, **self.review.to_json()}


def list_reviews(
    repo: Repo, notice_ids: Iterable[str] | None = None, *, states: Iterable[str] | None = None
) -> list[Listed]:
    """Decisions on some notices (else on all), of some states (else of any), by notice and number."""
    wanted = None if states is None else set(states)
    ids = sorted(set(review_ids(repo) if notice_ids is None else notice_ids))
    return [
        Listed(review_iri(id_, review.number).value, iris.notice(id_).value, review)
        for id_ in ids
        for review in read_log(repo, id_).reviews
        if wanted is None or review.state in wanted
    ]
