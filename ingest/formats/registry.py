"""Which reader opens which file: by its suffix, unless the first bytes say something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias, cast

from ingest.formats.extracted import Extracted
from ingest.formats.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES

Read: TypeAlias = Callable[[Path, bytes], Extracted]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, the module that reads it and the kinds of content that it may have."""

    media_type: str
    module: str
    kinds: tuple[str, ...] = ()
    max_bytes: int = MAX_FILE_BYTES

    def reader(self) -> Read:
        """The module's `read`; imported now, since some formats bring large libraries."""
        return cast(Read, import_module(f"ingest.formats.{self.module}").read)


_IMAGES: Final = ("PNG", "JPEG", "TIFF")
FORMATS: Final[dict[str, Format]] = {
    ".txt": Format("text/plain", "plain", max_bytes=MAX_TEXT_BYTES),
    ".md": Format("text/markdown", "plain", max_bytes=MAX_TEXT_BYTES),
    ".html": Format("text/html", "html"),
    ".htm": Format("text/html", "html"),
    ".docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", ("DOCX",)),
    ".doc": Format("application/msword", "doc", ("DOC", "RTF")),
    ".pdf": Format("application/pdf", "pdf", ("PDF",)),
    ".png": Format("image/png", "image", _IMAGES),
    ".jpg": Format("image/jpeg", "image", _IMAGES),
    ".jpeg": Format("image/jpeg", "image", _IMAGES),
    ".tif": Format("image/tiff", "image", _IMAGES),
    ".tiff": Format("image/tiff", "image", _IMAGES),
}
"""Suffix → format."""
ARCHIVE: Final = ".zip"
SUFFIXES: Final = frozenset({*FORMATS, ARCHIVE})
"""What a folder is searched for."""
_MAGIC: Final = {
    b"%PDF-": "PDF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "DOC",
    b"{\\rtf": "RTF",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}


def content_kind(data: bytes) -> str | None:
    """What the first bytes show: `PDF`, `DOCX`, `ZIP`, `DOC`, `RTF`, `PNG`, `JPEG`, `TIFF` or nothing known."""
    if data.startswith(b"PK\x03\x04"):
        return "DOCX" if b"word/document.xml" in data else "ZIP"
    head = data[:1024].lstrip(b"\r\n\t ") if b"%PDF-" in data[:1024] else data
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
