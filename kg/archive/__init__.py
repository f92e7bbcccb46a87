"""A synthetic archive: notices composed from data, with their truth known, for measuring at size.

Nothing in it is a real document. Each notice is marked: in its text, in its id and label, in every fact
(`kg.synthetic`). The wording is in `kg/archive/data`, which its README.md explains.
"""

from kg.archive.bulk import Built, build_store
from kg.archive.compose import Composed, compose_province
from kg.archive.files import write_notices
from kg.archive.plan import Spec, chosen_provinces

__all__ = ["Built", "Composed", "Spec", "build_store", "chosen_provinces", "compose_province", "write_notices"]
