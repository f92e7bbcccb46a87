"""The folder of a store on disk: which database is current, its format, its readers' snapshots.

store.json            {"format": 2, "data": "data-1"}; replaced atomically
data-1/               the RocksDB database the writer works in
snapshots/7/          copy by hard links of generation 7, read by any number of processes
snapshots/7.lock      readers hold it shared; who deletes a snapshot must hold it alone
snapshots/current     number of the newest snapshot; replaced atomically
behind                exists while the database holds changes that no snapshot shows yet
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import NewerFormatError, NotAStoreError, StoreMissingError
from kg.reasons import Reason

FORMAT: Final = 2
"""Version of the layout above and of the RDF schema stored in it (see `kg.upgrade` for earlier ones)."""
_MANIFEST: Final = "store.json"
_FIRST_DATA: Final = "data-1"
_BEGUN: Final = frozenset({"writer.lock", _FIRST_DATA})
"""What a store may hold that was being created when the program ended."""
_DATA: Final = re.compile(r"data-[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths of one store; `version` is the format it was written in."""

    root: Path
    data: Path
    version: int = FORMAT

    @property
    def writer_lock(self) -> Path:
        return self.root / "writer.lock"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def current(self) -> Path:
        return self.snapshots / "current"

    @property
    def behind(self) -> Path:
        return self.root / "behind"

    def snapshot(self, name: str) -> Path:
        return self.snapshots / name

    def snapshot_lock(self, name: str) -> Path:
        return self.snapshots / f"{name}.lock"


def read_folder(root: Path) -> Folder:
    """The store in an existing folder.

    Raises:
        StoreMissingError: the folder doesn't exist or is empty.
        NotAStoreError: it holds something else, or its manifest can't be read.
        NewerFormatError: a newer version of the program wrote it.
    """
    if not root.exists() or (root.is_dir() and {path.name for path in root.iterdir()} <= _BEGUN):
        raise StoreMissingError(root, Reason("nothing_stored"))
    if not root.is_dir():
        raise NotAStoreError(root, Reason("is_a_file"))
    manifest = root / _MANIFEST
    if not manifest.is_file():
        raise NotAStoreError(root, Reason("no_manifest", file=_MANIFEST))
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        version, data = int(said["format"]), str(said["data"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotAStoreError(root, Reason("manifest_damaged", file=_MANIFEST, error=error)) from error
    if version > FORMAT:
        raise NewerFormatError(root, Reason("newer", found=version, known=FORMAT))
    if not _DATA.fullmatch(data) or not (root / data).is_dir():
        raise NotAStoreError(root, Reason("data_missing", file=_MANIFEST, data=data))
    return Folder(root, root / data, version)


def create_folder(root: Path) -> Folder:
    """The store in this folder, begun if the folder is missing or empty.

    Raises:
        NotAStoreError, NewerFormatError: as for `read_folder`.
    """
    try:
        return read_folder(root)
    except StoreMissingError:
        (root / _FIRST_DATA).mkdir(parents=True, exist_ok=True)
        return point_to(root, _FIRST_DATA)


def next_data(folder: Folder) -> Path:
    """Where the database after the current one goes."""
    number = int(folder.data.name.rpartition("-")[2])
    return folder.root / f"data-{number + 1}"


def remove_orphans(folder: Folder) -> None:
    """Delete what an interrupted import left behind; call it with the writer's lock held."""
    for path in (*folder.root.glob("data-*"), *folder.root.glob("import-*")):
        if path != folder.data:
            shutil.rmtree(path, ignore_errors=True)


def point_to(root: Path, data: str) -> Folder:
    """Make the database in `root/data` the current one, atomically."""
    write_atomically(root / _MANIFEST, json.dumps({"format": FORMAT, "data": data}))
    return Folder(root, root / data)


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file so that a reader sees the old or the new text, also after a power cut."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
