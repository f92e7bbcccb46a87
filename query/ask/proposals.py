"""Readings that an optional language model proposes: asked for only where the product's own reading has no answer.

    THONGTRI_LLM_URL     base of an OpenAI-compatible service, e.g. http://127.0.0.1:8000/v1; unset: nothing is called
    THONGTRI_LLM_MODEL   name of the model there
    THONGTRI_LLM_KEY     key sent as a bearer token, if the service wants one

A proposal is a form and the texts of its slots, never an answer. It is linked like a question, has to keep every
province, date, document and body that the question names and to add no province, date or document; then it is
looked up in the graph and ranked against the product's own readings.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

from ontology.faults import reading
from query.ask.answer_words import answer_words
from query.ask.catalogue import Catalogue
from query.ask.forms import Form, forms
from query.ask.model import Answer, Caution, Status
from query.ask.page import open_reading
from query.ask.phrase import Phrase
from query.ask.ranking import Reading
from query.ask.understand import Understanding, understand
from query.link.linker import Linker

URL, MODEL, KEY = "THONGTRI_LLM_URL", "THONGTRI_LLM_MODEL", "THONGTRI_LLM_KEY"
SECONDS: Final = 8.0
"""How long a service may take."""
LARGEST: Final = 200_000
"""Bytes read of a reply."""
LONGEST: Final = 200
"""Characters of a slot's text."""
MOST: Final = 3
"""Proposals that are looked at."""
LIKELY: Final = -0.7
"""Logarithm of the probability that a proposed form is the one asked: one in two."""
TRUSTED: Final = 0.75
"""Most that a reading proposed by a model is trusted."""
SURE: Final = 0.8
"""Confidence from which a body that the question names has to stay in a proposal."""
SLOTS: Final = ("agent", "topic", "province", "document", "date")
"""Slots of a proposal, in the order in which their texts are put together."""


