"""Translate draws as tables and arrays."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.rscript.vocabulary.fits.models import of_package, source_of
from pybrms_mix.rscript.vocabulary.frames.fit_draw_tables import asks_for_draws, draws_of
from pybrms_mix.syntax.nodes import Call, Name, Tilde, called


@word("posterior_samples")
def posterior_samples(node: Call, scope: Scope) -> Value:
    """Translate ``posterior_samples(fit, "^b_")``, draws without columns for chains."""
    arguments = matched(
        node.arguments, "x, pars, fixed, add_chain, subset, as.matrix, as.array, exact_match"
    )
    fit = value(needed(arguments.get("x"), node), scope)
    # brms reads exact_match, the former name of 'fixed', as well.
    fixed = flagged(arguments.get("fixed")) or flagged(arguments.get("exact_match"))
    pars = arguments.get("pars")
    if isinstance(pars, Name) and pars.text == "NA":
        pars = None
    names = None if pars is None else value(pars, scope).node
    regex = constant(True) if names is not None and not fixed else None
    subset = arguments.get("subset")
    forms = [f for f in ("matrix", "array") if flagged(arguments.get(f"as.{f}"))]
    if subset is not None or forms:
        if flagged(arguments.get("add_chain")):
            raise NotPorted("posterior_samples() has no column of chains with this form", node.span)
        draws = py("r.posterior_samples(fit, form, subset, variable=names, regex=regex)",
                   fit=fit.node, form=constant([*forms, "frame"][0]), names=names, regex=regex,
                   subset=None if subset is None else value(subset, scope).node)  # fmt: skip
        kind = {"matrix": Kind.LABELLED, "array": Kind.UNKNOWN}
        return Value(draws, kind.get([*forms, "frame"][0], Kind.FRAME))
    draws = py("pm.as_draws_matrix(fit, variable=names, regex=regex).reset_index(drop=True)",
               fit=fit.node, names=names, regex=regex)  # fmt: skip
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
    if called(node) == "as.array" and asks_for_draws(arguments):
        return Value(draws_of(node, arguments, fit.node, "array", scope))
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
