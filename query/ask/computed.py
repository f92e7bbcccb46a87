"""Values that no notice states, computed from figures that notices do state, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from query.ask.answer_words import answer_words
from query.ask.model import Computed
from query.ask.outcome import number_of, spoken_number

Number = int | float

_OPERATIONS: Mapping[str, Callable[[Sequence[Number]], Number]] = {
    "sum": sum,
    "difference": lambda parts: max(parts) - min(parts),
    "remaining": lambda parts: 2 * max(parts) - sum(parts),
    "share": lambda parts: round(100 * parts[0] / parts[1], 1),
    "ratio": lambda parts: round(max(parts) / min(parts), 1),
}


def computed(operation: str, parts: Sequence[Number]) -> Computed:
    """A `sum`, `difference`, `remaining` (of the greatest less the others), `share` (in percent of the second part) or
    `ratio` of figures.

    Raises:
        ZeroDivisionError: a share of nothing, or a ratio to nothing.
    """
    value = number_of(str(round(_OPERATIONS[operation](parts), 4))) or 0
    spoken = [spoken_number(part) for part in parts]
    said = answer_words()["computed"][operation].format(
        value=spoken_number(value),
        sum=" + ".join(spoken),
        high=spoken_number(max(parts)),
        low=" − ".join(spoken_number(part) for part in sorted(parts)[:-1][::-1]),
        first=spoken[0],
        second=spoken[-1],
        count=len(parts),
    )
    return Computed(operation, value, said, tuple(parts))


def counted(value: Number) -> Computed:
    """A number of facts that was counted."""
    return Computed("count", value, answer_words()["computed"]["count"].format(value=spoken_number(value)))