class ProposalError(Exception):
    """The service was of no help; `cause` is a key of `failure` in `query/forms/proposals.toml`."""

    def __init__(self, cause: str, **details: object) -> None:
        super().__init__(cause)
        self.cause, self.details = cause, details

    def told(self) -> str:
        """The cause in words."""
        return str(_words()["failure"][self.cause].format_map(self.details))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A form and the texts of its slots."""

    form: Form
    slots: Mapping[str, str]


Propose = Callable[[str], Sequence[Proposal]]


class Reader(Protocol):
    """The part of a session that proposals need."""

    catalogue: Catalogue
    linker: Linker

    def reading(self, form: Form, understanding: Understanding, likely: float) -> Reading | None:
        """What a form finds for a question; None if it lacks what the form needs."""
        ...

    def refused(self, understanding: Understanding, phrase: Phrase) -> Answer | None:
        """The answer to a question that no reading may answer."""
        ...

    def said(self, reading: Reading, understanding: Understanding, phrase: Phrase) -> Answer:
        """What is answered if a reading is the one meant."""
        ...


def improved(answer: Answer, own: Reading | None, u: Understanding, reader: Reader) -> Answer:
    """The answer by a proposed reading, where a model is configured, the own readings have none, and it ranks best.

    The answer says that a model proposed the reading, or that the model was of no help.
    """
    propose = configured()
    if propose is None or answer.status not in (Status.NOT_STATED, Status.SEARCH):
        return answer
    words = answer_words()["caution"]
    try:
        found = [*_readings(propose(u.linked.question.text), u, reader, Phrase(answer.question, reader.catalogue))]
        best = max(found, key=lambda pair: pair[0].score, default=None)
        if best is None:
            raise ProposalError("unfit")
    except ProposalError as error:
        return _with(answer, words["model_failed"].format(why=error.told()))
    if own and own.score >= best[0].score:
        return answer
    said = reader.said(*best, Phrase(answer.question, reader.catalogue))
    return _with(replace(said, confidence=min(said.confidence, TRUSTED)), words["model"])


def _with(answer: Answer, text: str) -> Answer:
    return replace(answer, cautions=(*answer.cautions, Caution("model", text)))


def _readings(
    proposals: Sequence[Proposal], u: Understanding, reader: Reader, phrase: Phrase
) -> Iterator[tuple[Reading, Understanding]]:
    """The proposals that can be linked and are answered from the graph."""
    for proposal in proposals:
        text = " ".join(proposal.slots[name] for name in SLOTS if name in proposal.slots)
        meant = understand(reader.linker.link(text), reader.catalogue, u)
        if not _keeps(meant, u) or not _linked(proposal, meant) or reader.refused(meant, phrase):
            continue
        made = reader.reading(proposal.form, meant, LIKELY)
        if made and made.answers:
            yield made, meant


def _keeps(meant: Understanding, u: Understanding) -> bool:
    """True if a proposal keeps what the question names, and adds no province, date or document."""
    named = {iri for agent in u.agents if agent.best.confidence > SURE for iri in agent.iris[:1]}
    return (
        {f.name.id for f in meant.provinces} == {f.name.id for f in u.provinces}
        and {(p.first, p.last) for p in meant.linked.periods} == {(p.first, p.last) for p in u.linked.periods}
        and {n.digits for n in meant.linked.numbers} == {n.digits for n in u.linked.numbers}
        and named <= {iri for agent in meant.agents for iri in agent.iris}
    )


def _linked(proposal: Proposal, meant: Understanding) -> bool:
    """True if every slot of a proposal names something of its kind."""
    there = {
        "agent": bool(meant.agents),
        "topic": bool(meant.content(proposal.form)),
        "province": bool(meant.provinces),
        "document": bool(meant.linked.numbers),
        "date": bool(meant.linked.periods),
    }
    return all(there[name] for name in proposal.slots)


def configured(environment: Mapping[str, str] | None = None) -> Propose | None:
    """Asks the configured service; None if none is configured."""
    env = os.environ if environment is None else environment
    url = env.get(URL, "").strip()
    if not url:
        return None
    return lambda question: parsed(_reply(url, env.get(MODEL, "").strip(), env.get(KEY, "").strip(), question))


def parsed(content: str) -> list[Proposal]:
    """The proposals in a model's reply; those with an unknown form or slot, or an empty text, are dropped.

    Raises:
        ProposalError: the reply is no JSON object of the shape asked for.
    """
    start, end = content.find("{"), content.rfind("}")
    try:
        rows = json.loads(content[start : end + 1])["readings"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProposalError("nonsense") from error
    if not isinstance(rows, list):
        raise ProposalError("nonsense")
    known = {form.id: form for form in forms()}
    return [Proposal(known[row["form"]], _slots(row)) for row in rows[:MOST] if _valid(row, known)]


def _valid(row: object, known: Mapping[str, Form]) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("form"), str) or row["form"] not in known:
        return False
    slots = row.get("slots", {})
    return (
        isinstance(slots, dict)
        and any(slots.values())
        and all(
            name in SLOTS and isinstance(text, str | None) and len(text or "") < 200 for name, text in slots.items()
        )
    )


def _slots(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: text.strip() for name, text in row["slots"].items() if text and text.strip()}


def _reply(url: str, model: str, key: str, question: str) -> str:
    """What the service says to a question.

    Raises:
        ProposalError: it can't be reached, is too slow, refuses, or says something that is no reply.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    if not url.startswith(("http://", "https://")):
        raise ProposalError("address")
    messages = [{"role": "system", "content": prompt()}, {"role": "user", "content": question}]
    body = {"model": model, "temperature": 0, "messages": messages, "response_format": {"type": "json_object"}}
    head = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    try:
        request = Request(url.rstrip("/") + "/chat/completions", json.dumps(body).encode(), head)
        with _opener().open(request, timeout=SECONDS) as reply:
            said = json.loads(reply.read(LARGEST))["choices"][0]["message"]["content"]
    except HTTPError as error:
        error.close()
        raise ProposalError("status", status=error.code) from error
    except TimeoutError as error:
        raise ProposalError("timeout") from error
    except (OSError, HTTPException) as error:
        late = isinstance(getattr(error, "reason", None), TimeoutError)
        raise ProposalError("timeout" if late else "unreachable") from error
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ProposalError("nonsense") from error
    if not isinstance(said, str):
        raise ProposalError("nonsense")
    return said


def _opener() -> Any:
    """Opens addresses without following redirects, which could take the key elsewhere."""
    from urllib.request import HTTPRedirectHandler, build_opener

    class _Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    return build_opener(_Stay)


@cache
def prompt() -> str:
    """What the model is told: the task, and every form with what it asks and an example."""
    lines = [
        f"- {form.id}: {open_reading(form.reading)}" + (f" ({form.examples[0]['question']})" if form.examples else "")
        for form in forms()
    ]
    return str(_words()["system"]).format(forms="\n".join(lines))


@cache
@reading("query/forms/proposals.toml")
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("query").joinpath("forms/proposals.toml").read_text(encoding="utf-8"))
