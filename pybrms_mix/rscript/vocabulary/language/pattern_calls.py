"""Translate the patterns of stringr: ``fixed()``, ``coll()``, ``regex()`` and ``boundary()``."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.r.text.patterns import literal_pattern
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String, called

# The options of regex(), by their flags in an expression.
_FLAGS = {"ignore_case": "i", "multiline": "m", "comments": "x", "dotall": "s"}

# A word by the rules of Unicode: an apostrophe or a full stop between letters is part of the word,
# and so is a comma or a full stop between digits.
_WORD = r"\w+(?:(?:(?<=[^\W\d_])[.'’·](?=[^\W\d_])|(?<=\d)[.,;'’](?=\d))\w+)*"
_BOUNDARIES = {"word": _WORD, "character": r"(?s:.)"}


@word("fixed", "coll", "regex")
def pattern(node: Call, scope: Scope) -> Value:
    """Translate ``fixed("a.b")`` and ``regex("a", ignore_case = TRUE)`` to patterns."""
    is_literal = called(node) != "regex"
    options = "ignore_case" if is_literal else "ignore_case, multiline, comments, dotall"
    arguments = matched(node.arguments, f"pattern, {options}, ...")
    if arguments.rest:
        name = arguments.rest[0].name or "at this place"
        raise NotPorted(f"{called(node)}() has no argument {name} here", node.span)
    flags = "".join(f for n, f in _FLAGS.items() if flagged(arguments.get(n)))
    start = f"(?{flags})" if flags else ""
    part = needed(arguments.get("pattern"), node)
    if isinstance(part, String):
        text = literal_pattern(part.text) if is_literal else part.text
        return Value(constant(start + text), Kind.TEXT)
    text_node = value(part, scope).node
    text_node = call("r.literal_pattern", text_node) if is_literal else text_node
    return Value(call("r.paste", constant(start), text_node, sep=constant("")) if start
                 else text_node, Kind.TEXT)  # fmt: skip


def _of_boundary(part: Node | None) -> str | None:
    """Return the pattern of what lies between boundaries, for ``boundary("word")``."""
    if called(part) != "boundary" or not isinstance(part, Call):
        return None
    arguments = matched(part.arguments, "type, skip_word_none, ...")
    between = _BOUNDARIES.get(worded(arguments.get("type"), "character"))
    if between is None or len(arguments.named) + len(arguments.rest) > 1:
        raise NotPorted('boundary() needs "word" or "character" alone here', part.span)
    return between


def _at_boundaries(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``str_count(x, boundary("word"))``: count what lies between the boundaries."""
    arguments = matched(node.arguments, "string, pattern, ...")
    between = _of_boundary(arguments.get("pattern"))
    if between is None:
        return plain(node, scope)
    string = Argument(None, needed(arguments.get("string"), node))
    function = node.function
    if called(node) == "str_split":
        if arguments.rest:
            raise NotPorted("str_split() at boundaries has no further arguments here", node.span)
        function = Name("str_extract_all")
    between_call = replace(
        node,
        function=function,
        arguments=(string, Argument(None, String(between)), *arguments.rest),
    )
    return plain(between_call, scope) if function is node.function else value(between_call, scope)


for _name in ("str_count", "str_extract", "str_extract_all", "str_split"):
    extend(_name, _at_boundaries)


@word("boundary")
def boundary(node: Call, scope: Scope) -> Value:
    """Refuse ``boundary()`` outside of the functions that take it here."""
    del scope
    raise NotPorted(
        "boundary() is available as the pattern of str_count(), str_extract(), str_extract_all() "
        "and str_split()", node.span,
    )  # fmt: skip
