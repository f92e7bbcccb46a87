"""Saved web pages: the document without the portal around it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import errors, extract, read_source

Write = Callable[[str, bytes], Path]
PORTAL = """<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}"><title>Cổng thông tin</title>
<style>p {{ color: red }}</style></head><body>
<header><h1>Cổng thông tin điện tử tỉnh Bắc Giang</h1></header>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul></nav>
<div class="breadcrumb">Trang chủ / Văn bản</div>
<div id="wrap"><div class="left"><ul><li><a href="/1">Thông báo về việc nghỉ lễ của cán bộ công chức</a></li></ul></div>
<div class="{name}">{document}</div>
<div class="related-box related">Các tin khác</div></div>
<script>var x = "<p>Không đọc</p>";</script>
<footer>Bản quyền thuộc về Ủy ban nhân dân tỉnh</footer></body></html>"""


def page(lines: tuple[str, ...], name: str = "cột", charset: str = "utf-8") -> str:
    return PORTAL.format(document="".join(f"<p>{line}</p>\n" for line in lines), name=name, charset=charset)


@pytest.mark.parametrize("name", ["cột", "toanvancontent"])
def test_only_the_document_is_read(name: str, notice: tuple[str, ...], write: Write) -> None:
    raw = read_source(write("a.html", page(notice, name).encode()))
    assert raw.text.splitlines() == list(notice)
    assert [duty.section for duty in extract(raw).duties if duty.kind == "duty"] == ["1", "2"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_charsets(charset: str, notice: tuple[str, ...], write: Write) -> None:
    raw = read_source(write("a.htm", page(notice, charset=charset).encode(charset)))
    assert raw.text.splitlines() == list(notice)


def test_a_bare_fragment_is_read(write: Write) -> None:
    text = "<p>Sở Y&nbsp;tế <b>chủ</b> trì,<br>phối hợp</p><div>Công an tỉnh</div>"
    assert read_source(write("a.html", text.encode())).text == "Sở Y tế chủ trì,\nphối hợp\nCông an tỉnh\n"


def test_lists_show_their_marks(write: Write) -> None:
    text = '<ol start="3"><li>Sở Y tế</li><li>Công an tỉnh</li></ol><ul><li>các sở</li></ul>'
    assert read_source(write("a.html", text.encode())).text.splitlines() == [
        "3. Sở Y tế",
        "4. Công an tỉnh",
        "- các sở",
    ]


def test_letterheads_and_tables(write: Write) -> None:
    cells = "<tr><td><p>TỈNH ỦY</p><p>Số 12-TB/TU</p></td><td>ĐẢNG CỘNG SẢN VIỆT NAM</td></tr>"
    rows = "<tr><th>TT</th><th>Nhiệm vụ</th><th>Đơn vị</th></tr><tr><td>1</td><td>Rà soát</td><td>Sở Y tế</td></tr>"
    text = f"<body><table>{cells}</table><p>THÔNG BÁO</p><table border=1><tbody>{rows}</tbody></table></body>"
    assert read_source(write("a.html", text.encode())).text.splitlines() == [
        "TỈNH ỦY", "Số 12-TB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "THÔNG BÁO",
        "| TT | Nhiệm vụ | Đơn vị |", "| 1 | Rà soát | Sở Y tế |",
    ]  # fmt: skip


def test_hidden_text_is_left_out(write: Write) -> None:
    text = '<div><p style="display: none">ẩn</p><p hidden>ẩn</p><!-- ẩn --><p>Sở Y tế</p></div>'
    assert read_source(write("a.html", text.encode())).text == "Sở Y tế\n"


def test_deep_nesting_breaks_nothing(write: Write) -> None:
    text = "<div>" * 5000 + "Sở Y tế" + "</div>" * 5000
    try:
        read = read_source(write("a.html", text.encode())).text
    except errors.SourceError as error:
        read = str(error)
    assert "Sở Y tế" in read or "a.html" in read


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFileError),
        (b"<html><body><script>1</script></body></html>", errors.EmptyFileError),
        (b"<!-- only a comment -->", errors.SourceError),
        (b"\0\1\2\3<html>" * 50, errors.BinaryFileError),
        (b"%PDF-1.4", errors.WrongExtensionError),
    ],
)
def test_bad_files_are_refused_by_cause(data: bytes, error: type[errors.SourceError], write: Write) -> None:
    with pytest.raises(error, match=r"a\.html"):
        read_source(write("a.html", data))
