"""What a command reads from: the embedded store, or a remote SPARQL endpoint in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.errors import DataError
from ui.settings import Settings

if TYPE_CHECKING:
    from kg.repo import Repo


def open_repo(settings: Settings) -> Repo:
    """The repository to read from.

    Raises:
        kg.errors.KgError: there is no readable store.
    """
    if settings.endpoint:
        from kg.remote import RemoteRepo

        return RemoteRepo(settings.endpoint)
    from kg.store import open_store

    return open_store(settings.store, read_only=True)


def embedded_only(settings: Settings) -> None:
    """Refuse `--endpoint` for a command that needs the files of a store.

    Raises:
        DataError: an endpoint was given.
    """
    if settings.endpoint:
        raise DataError("endpoint_unsupported")
