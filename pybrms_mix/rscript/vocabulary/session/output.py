"""Translate ``print()``, ``cat()`` and messages."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.matrices import result_of_fit
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import INTEGER, number_type
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant, function, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.language.text_calls import in_full
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Name,
    Node,
    Number,
    Part,
    String,
    called,
)


@word("print", "show")
def print_(node: Call, scope: Scope) -> Value:
    """Translate ``print(x)``; ``digits`` has an effect on fits and their summaries."""
    arguments = matched(node.arguments, "x, digits, ...")
    inner = value(needed(arguments.get("x"), node), scope)
    digits = arguments.get("digits")
    if digits is not None and (summary := _with_digits(inner, digits, scope)) is not None:
        return summary
    without = [*(["digits"] if digits is not None else []), *(a.name for a in arguments.rest)]
    for name in without:
        scope.notes.append(f"without '{name}': numbers are printed with Python's digits")
    if inner.kind in (Kind.PLOT, Kind.PICTURE):
        return inner
    if called(node) == "show":
        return Value(call("print", inner.node), Kind.NONE)
    # R returns the value that it prints; a statement alone becomes print().
    return replace(inner, node=call("r.printed", inner.node))


def _with_digits(inner: Value, digits: Part, scope: Scope) -> Value | None:
    """Return the print of a fit or of its summary with some digits; None for other values."""
    match inner.node:
        case ast.Call(ast.Attribute(ast.Name("pm" | "r"), "summary"), parts, keywords):
            options = {k.arg: k.value for k in keywords if k.arg is not None}
            node = call("pm.summary", *parts, **options, digits=value(digits, scope).node)
        case _ if inner.kind is Kind.FIT:
            node = call("pm.summary", inner.node, digits=value(digits, scope).node)
        case _:
            return None
    return Value(call("print", node), Kind.NONE)


@word("message")
def message(node: Call, scope: Scope) -> Value:
    """Translate ``message("a", x)``, which writes to the stream of errors."""
    arguments = matched(node.arguments, "..., domain, appendLF")
    if arguments.named or any(a.name for a in arguments.rest):
        raise NotPorted("message() takes words without names here", node.span)
    parts = [needed(a.value, node) for a in arguments.rest]
    words = [_in_full(p, in_full(p, scope).node) for p in parts]
    return Value(call("r.message", *words), Kind.NONE)


_LONG = 100000  # the least number that R writes as 1e+05 if it is a double


def _same_text(part: Part, argument_value: Value, scope: Scope) -> bool:
    """Return whether Python prints a value as R does: strings, and numbers that are whole."""
    match argument_value.node:
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            is_short = abs(number) < 100000 and float(f"{number:.7g}") == number
            return isinstance(part, Number) and f"{number:g}" == part.text.removesuffix("L") and (
                is_short)  # fmt: skip
    if argument_value.kind is Kind.NUMBER:
        return argument_value.whole or number_type(part, scope) == INTEGER
    return argument_value.kind is Kind.TEXT and ast.unparse(argument_value.node) not in (
        "np.nan",
        "r.NAN",
        "None",
    )


def _in_full(part: Part, node: ast.expr) -> ast.expr:
    """Return the integer 100000L as text, because R writes the double 100000 as 1e+05."""
    if not isinstance(part, Number) or not isinstance(node, ast.Constant):
        return node
    if part.text.endswith("L"):
        return constant(str(node.value))
    match node.value:
        case int(number) if abs(number) >= _LONG:
            return constant(float(number))
    return node


@word("cat")
def cat(node: Call, scope: Scope) -> Value:
    """Translate ``cat("a", x)`` into ``print()``, with a line break only where R writes one.

    R prints seven digits of a number, so that ``r.cat()`` prints numbers that may have more.
    """
    arguments = matched(node.arguments, "..., file, sep, fill, labels, append")
    stream = _stream(arguments.get("file"))
    if stream is None:
        return _stored(node, scope)
    parts = [needed(a.value, node) for a in arguments.rest]
    option = next((a for a in arguments.rest if a.name), None)
    if option is not None or arguments.get("labels") is not None:
        name = "labels" if option is None else option.name
        raise NotPorted(f"cat() has no argument '{name}' here", node.span)
    sep = worded(arguments.get("sep"), " ")
    if stream == "stderr" or _fill(arguments, scope) is not None:
        options = {"sep": None if sep == " " else constant(sep), "fill": _fill(arguments, scope),
                   "errors": constant(True) if stream == "stderr" else None}  # fmt: skip
        words = [_in_full(p, in_full(p, scope).node) for p in parts]
        layout = {n: v for n, v in options.items() if v is not None}
        return Value(call("r.cat", *words, **layout), Kind.NONE)
    values = [_said(p, scope) for p in parts]
    nodes = [v.node for v in values]
    keywords: dict[str, ast.expr] = {}
    if not all(_same_text(p, v, scope) for p, v in zip(parts, values, strict=True)):
        keywords = {"sep": constant(sep)} if sep != " " else {}
        nodes = [
            v.node if called(p) == "capture.output" else _in_full(p, in_full(p, scope).node)
            for p, v in zip(parts, values, strict=True)
        ]
        return Value(call("r.cat", *nodes, **keywords), Kind.NONE)
    if sep not in (" ", "\n") or (sep == "\n" and len(nodes) != 1):
        keywords["sep"] = constant(sep)
    last = parts[-1] if parts else None
    ended = isinstance(last, String) and last.text.endswith("\n")
    if "\n" in sep:  # R ends the last element with a line break as well
        return Value(call("print", *nodes, **keywords), Kind.NONE)
    if isinstance(last, String) and ended:
        if last.text == "\n" and len(nodes) > 1 and sep.strip(" "):
            keywords["end"] = constant(f"{sep}\n")  # R separates the line break as well
        nodes = nodes[:-1] if last.text == "\n" else [*nodes[:-1], constant(last.text[:-1])]
    else:
        keywords["end"] = constant("")
    return Value(call("print", *nodes, **keywords), Kind.NONE)


def _stream(file: Part | None) -> str | None:
    """Return the stream that a file stands for; None if it is a file."""
    if file is None or file == String("") or called(file) == "stdout":
        return "stdout"
    return "stderr" if called(file) == "stderr" else None


def _fill(arguments: Matched, scope: Scope) -> ast.expr | None:
    """Return the width of lines in ``cat(fill = )``; None if lines are not broken."""
    width = arguments.get("fill")
    node = None if width is None else value(width, scope).node
    is_false = isinstance(node, ast.Constant) and node.value is False
    return None if is_false else node


def _stored(node: Call, scope: Scope) -> Value:
    """Translate ``cat("a", x, file = "log.txt", append = TRUE)``."""
    arguments = matched(node.arguments, "..., file, sep, fill, labels, append")
    odd = [a for a in arguments.rest if a.name]
    if odd or "labels" in arguments.named:
        name = odd[0].name if odd else "labels"
        raise NotPorted(f"cat() has no argument '{name}' here", node.span)
    parts = {n: arguments.get(n) for n in ("file", "sep", "append")}
    options = {n: value(p, scope).node for n, p in parts.items() if p is not None}
    parts_said = [needed(a.value, node) for a in arguments.rest]
    words = [_said(p, scope).node for p in parts_said]
    layout = {"sep": options["sep"]} if "sep" in options else {}
    if (width := _fill(arguments, scope)) is not None:
        layout["fill"] = width
    text = call("r.spoken", *words, **layout)
    return Value(py("store_text(text, file, append=append)", text=text,
                    file=options["file"], append=options.get("append")), Kind.NONE)  # fmt: skip


@word("writeLines", "write_lines")
def write_lines(node: Call, scope: Scope) -> Value:
    """Translate ``writeLines(x)``, which prints lines, and ``writeLines(x, "file.txt")``."""
    is_base = called(node) == "writeLines"
    arguments = matched(node.arguments, "text, con, sep" if is_base else "x, file, sep, na, append")
    texts = needed(arguments.get("text" if is_base else "x"), node)
    lines = _said(texts, scope).node
    file, append, sep = (arguments.get(n) for n in ("con" if is_base else "file", "append", "sep"))
    if sep is not None or arguments.get("na") is not None:
        raise NotPorted(f"{called(node)}() can only end lines with line breaks here", node.span)
    line = constant("\n")
    stream = _stream(file)
    if file is None or stream is not None:
        errors = {"errors": constant(True)} if stream == "stderr" else {}
        return Value(call("r.cat", lines, sep=line, **errors), Kind.NONE)
    text = py("r.spoken(lines, sep=line)", lines=lines, line=line)
    return Value(py("store_text(text, file, append=append)", text=text,
                    file=value(file, scope).node,
                    append=None if append is None else value(append, scope).node),
                 Kind.NONE)  # fmt: skip


@word("write")
def write(node: Call, scope: Scope) -> Value:
    """Translate ``write(x, "file.txt")``: one string or five numbers in a line."""
    arguments = matched(node.arguments, "x, file, ncolumns, append, sep")
    unavailable = [n for n in arguments.named if n not in ("x", "file", "append")]
    x = value(needed(arguments.get("x"), node), scope)
    if unavailable or x.kind not in (Kind.TEXT, Kind.TEXTS):
        raise NotPorted("write() can only write text, one element in a line, here", node.span)
    call_arguments = [Argument("x", arguments.get("x")), Argument("file", arguments.get("file"))]
    call_arguments += [Argument("append", p) for p in [arguments.get("append")] if p is not None]
    return write_lines(Call(Name("write_lines"), tuple(call_arguments), node.span), scope)


@word("warning")
def warning(node: Call, scope: Scope) -> Value:
    """Translate ``warning("...")``."""
    words = [a for a in node.arguments if a.name is None]
    call_node = call("r.warn", *(value(needed(a.value, node), scope).node for a in words))
    return Value(call_node, Kind.NONE)


@word("stop")
def stop(node: Call, scope: Scope) -> Value:
    """Translate ``stop("...")`` inside an expression."""
    words = [a for a in node.arguments if a.name is None]
    return Value(call("r.stop", *(value(needed(a.value, node), scope).node for a in words)))


@word("capture.output")
def captured_lines(node: Call, scope: Scope) -> Value:
    """Translate ``lines <- capture.output(cat("a", x))``, the lines that ``cat()`` writes."""
    functions: list[ast.expr] = []
    for argument in node.arguments:
        if argument.name is not None:
            raise NotPorted("capture.output() takes expressions alone here", node.span)
        functions.append(function([], _captured(needed(argument.value, node), node, scope)))
    return Value(call("r.printed_lines", *functions), Kind.TEXTS)


def _captured(part: Node, node: Call, scope: Scope) -> ast.expr:
    """Return Python that prints what R prints of an expression.

    Raises
    ------
    NotPorted
        If the expression is a block or an assignment, or prints by itself.
    """
    name = called(part)
    if name in ("cat", "writeLines"):
        return _exactly(part, scope)
    content = part
    if name in ("print", "invisible") and isinstance(part, Call) and name not in scope.known:
        if len(part.arguments) != 1 or part.arguments[0].value is None:
            raise NotPorted("the lines that R prints with options are not known", node.span)
        content = part.arguments[0].value
    of_itself = called(content) in ("summary", "str", "head", "tail") or isinstance(
        content, Assign | Block)  # fmt: skip
    of = None if of_itself else value(content, scope)
    if of is None or of.kind in _SHOWN_OTHERWISE:
        raise NotPorted("the lines that R prints of this expression are not known", node.span)
    return of.node if name == "invisible" else call("r.print_as_r", of.node)


# Kinds of values whose print in R is another one than that of a vector or a data frame.
_SHOWN_OTHERWISE = frozenset({Kind.NONE, Kind.FIT, Kind.PLOT, Kind.BASE, Kind.PICTURE, Kind.LOOK,
                              Kind.FUNCTION, Kind.LINEAR, Kind.MODEL, Kind.PRIORS, Kind.EFFECTS,
                              Kind.LIST, Kind.RECORD, Kind.GROUPED})  # fmt: skip


def stored_output(file: Part, node: Call, scope: Scope) -> ast.expr:
    """Translate ``capture.output(x, file = "x.txt")``; values are printed as Python prints them."""
    options: dict[str, ast.expr] = {}
    functions: list[ast.expr] = []
    for argument in node.arguments:
        if argument.name == "append":
            options["append"] = value(needed(argument.value, node), scope).node
        elif argument.name is None:
            functions.append(_printing(needed(argument.value, node), scope))
        elif argument.name not in ("file", "type", "split"):
            raise NotPorted(f"capture.output() has no argument '{argument.name}' here", node.span)
    return call("store_output", value(file, scope).node, *functions, **options)


def _printing(part: Part, scope: Scope) -> ast.expr:
    """Return a function that prints a value as R prints a statement.

    Raises
    ------
    NotPorted
        If the statement assigns a variable, or draws a picture.
    """
    if isinstance(part, Assign):
        raise NotPorted("capture.output() prints values here, and assigns none", part.span)
    printed_value = value(part, scope)
    if printed_value.kind in (Kind.PLOT, Kind.PICTURE, Kind.BASE):
        raise NotPorted("capture.output() prints no picture", part.span)
    is_printed = printed_value.kind is Kind.NONE or called(part) == "print"
    node = printed_value.node if is_printed else call("print", result_of_fit(printed_value.node))
    return function([], node)


def _said(part: Part, scope: Scope) -> Value:
    """Return a value that is written as it is, such as the lines of ``capture.output(x)``.

    Other uses of these lines would read the form in which R prints a value.
    """
    if not isinstance(part, Call) or called(part) != "capture.output":
        text_value = value(part, scope)
        if text_value.lines:
            raise NotPorted("the lines of a table for documents are not written here", part.span)
        return text_value
    if any(a.name is not None or a.value is None for a in part.arguments):
        return value(part, scope)
    functions = [_printing(needed(a.value, part), scope) for a in part.arguments]
    return Value(call("r.printed_lines", *functions), Kind.TEXTS)


def _exactly(part: Part, scope: Scope) -> ast.expr:
    """Return a call of ``cat()`` with the blank that R writes before the end of a line."""
    assert isinstance(part, Call)
    arguments = matched(part.arguments, "..., file, sep, fill, labels, append")
    cat_call = value(part, scope).node
    match cat_call:
        case ast.Call(ast.Name("print"), _, _) if called(part) == "cat":
            words = [_in_full(p, in_full(p, scope).node) for a in arguments.rest
                     if (p := a.value) is not None]  # fmt: skip
            sep = worded(arguments.get("sep"), " ")
            return call("r.cat", *words, **({"sep": constant(sep)} if sep != " " else {}))
    return cat_call
