"""Why a file could not be read as a notice.

    IngestError
    ├── SourceError            the file itself; holds `path`
    │   ├── MissingFileError       no such file, or a folder
    │   ├── UnreadableFileError    the system refuses to open it
    │   ├── UnsupportedTypeError   holds `suffix`
    │   ├── EmptyFileError
    │   ├── TooLargeError          holds `size` and `limit`, bytes
    │   ├── BinaryFileError
    │   ├── EncodingError          holds `encoding`, the best guess or None
    │   ├── WrongExtensionError    holds `suffix` and `found`, what the content looks like
    │   ├── BrokenFileError        holds `format`
    │   ├── EncryptedFileError
    │   ├── TooManyPagesError      holds `pages` and `limit`
    │   ├── ImageTooLargeError     holds `pixels` and `limit`
    │   ├── BombError              holds `size`, unpacked, and `limit`, bytes
    │   ├── TooManyFilesError      holds `count` and `limit`
    │   ├── NestedArchiveError     an archive inside an archive
    │   ├── ArchiveError           an archive with `count` documents where one is wanted
    │   ├── MissingToolError       holds `tool` and `package`, the Debian package that has it
    │   └── ToolFailedError        holds `tool`
    ├── NotANoticeError        readable text that is no directive; holds `path`
    └── SecretError            a text stamped as secret; holds `stamp`, which must not enter any store

`message(lang)` says what is wrong and what to do next, in Vietnamese or English; the wording is in
`ingest/data/messages.toml` under `key`. `str(error)` is the Vietnamese one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import ClassVar


@cache
def _messages() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = tomllib.loads(
        files("ingest").joinpath("data/messages.toml").read_text(encoding="utf-8")
    )
    return data


class IngestError(Exception):
    """A file that yields no record. `path` is the file as given, `values` what the message shows."""

    key: ClassVar[str] = "ingest"

    def __init__(self, path: str | Path, **values: object) -> None:
        self.path = Path(path)
        self.values = values
        super().__init__(path, *values.values())

    def message(self, lang: str = "vi") -> str:
        """What is wrong and what to do next; `lang` is `vi` or `en` (anything else reads as `vi`)."""
        texts = _messages()[self.key]
        return texts["en" if lang == "en" else "vi"].format(path=self.path, **self.values)

    def __str__(self) -> str:
        return self.message()


class SourceError(IngestError):
    """The file can't be read as text."""

    key = "source"


class MissingFileError(SourceError):
    key = "missing_file"


class UnreadableFileError(SourceError):
    key = "unreadable_file"

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(path, reason=reason)
        self.reason = reason


class UnsupportedTypeError(SourceError):
    key = "unsupported_type"

    def __init__(self, path: str | Path, suffix: str) -> None:
        super().__init__(path, suffix=suffix)
        self.suffix = suffix


class EmptyFileError(SourceError):
    key = "empty_file"


class TooLargeError(SourceError):
    key = "too_large"

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        super().__init__(path, size=size, limit=limit)
        self.size, self.limit = size, limit


class BinaryFileError(SourceError):
    key = "binary_file"


class EncodingError(SourceError):
    key = "encoding"

    def __init__(self, path: str | Path, encoding: str | None) -> None:
        super().__init__(path, encoding=encoding or "?")
        self.encoding = encoding


class WrongExtensionError(SourceError):
    key = "wrong_extension"

    def __init__(self, path: str | Path, suffix: str, found: str) -> None:
        super().__init__(path, suffix=suffix, found=found)
        self.suffix, self.found = suffix, found


class BrokenFileError(SourceError):
    key = "broken_file"

    def __init__(self, path: str | Path, format: str) -> None:
        super().__init__(path, format=format)
        self.format = format


class EncryptedFileError(SourceError):
    key = "encrypted_file"


class TooManyPagesError(SourceError):
    key = "too_many_pages"

    def __init__(self, path: str | Path, pages: int, limit: int) -> None:
        super().__init__(path, pages=pages, limit=limit)
        self.pages, self.limit = pages, limit


class ImageTooLargeError(SourceError):
    key = "image_too_large"

    def __init__(self, path: str | Path, pixels: int, limit: int) -> None:
        super().__init__(path, pixels=pixels, limit=limit)
        self.pixels, self.limit = pixels, limit


class BombError(SourceError):
    key = "bomb"

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        super().__init__(path, size=size, limit=limit)
        self.size, self.limit = size, limit


class TooManyFilesError(SourceError):
    key = "too_many_files"

    def __init__(self, path: str | Path, count: int, limit: int) -> None:
        super().__init__(path, count=count, limit=limit)
        self.count, self.limit = count, limit


class NestedArchiveError(SourceError):
    key = "nested_archive"


class ArchiveError(SourceError):
    key = "archive"

    def __init__(self, path: str | Path, count: int) -> None:
        super().__init__(path, count=count)
        self.count = count


class MissingToolError(SourceError):
    key = "missing_tool"

    def __init__(self, path: str | Path, tool: str, package: str) -> None:
        super().__init__(path, tool=tool, package=package)
        self.tool, self.package = tool, package


class ToolFailedError(SourceError):
    key = "tool_failed"

    def __init__(self, path: str | Path, tool: str) -> None:
        super().__init__(path, tool=tool)
        self.tool = tool


class NotANoticeError(IngestError):
    key = "not_a_notice"


class SecretError(IngestError):
    """The grades of secrecy are MẬT, TỐI MẬT, TUYỆT MẬT (Law on Protection of State Secrets 2018, article 8)."""

    key = "secret"

    def __init__(self, path: str | Path, stamp: str) -> None:
        super().__init__(path, stamp=stamp)
        self.stamp = stamp
