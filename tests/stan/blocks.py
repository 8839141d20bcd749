"""The text of each block of each template for the tests' models: the golden files of blocks.

A change of a template changes the approved file of that template, whatever the number of programs
in which its text stands. Within a block of one template, the text of another stands as its name:
``<densities/gaussian.vector>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from pybrms_mix.base.resources import folder
from pybrms_mix.stan import code
from pybrms_mix.stan.program_tree import Program
from pybrms_mix.stan.punctuation import unmarked

TEMPLATES = sorted(
    path.relative_to(folder("templates")).as_posix().removesuffix(".stan.jinja")
    for path in Path(str(folder("templates"))).rglob("*.stan.jinja")
)

# Templates of single tokens, whose text is shown in the templates that use them.
INLINE = {"declaration", "fragment", "inverse"}


@dataclass
class Recorder:
    """The texts of every block, in the order in which models asked for them.

    Attributes:
        texts: template -> block -> text -> the first model that has it.
        asked: The blocks that models asked for, by template and block; they may be empty.
        model: The model that is written at present.
    """

    texts: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    model: str = ""

    def heard(self, template: str, block: str, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``original`` as a function that also records the text that it writes."""

        def recorded(context: Any) -> Iterator[str]:
            marked = "".join(original(context)).strip("\n")
            text = unmarked(marked).rstrip()
            self.asked.add((template, block))
            if text.strip():
                blocks = self.texts.setdefault(template, {})
                blocks.setdefault(block, {}).setdefault(text, self.model)
                yield marked if template in INLINE else f"\n<{template}.{block}>\n"

        return recorded


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record the blocks of all templates while the context is open; programs are then no Stan."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch:
        for name in TEMPLATES:
            template: Template = code._template(name)
            for block, original in list(template.blocks.items()):
                patch.setitem(template.blocks, block, recorder.heard(name, block, original))
        # The names of templates in the place of their texts are no statements.
        patch.setattr(code, "program", lambda text: Program("", ()))
        yield recorder


def shape(line: str) -> str:
    """Return a line without its names, numbers and repetitions, which the facts determine."""
    words = re.sub(r"//.*", "// note", line.strip())
    words = re.sub(r"<[\w/]+\.(\w+)>", r"<\1>", words)
    words = re.sub(r"\b[A-Za-z_]\w*\b(?!>)|(?<![\w.])-?\d+(\.\d+)?", "w", words)
    for repeated in (r"w(?:, w)+", r"w(?: [*+-] w)+", r"(<\w+>)(?: \+ <\w+>)+"):
        words = re.sub(repeated, "w", words)
    return words


def samples(texts: dict[str, str]) -> dict[str, str]:
    """Return the first texts that together contain every shape of line."""
    shown: set[str] = set()
    chosen = {}
    for text, model in texts.items():
        shapes = {shape(line) for line in text.splitlines()}
        if not shapes <= shown:
            chosen[text] = model
            shown |= shapes
    return chosen


def page(blocks: dict[str, dict[str, str]]) -> str:
    """Return the golden file of one template."""
    return "\n".join(
        f"// {block}: {model}\n{text}\n"
        for block in sorted(blocks)
        for text, model in samples(blocks[block]).items()
    )
