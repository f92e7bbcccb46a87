"""Orders of a notice: who must do what, for whom, by when (duty grammar §§1-7).

    find_duties(repaired, layout, mentions) -> tuple[model.Duty, ...]

Every clause of the body is read (`clauses`), judged to be an order, a framing order or neither
(`judge`), given its assignees by the seven ordered rules (`assignees`), and taken apart (`slots`,
`frame`, `topics`).
"""

from ingest.duties.find import find_duties

__all__ = ["find_duties"]
