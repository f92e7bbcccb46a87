"""Terms of the graph as people read them: local names, best label for a language, paths of things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

from pyoxigraph import Literal

from kg.repo import Row, Term
from ontology.names import ID, PREFIXES

_SAFE: Final = "/:@!$&'()*+,;=~"


def text_of(term: Term | None) -> str:
    """Lexical value of a term, '' for none."""
    return "" if term is None else term.value


def number_of(term: Term | None) -> int:
    """Integer value of a literal, 0 for none."""
    return int(term.value) if isinstance(term, Literal) else 0


def local_name(iri: str) -> str:
    """What follows the last `#` or `/` of an IRI."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def compact(iri: str) -> str:
    """The IRI with a known prefix (`tt:Duty`), or as it is."""
    for prefix, base in PREFIXES.items():
        if prefix != "id" and iri.startswith(base) and iri != base:
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def is_ours(iri: str) -> bool:
    """True for IRIs of things that this server describes."""
    return iri.startswith(ID)


def path_of(iri: str) -> str:
    """Path on this server of one of our IRIs: `/id/notice/…`; the fragment stays a fragment."""
    base, mark, fragment = iri.removeprefix(ID).partition("#")
    return f"/id/{quote(unquote(base), safe=_SAFE)}{mark}{quote(unquote(fragment), safe=_SAFE)}"


def best_label(labels: Iterable[Term], lang: str) -> str:
    """The label in the language, else one without language, else any; '' if there is none."""
    ranked = sorted(
        (term for term in labels if isinstance(term, Literal)),
        key=lambda term: (term.language != lang, bool(term.language), term.value),
    )
    return ranked[0].value if ranked else ""


def labels_by(rows: Iterable[Row], key: str, lang: str, label: str = "label") -> dict[str, str]:
    """Best label of each value of a column of rows (`Row`), in order of first sight."""
    found: dict[str, list[Term]] = {}
    for row in rows:
        if key in row:
            found.setdefault(row[key].value, []).extend([row[label]] if label in row else [])
    return {value: best_label(labels, lang) for value, labels in found.items()}
