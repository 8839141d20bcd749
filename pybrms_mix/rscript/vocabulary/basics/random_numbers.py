"""Translate random number generators."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import partial

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Assign, Call, Function, Name, Part, called

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
    "jitter": "x, factor, amount",
}


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


for _name in DRAWS:
    WORDS[_name] = partial(_draw, _name)
WORDS["sample.int"] = WORDS["sample"]
WORDS["rbernoulli"] = _coins


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
