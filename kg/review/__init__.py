"""People's review of what was read: decisions on facts, kept beside the notice, seen by every query."""

from kg.review.actions import accept, add, correct, reject, undo
from kg.review.carry import carried
from kg.review.listing import Listed, list_reviews
from kg.review.model import Review

__all__ = ["Listed", "Review", "accept", "add", "carried", "correct", "list_reviews", "reject", "undo"]
