"""Bodies, posts, people and places: described once in each notice graph that mentions them."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from ingest.model import Body, Official, Ref, Signatory, Tenure
from kg import iris
from kg.mapping.codes import body_class
from kg.mapping.graph import NoticeGraph
from ontology import lexicon
from ontology.places import MERGER
from ontology.text import fold, slug


@cache
def _bodies() -> dict[str, lexicon.Body]:
    return {body.id: body for body in lexicon.bodies()}


@cache
def _posts() -> dict[str, lexicon.Post]:
    return {post.id: post for post in lexicon.posts()}


def is_central(agent_id: str) -> bool:
    """Whether an id of the lexicon names a central body or a post at the centre."""
    known = _posts().get(agent_id) or _bodies().get(agent_id)
    return agent_id.startswith("c.") if known is None else known.level == "central"


@cache
def _places() -> dict[str, list[str]]:
    """Folded names of provinces and of districts with their type → ids of the places so called."""
    places: dict[str, list[str]] = {}
    for province in lexicon.provinces():
        for name in {fold(name) for name in (province.name, province.short_name, *province.variants)}:
            places.setdefault(name, []).append(province.id)
    for district in lexicon.districts():
        for type_ in district.types:
            places.setdefault(fold(f"{type_} {district.name}"), []).append(district.id)
    return places


@cache
def province_ids() -> frozenset[str]:
    return frozenset(province.id for province in lexicon.provinces())


def province_at(province_id: str, day: str | None) -> NamedNode:
    """The province-level unit of an id on an ISO day: from 1/7/2025 the merged unit that bears its name."""
    if day is not None and day >= MERGER and province_id in _merged_ids():
        return iris.successor(_merged_ids()[province_id])
    return iris.place(province_id)


@cache
def _merged_ids() -> dict[str, str]:
    """Ids of the units of 2025 that several provinces went into → their names."""
    return {unit.id: unit.short_name for unit in lexicon.provinces_2025() if len(unit.parts) > 1}


def find_place(label: str, scope: str) -> NamedNode | None:
    """The province or district that a text names; of several, the one in the notice's own province."""
    found = _places().get(fold(label), [])
    at_home = [place_id for place_id in found if place_id.startswith(f"{scope}/")]
    only = at_home if len(at_home) == 1 else found
    return iris.place(only[0]) if len(only) == 1 else None


def add_agent(graph: NoticeGraph, ref: Ref | None) -> NamedNode | None:
    """Describe the body, post, person or place of a reference and return it."""
    if ref is None:
        return None
    return add_agent_by_id(graph, ref.id, ref.label)


def add_agent_by_id(graph: NoticeGraph, agent_id: str, label: str | None) -> NamedNode:
    """Describe an agent by its id in the record; `label` serves those that no lexicon knows."""
    node = iris.agent(agent_id, graph.scope)
    kind = agent_id.partition(".")[0]
    if kind == "post":
        _describe_post(graph, node, agent_id, label)
    elif kind == "person":
        graph.type(node, "foaf:Person")
        graph.string(node, "foaf:name", label)
        graph.label(node, label)
    elif kind not in {"place", "pl"}:
        _describe_body(graph, node, agent_id, label)
    else:
        graph.type(node, "tt:Place")
        graph.label(node, label)
    return node


def add_bodies(graph: NoticeGraph, bodies: tuple[Body, ...]) -> None:
    """Every body of the notice and where it is mentioned."""
    for body in bodies:
        node = add_agent_by_id(graph, body.id, body.label)
        if body.id not in _bodies():
            graph.type(node, body_class(body.class_))
            graph.string(node, "tt:level", body.level)
        for span in body.mentions:
            _mention(graph, node, span.start, span.end)


def add_officials(graph: NoticeGraph, officials: tuple[Official, ...]) -> None:
    """People with their memberships; an unnamed office-holder is a mention of the post."""
    for number, official in enumerate(officials, start=1):
        person = None
        if official.name is not None:
            person = add_agent_by_id(graph, official.id, official.name)
            _mention(graph, person, official.start, official.end)
        for rank, tenure in enumerate(official.posts, start=1):
            start, end = _place_of(tenure, official)
            post = _tenure_post(graph, tenure)
            if person is None:
                _mention(graph, post, start, end)
                continue
            name = f"official-{number}-membership-{rank}"
            membership = graph.fact(name, "org:Membership", start=start, end=end)
            graph.add(membership, "org:member", person)
            graph.add(membership, "org:role", post)
            graph.label(membership, tenure.label)


