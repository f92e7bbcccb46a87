"""Every pattern proves itself on its own examples."""

from ingest import patterns_loader


def test_every_pattern_matches_its_examples_and_nothing_else() -> None:
    patterns_loader.check()
