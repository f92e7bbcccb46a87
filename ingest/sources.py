"""Files as text: what a notice's characters are, before anything is understood.

The text is kept exactly as decoded: newlines are untouched and a byte order mark stays a character,
so every offset counts code points of what the file holds.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import (
    BinaryFileError,
    EmptyFileError,
    EncodingError,
    MissingFileError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedTypeError,
)
from ingest.model import Source

MAX_BYTES = 4 * 1024 * 1024
"""Largest file read, in bytes: about a thousand times a long notice."""
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
_LEGACY = ("cp1258",)
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
_ODD = re.compile(r"[^\w\s.,;:()/\"'“”‘’%+\-–—…*#_\[\]&@!?<>=•|°²³§]")


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's identity and its text as decoded."""

    source: Source
    text: str


def read_source(path: Path) -> RawText:
    """Read one `.txt` or `.md` file: UTF-8, UTF-16 with a byte order mark, or plausible windows-1258.

    Raises:
        SourceError: one of its leaves names what is wrong with the file and what to do.
    """
    if path.suffix.lower() not in MEDIA_TYPES and path.is_file():
        raise UnsupportedTypeError(path, path.suffix)
    data = _read_bytes(path)
    text = _decode(path, data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise EmptyFileError(path)
    return from_text(text, path=str(path), media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"), data=data)


def from_text(text: str, *, path: str, media_type: str = "text/plain", data: bytes | None = None) -> RawText:
    """A text already in memory as a source; `data` is what the SHA-256 is taken of (UTF-8 of the text by default)."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if data is None else data).hexdigest()
    return RawText(Source(path, digest, media_type, len(text)), text)


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise MissingFileError(path)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLargeError(path, size, MAX_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or type(error).__name__) from error
    if not data.strip():
        raise EmptyFileError(path)
    return data


def _decode(path: Path, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _try(data, "utf-16")
        if text is None:
            raise EncodingError(path, "utf-16")
        return text
    text = _try(data, "utf-8")
    if text is None:
        text = _legacy(path, data)
    if _is_binary(text):
        raise BinaryFileError(path)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _legacy(path: Path, data: bytes) -> str:
    """Text in the legacy Vietnamese code page, if the result reads as Vietnamese."""
    if b"\0" in data or _is_binary(data[:4096].decode("latin-1")):
        raise BinaryFileError(path)
    for encoding in _LEGACY:
        text = _try(data, encoding)
        if text is not None and _plausible(text):
            return text
    raise EncodingError(path, _guess(data))


def _guess(data: bytes) -> str | None:
    best = from_bytes(data[:20_000]).best()
    return best.encoding if best else None


def _plausible(text: str) -> bool:
    """Vietnamese has many marked letters and few odd signs; a wrong code page has the reverse."""
    sample = unicodedata.normalize("NFC", text[:20_000])
    letters = sum(map(str.isalpha, sample)) or 1
    return len(_MARKED.findall(sample)) > 0.1 * letters and len(_ODD.findall(sample)) < 0.01 * len(sample)


def _is_binary(text: str) -> bool:
    """NUL, or more than one control character in fifty."""
    sample = text[:20_000]
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\b" for c in sample)
    return "\0" in sample or controls > len(sample) / 50
