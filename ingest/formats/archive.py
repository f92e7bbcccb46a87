"""Zip archives: a folder of notices in one file; each member is a source of its own."""

from __future__ import annotations

import io
import zlib
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.errors import (
    BombError,
    BrokenFileError,
    EncryptedFileError,
    MissingFileError,
    TooLargeError,
    TooManyFilesError,
)
from ingest.formats.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from ingest.formats.registry import ARCHIVE, SUFFIXES

_HIDDEN: Final = (".", "__MACOSX", "~$")
_FAULTS: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError, OSError)
_ENCRYPTED: Final = 0x1


def split(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into and the member's name; None if it leads into none."""
    for parent in path.parents:
        if parent.suffix.lower() == ARCHIVE and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def members(path: Path, data: bytes) -> tuple[Path, ...]:
    """The documents in an archive, sorted, as paths below it; other files and hidden ones are left out.

    Raises:
        BrokenFileError: this is no zip archive.
        TooManyFilesError, BombError: it holds more than the limits allow.
    """
    with open_zip(path, data, "ZIP") as file:
        names = sorted(_name(info) for info in file.infolist() if not info.is_dir())
    return tuple(path / name for name in names if _is_document(name))


def member(path: Path, data: bytes, name: str, limit: int) -> bytes:
    """The bytes of one member; `path` is its path for messages.

    Raises:
        MissingFileError, EncryptedFileError, TooLargeError, BombError, BrokenFileError
    """
    with open_zip(path, data, "ZIP") as file:
        info = next((info for info in file.infolist() if _name(info) == name), None)
        if info is None:
            raise MissingFileError(path)
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedFileError(path)
        if info.file_size > limit:
            raise TooLargeError(path, info.file_size, limit)
        return unpack(path, file, info, "ZIP")


def open_zip(path: Path, data: bytes, format: str) -> ZipFile:
    """A zip container whose declared sizes are within the limits.

    Raises:
        BrokenFileError, TooManyFilesError, BombError
    """
    try:
        file = ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise BrokenFileError(path, format) from error
    infos = file.infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooManyFilesError(path, len(infos), MAX_MEMBERS)
    size = sum(info.file_size for info in infos)
    if size > MAX_UNPACKED:
        raise BombError(path, size, MAX_UNPACKED)
    for info in infos:
        _check_ratio(path, info.file_size, info.compress_size)
    return file


def unpack(path: Path, file: ZipFile, info: ZipInfo, format: str) -> bytes:
    """The bytes of a member, no more than it declares.

    Raises:
        BrokenFileError: it can't be unpacked.
    """
    try:
        with file.open(info) as stream:
            return stream.read(info.file_size)
    except (*_FAULTS, RuntimeError) as error:
        raise BrokenFileError(path, format) from error


def _check_ratio(path: Path, size: int, packed: int) -> None:
    limit = max(RATIO_FROM, MAX_RATIO * packed)
    if size > limit:
        raise BombError(path, size, limit)


def _name(info: ZipInfo) -> str:
    """The member's name below the archive; a name that isn't marked as UTF-8 but is one is read as such."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..", ".")]
    return "/".join(parts)


def _is_document(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(_HIDDEN) for part in path.parts)
