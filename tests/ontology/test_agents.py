"""Bodies and posts: the tables agree with each other and with the ontology."""

from collections import Counter

from rdflib import OWL

from ontology.agents import LEVELS, bodies, body_classes, body_codes, posts
from ontology.page import TT, ontology_graph, terms

PREFIX_LEVELS = {"c": {"central", "international"}, "p": {"provincial"}, "d": {"district"}, "x": {"commune"}}


def test_parents_exist() -> None:
    ids = {body.id for body in bodies()}
    assert [body.id for body in bodies() if body.parent and body.parent not in ids] == []


def test_no_body_is_its_own_ancestor() -> None:
    parents = {body.id: body.parent for body in bodies()}
    for start, parent in parents.items():
        seen, at = set[str](), parent
        while at:
            assert at not in seen | {start}, start
            seen.add(at)
            at = parents[at]


def test_the_first_letter_of_an_id_tells_the_level() -> None:
    wrong = [b.id for b in bodies() if b.level not in PREFIX_LEVELS.get(b.id.partition(".")[0], set(LEVELS))]
    assert wrong == []
    assert {b.id.partition(".")[0] for b in bodies()} == {*PREFIX_LEVELS, "g"}


def test_ids_are_iri_segments() -> None:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert [b.id for b in bodies() if set(b.id.partition(".")[2]) - allowed] == []
    assert [p.id for p in posts() if set(p.id.partition(".")[2]) - allowed] == []


def test_posts_belong_to_known_bodies() -> None:
    ids = {body.id for body in bodies()}
    assert [(post.id, body) for post in posts() for body in post.bodies if body not in ids] == []


def test_a_name_stands_for_one_body_of_a_level() -> None:
    counts = Counter((body.name, body.id[0]) for body in bodies())
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_class_of_bodies_is_in_the_ontology() -> None:
    known = set(terms(ontology_graph(), OWL.Class))
    assert [c.code for c in body_classes() if TT[c.term] not in known] == []


def test_every_class_of_bodies_is_used() -> None:
    assert {body.class_ for body in bodies()} == {class_.code for class_ in body_classes()}


def test_symbols_of_the_two_worlds() -> None:
    codes = {code.symbol: (code.body, code.family) for code in body_codes()}
    assert codes["TU"] == ("p.tinh-uy", "party")
    assert codes["TTg"] == ("c.ttg", "state")
    assert codes["LĐLĐ"] == ("p.ldld", "mass_org")
