"""Days as people give them to filters: ISO dates."""

from __future__ import annotations

from datetime import date

from query.errors import RequestError


class BadDateError(RequestError):
    """Not a date written year-month-day; value: `name`."""

    key = "bad_date"


def day_number(text: str | None) -> int:
    """The day as year·10000 + month·100 + day; 0 for none.

    Raises:
        BadDateError: the text isn't an ISO date.
    """
    if not text:
        return 0
    try:
        return int(date.fromisoformat(text).strftime("%Y%m%d"))
    except ValueError as error:
        raise BadDateError(name=text) from error


def iso_day(number: int) -> str:
    """The ISO date of a day as `day_number` gives it, '' for 0."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}" if number else ""
