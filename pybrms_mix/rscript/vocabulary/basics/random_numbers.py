"""Translate random number generators, and densities of the families' distributions."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value, joined
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called

# The parameters of R's generators, which are the same in Python.
DRAWS = {
    "runif": "n, min, max",
    "rnorm": "n, mean, sd",
    "rlnorm": "n, meanlog, sdlog",
    "rexp": "n, rate",
    "rgamma": "n, shape, rate, scale",
    "rchisq": "n, df",
    "rbeta": "n, shape1, shape2",
    "rt": "n, df",
    "rweibull": "n, shape, scale",
    "rbinom": "n, size, prob",
    "rpois": "n, lambda",
    "rnbinom": "n, size, prob, mu",
    "rlogis": "n, location, scale",
    "rcauchy": "n, location, scale",
    "rgeom": "n, prob",
    "rshifted_lnorm": "n, meanlog, sdlog, shift",
    "rexgaussian": "n, mu, sigma, beta",
    "rstudent_t": "n, df, mu, sigma",
    "rvon_mises": "n, mu, kappa",
    "rskew_normal": "n, mu, sigma, alpha, xi, omega",
    "rinv_gaussian": "n, mu, shape",
    "rasym_laplace": "n, mu, sigma, quantile",
    "rfrechet": "n, loc, scale, shape",
    "rgen_extreme_value": "n, mu, sigma, xi",
    "rbeta_binomial": "n, size, mu, phi",
    "rdirichlet": "n, alpha",
    "mvrnorm": "n, mu, Sigma, tol, empirical",
    "sample": "x, size, replace, prob",
}

# SciPy's distributions, with their arguments as functions of R's. An omitted argument is left out.
_DISTRIBUTIONS = {
    "norm": ("stats.norm", "mean, sd", "mean, sd"),
    "lnorm": ("stats.lognorm", "meanlog, sdlog", "sdlog, scale=np.exp(meanlog)"),
    "exp": ("stats.expon", "rate", "scale=1 / rate"),
    "gamma": ("stats.gamma", "shape, rate, scale", "shape, scale=scale"),
    "beta": ("stats.beta", "shape1, shape2", "shape1, shape2"),
    "t": ("stats.t", "df", "df"),
    "unif": ("stats.uniform", "min, max", "min, max - min"),
    "weibull": ("stats.weibull_min", "shape, scale", "shape, scale=scale"),
    "chisq": ("stats.chi2", "df", "df"),
    "binom": ("stats.binom", "size, prob", "size, prob"),
    "pois": ("stats.poisson", "lambda", "lambda_"),
    "nbinom": ("stats.nbinom", "size, prob, mu", "size, prob"),
    "cauchy": ("stats.cauchy", "location, scale", "location, scale"),
    "geom": ("stats.geom", "prob", "prob, loc=-1"),
    "hyper": ("stats.hypergeom", "m, n, k", "m + n, m, k"),
}
# Values with a second axis, which NumPy does not recycle as R does.
_MATRICES = (Kind.MATRIX, Kind.LABELLED)
_COUNTS = ("binom", "pois", "nbinom", "geom", "hyper")
_FORMS = {"d": "pdf", "p": "cdf", "q": "ppf"}
# Densities, distribution functions and quantiles.
PROBABILITIES = tuple(form + name for form in _FORMS for name in _DISTRIBUTIONS)


def _draw(name: str, node: Call, scope: Scope) -> Value:
    parameters = DRAWS[name]
    arguments = matched(node.arguments, parameters)
    positional: list[ast.expr] = []
    keywords: dict[str, ast.expr] = {}
    gap = False
    for parameter in parameters.split(", "):
        part = arguments.get(parameter)
        if part is None:
            gap = True
            continue
        argument_value = value(part, scope)
        by_keyword = gap or parameter in ("replace", "prob", "rate", "scale", "mu")
        gap = gap or by_keyword
        if by_keyword:
            keywords["lambda_" if parameter == "lambda" else parameter] = argument_value.node
        else:
            positional.append(argument_value.node)
    if keywords.pop("tol", None) or keywords.pop("empirical", None):
        raise NotPorted("mvrnorm() needs n, mu and Sigma here", node.span)
    kind = {"rdirichlet": Kind.MATRIX, "mvrnorm": Kind.UNKNOWN}.get(name, Kind.VECTOR)
    return Value(call(f"rng.{name}", *positional, **keywords), kind)


def _coins(node: Call, scope: Scope) -> Value:
    """Translate purrr's ``rbernoulli(n, p)``."""
    arguments = matched(node.arguments, "n, p")
    count, chance = (value(p, scope).node if (p := arguments.get(n)) is not None
                     else ast.Constant(0.5) for n in ("n", "p"))  # fmt: skip
    return Value(py("rng.runif(n) > 1 - p", n=count, p=chance), Kind.MASK)


