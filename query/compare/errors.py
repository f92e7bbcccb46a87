"""Why provinces could not be compared. A province without notices is no error: the comparison says so.

    CompareError
    ├── UnknownProvince   with the nearest names
    ├── TooFewProvinces   fewer than two different ones
    ├── UnknownView       `by` is none of the views
    └── WrongFormat       no such export
"""

from __future__ import annotations

from query.errors import RequestError


class CompareError(RequestError):
    """Base of the problems of a comparison."""


class UnknownProvince(CompareError):
    """Values: `name`, `suggestions`."""

    key = "compare_unknown_province"


class TooFewProvinces(CompareError):
    key = "compare_too_few"


class UnknownView(CompareError):
    key = "compare_unknown_view"


class WrongFormat(CompareError):
    key = "compare_format"
