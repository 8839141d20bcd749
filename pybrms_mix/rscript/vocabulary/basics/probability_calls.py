"""Translate densities, distribution functions and quantiles such as ``dnorm()``."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import takewhile

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value, joined
from pybrms_mix.rscript.facts.registry import WORDS, Word, extend
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, py
from pybrms_mix.syntax.nodes import Call, Name

# SciPy's distributions, with their arguments as functions of R's. An omitted argument is left out.
_DISTRIBUTIONS = {
    "norm": ("stats.norm", "mean, sd", "mean, sd"),
    "lnorm": ("stats.lognorm", "meanlog, sdlog", "sdlog, scale=np.exp(meanlog)"),
    "exp": ("stats.expon", "rate", "scale=1 / rate"),
    "gamma": ("stats.gamma", "shape, rate, scale", "shape, scale=scale"),
    "beta": ("stats.beta", "shape1, shape2", "shape1, shape2"),
    "t": ("stats.t", "df", "df"),
    "unif": ("stats.uniform", "min, max", ""),
    "weibull": ("stats.weibull_min", "shape, scale", "shape, scale=scale"),
    "chisq": ("stats.chi2", "df", "df"),
    "binom": ("stats.binom", "size, prob", "size, prob"),
    "pois": ("stats.poisson", "lambda", "lambda_"),
    "nbinom": ("stats.nbinom", "size, prob, mu", "size, prob"),
    "cauchy": ("stats.cauchy", "location, scale", "location, scale"),
    "geom": ("stats.geom", "prob", "prob, loc=-1"),
    "hyper": ("", "m, n, k", ""),
    "logis": ("", "location, scale", ""),
    "f": ("", "df1, df2", ""),
}
# Values with a second axis, which NumPy does not recycle as R does.
_MATRICES = (Kind.MATRIX, Kind.LABELLED)
_COUNTS = ("binom", "pois", "nbinom", "geom", "hyper")
_LOCATIONS = ("mean", "meanlog", "location")
# Parameters that the functions of `r` take by their names alone: R has two names for one thing.
_BY_NAME = ("rate", "mu")
_PLACES = ("x", "q", "p")
# Densities that SciPy does not compute at infinity, where R has 0.
_LOST_AT_INFINITY = ("dgamma", "dweibull", "dpois", "dnbinom")
_FORMS = {"d": "pdf", "p": "cdf", "q": "ppf"}
# Densities, distribution functions and quantiles.
PROBABILITIES = tuple(form + name for form in _FORMS for name in _DISTRIBUTIONS)


def _probability(form: str, name: str, node: Call, scope: Scope) -> Value:
    distribution, parameters, python = _DISTRIBUTIONS[name]
    at = {"d": "x", "p": "q", "q": "p"}[form]
    flags = ("log",) if form == "d" else ("lower.tail", "log.p")
    arguments = matched(node.arguments, ", ".join([at, parameters, *flags]))
    values = {p: value(n, scope) for p, n in arguments.named.items()}
    if not distribution or not _is_regular(form + name, values, flags):
        return _at_bounds(form + name, at, parameters.split(", "), values)
    function = "pmf" if form == "d" and name in _COUNTS else _FORMS[form]
    if _is(arguments.get("log"), "TRUE"):
        function = f"log{function}"
    if _is(arguments.get("lower.tail"), "FALSE"):
        function = {"cdf": "sf", "ppf": "isf"}[function]
    values = {p: v for p, v in values.items() if p not in flags}
    parts: dict[str, ast.expr | None] = {_spelt(p): None for p in parameters.split(", ")}
    parts |= {_spelt(p): v.node for p, v in values.items()}
    python = _adapted(name, python, set(values))
    call_node = py(f"{distribution}.{function}({at}, {python})", **parts)
    return Value(call_node, _kind_of(list(values.values())))


def _is_regular(name: str, values: Mapping[str, Value], flags: tuple[str, ...]) -> bool:
    """Return whether SciPy has R's values: for numbers in the script within their bounds."""
    if name[0] == "q" and name[1:] in _COUNTS:
        return False  # SciPy's quantile of the probability 0 is -1
    for parameter, argument in values.items():
        if parameter in flags:
            if parameter == "log.p" or not isinstance(argument.node, ast.Constant):
                return False
        elif parameter in _PLACES:
            if len(values) > 1 and argument.kind in _MATRICES:
                return False
            if name in _LOST_AT_INFINITY and not _is_written_out(argument.node):
                return False
        elif parameter in _LOCATIONS:
            if not _is_written_out(argument.node):
                return False
        elif parameter in ("min", "max"):
            return False  # equal ends are a point
        elif not argument.positive or (parameter == "prob" and not _is_below_one(argument.node)):
            return False
    return True


def _is_written_out(node: ast.expr) -> bool:
    """Return whether a value is computed from finite numbers of the script alone."""
    parts = list(ast.walk(node))
    names = {n.id for n in parts if isinstance(n, ast.Name)}
    return names <= {"np"} and not any(isinstance(n, ast.Attribute) and n.attr == "inf"
                                       for n in parts)  # fmt: skip


def _is_below_one(node: ast.expr) -> bool:
    match node:
        case ast.Constant(float(chance)):
            return chance < 1
    return False


def _at_bounds(name: str, at: str, parameters: list[str], values: dict[str, Value]) -> Value:
    """Return a call of R's function, which has values at the bounds of the parameters, too."""
    positional = list(takewhile(lambda p: p in values and p not in _BY_NAME, [at, *parameters]))
    rest = {_spelt(p): v.node for p, v in values.items() if p not in positional}
    kind = _kind_of([v for p, v in values.items() if p in (at, *parameters)])
    return Value(call(f"r.{name}", *(values[p].node for p in positional), **rest), kind)


def _kind_of(values: Sequence[Value]) -> Kind:
    kind = Kind.NUMBER
    for v in values:
        kind = Kind.UNKNOWN if Kind.UNKNOWN in (kind, v.kind) else joined(kind, v.kind)
    return Kind.VECTOR if kind is Kind.SERIES else kind  # the result is an array even for a column


def _spelt(parameter: str) -> str:
    """Return a parameter of R in Python's spelling."""
    return parameter.replace("lambda", "lambda_").replace(".", "_")


def _adapted(name: str, python: str, argument_names: set[str]) -> str:
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
    return "" if name == "exp" and "rate" not in argument_names else python


def _is(part: object, text: str) -> bool:
    return isinstance(part, Name) and part.text in (text, text[0])


def _logistic(form: str, word: Word | None, node: Call, scope: Scope) -> Value:
    """Translate ``plogis(q, location, scale)``; with ``q`` alone it is the inverse logit."""
    if word is not None and len(node.arguments) == 1:
        return word(node, scope)
    return _probability(form, "logis", node, scope)


for _form in _FORMS:
    for _name in _DISTRIBUTIONS:
        if _form + _name not in ("plogis", "qlogis"):
            WORDS[_form + _name] = partial(_probability, _form, _name)
for _form in "pq":
    extend(f"{_form}logis", partial(_logistic, _form))
