"""`docs/questions.md`: the forms of questions as a page for people.

Run `python -m query.ask.page [FILE]` to write it.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

from query.ask.forms import Form, forms, messages

PAGE = "docs/questions.md"


def page() -> str:
    """Markdown of `docs/questions.md`: every form with its reading, template and examples, then the refusals."""
    words = messages()["page"]
    blocks = [words["head"].strip(), *(_form(form) for form in forms())]
    topics = tomllib.loads(files("query").joinpath("forms/refusals.toml").read_text(encoding="utf-8"))["topic"]
    refused = [f"- {topic['label']}: “{topic['match']}”" for topic in topics]
    blocks += [words["refusals"], words["refusals_note"], "\n".join(refused)]
    return "\n\n".join(blocks) + "\n"


def _form(form: Form) -> str:
    words = messages()["page"]
    row = f"| `{form.id}` | `{form.template}.rq` | {form.answer} |"
    lines = [words["form"].format(reading=open_reading(form.reading)), "", words["columns"], row]
    if form.examples:
        lines += ["", words["examples"], "", *(f"- {example['question']}" for example in form.examples)]
    return "\n".join(lines)


def open_reading(reading: str) -> str:
    """A reading with its slots left open."""
    gap = messages()["page"]["open"]
    parts = [text + (f" {gap} " if name is not None else "") for text, name, _, _ in Formatter().parse(reading)]
    said = " ".join("".join(parts).split())
    return said[:1].upper() + said[1:]


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else PAGE).write_text(page(), encoding="utf-8")
