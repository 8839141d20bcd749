"""Translate parallel maps, further functions of vectors, and draws of R's posterior."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.pipes import filled
from pybrms_mix.rscript.trees.python import call, constant, function
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import computed, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.language.repeat import map_several, named_map
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Function,
    Index,
    Name,
    Number,
    Part,
    Tilde,
    called,
)


@word("rescale")
def rescale(node: Call, scope: Scope) -> Value:
    """Translate ``scales::rescale(x, to = c(0, 1), from = range(x))``."""
    arguments = matched(node.arguments, "x, to, from, ...")
    if arguments.rest:
        raise NotPorted("rescale() takes numbers, 'to' and 'from' here", node.span)
    options = {
        python_name: value(part, scope).node
        for name, python_name in (("to", "to"), ("from", "limits"))
        if (part := arguments.get(name)) is not None
    }
    return Value(call("r.rescaled", value(needed(arguments.get("x"), node), scope).node, **options))


_OPERATORS = frozenset({"%in%", "==", "<", ">", "<=", ">=", "&", "|"})


@word("pmap", "pmap_dbl", "pmap_int", "pmap_chr", "pmap_dfr", "pmap_df", "pmap_dfc", "pwalk")
def pmap(node: Call, scope: Scope) -> Value:
    """Translate ``pmap(l, f)``, which calls a function for parallel elements of several vectors."""
    arguments = matched(node.arguments, ".l, .f, ..., .id")
    name = called(node) or ""
    part: Part = needed(arguments.get(".f"), node)
    if arguments.rest:
        raise NotPorted(f"{name}() cannot pass on further arguments here", node.span)
    x = value(needed(arguments.get(".l"), node), scope)
    if isinstance(part, Tilde) and any(p == Name("...") for p in below(part.right)):
        part = _of_dots(part)
    flags: dict[str, ast.expr] = {}
    if name in ("pmap_dbl", "pmap_int", "pmap_chr"):
        flags["simplify"] = constant(True)
    if isinstance(part, Tilde):
        flags["by_place"] = constant(True)
        function_node = function_of(part, scope, count=_places_read(part))
    elif isinstance(part, Function):
        function_node = value(part, scope).node
    else:
        script_function = scope.known.get(getattr(part, "text", ""))
        if script_function is None or script_function.kind is not Kind.FUNCTION:
            raise NotPorted(f"{name}() needs a function of the script here", node.span)
        function_node = script_function.node
    mapped = call("r.pmap", x.node, function_node, **flags)
    return _bound(mapped, node, scope) if name.startswith("pmap_df") else Value(mapped)


def _of_dots(formula: Tilde) -> Function:
    """Return a formula that reads ``...`` as a function, in which ``..1`` is ``list(...)[[1]]``."""
    dots = (Argument(None, Name("...", formula.span)),)
    body = formula.right
    for names, place in ((("..1", ".x", "."), "1"), (("..2", ".y"), "2"), (("..3",), "3")):
        element = Index(Call(Name("list"), dots, formula.span), (Argument(None, Number(place)),),
                        True, formula.span)  # fmt: skip
        for name in names:
            body = filled(body, element, Name(name))
    return Function(dots, body, formula.span)


def _places_read(formula: Tilde) -> int:
    """Return the number of elements that a formula reads: 3 of ``~ ..1 + ..3``."""
    numbers = {".": 1, ".x": 1, ".y": 2}
    names = [p.text for p in below(formula) if isinstance(p, Name)]
    places = [int(n[2:]) for n in names if n.startswith("..") and n[2:].isdecimal()]
    return max([1, *places, *(numbers[n] for n in names if n in numbers)])


def _bound(mapped: ast.expr, node: Call, scope: Scope) -> Value:
    label = next((a.value for a in node.arguments if a.name == ".id"), None)
    options = {} if label is None else {"id": value(label, scope).node}
    if (called(node) or "").endswith("_dfc"):
        options["columns"] = constant(True)
    return Value(call("r.bound", mapped, **options), Kind.FRAME)


@word("map2_dfr", "map2_df", "map2_dfc", "imap_dfr", "imap_df", "imap_dfc")
def frames(node: Call, scope: Scope) -> Value:
    """Translate ``map2_dfr(x, y, f)`` and ``imap_dfc(x, f)``, which join data frames."""
    name = (called(node) or "").partition("_")[0]
    arguments = tuple(a for a in node.arguments if a.name != ".id")
    inner = Call(Name(name), arguments, node.span)
    mapped = map_several(inner, scope) if name == "map2" else named_map(inner, scope)
    return _bound(mapped.node, node, scope)


@word("walk2")
def walk(node: Call, scope: Scope) -> Value:
    """Translate ``walk2(x, y, f)``, a map whose results are not used."""
    return map_several(Call(Name("map2"), node.arguments, node.span), scope).as_(Kind.NONE)


@word("Negate", "negate")
def negation(node: Call, scope: Scope) -> Value:
    """Translate ``Negate(is.na)``, a function that negates another one."""
    part = needed(node.arguments[0].value if node.arguments else None, node)
    count = 2 if getattr(part, "text", "") in _OPERATORS else 1
    return Value(call("r.negation", function_of(part, scope, count=count)), Kind.FUNCTION)


@word("ecdf")
def ecdf(node: Call, scope: Scope) -> Value:
    """Translate ``ecdf(x)``, the empirical distribution function of a vector."""
    arguments = matched(node.arguments, "x")
    call_node = call("r.ecdf", value(needed(arguments.get("x"), node), scope).node)
    return Value(call_node, Kind.FUNCTION)


@word("optimize", "optimise")
def optimize(node: Call, scope: Scope) -> Value:
    """Translate ``optimize(f, c(0, 1))``, which minimises a function of one number."""
    arguments = matched(node.arguments, "f, interval, ..., lower, upper, maximum, tol")
    f = function_of(needed(arguments.get("f"), node), scope, rest=arguments.rest)
    ends = arguments.get("interval")
    if ends is None:
        bounds = [value(needed(arguments.get(n), node), scope).node for n in ("lower", "upper")]
        interval: ast.expr = ast.List(bounds)
    else:
        interval = value(ends, scope).node
    options = {
        n: value(p, scope).node for n in ("maximum", "tol") if (p := arguments.get(n)) is not None
    }
    return Value(call("r.optimize", f, interval, **options), Kind.RECORD)


@word("rle")
def rle(node: Call, scope: Scope) -> Value:
    """Translate ``rle(x)``, a list of the lengths and the values of runs."""
    arguments = matched(node.arguments, "x")
    call_node = call("r.rle", value(needed(arguments.get("x"), node), scope).node)
    return Value(call_node, Kind.RECORD)


@word("within")
def within(node: Call, scope: Scope) -> Value:
    """Translate ``within(d, {a <- x + 1; b <- a * 2})``."""
    arguments = matched(node.arguments, "data, expr")
    frame = value(needed(arguments.get("data"), node), scope)
    part = needed(arguments.get("expr"), node)
    statements = part.statements if isinstance(part, Block) else (part,)
    new_columns = [column for statement in statements for column in _changed_columns(statement)]
    if frame.kind in (Kind.LIST, Kind.RECORD):
        steps = [step for statement in statements for step in _steps_of_list(statement, scope)]
        return Value(call("r.within_list", frame.node, *steps), Kind.RECORD)
    pairs, columns = computed(new_columns, frame, scope)
    if len({a.name for a in new_columns}) < len(new_columns) or columns is None:
        columns = None
    return verb("within", frame, pairs, columns)


def _steps_of_list(statement: Part, scope: Scope) -> list[ast.expr]:
    """Return names of elements with a function of the list, or None for those that are removed."""
    elements = scope.within(Mask(ast.Name("rows"), Kind.UNKNOWN))
    removes = called(statement) == "rm"
    return [
        ast.Tuple([constant(c.name), constant(None) if removes else
                   function(["rows"], value(c.value, elements).node)])
        for c in _changed_columns(statement) if c.value is not None
    ]  # fmt: skip


def _changed_columns(statement: Part) -> list[Argument]:
    """Return the columns that a statement of ``within()`` sets; a removed one is NULL."""
    match statement:
        case Assign(Name(name), new_value):
            return [Argument(name, new_value, statement.span)]  # type: ignore[arg-type]
        case Assign(Index(Name(name) as column, (Argument(None, at),), False), new_value) if at:
            parts = (Argument(None, column), Argument(None, at), Argument(None, new_value))  # type: ignore[arg-type]
            return [Argument(name, Call(Name("replace"), parts, statement.span), statement.span)]
        case Call(Name("rm"), arguments) if all(isinstance(a.value, Name) for a in arguments):
            null = Name("NULL")
            return [Argument(a.value.text, null) for a in arguments if isinstance(a.value, Name)]
    message = "within() can only assign columns here"
    raise NotPorted(message, getattr(statement, "span", None))


@word("position_dodge", "position_jitter", "position_nudge", "position_jitterdodge",
      "position_dodge2")  # fmt: skip
def position(node: Call, scope: Scope) -> Value:
    """Translate ``position_dodge()`` and its like where their value is assigned to a variable."""
    scope.notes.append(f"without {called(node)}(): layers with explicit positions replace it")
    return Value(constant(None), Kind.LOOK)


@word("which")
def which(node: Call, scope: Scope) -> Value:
    """Translate ``which(x)``, and ``which(m, arr.ind = TRUE)``, the rows and columns of cells."""
    arguments = matched(node.arguments, "x, arr.ind")
    x = value(needed(arguments.get("x"), node), scope).node
    cells = arguments.get("arr.ind")
    if cells is not None and flagged(cells):
        return Value(call("r.which_cells", x), Kind.LABELLED)
    return Value(call("r.which", x))


# The functions of furrr, which have the names of purrr after "future_".
_FURRR = tuple(f"future_{stem}{end}" for stem in ("map", "map2", "pmap", "imap")
               for end in ("", "_dbl", "_int", "_chr", "_lgl", "_dfr", "_dfc"))  # fmt: skip
_OWN_OPTIONS = (".options", ".progress", ".env_globals")


@word(*_FURRR, "future_walk", "future_walk2", "future_pwalk", "future_iwalk")
def in_parallel(node: Call, scope: Scope) -> Value:
    """Translate ``future_map_dbl(x, f)`` of furrr as ``map_dbl(x, f)``, one after another."""
    name = called(node) or ""
    inner = name.removeprefix("future_")
    if inner not in WORDS:
        raise NotPorted(f"the function {name}() has no Python here", node.span)
    arguments = tuple(a for a in node.arguments if a.name not in _OWN_OPTIONS)
    mapped = WORDS[inner](Call(Name(inner), arguments, node.span), scope)
    if any(isinstance(n, ast.Name) and n.id == "rng" for n in ast.walk(mapped.node)):
        message = f"{name}() draws from streams of its own in R, which are not available here"
        raise NotPorted(f"{message}; with {inner}() both draw the same numbers", node.span)
    streams = " (numbers that furrr draws in R are others)" if scope.chance.draws else ""
    scope.notes.append(f"{name}() runs one after another here{streams}")
    return mapped
