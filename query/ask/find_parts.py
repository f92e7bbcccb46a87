"""Finders over the constituents of orders: objects, purpose, condition, place and time, or the clause itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ontology.text import fold
from query.ask.catalogue import Fact, tt
from query.ask.clause import after, emphasised, find_clause, listed, owner, split
from query.ask.find_duties import ENOUGH, STATEMENTS, agents_with_duties
from query.ask.find_status import status
from query.ask.find_times import deadline, when
from query.ask.kinds import holds
from query.ask.outcome import Env, Outcome, bare, close, column, evidence_of, outcome_of_labels
from query.ask.retrieve import Content, Match, less
from query.link.language import language

__all__ = ["clause", "contact", "deadline", "items", "named_in", "object_of", "part", "when", "whose"]

SEARCHED = 100
"""Notices in scope beyond which addresses are found only by their own words."""
LEADING = 400
"""Characters before an address within which is said whose it is."""
SHORT = 12
"""Words of the longest phrase that completes a question."""
FOLLOWING = 0.9
"""What is left of a duty's coverage for one that goes on about its subject."""
PAIR = 2
"""Syllables of the noun of a kind of thing."""
SURE = 0.6
"""Confidence from which a name found in a duty's text counts."""


def part(env: Env) -> Outcome | None:
    """A constituent of the duty that the question describes: condition, purpose, prohibited outcome, place."""
    roles = list(env.option("roles", ()))
    if own := _own(env, roles):
        return own
    content = env.content()
    found = _described(env, content, roles)
    if found.empty:
        for match in env.matches(content, "Passage"):
            if match.coverage >= SURE and (stated := _constituent(env, match, roles)):
                return stated
    return found


def _described(env: Env, content: Content, roles: Sequence[str]) -> Outcome:
    """The constituent in the duty that the question's words describe."""
    matches = [m for m in env.matches(content, "Duty") if m.coverage >= ENOUGH * 0.5]
    if matches and matches[0].coverage < ENOUGH * 0.9:
        matches = []
    for match in matches:
        if match.coverage < 0.8 * matches[0].coverage:
            break
        if env.option("clause") == "prohibited" and (things := _object_of_verb(env, match)):
            return _items(env, match, things)
        if found := _constituent(env, match, roles):
            return found
    forbidding = _forbidding(env, matches[0]) if matches and env.option("clause") == "prohibited" else []
    for match in (*_going_on(matches), *forbidding):
        if found := _constituent(env, match, roles):
            return found
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _own(env: Env, roles: Sequence[str]) -> Outcome | None:
    """The constituent in a duty of the very body that the question names, by the rest of its words."""
    bodies = [(a, iris) for a, iris in agents_with_duties(env, "assignee") if iris and a.best.confidence > SURE]
    if not bodies:
        return None
    agent, iris = max(bodies, key=lambda pair: pair[0].best.last - pair[0].best.first)
    content = env.content(agent)
    matches = env.search(content, "Duty", linked={"assignee": iris})
    for match in matches:
        if match.coverage < max(SURE, 0.8 * matches[0].coverage):
            break
        if env.option("clause") == "prohibited" and (things := _object_of_verb(env, match)):
            return _items(env, match, things)
        if found := _constituent(env, match, roles):
            return found
    return None


def object_of(env: Env) -> Outcome | None:
    """Whom or what the verb of the question (“động viên ai”) has for its object in the duty described."""
    for match in close(env.matches(env.content(), "Duty", *STATEMENTS), 0.85):
        if match.coverage >= ENOUGH and (things := _object_of_verb(env, match)):
            return _items(env, match, things)
    return None


def _forbidding(env: Env, best: Match) -> list[Match]:
    """Duties behind the best one in its item, of the same bearers, that forbid: its subject goes on in them."""
    bearers = best.fact.linked("assignee")
    behind = [f for f in env.facts_near([best.fact.notice], "Duty") if f.section == best.fact.section]
    return [
        replace(best, fact=f, coverage=FOLLOWING * best.coverage)
        for f in sorted(behind, key=lambda f: f.order)
        if f.order > best.fact.order and f.linked("assignee") == bearers and find_clause(f.text, "prohibited")
    ]


def _going_on(matches: Sequence[Match]) -> list[Match]:
    """Duties of the best one's item that hold the words it lacks: what is asked about spans both."""
    if not matches or not matches[0].missing:
        return []
    best, lacking = matches[0].fact, set(matches[0].missing)
    here = [m for m in matches[1:] if (m.fact.notice, m.fact.section) == (best.notice, best.section)]
    return [replace(m, coverage=matches[0].coverage, missing=()) for m in here if lacking <= set(m.fact.keys)]


