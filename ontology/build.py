"""Write the files that are made from the lexicons and the ontology: `python -m ontology.build`.

| File | Made from |
|---|---|
| `ontology/data/topics.ttl` | `lexicons/topics.csv`, `lexicons/measures.csv`, `schemes.toml` |
| `ontology/data/measures.ttl` | the same |
| `ontology/data/thesaurus.ttl` | `lexicons/thesaurus.csv`, `schemes.toml` |
| `docs/ontology.md` | `thongtri.ttl`, `page.toml` |

For developers, in a checkout of the repository; nothing at run time needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ontology.page import page
from ontology.schemes import measure_graph, thesaurus_graph, topic_graph

ROOT: Final = Path(__file__).parent.parent
"""Top folder of the repository."""
OUTPUTS: Final[Mapping[str, Callable[[], str]]] = {
    "ontology/data/topics.ttl": lambda: topic_graph().serialize(format="turtle"),
    "ontology/data/measures.ttl": lambda: measure_graph().serialize(format="turtle"),
    "ontology/data/thesaurus.ttl": lambda: thesaurus_graph().serialize(format="turtle"),
    "docs/ontology.md": page,
}
"""Path below the root and what makes the file's text."""


def write(root: Path = ROOT) -> list[Path]:
    """Write every generated file below `root`; return the paths whose text changed."""
    changed = []
    for name, make in OUTPUTS.items():
        path, text = root / name, make().strip() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def main() -> None:
    """Write the generated files and name those that changed."""
    for path in write():
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
