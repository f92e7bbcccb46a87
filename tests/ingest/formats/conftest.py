"""Small documents made on the spot, and the notice that they hold."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

NOTICE = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
    "Số: 12/TB-UBND",
    "THÔNG BÁO",
    "Về công tác phòng, chống dịch bệnh trên địa bàn tỉnh",
    "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành tập trung thực hiện các nhiệm vụ sau:",
    "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát người về từ vùng dịch.",
    "2. Sở Giáo dục và Đào tạo phải cho học sinh nghỉ học từ ngày 18/5/2021.",
)
Placed = Sequence[tuple[int, int, str]]
"""Lines with their distance from the left and from the top."""
Write = Callable[[str, bytes], Path]
Draw = Callable[[Placed], Image.Image]
Pdf = Callable[..., bytes]
CHARACTERS = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


@pytest.fixture
def notice() -> tuple[str, ...]:
    """The lines of a short notice."""
    return NOTICE


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of a name and content and gives its path."""

    def file(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return file


@pytest.fixture
def draw() -> Draw:
    """Draws a page as a scan at 300 dots per inch shows it; places in pixels."""

    def page(lines: Placed) -> Image.Image:
        image = Image.new("L", (2480, 1400), "white")
        pen = ImageDraw.Draw(image)
        font = ImageFont.truetype("DejaVuSerif.ttf", 44)
        for left, top, text in lines:
            pen.text((left, top), text, fill="black", font=font)
        return image

    return page


@pytest.fixture
def pdf() -> Pdf:
    """Builds a PDF whose pages have a text layer; places in points on 600 × 800."""

    def file(*pages: Placed, extra: str = "") -> bytes:
        numbers = [6 + 2 * k for k in range(len(pages))]
        kids = " ".join(f"{number} 0 R" for number in numbers)
        objects = {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
            3: "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [4 0 R] "
            "/ToUnicode 5 0 R >>",
            4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
            "<< /Type /FontDescriptor /FontName /A /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 "
            "/FontBBox [0 -200 1000 800] /ItalicAngle 0 /StemV 80 >> >>",
            5: stream(CHARACTERS),
        }
        for number, lines in zip(numbers, pages, strict=True):
            shown = [f"BT /F 10 Tf 1 0 0 1 {x} {800 - y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
                     for x, y, text in lines]  # fmt: skip
            objects[number] = (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> "
                f"/Contents {number + 1} 0 R >>"
            )
            objects[number + 1] = stream("\n".join(shown))
        return assemble(objects, extra)

    return file


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def assemble(objects: dict[int, str], extra: str) -> bytes:
    out, places = b"%PDF-1.4\n", list[int]()
    for number in sorted(objects):
        places.append(len(out))
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
