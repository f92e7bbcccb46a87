"""The graph of the small notice is exactly the one in `golden/`.

Other names of bodies are left out: they are the lexicon's and grow with it. Run with the environment
variable THONGTRI_REGENERATE=1 to write it anew, and review the difference.
"""

import os
from pathlib import Path

from pyoxigraph import Quad

from kg.iris import term

GOLDEN = Path(__file__).parent / "golden" / "notice.nq"


def test_the_graph_is_the_golden_one(quads: list[Quad]) -> None:
    found = "".join(f"{quad} .\n" for quad in sorted(quads, key=str) if quad.predicate != term("skos:altLabel"))
    if os.environ.get("THONGTRI_REGENERATE"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8")
    assert found.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
