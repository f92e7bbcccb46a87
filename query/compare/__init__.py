"""Comparing how provinces directed: strength, status and wording, always with coverage."""

from query.compare.errors import (
    CompareError,
    TooFewProvincesError,
    UnknownProvinceError,
    UnknownViewError,
    WrongFormatError,
)
from query.compare.export import FORMATS, export
from query.compare.model import Agent, Cell, Comparison, Coverage, CoveredNotice, Entry, Row
from query.compare.run import compare

__all__ = [
    "FORMATS",
    "Agent",
    "Cell",
    "CompareError",
    "Comparison",
    "Coverage",
    "CoveredNotice",
    "Entry",
    "Row",
    "TooFewProvincesError",
    "UnknownProvinceError",
    "UnknownViewError",
    "WrongFormatError",
    "compare",
    "export",
]
