"""What is learnt from at each step: queries, each with the one passage of the batch that answers it.

Half are made of running text, for the language at large: a stretch of a paragraph asks for the rest of it, a
paragraph for the next one, a title for a paragraph. The others are the product's own: an everyday query asks
for its clause, alone or among other clauses of the same field, and everyday words of the thesaurus for those
of the administration. Running text thus also shows what is no notice. Many queries are read without marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from query.embed.tokens import Line, Tokenizer, sentences
from query.train.pairs import Pair
from query.train.texts import Document

UNMARKED: Final = 0.4
"""Share of the queries that are read without marks."""
LONGEST: Final = 160
"""Pieces of a paragraph that are used."""
_SHORTEST: Final = 12
"""Syllables of the shortest paragraph that is used."""
_STRETCH: Final = (4, 18)
"""Syllables of a stretch that asks for its paragraph."""
_KEPT: Final = 0.35
"""Share of the stretches that stay in the paragraph, too."""
_NEXT: Final = 0.35
"""Share of the paragraphs whose beginning asks for the paragraph after them."""
_BEGINNING: Final = 40
"""Syllables of such a beginning."""
_TITLE: Final = 0.2
"""Share of the paragraphs that the title of their document asks for."""
_THINNED: Final = 0.8
"""Share of the queries that lose some of their tokens."""
_STAY: Final = 0.6
"""Share of the tokens that a thinned query keeps."""
_THINNED_CLAUSES: Final = 0.5
"""Share of the clauses of the product's own pairs that lose some of their tokens, lest they are learnt by heart."""
_STAY_CLAUSE: Final = 0.7
"""Share of the tokens that a thinned clause keeps."""
_SINGLE: Final = 0.3
"""Share of the product's own queries, and of the thinned clauses, that lose their pairs of syllables."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """Tokens of a query and of each sentence of its passage; `about` are the numbers of the clauses in it."""

    query: Ids
    passage: Sequence[Ids]
    about: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        return len(self.query) > 0 and any(len(sentence) for sentence in self.passage)


class RunningText:
    """Examples from law and encyclopedia paragraphs."""

    def __init__(self, tokenizer: Tokenizer, documents: Iterable[Document], rng: np.random.Generator) -> None:
        known = list(documents)
        paragraphs = [paragraph for one in known for paragraph in one.paragraphs]
        self._plain, self._folded = tokenizer.line(paragraphs), tokenizer.line(paragraphs, folded=True)
        self._sentence, _ = sentences(self._plain)
        self._starts = np.searchsorted(self._plain.text, np.arange(len(paragraphs) + 1))
        self._document = np.repeat(np.arange(len(known)), [len(one.paragraphs) for one in known])
        titles = [one.title for one in known]
        self._titles = [_texts(tokenizer, titles, folded=folded) for folded in (False, True)]
        self._long = np.nonzero(np.diff(self._starts) >= _SHORTEST)[0]
        self._rng = rng

    def counts(self, size: int) -> NDArray[np.int64]:
        """How often the text holds each of the `size` tokens, read with its marks and without them."""
        lines = (self._plain, self._folded)
        held = [tokens[tokens >= 0] for line in lines for tokens in (line.single, line.pair)]
        total = np.zeros(size, dtype=np.int64)
        for tokens in held:
            total += np.bincount(tokens, minlength=size)
        return total

    def examples(self, count: int) -> list[Example]:
        """At most `count` examples of paragraphs drawn by chance."""
        made = [self._example(int(one)) for one in self._rng.choice(self._long, count)]
        return [one for one in made if one.whole]

    def _example(self, paragraph: int) -> Example:
        rng, start = self._rng, int(self._starts[paragraph])
        end = min(int(self._starts[paragraph + 1]), start + LONGEST)
        folded = rng.random() < UNMARKED
        follows = paragraph + 1 < len(self._document) and self._document[paragraph + 1] == self._document[paragraph]
        if follows and rng.random() < _NEXT:
            query = self._ids(start, min(end, start + _BEGINNING), folded)
            after = int(self._starts[paragraph + 1])
            passage = self._sentences(after, min(int(self._starts[paragraph + 2]), after + LONGEST))
        else:
            length = int(rng.integers(_STRETCH[0], min(_STRETCH[1], max(_STRETCH[0] + 1, (end - start) // 2)) + 1))
            at = int(rng.integers(start, max(start + 1, end - length)))
            query = self._ids(at, at + length, folded)
            kept = rng.random() < _KEPT
            passage = self._sentences(start, end) if kept else [
                *self._sentences(start, at), *self._sentences(at + length, end)
            ]  # fmt: skip
            query = _thinned(query, rng, _THINNED, _STAY)
        title = self._titles[folded][int(self._document[paragraph])]
        if len(title) and rng.random() < _TITLE:
            query = title
        return Example(query, passage)

    def _ids(self, start: int, end: int, folded: bool) -> Ids:
        return _tokens(self._folded if folded else self._plain, start, end)

    def _sentences(self, start: int, end: int) -> list[Ids]:
        cuts = start + 1 + np.nonzero(np.diff(self._sentence[start:end]))[0]
        edges = [start, *cuts.tolist(), end]
        return [self._ids(a, b, False) for a, b in pairwise(edges) if a < b]


class OwnPairs:
    """Examples from pairs of queries and clauses and from the thesaurus."""

    def __init__(
        self, tokenizer: Tokenizer, pairs: Sequence[Pair],
        synonyms: Sequence[tuple[Sequence[str], Sequence[str]]], rng: np.random.Generator,
    ) -> None:  # fmt: skip
        clauses = [pair.clause for pair in pairs]
        self._clauses = [_texts(tokenizer, clauses, folded=folded) for folded in (False, True)]
        self._queries = [[_texts(tokenizer, pair.queries, folded=folded) for pair in pairs] for folded in (False, True)]
        self._fields = dict[str, list[int]]()
        for number, pair in enumerate(pairs):
            self._fields.setdefault(pair.source, []).append(number)
        self._field = [self._fields[pair.source] for pair in pairs]
        self._said = [[_texts(tokenizer, said, folded=folded) for said, _ in synonyms] for folded in (False, True)]
        self._meant = [_texts(tokenizer, meant, folded=False) for _, meant in synonyms]
        self._is_pair = np.array([" " in name for name in tokenizer.names], dtype=bool)
        self._rng = rng

    def examples(self, count: int) -> list[Example]:
        """At most `count` examples, each of another clause, and a sixth as many of the thesaurus."""
        clauses = self._rng.choice(len(self._field), min(count, len(self._field)), replace=False)
        groups = self._rng.integers(0, max(1, len(self._meant)), count // 6 if self._meant else 0)
        made = [*map(self._of_clause, clauses.tolist()), *map(self._of_group, groups.tolist())]
        return [one for one in made if one.whole]

    def _of_clause(self, clause: int) -> Example:
        rng = self._rng
        asked = self._queries[int(rng.random() < UNMARKED)][clause]
        query = self._plainer(_thinned(asked[int(rng.integers(len(asked)))], rng, _THINNED, _STAY))
        about = [clause]
        if rng.random() < 0.5:
            about += [self._field[clause][at] for at in rng.integers(0, len(self._field[clause]), rng.integers(1, 4))]
        passage = [self._clauses[int(rng.random() < 0.1)][one] for one in about]
        if rng.random() < _THINNED_CLAUSES:
            passage = [self._plainer(_thinned(clause, rng, 1.0, _STAY_CLAUSE)) for clause in passage]
        return Example(query, passage, frozenset(about))

    def _plainer(self, tokens: Ids) -> Ids:
        """The tokens, or the single syllables among them."""
        return tokens[~self._is_pair[tokens]] if self._rng.random() < _SINGLE else tokens

    def _of_group(self, group: int) -> Example:
        rng = self._rng
        said = self._said[int(rng.random() < UNMARKED)][group]
        meant = self._meant[group]
        return Example(said[int(rng.integers(len(said)))], [meant[int(rng.integers(len(meant)))]])


def _texts(tokenizer: Tokenizer, texts: Sequence[str], *, folded: bool) -> list[Ids]:
    """Tokens of each text."""
    line = tokenizer.line(texts, folded=folded)
    starts = np.searchsorted(line.text, np.arange(len(texts) + 1)).tolist()
    return [_tokens(line, start, end) for start, end in pairwise(starts)]


def _tokens(line: Line, start: int, end: int) -> Ids:
    """Tokens of a range of pieces, and of the pairs within it."""
    found = np.concatenate([line.single[start:end], line.pair[start : max(start, end - 1)]])
    return found[found >= 0]


def _thinned(tokens: Ids, rng: np.random.Generator, share: float, stay: float) -> Ids:
    """In this share of the cases some of the tokens, else all."""
    return tokens[rng.random(len(tokens)) < stay] if rng.random() < share else tokens
