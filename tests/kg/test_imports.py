"""What the package imports, and when."""

import subprocess
import sys
from pathlib import Path

import kg

HEAVY = ("rdflib", "pyshacl", "owlready2", "oxrdflib", "torch", "ingest", "gradio")


def test_the_public_face_is_sorted_and_real() -> None:
    assert list(kg.__all__) == sorted(kg.__all__)
    assert all(hasattr(kg, name) for name in kg.__all__)


def test_reading_a_store_imports_nothing_heavy() -> None:
    code = (
        "import sys, kg, kg.store, kg.show, kg.exchange, kg.remote, kg.check\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    root = Path(kg.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"
