"""Translate draws as tables and arrays, and the plots of bayesplot."""

from __future__ import annotations

import ast
import re

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import statistic
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.rscript.vocabulary.fits.models import of_package, source_of
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, String, Tilde, called

# Functions of bayesplot with the ``type`` that ``mcmc_plot()`` has for the same plot.
BAYESPLOT = {f"mcmc_{t}": t for t in (
    "areas", "areas_ridges", "intervals", "trace", "dens", "dens_overlay", "hist", "violin",
    "acf", "acf_bar", "scatter", "hex", "parcoord", "rank_overlay", "rank_hist", "combo",
    "hist_by_chain", "rhat", "rhat_hist", "neff", "neff_hist", "nuts_energy", "nuts_divergence",
    "nuts_acceptance", "nuts_stepsize", "nuts_treedepth",
)} | {"mcmc_pairs": "pairs", "mcmc_trace_highlight": "trace", "mcmc_dens_chains": "dens_overlay",
      "mcmc_rank_ecdf": "rank_overlay"}  # fmt: skip
_LOOKS = ("np", "np_style", "off_diag_args", "diag_args", "off_diag_fun", "diag_fun", "size",
          "alpha", "binwidth", "bins", "facet_args", "point_est", "adjust", "n_warmup", "lags",
          "highlight", "lp", "condition", "transform_label", "iter1", "window")  # fmt: skip


_UNDRAWN = frozenset({
    Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.TEXTS, Kind.PRIORS, Kind.MODEL, Kind.MEANS,
    Kind.EFFECTS,
    Kind.FUNCTION, Kind.PLOT, Kind.BASE, Kind.PICTURE, Kind.LOOK, Kind.NONE,
})  # fmt: skip


@word(*BAYESPLOT)
def bayesplot(node: Call, scope: Scope) -> Value:
    """Translate ``mcmc_areas(fit, pars = "x", prob = 0.9)``, a plot of a fit's draws."""
    arguments = matched(node.arguments, "x, pars, regex_pars, prob, prob_outer, ...")
    x = _drawn(needed(arguments.get("x"), node), scope)
    fit = x.node if x.kind is Kind.FIT else x.source
    if x.kind in _UNDRAWN:
        raise NotPorted(f"{called(node)}() draws fits, and draws of variables, here", node.span)
    for argument in arguments.rest:
        if argument.name not in _LOOKS:
            message = f"{called(node)}() has no argument '{argument.name}' here"
            raise NotPorted(message, argument.span)
        scope.notes.append(f"without {argument.name} of {called(node)}()")
    if BAYESPLOT[called(node) or ""].startswith("nuts_"):
        return _of_sampler(fit, node)
    pars, patterns = arguments.get("pars"), arguments.get("regex_pars")
    if isinstance(pars, Call) and called(pars) == "vars":
        patterns = _patterns(pars)
        pars = None
    if pars is not None and patterns is not None:
        raise NotPorted("either 'pars' or 'regex_pars' can be given here, but not both", node.span)
    selection = patterns if pars is None else pars
    options = {} if selection is None else {"variable": value(selection, scope).node}
    if patterns is not None:
        options["regex"] = constant(True)
    for name in ("prob", "prob_outer"):
        if (part := arguments.get(name)) is not None:
            options[name] = value(part, scope).node
    kind = constant(BAYESPLOT[called(node) or ""])
    if fit is None:
        return Value(call("r.draws_picture", x.node, kind, **options), Kind.PLOT)
    return Value(call("pm.mcmc_plot", fit, kind, **options), Kind.PLOT)


def _of_sampler(fit: ast.expr | None, node: Call) -> Value:
    """Translate ``mcmc_nuts_energy(nuts_params(fit))``, a plot of the fit itself."""
    if fit is None:
        raise NotPorted(f"{called(node)}() draws the fit itself here, and it is unknown", node.span)
    return Value(call("pm.mcmc_plot", fit, constant(BAYESPLOT[called(node) or ""])), Kind.PLOT)


def _drawn(part: Node, scope: Scope) -> Value:
    """Return the fit or the draws of a plot; the draws of ``fit$fit`` are those of the fit."""
    match part:
        case Infix(owner, "$", Name("fit")):
            fit = value(owner, scope)
            if fit.kind is Kind.FIT:
                return fit
    return value(part, scope)


