"""Hỏi đáp: a question, its answer as a card, the evidence in its notice, the query that was run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ui.answering import ask
from ui.card import as_text, earlier_of, state
from ui.choices import choices
from ui.desk import Desk, asset, empty_store, wanted
from ui.examples import questions_for
from ui.failures import known, tell
from ui.reader import holdings, notice_text
from ui.render.answer import answer_card, examples, suggestion_list, thread
from ui.render.html import note
from ui.widgets import gr

CONTEXT = 5
"""How many earlier questions a follow-up is read with, and are shown."""
SHORT = 160
"""Characters of an earlier answer that are shown."""
Turn: TypeAlias = tuple[str, str]
"""A question and the beginning of its answer."""


@dataclass(frozen=True, slots=True)
class AskView:
    """Components that the page wires to others."""

    question: gr.Textbox
    card: gr.HTML
    query: gr.Code
    to_sparql: gr.Button
    samples: gr.HTML
    outputs: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A card with its query; `turn` is what the thread keeps of it, nothing if there was no question."""

    card: str
    query: str = ""
    turn: Turn | None = None


def answered(desk: Desk, question: str, earlier: Sequence[str]) -> Reply:
    """The answer to a question asked after earlier ones."""
    if not question.strip():
        return Reply(note(desk.say("errors.empty_question"), "warn"))
    try:
        answer = ask(question, desk.repo, context=earlier).to_json()
    except known() as error:
        return Reply(note(tell(error, desk.say).what, "bad"), turn=(question, ""))
    notices = {str(e["notice"]) for e in answer["evidence"]}
    texts = {notice: notice_text(desk.repo, notice)[0] for notice in notices}
    plain = as_text(answer, earlier, state(desk.repo), desk.say)
    card = answer_card(answer, texts, desk.say, choices(desk.repo), earlier=earlier, plain=plain)
    return Reply(card, str(answer["sparql"] or ""), (question, _short(str(answer["answer"]))))


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"


def _shown(desk: Desk, question: str, before: Sequence[Turn]) -> tuple[Any, ...]:
    """Values of `AskView.outputs` for a question asked after some turns."""
    turns = [(str(asked), str(said)) for asked, said in before][-CONTEXT:]
    reply = answered(desk, question, [asked for asked, _ in turns])
    kept = [*turns, reply.turn] if reply.turn else turns
    return (question, reply.card, thread(turns, desk.say), kept, reply.query, gr.update(visible=bool(reply.query)),
            gr.update(visible=bool(kept)))  # fmt: skip


def samples_of(desk: Desk) -> str:
    """Questions to click that the store answers, as HTML; what to do next if it is empty."""
    if not holdings(desk.repo, desk.say.lang).notices:
        return empty_store(desk)
    found = questions_for(desk.repo)
    return examples(found, desk.say) if found else ""


def build(desk: Desk) -> AskView:
    """Lay out the tab."""
    say = desk.say
    earlier = gr.State([])
    with gr.Row(elem_classes="tt-line"):
        question = gr.Textbox(label=say("page.question"), placeholder=say("page.question_hint"), scale=6,
                              elem_id="question", autofocus=True, max_lines=1)  # fmt: skip
        run = gr.Button(say("page.ask"), variant="primary", scale=1, min_width=110, elem_id="ask")
    offered = gr.HTML(suggestion_list(say), js_on_load=asset("suggest.js"), elem_id="suggestions", container=False)
    with gr.Row(visible=False, elem_id="follow") as follow:
        path = gr.HTML(elem_id="trail")
        again = gr.Button(say("page.start_over"), size="sm", scale=0, min_width=120, elem_id="start-over")
    card = gr.HTML(js_on_load=asset("acts.js") + asset("copy.js"), elem_id="answer")
    with gr.Accordion(say("page.query_run"), open=False, visible=False, elem_id="query-run") as fold:
        query = gr.Code(language="sql", interactive=False, show_label=False, wrap_lines=True)
        to_sparql = gr.Button(say("page.open_in_sparql"), size="sm", elem_id="to-sparql")
    samples = gr.HTML(js_on_load=asset("acts.js"), elem_id="examples")
    outputs = (question, card, path, earlier, query, fold, follow)

    def reply(text: str, before: list[Turn]) -> tuple[Any, ...]:
        return _shown(desk, text, before)

    def clicked(before: list[Turn], event: gr.EventData) -> tuple[Any, ...]:
        return _shown(desk, str(event.arg), before)

    def changed(before: list[Turn], event: gr.EventData) -> tuple[Any, ...]:
        return _shown(desk, str(event.arg), before[:-1])

    def example(event: gr.EventData) -> tuple[Any, ...]:
        return _shown(desk, str(event.arg), [])

    def restart() -> tuple[Any, ...]:
        return ("", "", "", [], "", gr.update(visible=False), gr.update(visible=False))

    run.click(reply, [question, earlier], list(outputs), api_name="ask")
    question.submit(reply, [question, earlier], list(outputs), api_visibility="private")
    offered.submit(clicked, [earlier], list(outputs), api_visibility="private")
    card.submit(clicked, [earlier], list(outputs), api_visibility="private")
    card.edit(changed, [earlier], list(outputs), api_visibility="private")
    samples.submit(example, None, list(outputs), api_visibility="private")
    again.click(restart, None, list(outputs), api_visibility="private")
    return AskView(question, card, query, to_sparql, samples, outputs)


def from_address(desk: Desk, parameters: Mapping[str, str]) -> tuple[Any, ...]:
    """Values of `AskView.outputs` for an address `/?tab=ask&q=…&after=…`; no change for any other."""
    question = parameters.get("q", "")
    if not wanted(parameters, "ask") or not question:
        return tuple(gr.skip() for _ in range(7))
    return _shown(desk, question, [(asked, "") for asked in earlier_of(parameters)])
