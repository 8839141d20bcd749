"""Translate the types of columns that readr's functions are given: ``col_types = cols(...)``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, listed, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Part, String, called

_LETTERS = {
    "col_character": "c", "col_double": "d", "col_integer": "i", "col_logical": "l",
    "col_factor": "f", "col_date": "D", "col_number": "n", "col_skip": "-", "col_guess": "?",
}  # fmt: skip
_WORDS = {name.removeprefix("col_"): letter for name, letter in _LETTERS.items()}
_LISTS = frozenset({"cols", "cols_only", "list", "c"})


def column_type_options(part: Node, scope: Scope) -> dict[str, ast.expr]:
    """Return the keywords of `read_csv` for ``col_types``.

    Raises
    ------
    NotPorted
        If the types are computed, or a type is not available.
    """
    if isinstance(part, Name) and part.text == "NULL":
        return {}
    if isinstance(part, String):
        _checked(part.text, part)
        return {"types": constant(part.text)}
    call_part: Part | None = part.right if isinstance(part, Infix) and part.op == "::" else part
    if not isinstance(call_part, Call) or called(call_part) not in _LISTS:
        raise NotPorted("the types of columns must be written out here", part.span)
    part = call_part
    options: dict[str, ast.expr] = {}
    types: dict[str, ast.expr] = {}
    for argument in part.arguments:
        type_node = _type(argument.value, part, scope)
        if argument.name == ".default":
            options["default_type"] = type_node
        elif argument.name is None:
            raise NotPorted("the types of columns need the names of columns here", part.span)
        else:
            types[argument.name] = type_node
    if types:
        options["types"] = record(types)
    if called(part) == "cols_only":
        options["default_type"] = constant("-")
    return options


def _checked(letters: str, part: Part) -> None:
    odd = set(letters) - {*_LETTERS.values(), "_"}
    if odd:
        raise NotPorted(f"columns of the type '{min(odd)}' cannot be read here",
                        getattr(part, "span", None))  # fmt: skip


def _type(part: Part | None, node: Call, scope: Scope) -> ast.expr:
    """Return the letter of a type, with its arguments if there are any."""
    if isinstance(part, Infix) and part.op == "::":
        part = part.right
    if isinstance(part, String):
        letter = _WORDS.get(part.text, part.text)
        _checked(letter, part)
        return constant(letter)
    name = called(part) if part is not None else None
    if not isinstance(part, Call) or name not in _LETTERS:
        raise NotPorted("a type of columns is not available here", node.span)
    letter_node = constant(_LETTERS[name])
    places = {"col_factor": ("levels", "ordered"), "col_date": ("format",)}.get(name, ())
    settings: dict[str, ast.expr] = {}
    for place, argument in enumerate(part.arguments):
        label = argument.name or (places[place] if place < len(places) else "")
        if argument.value is None or (isinstance(argument.value, Name)
                                      and argument.value.text == "NULL"):  # fmt: skip
            continue
        if label == "include_na" and not flagged(argument.value):
            continue
        if label not in places:
            raise NotPorted(f"{name}() has no argument '{label}' here", argument.span)
        if not (isinstance(argument.value, String) and not argument.value.text):
            settings[label] = value(argument.value, scope).node
    return record({"type": letter_node, **settings}) if settings else letter_node


def column_classes(part: Node) -> dict[str, ast.expr]:
    """Return the keywords of `read_csv` for ``colClasses``.

    Raises
    ------
    NotPorted
        If the classes are computed, or a class is not available.
    """
    if isinstance(part, String):
        return {"default_type": constant(_class_of(part, part))}
    if not isinstance(part, Call) or called(part) != "c":
        raise NotPorted("the classes of columns must be written out here", part.span)
    classes = [constant(_class_of(a.value, part)) for a in part.arguments]
    names = [a.name for a in part.arguments]
    if all(names):
        return {"types": record({str(n): c for n, c in zip(names, classes, strict=True)})}
    if any(names):
        raise NotPorted("either all classes of columns need names here, or none", part.span)
    return {"types": listed(classes)}


def _class_of(part: Part | None, node: Node) -> str:
    """Return a class of R, and "?" for NA, with which R guesses the type."""
    match part:
        case String(text) if text in _CLASSES:
            return text
        case Name("NA" | "NA_character_"):
            return "?"
    raise NotPorted("a class of columns is not available here", node.span)


_CLASSES = frozenset({"character", "numeric", "double", "integer", "logical", "factor", "Date",
                      "NULL"})  # fmt: skip
