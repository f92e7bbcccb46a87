"""Whatever the bytes, a file is read or refused by a `SourceError`; it never breaks anything else."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import SourceError, read_source
from ingest.formats.registry import FORMATS

Write = Callable[[str, bytes], Path]
MAGIC = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"<html>",
]
CHEAP = sorted(set(FORMATS) - {".doc", ".jpeg", ".jpg", ".tif"})


def read(path: Path) -> None:
    try:
        raw = read_source(path)
    except SourceError as error:
        assert path.name in error.message("vi") and path.name in error.message("en")
        return
    size = len(raw.text)
    assert raw.source.chars == size
    assert all(0 <= page.start <= page.end <= size for page in raw.source.pages)
    assert all(0 <= line.start < line.end <= size for line in raw.lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(CHEAP), magic=st.sampled_from(MAGIC), rest=st.binary(max_size=300))
def test_random_bytes(suffix: str, magic: bytes, rest: bytes, write: Write) -> None:
    read(write(f"a{suffix}", magic + rest))


def damaged(data: bytes, seed: int) -> bytes:
    """The data with a stretch cut out and some bytes changed."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    start = chance.randrange(len(out))
    return bytes(out[:start] + out[start + chance.randint(0, 50) :])


@pytest.mark.parametrize("seed", range(25))
def test_damaged_documents(seed: int, notice: tuple[str, ...], write: Write, pdf: Callable[..., bytes]) -> None:
    document, out = Document(), io.BytesIO()
    for line in notice:
        document.add_paragraph(line)
    document.save(out)
    page = "".join(f"<div><p>{line}</p></div>" for line in notice)
    read(write("a.docx", damaged(out.getvalue(), seed)))
    read(write("a.pdf", damaged(pdf([(50, 50 + 20 * k, line) for k, line in enumerate(notice)]), seed)))
    read(write("a.html", damaged(page.encode(), seed)))
    read(write("a.txt", damaged("\n".join(notice).encode(), seed)))