# Regular expressions for the helper functions of a column selection.
_RULES = {"starts_with": "^{}", "ends_with": "{}$", "contains": "{}"}


def _patterns(node: Call) -> Call:
    """Return ``vars(a, starts_with("b_"))`` as a vector of regular expressions."""
    patterns: list[Argument] = []
    for argument in node.arguments:
        match argument.value:
            case Name(text) | String(text):
                pattern = f"^{re.escape(text)}$"
            case Call(Name(rule), (Argument(None, String(text)),)) if rule in _RULES:
                pattern = _RULES[rule].format(re.escape(text))
            case Call(Name("matches"), (Argument(None, String(text)),)):
                pattern = text
            case _:
                raise NotPorted("this selection of parameters is not available", argument.span)
        patterns.append(Argument(None, String(pattern)))
    return Call(Name("c"), tuple(patterns), node.span)


@word("ppc_dens_overlay", "ppc_ecdf_overlay", "ppc_hist", "ppc_dens", "ppc_boxplot", "ppc_stat",
      "ppc_stat_2d", "ppc_stat_grouped", "ppc_dens_overlay_grouped", "ppc_violin_grouped",
      "ppc_intervals", "ppc_ribbon", "ppc_scatter_avg", "ppc_error_hist", "ppc_bars",
      "ppc_rootogram", "ppc_freqpoly", "ppc_bars_grouped", "ppc_error_scatter_avg")  # fmt: skip
def predictive_check(node: Call, scope: Scope) -> Value:
    """Translate ``ppc_dens_overlay(y, yrep)``, a plot of data and predictions."""
    arguments = matched(node.arguments, "y, yrep, group, x, stat, ...")
    kind = (called(node) or "").removeprefix("ppc_")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("y", "yrep")]
    options = {
        n: value(p, scope).node for n in ("group", "x") if (p := arguments.get(n)) is not None
    }
    if (stat := arguments.get("stat")) is not None:
        options["stat"] = statistic(stat, scope)
    for argument in arguments.rest:
        scope.notes.append(f"without {argument.name} of {called(node)}()")
    return Value(call("r.predictive_check", constant(kind), *nodes, **options), Kind.PLOT)


@word("posterior_samples")
def posterior_samples(node: Call, scope: Scope) -> Value:
    """Translate ``posterior_samples(fit, "^b_")``, draws without columns for chains."""
    arguments = matched(
        node.arguments, "x, pars, fixed, add_chain, subset, as.matrix, as.array, exact_match"
    )
    available = ("x", "pars", "fixed", "add_chain", "exact_match", "subset")
    unset = [n for n in ("as.matrix", "as.array") if not flagged(arguments.get(n), True)]
    unavailable = [n for n in arguments.named if n not in (*available, *unset)]
    if unavailable:
        raise NotPorted(f"posterior_samples() has no argument '{unavailable[0]}' here", node.span)
    fit = value(needed(arguments.get("x"), node), scope)
    # brms reads exact_match, the former name of 'fixed', as well.
    fixed = flagged(arguments.get("fixed")) or flagged(arguments.get("exact_match"))
    pars = arguments.get("pars")
    if isinstance(pars, Name) and pars.text == "NA":
        pars = None
    names = None if pars is None else value(pars, scope).node
    regex = constant(True) if names is not None and not fixed else None
    draws = py("pm.as_draws_matrix(fit, variable=names, regex=regex).reset_index(drop=True)",
               fit=fit.node, names=names, regex=regex)  # fmt: skip
    rows = arguments.get("subset")
    if rows is not None and flagged(arguments.get("add_chain")):
        raise NotPorted("posterior_samples() takes 'subset' or 'add_chain' here", node.span)
    if rows is not None:
        chosen_rows = value(rows, scope).node
        of_rows = call("r.subset", draws, chosen_rows, constant(...), drop=constant(False))
        return Value(of_rows, Kind.FRAME)
    if flagged(arguments.get("add_chain")):
        return Value(call("r.with_chains", draws, fit.node), Kind.FRAME)
    source = source_of(fit, scope) if names is None else None
    return Value(draws, Kind.FRAME, source=source)


