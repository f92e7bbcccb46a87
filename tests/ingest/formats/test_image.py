"""Scans: images and PDF pages without a text layer, read by Tesseract."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ingest import errors, read_source
from ontology.text import fold

Write = Callable[[str, bytes], Path]
Draw = Callable[..., Image.Image]


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def page(notice: tuple[str, ...], draw: Draw) -> Image.Image:
    return draw([(150, 100 + 150 * k, line) for k, line in enumerate(notice)])


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.tiff", "TIFF"), ("a.pdf", "PDF")])
def test_a_scanned_page_is_read(name: str, kind: str, page: Image.Image, notice: tuple[str, ...], write: Write) -> None:
    raw = read_source(write(name, saved(page, kind, resolution=300)))
    found = [line for line in raw.text.splitlines() if line]
    assert [fold(line) for line in found] == [fold(line) for line in notice]
    assert [(p.number, p.start, p.end) for p in raw.source.pages] == [(1, 0, len(raw.text))]
    assert len(raw.lines) == len(notice)


def test_pages_of_an_image_are_read_in_order(draw: Draw, write: Write) -> None:
    pages = [draw([(150, 100, text)]) for text in ("Sở Y tế báo cáo.", "Công an tỉnh kiểm tra.")]
    raw = read_source(write("a.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])))
    assert [raw.text[p.start : p.end].strip() for p in raw.source.pages] == [
        "Sở Y tế báo cáo.",
        "Công an tỉnh kiểm tra.",
    ]


def test_blocks_side_by_side_at_different_heights_stay_apart(draw: Draw, write: Write) -> None:
    left = [(150, 100 + 60 * k, text) for k, text in enumerate(("Nơi nhận:", "- Như trên;", "- Sở Y tế;"))]
    right = [(1500, 120 + 75 * k, text) for k, text in enumerate(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))]
    raw = read_source(write("a.png", saved(draw([*left, *right]), "PNG")))
    assert [fold(line) for line in raw.text.splitlines() if line] == [fold(text) for _, _, text in (*left, *right)]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("cut.png", b"\x89PNG\r\n\x1a\n\0\0", errors.BrokenFileError),
        ("text.jpg", b"no image at all", errors.BrokenFileError),
        ("scan.png", b"%PDF-1.4", errors.WrongExtensionError),
        ("empty.tiff", b"", errors.EmptyFileError),
    ],
)
def test_bad_images_are_refused_by_cause(name: str, data: bytes, error: type[errors.SourceError], write: Write) -> None:
    with pytest.raises(error):
        read_source(write(name, data))


def test_a_cut_image_is_broken(page: Image.Image, write: Write) -> None:
    with pytest.raises(errors.BrokenFileError):
        read_source(write("a.png", saved(page, "PNG")[:5000]))


def test_an_image_without_text_is_empty(draw: Draw, write: Write) -> None:
    with pytest.raises(errors.EmptyFileError):
        read_source(write("a.png", saved(draw([]), "PNG")))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_bomb_is_refused_unopened(kind: str, write: Write) -> None:
    data = saved(Image.new("1", (30_000, 30_000)), kind, **({"compression": "group4"} if kind == "TIFF" else {}))
    assert len(data) < 1_000_000
    with pytest.raises(errors.ImageTooLargeError):
        read_source(write(f"a.{kind.lower()}", data))


def test_the_missing_package_is_named(page: Image.Image, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(errors.MissingToolError, match="tesseract-ocr-vie"):
        read_source(write("a.png", saved(page, "PNG")))
