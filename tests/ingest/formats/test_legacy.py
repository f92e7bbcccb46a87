"""Vietnamese text of the years before Unicode."""

import codecs
import csv
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from ingest import errors, read_source
from ingest.formats import legacy
from ingest.formats.syllables import is_syllable, plausibility

Write = Callable[[str, bytes], Path]


def encoded(text: str, encoding: str) -> bytes:
    with files("ingest").joinpath("data/legacy_encodings.csv").open(encoding="utf-8") as file:
        table = {row["letter"]: bytes.fromhex(row["bytes"]) for row in csv.DictReader(file)
                 if row["encoding"] == encoding}  # fmt: skip
    return b"".join(table.get(char) or table.get(char.lower()) or char.encode("cp1252") for char in text)


def known(text: str, encoding: str) -> str:
    """What an encoding can tell of a text: TCVN3 has no marked capital at the head of a word in small letters."""
    return text.replace("Ủy", "ủy") if encoding == "tcvn3" else text


@pytest.mark.parametrize("encoding", legacy.ENCODINGS)
def test_legacy_files_are_converted(encoding: str, notice: tuple[str, ...], write: Write) -> None:
    text = "\r\n".join(notice)
    assert read_source(write("a.txt", encoded(text, encoding))).text == known(text, encoding)


@pytest.mark.parametrize("encoding", legacy.ENCODINGS)
def test_legacy_text_saved_as_unicode_is_converted(encoding: str, notice: tuple[str, ...], write: Write) -> None:
    text = "\n".join(notice)
    data = encoded(text, encoding).decode("latin-1").encode()
    assert read_source(write("a.txt", data)).text == known(text, encoding)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_keeps_its_text(mark: bytes, notice: tuple[str, ...], write: Write) -> None:
    text = "\n".join(notice)
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert read_source(write("a.txt", mark + text.encode(name))).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Grüße aus Köln, wo die Bäume schön grün blühen und die Vögel früh über die Dächer fliegen",
        "Le comité a décidé de reporter l’élection à l’été prochain, après l’arrivée des délégués étrangers",
        "В связи с эпидемией школы закрыты",
    ],
)
def test_other_languages_are_no_legacy_text(text: str) -> None:
    assert legacy.convert(text) is None


def test_unclear_bytes_are_refused(write: Write) -> None:
    with pytest.raises(errors.EncodingError):
        read_source(write("a.txt", "Grüße aus Köln: Bäume, Vögel, Dächer".encode("latin-1")))


@pytest.mark.parametrize(
    "word", ["ủy", "uỷ", "nghị", "quyết", "giếng", "gì", "khuỷu", "y", "đường", "oanh", "hóa", "hoá"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["tổc", "grün", "ßá", "ìở", "điịnh", "bñ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_decomposed_text_is_plausible(notice: tuple[str, ...]) -> None:
    marked, valid = plausibility("\n".join(notice))
    assert marked > 0.6
    assert valid == 1.0
