"""Bodies, posts, persons and groups named in a text.

    find_mentions(clean) -> tuple[Mention, ...]      every mention, in text order, never nested
    find_local_names(clean, mentions) -> aliases that the notice itself defines ("(BCĐ)")
    read_coordination(clean, mentions, at) -> Coordination   the list of bodies that starts at `at`

`clean` is NFC text (the repaired text); all offsets are half-open ranges in it. A mention has an `id`
of the lexicons (`p.so-y-te`, `post.chu-tich-ubnd`) or a minted one (`m.<slug>`, `post.<slug>`,
`person.<slug>`), the `label` of the lexicon, `text` as written, `kind` (`body`, `group`, `post`,
`person`), `level` and `class_`. Quantifiers and honorifics before a name belong to the span.
"""

from ingest.mentions.coordination import Coordination, read_coordination
from ingest.mentions.find import find_local_names, find_mentions
from ingest.mentions.model import Mention

__all__ = ["Coordination", "Mention", "find_local_names", "find_mentions", "read_coordination"]
