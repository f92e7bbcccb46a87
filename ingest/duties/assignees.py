"""Who must act: the seven ordered rules of duty grammar §4.

R1 named in the clause · R2 directed by another body · R3 same sentence · R4 same bullet or paragraph ·
R5 the numbered item above · R6 the intro or heading of the section · R7 the framing order, else the
address block, else the province whose leaders were met, else whom the closing formula informs, else the issuer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.duties.clauses import Clause
from ingest.duties.context import Context, cue
from ingest.duties.reading import Reading
from ingest.layout import BULLET, HEADING, ITEM, Block
from ingest.mentions import Mention

Bodies = tuple[Mention, ...]
_RANK = {"commune": 0, "district": 1, "provincial": 2, "central": 3}
"""Levels of government from below; `all_levels` has no rank."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """The assignees of one clause, who directs them, whether they are named in it, and by which rule."""

    bodies: Bodies
    directed_by: Bodies
    explicit: bool
    rule: str


@dataclass(slots=True)
class _Local:
    """What the block at hand has said so far."""

    block: Block | None = None
    sentence: int = -1
    actor: Bodies = ()
    """Who acts or directs, from the last clause that named somebody in this block."""
    rule: str = "R4"
    last: Assigned | None = None
    """Assignment of the previous order of the same sentence."""
    chained: Assigned | None = None
    """The last chain of this block (*A chỉ đạo B*)."""
    ordering: bool = False
    """The issuer itself gave the last order (*Giao A …; giao B …*)."""


@dataclass(slots=True)
class Memory:
    """State of the inheritance while the body is read in order."""

    context: Context
    framing: Bodies = ()
    addressees: Bodies = ()
    hosts: Bodies = ()
    """The authorities of the one province that the leaders of a centrally issued notice met."""
    closing: Bodies = ()
    issuer: Bodies = ()
    owners: dict[str, tuple[Bodies, str]] = field(default_factory=dict)
    _local: _Local = field(default_factory=_Local)
    _parents: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._parents = {b.id: b.parent for b in self.context.layout.body()}

    def enter(self, block: Block) -> None:
        """Begin a block; a heading that only names bodies makes them the owners of its section."""
        self._local = _Local(block)
        if block.kind in (HEADING, ITEM):
            self.owners.pop(block.id, None)
            at = self.context.skip_space(block.start, block.end)
            lead = cue("bare-frame").match(self.context.view, at, block.end) or cue("charge-of").match(
                self.context.view, at, block.end
            )
            at = self.context.skip_space(lead.end(), block.end) if lead else at
            listed = self.context.coordination(at, block.end)
            aside = cue("subject-aside").match(self.context.view, listed.end, block.end) if listed else None
            after = aside.end() if aside else listed.end if listed else at
            whole = self.context.only_names(after, block.end)
            charge = listed and cue("only-charge").match(
                self.context.view, self.context.skip_space(listed.end, block.end), block.end
            )
            if listed and (whole or lead or charge):
                self.owners[block.id] = (listed.mentions, "R5")

    def own(self, block: Block, bodies: Bodies) -> None:
        """The bodies that the last words of a block announce own what hangs below it."""
        self.owners[block.id] = (bodies, "R5")

    def is_charged(self, section: str) -> bool:
        """True if the section, or one above it, is owned by bodies that its head or its intro names."""
        key: str | None = section
        while key is not None:
            if key in self.owners:
                return bool(self.owners[key][0])
            key = self._parents.get(key)
        return False

    def frame(self, bodies: Bodies, block: Block, *, general: bool) -> None:
        """A framing order was read: its addressees own everything below that names nobody. `general`: the issuer
        speaks to all; the charge of one numbered item (*Sở Y tế có nhiệm vụ:*) holds for its own list."""
        if not bodies:
            return
        again = block.number is not None and bool(self.framing)
        if block.kind == BULLET or block.parent is not None or again or not general:
            self.owners[block.id] = (bodies, "R5")
        else:
            self.framing = bodies
            self.owners.pop(block.id, None)

    def assign(self, clause: Clause, reading: Reading) -> Assigned:
        """The assignees of an order, remembered for the clauses after it."""
        found = self._assign(clause, reading)
        local = self._local
        if reading.subjects or reading.directed:
            directing = reading.directed and not _by_post(reading)
            local.actor = reading.subjects or found.directed_by or local.actor
            local.chained = found if directing else None
            if reading.subjects:
                local.rule = "R4"
                self._own(clause, found if directing and clause.list_follows else None, reading.subjects)
        local.ordering = reading.act == "frame" and found.rule == "R1"
        local.last, local.sentence = found, clause.sentence
        return found

    def _own(self, clause: Clause, chain: Assigned | None, subjects: Bodies) -> None:
        """The first named group of an item or of an intro owns what hangs below it."""
        block = clause.block
        if block.kind == BULLET:
            return
        owned = self.owners.get(block.id)
        bodies = chain.bodies if chain else subjects
        if owned is None or (owned[1] == "R6" and _only_posts(owned[0]) and not _only_posts(bodies)):
            self.owners[block.id] = (bodies, "R5" if block.kind == ITEM else "R6")

    def _assign(self, clause: Clause, reading: Reading) -> Assigned:
        local = self._local
        if reading.directed or reading.subjects:
            return self._stated(clause, reading)
        if local.sentence == clause.sentence and local.last:
            return self._same_sentence(local.last, reading)
        if local.chained and self._stays_directed(reading):
            return Assigned(local.chained.bodies, local.chained.directed_by, False, "R3")
        bodies, rule = self._actor(clause)
        return Assigned(bodies, (), False, rule)

    def _stated(self, clause: Clause, reading: Reading) -> Assigned:
        """The assignees of a clause that names some."""
        if reading.directed and _by_post(reading):
            return Assigned(reading.subjects, (), True, "R2")
        if reading.directed:
            return Assigned(reading.directed, reading.subjects or self._actor(clause)[0], True, "R2")
        own = reading.act == "frame" and not reading.issuer
        passed = self._passed_on(clause, reading) if own else None
        return passed or Assigned(reading.subjects, (), True, "R1")

    def _passed_on(self, clause: Clause, reading: Reading) -> Assigned | None:
        """Who is charged where a charged body goes on: *UBND các xã …; giao trưởng bản …* directs those below it,
        *Sở Y tế …; phân công mỗi trạm …* shares out its own work. None if the issuer goes on giving orders."""
        local = self._local
        same = local.last if local.sentence == clause.sentence and not local.ordering else None
        owner = self._owner(clause.block) if clause.block.kind == BULLET and local.last is None else ((), "")
        above = same.bodies if same else owner[0] if owner[1] == "R5" else ()
        if not above or not all(_is_below(m, above) for m in reading.subjects):
            return None
        if cue("own-charge").match(reading.cue):
            return Assigned(above, same.directed_by if same else (), False, "R3" if same else "R5")
        return Assigned(reading.subjects, above, True, "R2")

    def _stays_directed(self, reading: Reading) -> bool:
        """After a chain, *không để …* and *Trường hợp …* still speak to the directed bodies."""
        at = self.context.skip_space(reading.start, len(self.context.view))
        return bool(reading.condition) or cue("prohibited-outcome").match(self.context.view, at) is not None

    def _same_sentence(self, last: Assigned, reading: Reading) -> Assigned:
        """The next clause has the assignees of the one before; after a chain, *chủ trì …* and *chỉ đạo …*
        can only be what the directing body does itself."""
        at = self.context.skip_space(reading.start, len(self.context.view))
        if last.directed_by and cue("own-act").match(self.context.view, at):
            return Assigned(last.directed_by, (), False, "R3")
        return Assigned(last.bodies, last.directed_by, False, "R3")

    def _actor(self, clause: Clause) -> tuple[Bodies, str]:
        if self._local.actor:
            return self._local.actor, self._local.rule
        return self._owner(clause.block)

    def _owner(self, block: Block) -> tuple[Bodies, str]:
        key: str | None = block.id
        while key is not None:
            if key in self.owners and self.owners[key][0]:
                return self.owners[key]
            key = self._parents.get(key)
        for bodies in (self.framing, self.addressees, self.hosts, self.closing, self.issuer):
            if bodies:
                return bodies, "R7"
        return (), "R7"


def _is_below(mention: Mention, above: Bodies) -> bool:
    """True if the mention names people or units under the bodies: a lower level, or no authority at all."""
    if mention.kind == "person" or any(m.id == mention.id for m in above):
        return False
    open_group = mention.minted and mention.kind == "group"
    return open_group or _RANK.get(mention.level, 9) < min(_RANK.get(m.level, 0) for m in above)


def _by_post(reading: Reading) -> bool:
    """A named office directs: work shared out inside the leadership, the office itself is charged."""
    return bool(reading.subjects) and _only_posts(reading.subjects)


def _only_posts(bodies: Bodies) -> bool:
    return all(m.kind in ("post", "person") for m in bodies)
