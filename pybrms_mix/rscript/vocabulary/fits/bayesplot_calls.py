"""Translate the functions of bayesplot that draw, or tabulate, draws of variables."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.bayesplot_functions import (
    DIAGNOSTIC_TABLES,
    DIAGNOSTICS,
    LOOKS,
    NUTS,
    OMITTED,
    PICTURES,
    RECOVERED,
    TABLES,
    DrawFunction,
)
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.masked import named_columns
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Function,
    Infix,
    Name,
    Node,
    Part,
    String,
    Tilde,
    called,
)

BAYESPLOT = {**PICTURES, **NUTS, **DIAGNOSTICS, **RECOVERED}
_UNDRAWN = frozenset({
    Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.TEXTS, Kind.PRIORS, Kind.MODEL, Kind.MEANS,
    Kind.EFFECTS,
    Kind.FUNCTION, Kind.PLOT, Kind.BASE, Kind.PICTURE, Kind.LOOK, Kind.NONE,
})  # fmt: skip
# Arguments that ``pm.mcmc_plot()`` has too.
_OF_FITS = frozenset({"variable", "regex", "prob", "prob_outer"})
# Arguments that have another name in Python.
_SPELT = {"np": "nuts"}
_SELECT = ("pars", "regex_pars", "transformations")


@dataclass(frozen=True)
class _Selected:
    """The arguments of a call that say what is drawn.

    Attributes:
        draws: the fit or the draws.
        select: the variables and their transformations, by the names of ``r.draws_picture()``.
        settings: the other arguments, by R's names.
    """

    draws: Value
    select: dict[str, ast.expr]
    settings: dict[str, ast.expr]


@word(*PICTURES)
def picture(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_areas(fit, pars = "x", prob = 0.9)``, a plot of draws."""
    name = called(node) or ""
    function = PICTURES[name]
    if function.instead:
        scope.notes.append(f"{name}(): {function.instead}")
    parts = _selected(node, function, scope)
    fit = parts.draws.node if parts.draws.kind is Kind.FIT else parts.draws.source
    kind = constant(function.type)
    select, settings = parts.select, parts.settings
    plain = "variable" not in select or "patterns" not in select
    plain = plain and not _is_selector(select.get("variable"))
    if fit is not None:
        settings = {n: v for n, v in settings.items() if n != "nuts"}  # the fit has them
    if fit is not None and plain and "transformations" not in select and not settings.keys() - (
        _OF_FITS
    ):  # fmt: skip
        options = {"variable": next(iter(select.values()))} if select else {}
        if "patterns" in select:
            options["regex"] = constant(True)
        plot = call("pm.mcmc_plot", fit, kind, **options, **settings)
        return Value(plot, Kind.PLOT, _columns(name))
    draws = parts.draws.node if fit is None else fit
    plot = call("r.draws_picture", draws, kind, **select, **settings)
    return Value(plot, Kind.PLOT, _columns(name))


def _is_selector(node: ast.expr | None) -> bool:
    """Return whether variables are selected as in dplyr: ``pars = vars(starts_with("b"))``."""
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "columns_of"


def _columns(name: str) -> tuple[str, ...] | None:
    """Return the columns of the rows to which layers can be added; None if there are none."""
    return ("x", "y") if name in ("mcmc_scatter", "mcmc_hex") else None


