"""Record → quads: the schema, evidence, normal forms, scopes."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ingest.model import Jurisdiction, Page, Record, Ref
from kg import iris
from kg.iris import term
from kg.mapping import to_quads
from kg.mapping.scope import scope_of
from kg.validate import violations

NOTICE = "bac-giang/12-tb-tu/2021-05-09"


def objects(quads: list[Quad], subject: NamedNode, predicate: str) -> list[str]:
    wanted = term(predicate)
    found = (q.object for q in quads if q.subject == subject and q.predicate == wanted)
    return sorted(str(value.value) for value in found if isinstance(value, (Literal, NamedNode)))


def fact(name: str) -> NamedNode:
    return iris.fragment(iris.notice(NOTICE), name)


def test_the_graph_conforms_to_the_shapes(quads: list[Quad]) -> None:
    assert violations(quads) == []


def test_every_quad_is_in_the_notice_graph(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {iris.graph(NOTICE)}
    assert len(set(quads)) == len(quads)


def test_the_notice_says_what_it_is(quads: list[Quad]) -> None:
    notice = iris.notice(NOTICE)
    assert objects(quads, notice, "rdfs:label") == ["Thông báo 12-TB/TU ngày 9/5/2021 (Bắc Giang)"]
    assert objects(quads, notice, "tt:number") == ["12-TB/TU"]
    assert objects(quads, notice, "tt:issued") == ["2021-05-09"]
    assert objects(quads, notice, "tt:documentType") == [iris.document_type("thong-bao").value]
    assert objects(quads, notice, "tt:issuer") == [iris.body("p.tinh-uy", "bac-giang").value]
    assert objects(quads, notice, "tt:missingPart") == ["place"]


def test_an_inferred_jurisdiction_is_never_a_stated_one(quads: list[Quad]) -> None:
    notice = iris.notice(NOTICE)
    assert objects(quads, notice, "tt:inferredJurisdiction") == [iris.place("bac-giang").value]
    assert objects(quads, notice, "tt:jurisdictionReason") == ["huyện Tân Yên"]
    assert objects(quads, notice, "tt:statedJurisdiction") == []


def test_the_source_is_kept_without_its_folder(quads: list[Quad], sample: Any) -> None:
    assert objects(quads, fact("text"), "tt:rawText") == [sample.text]
    assert objects(quads, fact("text"), "tt:sourceFile") == ["thong-bao.txt"]
    assert objects(quads, fact("text"), "tt:charCount") == [str(len(sample.text))]


def test_stated_and_inherited_assignees_differ_by_property(quads: list[Quad]) -> None:
    duty = fact("duty-1")
    health, all_levels = (iris.body(i, "bac-giang").value for i in ("p.so-y-te", "g.cac-cap-cac-nganh"))
    assert objects(quads, duty, "tt:assignee") == sorted([health, all_levels])
    assert objects(quads, duty, "tt:statedAssignee") == [health]
    assert objects(quads, duty, "tt:inheritedAssignee") == [all_levels]
    assert objects(quads, fact("duty-1-assignment-1"), "tt:role") == ["lead"]


def test_a_duty_text_is_repaired_and_without_emphasis_marks(quads: list[Quad]) -> None:
    [text] = objects(quads, fact("duty-1"), "tt:text")
    assert text.startswith("Giao Sở Y tế chủ trì, phối hợp")


def test_a_framing_order_is_no_duty(quads: list[Quad]) -> None:
    assert objects(quads, fact("duty-2"), "rdf:type") == [term("tt:FramingOrder").value]


def test_clause_parts_have_role_text_and_order(quads: list[Quad]) -> None:
    parts = [fact(f"duty-1-part-{number}") for number in range(1, 5)]
    roles = [objects(quads, part, "tt:partRole")[0].rpartition("#")[2] for part in parts]
    assert roles == ["action", "object", "purpose", "condition"]
    assert [objects(quads, part, "rdfs:label")[0] for part in parts][1] == "các F1"


def test_a_place_in_the_province_is_found(quads: list[Quad]) -> None:
    [place] = objects(quads, fact("duty-1-place-1"), "tt:refersTo")
    assert place == iris.place("bac-giang/tan-yen").value


def test_a_deadline_keeps_its_day_and_words(quads: list[Quad]) -> None:
    assert objects(quads, fact("duty-1-deadline"), "tt:date") == ["2021-05-10"]
    assert objects(quads, fact("duty-1-deadline"), "rdfs:label") == ["ngay trong ngày 10/5/2021"]


def test_dates_have_the_type_of_their_precision(quads: list[Quad]) -> None:
    types = {
        q.object.datatype.value.rpartition("#")[2]
        for q in quads
        if isinstance(q.object, Literal) and q.predicate in (term("tt:date"), term("tt:citedDate"))
    }
    assert types == {"date", "gYearMonth", "gYear"}


def test_a_figure_without_a_number_is_kept_as_unmapped(quads: list[Quad]) -> None:
    assert objects(quads, fact("statistic-1"), "tt:value") == ["7"]
    assert objects(quads, fact("statistic-2"), "rdf:type") == []
    assert objects(quads, fact("unmapped-1"), "tt:why") == ["no_number"]


def test_person_post_and_body_are_three_things(quads: list[Quad]) -> None:
    membership = fact("official-1-membership-1")
    assert objects(quads, membership, "org:member") == [iris.person("person.nguyen-van-an", "bac-giang").value]
    [post] = objects(quads, membership, "org:role")
    assert objects(quads, NamedNode(post), "org:postIn") == [iris.body("p.tinh-uy", "bac-giang").value]


def test_an_unnamed_office_holder_is_a_mention_of_the_post(quads: list[Quad]) -> None:
    post = iris.post("post.bi-thu-tinh-uy", "bac-giang")
    mentions = [q.subject for q in quads if q.predicate == term("tt:mentions") and q.object == post]
    assert len(mentions) == 1


def test_a_section_that_was_not_recorded_falls_back_to_the_one_around_it(quads: list[Quad]) -> None:
    assert objects(quads, fact("passage-1"), "tt:section") == [fact("section-1").value]


def test_every_fact_has_evidence_that_quotes_the_text(quads: list[Quad], sample: Any) -> None:
    facts = {q.subject for q in quads if q.predicate == term("tt:inNotice")}
    shown = {q.subject for q in quads if q.predicate == term("tt:evidence")}
    assert facts == shown
    text = sample.text
    duty = sample.span(text[text.index("Giao") : text.index(" tại huyện")])
    place = fact(f"char={duty.start},{duty.end}")
    assert objects(quads, fact("duty-1"), "tt:evidence") == [place.value]
    assert objects(quads, place, "oa:exact") == [duty.text]
    assert objects(quads, place, "oa:start") == [str(duty.start)]


def test_evidence_from_a_source_with_pages_names_the_page_it_begins_on(record: Record, sample: Any) -> None:
    second = sample.text.index("Đến nay")
    pages = (Page(1, 0, second), Page(2, second, len(sample.text)))
    paged = sample.quads(replace(record, source=replace(record.source, pages=pages)))
    found = {q.subject: str(getattr(q.object, "value", "")) for q in paged if q.predicate == term("tt:page")}
    at = {q.subject: int(str(getattr(q.object, "value", ""))) for q in paged if q.predicate == term("oa:start")}
    assert found == {place: "1" if start < second else "2" for place, start in at.items()}


def test_literals_are_nfc_and_evidence_is_as_read(quads: list[Quad], record: Record, sample: Any) -> None:
    raw = unicodedata.normalize("NFD", sample.text)
    decomposed = sample.quads(_decomposed(record, sample.text), raw)
    assert objects(decomposed, fact("text"), "tt:rawText") == [raw]
    exact = [
        str(q.object.value) for q in decomposed if q.predicate == term("oa:exact") and isinstance(q.object, Literal)
    ]
    assert all(text in raw for text in exact)
    kept = {term("oa:exact"), term("tt:rawText"), term("tt:sha256"), term("tt:charCount")}
    for quad in decomposed:
        if isinstance(quad.object, Literal) and quad.predicate not in kept:
            assert unicodedata.is_normalized("NFC", quad.object.value)
    assert objects(decomposed, fact("duty-1"), "tt:text") == objects(quads, fact("duty-1"), "tt:text")


def _decomposed(old: Record, text: str) -> Record:
    """The record of the same notice in decomposed letters; its spans move along."""

    def moved(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if not hasattr(value, "__dataclass_fields__"):
            return value
        changes: dict[str, Any] = {name: moved(getattr(value, name)) for name in value.__dataclass_fields__}
        start, end = changes.get("start"), changes.get("end")
        if isinstance(start, int) and isinstance(end, int):
            piece = unicodedata.normalize("NFD", text[start:end])
            changes["start"] = len(unicodedata.normalize("NFD", text[:start]))
            changes["end"] = changes["start"] + len(piece)
            if "text" in changes:
                changes["text"] = piece
        return type(value)(**changes)

    record = moved(old)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("lexicon_id", "scope", "path"),
    [
        ("p.so-y-te", "bac-giang", "body/bac-giang/so-y-te"),
        ("c.byt", "bac-giang", "body/trung-uong/byt"),
        ("g.cac-cap-cac-nganh", "bac-giang", "body/bac-giang/nhom/cac-cap-cac-nganh"),
        ("d.ubnd", "bac-giang", "body/bac-giang/huyen/ubnd"),
        ("x.ubnd", "khong-ro", "body/khong-ro/xa/ubnd"),
        ("p.bcd-covid", "trung-uong", "body/trung-uong/tinh/bcd-covid"),
        ("c.bcd-covid", "trung-uong", "body/trung-uong/bcd-covid"),
    ],
)
def test_bodies_of_one_kind_differ_by_scope(lexicon_id: str, scope: str, path: str) -> None:
    assert iris.body(lexicon_id, scope) == iris.thing(path)


@pytest.mark.parametrize(
    ("jurisdiction", "issuer", "scope"),
    [
        (Jurisdiction("bac-giang", "Bắc Giang", "stated", "", 0, 2), "p.tinh-uy", "bac-giang"),
        (None, "c.chinh-phu", "trung-uong"),
        (None, "p.tinh-uy", "khong-ro"),
        (None, None, "khong-ro"),
    ],
)
def test_the_scope_is_the_province_or_says_that_it_is_unknown(
    record: Record, sample: Any, jurisdiction: Jurisdiction | None, issuer: str | None, scope: str
) -> None:
    ref = None if issuer is None else Ref(issuer, "x")
    head = replace(record.notice, jurisdiction=jurisdiction, issuer=ref)
    changed = replace(record, notice=head)
    assert scope_of(changed) == scope
    assert violations(sample.quads(changed)) == []


def test_mapping_twice_gives_the_same(record: Record, sample: Any) -> None:
    assert list(to_quads(record, sample.text)) == list(to_quads(record, sample.text))


def test_an_unnumbered_notice_is_called_by_its_title(record: Record, sample: Any) -> None:
    head = replace(record.notice, number=None, issued=None)
    quads = list(to_quads(replace(record, notice=head), sample.text))
    assert objects(quads, iris.notice(NOTICE), "rdfs:label") == ["Thông báo (Bắc Giang): về truy vết"]


@pytest.mark.parametrize(
    ("province", "issued", "path"),
    [
        ("phu-tho", "2021-05-09", "place/phu-tho"),
        ("phu-tho", "2025-07-01", "place/2025/phu-tho"),
        ("vinh-phuc", "2025-06-30", "place/vinh-phuc"),
        ("ha-noi", "2025-08-01", "place/ha-noi"),
        ("phu-tho", None, "place/phu-tho"),
    ],
)
def test_a_notice_directs_the_unit_of_its_day(
    record: Record, sample: Any, province: str, issued: str | None, path: str
) -> None:
    head = replace(record.notice, issued=issued, jurisdiction=Jurisdiction(province, "X", "stated", "", 0, 2))
    quads = sample.quads(replace(record, notice=head))
    assert objects(quads, iris.notice(NOTICE), "tt:statedJurisdiction") == [iris.thing(path).value]
