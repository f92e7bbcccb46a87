"""Page images read by Tesseract with its Vietnamese model, words with their places.

Tesseract is an outside program that people install where scans are to be read; nothing else needs it.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from ingest.errors import ImageTooLargeError, MissingToolError, ToolFailedError
from ingest.formats.columns import Word, read_page
from ingest.formats.compounds import settle
from ingest.formats.limits import MAX_PIXELS, TOOL_SECONDS
from ingest.formats.paragraphs import Sheet
from ingest.formats.signature_area import LEAST, signature_area, with_signature
from ingest.formats.syllables import is_syllable

if TYPE_CHECKING:
    from PIL.Image import Image

TOOL: Final = "tesseract"
LANGUAGE: Final = "vie"
PACKAGES: Final = "tesseract-ocr tesseract-ocr-vie"
SCAN_DPI: Final = 300
_COARSE: Final = 200
_WHOLE_PAGE: Final = "3"
_SPARSE: Final = "11"
_WORD_LEVEL: Final = "5"
_POOR: Final = 5.0
_UNSURE: Final = 25.0
_FAIR: Final = 50.0
"""Least confidences, in percent: of a syllable, of other words and numbers, of a sign or two."""
_SHORT: Final = 2
_LIST_MARK: Final = re.compile(r"(?:[IVX]{1,5}|\w)[.)]")
_WIDE: Final = 1.0
_MARKS: Final = frozenset("-+*•–.,;:()/%&\"'“”…")


def recognise(path: Path, image: Image, page: int, dpi: int = SCAN_DPI) -> Sheet:
    """The lines printed on an image of so many dots per inch, in reading order.

    What stands beside the recipients, i.e. the signature under its stamp, is read once more by itself.

    Raises:
        ImageTooLargeError, MissingToolError, ToolFailedError
    """
    check_pixels(path, image.width, image.height)
    grey = _without_colours(image)
    runs = list(_runs(_run(path, grey, dpi, _WHOLE_PAGE)))
    area = signature_area(runs, image.width, image.height)
    if area is not None:
        runs = with_signature(runs, area, _signature(path, grey.crop(area), dpi))
    lines = [line for line in read_page(runs, image.width) if _is_line(line.word.text)]
    return Sheet(page, image.width, image.height, lines)


def _signature(path: Path, part: Image, dpi: int) -> Iterator[list[Word]]:
    """Words of a signature; at a coarser resolution than the page, where stamps blur and letters don't."""
    scale = min(1.0, _COARSE / dpi)
    small = part.resize((max(1, round(part.width * scale)), max(1, round(part.height * scale))))
    for run in _runs(_run(path, small, round(dpi * scale), _SPARSE), LEAST):
        yield [Word(w.text, w.left / scale, w.top / scale, w.right / scale, w.bottom / scale) for w in run]


def check_pixels(path: Path, width: float, height: float) -> None:
    """Refuse an image of more than `MAX_PIXELS`."""
    if width * height > MAX_PIXELS:
        raise ImageTooLargeError(path, int(width * height), MAX_PIXELS)


def check_tool(path: Path) -> None:
    """Refuse a scan where Tesseract or its Vietnamese model is missing."""
    tool = shutil.which(TOOL)
    if tool is None or LANGUAGE not in _languages(tool):
        raise MissingToolError(path, TOOL, PACKAGES)


@cache
def _languages(tool: str) -> frozenset[str]:
    try:
        done = subprocess.run([tool, "--list-langs"], capture_output=True, timeout=TOOL_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset((done.stdout + done.stderr).decode("utf-8", "replace").split())


def _without_colours(image: Image) -> Image:
    """The image in grey, with red and blue ink, i.e. stamps and most signatures, faded."""
    from PIL import ImageChops

    if image.mode not in ("1", "L", "I;16"):
        bands = image.convert("RGB").split()
        image = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return image.convert("L")


def _run(path: Path, image: Image, dpi: int, mode: str) -> str:
    """Tesseract's table of words; `mode` is its page segmentation."""
    check_tool(path)
    command = [shutil.which(TOOL) or TOOL, "-", "-", "-l", LANGUAGE, "--psm", mode, "--dpi", str(dpi), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            command, input=png.getvalue(), capture_output=True, timeout=TOOL_SECONDS, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ToolFailedError(path, TOOL) from error
    return done.stdout.decode("utf-8", "replace")


def _runs(table: str, least: float = 0.0) -> Iterator[list[Word]]:
    """Words of the table by line, each as high as its run, since letters without ascenders have low boxes.

    A line that Tesseract reads across two columns is cut, since the columns differ in height.
    """
    lines = defaultdict[tuple[str, ...], list[Word]](list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and float(row["conf"]) >= least and _is_print(row["text"], float(row["conf"])):
            left, top = float(row["left"]), float(row["top"])
            word = Word(row["text"], left, top, left + float(row["width"]), top + float(row["height"]))
            lines[row["block_num"], row["par_num"], row["line_num"]].append(word)
    for line in lines.values():
        texts = settle([word.text for word in line])
        words = [replace(word, text=text) for word, text in zip(line, texts, strict=True)]
        height = median(word.height for word in words)
        cuts = [k for k in range(1, len(words)) if words[k].left - words[k - 1].right > _WIDE * height]
        for first, last in pairwise((0, *cuts, len(words))):
            run = words[first:last]
            top, bottom = min(word.top for word in run), max(word.bottom for word in run)
            yield [Word(word.text, word.left, top, word.right, bottom) for word in run]


def _is_line(text: str) -> bool:
    """Whether a line is print: a sign or two by themselves are stains, unless they count or name something."""
    known = [c for c in text if c.isalnum()]
    return len(known) > _SHORT or any(map(str.isdecimal, known)) or bool(_LIST_MARK.fullmatch(text))


def _is_print(text: str, confidence: float) -> bool:
    """Whether a word is print and no stain or stamp: what reads as a syllable may be unsure, short signs may not."""
    bare = text.strip("".join(_MARKS))
    if bare and not any(map(str.isalnum, bare)):
        return False
    if len(bare) > 1 and is_syllable(bare.lower()):
        return confidence >= _POOR
    stray = 0 < len(bare) <= _SHORT and not bare.isdigit() and not _LIST_MARK.fullmatch(text)
    return bool(text.strip()) and confidence >= (_FAIR if stray else _UNSURE)
