"""Translate brms's functions of fits, and other functions that keep their names in Python."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

import pybrms_mix as pm
from pybrms_mix.r.lists.call_names import keyword_of
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import ARGUMENTS, WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import (
    ALIASES,
    KINDS,
    OPTIONS,
    SIGNATURES,
    WITH_CHANCE,
)
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.names import is_keyword_name
from pybrms_mix.rscript.trees.python import call, constant, listed, method, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import statistic
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.fits.dropped_arguments import dropped
from pybrms_mix.rscript.vocabulary.fits.model_calls import family
from pybrms_mix.rscript.vocabulary.fits.sampler_control import sampler_control
from pybrms_mix.rscript.vocabulary.pictures.base_plot_calls import scatter
from pybrms_mix.rscript.vocabulary.pictures.pictures import DRAWN
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Index,
    Infix,
    Name,
    Number,
    Part,
    String,
    Tilde,
)
from pybrms_mix.syntax.spelling import value as number_value

# Functions of the package with the name of an R function that has another meaning.
_OTHERS = frozenset(
    ("load", "loo", "loo_model_weights", "options", "pairs", "rhat", "save", "waic")
) | {
    *("as_draws_array", "as_draws_df", "as_draws_matrix", "as_draws_rvars"),
    *("variables", "ndraws", "nchains", "niterations", "nvariables"),
}


def of_package(name: str, node: Call, scope: Scope) -> Value:
    """Return the call of a function of the package, with the package's argument names."""
    function = getattr(pm, name)
    parameters = inspect.signature(function).parameters
    order = SIGNATURES.get(name) or ", ".join(_in_order(parameters))
    arguments = matched(node.arguments, f"{order}, ..." if "..." not in order else order)
    first, *_ = order.split(", ")
    takes_more = any(p.kind is p.VAR_POSITIONAL for p in parameters.values())
    positional: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    for r_name, part in arguments.named.items():
        if r_name == first and not any(a.name == first for a in node.arguments):
            positional.append(argument_of(r_name, part, scope))
        else:
            _enter_argument(options, name, r_name, part, scope)
    for argument in arguments.rest:
        part = needed(argument.value, node)
        if argument.name is None and takes_more:
            positional.append(value(part, scope).node)
        elif argument.name is None:
            raise NotPorted("it is unknown which argument is meant", argument.span)
        else:
            _enter_argument(options, name, argument.name, part, scope)
    kind = KINDS.get(name, Kind.UNKNOWN)
    if {"model_names", "more"} <= {*parameters} and (
        name != "loo_compare" or "criterion" in options
    ):
        more = [a.value for a in arguments.rest if a.name is None]
        _name_models(options, [arguments.get(first), *more], scope)
    _patterns(options, name, node)
    options = _with_seed(name, options, scope)
    source = None
    if name in _DRAWS and len(positional) == 1 and not options:
        source = source_of(Value(positional[0], Kind.FIT), scope)
    returned = _without_summary(name, kind, options)
    if returned is Kind.MATRIX and _may_be_one_draw(arguments.named, scope):
        returned = Kind.UNKNOWN  # R drops the only row if it picks columns
    is_column = name in _OF_ONE_COLUMN and returned is Kind.MATRIX
    is_matrix = kind is Kind.TABLE and not is_column
    made_call = _as_in_r(name, positional, options, is_matrix=is_matrix)
    if returned in (Kind.MATRIX, Kind.UNKNOWN) and name in _OF_ROWS and scope.several:
        return _with_axes(made_call, positional, options)
    if is_column:
        return Value(call("r.r2_draws", made_call), Kind.LABELLED)
    is_shaped = is_matrix and "newdata" in options
    return Value(made_call, returned, source=source, matrix=is_matrix, shaped=is_shaped)


def _name_models(options: dict[str, ast.expr], models: Sequence[Part | None], scope: Scope) -> None:
    """Name models as R does, by their expressions, if Python would name them otherwise.

    Python names a model by the variable that holds it: by its Python name, and by the first of
    several variables that hold one model.
    """
    parts = [m for m in models if isinstance(m, Name | Infix | Index)]
    are_names = all(isinstance(m, Name) and _names_itself(m.text, scope) for m in models)
    if "model_names" not in options and len(parts) == len(models) and not are_names:
        options["model_names"] = listed(constant(write(m)) for m in parts)


