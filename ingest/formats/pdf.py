"""PDF: the text layer where a page has one, else the page is recognised as a scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.errors import BrokenFileError, EncryptedFileError, TooManyPagesError
from ingest.formats import legacy, ocr
from ingest.formats.columns import Word, read_page, runs
from ingest.formats.extracted import Builder, Extracted
from ingest.formats.limits import MAX_PAGES, MAX_SCANNED
from ingest.formats.paragraphs import Sheet, add_sheet
from ingest.formats.syllables import plausibility

_LEAST_DPI: Final = 300
_MOST_DPI: Final = 400
_POINTS: Final = 72
_FEW: Final = 200
"""A page with fewer characters than this and an image over most of it is a scan; what text it has is a stamp."""
_COVERS: Final = 0.5
_VALID: Final = 0.5
"""Share of marked words that must be syllables, else the text layer of a scanned page is worthless."""
_SOFT_HYPHEN: Final = "\u00ad"
"""The letter ư in TCVN3 fonts, so it isn't dropped like other invisible characters."""
_SPACE: Final = 0.2
"""Gap between letters, in line heights, that parts words."""


def read(path: Path, data: bytes) -> Extracted:
    """The text of all pages with their places.

    Raises:
        EncryptedFileError, BrokenFileError, TooManyPagesError
        ImageTooLargeError, MissingToolError, ToolFailedError: a page is a scan.
    """
    with _open(path, data) as document:
        if len(document) > MAX_PAGES:
            raise TooManyPagesError(path, len(document), MAX_PAGES)
        builder, last, scanned = Builder(), None, 0
        for number in range(1, len(document) + 1):
            page = _page(path, document, number)
            sheet = _layer(page, number)
            if _is_scan(page, sheet):
                scanned += 1
                if scanned > MAX_SCANNED:
                    raise TooManyPagesError(path, len(document), MAX_SCANNED)
                sheet = _scan(path, page, number)
            last = add_sheet(builder, sheet, last)
    return builder.build()


def _open(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFileError(path) from error
        raise BrokenFileError(path, "PDF") from error


def _page(path: Path, document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise BrokenFileError(path, "PDF") from error


def _layer(page: pypdfium2.PdfPage, number: int) -> Sheet:
    """The page's own text; fonts of the years before Unicode are converted."""
    width, height = page.get_size()
    words = list(_words(page))
    joined = "\n".join(word.text for word in words)
    converted = legacy.convert(joined)
    if converted is not None and converted.count("\n") == joined.count("\n"):
        words = [
            Word(text, word.left, word.top, word.right, word.bottom)
            for text, word in zip(converted.split("\n"), words, strict=True)
        ]
    return Sheet(number, width, height, read_page(runs(words), width))


def _is_scan(page: pypdfium2.PdfPage, sheet: Sheet) -> bool:
    text = " ".join(line.word.text for line in sheet.lines)
    if len(text) >= _FEW:
        marked, valid = plausibility(text)
        if not marked or valid >= _VALID:
            return False
    return _is_covered(page)


def _is_covered(page: pypdfium2.PdfPage) -> bool:
    """Whether images lie over most of the page."""
    area: float = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        area += abs((right - left) * (top - bottom))
    width, height = page.get_size()
    return bool(area > _COVERS * width * height)


def _scan(path: Path, page: pypdfium2.PdfPage, number: int) -> Sheet:
    """A page read as an image at the resolution that it was scanned with, within the useful."""
    width, height = page.get_size()
    widths = [item.get_px_size()[0] for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
    dpi = min(_MOST_DPI, max(_LEAST_DPI, round(max(widths, default=0) * _POINTS / width)))
    ocr.check_pixels(path, width * dpi / _POINTS, height * dpi / _POINTS)
    ocr.check_tool(path)
    return ocr.recognise(path, page.render(scale=dpi / _POINTS, may_draw_forms=False).to_pil(), number, dpi)


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """Words of the text layer, parted at spaces, at gaps and where the line changes; `top` counts from above."""
    layer = page.get_textpage()
    height = page.get_height()
    word: Word | None = None
    for index in range(layer.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(layer.raw, index) or 0x20)
        left, low, right, high = layer.get_charbox(index, loose=True)
        if (not char.isprintable() and char != _SOFT_HYPHEN) or char.isspace():
            if word is not None:
                yield word
            word = None
            continue
        letter = Word(char, left, height - high, right, height - low)
        if word is not None and _follows(word, letter):
            word = Word(word.text + char, word.left, min(word.top, letter.top), max(word.right, letter.right),
                        max(word.bottom, letter.bottom))  # fmt: skip
        else:
            if word is not None:
                yield word
            word = letter
    if word is not None:
        yield word


def _follows(word: Word, letter: Word) -> bool:
    gap = letter.left - word.right
    level = letter.top < (word.top + word.bottom) / 2 < letter.bottom
    return level and -word.height < gap < _SPACE * max(word.height, letter.height)
