"""The house rules that a machine can check."""

import ast
import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import ontology
from ontology.text import has_marks

ROOT = Path(ontology.__file__).parents[1]
PACKAGES = ("ingest", "kg", "ontology", "query", "ui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES_MODULE = ROOT / "ontology" / "names.py"


def literals(path: Path) -> list[str]:
    """String constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("package", PACKAGES)
def test_the_plain_package_names_are_ours_alone(package: str) -> None:
    assert set(packages_distributions().get(package, ["thongtri"])) == {"thongtri"}  # an editable install lists none
    assert Path(__import__(package).__file__ or "").parents[1] == ROOT


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_has_one_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [path for path in MODULES if path != NAMES_MODULE], ids=ids)
def test_sparql_and_iris_live_in_files(path: Path) -> None:
    sparql = re.compile(r"\b(SELECT|CONSTRUCT|INSERT|DELETE)\b[^a-z]*(\?\w|[{*])")
    assert not [text for text in literals(path) if sparql.search(text)]
    assert not [text for text in literals(path) if re.match(r"https?://(?!127\.0\.0\.1|\{)\w", text)]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_vietnamese_sentences_live_in_files(path: Path) -> None:
    assert not [text for text in literals(path) if len([w for w in text.split() if has_marks(w)]) >= 3]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_public_face_is_sorted_and_real(package: str) -> None:
    module = __import__(package)
    assert list(module.__all__) == sorted(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)
