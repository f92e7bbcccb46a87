"""Learn which wordings ask which form: `python -m query.ask.train` writes `query/data/intents.json`.

Method: logistic regression with L2 penalty (scikit-learn, L-BFGS) over binary features of the question's
shape; classes are weighted by the inverse square root of their size. The same files give the same weights.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kg.store import memory_store
from ontology.text import fold
from query.ask.catalogue import Catalogue
from query.ask.forms import FILES, forms
from query.ask.intent import FILE, SCALE
from query.ask.interrogatives import asked_for
from query.ask.session import AskSession
from query.ask.shape import NAMES, features, known, shape
from query.ask.understand import understand
from query.ask.wordings import SLOT, Asked, ask_in_words, wordings
from query.link.language import language
from query.link.linker import Linker

TIMES = 5
"""Questions made of each wording."""
SEED = 1
SELDOM = 0.02
"""Share of the wordings of a form below which a sort of answer is none that it gives."""
RARE = 3
"""Questions that a feature has to occur in."""
LEAST = 5
"""Hundredths below which a weight is left out."""


def digest() -> str:
    """Digest of everything that the weights are made from."""
    folder = files("query").joinpath("forms")
    texts = [folder.joinpath(f"{name}.toml").read_bytes() for name in (*FILES, "wordings", "language")]
    code = [
        files("query").joinpath(f"ask/{name}.py").read_bytes()
        for name in ("interrogatives", "shape", "train", "wordings")
    ]
    return hashlib.sha256(b"\0".join([*texts, *code])).hexdigest()[:16]


def questions() -> list[Asked]:
    """Questions to learn from: the wordings multiplied, and the examples of the forms."""
    examples = [Asked(form.id, str(e["question"]), str(e["question"])) for form in forms() for e in form.examples]
    return [*ask_in_words(wordings(), times=TIMES, seed=SEED), *examples * 4]


def shapes(asked: Iterable[Asked]) -> list[tuple[str, ...]]:
    """Shapes of questions, as an empty store reads them: by the lexicons, and by the fillers for people."""
    catalogue: Catalogue = AskSession(memory_store()).catalogue
    people = {f"person:{name}": ("person", (name,)) for name in wordings().fillers["person"]}
    linker = Linker(people, (), language(), [tuple(fold(a.wording).split()) for a in asked])
    return [shape(understand(linker.link(a.text), catalogue)) for a in asked]


def vocabulary() -> frozenset[str]:
    """Words that the wordings themselves use, outside their slots."""
    found = wordings()
    lines = [*found.openings, *found.endings, *(line for group in found.by_form.values() for line in group)]
    return frozenset(word for line in lines for word in fold(SLOT.sub(" ", line)).split()) | set(NAMES)


def answers(asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Form → sorts of answer that its wordings ask for."""
    sizes, counts = Counter[str](), Counter[tuple[str, str]]()
    for one in asked:
        sizes[one.form] += 1
        counts.update((one.form, sort) for sort in asked_for(" ".join(fold(SLOT.sub(" ", one.wording)).split())))
    return {
        form: sorted(sort for f, sort in counts if f == form and counts[form, sort] >= SELDOM * sizes[form])
        for form in sorted(sizes)
    }


def matrix(rows: Sequence[Collection[str]], index: dict[str, int]) -> csr_matrix:
    """Questions × features, 1 where the question has the feature."""
    columns, ends = list[int](), [0]
    for row in rows:
        columns += sorted(index[name] for name in row if name in index)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), np.array(columns), np.array(ends)), shape=(len(rows), len(index)))


def train(asked: Sequence[Asked]) -> dict[str, object]:
    """The object of `intents.json`."""
    words = vocabulary()
    rows = [features(known(row, words)) for row in shapes(asked)]
    counts = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= RARE))}
    sizes = Counter(a.form for a in asked)
    weight = np.array([sizes[a.form] ** -0.5 for a in asked])
    model = LogisticRegression(max_iter=300)
    model.fit(matrix(rows, index), [a.form for a in asked], sample_weight=weight / weight.mean())
    hundredths = np.rint(model.coef_ * SCALE).astype(int)
    return {
        "source": digest(),
        "forms": list(map(str, model.classes_)),
        "answers": answers(asked),
        "vocabulary": sorted(words),
        "bias": np.rint(model.intercept_ * SCALE).astype(int).tolist(),
        "weights": {name: _sparse(hundredths[:, i].tolist()) for name, i in index.items()},
    }


def _sparse(column: Sequence[int]) -> list[int]:
    return [part for form, value in enumerate(column) if abs(value) >= LEAST for part in (form, value)]


def main() -> None:
    """Write the weights."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("query").joinpath(FILE)))
    text = json.dumps(train(questions()), ensure_ascii=False, separators=(",", ":"))
    path.write_text(re.sub(r',"(?=[^"]*":\[)', ',\n"', text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
