"""Passages that notices take over from one another, with both quotes and offsets."""

from query.reuse.export import FORMATS, export_reuse
from query.reuse.model import Place, Reuse, ReusedPassage
from query.reuse.run import find_reuse

__all__ = ["FORMATS", "Place", "Reuse", "ReusedPassage", "export_reuse", "find_reuse"]
