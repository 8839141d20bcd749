"""Translate functions passed as arguments: by name, as a definition, or as a formula."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pybrms_mix.plots.check_data import STATS
from pybrms_mix.rscript.expressing.closures import closure, lifted, single
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import FUNCTIONS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.names import is_plain
from pybrms_mix.rscript.trees.python import call, constant, function, function_definition
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Infix,
    Name,
    Number,
    Part,
    String,
    Tilde,
    called,
)

OPERATORS = frozenset({"+", "-", "*", "/", "^", "==", "!=", "<", ">", "<=", ">=", "&", "|", "%in%"})
# The number of arguments with which callers call a function that is passed by its name.
_PLACES = ("x", "y", "z", "u", "v", "w")


def function_of(
    part: Part,
    scope: Scope,
    count: int = 1,
    rest: Sequence[Argument] = (),
    kind: Kind = Kind.UNKNOWN,
    *,
    purrr: bool = False,
) -> ast.expr:
    """Return a function of ``count`` arguments; ``rest`` are further arguments of each call.

    With ``purrr``, a string or a number stands for a function that extracts the element with this
    name or at this position.
    """
    if isinstance(part, Function):
        return _written_out(part, scope, count, rest, kind)
    if isinstance(part, Tilde):
        return _formula(part, scope, count)
    if isinstance(part, Infix) and part.op == "::":
        return function_of(part.right, scope, count, rest, kind)
    if isinstance(part, Call) and called(part) == "match.fun":
        inner = needed(part.arguments[0].value, part)
        if not rest and (by_name := by_text(inner, scope)) is not None:
            return by_name
        return function_of(inner, scope, count, rest, kind)
    if purrr and isinstance(part, String | Number):
        return _extractor(part, scope, rest)
    if (made_ := _computed(part, scope, rest)) is not None:
        return made_
    if not isinstance(part, Name | String):
        raise NotPorted("a function must be named or written out here", getattr(part, "span", None))
    return _of_name(part, scope, count, rest, kind)


def _of_name(
    part: Name | String, scope: Scope, count: int, rest: Sequence[Argument], kind: Kind
) -> ast.expr:
    """Return a function by its name, or by a variable that holds a function or its name."""
    script_value = scope.known.get(part.text)
    if script_value is not None and not rest:
        has_text = isinstance(scope.choices.get(part.text), String)  # f = "mean" as a default
        if script_value.kind is Kind.TEXT or (script_value.kind is Kind.UNKNOWN and has_text):
            return by_text(part, scope) or script_value.node
        if script_value.kind in (Kind.FUNCTION, Kind.UNKNOWN):
            return script_value.node
    names = _free(scope, count, rest)
    inner = scope.within(None).function({n: Value(ast.Name(n), kind) for n in names})
    for n in names:
        inner.names.setdefault(n, n)
    placeholders = tuple(Argument(None, Name(n)) for n in names)
    if part.text in OPERATORS:
        body = value(Infix(Name(names[0]), part.text, Name(names[1]), part.span), inner)
    else:
        body = value(Call(Name(part.text), (*placeholders, *rest), part.span), inner)
    match body.node:
        case ast.Call(ast.Attribute(ast.Name("r")) as function_node, arguments, []) if [
            getattr(a, "id", "") for a in arguments
        ] == names:
            return function_node
    return function(names, body.node)


def by_text(part: Part, scope: Scope) -> ast.expr | None:
    """Return the function whose name a variable holds; None unless it may hold a text.

    Functions of the script are found by their names if the script has these names as texts.
    """
    variable = scope.known.get(part.text) if isinstance(part, Name) else None
    if variable is None or variable.kind not in (Kind.TEXT, Kind.UNKNOWN):
        return None
    texts = {p.text for s in scope.script for p in below(s) if isinstance(p, String)}
    script_functions = {n: v.node for n, v in scope.known.items()
           if n in texts and v.kind is Kind.FUNCTION and is_plain(n)}  # fmt: skip
    return call("r.function_named", variable.node, **script_functions)


def _extractor(part: String | Number, scope: Scope, rest: Sequence[Argument]) -> ast.expr:
    """Return the function that extracts an element, or else gives the argument ``.default``."""
    (name,) = _free(scope, 1)
    at = value(part, scope).node
    if not rest:
        return function([name], call("r.element", ast.Name(name), at))
    if [a.name for a in rest] != [".default"] or rest[0].value is None:
        raise NotPorted("beside the name of an element, only .default = is available", part.span)
    default = value(rest[0].value, scope).node
    return function([name], call("r.pluck", ast.Name(name), at, default=default))


def _computed(part: Part, scope: Scope, rest: Sequence[Argument]) -> ast.expr | None:
    """Return the function that a call makes, or that picks elements by ``[``; None for others."""
    if isinstance(part, Call) and not rest:
        call_value = value(part, scope)
        return call_value.node if call_value.kind in (Kind.FUNCTION, Kind.UNKNOWN) else None
    if isinstance(part, Name | String) and part.text in ("[", "[[") and rest:
        (name,) = _free(scope, 1, rest)
        picked = [constant(...) if a.value is None else value(a.value, scope).node for a in rest]
        verb = "r.subset" if part.text == "[" else "r.element"
        return function([name], call(verb, ast.Name(name), *picked))
    return None


def _free(scope: Scope, count: int, rest: Sequence[Argument] = ()) -> list[str]:
    """Return names for the parameters of a function, which the further arguments do not read."""
    script_names = set(scope.names.values())
    read_names: set[str] = set()
    for part in (p for a in rest if a.value is not None for p in below(a.value)):
        if isinstance(part, Name) and (variable := scope.known.get(part.text)) is not None:
            read_names |= {n.id for n in ast.walk(variable.node) if isinstance(n, ast.Name)}
    names = [n if n not in script_names else f"{n}_" for n in _PLACES[:count]]
    while set(names) & read_names:
        names = [f"{n}_" if n in read_names else n for n in names]
    return names


def _written_out(
    part: Function, scope: Scope, count: int, rest: Sequence[Argument], kind: Kind
) -> ast.expr:
    """Translate a function that is written out in the call, with further arguments of each call."""
    names = [parameter(p) for p in part.parameters]
    further_names = {a.name for a in rest}
    required = [n for n, p in zip(names, part.parameters, strict=True)
                if p.name is None and n not in (*further_names, "...")]  # fmt: skip
    if any(not is_plain(scope.names.get(n, "")) for n in names if n != "..."):
        raise NotPorted("a parameter of this function has no name in Python", part.span)
    by_place = sum(a.name is None for a in rest)
    if not len(required) - by_place <= count <= len(names) - by_place:
        raise NotPorted(f"the function must have {count} argument(s) here", part.span)
    kinds = dict.fromkeys(required[:count], kind)
    if not rest:
        return closure(part, scope, value, kinds).node
    lifted_function = lifted(part, scope, kinds)
    free = _free(scope, count, rest)
    inner = scope.inline({n: Value(ast.Name(n), kind) for n in free})
    positional = [ast.Name(n) for n in free]
    further_nodes = [
        value(a.value, inner).node for a in rest if a.name is None and a.value is not None
    ]
    keyword_nodes = [ast.keyword(scope.names.get(a.name, a.name), value(a.value, inner).node)
                     for a in rest if a.name is not None and a.value is not None]  # fmt: skip
    return function(
        free, ast.Call(lifted_function.node, [*positional, *further_nodes], keyword_nodes)
    )


def _formula(part: Tilde, scope: Scope, count: int) -> ast.expr:
    """Translate a formula such as ``~ .x + 1`` into a function."""
    if part.left is not None:
        raise NotPorted("a formula must have one side to be a function here", part.span)
    names = _free(scope, count)
    spelt = {".x": names[0], ".": names[0], "..1": names[0]}
    if count > 1:
        spelt |= {".y": names[1], "..2": names[1]}
    spelt |= {f"..{n + 1}": name for n, name in enumerate(names) if n > 1}
    argument_values = {old: Value(ast.Name(new)) for old, new in spelt.items()}
    if single(part.right) is None:
        return _with_statements(part, argument_values, scope).node
    inner = scope.inline(argument_values)
    body = value(part.right, inner)
    if inner.before:
        return _defined(names, [*inner.before, ast.Return(body.node)], part, scope)
    return function(names, body.node)


def _with_statements(part: Tilde, argument_values: Mapping[str, Value], scope: Scope) -> Value:
    """Return the function of a formula whose body has several statements, by its name."""
    parameters = [n for n in (".x", ".y") if n in argument_values]
    spelt = {n: ast.unparse(argument_values[n].node) for n in parameters}
    inner = replace(scope, names={**scope.names, **spelt}, known={**scope.known, **argument_values})
    arguments = tuple(Argument(None, Name(n)) for n in parameters)
    return lifted(Function(arguments, part.right, part.span), inner)


def _defined(names: list[str], body: list[ast.stmt], part: Tilde, scope: Scope) -> ast.expr:
    """Return the name of a function of several statements, defined before the statement."""
    if scope.before is None or scope.mask is not None:
        raise NotPorted("write a named function: the body has more than one expression", part.span)
    name = scope.fresh("each")
    scope.lifts.add(name)
    definition = function_definition(name, names, body)
    definition.place = part.span  # type: ignore[attr-defined]
    scope.before.append(definition)
    return ast.Name(name)


def statistic(part: Part, scope: Scope) -> ast.expr:
    """Return a statistic of data as its name or as a function; a name may be the script's own."""
    if isinstance(part, String):
        script_value = scope.known.get(part.text)
        if script_value is not None:
            return script_value.node
        return constant(part.text) if part.text in STATS else function_of(part, scope)
    if isinstance(part, Call) and called(part) == "c":
        return ast.List([statistic(needed(a.value, part), scope) for a in part.arguments])
    if isinstance(part, Name) and part.text in STATS and part.text not in scope.known:
        return constant(part.text)
    return function_of(part, scope)


FUNCTIONS.append(function_of)
