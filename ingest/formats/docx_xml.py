"""WordprocessingML by local names, so that the transitional and the strict namespace read alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from ingest.errors import BrokenFileError, EncryptedFileError
from ingest.formats.archive import open_zip, unpack

_FORMAT = "DOCX"
_DOCUMENT = "word/document.xml"


def read_parts(path: Path, data: bytes, *names: str) -> list[Any]:
    """Root elements of parts of a DOCX, the document first; None for a part that it lacks.

    Raises:
        BrokenFileError: no zip archive, no document in it, or bad XML.
        EncryptedFileError, BombError, TooManyFilesError
    """
    with open_zip(path, data, _FORMAT) as file:
        roots = [_part(path, file, name) for name in (_DOCUMENT, *names)]
    if roots[0] is None:
        raise BrokenFileError(path, _FORMAT)
    return roots


def _part(path: Path, file: ZipFile, name: str) -> Any:
    info = next((info for info in file.infolist() if info.filename == name), None)
    if info is None:
        return None
    if info.flag_bits & 1:
        raise EncryptedFileError(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(unpack(path, file, info, _FORMAT), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFileError(path, _FORMAT) from error


def name_of(element: Any) -> str:
    """Local name of an element; empty for comments and the like."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by local name; None if it or the element is missing."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """Children of a local name; none of a missing element."""
    return (item for item in element if name_of(item) == name) if element is not None else iter(())


def child(element: Any, name: str) -> Any:
    """The first child of a local name, or None."""
    return next(children(element, name), None)