def _names_itself(text: str, scope: Scope) -> bool:
    """Return whether a variable has its name in Python, and holds no value of another variable."""
    copies = (p for s in scope.script for p in below(s) if isinstance(p, Assign))
    is_shared = any(
        isinstance(c.target, Name) and isinstance(c.value, Name)
        and text in (c.target.text, c.value.text)
        for c in copies
    )  # fmt: skip
    return scope.names.get(text, text) == text and not is_shared


def _as_in_r(
    name: str, positional: Sequence[ast.expr], options: dict[str, ast.expr], *, is_matrix: bool
) -> ast.expr:
    """Return the call of a function of the package, with its result in the form of R."""
    resp = None
    if name == "conditional_effects" and "dpar" not in options:
        resp = options.pop("resp", None)  # brms shows the effects in the formulas of all responses
    if name in ("make_standata", "standata"):
        return call("r.standata", *positional, **options)
    made_call = call(f"pm.{name}", *positional, **options)
    if resp is not None:
        return call("r.effects_on", made_call, resp)
    if name == "control_params":
        return call("r.control_list", made_call)
    return call("r.as_in_r", made_call) if is_matrix or name in _OF_MATRICES else made_call


# Functions whose draws have a third axis if a row of the data has several numbers.
_OF_ROWS = frozenset(
    {"posterior_epred", "posterior_linpred", "posterior_predict", "predictive_error"}
    | {"fitted", "predict", "residuals"}
)


def _with_axes(
    draws: ast.expr, positional: Sequence[ast.expr], options: Mapping[str, ast.expr]
) -> Value:
    """Return draws of predictions with the names of their axes."""
    if isinstance(options.get("resp"), ast.Constant):
        return Value(draws, Kind.MATRIX)
    if not (positional and isinstance(positional[0], ast.Name | ast.Attribute)):
        return Value(draws, Kind.UNKNOWN, shaped=True)
    return Value(call("r.with_draw_axes", draws, positional[0]), Kind.UNKNOWN, shaped=True)


def _may_be_one_draw(parts: Mapping[str, Part], scope: Scope) -> bool:
    """Return whether a call may ask for a single draw."""
    ids, count = parts.get("draw_ids"), parts.get("ndraws")
    is_single_id = ids is not None and value(ids, scope).kind in (Kind.NUMBER, Kind.UNKNOWN)
    return is_single_id or (isinstance(count, Number) and number_value(count.text) == 1)


# Functions whose draws are a vector here, and in R a matrix of one column with a name.
_OF_ONE_COLUMN = frozenset({"bayes_R2", "loo_R2"})

# Functions whose results hold tables that are matrices in R, beside those of the kind TABLE.
_OF_MATRICES = frozenset(
    {"VarCorr", "vcov", "loo_compare", "pp_average", "loo_R2", "predictive_interval"}
)

# Functions that return values for all draws of a fit, which bayesplot's functions can plot.
_DRAWS = frozenset({"as_draws_df", "as_draws_matrix", "as_draws_array", "rhat", "neff_ratio",
                    "nuts_params", "log_posterior"})  # fmt: skip


def source_of(fit: Value, scope: Scope) -> ast.expr | None:
    """Return the fit that draws come from; None if the script may reassign its variable later."""
    if fit.kind is not Kind.FIT or not isinstance(fit.node, ast.Name):
        return None
    changed = {scope.names[n] for n in scope.changed if n in scope.names}
    return None if fit.node.id in changed else fit.node


def _in_order(parameters: Mapping[str, inspect.Parameter]) -> list[str]:
    """Return parameter names in order; ``*more`` and ``**which`` become R's ``...``."""
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    names = ["..." if p.kind in kinds else n for n, p in parameters.items()]
    return list(dict.fromkeys(names))


