"""A text that was damaged on purpose and still knows where each of its characters comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NEW = -1
"""Origin of a character that the undamaged text doesn't have."""


@dataclass(frozen=True, slots=True)
class Noisy:
    """`origin[i]` is the offset in the undamaged text that `text[i]` stands for, or `NEW`."""

    text: str
    origin: tuple[int, ...]

    @staticmethod
    def of(text: str) -> Noisy:
        """A text without damage."""
        return Noisy(text, tuple(range(len(text))))

    def part(self, start: int, end: int) -> Noisy:
        return Noisy(self.text[start:end], self.origin[start:end])

    def sub(self, regex: str | re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Noisy:
        """Each match replaced; its new characters stand for its old ones, one by one as far as they go."""
        out, at = list[Noisy](), 0
        for match in re.finditer(regex, self.text):
            made = match.expand(new) if isinstance(new, str) else new(match)
            out += [self.part(at, match.start()), self._stands_for(match.start(), match.end(), made)]
            at = match.end()
        return join([*out, self.part(at, len(self.text))])

    def _stands_for(self, start: int, end: int, made: str) -> Noisy:
        if start == end:
            return added(made)
        if made == self.text[start:end]:
            return self.part(start, end)
        return Noisy(made, tuple(self.origin[min(start + k, end - 1)] for k in range(len(made))))

    def lines(self) -> list[Noisy]:
        """Lines without their newlines."""
        out, at = list[Noisy](), 0
        for line in self.text.split("\n"):
            out.append(self.part(at, at + len(line)))
            at += len(line) + 1
        return out


def added(text: str) -> Noisy:
    """Text that the undamaged one doesn't have."""
    return Noisy(text, (NEW,) * len(text))


def join(parts: Iterable[Noisy], between: str = "") -> Noisy:
    """The parts one after another."""
    text, origin = list[str](), list[int]()
    for k, part in enumerate(parts):
        if k and between:
            text.append(between)
            origin += [NEW] * len(between)
        text.append(part.text)
        origin += part.origin
    return Noisy("".join(text), tuple(origin))


def project(value: Any, noisy: Noisy, size: int) -> Any:
    """An annotation with every range carried over to the damaged text; a part whose text is gone becomes None.

    `size` is the length of the undamaged text.
    """
    first, last = [NEW] * size, [NEW] * size
    for k, source in enumerate(noisy.origin):
        if source != NEW:
            first[source] = k if first[source] == NEW else first[source]
            last[source] = k
    return _projected(value, first, last)


def _projected(value: Any, first: list[int], last: list[int]) -> Any:
    if isinstance(value, list):
        carried = [_projected(item, first, last) for item in value]
        return [new for new, old in zip(carried, value, strict=True) if new is not None or old is None]
    if not isinstance(value, Mapping):
        return value
    out = {key: _projected(item, first, last) for key, item in value.items()}
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int) and start < end:
        kept = [k for k in range(start, end) if first[k] != NEW]
        if not kept:
            return None
        out["start"], out["end"] = min(first[k] for k in kept), max(last[k] for k in kept) + 1
    return out
