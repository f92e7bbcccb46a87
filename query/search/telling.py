"""How much a word of a query tells about what it should find.

`ai`, `gì`, `bị`, `ko` stand in many queries and seldom in the text that answers them, and in an archive of
notices they are so rare that BM25 alone takes them for telling. The weights (`query/data/query_words.csv`)
are learnt by `query.train` from pairs of queries and clauses; a word that isn't listed weighs 1.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import fold

FILE = "data/query_words.csv"
_TERMS = 50_000


@lru_cache(maxsize=_TERMS)
def telling(term: str) -> float:
    """Weight, above 0 and up to 1, of a word, or of the more telling word of a pair joined by `_`."""
    return max(_weights().get(fold(word), 1.0) for word in term.split("_"))


@cache
@reading(f"query/{FILE}")
def _weights() -> Mapping[str, float]:
    rows = csv.DictReader(files("query").joinpath(FILE).read_text(encoding="utf-8").splitlines())
    return {row["word"]: float(row["weight"]) for row in rows}
