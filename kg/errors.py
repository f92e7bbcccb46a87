"""Errors of the knowledge graph.

    KgError
    ├── StoreError              a store can't be used; holds `path`, `why`
    │   ├── StoreMissingError       nothing has been stored there yet
    │   ├── StoreLockedError        another process is writing to it
    │   ├── StoreNotEmptyError      an archive is to be built where notices are already
    │   ├── NotAStoreError          the folder holds something else, or a damaged store
    │   ├── NewerFormatError        written by a newer version of this program
    │   └── OlderFormatError        written by an earlier version, and opened only for reading
    ├── ReadOnlyError           a change was asked of a repository that only reads
    ├── QueryError              the SPARQL text can't be parsed or answered; holds `why`
    ├── RemoteError             the SPARQL endpoint failed; holds `endpoint`, `why`, `status`
    ├── ConflictError           two different documents claim one notice; holds `notice`, `stored`, `given`
    ├── MixedStoreError         synthetic and real notices would come together; holds `synthetic`
    ├── InvalidNoticeError      a notice's graph breaks the shapes; holds `notice`, `problems`
    ├── ExchangeError           a file can't be imported or exported; holds `path`, `why`
    ├── UnknownIdError          nothing is known by that name; holds `name`
    ├── ReviewError             a decision can't be taken; nothing was changed
    │   ├── ReviewFieldError        a kind of fact has no such field; holds `kind`, `field`, `known`
    │   ├── ReviewValueError        a field can't have that value; holds `field`, `value`, `expected`
    │   ├── ReviewQuoteError        words stand nowhere in the notice, or several times; holds `quote`, `times`
    │   ├── NotReviewableError      no fact that may be decided on; holds `name`
    │   └── UnknownReviewError      no such decision; holds `name`
    └── ReadingError            the extraction itself failed on a file; holds `path`, `why`

`message(lang)` says what is wrong and what to do next, in Vietnamese or English; the wording is in
`kg/data/messages.toml` under `key`. `str(error)` is the English one, for logs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from kg.reasons import Reason


@cache
def _messages() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = tomllib.loads(
        files("kg").joinpath("data/messages.toml").read_text(encoding="utf-8")
    )
    return data


class KgError(Exception):
    """Base of every error of this package; `values` are what its message shows."""

    key: ClassVar[str] = "kg"

    def __init__(self, **values: object) -> None:
        super().__init__(*values.values())
        self.values = values

    def message(self, lang: str = "vi") -> str:
        """What is wrong and what to do next; `lang` is `vi` or `en` (anything else reads as `vi`)."""
        told = {name: value.told(lang) if isinstance(value, Reason) else value for name, value in self.values.items()}
        return _messages()[self.key]["en" if lang == "en" else "vi"].format(**told)

    def __str__(self) -> str:
        return self.message("en")


class StoreError(KgError):
    """A store can't be used."""

    key = "store"

    def __init__(self, path: Path | str, why: str | Reason) -> None:
        super().__init__(path=path, why=why)
        self.path, self.why = Path(path), str(why)


class StoreMissingError(StoreError):
    """Nothing has been stored there yet."""

    key = "store_missing"


class StoreLockedError(StoreError):
    """Another process holds the write lock."""

    key = "store_locked"


class StoreNotEmptyError(StoreError):
    """An archive is only built in a store without notices."""

    key = "store_not_empty"

    def __init__(self, path: Path | str, why: str = "") -> None:
        super().__init__(path, why)


class NotAStoreError(StoreError):
    """The folder is not a store of this program, or is damaged."""

    key = "not_a_store"


class NewerFormatError(StoreError):
    """The store was written by a newer version."""

    key = "newer_format"


class OlderFormatError(StoreError):
    """The store was written by an earlier version; the next writer upgrades it."""

    key = "older_format"


class ReadOnlyError(KgError):
    """A change was asked of a repository that only reads."""

    key = "read_only"


