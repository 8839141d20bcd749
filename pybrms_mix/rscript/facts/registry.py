"""The registry of translated R functions: vocabularies register, the translation looks up."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.syntax.nodes import Call, Part

Word: TypeAlias = Callable[[Call, Scope], Value]
Rule: TypeAlias = Callable[[Word, Call, Scope], Value]

WORDS: dict[str, Word] = {}
# Rules that change the translation of functions, such as the rule for names of elements.
RULES: dict[str, Rule] = {}
# Translates an operator whose left side is a picture; None if the left side is no picture.
Addition: TypeAlias = Callable[[Value, str, Part, Scope], "Value | None"]
ADDITIONS: list[Addition] = []
# Translates the name of a function that is passed as an argument.
FUNCTIONS: list[Callable[[Part, Scope], ast.expr]] = []
# Translates an argument of a function of this package, by its name in Python.
ARGUMENTS: list[Callable[[str, Part, Scope], ast.expr]] = []
# Translates a selection of columns that is passed as an argument.
SELECTIONS: list[Callable[[Part, Scope], ast.expr]] = []
_EXTENSIONS: list[tuple[str, Callable[..., Value]]] = []
# Extensions that are asked before those of `_EXTENSIONS`.
_FIRST: list[tuple[str, Callable[..., Value]]] = []


def word(*names: str) -> Callable[[Word], Word]:
    """Register a function that translates calls of the R functions ``names``."""

    def enter(function: Word) -> Word:
        for name in names:
            assert name not in WORDS, name
            WORDS[name] = function
        return function

    return enter


def extend(name: str, function: Callable[..., Value], *, asked_first: bool = False) -> None:
    """Let ``function`` translate calls of ``name``, and pass some on to the word of that name.

    The function takes that word, which is None if there is none, the call and the scope. Functions
    that recognise a call by its writing are asked first; the others translate its arguments.
    """
    (_FIRST if asked_first else _EXTENSIONS).append((name, function))


def complete() -> None:
    """Put the extensions in the place of the words, after all words are registered."""
    for name, function in (*_EXTENSIONS, *_FIRST):
        WORDS[name] = partial(function, WORDS.get(name))
    _EXTENSIONS.clear()
    _FIRST.clear()
