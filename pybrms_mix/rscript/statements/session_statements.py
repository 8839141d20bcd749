"""Statements about R's session: attached data, removed variables, random generators."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TypeGuard

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.packages import NEEDLESS, OPTIONS
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.statements.targets import assigned
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, item, method
from pybrms_mix.rscript.trees.refusals import Decisive, NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.frames.level_calls import draw_by_rounding
from pybrms_mix.rscript.vocabulary.session.output import stored_output
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Name, Number, Part, String, called


def _first(node: Call) -> Part:
    argument = node.arguments[0].value if node.arguments else None
    if argument is None:
        raise Decisive(f"{called(node)}() lacks an argument", node.span)
    return argument


def needless(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out a call that changes no result, with a note that says why."""
    name = called(node) or ""
    asks = name == "par" and any(a.name is None and isinstance(a.value, String)
                                 for a in node.arguments)  # fmt: skip
    if asks and scope.valued:
        raise NotPorted("the settings of R's plots are not known here", node.span)
    scope.notes.append(f"without {name}(): {NEEDLESS[name]}")
    return []


def attach(node: Call, scope: Scope) -> list[ast.stmt]:
    """Copy a data frame, whose columns the following statements can name (``attach(d)``)."""
    if scope.mask is not None or scope.local or scope.looping:
        raise Decisive("one data frame can be attached at a time here", node.span)
    frame = value(_first(node), scope)
    if frame.kind is not Kind.FRAME or len(node.arguments) != 1:
        raise Decisive("attach() needs a data frame as its only argument here", node.span)
    scope.mask = Mask(ast.Name("attached"), columns=frame.columns, attached=True)
    return [ast.Assign([ast.Name("attached")], method(frame.node, "copy"))]


def detach(node: Call, scope: Scope) -> list[ast.stmt]:
    """End ``attach()``; a package is not detached."""
    scope.mask = None
    scope.notes.append("without detach(): names are those of the script again")
    return []


