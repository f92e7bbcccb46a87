"""Open a store on disk: one writer, any number of readers on snapshots."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from kg.engine import OxigraphRepo
from kg.errors import OlderFormatError, ReadOnlyError, StoreError, StoreLockedError
from kg.folder import FORMAT, Folder, create_folder, next_data, point_to, read_folder, remove_orphans
from kg.locks import FileLock
from kg.reasons import Reason
from kg.snapshots import Snapshot, current_name, hold_snapshot, open_data, publish
from kg.upgrade import upgrade
from kg.vocabulary import refresh

if TYPE_CHECKING:
    from rdflib import Dataset


class DiskRepo(OxigraphRepo):
    """The one writer of a store. `publish` (also called by `close`) shows its changes to readers."""

    def __init__(self, root: Path) -> None:
        self.folder = create_folder(root)
        self._lock = FileLock(self.folder.writer_lock)
        if not self._lock.try_hold():
            raise StoreLockedError(root, Reason("writing"))
        self.folder = read_folder(root)
        remove_orphans(self.folder)
        super().__init__(open_data(self.folder))
        if self.folder.version < FORMAT:
            with self.staged() as staged:
                upgrade(staged)
            self.publish()

    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
        """See `Repo.replace_graphs`; readers see it after `publish`.

        Raises:
            StoreError: the disk refuses the change, which is then not made.
        """
        try:
            self.folder.behind.touch()
            super().replace_graphs(graphs)
        except OSError as error:
            raise StoreError(self.folder.root, str(error)) from error

    @contextmanager
    def staged(self) -> Iterator[OxigraphRepo]:
        """A copy of the store to change in many steps; it becomes the store if the block ends well.

        The copy is made with hard links. After an error, or a crash, the store is as it was.
        """
        data = next_data(self.folder)
        shutil.rmtree(data, ignore_errors=True)
        self.store.flush()
        self.store.backup(str(data))
        staged = OxigraphRepo(open_data(Folder(self.folder.root, data)))
        try:
            yield staged
        except BaseException:
            staged.close()
            shutil.rmtree(data, ignore_errors=True)
            raise
        staged.store.flush()
        self.folder.behind.touch()
        before = self.folder.data
        self.folder, self._store = point_to(self.folder.root, data.name), staged.store
        shutil.rmtree(before, ignore_errors=True)

    def publish(self) -> None:
        """Give readers a snapshot of all changes so far; does nothing if there are none."""
        if self.folder.behind.exists() or current_name(self.folder) is None:
            publish(self.folder, self.store)

    def close(self) -> None:
        """Publish and give up the write lock; a second call does nothing."""
        if self._store is not None:
            self.publish()
        super().close()
        self._lock.release()


class SnapshotRepo(OxigraphRepo):
    """A reader. It moves on to a newer snapshot by itself, between two queries."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._moving = threading.Lock()
        self._folder = read_folder(root)
        if self._folder.version < FORMAT:
            raise OlderFormatError(root, Reason("older", found=self._folder.version, known=FORMAT))
        self._held: Snapshot | None = hold_snapshot(root)
        super().__init__(self._held.open())

    @property
    def store(self) -> Store:
        """The newest published state."""
        with self._moving:
            held = self._held
            if held is not None and current_name(self._folder) not in (held.name, None):
                self._folder = read_folder(self.root)
                self._held = hold_snapshot(self.root)
                self._store = self._held.open()
                held.release()
            return super().store

    def replace_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:  # noqa: ARG002
        """Refused.

        Raises:
            ReadOnlyError: always.
        """
        raise ReadOnlyError

    def close(self) -> None:
        """Let go of the snapshot; a second call does nothing."""
        super().close()
        if self._held is not None:
            self._held.release()
            self._held = None


def open_store(path: Path, *, read_only: bool = False) -> OxigraphRepo:
    """The store in a folder: for writing (created if missing, with its vocabulary) or for reading.

    Raises:
        StoreLockedError: another process is writing, or (reading) the first load isn't finished.
        StoreMissingError: reading, and nothing has been stored there.
        NotAStoreError: the folder holds something else, or its files are damaged.
        NewerFormatError: a newer version of the program wrote it.
        OlderFormatError: reading, and an earlier version wrote it; opening it for writing upgrades it.
    """
    if read_only:
        return SnapshotRepo(path)
    repo = DiskRepo(path)
    refresh(repo)
    return repo


def memory_store() -> OxigraphRepo:
    """An empty store in memory, with its vocabulary."""
    repo = OxigraphRepo()
    refresh(repo)
    return repo


def snapshot(path: Path) -> Snapshot:
    """A path that a worker process may open read-only while the returned object lives."""
    return hold_snapshot(path)


def as_rdflib(repo: OxigraphRepo) -> Dataset:
    """The same quads as an rdflib dataset (no copy), for tools that need rdflib."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    return Dataset(store=OxigraphStore(store=repo.store), default_union=True)
