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
_SAMPLE = 20_000
_ZEROS, _STRAY_ZEROS = 0.25, 0.02
"""Shares of zero bytes at every other place: in UTF-16, and by accident."""
_SOUND = 500
_MANGLED = re.compile("[\u00c3\u00c4\u00c6][\u0080-\u00bf\u2018-\u201d\u2020-\u2022]|\u00e1[\u00ba\u00bb]")
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
"""Bytes that windows-1252 lacks."""


def read(path: Path, data: bytes) -> Extracted:
    """The text of a file.

    Raises:
        EncodingError: no encoding gives Vietnamese text.
        BinaryFileError: this is no text.
    """
    return Extracted(decode(path, data))


def decode(path: Path, data: bytes) -> str:
    """UTF-8, UTF-16, UTF-32, windows-1258, TCVN3 or VNI as text; newlines and marks as they are.

    A few damaged bytes of UTF-8 become U+FFFD; UTF-8 that was taken for windows-1252 and saved again is undone.
    """
    wide = _wide_encoding(data)
    if wide:
        text = _try(data, wide) or _nearly(data, wide)
        if text is None:
            raise EncodingError(path, wide)
        return text
    text = _try(data, "utf-8") or _nearly(data, "utf-8")
    if text is None:
        text = _eight_bit(path, data)
    text = _saved_twice(text) or legacy.convert(text) or text
    if is_binary(text):
        raise BinaryFileError(path)
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-32 or UTF-16 by its byte order mark, else by where its zero bytes are: half of ASCII text's bytes."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = (sample[k::2].count(0) / max(1, len(sample) // 2) for k in (0, 1))
    if max(even, odd) < _ZEROS or min(even, odd) > _STRAY_ZEROS:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = _try(data, name) or _nearly(data, name)
    return name if text is not None and _reads_well(text) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _nearly(data: bytes, encoding: str) -> str | None:
    """Text with at most one damaged character in five hundred."""
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    return text if damaged * _SOUND <= len(text) and _reads_well(text) else None


def _saved_twice(text: str) -> str | None:
    """The Vietnamese behind UTF-8 that was read as windows-1252 ("Báº¯c Giang"); None if it is no such text."""
    if _MANGLED.search(text) is None:
        return None
    single = {chr(byte): byte for byte in range(256)} | {
        bytes([byte]).decode("cp1252"): byte for byte in range(128, 160) if byte not in _UNDEFINED
    }
    if any(char not in single for char in set(text) - {"\ufeff"}):
        return None
    found = _try(bytes(single[char] for char in text if char != "\ufeff"), "utf-8")
    return found if found is not None and _reads_well(found) else None


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
