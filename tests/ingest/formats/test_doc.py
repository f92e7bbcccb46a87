"""DOC files: read through LibreOffice, whose command a small script plays here."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from ingest import errors, read_source

Write = Callable[[str, bytes], Path]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a command `soffice` first on the path: a shell script of the given body."""

    def install(body: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        tool = folder / "soffice"
        tool.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return install


def test_the_converted_document_is_read(tmp_path: Path, soffice: Callable[[str], None], write: Write) -> None:
    document = Document()
    document.add_paragraph("Sở Y tế báo cáo.")
    document.save(str(tmp_path / "ready.docx"))
    find = 'while [ "$1" != "--outdir" ]; do shift; done'
    soffice(f'{find}; mkdir -p "$2"; cp "{tmp_path}/ready.docx" "$2/source.docx"')
    raw = read_source(write("a.doc", OLD_WORD))
    assert raw.text == "Sở Y tế báo cáo.\n"
    assert raw.source.media_type == "application/msword"


@pytest.mark.parametrize("body", ["exit 0", "exit 3"])
def test_a_failed_conversion_is_told(body: str, soffice: Callable[[str], None], write: Write) -> None:
    soffice(body)
    with pytest.raises(errors.ToolFailedError, match=r"a\.doc"):
        read_source(write("a.doc", OLD_WORD))


def test_a_protected_document_is_told_before_it_is_converted(write: Write) -> None:
    header = b"\xec\xa5\xc1\0" + b"\0" * 7 + b"\1"
    with pytest.raises(errors.EncryptedFileError, match=r"a\.doc"):
        read_source(write("a.doc", OLD_WORD + header))


def test_the_missing_program_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(errors.MissingToolError, match="libreoffice-writer"):
        read_source(write("a.doc", OLD_WORD))


@pytest.mark.parametrize(
    ("data", "error"), [(b"PK\x03\x04word/document.xml", errors.WrongExtensionError), (b"", errors.EmptyFileError)]
)
def test_bad_files_are_refused_by_cause(data: bytes, error: type[errors.SourceError], write: Write) -> None:
    with pytest.raises(error, match=r"a\.doc"):
        read_source(write("a.doc", data))