def add_signatory(graph: NoticeGraph, number: int, signatory: Signatory) -> None:
    """The person who signed and the post in whose right."""
    person = add_agent_by_id(graph, "person." + slug(signatory.name), signatory.name)
    post = _tenure_post(graph, Tenure(signatory.post, None)) if signatory.post else None
    membership = graph.fact(f"signatory-{number}", "org:Membership", start=signatory.start, end=signatory.end)
    graph.add(membership, "org:member", person)
    graph.add(membership, "org:role", post)
    graph.label(membership, signatory.post or signatory.name)
    graph.add(graph.notice, "tt:signatory", person)


def _mention(graph: NoticeGraph, agent: NamedNode, start: int, end: int) -> None:
    mention = graph.fact(graph.numbered("mention"), "tt:Mention", start=start, end=end)
    graph.add(mention, "tt:mentions", agent)


def _place_of(tenure: Tenure, official: Official) -> tuple[int, int]:
    if tenure.start is None or tenure.end is None:
        return official.start, official.end
    return tenure.start, tenure.end


def _tenure_post(graph: NoticeGraph, tenure: Tenure) -> NamedNode:
    """Post of a tenure: that of the lexicon, else one minted from its label (and body)."""
    known = tenure.id if tenure.id in _posts() else _post_named(tenure.label)
    body = None if tenure.body is None else add_agent_by_id(graph, tenure.body, None)
    minted = slug(tenure.label)
    node = add_agent_by_id(graph, known or f"post.{minted}", None if known else tenure.label)
    if body is not None and not (known and _posts()[known].bodies):
        graph.add(node, "org:postIn", body)
    return node


@cache
def _post_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for post in lexicon.posts():
        names.setdefault(fold(post.name), post.id)
    return names


def _post_named(label: str) -> str | None:
    return _post_names().get(fold(label))


def _describe_post(graph: NoticeGraph, node: NamedNode, post_id: str, label: str | None) -> None:
    known = _posts().get(post_id)
    graph.type(node, "org:Post")
    if known is None:
        graph.label(node, label)
        return
    graph.label(node, known.name)
    for variant in known.variants:
        graph.string(node, "skos:altLabel", variant)
    graph.string(node, "tt:lexiconId", known.id)
    graph.string(node, "tt:level", known.level)
    graph.integer(node, "tt:rank", known.rank)
    for body in known.bodies:
        graph.add(node, "org:postIn", add_agent_by_id(graph, body, None))


def _describe_body(graph: NoticeGraph, node: NamedNode, body_id: str, label: str | None) -> None:
    known = _bodies().get(body_id)
    if known is None:
        graph.type(node, "org:Organization")
        graph.label(node, label)
        _locate(graph, node, body_id)
        return
    graph.type(node, body_class(known.class_))
    graph.label(node, known.name)
    for other in (*known.abbreviations, *known.variants):
        graph.string(node, "skos:altLabel", other)
    graph.string(node, "tt:lexiconId", known.id)
    graph.string(node, "tt:level", known.level)
    _locate(graph, node, body_id)
    if known.parent is not None:
        graph.add(node, "org:subOrganizationOf", add_agent_by_id(graph, known.parent, None))
    host = _host(known)
    if host is not None:
        graph.add(node, "tt:partyOrganOf", add_agent_by_id(graph, host, None))


def _locate(graph: NoticeGraph, node: NamedNode, body_id: str) -> None:
    if not body_id.startswith("c.") and graph.scope in province_ids():
        graph.add(node, "tt:ofProvince", iris.place(graph.scope))


@cache
def _host(body: lexicon.Body) -> str | None:
    """The body inside which a Party organ leads, by its id: `p.bcsd-ubnd` → `p.ubnd`."""
    if body.class_ != "party_organ":
        return None
    level, _, local = body.id.partition(".")
    pieces = local.split("-")
    for cut in range(1, len(pieces)):
        host = _bodies().get(f"{level}.{'-'.join(pieces[cut:])}")
        if host is not None and host.class_ != "party_organ":
            return host.id
    return None
