"""Translate calls whose arguments are in a list: ``do.call(f, x)`` and rlang's ``exec``."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import RENAMED, WITHOUT_EFFECT
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import by_text
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

_OF_PACKAGE = frozenset({"brm", "update", "bf", "get_prior", "mixture", "set_prior"})
# Functions of any number of vectors, with the Python function.
_OF_VECTORS = {
    "order": "order", "paste": "paste", "paste0": "paste", "pmin": "parallel", "pmax": "parallel",
    "interaction": "interaction", "table": "table", "union": "union", "intersect": "intersect",
    "setdiff": "setdiff", "sprintf": "sprintf", "sum": "total", "max": "largest",
    "min": "smallest", "prod": "prod", "range": "limits", "any": "any_", "all": "all_",
}  # fmt: skip
_GRIDS = {"expand.grid": "expand_grid", "expand_grid": "crossing_of", "crossing": "crossing",
          "tibble": "tibble"}  # fmt: skip
_ARRANGED = frozenset({"grid.arrange", "wrap_plots", "plot_grid", "ggarrange", "bayesplot_grid"})


def _has_own_names(part: Part | None) -> bool:
    """Return whether a list is written out, with names that Python's functions have as well."""
    if not isinstance(part, Call):
        return False
    names = [a.name or "." for a in part.arguments]
    return not any("." in n or n in RENAMED or n in WITHOUT_EFFECT for n in names)


def _with_arguments(function: str, part: Node, scope: Scope) -> Value:
    """Translate ``do.call(brm, c(list(formula = f), MCMC))`` into a call with these arguments."""
    joined = isinstance(part, Call) and called(part) == "c"
    lists = [a.value for a in part.arguments] if isinstance(part, Call) and joined else [part]
    arguments: tuple[Argument, ...] = ()
    records: list[ast.expr] = []
    for list_part in lists:
        if isinstance(list_part, Call) and called(list_part) == "list":
            arguments += list_part.arguments
            continue
        list_value = value(needed(list_part, Call(Name("do.call"), ())), scope)
        if list_value.kind not in (Kind.RECORD, Kind.UNKNOWN, Kind.LIST):
            raise NotPorted("do.call() needs lists whose elements have names", part.span)
        plain = _has_own_names(scope.lists.get(getattr(list_part, "text", "")))
        records.append(list_value.node if plain else call("r.arguments_of", list_value.node))
    result = value(Call(Name(function), arguments, part.span), scope)
    if isinstance(result.node, ast.Call):
        result.node.keywords += [ast.keyword(None, r) for r in records]
    return result


def _mixture_of(lists: Call, scope: Scope) -> Value:
    """Translate ``do.call(mixture, c(families, list(order = "mu")))``."""
    families: list[ast.expr] = []
    options: tuple[Argument, ...] = ()
    for argument in lists.arguments:
        part = needed(argument.value, lists)
        if (
            isinstance(part, Call)
            and called(part) == "list"
            and all(a.name for a in part.arguments)
        ):
            options += part.arguments
        elif argument.name is not None:
            options += (argument,)
        else:
            families.append(ast.Starred(value(part, scope).node))
    result = value(Call(Name("mixture"), options, lists.span), scope)
    if isinstance(result.node, ast.Call):
        result.node.args = families
    return result


@word("do.call")
def do_call(node: Call, scope: Scope) -> Value:
    """Translate ``do.call(f, arguments)``; a literal list becomes the arguments of a call."""
    matched_arguments = matched(node.arguments, "what, args")
    function_part = needed(matched_arguments.get("what"), node)
    if isinstance(function_part, Call) and called(function_part) == "match.fun":
        function_part = needed(function_part.arguments[0].value, node)
    name = function_part.text if isinstance(function_part, Name | String) else ""
    if isinstance(function_part, Infix) and function_part.op == "::":
        name = getattr(function_part.right, "text", "")
    arguments = needed(matched_arguments.get("args"), node)
    if isinstance(function_part, Name) and (of_text := by_text(function_part, scope)) is not None:
        return Value(call("r.do_call", of_text, value(arguments, scope).node))
    written_arguments = _written(arguments, scope)
    if written_arguments is not None:
        if name in ("rbind", "cbind"):
            written_arguments = tuple(map(_without_symbol, written_arguments))
        return value(Call(Name(name), written_arguments, node.span), scope)
    if name == "mixture" and isinstance(arguments, Call) and called(arguments) == "c":
        return _mixture_of(arguments, scope)
    if name == "mixture" and not isinstance(arguments, Name):
        return Value(py("pm.mixture(*x)", x=value(arguments, scope).node), Kind.MODEL)
    if name in _OF_PACKAGE:
        return _with_arguments(name, arguments, scope)
    if (listed_value := _of_list(name, arguments, scope)) is not None:
        return listed_value
    if name in ("rbind", "bind_rows", "cbind", "c"):
        verbs = {"cbind": "cbind", "c": "c", "bind_rows": "bind_rows"}
        if name == "rbind":
            return Value(call("r.rbind_all", value(arguments, scope).node))
        verb = call(f"r.{verbs[name]}").func
        list_value = value(arguments, scope)
        frame = Kind.FRAME if name in ("bind_rows",) else Kind.UNKNOWN
        return Value(call("r.do_call", verb, list_value.node), frame)
    function_value = scope.known.get(name)
    if function_value is not None and function_value.kind is Kind.FUNCTION:
        return _own_function(function_value, arguments, scope)
    raise NotPorted(
        f"do.call({name}) needs its arguments in a list() that is written out", node.span
    )