@word(*TABLES)
def table(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_intervals_data(x, pars = "a")``, the numbers of a plot of draws."""
    function = TABLES[called(node) or ""]
    parts = _selected(node, function, scope)
    table_call = call("r.draws_table", parts.draws.node, constant(function.type),
                      **parts.select, **parts.settings)  # fmt: skip
    return Value(table_call, Kind.FRAME)


@word(*RECOVERED)
def recovered(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_recover_hist(x, true)``, a plot of draws beside true values."""
    name = called(node) or ""
    function = RECOVERED[name]
    arguments = matched(node.arguments, function.parameters)
    draws = _drawn(needed(arguments.get("x"), node), scope)
    true = value(needed(arguments.get("true"), node), scope).node
    if draws.kind in _UNDRAWN:
        raise NotPorted(f"{name}() draws fits, and draws of variables, here", node.span)
    _left_out(arguments, name, scope)
    settings = {n: value(p, scope).node for n, p in arguments.named.items()
                if n not in ("x", "true")}  # fmt: skip
    picture_call = call("r.recovery_picture", draws.node, true, constant(function.type), **settings)
    return Value(picture_call, Kind.PLOT)


@word(*NUTS)
def of_sampler(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_nuts_energy(nuts_params(fit))``, a plot of the fit itself."""
    name = called(node) or ""
    function = NUTS[name]
    arguments = matched(node.arguments, function.parameters)
    x = _drawn(needed(arguments.get("x"), node), scope)
    fit = x.node if x.kind is Kind.FIT else x.source
    if fit is None:
        raise NotPorted(f"{name}() draws the fit itself here, and it is unknown", node.span)
    if arguments.get("chain") is not None:
        raise NotPorted(f"{name}() compares no chain with the others here", node.span)
    _left_out(arguments, name, scope)
    settings = {n: value(p, scope).node for n, p in arguments.named.items()
                if n in function.settings}  # fmt: skip
    verb = "r.draws_picture" if settings else "pm.mcmc_plot"
    return Value(call(verb, fit, constant(function.type), **settings), Kind.PLOT)


@word(*DIAGNOSTICS)
def diagnostic(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_rhat(rhat(fit))``, a plot of a diagnostic of each variable."""
    name = called(node) or ""
    function = DIAGNOSTICS[name]
    x, arguments = _measured(node, function, scope)
    settings = {n: value(p, scope).node for n, p in arguments.named.items()
                if n in function.settings}  # fmt: skip
    kind = constant(function.type)
    if x.source is not None and not settings:
        return Value(call("pm.mcmc_plot", x.source, kind), Kind.PLOT)
    return Value(call("r.diagnostic_picture", x.node, kind, **settings), Kind.PLOT)


@word(*DIAGNOSTIC_TABLES)
def diagnostic_table(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_rhat_data(rhat(fit))``, a diagnostic of each variable with ratings."""
    function = DIAGNOSTIC_TABLES[called(node) or ""]
    x, _ = _measured(node, function, scope)
    return Value(call("r.diagnostic_table", x.node, constant(function.type)), Kind.FRAME)


def _measured(node: Call, function: DrawFunction, scope: Scope) -> tuple[Value, Matched]:
    """Return the values of a diagnostic, and all arguments."""
    name = called(node) or ""
    arguments = matched(node.arguments, function.parameters)
    x = value(needed(arguments.get(function.before.split(",")[0]), node), scope)
    if x.kind is Kind.FIT or x.kind in _UNDRAWN - {Kind.NUMBER}:
        raise NotPorted(f"{name}() needs the values of a diagnostic: rhat(fit)", node.span)
    _left_out(arguments, name, scope)
    return x, arguments


def _selected(node: Call, function: DrawFunction, scope: Scope) -> _Selected:
    """Return the draws, the variables and the settings of a call."""
    name = called(node) or ""
    arguments = matched(_spelt(node, function), function.parameters)
    draws = _drawn(needed(arguments.get("x"), node), scope)
    if draws.kind in _UNDRAWN:
        raise NotPorted(f"{name}() draws fits, and draws of variables, here", node.span)
    _left_out(arguments, name, scope)
    select = _variables(arguments, scope)
    settings: dict[str, ast.expr] = {}
    for setting, part in arguments.named.items():
        if setting in ("x", *_SELECT):
            continue
        if setting == "condition":
            settings["chains"] = _chains(part, scope)
        elif setting == "kernel":
            _gaussian(part)
        else:
            settings[_SPELT.get(setting, setting)] = value(part, scope).node
    return _Selected(draws, select, settings)


def _spelt(node: Call, function: DrawFunction) -> list[Argument]:
    """Return the arguments; R finds ``transform =`` by the start of ``transformations``.

    The functions that pass their arguments on to others find the start of a name there.
    """
    if "transformations" in function.before or "transformations" not in function.drawn:
        return list(node.arguments)
    return [
        Argument("transformations", a.value, a.span)
        if a.name is not None and a.name != "" and "transformations".startswith(a.name)
        else a
        for a in node.arguments
    ]  # fmt: skip


def _left_out(arguments: Matched, name: str, scope: Scope) -> None:
    """Tell which arguments are left out.

    Raises:
        NotPorted: for an argument with another meaning.
    """
    for argument in arguments.rest:
        if argument.name in OMITTED:
            scope.notes.append(f"without {argument.name} of {name}(): {OMITTED[argument.name]}")
        elif argument.name in LOOKS:
            scope.notes.append(f"without {argument.name} of {name}()")
        else:
            message = f"{name}() has no argument '{argument.name}' here"
            raise NotPorted(message, argument.span)


def _variables(arguments: Matched, scope: Scope) -> dict[str, ast.expr]:
    """Return the variables, the patterns and the transformations."""
    pars, patterns, functions = (arguments.get(n) for n in _SELECT)
    select: dict[str, ast.expr] = {}
    if isinstance(pars, Call) and called(pars) == "vars":
        select["variable"] = _tidy(pars, scope)
    elif pars is not None:
        select["variable"] = value(pars, scope).node
    if patterns is not None:
        select["patterns"] = value(patterns, scope).node
    if functions is not None:
        select["transformations"] = _functions(functions, scope)
    return select


def _tidy(node: Call, scope: Scope) -> ast.expr:
    """Return ``vars(a, starts_with("b_"), -b_x)``, names and helper functions."""
    rows = Value(ast.Name("rows"), Kind.FRAME)
    columns = [named_columns(needed(a.value, node), rows, scope) for a in node.arguments]
    return call("r.columns_of", *columns)


def _functions(part: Node, scope: Scope) -> ast.expr:
    """Return the transformations: one function, or a function for each of some variables."""
    if isinstance(part, Call) and called(part) in ("list", "c"):
        if any(a.name is None or a.value is None for a in part.arguments):
            raise NotPorted("each transformation needs the name of a variable", part.span)
        return record({str(a.name): _function(needed(a.value, part), scope)
                       for a in part.arguments})  # fmt: skip
    return _function(part, scope)


def _function(part: Node, scope: Scope) -> ast.expr:
    """Return a function; one that is given by its name has this name in labels."""
    if isinstance(part, String):
        return ast.Tuple([constant(part.text), function_of(part, scope)])
    if isinstance(part, Function | Tilde) or (
        isinstance(part, Name) and part.text not in scope.known
    ):
        return function_of(part, scope)
    return value(part, scope).node


def _chains(part: Part, scope: Scope) -> ast.expr:
    """Return the chains above and below the diagonal: ``pairs_condition(chains = list(1, 2))``."""
    match part:
        case Call(Name("pairs_condition"), (Argument("chains", Call() as chains),)) if (
            called(chains) == "list" and len(chains.arguments) == 2
        ):  # fmt: skip
            return ast.List([value(needed(a.value, chains), scope).node for a in chains.arguments])
        case Call(Name("pairs_condition"), ()):
            return constant(None)
    raise NotPorted(
        "the draws above and below the diagonal can only be chains here: "
        "pairs_condition(chains = list(1, 2))",
        getattr(part, "span", None),
    )


def _gaussian(part: Part) -> None:
    """Accept the default kernel.

    Raises:
        NotPorted: for other kernels.
    """
    if not (isinstance(part, String) and part.text == "gaussian"):
        raise NotPorted("densities have the kernel 'gaussian' here", getattr(part, "span", None))


def _drawn(part: Node, scope: Scope) -> Value:
    """Return the fit or the draws of a plot; the draws of ``fit$fit`` are those of the fit."""
    match part:
        case Infix(owner, "$", Name("fit")):
            fit = value(owner, scope)
            if fit.kind is Kind.FIT:
                return fit
    return value(part, scope)