class QueryError(KgError):
    """The query can't be parsed or answered; `why` is the engine's message."""

    key = "query"

    def __init__(self, why: str | Reason) -> None:
        super().__init__(why=why)
        self.why = str(why)


class RemoteError(KgError):
    """The endpoint failed; `status` is its HTTP status, null if it couldn't be reached."""

    key = "remote"

    def __init__(self, endpoint: str, why: str | Reason, status: int | None = None) -> None:
        super().__init__(endpoint=endpoint, why=why)
        self.endpoint, self.why, self.status = endpoint, str(why), status


class ConflictError(KgError):
    """A different document is already stored as this notice; it is left as it is."""

    key = "conflict"

    def __init__(self, notice: str, stored: str, given: str) -> None:
        super().__init__(notice=notice, stored=stored, given=given)
        self.notice, self.stored, self.given = notice, stored, given


class MixedStoreError(KgError):
    """Synthetic notices (composed for measuring) and real ones are kept in different stores.

    `synthetic`: the notice that was refused is synthetic, and the store real; else the other way round.
    """

    key = "mixed_store"

    def __init__(self, synthetic: bool) -> None:
        super().__init__(synthetic=synthetic)
        self.synthetic = synthetic

    def message(self, lang: str = "vi") -> str:
        """See `KgError.message`."""
        kind = "synthetic" if self.synthetic else "real"
        return _messages()[f"mixed_store_{kind}"]["en" if lang == "en" else "vi"]


class InvalidNoticeError(KgError):
    """A notice's graph doesn't conform; `problems` are (Vietnamese, English) messages of the shapes."""

    key = "invalid_notice"

    def __init__(self, notice: str, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(notice=notice, problems=tuple(problems))
        self.notice, self.problems = notice, tuple(problems)

    def message(self, lang: str = "vi") -> str:
        """See `KgError.message`; the shapes' messages follow in the same language."""
        told = dict.fromkeys(english if lang == "en" else vietnamese for vietnamese, english in self.problems)
        text = _messages()[self.key]["en" if lang == "en" else "vi"]
        return text.format(notice=self.notice, problems=" ".join(told))


class ExchangeError(KgError):
    """An export or import failed; nothing was changed."""

    key = "exchange"

    def __init__(self, path: Path | str, why: str | Reason) -> None:
        super().__init__(path=path, why=why)
        self.path, self.why = Path(path), str(why)


class UnknownIdError(KgError):
    """Nothing in the graph has this IRI, local id, label or number."""

    key = "unknown_id"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.name = name


class ReadingError(KgError):
    """The extraction failed on a file in a way it should not; other files are not affected."""

    key = "reading"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=path, why=why)
        self.path, self.why = path, why


class ReviewError(KgError):
    """A decision can't be taken; nothing was changed."""

    key = "review"


class ReviewFieldError(ReviewError):
    """This kind of fact has no such field; `known` are those it has."""

    key = "review_field"

    def __init__(self, kind: str, field: str, known: Sequence[str] | str) -> None:
        super().__init__(kind=kind, field=field, known=known if isinstance(known, str) else ", ".join(known))
        self.kind, self.field, self.known = kind, field, known


class ReviewValueError(ReviewError):
    """The field can't have that value; `expected` shows what it may be."""

    key = "review_value"

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(field=field, value=value, expected=expected)
        self.field, self.value, self.expected = field, value, expected


class ReviewQuoteError(ReviewError):
    """The words stand nowhere in the notice, or several times (`times`), so they name no one place."""

    key = "review_quote"

    def __init__(self, quote: str, times: int) -> None:
        super().__init__(quote=quote, times=times)
        self.quote, self.times = quote, times


class NotReviewableError(ReviewError):
    """What is called so is no fact of a notice, or of a kind that can't be decided on."""

    key = "not_reviewable"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.name = name


class UnknownReviewError(ReviewError):
    """There is no such decision in force."""

    key = "unknown_review"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.name = name