def _constituent(env: Env, match: Match, roles: Sequence[str]) -> Outcome | None:
    fallback = find_clause(match.fact.text, str(env.option("clause")))
    parts = [text for role, text in match.fact.parts if role in roles]
    labels = [next((c for c in fallback if c.startswith(text)), text) for text in parts]
    fresh = [c for c in fallback if not any(fold(c) in fold(x) or fold(x) in fold(c) for x in labels)]
    if labels == parts and labels and not fresh:
        query, rows = env.run("duty-parts", fact=[match.fact.iri], role=[tt(role) for role in roles])
        labels = list(column(rows, "label"))
    elif labels or fresh:
        query, rows = env.run("duties" if match.fact.is_duty else "facts", fact=[match.fact.iri])
        labels += fresh
    else:
        return None
    if env.option("clause") == "place":
        labels = [(find_clause(label, "place") or [label])[0] for label in labels]
    return Outcome(
        query, tuple(labels), evidence_of(rows), match.coverage, {"values": "; ".join(labels)}, missing=match.missing
    )


def clause(env: Env) -> Outcome | None:
    """What the duty (or statement) that the question describes says, or how far it has got."""
    if env.option("column") == "status":
        return status(env)
    content = env.content()
    matches = [m for m in env.matches(content, "Duty") if not _heads(m)]
    if env.option("prefer") == "condition":
        conditional = [m for m in matches if find_clause(m.fact.text, "condition") or "condition" in dict(m.fact.parts)]
        if conditional and conditional[0].coverage >= 0.8 * matches[0].coverage:
            matches = conditional
    others = [m for m in env.matches(content, *STATEMENTS) if not _heads(m)]
    if others and (not matches or others[0].coverage > matches[0].coverage + 0.1):
        matches = others
    best = [m for m in close(matches, 0.97) if m.coverage >= ENOUGH][:2]
    if not best:
        return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.0, missing=content.keys)
    if tail := _completed(env, content, best[0]):
        return _items(env, best[0], [tail])
    query, rows = env.run("duties" if best[0].fact.is_duty else "facts", fact=[m.fact.iri for m in best])
    return outcome_of_labels(query, rows, column(rows, "label"), best[0])


def _completed(env: Env, content: Content, match: Match) -> str | None:
    """What completes the last two words asked with (“phụ trách địa bàn nào”, “tinh thần gì”), if that is short."""
    words = env.understanding.linked.question.words
    how = language().named_pattern("for_how").search(env.understanding.key) is not None
    asks = bool(words) and words[-1].key in language().signals["which"] and len(content.keys) > PAIR and not how
    tail = after(match.fact.text, content.keys[-PAIR:]) if asks else None
    return tail if tail and len(tail.split()) <= SHORT and _new(env, [tail]) else None


def _heads(match: Match) -> bool:
    """True if a statement only heads what follows it."""
    return match.fact.text.rstrip().endswith(":")


def items(env: Env) -> Outcome | None:
    """The things of a kind (“những cấp nào”, “nhóm người nào”) that the duty in question lists."""
    content = env.content()
    heads = _asked_kinds(env)
    asked = {key for head in heads for key in head}
    rest = replace(less(content, asked), hints=tuple(k for k in content.keys if k in asked))
    duties = [m for m in env.matches(rest if rest else content, "Duty") if m.coverage >= ENOUGH * 0.5]
    others = [m for m in env.matches(rest if rest else content, *STATEMENTS) if m.coverage >= ENOUGH]
    weak = not duties or duties[0].coverage < ENOUGH
    stated = bool(others) and (weak or others[0].coverage > duties[0].coverage + 0.15)
    matches = others if stated else duties
    if not matches or matches[0].coverage < ENOUGH:
        return _of_the_kind(env, clause(env))
    near = [*close(matches, 0.85), *close(others, 0.85)]
    found = [
        (match, labels, len(head))
        for head in sorted(heads, key=len, reverse=True)
        for match in near
        if (labels := _new(env, _of_kind(env, head, match.fact))) and _still_about(env, content, match)
    ]
    if found:
        match, labels, _ = next((one for one in found if _are_names(one[1], one[2])), found[0])
        return _items(env, match, labels)
    named = any(" ".join(head) in language().signals["named_kinds"] for head in heads)
    if named or any(head[-1] in language().signals["places"] for head in heads if len(head) == 1):
        return Outcome(empty=True, confidence=matches[0].coverage, missing=content.keys, final=True)
    for match in close(matches, 0.85):
        if things := _object_of_verb(env, match):
            return _items(env, match, things)
    told = _of_the_kind(env, clause(env))
    if not language().says("lists", env.understanding.key):
        return told
    return _singled_out(env, content, heads) or _coordinated(env, content, matches) or told


