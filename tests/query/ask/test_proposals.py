"""The optional language model: proposes readings, answers nothing, and harms nothing when it fails."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from query.ask import Answer, AskSession, Status
from query.ask import proposals as module
from query.ask.proposals import SLOTS, ProposalError, configured, parsed, prompt

ODD = "Sở Y tế Bắc Giang gánh vác chuyện chi đây hỡi người ơi"
PROPOSED = {"form": "duties-of-body", "slots": {"agent": "Sở Y tế", "province": "Bắc Giang"}}
Reply = Callable[[BaseHTTPRequestHandler], None]


class Service:
    """A stand-in for a language model: says what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.reply: Reply = self.saying({"readings": []})
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                service.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
                service.keys.append(self.headers["Authorization"])
                service.reply(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is printed."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    @staticmethod
    def sending(status: int, body: bytes, **headers: str) -> Reply:
        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        return send

    @classmethod
    def saying(cls, content: object) -> Reply:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        return cls.sending(200, json.dumps({"choices": [{"message": {"content": text}}]}).encode())


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    service = Service()
    thread = Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield service
    service.server.shutdown()
    service.server.server_close()
    thread.join()


@pytest.fixture
def service(running: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setenv("THONGTRI_LLM_URL", running.url)
    monkeypatch.setenv("THONGTRI_LLM_MODEL", "stub")
    running.asked.clear()
    running.keys.clear()
    return running


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No form of the product reads any question."""
    monkeypatch.setattr(AskSession, "best", lambda *_: None)


def told(answer: Answer) -> list[str]:
    return [caution.text for caution in answer.cautions if caution.kind == "model"]


def test_nothing_is_called_unless_configured(session: AskSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGTRI_LLM_URL", raising=False)
    assert configured() is None
    assert not told(session.ask(ODD))


@pytest.mark.usefixtures("unread")
def test_trying_a_suggestion_sends_nothing(session: AskSession, service: Service) -> None:
    service.reply = service.saying({"readings": [PROPOSED]})
    assert session.ask(ODD, propose=False).status is not Status.ANSWERED
    assert not service.asked


@pytest.mark.usefixtures("unread")
def test_a_proposed_reading_is_answered_from_the_graph_and_said_to_be_proposed(
    session: AskSession, service: Service
) -> None:
    service.reply = service.saying({"readings": [PROPOSED]})
    answer = session.ask(ODD)
    assert answer.status is Status.ANSWERED
    assert len(answer.values) == 3
    assert all("#duty-" in str(value) for value in answer.values)
    assert answer.evidence and answer.sparql
    assert any("mô hình ngôn ngữ" in text for text in told(answer))
    assert answer.confidence <= 0.75


@pytest.mark.usefixtures("unread")
def test_the_service_is_asked_in_its_own_protocol(
    session: AskSession, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THONGTRI_LLM_KEY", "s3cret")
    service.reply = service.saying({"readings": []})
    session.ask(ODD)
    asked = service.asked[0]
    assert (asked["path"], asked["model"], service.keys[0]) == ("/v1/chat/completions", "stub", "Bearer s3cret")
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == ODD


@pytest.mark.parametrize("question", ["Sở Y tế Bắc Giang phải làm gì?", "Giá vàng hôm nay bao nhiêu?", "", "你好吗"])
def test_what_is_answered_or_out_of_scope_is_not_sent(session: AskSession, service: Service, question: str) -> None:
    service.reply = service.saying({"readings": [PROPOSED]})
    before = session.ask(question).status
    assert not service.asked
    assert before is session.ask(question).status


@pytest.mark.parametrize(
    "reading",
    [
        {"form": "no-such-form", "slots": {"agent": "Sở Y tế", "province": "Bắc Giang"}},
        {"form": "duties-of-body", "slots": {"agent": "Sở Y tế", "province": "Bắc Giang", "price": "5"}},
        {"form": "duties-of-body", "slots": {"agent": "Sở Y tế", "province": "Vĩnh Phúc"}},
        {"form": "duties-of-body", "slots": {"agent": "Công an tỉnh", "province": "Bắc Giang"}},
        {"form": "duties-of-body", "slots": {"agent": "Sở Y tế", "province": "Bắc Giang", "date": "1/1/2020"}},
        {"form": "duties-of-body", "slots": {"agent": "Sở Y tế", "province": "Bắc Giang", "document": "12/CT-UBND"}},
        {"form": "duties-of-body", "slots": {"agent": "xyzzy", "province": "Bắc Giang"}},
        {"form": "duties-of-body", "slots": {"agent": "<script>alert(1)</script>", "province": "} DROP ALL"}},
        {"form": "duties-of-body", "slots": ["Sở Y tế"]},
        {"form": ["duties-of-body"], "slots": {}},
        {"form": "duties-of-body", "slots": {"agent": 7, "province": "Bắc Giang"}},
        {"form": "duties-of-body", "slots": {"agent": "Sở Y tế " * 100, "province": "Bắc Giang"}},
        "duties-of-body",
        None,
    ],
)
@pytest.mark.usefixtures("unread")
def test_a_proposal_that_does_not_fit_is_dropped(session: AskSession, service: Service, reading: object) -> None:
    service.reply = service.saying({"readings": [reading]})
    answer = session.ask(ODD)
    assert answer.status is not Status.ANSWERED
    assert not answer.values
    assert len(told(answer)) == 1


@pytest.mark.usefixtures("unread")
def test_a_province_that_a_proposal_leaves_out_still_counts(session: AskSession, service: Service) -> None:
    service.reply = service.saying({"readings": [{"form": "duties-of-body", "slots": {"agent": "Sở Y tế"}}]})
    assert {quote.notice.split("/notice/")[1].split("/")[0] for quote in session.ask(ODD).evidence} == {"bac-giang"}


@pytest.mark.usefixtures("unread")
def test_a_fitting_proposal_after_others_counts(session: AskSession, service: Service) -> None:
    service.reply = service.saying({"readings": [{"form": "?", "slots": {}}, None, PROPOSED]})
    assert session.ask(ODD).status is Status.ANSWERED


@pytest.mark.usefixtures("unread")
def test_a_reply_wrapped_in_words_is_read(session: AskSession, service: Service) -> None:
    service.reply = service.saying("```json\n" + json.dumps({"readings": [PROPOSED]}) + "\n```")
    assert session.ask(ODD).status is Status.ANSWERED


def plain(*body: bytes) -> list[Reply]:
    return [Service.sending(200, part) for part in body]


@pytest.mark.parametrize(
    "reply",
    [
        *plain(b"", b"not json", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": 5}}]}',
               b"\xff\xfe", b"[" * 100_000, b'{"choices": [{"message": {"content": "' + b"x" * 300_000 + b'"}}]}'),
        Service.saying("no json at all"),
        Service.saying("{]"),
        Service.saying('{"readings": 5}'),
        Service.saying("[" * 5000),
        Service.sending(500, b"broken"),
        Service.sending(401, b"who are you"),
        Service.sending(302, b"", Location="http://127.0.0.1:9/elsewhere"),
        lambda handler: handler.wfile.write(b"no HTTP at all\r\n\r\n"),
        lambda handler: handler.connection.close(),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("unread")
def test_nonsense_is_harmless_and_told(session: AskSession, service: Service, reply: Reply) -> None:
    service.reply = reply
    answer = session.ask(ODD)
    assert answer.status is not Status.ANSWERED
    assert len(told(answer)) == 1


@pytest.mark.usefixtures("unread")
def test_a_slow_service_is_not_waited_for(
    session: AskSession, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.1)
    service.reply = lambda _: time.sleep(0.5)
    begun = time.perf_counter()
    answer = session.ask(ODD)
    assert time.perf_counter() - begun < 3
    assert "quá thời gian" in told(answer)[0]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "file:///etc/passwd", "nonsense", "http://[bad"])
@pytest.mark.usefixtures("unread")
def test_an_address_without_a_service_is_told(session: AskSession, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("THONGTRI_LLM_URL", url)
    assert len(told(session.ask(ODD))) == 1


def test_the_prompt_lists_every_form_and_slot() -> None:
    assert all(f'"{slot}"' in prompt() for slot in SLOTS)
    assert "- duties-of-body: " in prompt()


def test_a_reply_without_readings_is_an_error() -> None:
    with pytest.raises(ProposalError):
        parsed("{}")
    assert parsed('{"readings": []}') == []
