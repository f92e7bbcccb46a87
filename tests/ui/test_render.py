"""HTML of the views: everything from data is escaped, marks keep the text whole."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.reuse import Place, Reuse, ReusedPassage
from query.search import FIELDS
from ui.captions import captions
from ui.highlight import Mark, query_marks, segments, window
from ui.reader import DutyView, Fact, NoticeView, RepairView
from ui.render import notice as notice_html
from ui.render.answer import answer_card, examples, thread
from ui.render.copies import copies
from ui.render.hits import hit_list
from ui.render.html import address, esc, link
from ui.render.marked import marked, quote_in_context
from ui.render.reuse import reuse_list
from ui.render.rows import rows_table
from ui.render.why import nearness, why
from ui.sought import Sought

SAY = captions("vi")
EVIL = "<img src=x onerror=alert(1)>\"'{{value}}${alert(1)}"


def harmless(html: str) -> bool:
    return "<img" not in html and "${" not in html and "{{" not in html and 'onerror=alert(1)>"' not in html


def answer(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "question": EVIL, "status": "answered", "reading": EVIL, "answer": EVIL, "values": [EVIL], "sparql": EVIL,
        "slots": [{"slot": EVIL, "value": EVIL, "label": EVIL, "start": 0, "end": 1, "confidence": 1.0}],
        "evidence": [{"notice": EVIL, "source": EVIL, "start": 0, "end": 4, "text": EVIL}],
        "nearest": [EVIL], "confidence": 0.5, "ms": 1.0, "groups": [{"province": EVIL, "values": [EVIL]}],
        "cautions": [{"kind": EVIL, "text": EVIL}], "computed": {"operation": EVIL, "value": 1, "text": EVIL + "x"},
        "lead": EVIL, "items": [{"text": EVIL, "group": EVIL, "notice": EVIL, "start": 0, "end": 4}] * 25,
    }  # fmt: skip
    return plain | changes


@pytest.mark.parametrize("texts", [{}, {EVIL: EVIL * 3}])
def test_an_answer_is_escaped(texts: dict[str, str]) -> None:
    assert harmless(answer_card(answer(), texts, SAY, earlier=[EVIL], plain=EVIL))


def test_hits_are_escaped() -> None:
    passed = [{"field": field, "relation": EVIL if field == "topic" else "stated", "reason": EVIL, "own": EVIL,
               "wanted": "x"} for field in ("province", "topic")]  # fmt: skip
    why = {"lexical": [EVIL, f"{EVIL} → {EVIL}"], "semantic": 0.5, "graph": {"province": [EVIL]}, "passed": passed,
           "nearest": [[EVIL, EVIL, 0.5]]}  # fmt: skip
    hit = {"rank": 1, "score": 1.0, "kind": EVIL, "id": EVIL, "notice": EVIL, "source": EVIL, "province": EVIL,
           "text": EVIL, "start": 0, "end": 4, "why": why}  # fmt: skip
    value = {"value": EVIL, "label": EVIL, "count": 1, "chosen": True}
    facets = {field: [value] if field == "province" else [] for field in FIELDS}
    wish = Sought(EVIL, filters={"province": (EVIL,)})
    filters = {"province": [EVIL]}
    given = {
        "query": EVIL,
        "hits": [hit],
        "ms": 1,
        "facets": facets,
        "matching": 1,
        "counted": "phrases",
        "filters": filters,
    }
    assert harmless(hit_list(given, SAY, wish, EVIL))
    assert harmless(hit_list({"query": EVIL, "hits": [], "ms": 1}, SAY, Sought(EVIL)))


def test_reasons_are_told_in_words() -> None:
    passed = [
        {"field": "province", "relation": "inferred", "reason": "huyện Tân Yên", "own": "Bắc Giang", "wanted": ""},
        {"field": "topic", "relation": "topic", "reason": "", "own": "Lấy mẫu", "wanted": "Xét nghiệm"},
        {"field": "body", "relation": "assignee", "reason": "", "own": "Sở Y tế", "wanted": "Sở Y tế"},
    ]
    reasons = {
        "lexical": ["xét", "nghiệm", "test → lấy mẫu"], "semantic": 0.51, "passed": passed,
        "nearest": [["test", "mẫu", 0.7]],
    }  # fmt: skip
    text = "Xét nghiệm, lấy mẫu"
    told = why({"score": 0.5, "start": 7, "text": text, "highlights": [[7, 17], [19, 26]], "why": reasons}, SAY)
    for said in (
        "test → lấy mẫu", "gần nghĩa (0.51)", "tỉnh Bắc Giang, suy ra (huyện Tân Yên)", "giao cho Sở Y tế<",
        "chủ đề Lấy mẫu, thuộc Xét nghiệm", "Từ khớp</dt><dd>xét nghiệm</dd>", "«test» gần «mẫu» (0.70)",
    ):  # fmt: skip
        assert said in told


@pytest.mark.parametrize(("cosine", "said"), [(0.9, "rất gần"), (0.5, "gần"), (0.3, "hơi gần"), (-0.1, "xa")])
def test_nearness_is_a_word_and_a_number(cosine: float, said: str) -> None:
    assert nearness(cosine, SAY) == f"{said} nghĩa ({cosine:.2f})"


def test_copies_are_escaped_and_counted() -> None:
    copy = {"id": EVIL, "notice": "n2", "source": EVIL, "province": EVIL, "date": "2021-05-17", "text": EVIL,
            "start": 0, "end": 4, "how": "near", "resemblance": 0.75}  # fmt: skip
    told = copies({"notice": "n1", "copies": [copy] * 25}, SAY)
    assert harmless(told)
    assert "Cũng có trong 1 văn bản khác" in told
    assert "giống 75%" in told and "17/5/2021" in told and "và 5 chỗ nữa" in told
    assert "Lặp lại 1 lần" in copies({"notice": "n2", "copies": [copy]}, SAY)
    assert copies({"notice": "n2", "copies": None}, SAY) == copies({"notice": "n2", "copies": []}, SAY) == ""


def test_rows_are_escaped() -> None:
    cells = [{"type": "uri", "value": f"https://w3id.org/thongtri/id/{EVIL}"}, {"type": "uri", "value": EVIL},
             {"type": "literal", "value": EVIL, "xml:lang": EVIL}]  # fmt: skip
    assert harmless(rows_table([EVIL], [{EVIL: cell} for cell in cells]))


def test_a_notice_is_escaped() -> None:
    view = NoticeView(EVIL, EVIL, EVIL, EVIL, (Fact("title", EVIL, EVIL), Fact("missingPart", EVIL)), (EVIL,),
                      (RepairView(EVIL, EVIL, EVIL, EVIL, 0, 4),), (Mark(0, 9, "duty", EVIL, EVIL),))  # fmt: skip
    duty = DutyView(EVIL, EVIL, (), (Fact("topic", EVIL, EVIL),), (Fact("label", EVIL),), (Fact("action", EVIL),))
    for html in (notice_html.header(view, SAY), notice_html.repairs(view, SAY), notice_html.text(view, SAY),
                 notice_html.duty(duty, SAY)):  # fmt: skip
        assert harmless(html)


def test_examples_and_thread_are_escaped() -> None:
    assert harmless(examples([EVIL], SAY) + thread([(EVIL, EVIL)], SAY))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:1"])
def test_a_dangerous_address_is_not_linked(href: str) -> None:
    assert link("label", href) == "label"


def test_an_address_reproduces_the_view() -> None:
    assert address("ask", "vi", q="a&b") == "/?tab=ask&q=a%26b"
    assert address("ask", "en", q="") == "/en/?tab=ask"


def test_an_inferred_province_says_so_and_why() -> None:
    facts = (Fact("inferredJurisdiction", "Bắc Giang", "x"), Fact("jurisdictionReason", "huyện Tân Yên"))
    html = notice_html.header(NoticeView("i", "l", "f", "t", facts, (), (), ()), SAY)
    assert "suy ra" in html
    assert "huyện Tân Yên" in html
    assert "văn bản nêu rõ" not in html


marks = st.lists(st.builds(Mark, st.integers(-3, 60), st.integers(-3, 60), st.just("duty"), st.just("d")), max_size=6)


@given(st.text(max_size=50), marks)
def test_segments_give_the_text_again(text: str, spans: list[Mark]) -> None:
    assert "".join(segment.text for segment in segments(text, spans)) == text


@given(st.text(max_size=50), marks)
def test_marked_text_without_tags_is_the_escaped_text(text: str, spans: list[Mark]) -> None:
    assert re.sub(r"</?mark[^>]*>", "", marked(text, spans)) == esc(text)


def test_the_innermost_duty_answers_a_click() -> None:
    html = marked("abcdef", [Mark(0, 6, "duty", "outer"), Mark(2, 4, "duty", "inner")])
    assert re.findall(r'data-arg="(\w+)"', html) == ["outer", "inner", "outer"]


@pytest.mark.parametrize("text", ["Sở Y tế", "So\u031b\u0309 Y te\u0302\u0301", "SỞ Y TẾ"])
def test_words_of_a_query_are_found_folded(text: str) -> None:
    found = [text[m.start : m.end] for m in query_marks(text, "so y te")]
    assert len(found) >= 1


def test_a_quote_keeps_its_surroundings() -> None:
    text = "Một. " * 60 + "Sở Y tế phải báo cáo. " + "Hai. " * 60
    start = text.index("Sở")
    html = quote_in_context(text, start, start + 20, around=40)
    assert html.count("…") == 2
    assert "Một." in html
    assert "Hai." in html


def test_a_window_stays_in_its_paragraph() -> None:
    text = "Trước.\n\nSở Y tế phải báo cáo.\n\nSau."
    start = text.index("Sở")
    left, right = window(text, start, start + 7)
    assert text[left:right] == "Sở Y tế phải báo cáo."


def test_passages_are_told_from_an_answer() -> None:
    given = answer(status="search", answer="Chưa chắc", items=[], computed=None)
    html = answer_card(given, {}, SAY)
    assert 'class="tt-answer' not in html and SAY("answer.confidence") not in html.partition("tt-reading")[0]
    assert SAY("answer.passages") in html and SAY("answer.evidence") not in html
    assert "tt-open" in html and "tt-chips" in html


def test_reused_passages_show_every_place() -> None:
    first = Place("n1", EVIL, "a.txt", "Nam Định", "2021-06-01", EVIL, 0, 5)
    places = tuple(replace(first, notice=f"n{at}", how="near", likeness=0.8) for at in range(2, 9))
    told = reuse_list(Reuse(("Nam Định", "Ninh Bình"), 8, (ReusedPassage(first, places, 12),)), SAY)
    assert harmless(told)
    assert "8 văn bản" in told and "trong một tỉnh" in told and "còn 3 chỗ" in told
    assert told.count('data-act="open"') == 8
    assert "0 đoạn" in reuse_list(Reuse((), 3, ()), SAY)
