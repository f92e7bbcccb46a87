"""An answer to take along: question, answer, quotes, query, and of which state of the data; as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, Final
from weakref import WeakKeyDictionary

from kg.repo import Repo
from ui.captions import Captions
from ui.queries import load
from ui.render.html import address
from ui.terms import number_of, text_of
from ui.version import running

BETWEEN: Final = "\n"
"""What stands between earlier questions in an address; no question holds it."""
_KNOWN: WeakKeyDictionary[Repo, State] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class State:
    """The data an answer was drawn from: number of the store's state, notices, when the last was read."""

    generation: int
    notices: int
    read: str
    version: str


def state(repo: Repo) -> State:
    """The state of a store, looked up once for each."""
    known = _KNOWN.get(repo)
    if known is None or known.generation != repo.generation:
        row = next(iter(repo.select(load("state"))), {})
        known = State(repo.generation, number_of(row.get("notices")), text_of(row.get("read")), running())
        _KNOWN[repo] = known
    return known


def link_of(question: str, earlier: Sequence[str], lang: str) -> str:
    """Address of the page that asks the question again after the same earlier ones."""
    return address("ask", lang, q=question, after=BETWEEN.join(earlier))


def earlier_of(parameters: Mapping[str, str]) -> list[str]:
    """The earlier questions that an address names."""
    return [question for question in parameters.get("after", "").split(BETWEEN) if question.strip()]


def as_json(answer: Mapping[str, Any], earlier: Sequence[str], of: State) -> str:
    """The answer as the object of the contract, with `context` and `data`."""
    card = {**answer, "context": list(earlier), "data": asdict(of)}
    return json.dumps(card, ensure_ascii=False, indent=2) + "\n"


def as_text(answer: Mapping[str, Any], earlier: Sequence[str], of: State, say: Captions) -> str:
    """The answer as Markdown that also reads well as plain text."""
    blocks = [
        f"# {_line(answer['question'])}",
        *([say("card.after", questions=" → ".join(map(_line, earlier)))] if earlier else []),
        *_said(answer, say),
        *_quotes(answer, say),
        *([f"## SPARQL\n\n```sparql\n{str(answer['sparql']).strip()}\n```"] if answer["sparql"] else []),
        _foot(answer, earlier, of, say),
    ]
    return "\n\n".join(blocks) + "\n"


def _said(answer: Mapping[str, Any], say: Captions) -> Iterator[str]:
    if answer.get("synthetic"):
        yield f"**{say('archive.caution')}**"
    if answer["items"]:
        if answer["lead"]:
            yield f"**{_line(answer['lead'])}**"
        yield from _list(answer["items"])
    else:
        yield f"**{_line(answer['answer'])}**"
    for group in answer.get("groups") or ():
        yield f"- {group['province']}: {'; '.join(map(str, group['values'])) or '—'}"
    told = answer.get("computed")
    if told and told["text"] not in answer["answer"]:
        yield say("answer.computed", text=told["text"])
    for caution in answer["cautions"]:
        yield say("answer.caution", text=caution["text"])
    if answer["reading"]:
        yield f"*{_line(answer['reading'])}*"


def _list(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for heading, of_one in groupby(items, key=lambda item: str(item["group"])):
        if heading:
            yield f"### {_line(heading)}"
        yield "\n".join(f"- {_line(item['text'])}" for item in of_one)


def _quotes(answer: Mapping[str, Any], say: Captions) -> Iterator[str]:
    """Each quote with its file, its offsets, its page where it has one, and the notice."""
    if answer["evidence"]:
        yield f"## {say('answer.passages' if answer['status'] == 'search' else 'answer.evidence')}"
    for quote in answer["evidence"]:
        place = f"{quote['source']} [{quote['start']}–{quote['end']}]"
        if quote.get("page"):
            place += f", {say('show.page', n=quote['page'])}"
        yield f"> {_line(quote['text'])}\n>\n> — {place} <{quote['notice']}>"


def _foot(answer: Mapping[str, Any], earlier: Sequence[str], of: State, say: Captions) -> str:
    status = say(f"status.{answer['status']}")
    sure = f"{status} · {say('answer.confidence')} {float(answer['confidence']):.0%}"
    lines = [
        sure if answer["status"] == "answered" else status,
        say("card.data", n=of.notices, generation=of.generation, read=of.read or "—"),
        f"Thông Tri {of.version} · {link_of(str(answer['question']), earlier, say.lang)}",
    ]
    return "---\n" + "  \n".join(lines)


def _line(text: object) -> str:
    return " ".join(str(text).split())
