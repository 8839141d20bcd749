"""Translate ``...`` in functions that a script defines.

If all calls in the script pass the same further arguments, these become parameters of the Python
function. Otherwise the function gets ``**more``, which it can pass on to functions of this package.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pybrms_mix.rscript.facts.dots_calls import CALLERS, calls_of, further_of
from pybrms_mix.rscript.facts.dots_variants import (
    DOTS,
    IN_ORDER,
    constants_of,
    is_dots,
    with_names,
    with_variants,
)
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import ARGUMENTS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import KINDS, RENAMED, SIGNATURES, WITHOUT_EFFECT
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.names import is_keyword_name, python_names
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Part, called

_UNKNOWN = "the arguments that '...' stands for are unknown"


@dataclass(frozen=True)
class Dots:
    """The arguments that ``...`` stands for in a function of the script.

    Attributes
    ----------
    given
        Whether the function passes ``...`` to another function.
    names
        The R names of the arguments that all calls pass through ``...``.
    spelt
        Their Python names.
    keyword
        The Python name of ``**more``; None if ``names`` holds all arguments.
    places
        The Python name of ``*rest``; None if no further argument is passed by its place.
    known
        The known facts of the arguments, as variables in the body.
    """

    given: bool = False
    names: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()
    keyword: str | None = None
    places: str | None = None
    known: dict[str, Value] = field(default_factory=dict)


def by_calls(node: Function, name: str | None, scope: Scope) -> tuple[Function, Mapping[str, Part]]:
    """Return a function in which ``...`` has become the arguments that its calls pass.

    It is returned as it is if its calls do not differ, or if it can pass them on as they are. The
    second value holds the arguments that are the same constant in all calls.
    """
    has = any(parameter(p) == DOTS for p in node.parameters)
    calls = calls_of(name, node, scope) if has and name is not None else None
    if calls is None or called(node.body) == "UseMethod" or selects_by_dots(node.body):
        return node, {}
    handed_on = {None, "list", "c", *_OF_ANY, *CALLERS, *_SELECTING, *SIGNATURES, *scope.known}
    variants = with_variants(node, calls, handed_on) or node
    for parameter_name in (parameter(p) for p in variants.parameters[len(node.parameters) :]):
        scope.names.setdefault(parameter_name, _spelt(parameter_name, node, scope))
    return variants, constants_of(calls)


def with_dots(node: Function, name: str | None, scope: Scope) -> Dots:
    """Return the arguments that ``...`` stands for in a function, by the calls in the script."""
    has = any(parameter(p) == DOTS for p in node.parameters)
    if has and called(node.body) == "UseMethod":
        return Dots(given=True, keyword=scope.fresh("more"), places=scope.fresh("rest"))
    if not has or not any(isinstance(p, Name) and p.text == DOTS for p in below(node.body)):
        # pmap() passes columns that a function without a name may take by its dots alone, and a
        # generic function passes arguments of other methods
        is_method = any(name in methods.values() for methods in scope.methods.values())
        free = name is None or is_method or _is_handed(name, scope.script)
        return Dots(keyword=scope.fresh("more")) if has and free else Dots()
    calls = None if name is None else further_of(name, node, scope.script)
    sets = {tuple(str(a.name) for a in c) for c in calls or ()}
    own_variables = {p.text for p in below(node.body) if isinstance(p, Name)}
    hidden = any(own_variables & {*s} for s in sets)  # a parameter would hide a variable
    if len(sets) != 1 or hidden or selects_by_dots(node.body):
        rest = scope.fresh("rest") if _takes_places(node.body) else None
        return Dots(given=True, keyword=scope.fresh("more"), places=rest)
    names = sets.pop()
    spelt = tuple(_spelt(n, node, scope) for n in names)
    for r_name, python in zip(names, spelt, strict=True):
        scope.names.setdefault(r_name, python)
    argument_values = {n: Value(ast.Name(s)) for n, s in zip(names, spelt, strict=True)}
    return Dots(True, names, spelt, known=argument_values)


def _is_handed(name: str, script: Sequence[Part]) -> bool:
    """Return whether a call of the script has a function among its arguments: ``pmap(d, f)``."""
    calls = (p for s in script for p in below(s) if isinstance(p, Call))
    return any(a.value == Name(name) for c in calls for a in c.arguments)


# Functions that take any number of arguments, as functions of ``pybrms_mix.r``.
_OF_ANY = {
    "paste": "r.paste", "paste0": "r.paste", "cat": "r.cat", "sum": "r.total", "max": "r.largest",
    "min": "r.smallest", "rbind": "r.rbind", "message": "r.message", "stop": "r.stop",
    "warning": "r.warn", "sprintf": "r.sprintf", "str_c": "r.str_c", "file.path": "r.paste",
}  # fmt: skip
# Functions of this package whose arguments have the order that they have in brms.
_OF_PLACES = frozenset({"brm"})
_ADDED: dict[str, dict[str, str]] = {"paste0": {"sep": ""}, "file.path": {"sep": "/"}}


def _takes_places(body: Part) -> bool:
    """Return whether a body uses ``...`` where arguments may come by their places."""
    calls = (p for p in below(body) if isinstance(p, Call) and any(map(is_dots, p.arguments)))
    return any(
        called(c) in {None, "list", "c", "UseMethod", *_OF_ANY, *CALLERS, *_SELECTING}
        or (called(c) in _OF_PLACES and is_dots(c.arguments[0]))
        for c in calls
    )


# Verbs whose further arguments name columns.
_SELECTING = frozenset({"group_by", "select", "count", "distinct", "arrange", "drop_na"})


def selects_by_dots(body: Part) -> bool:
    """Return whether a body passes ``...`` to verbs that select columns, and to nothing else."""
    calls = [p for p in below(body) if isinstance(p, Call) and any(map(is_dots, p.arguments))]
    return bool(calls) and all(called(c) in _SELECTING for c in calls)


def _of_any(node: Call, dots: Dots, scope: Scope, value: Callable[[Part, Scope], Value]) -> Value:
    """Return the call of a function that takes any number of arguments, with ``...`` among them."""
    name = called(node) or ""
    assert dots.keyword is not None and dots.places is not None
    dots_call = call("r.dots", ast.Name(dots.places), ast.Name(dots.keyword))
    own_arguments = [a for a in node.arguments if not is_dots(a)]
    if name in ("list", "c"):
        if own_arguments:
            return _joined(node, dots_call, scope, value)
        return Value(dots_call) if name == "list" else Value(call("r.unlist", dots_call))
    positional: list[ast.expr] = []
    for argument in node.arguments:
        if is_dots(argument):
            positional.append(ast.Starred(call("r.items", dots_call)))
        elif argument.value is not None and argument.name is None:
            positional.append(value(argument.value, scope).node)
    streams = [a for a in own_arguments if name == "cat" and a.name == "file"]
    if any(called(a.value) not in ("stderr", "stdout") for a in streams):
        raise NotPorted("cat() takes '...' for the screen alone here", node.span)
    keywords = {a.name.replace(".", "_"): value(a.value, scope).node for a in own_arguments
                if a.name is not None and a.value is not None and a not in streams}  # fmt: skip
    if any(called(a.value) == "stderr" for a in streams):
        keywords["errors"] = constant(True)
    added = {n: constant(v) for n, v in _ADDED.get(name, {}).items() if n not in keywords}
    kind = Kind.NONE if name in ("cat", "message", "warning") else Kind.UNKNOWN
    return Value(call(_OF_ANY[name], *positional, **keywords, **added), kind)


def _joined(
    node: Call, dots_call: ast.expr, scope: Scope, value: Callable[[Part, Scope], Value]
) -> Value:
    """Return ``list(a = 1, ...)`` or ``c(1, ...)``: the parts of the call, joined in order."""
    name = called(node) or ""
    joined: list[ast.expr] = []
    for dotted, group in itertools.groupby(node.arguments, is_dots):
        if dotted:
            joined.append(dots_call if name == "list" else call("r.unlist", dots_call))
        else:
            joined.append(value(replace(node, arguments=tuple(group)), scope).node)
    return Value(call("r.c", *joined))


def _spelt(name: str, node: Function, scope: Scope) -> str:
    existing_name = scope.names.get(name)
    if existing_name is None and name.startswith(IN_ORDER):
        return scope.fresh(f"more_{name.removeprefix(IN_ORDER)}")
    python = existing_name or python_names([name])[name]
    while existing_name is None and python in scope.names.values():
        python += "_"
    if not is_keyword_name(python):
        raise NotPorted(f"'{name}' cannot be the name of a parameter in Python", node.span)
    return python


def in_place(node: Call, scope: Scope) -> Call:
    """Return a statement with the arguments that ``...`` stands for in its place.

    Raises
    ------
    NotPorted
        If calls of the function pass different further arguments.
    """
    if not any(map(is_dots, node.arguments)) or called(node) in _OF_ANY:
        return node
    if scope.dots is None or scope.dots.keyword is not None:
        raise NotPorted(_UNKNOWN, node.span)
    return with_names(node, scope.dots.names)


def handed_on(node: Call, scope: Scope, value: Callable[[Part, Scope], Value]) -> Value:
    """Return a call to which ``...`` is passed.

    Raises
    ------
    NotPorted
        If it is not known how the function takes the further arguments.
    """
    dots = scope.dots
    if dots is None:
        raise NotPorted("'...' has no counterpart in Python here", node.span)
    arguments = tuple(a for a in node.arguments if not is_dots(a))
    if dots.keyword is None:
        return value(with_names(node, dots.names), scope)
    if dots.places is not None and called(node) in {"list", "c", *_OF_ANY}:
        return _of_any(node, dots, scope, value)
    starred = [] if dots.places is None else [ast.Starred(ast.Name(dots.places))]
    bare = called(node) in _OF_PLACES or dots.places is None
    if not arguments and called(node) in SIGNATURES and bare:
        made_ = call(f"pm.{called(node)}", *starred)
        made_.keywords.append(ast.keyword(None, ast.Name(dots.keyword)))
        return Value(made_, KINDS.get(called(node) or "", Kind.UNKNOWN))
    if not arguments:
        raise NotPorted(_UNKNOWN, node.span)
    result = value(Call(node.function, arguments, node.span), scope)
    function_value = scope.known.get(called(node) or "")
    match result.node:
        case ast.Call(ast.Attribute(ast.Name("pm"), name), args, _) as call_node:
            if starred and (args or name not in _OF_PLACES):
                raise NotPorted(_UNKNOWN, node.span)
            call_node.args += starred
            call_node.keywords.append(ast.keyword(None, ast.Name(dots.keyword)))
            return result
        case ast.Call(ast.Name(), _, _) as call_node if function_value is not None and (
            function_value.free or function_value.parameters is None  # a parameter of the function
        ):
            call_node.args += starred if function_value.places or not function_value.free else []
            call_node.keywords.append(ast.keyword(None, ast.Name(dots.keyword)))
            return result
        case ast.Call(ast.Attribute(ast.Name("r"), name), _, _) as call_node if name in (
            *CALLERS,
            "call_function",
            "dispatch",
        ):
            call_node.args += starred
            call_node.keywords.append(ast.keyword(None, ast.Name(dots.keyword)))
            return result
    if result.kind is Kind.LOOK:
        return result
    if called(node) in _SELECTING and isinstance(result.node, ast.Call):
        result.node.args += starred
        groups = ("?",) if result.kind is Kind.GROUPED else result.groups
        return replace(result, columns=None, groups=groups)
    raise NotPorted(_UNKNOWN, node.span)


# Arguments of ``brm()`` and the like whose values are translated by special rules.
_BY_RULES = frozenset({"family", "file", "re_formula", "formula"})
_OF_FITS = frozenset({"draw_ids", "subset", "pars"})


def free_argument(
    argument: Argument, scope: Scope, value: Callable[[Part, Scope], Value]
) -> list[ast.keyword]:
    """Return an argument that a function of the script passes to functions of this package."""
    name = argument.name or ""
    if name in WITHOUT_EFFECT:
        scope.notes.append(f"without {name}: {WITHOUT_EFFECT[name]}")
        return []
    python = RENAMED.get(name, name.replace(".", "_"))
    if name in _OF_FITS or not is_keyword_name(python) or argument.value is None:
        raise NotPorted(f"'{name}' cannot be passed on through '...' here", argument.span)
    if name in _BY_RULES:
        return [ast.keyword(python, ARGUMENTS[0](name, argument.value, scope))]
    return [ast.keyword(python, value(argument.value, scope).node)]
