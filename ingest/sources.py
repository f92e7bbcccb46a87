"""Files as text: what a notice's characters are, before anything is understood.

A text file is kept exactly as decoded: newlines are untouched and a byte order mark stays a character. Of
every other format the text is what its reader in `ingest.formats` extracts. Offsets count code points of
that text. A document inside an archive has the path `archive.zip/folder/name.docx`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ingest.errors import (
    ArchiveError,
    EmptyFileError,
    EncryptedFileError,
    MissingFileError,
    NestedArchiveError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedTypeError,
    WrongExtensionError,
)
from ingest.formats import archive
from ingest.formats.extracted import Extracted, PlacedLine
from ingest.formats.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES
from ingest.formats.registry import ARCHIVE, FORMATS, content_kind
from ingest.model import Page, Source

_BLANK = "\ufeff \t\r\n\f\v\u00a0"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's identity, its text, and where each line of it is printed if the format tells."""

    source: Source
    text: str
    lines: tuple[PlacedLine, ...] = ()


def read_source(path: Path) -> RawText:
    """Read one file, or one member of an archive, in any format of `ingest.formats.registry`.

    Raises:
        SourceError: one of its leaves names what is wrong with the file and what to do.
    """
    suffix = path.suffix.lower()
    held = archive.split(path)
    if held is None and not _is_file(path):
        raise MissingFileError(path)
    if suffix == ARCHIVE:
        _refuse_archive(path, nested=held is not None)
    if suffix not in FORMATS:
        raise UnsupportedTypeError(path, path.suffix)
    data = read_bytes(path)
    if not data.strip():
        raise EmptyFileError(path)
    _check_kind(path, data)
    extracted = FORMATS[suffix].reader()(path, data)
    return _raw(path, data, extracted, FORMATS[suffix].media_type)


def expand(path: Path) -> tuple[Path, ...]:
    """The documents of an archive, each a path below it; any other path as it is.

    Raises:
        SourceError: the archive is broken, protected, a bomb or holds nothing to read.
    """
    if path.suffix.lower() != ARCHIVE or not _is_file(path):
        return (path,)
    members = archive.members(path, _file_bytes(path, MAX_FILE_BYTES))
    if not members:
        raise ArchiveError(path, 0)
    return members


def read_bytes(path: Path) -> bytes:
    """The bytes of a file or of a member of an archive.

    Raises:
        SourceError: it is missing, too large or can't be opened.
    """
    known = FORMATS.get(path.suffix.lower())
    limit = known.max_bytes if known else MAX_FILE_BYTES
    held = archive.split(path)
    if held is None:
        return _file_bytes(path, limit)
    return archive.member(path, _file_bytes(held[0], MAX_FILE_BYTES), held[1], limit)


def from_text(text: str, *, path: str, media_type: str = "text/plain", data: bytes | None = None,
              pages: tuple[Page, ...] = ()) -> RawText:  # fmt: skip
    """A text already in memory as a source; `data` is what the SHA-256 is taken of (UTF-8 of the text by default)."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if data is None else data).hexdigest()
    return RawText(Source(path, digest, media_type, len(text), pages), text)


def _raw(path: Path, data: bytes, extracted: Extracted, media_type: str) -> RawText:
    if not extracted.text.strip(_BLANK):
        raise EmptyFileError(path)
    if len(extracted.text) > MAX_TEXT_BYTES:
        raise TooLargeError(path, len(extracted.text), MAX_TEXT_BYTES)
    raw = from_text(extracted.text, path=str(path), media_type=media_type, data=data, pages=extracted.pages)
    return RawText(raw.source, raw.text, extracted.lines)


def _refuse_archive(path: Path, *, nested: bool) -> NoReturn:
    """Say why an archive isn't read as one document: it is inside another, broken, or has many (see `expand`)."""
    if nested:
        raise NestedArchiveError(path)
    raise ArchiveError(path, len(expand(path)))


def _check_kind(path: Path, data: bytes) -> None:
    """Refuse content of another format than the suffix says."""
    suffix, kind = path.suffix.lower(), content_kind(data)
    if kind == "DOC" and _ENCRYPTED_OFFICE in data:
        raise EncryptedFileError(path)
    if kind and kind not in FORMATS[suffix].kinds and not (kind == "ZIP" and suffix == ".docx"):
        raise WrongExtensionError(path, path.suffix, kind)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or type(error).__name__) from error


def _file_bytes(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            raise TooLargeError(path, size, limit)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path) from error
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or type(error).__name__) from error