def _enter_argument(
    options: dict[str, ast.expr], of: str, r_name: str, part: Part, scope: Scope
) -> None:
    """Enter an argument in ``options`` under its Python name."""
    if dropped(of, r_name, part, scope):
        return
    if r_name == "moment_match" and of in ("loo", "add_criterion"):
        explanation = "the model is fitted again without each row of a high Pareto k"
        scope.notes.append(f"reloo in place of moment_match: {explanation}")
        r_name = "reloo"
    if r_name == "probs" and of in ("conditional_effects", "conditional_smooths"):
        options["prob"] = _central(part)
        return
    parameters = inspect.signature(getattr(pm, of)).parameters
    name = r_name if r_name in parameters else keyword_of(r_name)
    if not is_keyword_name(name):
        raise NotPorted(f"{of}() has no argument {r_name!r}", part.span)
    if r_name == "fixed" and of in _OF_PATTERNS:
        return
    free = any(p.kind is p.VAR_KEYWORD and n != "which" for n, p in parameters.items())
    free = free or ("which" in parameters and (name in OPTIONS or of == "pp_average"))
    free = free or (name == "resp" and hasattr(pm.Fit, of))  # each method of fits takes it
    if name not in parameters and not free:
        raise NotPorted(f"{of}() has no argument '{r_name}' here", part.span)
    if name == "save_pars" and r_name != "save_pars":
        keep = isinstance(part, Name) and part.text in ("TRUE", "T")
        options[name] = py("pm.save_pars(all=True)") if keep else constant(None)
        return
    options[name] = argument_of(name, part, scope)


def _central(part: Part) -> ast.expr:
    """Return the probability of the interval between the quantiles in ``probs = c(0.1, 0.9)``."""
    match part:
        case Call(Name("c"), (Argument(None, Number(low)), Argument(None, Number(high)))):
            ends = Decimal(low), Decimal(high)
            if sum(ends) == 1 and ends[0] < ends[1]:
                return constant(float(ends[1] - ends[0]))
    raise NotPorted("the two probabilities must sum to 1 here", getattr(part, "span", None))


# brms functions whose argument ``pars`` is a regular expression unless ``fixed = TRUE``.
_OF_PATTERNS = frozenset(
    {"as_draws_df", "posterior_summary", "posterior_interval", "plot", "pairs", "mcmc_plot"}
    | {"prior_draws"}
)


# Functions whose second positional argument in brms is ``pars``.
_SECOND_IS_PARS = frozenset({"posterior_summary", "posterior_interval", "plot", "pairs"})


def _patterns(options: dict[str, ast.expr], of: str, node: Call) -> None:
    """Set the flag that ``pars`` holds regular expressions, as it does in brms."""
    arguments = {a.name: a.value for a in node.arguments}
    fixed = flagged(arguments.get("fixed"))
    if of not in _OF_PATTERNS or fixed or "variable" not in options or "variable" in arguments:
        return
    if "pars" not in arguments and of not in _SECOND_IS_PARS:
        return
    if "regex" not in inspect.signature(getattr(pm, of)).parameters:
        raise NotPorted(f"the patterns in {of}(pars = ) have no counterpart in Python", node.span)
    options["regex"] = constant(True)


def argument_of(name: str, part: Part, scope: Scope) -> ast.expr:
    """Return an argument; arguments such as families and formulas have special rules."""
    if name == "family":
        return family(part, scope)
    if name == "formula" and isinstance(part, Tilde):
        return constant(write(part))
    if name == "file" and isinstance(part, String):
        return constant(part.text.removesuffix(".rds"))
    if name == "prior" and isinstance(part, Call) and part.function == Name("c"):
        return _priors(part, scope)
    if name in ("draw_ids", "stat"):
        return (statistic if name == "stat" else _draw_ids)(part, scope)
    if name == "control":
        return sampler_control(part, scope)
    if name in ("re_formula",) and isinstance(part, Name) and part.text == "NA":
        return constant("NA")
    return value(part, scope).node


ARGUMENTS.append(argument_of)


def _priors(node: Call, scope: Scope) -> ast.expr:
    """Return the argument ``prior = c(p1, p2)``, which may be a list of priors in Python."""
    values = [a.value for a in node.arguments if a.value is not None and a.name is None]
    priors = [value(v, scope) for v in values]
    if len(values) == len(node.arguments) > 1 and any(p.kind is Kind.PRIORS for p in priors):
        return listed([p.node for p in priors])
    return value(node, scope).node


def _draw_ids(part: Part, scope: Scope) -> ast.expr:
    """Return draw numbers converted from R's origin 1 to Python's origin 0."""
    if isinstance(part, Infix) and part.op == ":":
        ends = [value(p, scope).node for p in (part.left, part.right)]
        from_first = isinstance(ends[0], ast.Constant) and ends[0].value == 1
        return py("range(b)" if from_first else "range(a - 1, b)", a=ends[0], b=ends[1])
    draw_numbers = value(part, scope)
    return py("np.subtract(x, 1)", x=draw_numbers.node)