@word("as.array", "as_draws")
def as_array(node: Call, scope: Scope) -> Value:
    """Translate ``as.array(fit)``, draws with the axes iteration, chain and variable."""
    arguments = matched(node.arguments, "x, ...")
    fit = value(needed(arguments.get("x"), node), scope)
    if called(node) == "as.array" and fit.kind in (Kind.NUMBER, Kind.VECTOR, Kind.MATRIX):
        return Value(call("np.atleast_1d", fit.node), Kind.VECTOR if fit.kind is Kind.NUMBER
                     else fit.kind)  # fmt: skip
    if fit.kind not in (Kind.FIT, Kind.UNKNOWN) or arguments.rest:
        raise NotPorted(f"{called(node)}() needs a fit as its only argument here", node.span)
    source = source_of(fit, scope)
    if fit.kind is Kind.UNKNOWN:
        if called(node) == "as.array":
            return Value(call("r.as_array", fit.node))
        return Value(call("r.draws_as", fit.node, constant("df")), Kind.FRAME)
    if called(node) == "as_draws":
        return Value(call("pm.as_draws_df", fit.node), Kind.FRAME, source=source)
    return Value(call("pm.as_draws_array", fit.node), source=source)


# Kinds of values whose columns are drawn against each other.
_OF_COLUMNS = frozenset({Kind.FRAME, Kind.GROUPED, Kind.TABLE, Kind.MATRIX, Kind.LABELLED,
                         Kind.UNKNOWN})  # fmt: skip


@word("pairs")
def pairs(node: Call, scope: Scope) -> Value:
    """Translate ``pairs(fit)``, and ``pairs(d, col = d$g)`` of the columns of a data frame."""
    first = node.arguments[0].value if node.arguments else None
    if isinstance(first, Tilde):
        raise NotPorted("pairs() needs a data frame or a matrix here", node.span)
    x = value(needed(first, node), scope)
    of_fit = {a.name for a in node.arguments} & {"variable", "pars", "regex", "fixed"}
    if x.kind not in _OF_COLUMNS or of_fit:
        return of_package("pairs", node, scope)
    colours = [a.value for a in node.arguments if a.name == "col" and a.value is not None]
    unused = [a.name for a in node.arguments[1:] if a.name != "col"]
    if unused:
        scope.notes.append(f"without {', '.join(n or 'an argument' for n in unused)} of pairs()")
    options = {} if not colours else {"color": value(colours[0], scope).node}
    return Value(call("r.scatter_matrix", x.node, **options), Kind.BASE)


@word("is.brmsfit")
def is_fit(node: Call, scope: Scope) -> Value:
    """Translate ``is.brmsfit(x)``."""
    argument = one(node, scope)
    return Value(py("isinstance(x, pm.Fit)", x=argument.node), Kind.FLAG)


@word("family")
def family(node: Call, scope: Scope) -> Value:
    """Translate ``family(fit)``, the family of a fit."""
    argument = one(node, scope, "object")
    if argument.kind is Kind.FIT:
        return Value(call("r.part", argument.node, constant("family")))
    return Value(call("r.family", argument.node))


@word("nobs")
def rows(node: Call, scope: Scope) -> Value:
    """Translate ``nobs(m)``, the number of rows of a fit or of a linear model."""
    return Value(call("r.observations", one(node, scope, "object").node), Kind.NUMBER)


def _of_any_draws(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``posterior_summary(x)`` of a fit, or of draws that a script has computed."""
    arguments = matched(node.arguments, "x, probs, robust, ...")
    x = value(needed(arguments.get("x"), node), scope)
    if x.kind is Kind.FIT or arguments.rest or len(node.arguments) != len(arguments.named):
        return plain(node, scope)
    settings = {n: value(p, scope).node for n in ("probs", "robust") if (p := arguments.get(n))}
    kind = Kind.UNKNOWN if x.kind in (Kind.UNKNOWN, Kind.MATRIX) else Kind.LABELLED
    return Value(call("r.summary_of_draws", x.node, **settings), kind)


extend("posterior_summary", _of_any_draws)
