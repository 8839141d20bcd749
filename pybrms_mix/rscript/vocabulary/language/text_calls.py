"""Translate functions that build strings from values."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.design.rvalues import number_text
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import ARRAYS, COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import (
    DOUBLE,
    INTEGER,
    is_long_double,
    is_long_integer,
    number_type,
)
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.templates import pieces
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, Part, String, called


@word("paste", "paste0")
def paste(node: Call, scope: Scope) -> Value:
    """Translate ``paste(...)`` into an f-string of single values, or a list of strings."""
    arguments = matched(node.arguments, "..., sep, collapse, recycle0")
    if getattr(arguments.get("recycle0"), "text", "FALSE") not in ("FALSE", "F"):
        raise NotPorted('vectors without elements count as "" here: recycle0 = FALSE', node.span)
    parts = [in_full(needed(a.value, node), scope) for a in arguments.rest]
    between, collapse = arguments.get("sep"), arguments.get("collapse")
    usual = "" if called(node) == "paste0" else " "
    if between is None or isinstance(between, String):
        sep = worded(between, usual)
        if (
            all(p.kind in SCALARS for p in parts)
            and collapse is None
            and not any(_is_double(p) or (p.double and "scipen" in scope.options) for p in parts)
        ):
            return Value(_formatted(parts, sep), Kind.TEXT)
        options = {"sep": constant(sep)} if sep != " " else {}
    else:
        options = {"sep": value(between, scope).node}
    if collapse is not None:
        options["collapse"] = value(collapse, scope).node
    call_node = call("r.paste", *map(_part, parts), **options)
    has_several = any(p.kind in _SEVERAL for p in parts)
    kind = Kind.TEXT if collapse is not None else Kind.TEXTS if has_several else Kind.UNKNOWN
    return Value(call_node, kind)


def in_full(part: Part, scope: Scope) -> Value:
    """Return a value as R writes it: the integers 100000L and 1L as texts, which have no 1e+05.

    Whole numbers that are doubles in R become floats, which have 1e+05.
    """
    part_value = value(part, scope)
    if isinstance(part_value.node, ast.Constant):
        return part_value
    if is_long_double(part, scope):
        as_double = "float" if part_value.kind is Kind.NUMBER else "r.as_numeric"
        return replace(part_value, node=call(as_double, part_value.node))
    if not is_long_integer(part, scope):
        return part_value
    single = part_value.kind is Kind.NUMBER
    return Value(call("r.in_full", part_value.node), Kind.TEXT if single else Kind.TEXTS)


@word("glue", "str_glue")
def glue(node: Call, scope: Scope) -> Value:
    """Translate ``glue("n = {n}")``, a string with embedded values."""
    templates = [a.value for a in node.arguments if a.name is None]
    variables = {a.name: value(needed(a.value, node), scope) for a in node.arguments
                 if a.name is not None and not a.name.startswith(".")}  # fmt: skip
    if len(templates) + len(variables) != len(node.arguments) or not templates:
        raise NotPorted(f"{called(node)}() needs strings, and values by name, here", node.span)
    scope = scope.inline(variables) if variables else scope
    parts: list[ast.expr] = []
    has_several = False
    for template in templates:
        if not isinstance(template, String):
            raise NotPorted(f"{called(node)}() needs strings alone here", node.span)
        for literal, code in pieces(template.text, node.span):
            if literal:
                parts.append(constant(literal))
            if code is not None:
                code_value = in_full(code, scope)
                has_several = has_several or code_value.kind not in SCALARS
                parts.append(code_value.node)
    call_node = call("r.paste", *parts, sep=constant(""))
    return Value(call_node, Kind.UNKNOWN if has_several else Kind.TEXT)


@word("formatC")
def format_c(node: Call, scope: Scope) -> Value:
    """Translate ``formatC(x, width = 2, flag = "0")``, numbers as C writes them."""
    arguments = matched(node.arguments, "x, width, digits, format, flag, mode, big.mark")
    if arguments.get("mode") is not None:
        raise NotPorted("formatC() determines the type of its numbers itself here", node.span)
    x = value(needed(arguments.get("x"), node), scope)
    options = {
        n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items() if n != "x"
    }
    type_name = number_type(arguments.get("x"), scope)
    form = options.pop("format", constant({INTEGER: "d", DOUBLE: "g"}.get(type_name or "", "")))
    call_node = call("r.formatted", x.node, **options, form=form)
    return Value(call_node, Kind.TEXT if x.kind in SCALARS else Kind.UNKNOWN)


_SEVERAL = COLUMNS | ARRAYS | {Kind.TEXTS, Kind.NAMED, Kind.LIST}


def _formatted(parts: list[Value], sep: str) -> ast.expr:
    """Return an f-string of texts, logical values and whole numbers; numbers written as R does."""
    values: list[ast.expr] = []
    for at, part in enumerate(parts):
        if at and sep:
            values.append(ast.Constant(sep))
        if part.kind is Kind.NUMBER and isinstance(part.node, ast.Constant):
            number = part.node.value
            assert isinstance(number, int | float)
            values.append(ast.Constant(number_text(float(number)) if part.double else str(number)))
            continue
        values.append(part.node if _is_text(part.node) else ast.FormattedValue(part.node, -1, None))
    if all(map(_is_text, values)):
        return ast.Constant("".join(str(v.value) for v in values if isinstance(v, ast.Constant)))
    if any(_has_text(v.value) for v in values if isinstance(v, ast.FormattedValue)):
        return _added(values)
    return ast.JoinedStr(values)


def _has_text(node: ast.expr) -> bool:
    """Return whether an expression contains a string, which Python < 3.12 refuses in f-strings."""
    inside = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return any(isinstance(v, str) and not v.isalnum() for v in inside)


def _added(values: list[ast.expr]) -> ast.expr:
    """Return a sum of strings in place of an f-string."""
    texts: list[ast.expr] = []
    for text_node in values:
        match text_node:
            case ast.FormattedValue(inner):
                texts.append(call("str", inner))
            case _:
                texts.append(text_node)
    total = texts[0]
    for text_node in texts[1:]:
        total = ast.BinOp(total, ast.Add(), text_node)
    return total


def _part(part: Value) -> ast.expr:
    """Return an argument of ``r.paste()``; a large integer, which R writes in full, as text."""
    match part.node:
        case ast.Constant(int(number)) if not part.double and abs(number) >= 100000:
            return constant(str(number))
    return part.node


def _is_double(part: Value) -> bool:
    """Return whether a value may be a number that R writes in scientific notation: 1e+05."""
    if part.kind is Kind.FLAG:
        return True
    fixed = part.whole or _is_whole(part.node) or isinstance(part.node, ast.Constant)
    return part.kind is Kind.NUMBER and not fixed


def _is_whole(node: ast.expr) -> bool:
    match node:
        case ast.Call(ast.Name("len" | "int"), _):
            return True
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
