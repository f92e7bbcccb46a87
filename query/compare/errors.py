"""Why provinces could not be compared. A province without notices is no error: the comparison says so.

CompareError
├── UnknownProvinceError   with the nearest names
├── TooFewProvincesError   fewer than two different ones
├── UnknownViewError       `by` is none of the views
└── WrongFormatError       no such export
"""

from __future__ import annotations

from query.errors import RequestError


class CompareError(RequestError):
    """Base of the problems of a comparison."""


class UnknownProvinceError(CompareError):
    """Values: `name`, `suggestions`."""

    key = "compare_unknown_province"


class TooFewProvincesError(CompareError):
    key = "compare_too_few"


class UnknownViewError(CompareError):
    key = "compare_unknown_view"


class WrongFormatError(CompareError):
    key = "compare_format"
