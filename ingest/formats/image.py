"""Images of pages: PNG, JPEG, and TIFF of several pages."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ingest.errors import BrokenFileError, ImageTooLargeError, TooManyPagesError
from ingest.formats import ocr
from ingest.formats.extracted import Builder, Extracted
from ingest.formats.limits import MAX_PIXELS, MAX_SCANNED
from ingest.formats.paragraphs import add_sheet

_KINDS = ("PNG", "JPEG", "TIFF")
_FAULTS = (UnidentifiedImageError, OSError, SyntaxError, ValueError)
_PILLOW_LIMIT = 2 * (Image.MAX_IMAGE_PIXELS or MAX_PIXELS)
"""Pixels from which Pillow itself refuses to open an image."""


def read(path: Path, data: bytes) -> Extracted:
    """The text on an image, recognised.

    Raises:
        BrokenFileError, ImageTooLargeError, TooManyPagesError, MissingToolError, ToolFailedError
    """
    kind = path.suffix.removeprefix(".").upper()
    builder, last = Builder(), None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large images; ours is the stricter limit
        image = _open(path, data, kind)
        for number in range(1, _frames(path, image) + 1):
            last = add_sheet(builder, ocr.recognise(path, _frame(path, image, number, kind), number), last)
    return builder.build()


def _open(path: Path, data: bytes, kind: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise ImageTooLargeError(path, _PILLOW_LIMIT, MAX_PIXELS) from error
    except _FAULTS as error:
        raise BrokenFileError(path, kind) from error
    ocr.check_pixels(path, image.width, image.height)
    return image


def _frames(path: Path, image: Image.Image) -> int:
    frames = int(getattr(image, "n_frames", 1))
    if frames > MAX_SCANNED:
        raise TooManyPagesError(path, frames, MAX_SCANNED)
    return frames


def _frame(path: Path, image: Image.Image, number: int, kind: str) -> Image.Image:
    """One page of the image, on white where it is transparent."""
    try:
        image.seek(number - 1)
        ocr.check_pixels(path, image.width, image.height)
        image.load()
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            page = image.convert("RGBA")
            return Image.alpha_composite(Image.new("RGBA", page.size, "white"), page).convert("RGB")
        return image.copy()
    except _FAULTS as error:
        raise BrokenFileError(path, kind) from error
