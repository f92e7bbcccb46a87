"""Page images read by Tesseract with its Vietnamese model, words with their places.

Tesseract is an outside program that people install where scans are to be read; nothing else needs it.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from ingest.errors import ImageTooLargeError, MissingToolError, ToolFailedError
from ingest.formats.columns import Word, read_page
from ingest.formats.limits import MAX_PIXELS, TOOL_SECONDS
from ingest.formats.paragraphs import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

TOOL: Final = "tesseract"
LANGUAGE: Final = "vie"
PACKAGES: Final = "tesseract-ocr tesseract-ocr-vie"
_WORD_LEVEL: Final = "5"
_UNSURE: Final = 25.0
"""Confidence, in percent, below which a word is taken for a stain, a stamp or a signature."""
_WIDE: Final = 1.2
_MARKS: Final = frozenset("-+*•–.,;:()/%&\"'“”…")


def recognise(path: Path, image: Image, page: int) -> Sheet:
    """The lines printed on an image, in reading order.

    Raises:
        ImageTooLargeError, MissingToolError, ToolFailedError
    """
    check_pixels(path, image.width, image.height)
    table = _run(path, _as_png(image))
    return Sheet(page, image.width, image.height, read_page(_runs(table), image.width))


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


def _as_png(image: Image) -> bytes:
    """The image in grey as Tesseract gets it: red and blue ink, i.e. stamps and most signatures, fades."""
    from PIL import ImageChops

    if image.mode not in ("1", "L", "I;16"):
        bands = image.convert("RGB").split()
        image = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    out = io.BytesIO()
    image.convert("L").save(out, "PNG", compress_level=1)
    return out.getvalue()


def _run(path: Path, png: bytes) -> str:
    """Tesseract's table of words."""
    check_tool(path)
    command = [shutil.which(TOOL) or TOOL, "-", "-", "-l", LANGUAGE, "--psm", "3", "--dpi", "300", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=png, capture_output=True, timeout=TOOL_SECONDS, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ToolFailedError(path, TOOL) from error
    return done.stdout.decode("utf-8", "replace")


def _runs(table: str) -> Iterator[list[Word]]:
    """Words of the table by line, each as high as its run, since letters without ascenders have low boxes.

    A line that Tesseract reads across two columns is cut, since the columns differ in height.
    """
    lines = defaultdict[tuple[str, ...], list[Word]](list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and _is_print(row["text"], float(row["conf"])):
            left, top = float(row["left"]), float(row["top"])
            word = Word(row["text"], left, top, left + float(row["width"]), top + float(row["height"]))
            lines[row["block_num"], row["par_num"], row["line_num"]].append(word)
    for words in lines.values():
        height = median(word.height for word in words)
        cuts = [k for k in range(1, len(words)) if words[k].left - words[k - 1].right > _WIDE * height]
        for first, last in pairwise((0, *cuts, len(words))):
            run = words[first:last]
            top, bottom = min(word.top for word in run), max(word.bottom for word in run)
            yield [Word(word.text, word.left, top, word.right, bottom) for word in run]


def _is_print(text: str, confidence: float) -> bool:
    known = any(map(str.isalnum, text)) or all(c in _MARKS for c in text)
    return bool(text.strip()) and known and confidence >= _UNSURE
