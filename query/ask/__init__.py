"""Questions in plain Vietnamese, answered from the graph with evidence, or honestly refused."""

from kg.evidence import Evidence
from query.ask.model import Answer, Caution, Computed, Group, Item, Slot, Status
from query.ask.session import AskSession, ask

__all__ = ["Answer", "AskSession", "Caution", "Computed", "Evidence", "Group", "Item", "Slot", "Status", "ask"]