def _without_symbol(argument: Argument) -> Argument:
    """Return an argument of which R knows the value alone, and no name of a variable."""
    if argument.name is not None or not isinstance(argument.value, Name):
        return argument
    return replace(argument, value=Parens(argument.value, argument.value.span))


def _of_list(name: str, part: Node, scope: Scope) -> Value | None:
    """Return the call of a function that takes a list as it is; None for other functions."""
    if name == "data.frame":
        return Value(call("r.flat_frame", value(part, scope).node), Kind.FRAME)
    if name in _OF_VECTORS:
        return _of_vectors(name, part, scope)
    if name in _GRIDS:
        verb = call(f"r.{_GRIDS[name]}").func
        return Value(call("r.do_call", verb, value(part, scope).node), Kind.FRAME)
    if name in _ARRANGED:
        return Value(call("r.arranged_list", value(part, scope).node), Kind.PICTURE)
    if name == "list":
        return Value(value(part, scope).node, Kind.UNKNOWN)
    return None


def _of_vectors(name: str, part: Node, scope: Scope) -> Value:
    """Translate ``do.call(order, d)`` and ``do.call(paste, c(d, sep = "_"))``."""
    settings: dict[str, ast.expr] = {}
    if name in ("pmin", "pmax"):
        settings["leads"] = ast.List([constant(name[1:])])
    if name == "paste0":
        settings["sep"] = constant("")
    function = call(f"r.{_OF_VECTORS[name]}").func
    kind = Kind.VECTOR if name == "order" else Kind.UNKNOWN
    return Value(call("r.call_on_vectors", function, value(part, scope).node, **settings), kind)


def _own_function(function: Value, part: Node, scope: Scope) -> Value:
    """Translate ``do.call(f, x)`` for a function of the script and a computed list."""
    if function.embraced or function.texts:
        raise NotPorted("the function reads the texts of its arguments", part.span)
    spelt = {n: scope.names[n] for n in function.parameters or () if scope.names[n] != n}
    options = {}
    if spelt:
        options["spellings"] = ast.Dict(
            [constant(n) for n in spelt], [constant(n) for n in spelt.values()]
        )
    list_node = value(part, scope).node
    return Value(call("r.do_call", function.node, list_node, **options), function.result)


@word("exec")
def spliced_call(node: Call, scope: Scope) -> Value:
    """Translate the ``exec`` of rlang, a call with the elements of lists such as ``!!!x``."""
    leading(node)  # the function
    function_argument, *rest = node.arguments
    lists = [_spliced(a.value) for a in rest]
    plain = tuple(a for a, inner in zip(rest, lists, strict=True) if inner is None)
    joined = [Call(Name("list"), plain, node.span), *(p for p in lists if p is not None)]
    joined_list = Call(Name("c"), tuple(Argument(None, p) for p in joined), node.span)
    return do_call(
        Call(Name("do.call"), (function_argument, Argument(None, joined_list)), node.span), scope
    )


def _spliced(part: Part | None) -> Node | None:
    """Return the list in ``!!!x``; None for other arguments."""
    match part:
        case Prefix("!", Prefix("!", Prefix("!", inner))):
            return inner
    return None


def _written(part: Part, scope: Scope) -> tuple[Argument, ...] | None:
    """Return the arguments in a list that is written out in the script; None for other lists."""
    if isinstance(part, Name) and part.text in scope.lists:
        part = scope.lists[part.text]
    if not isinstance(part, Call):
        return None
    if called(part) == "list":
        return part.arguments
    if called(part) == "as.list" and len(part.arguments) == 1:  # as.list(c(mean = 1, sd = 2))
        inner_call = part.arguments[0].value
        if isinstance(inner_call, Call) and called(inner_call) == "c":
            pieces = inner_call.arguments
            return pieces if all(isinstance(a.value, String | Number) for a in pieces) else None
    if called(part) != "c" or all(a.name for a in part.arguments):
        return None
    arguments: list[Argument] = []
    for argument in part.arguments:
        if argument.name is not None and isinstance(argument.value, String | Number):
            arguments.append(argument)
            continue
        inner = None if argument.value is None else _written(argument.value, scope)
        if inner is None:
            return None
        arguments += inner
    return tuple(arguments)
