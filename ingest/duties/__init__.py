"""Orders of a notice: who must do what, for whom, by when (duty grammar §§1-7).

    find_duties(repaired, layout, mentions) -> tuple[model.Duty, ...]

Every clause of the body is read (`clauses`), judged to be an order, a framing order or neither
(`judge`), given its assignees by the seven ordered rules (`assignees`), and taken apart (`slots`,
`frame`, `topics`). Rows of tables are no clauses: those of tables of assigned tasks are duties of their
own (`table_rows`, `tables`).
"""

from ingest.duties.find import find_duties
from ingest.duties.table_rows import task_tables

__all__ = ["find_duties", "task_tables"]
