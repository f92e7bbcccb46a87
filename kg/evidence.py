"""A quote from a notice: the evidence that pages, answers and exports show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a notice says it: `text` is the source's own text at `start`…`end`, not normalised.

    `page` counts from 1; null where the source has no pages.
    """

    notice: str
    source: str
    start: int
    end: int
    text: str
    page: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The object of the contract; `page` only where there is one."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return said if self.page is not None else {name: value for name, value in said.items() if name != "page"}
