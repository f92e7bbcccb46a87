"""Conditional logit: which of some alternatives is right, by the features of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

LEAST: Final = 0.02
"""Weights nearer to nought are left out."""
Floats = NDArray[np.float64]


@dataclass
class Choice:
    """Alternatives by their features, and which are right; `file` is left out together."""

    file: str
    rows: list[dict[str, float]]
    right: NDArray[np.bool_]


class Learnt:
    """Weights of a conditional logit."""

    def __init__(self, choices: Sequence[Choice], penalty: float) -> None:
        known = [choice for choice in choices if choice.right.any()]
        self.names: dict[str, int] = {}
        for choice in known:
            for row in choice.rows:
                for name in row:
                    self.names.setdefault(name, len(self.names))
        table, starts = self._table(known)
        right = np.concatenate([choice.right for choice in known])
        group = np.repeat(np.arange(len(known)), np.diff([*starts, table.shape[0]]))

        def loss(weight: Floats) -> tuple[float, Floats]:
            scores = table @ weight
            parts = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
            whole, good = np.add.reduceat(parts, starts), np.add.reduceat(parts * right, starts)
            value = float(np.log(whole / good).mean() + penalty * weight @ weight)
            slope = table.T @ (parts / whole[group] - parts * right / good[group]) / len(known)
            return value, slope + 2 * penalty * weight

        found = minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        self.weights: Floats = found.x

    def _table(self, choices: Sequence[Choice]) -> tuple[csr_matrix, list[int]]:
        rows, columns, values, starts, at = list[int](), list[int](), list[float](), list[int](), 0
        for choice in choices:
            starts.append(at)
            for row in choice.rows:
                for name, value in row.items():
                    if name in self.names:
                        rows.append(at)
                        columns.append(self.names[name])
                        values.append(value)
                at += 1
        return csr_matrix((values, (rows, columns)), shape=(at, len(self.names))), starts

    def shares(self, choices: Sequence[Choice]) -> list[Floats]:
        """The probability of each alternative of each choice."""
        table, starts = self._table(choices)
        out = list[Floats]()
        for scores in np.split(table @ self.weights, starts[1:]):
            parts = np.exp(scores - scores.max())
            out.append(parts / parts.sum())
        return out

    def named(self) -> dict[str, float]:
        """Each weight that counts, by its name."""
        pairs = zip(self.names, self.weights.tolist(), strict=True)
        return {name: round(weight, 3) for name, weight in sorted(pairs) if abs(weight) >= LEAST}
