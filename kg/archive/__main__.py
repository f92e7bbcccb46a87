"""`python -m kg.archive`: write a synthetic archive to files, or build it into a new store (see `thongtri archive`)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kg.archive import Spec, build_store, write_notices


def main() -> None:
    """Read the command line and do it; the progress goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m kg.archive", description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--provinces", type=int, default=Spec().provinces)
    parser.add_argument("--notices", type=int, default=Spec().notices)
    parser.add_argument("--seed", type=int, default=Spec().seed)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.out is None and given.store is None:
        parser.error("--out, --store or both are needed")
    spec = Spec(given.provinces, given.notices, given.seed)
    if given.out is not None:
        print(write_notices(spec, given.out, _tell))
    if given.store is not None:
        built = build_store(spec, given.store, _tell, workers=given.workers)
        print(built.notices, built.quads)


def _tell(done: int, total: int) -> None:
    print(f"\r{done}/{total}", end="" if done < total else "\n", file=sys.stderr)


if __name__ == "__main__":
    main()
