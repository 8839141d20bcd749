"""Translate the verbs of tidybayes, modelr and posterior, which return draws as tables."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import COLUMNS, Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.facts.signatures import OPTIONS
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, method
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import (
    Pair,
    across_node,
    computed,
    frame_of,
    picked,
    spoken,
    verb,
)
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.rscript.vocabulary.fits.models import argument_of
from pybrms_mix.rscript.vocabulary.pictures.layers import CENTRES, INTERVALS
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Name,
    Node,
    Part,
    Prefix,
    String,
    called,
)  # fmt: skip


@word("tidy_draws")
def tidy_draws(node: Call, scope: Scope) -> Value:
    """Translate ``tidy_draws(fit)``."""
    return Value(call("r.tidy_draws", one(node, scope).node), Kind.FRAME)


@word("get_variables")
def get_variables(node: Call, scope: Scope) -> Value:
    """Translate ``get_variables(fit)``."""
    return Value(call("r.get_variables", one(node, scope).node), Kind.TEXTS)


@word("spread_draws", "gather_draws")
def spread_draws(node: Call, scope: Scope) -> Value:
    """Translate ``spread_draws(fit, b_x, r_g[g, term])``, with variables and their indices."""
    arguments = matched(node.arguments, "model, ..., regex, ndraws, seed")
    unavailable = next((n for n in arguments.named if n not in ("model", "regex")), None)
    if unavailable is not None:
        raise NotPorted(f"{called(node)}() has no argument '{unavailable}' here", node.span)
    regex = flagged(arguments.get("regex"))
    if regex and any(isinstance(a.value, Index) for a in arguments.rest):
        raise NotPorted("patterns with indices have no counterpart here", node.span)
    fit = value(needed(arguments.get("model"), node), scope)
    variables = [constant(v) for a in arguments.rest for v in _named_variables(a)]
    if not variables:
        raise NotPorted(f"{called(node)}() lacks its variables", node.span)
    patterns = {"regex": constant(True)} if regex else {}
    call_node = call(f"r.{called(node)}", fit.node, *variables, **patterns)
    indexed = any(isinstance(a.value, Index) for a in arguments.rest)
    grouped = indexed or called(node) == "gather_draws"
    return Value(call_node, Kind.GROUPED if grouped else Kind.FRAME)


def _named_variables(argument: Argument) -> list[str]:
    """Return variables as strings, with names for their indices."""
    match argument.value:
        case Name(text) | String(text) if argument.name is None:
            return [text]
        case Call(Name("c"), arguments) if argument.name is None:
            return [v for a in arguments for v in _named_variables(a)]
        case Index(Name(text), arguments, False) if argument.name is None:
            names = [_index(a) for a in arguments]
            return [f"{text}[{','.join(names)}]"]
    raise NotPorted("a variable needs a name, and names for its indices, here", argument.span)


def _index(argument: Argument) -> str:
    """Return the name of an index; an empty index has an empty name."""
    if argument.value is None:
        return ""
    if isinstance(argument.value, Name) and argument.name is None:
        return argument.value.text
    raise NotPorted("an index needs a name here", argument.span)


@word("point_interval")
def point_interval_of(node: Call, scope: Scope) -> Value:
    """Translate ``point_interval(draws, x, .point = mean, .interval = hdi)`` to ``mean_hdi()``."""
    settings = {".point": "median", ".interval": "qi"}
    for argument in node.arguments:
        if argument.name in settings:
            name = getattr(argument.value, "text", "")
            settings[argument.name] = {"Mode": "mode"}.get(name, name)
    name = f"{settings['.point']}_{settings['.interval']}"
    if settings[".point"] not in CENTRES or settings[".interval"] not in INTERVALS:
        raise NotPorted("point_interval() needs names such as median and qi here", node.span)
    arguments = tuple(a for a in node.arguments if a.name not in settings)
    return point_interval(Call(Name(name), arguments, node.span), scope)


@word(*(f"{c}_{i}" for c in CENTRES for i in INTERVALS))
def point_interval(node: Call, scope: Scope) -> Value:
    """Translate ``median_qi(draws, x, .width = c(.5, .95))``."""
    centre, _, interval = (called(node) or "").partition("_")
    options: dict[str, ast.expr] = {"centre": constant(centre)}
    if interval != "qi":
        options["interval"] = constant(interval)
    widths = [a for a in node.arguments if a.name in (".width", ".prob")]
    rest = tuple(a for a in node.arguments if a not in widths)
    for argument in widths:
        options["width"] = value(needed(argument.value, node), scope).node
    first = value(needed(rest[0].value if rest else None, node), scope)
    if first.kind in (Kind.VECTOR, Kind.UNKNOWN, *COLUMNS) and len(rest) == 1:
        return Value(call("r.point_interval", first.node, **options), Kind.FRAME)
    frame, arguments = frame_of(Call(node.function, rest, node.span), scope)
    columns = [constant(_column(a)) for a in arguments]
    new = [a for a in arguments if not isinstance(a.value, Name)]
    if new:
        pairs, _ = computed([Argument(_column(a), a.value, a.span) for a in new], frame, scope)
        frame = verb("mutate", frame, pairs)
    return Value(call("r.point_interval", frame.node, *columns, **options), Kind.FRAME)


def _column(argument: Argument) -> str:
    """Return the name of a summarised column: its given name, or its expression."""
    if argument.value is None or (argument.name or "").startswith("."):
        raise NotPorted("columns must be named here", argument.span)
    return argument.name or getattr(argument.value, "text", "") or write(argument.value)


@word("sample_draws")
def sample_draws(node: Call, scope: Scope) -> Value:
    """Translate ``sample_draws(d, 20, seed = 1)``, the rows of some draws."""
    frame, rest = frame_of(node, scope)
    arguments = matched(rest, "ndraws, draw, seed")
    if arguments.rest:
        raise NotPorted("sample_draws() has no such argument here", node.span)
    pairs: list[Pair] = [(None, value(needed(arguments.get("ndraws"), node), scope).node)]
    if (draw := arguments.get("draw")) is not None:
        pairs.append(("draw", value(draw, scope).node))
    seed = arguments.get("seed")
    generator = ast.Name("rng") if seed is None else call("RRandom", value(seed, scope).node)
    return verb("sample_draws", frame, [*pairs, ("rng", generator)], columns=frame.columns)


@word("data_grid")
def data_grid(node: Call, scope: Scope) -> Value:
    """Translate ``data_grid(d, g, x = seq_range(x, n = 51))``, combinations of values."""
    frame, arguments = frame_of(node, scope)
    pairs: list[Pair] = []
    for argument in arguments:
        part = needed(argument.value, node)
        if argument.name == ".model":
            raise NotPorted("data_grid() needs the names of its columns here", argument.span)
        if isinstance(part, Name) and argument.name is None:
            pairs.append((None, constant(part.text)))
        elif argument.name is None:
            raise NotPorted("a computed column needs a name", argument.span)
        else:
            pairs.append((argument.name, spoken(part, frame, scope)))
    last = max((n for n, (name, _) in enumerate(pairs) if name is None), default=0)
    # Columns vary in the order of the arguments, so a pair stands for a column before a plain name.
    pairs = [(None, ast.Tuple([constant(name), node])) if name is not None and n < last
             else (name, node) for n, (name, node) in enumerate(pairs)]  # fmt: skip
    return verb("data_grid", frame, pairs)


@word("seq_range")
def seq_range(node: Call, scope: Scope) -> Value:
    """Translate ``seq_range(x, n = 51)``."""
    arguments = matched(node.arguments, "x, n, by, trim, expand, pretty")
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "x"}
    x = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.seq_range", x.node, **options), Kind.VECTOR)


_OF_ROWS = {
    "epred": "epred", "linpred": "linpred", "predicted": "predicted", "residual": "residual",
    "fitted": "epred",
}  # fmt: skip
_VALUES = {"fitted": ".value"}


@word(*(f"{add}{n}_draws" for add in ("add_", "") for n in _OF_ROWS))
def added_draws(node: Call, scope: Scope) -> Value:
    """Translate ``add_epred_draws(rows, fit)`` and ``epred_draws(fit, rows)``."""
    name = (called(node) or "").removeprefix("add_").removesuffix("_draws")
    order = "newdata, object, ..." if (called(node) or "").startswith("add_") else (
        "object, newdata, ...")  # fmt: skip
    old = {"model": "object", "n": "ndraws"}
    call_arguments = [
        Argument(old.get(a.name or "", a.name), a.value, a.span) for a in node.arguments
    ]
    arguments = matched(call_arguments, order)
    rows, fit = (value(needed(arguments.get(n), node), scope) for n in ("newdata", "object"))
    options: dict[str, ast.expr] = {}
    kind = _OF_ROWS[name]
    has_dpar = any(a.name == "dpar" for a in arguments.rest)
    if name in _VALUES:
        options["value"] = constant(_VALUES[name])
    for argument in arguments.rest:
        label = argument.name or ""
        part = needed(argument.value, node)
        if label == "value":
            options["value"] = value(part, scope).node
        elif label == "transform" and name == "linpred" and has_dpar:
            if flagged(part):  # the predictor after its inverse link
                kind, options = "epred", {"value": constant(".linpred"), **options}
        elif label in OPTIONS or label in ("re_formula", "dpar", "nlpar"):
            options[label] = argument_of(label, part, scope)
        else:
            raise NotPorted(f"{called(node)}() has no argument '{label}' here", argument.span)
    chance = name in ("predicted", "residual") or "ndraws" in options
    if chance and "seed" not in options and (seed := scope.next_seed()) is not None:
        options["seed"] = seed
    nodes = [fit.node, constant(kind)]
    return Value(verb("added_draws", rows, [*((None, m) for m in nodes), *options.items()]).node,
                 Kind.GROUPED)  # fmt: skip


_COMPARISONS = ("pairwise", "control", "ordered", "default")


def _comparison(part: Node) -> ast.expr:
    """Return which levels are compared: a name, or pairs of names as a list of strings."""
    name = getattr(part, "text", "")
    if isinstance(part, Name | String) and name in _COMPARISONS:
        return constant(name)
    items = part.arguments if isinstance(part, Call) and called(part) == "list" else ()
    pairs: list[ast.expr] = []
    for pair in items:
        inner = pair.value
        texts = [a.value.text for a in inner.arguments if isinstance(a.value, String)] if (
            isinstance(inner, Call) and called(inner) == "c") else []  # fmt: skip
        if len(texts) == 2 and pair.name is None:
            pairs.append(ast.Tuple([constant(t) for t in texts]))
    if not pairs or len(pairs) < len(items):
        message = (
            "compare_levels() needs the name of a comparison or a list of pairs of levels here"
        )
        raise NotPorted(message, getattr(part, "span", None))
    return ast.List(pairs)


@word("compare_levels")
def compare_levels(node: Call, scope: Scope) -> Value:
    """Translate ``compare_levels(draws, x, by = g)``, differences between pairs of levels."""
    arguments = matched(
        node.arguments, "data, variable, by, fun, comparison, draw_indices, ignore_groups"
    )
    comparison = arguments.get("comparison")
    frame = value(needed(arguments.get("data"), node), scope)
    pairs: list[Pair] = []
    for name in ("variable", "by"):
        part = needed(arguments.get(name), node)
        if not isinstance(part, Name | String):
            raise NotPorted(f"'{name}' is the name of a column", part.span)
        pairs.append((None, constant(part.text)))
    if (fun := arguments.get("fun")) is not None:
        pairs.append(("fun", constant(getattr(fun, "text", write(fun)))))
    if comparison is not None:
        pairs.append(("comparison", _comparison(comparison)))
    for name in ("draw_indices", "ignore_groups"):
        if (indices := arguments.get(name)) is not None:
            pairs.append((name, value(indices, scope).node))
    return Value(verb("compare_levels", frame, pairs).node, Kind.GROUPED)


def _without_groups(mask: Mask, cols: Part) -> ast.expr:
    """Return the rows without the columns that group them, which ``across()`` never selects."""
    may_select = any(called(p) in ("everything", "where") or isinstance(p, Prefix)
                     for p in below(cols))  # fmt: skip
    if not mask.groups or not may_select:
        return mask.frame
    if "?" in mask.groups:
        return call("r.cur_data", mask.frame)
    names = ast.List([constant(n) for n in mask.groups])
    return method(mask.frame, "drop", columns=names)


@word("across", "if_any", "if_all", "c_across", "pick")
def alone(node: Call, scope: Scope) -> Value:
    """Translate ``across(a:b)`` as an argument of ``rowSums()``: some columns of the data frame."""
    arguments = matched(node.arguments, ".cols, .fns, ...")
    if called(node) in ("if_any", "if_all") and scope.mask is not None and not arguments.rest:
        frame = Value(scope.mask.frame, Kind.FRAME, scope.mask.columns)
        selection, rule = (needed(arguments.get(n), node) for n in (".cols", ".fns"))
        columns = [v for _, v in picked([Argument(None, selection)], frame, scope)]
        keywords = {"functions": function_of(rule, scope)}
        call_node = call(f"r.{called(node)}", frame.node, *columns, **keywords)
        return Value(call_node, Kind.UNKNOWN)
    if called(node) == "c_across" and scope.mask is not None and arguments.get(".cols") is not None:
        frame = Value(scope.mask.frame, Kind.FRAME, scope.mask.columns)
        columns = [v for _, v in picked([Argument(None, arguments.get(".cols"))], frame, scope)]
        return Value(call("r.c_across", frame.node, *columns), Kind.VECTOR)
    if called(node) == "across" and scope.mask is not None and arguments.get(".fns") is not None:
        cols = arguments.get(".cols") or Call(Name("everything"), (), node.span)
        frame = Value(_without_groups(scope.mask, cols), Kind.FRAME, scope.mask.columns)
        return Value(call("r.transmute", frame.node, across_node(node, frame, scope)), Kind.FRAME)
    if called(node) in ("across", "pick") and scope.mask is not None and not arguments.rest:
        cols = arguments.get(".cols") or Call(Name("everything"), (), node.span)
        if arguments.get(".fns") is None:
            frame = Value(_without_groups(scope.mask, cols), Kind.FRAME, scope.mask.columns)
            columns = [v for _, v in picked([Argument(None, cols)], frame, scope)]
            return Value(call("r.select", frame.node, *columns), Kind.FRAME)
    raise NotPorted(f"{called(node)}() is not available at this place", node.span)


_OF_GROUP = {
    "cur_group_id": Kind.NUMBER, "cur_group_rows": Kind.VECTOR, "cur_group": Kind.FRAME,
    "cur_data": Kind.FRAME, "cur_data_all": Kind.FRAME,
}  # fmt: skip


@word(*_OF_GROUP)
def of_current_group(node: Call, scope: Scope) -> Value:
    """Translate ``cur_group_id()`` and similar functions of the group that a verb looks at."""
    name = called(node) or ""
    if scope.mask is None or node.arguments:
        raise NotPorted(f"{name}() is not available at this place", node.span)
    return Value(call(f"r.{name}", scope.mask.frame), _OF_GROUP[name])
