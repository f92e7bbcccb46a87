"""Plain text and Markdown: the characters exactly as decoded, whatever the encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import BinaryFileError, EncodingError
from ingest.formats import legacy
from ingest.formats.extracted import Extracted
from ingest.formats.syllables import plausibility

_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềểễếệìíỉĩịòóỏõọôồổỗốộơờởỡớợùúủũụưừửữứựỳýỷỹỵđ]", re.IGNORECASE)
_ODD = re.compile(r"[^\w\s.,;:()/\"'“”‘’%+\-–—…*#_\[\]&@!?<>=•|°²³§]")
_VALID = 0.85


def read(path: Path, data: bytes) -> Extracted:
    """The text of a file.

    Raises:
        EncodingError: no encoding gives Vietnamese text.
        BinaryFileError: this is no text.
    """
    return Extracted(decode(path, data))


def decode(path: Path, data: bytes) -> str:
    """UTF-8, UTF-16 with a byte order mark, windows-1258, TCVN3 or VNI as text; newlines and marks as they are."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _try(data, "utf-16")
        if text is None:
            raise EncodingError(path, "utf-16")
        return text
    text = _try(data, "utf-8")
    text = _eight_bit(path, data) if text is None else legacy.convert(text) or text
    if is_binary(text):
        raise BinaryFileError(path)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _eight_bit(path: Path, data: bytes) -> str:
    """Text in one of the legacy encodings, if one of them clearly reads as Vietnamese."""
    if b"\0" in data or is_binary(data[:4096].decode("latin-1")):
        raise BinaryFileError(path)
    text = _try(data, "cp1258")
    if text is not None and _reads_well(text):
        return text
    text = legacy.from_bytes(data)
    if text is None:
        raise EncodingError(path, _guess(data))
    return text


def _guess(data: bytes) -> str | None:
    best = from_bytes(data[:20_000]).best()
    return best.encoding if best else None


def _reads_well(text: str) -> bool:
    """Vietnamese has many marked letters, in syllables, and few odd signs; a wrong code page has the reverse."""
    sample = unicodedata.normalize("NFC", text[:20_000])
    letters = sum(map(str.isalpha, sample)) or 1
    marks = len(_MARKED.findall(sample)) > 0.1 * letters and len(_ODD.findall(sample)) < 0.01 * len(sample)
    return marks and plausibility(sample)[1] >= _VALID


def is_binary(text: str) -> bool:
    """NUL, or more than one control character in fifty."""
    sample = text[:20_000]
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\b" for c in sample)
    return "\0" in sample or controls > len(sample) / 50
