"""The knowledge graph: records of notices as quads in named graphs, kept in a store that many may read."""

from kg.errors import KgError
from kg.repo import Repo, Rows
from kg.store import memory_store, open_store, snapshot

__all__ = ["KgError", "Repo", "Rows", "memory_store", "open_store", "snapshot"]
