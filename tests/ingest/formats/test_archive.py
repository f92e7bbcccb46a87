"""Zip archives: each member is a source of its own."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import errors, read_source
from ingest.formats import archive
from ingest.sources import expand

Write = Callable[[str, bytes], Path]


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def test_each_document_is_a_source(write: Write) -> None:
    members = {
        "b.txt": "Sở Y tế".encode(),
        "thư mục/a.md": "Công an tỉnh".encode(),
        "x.exe": b"x",
        "__MACOSX/b.txt": b"x",
    }
    path = write("a.zip", packed(members))
    found = expand(path)
    assert found == (path / "b.txt", path / "thư mục" / "a.md")
    assert [read_source(member).text for member in found] == ["Sở Y tế", "Công an tỉnh"]
    assert read_source(found[1]).source.path == str(path / "thư mục" / "a.md")


def test_other_files_expand_to_themselves(write: Write) -> None:
    path = write("a.txt", b"x")
    assert expand(path) == (path,)


def test_a_bad_member_leaves_the_others(write: Write) -> None:
    path = write("a.zip", packed({"a.pdf": b"%PDF-1.4 broken", "b.zip": packed({"c.txt": b"x"}), "c.txt": b"Notice"}))
    broken, nested, good = expand(path)
    with pytest.raises(errors.BrokenFileError, match=r"a\.zip/a\.pdf"):
        read_source(broken)
    with pytest.raises(errors.NestedArchiveError, match=r"b\.zip"):
        read_source(nested)
    assert read_source(good).text == "Notice"


def test_a_missing_member(write: Write) -> None:
    with pytest.raises(errors.MissingFileError):
        read_source(write("a.zip", packed({"a.txt": b"x"})) / "b.txt")


def test_a_protected_member(write: Write) -> None:
    data = packed({"a.txt": b"secret"})
    data = data.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0").replace(
        b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"
    )
    with pytest.raises(errors.EncryptedFileError):
        read_source(write("a.zip", data) / "a.txt")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"no archive", errors.BrokenFileError),
        (packed({"a.txt": b"x"})[:40], errors.BrokenFileError),
        (packed({}), errors.ArchiveError),
        (packed({"a.exe": b"x"}), errors.ArchiveError),
        (packed({"a.txt": b" " * 50_000_000}), errors.BombError),
        (packed({f"{k}.txt": b"" for k in range(2001)}), errors.TooManyFilesError),
    ],
)
def test_bad_archives_are_refused_by_cause(data: bytes, error: type[errors.SourceError], write: Write) -> None:
    with pytest.raises(error, match=r"a\.zip"):
        expand(write("a.zip", data))


def test_names_never_lead_out_of_the_archive(write: Write) -> None:
    path = write("a.zip", packed({"../../b.txt": b"x", "/c.txt": b"y"}))
    assert expand(path) == (path / "b.txt", path / "c.txt")


def test_a_path_without_archive_leads_into_none(tmp_path: Path) -> None:
    assert archive.split(tmp_path / "a.zip" / "b.txt") is None
