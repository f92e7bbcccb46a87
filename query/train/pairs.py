"""What people ask and what answers it: pairs written for this project, and groups of the thesaurus.

`pairs/*.txt` hold blocks: a line `= ` with a clause as notices write it, then lines with everyday queries that
should find it; `#` begins a comment. No clause is taken from a notice that anything is measured on.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.faults import DataFileError, Fault
from ontology.thesaurus import groups
from query.train.texts import written_files

FOLDER = "train/pairs"


class PairsError(DataFileError):
    """A file of pairs has faults; the message lists every one with its line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and the queries that should find it. `source` names the file: its clauses are of one field."""

    source: str
    clause: str
    queries: tuple[str, ...]


def written_pairs() -> list[Pair]:
    """Every pair of `pairs/*.txt`.

    Raises:
        PairsError: the first file with faults, listing all of them.
    """
    return [pair for file, text in written_files(FOLDER) for pair in read_pairs(file, text)]


def read_pairs(file: str, text: str) -> list[Pair]:
    """Pairs of one file.

    Raises:
        PairsError: listing clauses without queries, queries without a clause and clauses said before.
    """
    found, faults, at, seen = dict[int, list[str]](), list[Fault](), 0, set[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if said.startswith("="):
            at, clause = number, said[1:].strip()
            found[at] = [clause]
            if clause in seen:
                faults.append(Fault(number, f"said before: {clause}"))
            seen.add(clause)
        elif said and not said.startswith("#"):
            found.setdefault(at, [""]).append(said)
    bare = [line for line, one in found.items() if not one[0] or not one[1:]]
    faults += [Fault(line, "a clause and queries are needed") for line in bare]
    if faults:
        raise PairsError(file, faults)
    return [Pair(file, one[0], tuple(one[1:])) for one in found.values()]


def thesaurus_pairs() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each group with both: its everyday and press wordings, and those of the administration."""
    spoken = [((*group.everyday, *group.press), group.administrative) for group in groups()]
    return [(said, meant) for said, meant in spoken if said and meant]