def _of_the_kind(env: Env, found: Outcome | None) -> Outcome | None:
    """A whole statement answers “which X?” only if it speaks of an X."""
    words = env.understanding.linked.question.words
    kinds = [a.key for a, b in pairwise(words) if b.key == "nao" and not language().is_stopword(a)]
    if found is None or found.empty or not kinds:
        return found
    said = {key for quote in found.evidence for key in fold(quote.text).split()}
    return found if said & set(kinds) else replace(found, empty=True, confidence=0.3)


def _are_names(labels: Sequence[str], size: int) -> bool:
    """True if behind the noun asked with (of so many syllables) all have a name: “dự án Khu đô thị …”."""
    return all(any(word[:1].isupper() for word in label.split()[size : size + 1]) for label in labels)


def _new(env: Env, labels: Sequence[str]) -> list[str]:
    """Those that say more than words of the question."""
    asked = {word.key for word in env.understanding.linked.question.words} | language().idle
    return [label for label in labels if not asked.issuperset(fold(label).split())]


def _of_kind(env: Env, head: tuple[str, ...], fact: Fact) -> list[str]:
    """What a fact lists of a kind of things; of provinces those it names beside that of its own notice."""
    if head != ("tinh",):
        return _of_type(head, listed(fact.text, head))
    own = {env.catalogue.notices[fact.notice].home, *(f.name.label for f in env.understanding.provinces)}
    finds = env.linker.link(fact.text.replace("_", " ")).of("province")
    return list(dict.fromkeys(f.name.label for f in finds if f.confidence > SURE and f.name.label not in own))


def _coordinated(env: Env, content: Content, matches: Sequence[Match]) -> Outcome | None:
    """What the duties of the item list: their objects, what they single out, or what follows the words asked with."""
    section = matches[0].fact.section
    around = [m for m in matches if m.coverage >= 0.5 * matches[0].coverage and m.fact.section == section]
    for match in around:
        objects = [t for role, t in match.fact.parts if role == "object"]
        labels = objects if len(objects) > 1 else emphasised(match.fact.text)
        tail = after(match.fact.text, content.keys[-2:]) if match is around[0] and _ends_asking(env, content) else None
        if len(labels) < 2 and tail:
            labels = split(tail)
        if len(labels) > 1:
            return _items(env, match, labels)
    return None


def _ends_asking(env: Env, content: Content) -> bool:
    """True if the question asks with its last word what its other words say something of."""
    words = env.understanding.linked.question.words
    return not any(w.key in language().signals["which"] for w in words[: content.places[-1]])


def _singled_out(env: Env, content: Content, heads: Sequence[tuple[str, ...]]) -> Outcome | None:
    """What the duty in question names of the thing asked for by two syllables or more (“vật chất … nhất là …”)."""
    for match in close(env.matches(content, "Duty"), 0.9):
        runs = [head for head in heads if len(head) == PAIR and holds(" ".join(match.fact.keys), " ".join(head))]
        if match.coverage < ENOUGH or not runs:
            continue
        tail = after(match.fact.text, runs[0], whole=True) or ""
        if len(labels := emphasised(tail)) > 1:
            return _items(env, match, labels)
    return None


def _of_type(head: tuple[str, ...], labels: Sequence[str]) -> list[str]:
    """Listed things that answer “which …?”: more than the noun asked with, and a name if it asks for places."""
    kept = [_after_is(label) for label in labels if len(fold(label).split()) > len(head)]
    if head[0] not in language().signals["places"]:
        return kept
    return [label for label in kept if any(word[:1].isupper() for word in label.split()[1:])]


def _after_is(label: str) -> str:
    """“đối tượng là người mù chữ” tells the people, not the word for them."""
    found = language().named_pattern("copula").match(label)
    return label[found.end() :] if found else label


def _still_about(env: Env, content: Content, match: Match) -> bool:
    """True if the fact covers the question with the kind of thing it asks for, too."""
    again = env.retriever.match(content, [match.fact])
    return bool(again) and again[0].coverage >= ENOUGH


