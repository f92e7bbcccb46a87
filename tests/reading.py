"""Learn the weights of the reader, `query/data/reader.json`, from the invented notices of `query/train/readings`.

Run `python -m tests.reading [--write]`. Printed is what is reached on files left out, one after the other. The model
in the box has seen none of these notices.

Both choices are conditional logits: the probability of an alternative is the softmax of its score, and the weights
maximise the probability of the right ones, less an L2 penalty. Of statements one alternative is none of them; of
constituents right are those with the best F1 of words against the answer. The confidence is a logistic regression of
whether the answer is right on the logarithms of the odds of both choices, each made by weights that never saw the file.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from kg.load import load
from kg.repo import Repo
from kg.store import memory_store, open_store
from ontology.names import ID
from ontology.text import fold
from query.ask import AskSession
from query.ask.assess import form_signs
from query.ask.catalogue import Scope
from query.ask.find_reading import NAMES, NUMBERS, TIMES, reading
from query.ask.find_statement import content_of
from query.ask.phrase import Phrase
from query.ask.select import near_statements, select, statement_features
from query.ask.understand import Understanding
from query.link.dates import find_periods
from query.read import weights as weights_of
from query.read.features import candidates
from query.read.question import read_question
from query.train.readings import COMPUTED, Asked, InventedNotice, Told, written_readings
from tests import scoring
from tests.logit import Choice, Learnt

OUT: Final = Path(__file__).resolve().parents[1] / "query/data/reader.json"
PENALTY: Final = {"statement": 2e-3, "span": 3e-4}
OFTEN: Final = 12
"""Questions in which a word or pair of words has to stand to count."""
ENOUGH: Final = 0.5
"""F1 from which a constituent may stand for the answer."""
RIGHT: Final = 0.66
"""F1 from which one counts as right in what is printed and in the confidence."""
FOLDS: Final = tuple(
    frozenset(pair)
    for pair in (
        ("administration", "conclusions"),
        ("central", "health_and_environment"),
        ("hazards", "rules"),
        ("party_and_people", "programmes"),
    )
)
"""Files that are left out together."""
NOTHING: Final[dict[str, dict[str, float]]] = {"reading": {"constant": 0.0}, "forms": {}}
TELLING: Final = 60
"""Words of the longest answer that may answer by telling a statement."""
_HEAD: Final = re.compile(
    r"(?P<kind>\D+?) (?P<number>\S*\d\S*) ngày (?P<d>\d+)/(?P<m>\d+)/(?P<y>\d+) của (?P<issuer>.+)"
)


@dataclass
class Case:
    """A question of a notice: the choice of its statement and, if its answer stands there, of the constituent."""

    question: str
    statement: Choice
    span: Choice | None = None
    good: list[float] = field(default_factory=list)
    """F1 of each constituent."""


def as_notice(notice: InventedNotice) -> tuple[str, list[int]]:
    """The text of an invented notice, and where each of its statements begins."""
    head = _HEAD.match(notice.head)
    if head is None:
        raise ValueError(f"{notice.source}: {notice.head}")
    day, month, year, issuer = (head[name] for name in ("d", "m", "y", "issuer"))
    text = f"{issuer.upper()}\nSố: {head['number']}\nngày {int(day):02d} tháng {int(month):02d} năm {year}\n\n"
    text += f"{head['kind'].upper()}\nVề {notice.subject}\n\n"
    starts = list[int]()
    for number, told in enumerate(notice.told, start=1):
        text += f"{number}. "
        starts.append(len(text))
        text += f"{told.text}\n"
    return text, starts


def asking(notices: Sequence[InventedNotice], repo: Repo, folder: Path) -> tuple[AskSession, dict[str, InventedNotice]]:
    """A session over a store of invented notices, and these by their IRI."""
    paths = [folder / f"{i}.txt" for i in range(len(notices))]
    for path, notice in zip(paths, notices, strict=True):
        path.write_text(as_notice(notice)[0], encoding="utf-8")
    load(paths, repo)
    session = AskSession(repo)
    known = {notice.source: notice.iri for notice in session.catalogue.notices.values()}
    return session, {known[path.name]: notice for path, notice in zip(paths, notices, strict=True)}


def cases(session: AskSession, notices: Mapping[str, InventedNotice], grams: frozenset[str]) -> Iterator[Case]:
    """The questions of some notices, each asked of its notice alone."""
    for iri, notice in notices.items():
        yield from _of_notice(session, iri, notice, as_notice(notice)[1], grams)


def _of_notice(
    session: AskSession, iri: str, notice: InventedNotice, starts: Sequence[int], grams: frozenset[str]
) -> Iterator[Case]:
    for told, start in zip(notice.told, starts, strict=True):
        for asked in told.asked:
            chosen = _statements(session, iri, notice, asked.question, (start, start + len(told.text)))
            case = Case(asked.question, chosen)
            if asked.verdict is None and not asked.computed:
                case.span, case.good = _spans(notice, asked.question, asked.answers, told, grams)
            if chosen.right[1:].any():
                yield case
    for question in notice.unanswered:
        yield Case(question, _statements(session, iri, notice, question, (0, 0)))


def _statements(session: AskSession, iri: str, notice: InventedNotice, question: str, place: tuple[int, int]) -> Choice:
    """The statements of a notice for a question, none of them first; right are those that stand at the place."""
    here = session.catalogue.notices[iri]
    understanding = replace(session.understood(question), scope=Scope((here,)), pinned=True, problem=None)
    env = session.fallback_env(understanding)
    near = near_statements(env, content_of(env, None))
    read = read_question(understanding.proper)
    rows = [{"none": 1.0}, *statement_features(env, read, near)]
    right = np.array([False, *(m.fact.order < place[1] and place[0] < m.fact.end for m in near)])
    right[0] = place == (0, 0)
    return Choice(notice.source, rows, right)


def _spans(
    notice: InventedNotice, question: str, answers: Sequence[str], told: Told, grams: frozenset[str]
) -> tuple[Choice, list[float]]:
    """The constituents of a statement, and the F1 of each against the answer, or the nearest of several."""
    found = candidates(read_question(question), told.text, grams)
    keys = [*map(fold, answers), fold(" ".join(answers))]
    good = [max(f1(fold(told.text[span.start : span.end]), key) for key in keys) for span, _ in found]
    top = max(good, default=0.0)
    right = np.array([top >= ENOUGH and one >= top for one in good])
    return Choice(notice.source, [features for _, features in found], right), good


def f1(said: str, meant: str) -> float:
    """F1 of the words of two folded texts, as SQuAD counts it."""
    one, other = Counter(said.split()), Counter(meant.split())
    shared = sum((one & other).values())
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def apart(
    files: frozenset[str],
    known: Sequence[Case],
    notices: Mapping[str, InventedNotice],
    session: AskSession,
    out: Answered,
) -> None:
    """Learns from the questions of all files but some, prints what is reached on these, and has them answered."""
    mine = [case for case in known if Path(case.statement.file).stem in files]
    statement, span = learn([case for case in known if Path(case.statement.file).stem not in files])
    chosen = [
        float(case.statement.right[1:][int(shares[1:].argmax())])
        for case, shares in zip(mine, statement.shares([case.statement for case in mine]), strict=True)
        if not case.statement.right[0]
    ]
    asked = [case for case in mine if case.span]
    parts = span.shares([case.span for case in asked if case.span])
    good = [case.good[int(shares.argmax())] for case, shares in zip(asked, parts, strict=True)]
    print(
        sorted(files), f"statement {np.mean(chosen):.3f} of {len(chosen)}, constituent F1 {np.mean(good):.3f}",
        f"and right {np.mean([one >= RIGHT for one in good]):.3f} of {len(good)}",
    )  # fmt: skip
    with installed({"statement": statement.named(), "span": span.named()} | NOTHING):
        answered(session, {iri: n for iri, n in notices.items() if Path(n.source).stem in files}, out)


@contextmanager
def installed(data: Mapping[str, Any]) -> Iterator[None]:
    """Has the product read by some weights."""
    before = weights_of.FILE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        weights_of.FILE = str(path)
        weights_of.weights.cache_clear()
        try:
            yield
        finally:
            weights_of.FILE = before
            weights_of.weights.cache_clear()


def further(session: AskSession, questions: Sequence[Mapping[str, Any]], out: Answered) -> None:
    """Adds what is said to questions of the golden kind."""
    spans = scoring.gold_spans(scoring.gold_notices())
    for question in questions:
        understanding = session.understood(question["question"], question.get("context") or ())
        if session.refused(understanding, Phrase(question["question"], session.catalogue)):
            continue

        def right(answer: Mapping[str, Any], question: Mapping[str, Any] = question) -> bool:
            return scoring.judge(question, answer, spans)

        _answered(session, understanding, right, out)


def learn(known: Sequence[Case]) -> tuple[Learnt, Learnt]:
    """The weights of statements and of constituents."""
    statements = Learnt([case.statement for case in known], PENALTY["statement"])
    return statements, Learnt([case.span for case in known if case.span], PENALTY["span"])


@dataclass
class Answered:
    """What the product says to the questions of some notices: signs of each answer with whether it is right."""

    forms: list[tuple[dict[str, float], bool]] = field(default_factory=list)
    read: list[tuple[dict[str, float], bool]] = field(default_factory=list)


def is_right(asked: Asked | None, answer: Mapping[str, Any]) -> bool:
    """True if an answer says what is expected, as the scorer of the contract judges; never where nothing answers."""
    values = answer["values"]
    if asked is None or not values:
        return False
    if asked.verdict is not None:
        return values[0] is asked.verdict
    wanted = [said.removesuffix(COMPUTED).strip() for said in asked.answers]
    ways: list[dict[str, Any]] = [{"type": "set", "match": "all", "values": wanted}]
    if any(char.isdigit() for char in wanted[0]) and len(wanted) == 1:
        ways.append({"type": "number", "values": wanted})
        ways += [{"type": "date", "values": [day.last.isoformat()]} for day in find_periods(wanted[0])[:1]]
    texts = [quote["text"] for quote in answer["evidence"]] if all(map(_is_iri, values)) else list(map(str, values))
    if not set(read_question(asked.question).asks) & (NUMBERS | TIMES | NAMES):
        ways.append({"type": "text", "match": "all", "values": wanted})
    short = len(" ".join(texts).split()) <= TELLING
    said = {**answer, "answer": " ".join(texts) if short else "", "values": texts if short else values}
    return any(scoring.judge({"expected": way}, said if way["type"] == "text" else answer, {}) for way in ways)


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ID)


def answered(session: AskSession, notices: Mapping[str, InventedNotice], out: Answered) -> None:
    """Adds what the forms and the reader say to the questions of notices, by IRI, each asked of its notice alone."""
    for iri, notice in notices.items():
        asked = [(one.question, one) for told in notice.told for one in told.asked]
        for question, known in [*asked, *((question, None) for question in notice.unanswered)]:
            here = Scope((session.catalogue.notices[iri],))
            understanding = replace(session.understood(question), scope=here, pinned=True, problem=None)
            if not session.refused(understanding, Phrase(question, session.catalogue)):
                _answered(session, understanding, partial(is_right, known), out)


def _answered(
    session: AskSession, understanding: Understanding, right: Callable[[Mapping[str, Any]], bool], out: Answered
) -> None:
    env, phrase = session.fallback_env(understanding), Phrase(understanding.linked.question.text, session.catalogue)
    selection, best = select(env), session.best(understanding)
    if best is not None and not best.outcome.empty and not best.outcome.choices:
        answer = phrase.answered(understanding, best.form, best.outcome).to_json()
        out.forms.append((form_signs(best, selection), right(answer)))
    if outcome := reading(env, selection):
        answer = phrase.answered(understanding, env.form, outcome).to_json()
        out.read.append((dict(outcome.signs), right(answer)))


def calibrate(known: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Weights under which the logistic function of the signs is the probability that an answer is right."""
    names = sorted({name for signs, _ in known for name in signs} - {"constant"})
    rows = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in known])
    right = np.array([good for _, good in known])
    model = LogisticRegression(C=1.0, max_iter=2000)
    shares = cross_val_predict(model, rows, right, cv=10, method="predict_proba")[:, 1]
    told = [
        f"{t}: {right[shares >= t].mean():.2f} of {(shares >= t).sum()}"
        for t in (0.4, 0.5, 0.6, 0.7, 0.8)
        if (shares >= t).any()
    ]
    print(
        len(known),
        "answers,",
        f"{right.mean():.2f} right, AUC {roc_auc_score(right, shares):.3f}; from",
        "; ".join(told),
    )
    fitted = model.fit(rows, right)
    weights_ = dict(zip(names, fitted.coef_[0].round(3).tolist(), strict=True))
    return {"constant": round(float(fitted.intercept_[0]), 3), **{n: w for n, w in weights_.items() if w}}


def main() -> None:
    """Learn, print what is reached, and write the weights if told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="*", metavar="QUESTIONS.json=STORE")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    notices = written_readings()
    told = [asked for notice in notices for told in notice.told for asked in told.asked]
    count = Counter(gram for asked in told for gram in read_question(asked.question).grams)
    grams = frozenset(gram for gram, times in count.items() if times >= OFTEN)
    out = Answered()
    with tempfile.TemporaryDirectory() as folder, memory_store() as repo:
        session, placed = asking(notices, repo, Path(folder))
        known = list(cases(session, placed, grams))
        for files in FOLDS:
            apart(files, known, placed, session, out)
        statement, span = learn(known)
    final = {"statement": statement.named(), "span": span.named()}
    with installed(final | NOTHING):
        for name, _, store in (argument.partition("=") for argument in args.questions):
            with open_store(Path(store), read_only=True) as repo:
                further(AskSession(repo), json.loads(Path(name).read_text(encoding="utf-8"))["questions"], out)
    data = {**final, "reading": calibrate(out.read), "forms": calibrate(out.forms)}
    print(len(known), "questions", data["statement"], data["reading"], len(data["span"]), "weights of constituents")
    if args.write:
        OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