def _probability(form: str, name: str, node: Call, scope: Scope) -> Value:
    distribution, parameters, python = _DISTRIBUTIONS[name]
    at = {"d": "x", "p": "q", "q": "p"}[form]
    flags = ("log",) if form == "d" else ("lower.tail", "log.p")
    arguments = matched(node.arguments, ", ".join([at, parameters, *flags]))
    for flag in flags[:1]:
        part = arguments.get(flag)
        if part is not None and not (_is(part, "TRUE") or _is(part, "FALSE")):
            return _either(form, name, node, scope, (flag, part))
    function = "pmf" if form == "d" and name in _COUNTS else _FORMS[form]
    if _is(arguments.get("log"), "TRUE"):
        function = f"log{function}"
    if _is(arguments.get("lower.tail"), "FALSE"):
        function = {"cdf": "sf", "ppf": "isf"}[function]
    if arguments.get("log.p") is not None:
        raise NotPorted("log.p is not available here", node.span)
    values = {p: value(n, scope) for p, n in arguments.named.items() if p not in flags}
    parts: dict[str, ast.expr | None] = {
        p.replace("lambda", "lambda_"): None for p in parameters.split(", ")
    }
    parts |= {p.replace("lambda", "lambda_"): v.node for p, v in values.items()}
    python = _adapted(name, python, set(values), node)
    call_node = py(f"{distribution}.{function}({at}, {python})", **parts)
    kind = Kind.NUMBER
    for v in values.values():
        kind = Kind.UNKNOWN if Kind.UNKNOWN in (kind, v.kind) else joined(kind, v.kind)
    if len(values) > 1 and any(v.kind in _MATRICES for v in values.values()):
        assert isinstance(call_node, ast.Call)
        places = [call_node.func, *call_node.args]
        return Value(ast.Call(py("r.elementwise"), places, call_node.keywords), kind)
    # SciPy returns an array even for a column.
    return Value(call_node, Kind.VECTOR if kind is Kind.SERIES else kind)


def _either(
    form: str, name: str, node: Call, scope: Scope, flag: tuple[str, Part]
) -> Value:  # fmt: skip
    """Translate a density whose ``log`` the script computes: one of two calls."""
    flag_name, part = flag
    rest = tuple(a for a in node.arguments if a.value is not part)
    flags = [Argument(flag_name, Name(text)) for text in ("TRUE", "FALSE")]
    first, second = (_probability(form, name, replace(node, arguments=(*rest, f)), scope)
                     for f in flags)  # fmt: skip
    if first.kind is not second.kind:
        raise NotPorted(f"'{flag_name}' must be TRUE or FALSE here", node.span)
    return replace(first, node=ast.IfExp(value(part, scope).node, first.node, second.node))


def _adapted(name: str, python: str, argument_names: set[str], node: Call) -> str:
    """Return SciPy's arguments for the given R arguments."""
    if name == "gamma" and "rate" in argument_names:
        return "shape, scale=1 / rate"
    if name == "nbinom" and "mu" in argument_names:
        return "size, size / (size + mu)"
    if name == "lnorm" and "sdlog" not in argument_names:
        return "1, scale=np.exp(meanlog)" if "meanlog" in argument_names else "1"
    if name == "lnorm" and "meanlog" not in argument_names:
        return "sdlog"
    if name == "norm" and argument_names & {"mean", "sd"} == {"sd"}:
        return "scale=sd"
    if name == "cauchy" and "location" not in argument_names:
        return "scale=scale" if argument_names & {"scale"} else ""
    if name == "unif" and not {"min", "max"} <= argument_names:
        if argument_names & {"min", "max"}:
            raise NotPorted("give both ends of the uniform distribution", node.span)
        return ""
    return "" if name == "exp" and "rate" not in argument_names else python


def _is(part: object, text: str) -> bool:
    return isinstance(part, Name) and part.text in (text, text[0])


for _name in DRAWS:
    WORDS[_name] = partial(_draw, _name)
WORDS["sample.int"] = WORDS["sample"]
WORDS["rbernoulli"] = _coins
for _form in _FORMS:
    for _name in _DISTRIBUTIONS:
        WORDS[_form + _name] = partial(_probability, _form, _name)


_ALL = frozenset(
    {*DRAWS, "sample.int", "rbernoulli", "rmultinom", "slice_sample", "sample_n", "sample_frac"}
    | {"sample_draws", "kmeans", "resample_draws", "pseudobma_weights", "rvar_rng", "rdo", "rfun"}
    | {"kfold_split_random", "kfold_split_stratified", "kfold_split_grouped"}
)
# Functions that call a function whose name they receive as an argument.
_CALLERS = frozenset(
    {"sapply", "lapply", "vapply", "mapply", "Map", "map", "map_dbl", "map_int", "map2", "map2_dbl"}
    | {"do.call", "Reduce", "apply", "replicate", "match.fun", "outer", "imap", "walk"}
)


def draws(node: Call) -> bool:
    """Return whether a call draws random numbers, or passes on a function that does."""
    if called(node) in _ALL or _is_bootstrap(node):
        return True
    handed = (getattr(a.value, "text", "") for a in node.arguments)
    return called(node) in _CALLERS and any(name in _ALL for name in handed)


def _is_bootstrap(node: Call) -> bool:
    """Return whether a call computes Akaike-type weights with the Bayesian bootstrap."""
    texts = {a.name: getattr(a.value, "text", "") for a in node.arguments}
    is_named = called(node) == "loo_model_weights" and texts.get("method") == "pseudobma"
    return is_named and texts.get("BB", "TRUE") not in ("FALSE", "F")


def drawing_functions(statements: Sequence[Part]) -> set[str]:
    """Return the functions of the script that draw random numbers, directly or indirectly."""
    functions = {
        s.target.text: names_in(s.value)
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
    }
    drawing_functions = {
        s.target.text
        for s in statements
        if isinstance(s, Assign) and isinstance(s.target, Name) and isinstance(s.value, Function)
        and any(draws(c) for c in calls_in(s.value))
    }  # fmt: skip
    while True:
        more = {
            n
            for n, names_used in functions.items()
            if n not in drawing_functions and names_used & drawing_functions
        }
        if not more:
            return drawing_functions
        drawing_functions |= more


def names_in(node: Part) -> set[str]:
    """Return all names in a statement, since functions can be passed to others by name."""
    return {p.text for p in below(node) if isinstance(p, Name)}
