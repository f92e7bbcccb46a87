"""The thesaurus: its table, what stands for what, its SKOS."""

import pytest
from rdflib import RDF, SKOS, Literal, Namespace

from ontology.concepts import topics
from ontology.names import ID
from ontology.schemes import thesaurus_graph
from ontology.table import LexiconError, parse
from ontology.text import nfc
from ontology.thesaurus import Group, folded, groups, key, reader

HEADER = "id,everyday,press,administrative,direction,weight,source,topic,note\n"


def read(*lines: str) -> tuple[Group, ...]:
    return parse("thesaurus", HEADER + "\n".join(lines), reader(), lambda group: group.id)


def stands_for(wording: str) -> set[str]:
    return {other for group in groups() for one, other in group.pairs() if one == wording}


def test_the_thesaurus_covers_the_domain() -> None:
    assert len(groups()) >= 400
    parents = {topic.id: topic.parent for topic in topics()}
    named = {group.topic for group in groups() if group.topic}
    assert {top for top, parent in parents.items() if parent is None} == {_top(topic, parents) for topic in named}


def _top(topic: str, parents: dict[str, str | None]) -> str:
    parent = parents[topic]
    return topic if parent is None else _top(parent, parents)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("đeo khẩu trang", "thông điệp 5K"),
        ("cho học sinh ở nhà", "dạy học trực tuyến"),
        ("xe khách", "vận tải hành khách"),
        ("tiêm", "vắc xin"),
        ("bệnh viện tạm", "bệnh viện dã chiến"),
        ("quây khu", "phong tỏa"),
        ("ca nhiễm", "F0"),
        ("thùng phiếu", "hòm phiếu"),
        ("tin vịt", "tin giả"),
        ("mì gói", "nhu yếu phẩm"),
        ("tiền hỗ trợ", "an sinh xã hội"),
        ("xả lũ", "vận hành hồ chứa"),
        ("làm giấy tờ", "thủ tục hành chính"),
        ("làm liền", "khẩn trương"),
    ],
)
def test_plain_words_lead_to_the_words_of_documents(said: str, meant: str) -> None:
    assert meant in stands_for(said)


def test_one_way_groups_do_not_lead_back() -> None:
    assert "tiêm" not in stands_for("vắc xin")
    assert "hòm phiếu" in stands_for("thùng phiếu")
    assert "thùng phiếu" in stands_for("hòm phiếu")


def test_press_wordings_lead_to_administrative_ones_only() -> None:
    [group] = read("a,nói dân dã,báo chí,hành chính,one-way,0.5,knowledge,,")
    assert set(group.pairs()) == {
        ("nói dân dã", "báo chí"), ("nói dân dã", "hành chính"), ("báo chí", "hành chính"),
    }  # fmt: skip


def test_everything_wrong_is_told_at_once() -> None:
    lines = [
        "Sai Id,một hai,,ba bốn,sideways,1.5,dream,khong-co,",
        "lan,một hai|Một hai,,,one-way,x,knowledge,,",
        "le,,,lẻ loi,both,0.5,knowledge,,",
        "am-tiet,tiêm,,chích,one-way,0.5,knowledge,,",
        "hai-chieu,vaccine|tiêm,,tiêm chủng,both,0.5,knowledge,,",
        "nfd,một hai,,ba\u0301o cáo,both,0.5,knowledge,,",
        "dich,khai báo,,báo cáo,both,0.5,knowledge,truy-vet,",
        "bau,khai báo,,đi bầu,both,0.5,knowledge,bau-cu,",
        "lan,một hai,,ba bốn,both,0.5,knowledge,,",
    ]
    with pytest.raises(LexiconError) as caught:
        read(*lines)
    told = {fault.line: fault.reason for fault in caught.value.faults}
    assert set(told) == {2, 3, 4, 5, 6, 7, 9}
    for words in ("no slug", "sideways", "between 0 and 1", "dream", "khong-co is not in topics.csv"):
        assert words in told[2]
    assert "repeated" in told[3]
    assert "goes from everyday" in told[3]
    assert "two wordings" in told[4]
    assert "'chích' is one syllable" in told[5]
    assert "'tiêm' is one syllable" in told[6]
    assert "vaccine" not in told[6]
    assert "NFC" in told[7]
    assert "'khai báo' already leads to topic truy-vet" in told[9]


def test_a_repeated_id_is_a_fault() -> None:
    row = "lan,một hai,,ba bốn,both,0.5,knowledge,,"
    with pytest.raises(LexiconError, match="already on line 2"):
        read(row, row)


def test_keys_ignore_case_signs_and_the_place_of_the_tone() -> None:
    assert key("Phong TOẢ, khoanh-vùng") == key("phong tỏa khoanh vùng")
    assert folded("Đeo khẩu trang") == ("deo", "khau", "trang")
    assert all(len(folded(wording)) == len(key(wording)) for group in groups() for wording in group.wordings)


def test_skos_labels_are_apart_and_complete() -> None:
    graph, thing = thesaurus_graph(), Namespace(ID)
    labels = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    for group in groups():
        node = thing[f"thesaurus/{group.id}"]
        assert (node, RDF.type, SKOS.Concept) in graph
        found = [str(label) for property_ in labels for label in graph.objects(node, property_)]
        assert sorted(found) == sorted(map(nfc, group.wordings))
        assert len(list(graph.objects(node, SKOS.prefLabel))) == 1


def test_skos_relates_groups_to_topics() -> None:
    graph, thing = thesaurus_graph(), Namespace(ID)
    assert (thing["thesaurus/hom-phieu"], SKOS.relatedMatch, thing["topic/co-so-vat-chat-bau-cu"]) in graph
    assert (thing["thesaurus/vac-xin"], SKOS.hiddenLabel, Literal("tiêm", lang="vi")) in graph
