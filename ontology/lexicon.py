"""Lexicons of the domain, read from the CSV files under `ontology/data/lexicons`.

Each loader is cached and returns frozen rows in file order. A faulty file raises `LexiconError`
naming every bad line at once.
"""

from __future__ import annotations

from ontology.agents import Body, BodyClass, BodyCode, Post, bodies, body_classes, body_codes, posts
from ontology.concepts import (
    DocumentType,
    Measure,
    Topic,
    Urgency,
    document_types,
    measures,
    topics,
    urgencies,
)
from ontology.places import (
    District,
    Province,
    Province2025,
    Seat,
    UnitType,
    districts,
    other_districts,
    provinces,
    provinces_2025,
    seat_province,
    seats,
    shared_district_names,
    unique_district,
    unit_types,
)
from ontology.table import Fault, LexiconError, rows

__all__ = [
    "Body",
    "BodyClass",
    "BodyCode",
    "District",
    "DocumentType",
    "Fault",
    "LexiconError",
    "Measure",
    "Post",
    "Province",
    "Province2025",
    "Seat",
    "Topic",
    "UnitType",
    "Urgency",
    "bodies",
    "body_classes",
    "body_codes",
    "districts",
    "document_types",
    "measures",
    "other_districts",
    "posts",
    "provinces",
    "provinces_2025",
    "rows",
    "seat_province",
    "seats",
    "shared_district_names",
    "topics",
    "unique_district",
    "unit_types",
    "urgencies",
]