def removed(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out ``rm(x)``: after it, the name can stand for a column of attached data."""
    for argument in node.arguments:
        if argument.name is None and isinstance(argument.value, Name | String):
            scope.known.pop(argument.value.text, None)
    return needless(node, scope)


def generator(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out ``RNGversion("4.0.0")``; before R 3.6, ``sample()`` draws by rounding."""
    text = getattr(node.arguments[0].value, "text", "") if node.arguments else ""
    numbers = [int(p) for p in text.split(".")[:2] if p.isdigit()]
    if numbers < [3, 0] or scope.local:
        raise Decisive("only the generators of R >= 3.0 are available", node.span)
    are_default = numbers >= [3, 6]
    draw_by_rounding(scope, rounds=not are_default)
    version = "3.6" if are_default else "3.0"
    scope.notes.append(f"without {called(node)}(): these are the generators of R >= {version}")
    return []


def _earlier(part: Part | None, scope: Scope) -> TypeGuard[Name]:
    """Return whether a variable holds earlier settings."""
    variable = scope.known.get(part.text) if isinstance(part, Name) else None
    return variable is not None and bool(variable.settings or variable.kind is Kind.LOOK)


def set_options(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out R options, but refuse those that change results."""
    for argument in node.arguments:
        if argument.name is None and argument.value is not None and _earlier(argument.value, scope):
            earlier = scope.known[argument.value.text].node
            restored: list[ast.stmt] = []
            if isinstance(earlier, ast.Name):
                restored.append(ast.Expr(call("r.number_options", earlier)))
            else:
                scope.notes.append("without options(): it restores settings of R")
            if "contrasts" in scope.options:
                restored.append(ast.Expr(call("r.contrasts_option")))
            return restored
        if argument.name is None and isinstance(argument.value, Call | Name):
            raise Decisive("the options of R that this call sets are unknown", argument.span)
        if argument.name in OPTIONS and not _is_default(argument) and argument.name != "contrasts":
            raise Decisive(f"options({argument.name} = ) changes results in R", argument.span)
        literal = isinstance(argument.value, String | Number) and not scope.local
        if argument.name is not None and argument.value is not None:
            scope.options[argument.name] = (
                value(argument.value, scope) if literal else Value(constant(None), Kind.LOOK)
            )
    followed = {
        str(a.name): value(a.value, scope).node
        for a in node.arguments
        if a.name in FOLLOWED and a.value is not None
    }
    coded = [ast.Expr(call("r.contrasts_option", value(a.value, scope).node))
             for a in node.arguments if a.name == "contrasts" and a.value is not None]  # fmt: skip
    names = [
        str(a.name or getattr(a.value, "text", ""))
        for a in node.arguments
        if a.name not in (*FOLLOWED, "contrasts")
    ]
    if names or not (followed or coded):
        reason = "it is a setting of R" if len(names) == 1 else "they are settings of R"
        if names == ["stringsAsFactors"]:
            reason = "R has ignored it since version 4.1"
        scope.notes.append(f"without options({', '.join(names)}): {reason}")
    statements = [ast.Expr(call("r.number_options", **followed))] if followed else []
    return [*statements, *coded]


def _is_default(argument: Argument) -> bool:
    """Return whether an option that changes results has the value that it has in a new session."""
    match argument.name, argument.value:
        case "contrasts", Call(Name("c"), elements):
            return [getattr(a.value, "text", "") for a in elements] == _CONTRASTS
        case "OutDec", String(text):
            return text == "."
    return False


# Options that change how numbers become text.
FOLLOWED = ("digits", "scipen")
_CONTRASTS = ["contr.treatment", "contr.poly"]


# Functions that apply a function, whose position among their arguments without names is 1.
_APPLYING = ("sapply", "lapply", "vapply", "map", "map_chr", "map_lgl")


def shows_classes(node: Part, scope: Scope) -> bool:
    """Return whether a statement only shows classes: ``sapply(d, class)``."""
    if not isinstance(node, Call) or called(node) not in _APPLYING:
        return False
    function_arguments = [a.value for a in node.arguments if a.name in ("FUN", ".f")]
    plain = [a.value for a in node.arguments if a.name is None]
    applied = function_arguments[0] if function_arguments else plain[1] if len(plain) > 1 else None
    text = applied.text if isinstance(applied, Name | String) else ""
    return text in ("class", "typeof", "mode") and text not in scope.known


def captured(node: Call, scope: Scope) -> list[ast.stmt]:
    """Translate ``capture.output(fit <- brm(...))``, whose captured lines are not used.

    The assignments remain. What would be printed is left out.
    """
    if scope.valued:
        return [ast.Expr(value(node, scope).node)]
    if (file := next((a.value for a in node.arguments if a.name == "file"), None)) is not None:
        return [ast.Expr(stored_output(file, node, scope))]
    statements: list[ast.stmt] = []
    for argument in node.arguments:
        part = argument.value
        if argument.name is None and isinstance(part, Assign):
            statements += assigned(part, scope)
        elif part is not None and any(isinstance(p, Assign) for p in below(part)):
            message = "an assignment inside capture.output() must be a statement of its own"
            raise NotPorted(message, node.span)
    scope.notes.append("without capture.output(): its printed lines are not kept")
    return statements


def sunk(node: Call, scope: Scope) -> list[ast.stmt]:
    """Translate ``sink("log.txt")`` and ``sink()``: what is printed between them goes to a file."""
    arguments = matched(node.arguments, "file, append, type, split")
    file, append, kind = (arguments.get(n) for n in ("file", "append", "type"))
    scope.last = Kind.NONE
    if kind is not None and worded(kind) == "message":
        scope.notes.append("without sink(): messages go to the screen")
        return []
    if arguments.get("split") is not None:
        scope.notes.append("without split of sink()")
    if file is None or file == Name("NULL"):
        return [ast.Expr(call("close_sink"))]
    path = value(file, scope)
    if path.kind not in (Kind.TEXT, Kind.UNKNOWN) or called(file) == "file":
        raise NotPorted("sink() needs the name of a file here", node.span)
    options = {} if append is None else {"append": value(append, scope).node}
    return [ast.Expr(call("open_sink", path.node, **options))]


def _saved_later(file: Part, scope: Scope) -> dict[str, Value]:
    """Return the variables that the script saves in this file further below, by their kinds.

    ``if (file.exists(x)) load(x) else {...; save(fit, file = x)}`` has this order.
    """
    variables: dict[str, Value] = {}
    for call_ in (c for s in scope.script for c in calls_in(s) if called(c) == "save"):
        where = next((a.value for a in call_.arguments if a.name == "file"), None)
        if where is not None and write(where) == write(file):
            names = (getattr(a.value, "text", "") for a in call_.arguments if a.name is None)
            fits = {n for s in scope.script for n in _fits_in(s)}
            variables |= {n: Value(constant(None), Kind.FIT if n in fits else Kind.UNKNOWN)
                          for n in names if n in scope.names}  # fmt: skip
    return variables


def _fits_in(node: Part) -> list[str]:
    """Return the variables to which a statement assigns ``brm()``."""
    assignments = [p for p in below(node) if isinstance(p, Assign) and called(p.value) == "brm"]
    return [p.target.text for p in assignments if isinstance(p.target, Name)]


def load_file(node: Call, scope: Scope) -> list[ast.stmt]:
    """Define the variables of an ``.RData`` file that were saved or that later lines read."""
    saved_variables = scope.saved_variables.get(write(_first(node))) or _saved_later(
        _first(node), scope
    )
    if saved_variables:
        loaded_name = ast.Name("loaded")
        again: list[ast.stmt] = [
            ast.Assign([loaded_name], call("read_rds", value(_first(node), scope).node))
        ]
        for name, variable in saved_variables.items():
            scope.define(name, replace(variable, node=loaded_name))
            again.append(
                ast.Assign([ast.Name(scope.names[name])], item(loaded_name, constant(name)))
            )
        return again
    if not scope.loaded:
        raise NotPorted(
            "the variables that load() creates are unknown, and no later line reads them", node.span
        )
    file = ast.Name("loaded")
    statements: list[ast.stmt] = [
        ast.Assign([file], call("read_rds", value(_first(node), scope).node))
    ]
    for name in scope.loaded:
        scope.define(name, Value(file, Kind.FRAME))
        statements.append(ast.Assign([ast.Name(scope.names[name])], item(file, constant(name))))
    return statements


def ended(node: Call, scope: Scope) -> list[ast.stmt]:
    """Translate ``quit(status = 1)``, which ends the script."""
    arguments = matched(node.arguments, "save, status, runLast")
    status = arguments.get("status")
    code = constant(0) if status is None else value(status, scope).node
    return [ast.Raise(call("SystemExit", code))]
