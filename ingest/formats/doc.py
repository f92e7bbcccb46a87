"""DOC and RTF: turned into DOCX by LibreOffice where it is installed, then read as that."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from ingest.errors import EncryptedFileError, MissingToolError, ToolFailedError
from ingest.formats import docx
from ingest.formats.extracted import Extracted
from ingest.formats.limits import TOOL_SECONDS

TOOL: Final = "soffice"
PACKAGE: Final = "libreoffice-writer"
_WORD_HEADER: Final = b"\xec\xa5\xc1\x00"
"""Begin of the stream `WordDocument`; the bit `fEncrypted` stands eleven bytes further ([MS-DOC] 2.5.2)."""
_FLAGS: Final = 11
_ENCRYPTED: Final = 1


def read(path: Path, data: bytes) -> Extracted:
    """The text of the document.

    Raises:
        EncryptedFileError: it is protected by a password.
        MissingToolError: LibreOffice isn't installed.
        ToolFailedError: it can't read the file or takes too long.
    """
    header = data.find(_WORD_HEADER)
    if header >= 0 and int.from_bytes(data[header + _FLAGS : header + _FLAGS + 1]) & _ENCRYPTED:
        raise EncryptedFileError(path)
    tool = shutil.which(TOOL)
    if tool is None:
        raise MissingToolError(path, "LibreOffice", PACKAGE)
    return docx.read(path, _converted(path, tool, data))


def _converted(path: Path, tool: str, data: bytes) -> bytes:
    """The document as DOCX, made in a folder and profile of its own so that runs don't meet."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source.doc").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [tool, profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML",
                   "--outdir", str(folder / "out"), str(folder / "source.doc")]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=TOOL_SECONDS, check=True, stdin=subprocess.DEVNULL)
            return (folder / "out" / "source.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise ToolFailedError(path, "LibreOffice") from error
