"""Everything a notice says besides its orders: events, figures, judgements, cited documents, people.

Each finder takes a `Reading` and returns values with raw offsets, numbered in text order.
"""

from ingest.facts.assessments import find_assessments
from ingest.facts.citations import find_citations
from ingest.facts.events import find_events
from ingest.facts.officials import find_officials
from ingest.facts.passages import find_passages, find_unmapped
from ingest.facts.sections import find_sections
from ingest.facts.statistics import find_statistics

__all__ = [
    "find_assessments",
    "find_citations",
    "find_events",
    "find_officials",
    "find_passages",
    "find_sections",
    "find_statistics",
    "find_unmapped",
]
