"""What people decided about a notice as a golden case: the facts that a reading of it must have, or must not have.

The form is that of the project's gold annotations, with `partial` true: it speaks of the reviewed
facts alone. Offsets count in the text, which is given beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.repo import Repo
from kg.review.draft import Draft
from kg.review.fields import kinds
from kg.review.log import read_log
from kg.review.model import ACTIVE, REJECTED

_LISTS: Final = {
    "duty": "duties",
    "statistic": "statistics",
    "event": "events",
    "assessment": "assessments",
    "citation": "cited_documents",
}
_UNIT: Final = "Unicode code points of the text"


@dataclass(frozen=True, slots=True)
class Golden:
    """A case: `name` for its files, the annotation, the text it counts in."""

    name: str
    case: dict[str, Any]
    text: str


def golden_case(repo: Repo, notice_id: str) -> Golden | None:
    """The decisions in force on a notice as a golden case; null if there are none."""
    reviews = [review for review in read_log(repo, notice_id).reviews if review.state == ACTIVE]
    if not reviews:
        return None
    draft = Draft(notice_id, (quad.triple for quad in repo.quads(iris.graph(notice_id))))
    name = notice_id.replace("/", "_")
    case: dict[str, Any] = {
        "doc_id": name,
        "file": f"{name}.txt",
        "read_from": PurePath(draft.string(iris.fragment(draft.notice, "text"), "tt:sourceFile")).name,
        "length_chars": len(draft.text),
        "offset_unit": _UNIT,
        "partial": True,
        "header": {},
        **{list_: [] for list_ in _LISTS.values()},
        "rejected": [],
    }
    for review in reviews:
        place = {"text": review.quote, "start": review.start, "end": review.end}
        if review.kind == "notice" and review.field:
            case["header"][review.field] = review.value
        elif review.decision == REJECTED:
            case["rejected"].append({"kind": review.kind, **place})
    decided = {review.about: review.kind for review in reviews if review.kind in _LISTS}
    for about, kind in decided.items():
        span = draft.span(NamedNode(about))
        if span is not None:
            case[_LISTS[kind]].append(_fact(draft, kind, NamedNode(about), span))
    return Golden(name, case, draft.text)


def _fact(draft: Draft, kind: str, fact: NamedNode, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    out: dict[str, Any] = {
        "id": fact.value.partition("#")[2],
        "text": draft.text[start:end],
        "start": start,
        "end": end,
    }
    for name, field in kinds()[kind].fields.items():
        out[name] = _VALUES[field.value](draft, fact, field.predicates, field.choices)
    if kind == "duty":
        sections = [node for node in draft.values(fact, "tt:section") if isinstance(node, NamedNode)]
        out["section"] = draft.string(sections[0], "tt:sectionNumber") if sections else ""
        out["modality"] = draft.string(fact, "tt:modality")
        out["acceptable_alternative_assignees"] = []
    return out


def _agents(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], _: tuple[str, ...]) -> list[dict[str, Any]]:
    found = [_agent(draft, node) for node in draft.values(fact, predicates[0]) if isinstance(node, NamedNode)]
    return sorted(found, key=lambda agent: agent["id"])


def _agent(draft: Draft, node: NamedNode) -> dict[str, Any]:
    kind, _, local = node.value.removeprefix(iris.thing("").value).partition("/")
    minted = ".".join(local.split("/")[1:]) if kind == "body" else f"{kind}.{local.rpartition('/')[2]}"
    return {"id": draft.string(node, "tt:lexiconId") or minted, "name": draft.string(node, "rdfs:label")}


def _one_agent(draft: Draft, fact: NamedNode, names: tuple[str, ...], known: tuple[str, ...]) -> dict[str, Any] | None:
    return next(iter(_agents(draft, fact, names, known)), None)


def _assignees(draft: Draft, fact: NamedNode, _: tuple[str, ...], __: tuple[str, ...]) -> list[dict[str, Any]]:
    out = []
    for node in sorted(draft.values(fact, "tt:assignment"), key=lambda node: node.value):
        if isinstance(node, NamedNode):
            for agent in draft.values(node, "tt:assignedTo"):
                if isinstance(agent, NamedNode):
                    told = {"source": draft.string(node, "tt:assignmentSource"), "role": draft.string(node, "tt:role")}
                    out.append({**_agent(draft, agent), **{key: text for key, text in told.items() if text}})
    return out


def _topics(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], _: tuple[str, ...]) -> list[str]:
    return sorted(node.value.rpartition("/")[2] for node in draft.values(fact, predicates[0]))


def _code(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], choices: tuple[str, ...]) -> str | None:
    """The choice whose term, in lower camel case, is among the values."""
    said = {node.value.rpartition("#")[2].lower() for name in predicates for node in draft.values(fact, name)}
    other = {"framing": "framingorder"}
    return next((one for one in choices if other.get(one, one.replace("_", "")) in said), None)


def _text(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], _: tuple[str, ...]) -> str | None:
    return draft.string(fact, predicates[0]) or None


def _number(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], _: tuple[str, ...]) -> float | None:
    value = next(iter(draft.values(fact, predicates[0])), None)
    return float(value.value) if isinstance(value, Literal) else None


def _deadline(draft: Draft, fact: NamedNode, predicates: tuple[str, ...], _: tuple[str, ...]) -> dict[str, Any] | None:
    for node in draft.values(fact, predicates[0]):
        if isinstance(node, NamedNode):
            said = {"type": "tt:deadlineType", "date": "tt:date", "text": "rdfs:label"}
            return {name: draft.string(node, predicate) or None for name, predicate in said.items()}
    return None


_VALUES: Final[dict[str, Callable[[Draft, NamedNode, tuple[str, ...], tuple[str, ...]], Any]]] = {
    "agents": _agents,
    "agent": _one_agent,
    "assignees": _assignees,
    "topics": _topics,
    "code": _code,
    "text": _text,
    "date": _text,
    "number": _number,
    "deadline": _deadline,
}
