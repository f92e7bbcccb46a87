"""Errors of every layer, told in the user's language with what to do next, and the exit code they mean.

Errors of the other packages bring their own messages (`message(lang)`); those of the faces are captions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from ui.captions import Captions
from ui.errors import UiError

USAGE_KEYS: Final = frozenset({
    "sparql_refused_update", "sparql_refused_service", "sparql_refused_from", "sparql_unknown_prefix", "sparql_syntax",
    "sparql_invalid", "sparql_empty", "sparql_format", "search_empty", "search_unknown_kind", "search_unknown_status",
    "search_unknown_strength", "bad_date",
    "search_bad_mode", "compare_too_few", "compare_unknown_view", "compare_format",
})  # fmt: skip
"""Errors of what was typed (exit code 2); all others are of the data (exit code 1)."""


@runtime_checkable
class Speaking(Protocol):
    """An error that tells people what is wrong and what to do next."""

    def message(self, lang: str = "vi") -> str: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, what to do next (None if the first says it already), and the exit code."""

    what: str
    remedy: str | None
    exit_code: int


def known() -> tuple[type[Exception], ...]:
    """Every error that can be told. Imports the layers, so it is called only once something failed."""
    from ingest.errors import IngestError
    from kg.errors import KgError
    from ontology.faults import DataFileError
    from query.errors import RequestError

    return (UiError, IngestError, KgError, RequestError, DataFileError)


def tell(error: Exception, say: Captions) -> Told:
    """The message of an error that `known` lists."""
    key = str(getattr(error, "key", ""))
    remedy = f"errors.{key}_next"
    slots = error.slots if isinstance(error, UiError) else {}
    following = say(remedy, **slots) if remedy in say.texts else None
    if isinstance(error, UiError):
        return Told(say(f"errors.{key}", **slots), following, error.exit_code)
    what = error.message(say.lang) if isinstance(error, Speaking) else str(error)
    return Told(what, following, 2 if key in USAGE_KEYS else 1)
