"""Whose bodies a notice speaks of: the segment that makes its lexicon ids into bodies."""

from __future__ import annotations

from ingest.model import Record
from kg.iris import CENTRAL, UNKNOWN
from kg.mapping.agents import is_central, province_ids


def scope_of(record: Record) -> str:
    """Slug of the notice's province; `trung-uong` for a central issuer, `khong-ro` if nothing tells."""
    head = record.notice
    if head.jurisdiction is not None and head.jurisdiction.id in province_ids():
        return head.jurisdiction.id
    if head.issuer is not None and is_central(head.issuer.id):
        return CENTRAL
    return UNKNOWN
