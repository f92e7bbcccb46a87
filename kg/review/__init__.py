"""People's review of what was read: decisions on facts, kept beside the notice, seen by every query."""

from kg.review.actions import accept, add, correct, reject, undo
from kg.review.carry import carried
from kg.review.golden import Golden, golden_case
from kg.review.listing import Listed, list_reviews
from kg.review.model import Review
from kg.review.patch import rdf_patch

__all__ = [
    "Golden",
    "Listed",
    "Review",
    "accept",
    "add",
    "carried",
    "correct",
    "golden_case",
    "list_reviews",
    "rdf_patch",
    "reject",
    "undo",
]
