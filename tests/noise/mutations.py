"""What happens to notices on their way here, by name."""

from __future__ import annotations

from tests.noise import lines, press, signs
from tests.noise.parts import Gold, Mutation
from tests.noise.text import Noisy


def in_turn(*mutations: Mutation) -> Mutation:
    """One damage upon the other."""

    def mutate(noisy: Noisy, gold: Gold) -> Noisy:
        for mutation in mutations:
            noisy = mutation(noisy, gold)
        return noisy

    return mutate


MUTATIONS: dict[str, Mutation] = {
    "none": lambda noisy, _: noisy,
    "segmented": signs.segmented,
    "spaced-signs": signs.spaced_signs,
    "tokenised": signs.tokenised,
    "wrap-40": lines.wrapped(40),
    "wrap-60": lines.wrapped(60),
    "wrap-80": lines.wrapped(80),
    "wrap-tight": lines.wrapped_tight,
    "hyphenated": lines.hyphenated,
    "cut-words": lines.cut_words,
    "blank-lines": lines.blank_lines,
    "one-paragraph": lines.one_paragraph,
    "body-in-one": lines.body_in_one,
    "items-in-line": lines.items_in_line,
    "unnumbered": lines.unnumbered,
    "other-marks": signs.other_marks,
    "pages": lines.paged,
    "head-right-first": lines.columns("right-first"),
    "head-alternate": lines.columns("alternate"),
    "head-joined": lines.columns("joined"),
    "nfd": signs.decomposed,
    "lookalikes": signs.lookalikes,
    "odd-spaces": signs.odd_spaces,
    "split-capitals": signs.split_capitals,
    "dropped-marks": signs.dropped_marks,
    "unmarked": signs.unmarked,
    "new-tones": signs.new_tones,
    "doubled-words": signs.doubled_words,
    "markdown": signs.markdown,
    "html-remains": signs.html_remains,
    "quoted-lines": lines.quoted_lines,
    "torn-syllables": signs.torn_syllables,
    "tokenised-wrapped": in_turn(signs.tokenised, lines.wrapped(72)),
    "scan": in_turn(signs.split_capitals, signs.lookalikes, signs.torn_syllables, lines.paged),
    "mail": in_turn(signs.decomposed, signs.odd_spaces, lines.quoted_lines),
    "newspaper": press.framed,
    "newspaper-tokenised": in_turn(press.framed, signs.tokenised),
    "reprint": press.reprinted,
}
"""Every mutation by its name."""
