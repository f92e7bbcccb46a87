"""DOCX files: paragraphs, numbers, tables, pages, files that can't be read."""

import io
import itertools
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from ingest import errors, extract, read_source

Write = Callable[[str, bytes], Path]


def saved(document: Word) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(document: Word, write: Write) -> list[str]:
    return [line for line in read_source(write("a.docx", saved(document))).text.splitlines() if line]


@pytest.fixture
def document() -> Word:
    return Document()


def test_paragraphs_are_lines(document: Word, notice: tuple[str, ...], write: Write) -> None:
    for line in notice:
        document.add_paragraph(line)
    raw = read_source(write("a.docx", saved(document)))
    assert raw.text.splitlines() == list(notice)
    assert raw.source.pages == ()
    assert [duty.section for duty in extract(raw).duties if duty.kind == "duty"] == ["1", "2"]


def test_a_letterhead_reads_left_block_first(document: Word, write: Write) -> None:
    table = document.add_table(rows=2, cols=2)
    cells = [["TỈNH ỦY VĨNH PHÚC", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["Số 229-TB/TU", "Vĩnh Phúc, ngày 09 tháng 5 năm 2021"]]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert lines(document, write) == [text for row in cells for text in row]


def test_a_table_of_tasks_gives_a_line_a_row(document: Word, write: Write) -> None:
    cells = [["TT", "Nhiệm vụ", "Đơn vị"], ["1", "Rà soát", "Sở Y tế"], ["2", "Tuyên truyền", "Sở Y tế"]]
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 2).text = ""
    table.cell(1, 2).merge(table.cell(2, 2))
    assert lines(document, write) == [f"| {' | '.join(row)} |" for row in cells]


def test_counted_numbers_are_written(document: Word, write: Write) -> None:
    for style, text in (("List Number", "Sở Y tế"), ("List Number", "Công an tỉnh"), ("List Bullet", "các sở")):
        document.add_paragraph(text, style=style)
    assert lines(document, write) == ["1. Sở Y tế", "2. Công an tỉnh", "- các sở"]


def test_pages_follow_the_breaks(document: Word, write: Write) -> None:
    paragraph = document.add_paragraph("Sở Y tế ")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("báo cáo.")
    raw = read_source(write("a.docx", saved(document)))
    assert raw.text == "Sở Y tế báo cáo.\n"
    assert [raw.text[p.start : p.end] for p in raw.source.pages] == ["Sở Y tế ", "báo cáo.\n"]


def test_deleted_text_is_left_out(document: Word, write: Write) -> None:
    paragraph = document.add_paragraph("Sở Y tế")
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" và Sở Nội vụ")._element)
    paragraph._element.append(deleted)
    assert lines(document, write) == ["Sở Y tế"]


def test_legacy_fonts_are_converted(document: Word, write: Write) -> None:
    document.add_paragraph("Së Y tÕ chñ tr×, phèi hîp víi C«ng an tØnh rµ so¸t")
    assert lines(document, write) == ["Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát"]


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 cut", errors.BrokenFileError),
        (b"no archive", errors.BrokenFileError),
        (packed(other_xml=b"<a/>"), errors.BrokenFileError),
        (packed(word__document_xml=b"<broken"), errors.BrokenFileError),
        (packed(word__document_xml=b" " * 20_000_000), errors.BombError),
        (saved(Document()), errors.EmptyFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.WrongExtensionError),
        (b"%PDF-1.4", errors.WrongExtensionError),
        (b"", errors.EmptyFileError),
    ],
)
def test_bad_files_are_refused_by_cause(data: bytes, error: type[errors.SourceError], write: Write) -> None:
    with pytest.raises(error, match=r"a\.docx"):
        read_source(write("a.docx", data))


def test_entities_are_not_expanded(write: Write) -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "lol">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    body = f"<!DOCTYPE d [{entities}]><document><body><p><r><t>&j;</t></r></p></body></document>"
    with pytest.raises(errors.SourceError):
        read_source(write("a.docx", packed(word__document_xml=body.encode())))
