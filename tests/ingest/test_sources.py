"""Files that can and can't be read."""

import codecs
from pathlib import Path

import pytest

from ingest import NotANoticeError, errors, extract, from_text, read_source
from ingest.formats.limits import MAX_TEXT_BYTES as MAX_BYTES

NOTICE = "CHỈ THỊ\nVề việc tăng cường phòng, chống dịch\n\nYêu cầu các sở, ban, ngành thực hiện nghiêm các biện pháp:\n"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", errors.EmptyFileError),
        ("blank.txt", b" \n\r\n\t", errors.EmptyFileError),
        ("bom.txt", codecs.BOM_UTF8, errors.EmptyFileError),
        ("scan.txt", bytes(range(256)) * 40, errors.BinaryFileError),
        ("nul.md", b"ab\0cd", errors.BinaryFileError),
        ("sheet.xlsx", b"PK\x03\x04", errors.UnsupportedTypeError),
        ("paper.txt", b"%PDF-1.7", errors.WrongExtensionError),
        ("letter.md", b"PK\x03\x04", errors.WrongExtensionError),
        ("latin.txt", "Äpfel, Öl und süße Brötchen für fünf Personen".encode("latin-1"), errors.EncodingError),
        ("large.txt", b"a" * (MAX_BYTES + 1), errors.TooLargeError),
    ],
)
def test_bad_files_are_refused_by_cause(
    tmp_path: Path, name: str, data: bytes, error: type[errors.SourceError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_source(path)
    assert caught.value.path == path


@pytest.mark.parametrize("name", ["nothing.txt", "."])
def test_missing_files_and_folders(tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.MissingFileError):
        read_source(tmp_path / name)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "limit.txt"
    path.write_bytes(b"a" * MAX_BYTES)
    assert read_source(path).source.chars == MAX_BYTES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "".join({"ị": "i\u0323", "ề": "ê\u0300", "ệ": "ê\u0323", "ố": "ô\u0301", "ở": "ơ\u0309", "ự": "ư\u0323",
                    "Ỉ": "I\u0309", "Ị": "I\u0323", "ầ": "â\u0300", "ả": "a\u0309", "ườ": "ươ\u0300", "ờ": "ơ\u0300",
                    "ò": "o\u0300"}.get(c, c) if encoding == "cp1258" else c for c in NOTICE)  # fmt: skip
    path = tmp_path / "notice.txt"
    path.write_bytes(text.encode(encoding))
    assert read_source(path).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_without_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode(encoding))
    assert read_source(path).text == NOTICE


def test_a_damaged_byte_spoils_one_character(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    text = NOTICE * 20
    at = text.index("ệ")
    path.write_bytes(text[:at].encode() + "ệ".encode()[:-1] + text[at + 1 :].encode())
    assert read_source(path).text == text[:at] + "\ufffd" + text[at + 1 :]


def test_text_encoded_twice(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    mangled = "".join(
        chr(byte) if byte < 128 or byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in NOTICE.encode()
    )
    path.write_bytes(mangled.encode())
    assert read_source(path).text == NOTICE


def test_the_text_is_kept_as_decoded(tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_bytes(codecs.BOM_UTF8 + NOTICE.replace("\n", "\r\n").encode())
    raw = read_source(path)
    assert raw.text == "\ufeff" + NOTICE.replace("\n", "\r\n")
    assert raw.source.chars == len(raw.text)


ERRORS = [errors.EmptyFileError("x"), errors.TooLargeError("x", 5, 4), errors.NotANoticeError("x"),
          errors.EncodingError("x", None), errors.UnreadableFileError("x", "why"), errors.MissingFileError("x"),
          errors.UnsupportedTypeError("x", ".doc"), errors.BinaryFileError("x"), errors.BombError("x", 5, 4),
          errors.WrongExtensionError("x", ".doc", "PDF"), errors.BrokenFileError("x", "PDF"),
          errors.EncryptedFileError("x"), errors.TooManyPagesError("x", 5, 4), errors.ImageTooLargeError("x", 5, 4),
          errors.TooManyFilesError("x", 5, 4), errors.NestedArchiveError("x"), errors.ArchiveError("x", 0),
          errors.MissingToolError("x", "soffice", "libreoffice"), errors.ToolFailedError("x", "soffice")]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("error", ERRORS)
def test_messages_name_the_file_in_both_languages(error: errors.IngestError, lang: str) -> None:
    assert error.message(lang).startswith("x: ") and "{" not in error.message(lang)


@pytest.mark.parametrize(
    "text",
    [
        "Đi chợ\n- 2 kg gạo\n- 1 chai nước mắm\n- rau muống\n- 10 quả trứng\n",
        "Shopping list:\nmilk\nbread\n2 apples\n",
        "Hôm nay trời đẹp. Tôi đi dạo quanh hồ và uống cà phê với bạn.",
        "def main():\n    return 1\n",
    ],
)
def test_other_texts_are_no_notices(text: str) -> None:
    with pytest.raises(NotANoticeError):
        extract(from_text(text, path="list.txt"))


def test_broken_markdown_is_still_a_notice() -> None:
    head = "**THÔNG BÁO*\n# **Về việc _phòng dịch\n\n"
    text = f"{head}**Yêu cầu các sở, ban, ngành* tăng cường __kiểm tra:\n\n1. Sở Y tế *rà soát"
    record = extract(from_text(text, path="broken.md"))
    assert record.notice.type == "thong-bao"


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_a_secret_text_is_refused_by_its_stamp(stamp: str, samples: dict[str, Path]) -> None:
    text = samples["002"].read_text(encoding="utf-8")
    with pytest.raises(errors.SecretError) as caught:
        extract(from_text(text.replace("Vinh Phúc, ngày", f"{stamp}\n\nVinh Phúc, ngày", 1), path="x.txt"))
    assert caught.value.stamp.casefold() == stamp.removeprefix("Độ mật: ").casefold()


def test_the_word_mat_in_the_body_is_no_stamp(samples: dict[str, Path]) -> None:
    text = samples["002"].read_text(encoding="utf-8")
    assert extract(from_text(text.replace("(TH4)", "MẬT"), path="x.txt")).duties
