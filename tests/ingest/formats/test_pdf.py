"""PDF files: text layers, pages, columns, files that can't be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import errors, extract, read_source
from ingest.formats import limits, ocr

Write = Callable[[str, bytes], Path]
Pdf = Callable[..., bytes]
LETTERHEAD = [
    (60, 50, "TỈNH ỦY VĨNH PHÚC"), (300, 50, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    (80, 66, "Số 229-TB/TU"), (300, 66, "Vĩnh Phúc, ngày 09 tháng 5 năm 2021"),
]  # fmt: skip


def test_the_text_layer_is_read(notice: tuple[str, ...], write: Write, pdf: Pdf) -> None:
    raw = read_source(write("a.pdf", pdf([(50, 50 + 40 * k, line) for k, line in enumerate(notice)])))
    assert raw.text.splitlines() == list(notice)
    assert raw.source.media_type == "application/pdf"
    record = extract(raw)
    assert [duty.section for duty in record.duties if duty.kind == "duty"] == ["1", "2"]
    assert all(raw.text[b.start : b.end] == b.text for body in record.bodies for b in body.mentions)


def test_columns_are_read_one_after_the_other(write: Write, pdf: Pdf) -> None:
    raw = read_source(write("a.pdf", pdf(LETTERHEAD)))
    assert [line for line in raw.text.splitlines() if line] == [
        LETTERHEAD[0][2], LETTERHEAD[2][2], LETTERHEAD[1][2], LETTERHEAD[3][2]
    ]  # fmt: skip


def test_a_table_is_read_by_row(write: Write, pdf: Pdf) -> None:
    rows = [("TT", "Nhiệm vụ", "Đơn vị"), ("1", "Rà soát", "Sở Y tế"), ("2", "Tuyên truyền", "Sở Văn hóa")]
    placed = [(x, 50 + 16 * k, cell) for k, row in enumerate(rows) for x, cell in zip((50, 150, 400), row, strict=True)]
    raw = read_source(write("a.pdf", pdf(placed)))
    assert raw.text.splitlines() == [f"| {' | '.join(row)} |" for row in rows]


def test_a_sentence_over_two_pages_stays_one_and_page_numbers_go(write: Write, pdf: Pdf) -> None:
    first = [
        (50, 700, "Sở Y tế chủ trì, phối hợp với các cơ quan có liên quan rà soát người về từ vùng dịch và báo cáo")
    ]
    second = [(300, 30, "2"), (50, 60, "Ủy ban nhân dân tỉnh trước ngày 20/5/2021.")]
    raw = read_source(write("a.pdf", pdf(first, second)))
    assert raw.text == f"{first[0][2]} {second[1][2]}\n"
    assert [(page.number, raw.text[page.start : page.end].strip()) for page in raw.source.pages] == [
        (1, first[0][2]), (2, second[1][2])
    ]  # fmt: skip


def test_every_line_knows_its_place(write: Write, pdf: Pdf) -> None:
    raw = read_source(write("a.pdf", pdf(LETTERHEAD)))
    line = next(line for line in raw.lines if raw.text[line.start : line.end] == "Số 229-TB/TU")
    assert line.page == 1
    assert 0.12 < line.box.left < 0.15
    assert 0.06 < line.box.top < line.box.bottom < 0.1


def test_legacy_fonts_are_converted(notice: tuple[str, ...], write: Write, pdf: Pdf) -> None:
    text = "Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh rµ so¸t ng­êi vÒ tõ vïng dÞch"
    raw = read_source(write("a.pdf", pdf([(50, 50, text)])))
    assert raw.text.strip() == notice[5].removeprefix("1. ").rstrip(".")


@pytest.mark.parametrize(
    ("name", "error"),
    [("broken", errors.BrokenFileError), ("cut", errors.BrokenFileError), ("encrypted", errors.EncryptedFileError),
     ("blank", errors.EmptyFileError), ("pages", errors.TooManyPagesError)],
)  # fmt: skip
def test_bad_files_are_refused_by_cause(
    name: str, error: type[errors.SourceError], write: Write, pdf: Pdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.formats.pdf.MAX_PAGES", 2)
    lock = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    data = {
        "broken": b"%PDF-1.7\nbroken",
        "cut": pdf([(50, 50, "Sở Y tế")])[:60],
        "encrypted": pdf([(50, 50, "Sở Y tế")], extra=lock),
        "blank": pdf([]),
        "pages": pdf([], [], []),
    }
    path = write(f"{name}.pdf", data[name])
    with pytest.raises(error) as caught:
        read_source(path)
    assert path.name in str(caught.value)


def test_a_huge_scanned_page_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(errors.ImageTooLargeError):
        ocr.check_pixels(Path("a.pdf"), limits.MAX_PIXELS, 2)
