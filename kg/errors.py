"""Errors of the knowledge graph.

KgError
├── StoreError            a store can't be used; `path` says which
│   ├── StoreMissingError      nothing has been stored there yet
│   ├── StoreLockedError       another process is writing to it
│   ├── NotAStoreError         the folder holds something else, or a damaged store
│   └── NewerFormatError       it was written by a newer version of this program
├── ReadOnlyError         a change was asked of a read-only or remote repository that refuses it
├── QueryError            the SPARQL text can't be parsed or answered
├── RemoteError           the SPARQL endpoint can't be reached or answered with an error
├── ConflictError         two different documents claim the same notice
├── InvalidNoticeError         a notice's graph breaks the shapes; nothing of it was stored
├── ExchangeError         a file can't be imported or a format isn't known; nothing was changed
└── UnknownIdError             nothing is known by that name

`key` names the remedy that the interface shows in the user's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class KgError(Exception):
    """Base of every error of this package."""

    key = "kg"


class StoreError(KgError):
    """A store can't be used."""

    key = "store"

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = Path(path)


class StoreMissingError(StoreError):
    """Nothing has been stored there yet."""

    key = "store_missing"


class StoreLockedError(StoreError):
    """Another process holds the write lock."""

    key = "store_locked"


class NotAStoreError(StoreError):
    """The folder is not a store of this program, or is damaged."""

    key = "not_a_store"


class NewerFormatError(StoreError):
    """The store was written by a newer version."""

    key = "newer_format"


class ReadOnlyError(KgError):
    """A change was asked of a repository that only reads."""

    key = "read_only"


class QueryError(KgError):
    """The query can't be parsed or answered; the message is the engine's."""

    key = "query"


class RemoteError(KgError):
    """The endpoint failed; `status` is its HTTP status, null if it couldn't be reached."""

    key = "remote"

    def __init__(self, endpoint: str, why: str, status: int | None = None) -> None:
        super().__init__(f"{endpoint}: {why}")
        self.endpoint, self.status = endpoint, status


class ConflictError(KgError):
    """A different document is already stored as this notice; it is left as it is."""

    key = "conflict"

    def __init__(self, notice: str, stored: str, given: str) -> None:
        super().__init__(f"{notice}: {given!r} differs from {stored!r}, which is stored as the same notice")
        self.notice, self.stored, self.given = notice, stored, given


class InvalidNoticeError(KgError):
    """A notice's graph doesn't conform; `problems` are the messages of the shapes."""

    key = "invalid_notice"

    def __init__(self, notice: str, problems: Sequence[str]) -> None:
        super().__init__(f"{notice}: " + "; ".join(problems))
        self.notice, self.problems = notice, tuple(problems)


class ExchangeError(KgError):
    """An export or import failed; nothing was changed."""

    key = "exchange"

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = Path(path)


class UnknownIdError(KgError):
    """Nothing in the graph has this IRI, local id, label or number."""

    key = "unknown_id"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
