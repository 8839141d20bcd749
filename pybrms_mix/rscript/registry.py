"""The functions of R that have Python here: vocabularies enter them, the reader asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pybrms_mix.rscript.kinds import Value
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.syntax.nodes import Call, Part

Word: TypeAlias = Callable[[Call, Scope], Value]

WORDS: dict[str, Word] = {}
# What a sum or another operation means whose left side is a picture: None if it is none.
Addition: TypeAlias = Callable[[Value, str, Part, Scope], "Value | None"]
ADDITIONS: list[Addition] = []


def word(*names: str) -> Callable[[Word], Word]:
    """Enter a function that writes the Python of calls of the R functions ``names``."""

    def enter(function: Word) -> Word:
        for name in names:
            assert name not in WORDS, name
            WORDS[name] = function
        return function

    return enter
