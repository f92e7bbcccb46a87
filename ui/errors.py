"""Errors that the faces show to people.

    UiError
    └── DataError    the data or the surroundings don't allow it; exit code 1

Wrong usage is click's `UsageError`, exit code 2.
"""

from __future__ import annotations


class UiError(Exception):
    """Base: `key` names the caption `errors.<key>` (what happened) and `<key>_next` (what to do next)."""

    exit_code = 1

    def __init__(self, key: str, **slots: object) -> None:
        super().__init__(key, slots)
        self.key = key
        self.slots = slots


class DataError(UiError):
    """The store, a file or a service is not as the command needs it."""
