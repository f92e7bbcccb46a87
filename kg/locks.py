"""Locks between processes on one machine, freed by the system when the holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class FileLock:
    """An advisory lock on a file, shared by readers or held alone.

    The file is created unless `create` is false; then it may lie where the reader can't write.

    Raises:
        FileNotFoundError: there is no such file and it is not to be created.
        OSError: the file can't be opened.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY
        self._descriptor: int | None = None
        self._descriptor = os.open(path, flags | os.O_CLOEXEC, 0o644)

    def share(self) -> None:
        """Wait for a reader's lock."""
        fcntl.flock(self._open(), fcntl.LOCK_SH)

    def hold(self) -> None:
        """Wait for the lock that excludes all others."""
        fcntl.flock(self._open(), fcntl.LOCK_EX)

    def try_hold(self) -> bool:
        """Take the excluding lock if it is free now."""
        try:
            fcntl.flock(self._open(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        if self._descriptor is None:
            raise ValueError("lock already released")
        return self._descriptor

    def __del__(self) -> None:
        self.release()
