"""Which representation a client gets: its `Accept` header against what is on offer (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _fits(wanted: str, offer: str) -> bool:
    return wanted in ("*/*", offer) or (wanted.endswith("/*") and offer.startswith(wanted[:-1]))


def _specificity(wanted: str) -> int:
    return 0 if wanted == "*/*" else 1 if wanted.endswith("/*") else 2


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offered media type (without parameters) the client likes best, the first offer among equals
    and for a client that doesn't say; None if it accepts none of them."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = [(w.strip().lower(), _quality(p)) for w, *p in (part.split(";") for part in accept.split(","))]
    best: tuple[float, int] | None = None
    for index, offer in enumerate(offers):
        fitting = [(_specificity(wanted), quality) for wanted, quality in ranges if _fits(wanted, offer)]
        if fitting and (quality := max(fitting)[1]) > 0 and (best is None or quality > best[0]):
            best = (quality, index)
    return None if best is None else offers[best[1]]
