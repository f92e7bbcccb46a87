"""How well search finds what plain-worded queries ask for: `python -m tests.retrieval`, part of `make eval`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.retrieval import measure

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m tests.retrieval",
        description=measure.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with other sets in retrieval/")
    measure.show(parser.parse_args().shared)