def _with_seed(name: str, options: dict[str, ast.expr], scope: Scope) -> dict[str, ast.expr]:
    """Return the arguments, with the seed of the last ``set.seed()`` for random functions."""
    chance = name in WITH_CHANCE or "ndraws" in options
    if "seed" in options or not chance or (seed := scope.next_seed()) is None:
        return options
    return {**options, "seed": seed}


def _without_summary(name: str, kind: Kind, options: dict[str, ast.expr]) -> Kind:
    match options.get("summary"):
        case ast.Constant(value=False):
            return Kind.TABLE if name == "fixef" else Kind.MATRIX
    return kind


def _enter() -> None:
    for name in pm.__all__:
        function = getattr(pm, name)
        is_offered = not name.startswith("_") and name not in _OTHERS
        if inspect.isfunction(function) and name not in WORDS and is_offered:
            WORDS[name] = partial(of_package, name)
    for alias, name in ALIASES.items():
        if name in WORDS and alias not in WORDS:
            WORDS[alias] = WORDS[name]


@word("summary")
def summary(node: Call, scope: Scope) -> Value:
    """Translate ``summary(fit)``, and ``summary()`` of data frames and vectors."""
    first = node.arguments[0].value if node.arguments else None
    first_value = None if first is None else value(first, scope)
    rest = [a for a in node.arguments[1:] if a.name != "na.rm"]  # R ignores na.rm
    if first_value is not None and first_value.kind is not Kind.FIT and not rest:
        if first_value.kind is Kind.LIST:
            raise NotPorted("summary() of a list without names has no Python here", node.span)
        kind = Kind.LABELLED if first_value.kind in _TABLES else Kind.UNKNOWN
        return Value(call("r.summary", first_value.node), kind)
    return of_package("summary", node, scope)


@word("plot")
def plot(node: Call, scope: Scope) -> Value:
    """Translate ``plot(fit)`` and ``plot(conditional_effects(fit), points = TRUE)``."""
    first = node.arguments[0].value if node.arguments else None
    source = None if first is None else value(first, scope)
    is_empty = first in (Name("NA"), Name("NULL"))
    if is_empty or isinstance(first, Tilde) or (
        source is not None and source.kind in (*_PLAIN, Kind.NONE)
    ):  # fmt: skip
        return scatter(node, scope)
    if source is None or source.kind not in (Kind.EFFECTS, Kind.FIT, Kind.UNKNOWN, *DRAWN):
        raise NotPorted("plot() draws fits, effects, vectors and formulas here", node.span)
    if source.kind in DRAWN:
        return source
    if source.kind is Kind.UNKNOWN:
        if len([a for a in node.arguments if a.name is None]) > 1:
            return scatter(node, scope)
        return Value(call("r.plotted", source.node), Kind.BASE)
    if source.kind is Kind.FIT:
        return of_package("plot", node, scope)
    looks = "point_args, line_args, theme, mean, stype, spaghetti_args, surface_args, nrow, "
    looks += "cat_args, errorbar_args, rug_args, jitter_width, facet_args, N, newpage, re_formula"
    plot_arguments = matched(node.arguments[1:], f"ncol, points, rug, ask, plot, {looks}")
    unused = [n for n in plot_arguments.named if n not in ("ncol", "points", "rug", "plot")]
    if unused:
        scope.notes.append(f"without {', '.join(unused)} of plot()")
    options = {n: value(p, scope).node for n, p in plot_arguments.named.items()
               if n in ("ncol", "points", "rug")}  # fmt: skip
    return Value(method(source.node, "plot", **options), Kind.PLOT)


# Kinds of values whose summary is a matrix of text.
_TABLES = frozenset({Kind.FRAME, Kind.GROUPED, Kind.MATRIX, Kind.LABELLED})
# Kinds of values that ``plot()`` draws as points or lines.
_PLAIN = frozenset({Kind.VECTOR, Kind.SERIES, Kind.NAMED, Kind.RECORD, Kind.FRAME, Kind.MATRIX})

_enter()
