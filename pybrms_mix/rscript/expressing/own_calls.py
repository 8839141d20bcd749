"""Translate calls of functions that the script itself defines."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.rscript.expressing.embracing import embraced_argument, embraced_in
from pybrms_mix.rscript.facts.argument_texts import further_arguments, texts_in
from pybrms_mix.rscript.facts.dots_variants import DOTS, IN_ORDER
from pybrms_mix.rscript.facts.further_arguments import free_argument
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import FUNCTIONS, WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called


def own_call(
    function: Value, node: Call, scope: Scope, value: Callable[[Part, Scope], Value]
) -> Value:
    """Return the call of a function that the script itself defines.

    Raises
    ------
    NotPorted
        If the function has no such parameter, or fewer parameters than there are arguments.
    """
    positional, keyword_nodes = [], []
    if function.ignores_more:
        node = _without_more(function, node)
    places = _places(function, node)
    skips = _skips_a_parameter(function, node, places)
    by_parameter: dict[str, Part] = {}
    for argument in node.arguments:
        if argument.value is None:
            raise NotPorted("an argument is empty", node.span)
        is_parameter = function.parameters is None or argument.name in function.parameters
        if argument.name is not None and not is_parameter and function.free:
            keyword_nodes += free_argument(argument, scope, value)
            continue
        label = argument.name or (places.pop(0) if places else DOTS)
        by_parameter[label] = argument.value
        is_embraced = label in function.embraced
        text = function.texts.get(label)
        if text is not None and text.alone:
            argument_node: ast.expr = constant(None)
        else:
            reader = embraced_argument if is_embraced else _given
            argument_node = reader(argument.value, scope, value)
        if argument.name is None and label != DOTS and (skips or label.startswith(IN_ORDER)):
            keyword_nodes.append(ast.keyword(scope.names[label], argument_node))
            continue
        if argument.name is None:
            positional.append(argument_node)
            continue
        if not is_parameter:
            raise NotPorted(f"{called(node)}() has no parameter {argument.name!r}", argument.span)
        if argument.name not in scope.names:
            raise NotPorted(f"{argument.name!r} names no parameter here", argument.span)
        keyword_nodes.append(ast.keyword(scope.names[argument.name], argument_node))
    free = set(function.parameters or ()) - {*function.by_name, *(a.name for a in node.arguments)}
    if function.parameters is not None and len(positional) > len(free) and not function.places:
        raise NotPorted(f"{called(node)}() has fewer parameters", node.span)
    keyword_nodes += further_arguments(function, by_parameter)
    return Value(ast.Call(function.node, positional, keyword_nodes), function.result)


def call_by_name(
    function: Value, node: Call, scope: Scope, value: Callable[[Part, Scope], Value]
) -> Value:
    """Return the call of a function that is looked up by its name: ``match.fun(f)(x)``."""
    arguments = [a for a in node.arguments if a.value is not None]
    places = [value(a.value, scope).node for a in arguments if a.name is None and a.value]
    options = {a.name.replace(".", "_"): value(a.value, scope).node for a in arguments
             if a.name is not None and a.value}  # fmt: skip
    return Value(call("r.call_function", function.node, *places, **options))


def defined_later(name: str, scope: Scope) -> Value | None:
    """Return a function that a later statement of the script defines; None for other names.

    A function of the script may call it, because R looks up the name when the call is made.
    """
    for statement in scope.script:
        match statement:
            case Assign(Name(text), Function() as later_function) if text == name:
                parameters = tuple(
                    n for p in later_function.parameters if (n := parameter(p)) != "..."
                )
                texts = texts_in(later_function, {n: scope.names[n] for n in parameters})
                return Value(ast.Name(scope.names[name]), Kind.FUNCTION, parameters=parameters,
                             free=True, embraced=embraced_in(later_function),
                             texts=texts)  # fmt: skip
    return None


def _without_more(function: Value, node: Call) -> Call:
    """Return a call without the arguments for ``...``, which R does not evaluate.

    Raises
    ------
    NotPorted
        If a name is the beginning of a parameter's name, which R may complete.
    """
    parameters = function.parameters or ()
    free = len(_places(function, node))
    needed_arguments: list[Argument] = []
    for argument in node.arguments:
        name = argument.name
        if name is None:
            free -= 1
        elif name not in parameters and any(p.startswith(name) for p in parameters):
            raise NotPorted(f"{called(node)}() has no parameter {name!r}", argument.span)
        if name in parameters or (name is None and free >= 0):
            needed_arguments.append(argument)
    return replace(node, arguments=tuple(needed_arguments))


def _places(function: Value, node: Call) -> list[str]:
    """Return the parameters that take the arguments without a name, in order."""
    named_parameters = {*function.by_name, *(a.name for a in node.arguments)}
    return [p for p in function.parameters or () if p not in named_parameters]


def _skips_a_parameter(function: Value, node: Call, places: list[str]) -> bool:
    """Return whether an argument without a name is for a parameter after one that has its name.

    Python gives such an argument to the first parameter, R to the first that no name takes.
    """
    count = sum(argument.name is None for argument in node.arguments)
    return tuple(places[:count]) != (function.parameters or ())[: min(count, len(places))]


def _given(part: Part, scope: Scope, value: Callable[[Part, Scope], Value]) -> ast.expr:
    """Return an argument; the name of a function of R stands for the function.

    Inside a verb, R looks for a column of this name first.
    """
    if not isinstance(part, Name) or part.text not in WORDS or part.text in scope.names:
        return value(part, scope).node
    mask = scope.mask
    if mask is None or part.text in mask.hidden:
        return FUNCTIONS[0](part, scope)
    if mask.columns is not None:
        is_column = part.text in mask.columns
        return value(part, scope).node if is_column else FUNCTIONS[0](part, scope)
    return py(
        "x if name in frame else f", x=value(part, scope).node, name=constant(part.text),
        frame=mask.frame, f=FUNCTIONS[0](part, scope),
    )  # fmt: skip
