"""Read-only copies of a store for readers in other processes.

A read-only open beside a live writer is undefined in RocksDB, so readers open a snapshot: made by
the writer with hard links, never changed, deleted when a newer one exists and nobody reads it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.errors import NotAStoreError, StoreLockedError
from kg.folder import Folder, read_folder, write_atomically
from kg.locks import FileLock
from kg.reasons import Reason

_KEPT: Final = 2
"""Newest snapshots that stay even if nobody reads them, for readers that are just opening one."""
_TRIES: Final = 5


class Snapshot:
    """One copy, kept from deletion while this object lives."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.path = path
        self._lock = lock

    @property
    def name(self) -> str:
        """Number of the snapshot; grows with every publication."""
        return self.path.name

    def open(self) -> Store:
        """The copy as a read-only store.

        Raises:
            NotAStoreError: its files are damaged.
        """
        try:
            return Store.read_only(str(self.path))
        except (OSError, RuntimeError) as error:
            raise NotAStoreError(self.path, str(error)) from error

    def release(self) -> None:
        """Allow deletion."""
        self._lock.release()


def publish(folder: Folder, store: Store) -> str:
    """Copy the writer's store, make it the current snapshot and clean up; returns its name."""
    folder.snapshots.mkdir(exist_ok=True)
    name = str(max(_numbers(folder), default=0) + 1)
    lock = FileLock(folder.snapshot_lock(name))
    lock.hold()
    store.flush()
    store.backup(str(folder.snapshot(name)))
    write_atomically(folder.current, name)
    folder.behind.unlink(missing_ok=True)
    lock.release()
    _clean(folder)
    return name


def current_name(folder: Folder) -> str | None:
    """Name of the newest snapshot; null if none was published."""
    try:
        return folder.current.read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def hold_current(folder: Folder) -> Snapshot | None:
    """The newest snapshot, protected from deletion; null if none was published."""
    for _ in range(_TRIES):
        name = current_name(folder)
        if name is None:
            return None
        try:
            lock = FileLock(folder.snapshot_lock(name), create=False)
        except FileNotFoundError:
            continue
        lock.share()
        if (folder.snapshot(name) / "CURRENT").exists():
            return Snapshot(folder.snapshot(name), lock)
        lock.release()
    return None


def hold_snapshot(root: Path) -> Snapshot:
    """The newest state of a store that can be read without disturbing a writer.

    If a writer ended before it published its last changes, they are published now; while a writer is
    at work the snapshot before its changes is given.

    Raises:
        StoreMissingError: nothing has been stored.
        StoreLockedError: the very first load is still running.
        NotAStoreError, NewerFormatError: as for `read_folder`.
    """
    folder = read_folder(root)
    if folder.behind.exists() or current_name(folder) is None:
        _catch_up(folder)
    held = hold_current(folder)
    if held is None:
        raise StoreLockedError(root, Reason("first_load"))
    return held


def open_data(folder: Folder) -> Store:
    """The database itself; call it with the writer's lock held.

    Raises:
        StoreLockedError: another program has it open.
        NotAStoreError: its files are damaged.
    """
    try:
        return Store(str(folder.data))
    except (OSError, RuntimeError) as error:
        if _is_lock_error(error):
            raise StoreLockedError(folder.root, Reason("writing")) from error
        raise NotAStoreError(folder.root, str(error)) from error


def _catch_up(folder: Folder) -> None:
    """Publish what a writer that ended early left unpublished; leave it to a writer that is alive."""
    try:
        lock = FileLock(folder.writer_lock)
    except PermissionError:
        return
    if lock.try_hold():
        publish(folder, open_data(folder))
    lock.release()


def _is_lock_error(error: Exception) -> bool:
    """Whether the engine's message says that another opener holds the write lock."""
    text = str(error).lower()
    return "lock hold by current process" in text or "while lock file" in text


def _numbers(folder: Folder) -> list[int]:
    names = (path.name.removesuffix(".lock") for path in folder.snapshots.iterdir())
    return [int(name) for name in set(names) if name.isdigit()]


def _clean(folder: Folder) -> None:
    """Delete snapshots that are neither new nor being read."""
    for number in sorted(_numbers(folder))[:-_KEPT]:
        lock = FileLock(folder.snapshot_lock(str(number)))
        if lock.try_hold():
            shutil.rmtree(folder.snapshot(str(number)), ignore_errors=True)
            folder.snapshot_lock(str(number)).unlink(missing_ok=True)
        lock.release()
