"""Translate the classes of a script and the methods of these classes (R's S3)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pybrms_mix.rscript.expressing.own_calls import defined_later, own_call
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant, function, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Function,
    Name,
    Part,
    String,
    called,
)

if TYPE_CHECKING:
    from pybrms_mix.rscript.facts.further_arguments import Dots

Read = Callable[[Part, Scope], Value]
# Functions whose result depends on the class of a value.
ASKING = frozenset({"class", "inherits", "UseMethod", "unclass", "is", "methods"})
# The kinds of values that may have a class of the script's own.
_PERHAPS = frozenset({Kind.UNKNOWN, Kind.RECORD, Kind.LIST})
_OF_VECTORS = (Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.VECTOR, Kind.TEXTS, Kind.MASK, Kind.NAMED)
# Classes that values have in R without the script.
_OF_R = (
    "character", "numeric", "integer", "double", "logical", "factor", "ordered", "data.frame",
    "list", "matrix", "array", "function", "Date", "NULL", "lm", "glm", "brmsfit", "default",
    "mixfamily", "customfamily", "brmsfamily", "family", "mvbrmsformula", "brmsformula", "bform",
    "brmsprior", "stanvars",
)  # fmt: skip


def texts_of(part: Part | None) -> list[str]:
    """Return the strings in the names of classes: ``"k"`` or ``c("k", class(x))``."""
    values = [a.value for a in part.arguments] if isinstance(part, Call) else [part]
    return [p.text for p in values if isinstance(p, String)]


def _classes(script: Sequence[Part]) -> list[str]:
    """Return the classes that a script gives to values, in the order in which R looks for methods.

    A class that stands before another one is asked first.
    """
    classes: list[str] = []
    for part in (p for s in script for p in below(s)):
        match part:
            case Call() if called(part) == "structure":
                class_lists = [
                    texts_of(a.value) for a in part.arguments if a.name in ("class", ".Class")
                ]
            case Assign(Call(Name("class" | "oldClass"), _), of):
                class_lists = [texts_of(of)]
            case _:
                continue
        classes += [t for texts in class_lists for t in texts if t not in classes]
    return classes


def methods_of(script: Sequence[Part]) -> Mapping[str, Mapping[str, str]]:
    """Return the methods that a script defines: by generic function and class, their names."""
    defined = [s.target.text for s in script
               if isinstance(s, Assign) and isinstance(s.target, Name)
               and isinstance(s.value, Function)]  # fmt: skip
    generics = {getattr(c.arguments[0].value, "text", "") for s in script for c in below(s)
                if isinstance(c, Call) and called(c) == "UseMethod" and c.arguments}  # fmt: skip
    methods: dict[str, dict[str, str]] = {}
    for class_name in dict.fromkeys((*_classes(script), *_OF_R)):
        for name in defined:
            generic = name.removesuffix(f".{class_name}")
            if generic not in ("", name) and (class_name not in _OF_R or generic in generics):
                methods.setdefault(generic, {})[class_name] = name
    return methods


def without_class(part: Part, scope: Scope) -> str | None:
    """Return the names of a class that no function of the script depends on."""
    parts = [a.value for a in part.arguments] if (
        isinstance(part, Call) and called(part) == "c") else [part]  # fmt: skip
    texts = texts_of(part)
    if len(texts) != len(parts) or not texts:
        return None
    methods = any(t in names_by_class for names_by_class in scope.methods.values() for t in texts)
    calls = (p for s in scope.script for p in below(s) if isinstance(p, Call))
    class_is_read = any(called(c) in ASKING for c in calls)
    return None if methods or class_is_read else ", ".join(texts)


def with_class_of(of: Value, given: Value, place: Part | Argument, scope: Scope) -> Value:
    """Return a value with another class: ``structure(x, class = "k")``, ``class(x) <- "k"``.

    Raises
    ------
    NotPorted
        If the value is no list, so that a class of R may be meant.
    """
    del scope
    match given.node:
        case ast.Constant("data.frame") if of.kind in (Kind.FRAME, Kind.GROUPED):
            return Value(call("r.as_frame", of.node), Kind.FRAME, of.columns)
    if of.kind not in (*_PERHAPS, *_OF_VECTORS, Kind.FRAME):
        message = "only a vector, a list or a data frame can have a class of its own here"
        raise NotPorted(message, place.span)
    kind = Kind.RECORD if of.kind in (Kind.RECORD, Kind.LIST) else Kind.UNKNOWN
    return Value(call("r.classed", of.node, given.node), kind)


# Operators and groups of functions for which R looks for methods by the class of a value.
_GROUPS = ("[", "[[", "$", "+", "-", "*", "/", "^", "%%", "%/%", "==", "!=", "<", "<=", ">", ">=",
           "&", "|", "!", "[<-", "[[<-", "$<-", "Ops", "Math", "Summary")  # fmt: skip


def refuse_operator_method(node: Part) -> None:
    """Refuse the definition of a method of an operator: ``"[.foo" <- function(x, i) ...``.

    Raises
    ------
    NotPorted
        If a statement defines such a method: operators have R's own meaning here.
    """
    match node:
        case Assign(Name(name) | String(name), Function()):
            start, _, class_name = name.partition(".")
        case _:
            return
    if class_name and start in _GROUPS:
        raise NotPorted(f"a method of {start} for the class '{class_name}' is not called here",
                        node.span)  # fmt: skip


def choosing(body: Part, parameters: list[str], dots: Dots) -> Part:
    """Return the body of a generic function, with the arguments that its method is given."""
    only = body.statements[0] if isinstance(body, Block) and len(body.statements) == 1 else body
    if not isinstance(only, Call) or called(only) != "UseMethod":
        return body
    handed = [*parameters, *(["..."] if dots.given else [])]
    arguments = tuple(Argument(None, Name(n, only.span), only.span) for n in handed)
    return Call(only.function, (*only.arguments[:1], *arguments), only.span)


def _defined(generic: str, scope: Scope) -> dict[str, str]:
    """Return the methods that are defined when a statement runs: by class, their names.

    R looks for a method at the time of the call. A function may be called after later definitions.
    """
    methods = scope.methods.get(generic, {})
    return {
        class_name: name
        for class_name, name in methods.items()
        if scope.local or ((v := scope.known.get(name)) is not None and v.kind is Kind.FUNCTION)
    }


def _held(generic: str, scope: Scope) -> ast.expr:
    """Return the methods of a generic function as a dict from classes to functions."""
    methods = _defined(generic, scope)
    return record({class_name: ast.Name(scope.names[name]) for class_name, name in methods.items()})


def use_method(node: Call, scope: Scope, read: Read) -> Value:
    """Translate ``UseMethod("area")`` at the end of a generic function."""
    generic = getattr(node.arguments[0].value, "text", "") if node.arguments else ""
    if len(node.arguments) < 2 or generic not in scope.methods:
        raise NotPorted("UseMethod() needs methods that the script defines", node.span)
    arguments = [read(a.value, scope).node for a in node.arguments[1:] if a.value is not None]
    return Value(call("r.dispatch", _held(generic, scope), *arguments))


def by_class(node: Call, scope: Scope, read: Read) -> Value | None:
    """Translate a call of a function of R for whose classes the script defines methods.

    The method is called if the value has its class. None is returned if it can have no such class.
    """
    name = called(node) or ""
    first = next((a.value for a in node.arguments), None)
    if first is None:
        return None
    of = read(first, scope)
    if of.kind not in _PERHAPS:
        return None
    if not isinstance(of.node, ast.Name):
        return _of_expression(node, of, scope, read)
    usual = _usual(node, scope)
    result, kind = (None, Kind.UNKNOWN) if usual is None else (usual.node, usual.kind)
    for class_name, method_name in reversed(list(scope.methods[name].items())):
        method = scope.known.get(method_name) or (
            defined_later(method_name, scope) if scope.local else None
        )
        if method is None or method.kind is not Kind.FUNCTION:
            continue
        method_call = own_call(method, node, scope, read)
        if result is None:
            result = call("r.dispatch", _held(name, scope), of.node) if len(
                node.arguments) == 1 else method_call.node  # fmt: skip
            continue
        test = call("r.inherits", of.node, constant(class_name))
        result = ast.IfExp(test, method_call.node, result)
    return (
        None
        if result is None
        else Value(
            result, Kind.NONE if name == "print" else kind if kind is Kind.NONE else Kind.UNKNOWN
        )
    )


def _of_one_value(node: Call, of: Value, scope: Scope, reader: Read) -> Value | None:
    """Translate a call with more arguments: a function of the first one, which is called with it.

    Raises
    ------
    NotPorted
        If the first argument has a name.
    """
    if node.arguments[0].name is not None:
        raise NotPorted(f"give the first argument of {called(node)}() a name", node.span)
    spelt = scope.fresh("x_")
    inner = scope.inline({_FIRST: Value(ast.Name(spelt))})
    first = Argument(None, Name(_FIRST, node.span), node.span)
    chosen_call = by_class(replace(node, arguments=(first, *node.arguments[1:])), inner, reader)
    if chosen_call is None:
        return None
    called_node = call("r.call_function", function([spelt], chosen_call.node), of.node)
    return replace(chosen_call, node=called_node)


# The name of the first argument of a method; no variable of R has it.
_FIRST = "the first argument of a method"


def _of_expression(node: Call, of: Value, scope: Scope, reader: Read) -> Value | None:
    """Translate a call whose first argument is an expression, which is evaluated once."""
    name = called(node) or ""
    if not _defined(name, scope):
        return _usual(node, scope)
    if len(node.arguments) > 1:
        return _of_one_value(node, of, scope, reader)
    if name == "print":
        return Value(_printed(of, scope), Kind.NONE)
    variable = Name("x", node.span)
    spelt = scope.fresh("x_")
    inner = scope.inline({variable.text: Value(ast.Name(spelt))})
    usual = _usual(replace(node, arguments=(Argument(None, variable),)), inner)
    more = {} if usual is None else {"otherwise": function([spelt], usual.node)}
    return Value(call("r.dispatch", _held(name, scope), of.node, **more))


def _usual(node: Call, scope: Scope) -> Value | None:
    """Return the translation for values without a method; None if there is none."""
    rule = WORDS.get(called(node) or "")
    try:
        return None if rule is None else rule(node, scope)
    except NotPorted:
        return None


def _printed(of: Value, scope: Scope) -> ast.expr:
    return call("r.dispatch", _held("print", scope), of.node, otherwise=ast.Name("print"))


def shown_by_class(node: Part, found: Value, scope: Scope) -> ast.expr | None:
    """Return how a value at top level is printed if the script defines a method of ``print()``."""
    if scope.local or scope.looping or found.kind not in _PERHAPS or not _defined("print", scope):
        return None
    if isinstance(node, Call) and called(node) in ("invisible", "print", "walk", "cat"):
        return None
    return _printed(found, scope)
