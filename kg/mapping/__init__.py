"""Record of a notice → the quads of its graph, by the schema of the ontology.

`to_quads` is the whole interface. Every literal is NFC except evidence, which quotes the text as read.
"""

from kg.mapping.record import to_quads

__all__ = ["to_quads"]