def _object_of_verb(env: Env, match: Match) -> list[str]:
    """What follows, in the duty, the very verb whose object the question asks for."""
    for found in language().named_pattern("object_of").finditer(env.understanding.key):
        keys = tuple(k for k in found.group("verb").split() if k not in language().stopwords)
        if len(keys) < 2 or (rest := after(match.fact.text, keys)) is None:
            continue
        if len(rest.split()) > 1 and fold(rest).split()[0] not in language().signals["joining"]:
            return [rest]
        if found.group().endswith(" ai"):
            return owner(match.fact.text, match.fact.keys)[-1:]
    return []


def named_in(env: Env) -> Outcome | None:
    """The bodies of a sort (central, ministries, departments …) that the duty in question names."""
    key = env.understanding.key
    content = env.content()
    kinds = {k for head in _asked_kinds(env) for k in head}
    rest = less(content, kinds)
    asked = {find.name.id for agent in env.understanding.agents for find in agent.finds}
    for match in close(env.matches(rest, "Duty"), 0.9):
        if match.coverage < ENOUGH:
            break
        finds = [f for f in env.linker.link(match.fact.text).of("body", "post") if f.confidence > SURE]
        found = {f.name.id: f for f in finds if f.name.id not in asked}
        labels = [bare(found[i].name.label) for i in of_sort(key, list(found))]
        if labels:
            return _items(env, match, labels)
    return None


def of_sort(key: str, ids: Sequence[str]) -> list[str]:
    """Of some ids of the lexicon those of the sort that the folded question asks for."""
    sort = next((s for s in language().sorts if any(holds(key, wording) for wording in s["wordings"])), None)
    prefixes = tuple(sort.get("ids", ())) if sort else ()
    return [i for i in ids if i.startswith(prefixes)] if prefixes else []


def contact(env: Env) -> Outcome | None:
    """An address, number or page that a duty or passage gives, by its words and those right before it; that there is
    none if the notices of a place or document named give none for that."""
    content, role = env.content(), _contact_role(env)
    for match in close(env.matches(content, "Duty", *STATEMENTS), 0.6):
        if match.coverage >= ENOUGH * 0.8 and (found := find_clause(match.fact.text, role)):
            return _items(env, match, found)
    if len(env.understanding.scope) > SEARCHED:
        return None
    texts = env.facts("Duty", "Passage")
    told = [f for f in texts if find_clause(f.text, role)]
    near = sorted(((_introduced(env, content, f, texts), f) for f in told), key=lambda pair: -pair[0])
    if not near or near[0][0] < SURE:
        nothing = Outcome(empty=True, final=True, confidence=0.7, missing=content.keys)
        asked = any(language().says(name, env.understanding.key) for name in env.option("roles", ()))
        return nothing if env.understanding.pinned and asked else None
    return _items(env, Match(near[0][1], near[0][0], near[0][0], ()), find_clause(near[0][1].text, role))


def _introduced(env: Env, content: Content, fact: Fact, texts: Sequence[Fact]) -> float:
    """Share of the question that a fact and what its notice says right before it account for."""
    before = [f for f in texts if f.notice == fact.notice and 0 <= fact.order - f.order <= LEADING]
    said = {key for f in before for key in f.keys}
    weight = env.retriever.rarity
    return sum(weight(key) for key in content.keys if key in said) / (sum(map(weight, content.keys)) or 1.0)


def _contact_role(env: Env) -> str:
    return next((r for r in env.option("roles", ()) if language().says(r, env.understanding.key)), "address")


def whose(env: Env) -> Outcome | None:
    """Of whom something is that the question names: “the report of whom?”."""
    content = env.content()
    matches = env.matches(content, "Duty", *STATEMENTS)
    for match in close(matches, 0.8):
        if match.coverage >= ENOUGH and (owners := owner(match.fact.text, content.keys)):
            return _items(env, match, owners)
    return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.2, missing=content.keys)


def _items(env: Env, match: Match, labels: Sequence[str]) -> Outcome:
    query, rows = env.run("duties" if match.fact.is_duty else "facts", fact=[match.fact.iri])
    return Outcome(
        query, tuple(labels), evidence_of(rows), match.coverage, {"values": "; ".join(labels)}, missing=match.missing
    )


def _asked_kinds(env: Env) -> list[tuple[str, ...]]:
    """Folded nouns right before “nào”/“gì”: up to three syllables, longest first."""
    keys = tuple(w.key for w in env.understanding.linked.question.words)
    out = list[tuple[str, ...]]()
    for i, key in enumerate(keys):
        if key in language().signals["which"] and i and keys[i - 1] not in language().stopwords:
            out += [keys[i - size : i] for size in (3, 2, 1) if i - size >= 0]
    return [head for head in out if head[0] not in language().signals["no_kind"]]
