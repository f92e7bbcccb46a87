"""Readable labels of notices, from the forms in `labels.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from ingest.model import Record
from kg.mapping.scope import scope_of
from kg.synthetic import is_synthetic_id, label_mark
from ontology import lexicon

_TITLE_LENGTH: Final = 90


@cache
def _forms() -> dict[str, str]:
    text = files("kg").joinpath("mapping/labels.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["notice"])


@cache
def document_types() -> dict[str, str]:
    """Slug of a document type → its name."""
    return {row.slug: row.name for row in lexicon.document_types()}


def unknown_place() -> str:
    """How a label calls a province that nothing tells."""
    return _forms()["unknown_place"]


def notice_label(record: Record) -> str:
    """`Thông báo 229-TB/TU ngày 9/5/2021 (Vĩnh Phúc)`; without a number, its title's first words."""
    head, forms = record.notice, _forms()
    parts = {
        "type": document_types().get(head.type or "", forms["unknown_type"]),
        "number": head.number or "",
        "date": _short_date(head.issued),
        "place": _place(record),
        "title": _first_words(head.title or _opening(record)),
    }
    mark = label_mark() if is_synthetic_id(head.id) else ""
    if head.number:
        return mark + forms["numbered_dated" if parts["date"] else "numbered"].format(**parts)
    return mark + forms["dated" if parts["date"] else "bare"].format(**parts)


def _short_date(issued: str | None) -> str:
    """2021-05-09 → 9/5/2021."""
    pieces = (issued or "").split("-")
    return "/".join(str(int(piece)) for piece in reversed(pieces)) if len(pieces) == 3 else ""


def _place(record: Record) -> str:
    if record.notice.jurisdiction is not None:
        return record.notice.jurisdiction.label
    return _forms()["central_place" if scope_of(record) == "trung-uong" else "unknown_place"]


def _opening(record: Record) -> str:
    texts = [item.clean or item.text for item in record.duties[:1]] or [item.text for item in record.passages[:1]]
    return texts[0] if texts else ""


def _first_words(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
