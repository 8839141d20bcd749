"""Translate R functions that correspond to one Python expression, by a table of templates."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.hazards import is_full
from pybrms_mix.rscript.facts.kinds import Kind, Value, are_bare
from pybrms_mix.rscript.facts.literals import flagged, is_flag
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import LOGICAL, number_type
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, called

# R's parameters, the Python template, and the kind of the value; "same" is the kind of the first
# argument. Omitted arguments are removed from the calls in the template.
_SAME = (
    ("exp(x)", "np.exp(x)"), ("expm1(x)", "np.expm1(x)"), ("log1p(x)", "np.log1p(x)"),
    ("log2(x)", "np.log2(x)"), ("log10(x)", "np.log10(x)"), ("sqrt(x)", "np.sqrt(x)"),
    ("abs(x)", "np.abs(x)"), ("sin(x)", "np.sin(x)"), ("cos(x)", "np.cos(x)"),
    ("tan(x)", "np.tan(x)"),
    ("asin(x)", "np.arcsin(x)"), ("acos(x)", "np.arccos(x)"), ("atan(x)", "np.arctan(x)"),
    ("asinh(x)", "np.arcsinh(x)"), ("acosh(x)", "np.arccosh(x)"), ("atanh(x)", "np.arctanh(x)"),
    ("sinh(x)", "np.sinh(x)"), ("cosh(x)", "np.cosh(x)"), ("tanh(x)", "np.tanh(x)"),
    ("sinpi(x)", "r.sinpi(x)"), ("cospi(x)", "r.cospi(x)"),
    ("trunc(x)", "np.trunc(x)"),
    ("digamma(x)", "r.digamma(x)"), ("floor(x)", "np.floor(x)"), ("ceiling(x)", "np.ceil(x)"),
    ("sign(x)", "np.sign(x)"),
    ("plogis(q)", "special.expit(q)"), ("qlogis(p)", "special.logit(p)"),
    ("inv_logit_scaled(x)", "special.expit(x)"), ("logit_scaled(x)", "special.logit(x)"),
    ("inv.logit(x)", "special.expit(x)"), ("invlogit(x)", "special.expit(x)"),
    ("logit(x)", "special.logit(x)"),
    # of bmm, which wraps angles to the half-open interval from -pi to pi
    ("wrap(x)", "(x + np.pi) % (2 * np.pi) - np.pi"),
    ("deg2rad(deg)", "deg * np.pi / 180"), ("rad2deg(rad)", "rad * 180 / np.pi"),
    ("gamma(x)", "r.gamma_function(x)"), ("lgamma(x)", "special.gammaln(x)"),
    ("lbeta(a, b)", "special.betaln(a, b)"),
    ("lchoose(n, k)", "-np.log1p(n) - special.betaln(n - k + 1, k + 1)"),
    ("factorial(x)", "r.factorial(x)"),
)  # fmt: skip
# Functions in which a missing number of R stays NA or NaN, in place of those that change it.
_OF_MISSING = {
    "np.abs(x)": "r.absolute(x)", "np.arccos(x)": "r.arccos(x)", "np.tanh(x)": "r.tanh(x)",
    "special.expit(x)": "r.expit(x)", "special.expit(q)": "r.expit(q)",
    "special.beta(a, b)": "r.beta_function(a, b)",
}  # fmt: skip
_OTHERS = (
    ("nrow(x)", "len(x)", Kind.NUMBER),
    ("NROW(x)", "r.row_count(x)", Kind.NUMBER),
    ("NCOL(x)", "r.column_count(x)", Kind.NUMBER),
    ("ncol(x)", "x.shape[1]", Kind.NUMBER),
    ("dim(x)", "x.shape", Kind.UNKNOWN),
    ("choose(n, k)", "r.choose(n, k)", Kind.UNKNOWN),
    ("ginv(X)", "r.ginv(X)", Kind.MATRIX),
    ("solve(a, b)", "r.solve(a, b)", Kind.UNKNOWN),
    ("crossprod(x, y)", "r.crossprod(x, y)", Kind.LABELLED),
    ("identity(x)", "x", "unchanged"),
    ("invisible(x)", "x", "unchanged"),
    ("suppressWarnings(x)", "x", "unchanged"),
    ("suppressMessages(x)", "x", "unchanged"),
    ("I(x)", "x", "unchanged"),
    ("fractions(x)", "x", "unchanged"),  # the same numbers, which MASS prints as fractions
)

# Verbs of ``r`` for values of any kind.
VERBS = {
    "mean": "mean", "median": "median", "sd": "sd", "var": "var", "sum": "total",
    "min": "smallest", "max": "largest", "prod": "prod",
}  # fmt: skip

# Summaries of a vector, with NumPy's function where it has R's result to the last digit. R adds
# doubles as long doubles, which NumPy does not; its median of no numbers is NaN, and NA in R.
SUMMARIES = {
    "mean": None, "median": None, "sd": None, "var": None, "sum": None,
    "min": "np.min(x)", "max": "np.max(x)", "prod": None,
}  # fmt: skip


# The kind of logical values as numbers.
_OF_FLAGS = defaultdict(lambda: Kind.UNKNOWN, {Kind.FLAG: Kind.NUMBER, Kind.MASK: Kind.VECTOR,
                                               Kind.FLAGS: Kind.SERIES})  # fmt: skip


def _template(parameters: str, python: str, kind: Kind | str, node: Call, scope: Scope) -> Value:
    arguments = matched(node.arguments, parameters)
    if not arguments.named:
        raise NotPorted(f"{called(node)}() is called without arguments", node.span)
    values = {name: value(part, scope) for name, part in arguments.named.items()}
    parts = {p.strip(): None for p in parameters.split(",")}
    if (
        kind == "same"
    ):  # numbers of numbers; NumPy computes functions of logical values with few digits
        logical = [n for n, p in arguments.named.items() if number_type(p, scope) == LOGICAL]
        for name in logical:
            values[name] = Value(py("x * 1.0", x=values[name].node), _OF_FLAGS[values[name].kind])
    if not all(map(is_full, values.values())):
        python = _OF_MISSING.get(python, python)
    call_node = py(python, **{**parts, **{name: v.node for name, v in values.items()}})
    first = next(iter(values.values()))
    result_kind = first.kind if isinstance(kind, str) else kind
    return Value(call_node, result_kind, first.columns, bare=are_bare(values.values()))


def _enter(head: str, python: str, kind: Kind | str) -> None:
    name, _, parameters = head.removesuffix(")").partition("(")
    assert name not in WORDS
    WORDS[name] = partial(_template, parameters, python, kind)


for _head, _python in _SAME:
    _enter(_head, _python, "same")
for _row in _OTHERS:
    _enter(*_row)


def _summary(name: str, node: Call, scope: Scope) -> Value:
    """Return a summary of a vector; a column's summary is a method, repeated for rows in groups."""
    trim = [a for a in node.arguments if a.name == "trim"]
    if name == "mean" and trim:
        return _trimmed(node, scope)
    arguments = matched([a for a in node.arguments if a.name != "na.rm"], "x, ...")
    flags = [a.value for a in node.arguments if a.name == "na.rm"]
    values = [value(p, scope) for p in arguments.named.values()]
    values += [value(a.value, scope) for a in arguments.rest if a.value is not None]
    if flags and not is_flag(flags[0]):
        computed = {"na_rm": value(needed(flags[0], node), scope).node}
        return Value(call(f"r.{VERBS[name]}", *(v.node for v in values), **computed))
    without = bool(flags) and flagged(flags[0])
    if not values:
        raise NotPorted(f"{name}() is called without arguments", node.span)
    if len(values) == 2 and name == "var" and not flags:
        return Value(call("r.cov", *(v.node for v in values)))
    if len(values) > 1:
        return _of_several(name, values, node, without=without)
    (x,) = values
    logical = name == "median" and number_type(arguments.get("x"), scope) == LOGICAL
    if x.kind is Kind.SERIES and not logical and name == "median":
        keep = None if without else constant(False)
        return Value(py("x.median(skipna=keep)", x=x.node, keep=keep), Kind.NUMBER)
    python = SUMMARIES[name]
    # NumPy's maximum of missing numbers is NaN, and R's is -Inf.
    is_missing_extreme = without and name in ("min", "max")
    if x.kind in (Kind.VECTOR, Kind.MATRIX, Kind.NUMBER) and python and not is_missing_extreme:
        return Value(
            py(python.replace("np.", "np.nan") if without else python, x=x.node), Kind.NUMBER
        )
    keep = constant(True) if without else None
    call_node = py(f"r.{VERBS[name]}(x, na_rm=keep)", x=x.node, keep=keep)
    is_single = name in ("mean", "median", "sd", "var", "sum")
    return Value(call_node, Kind.NUMBER if is_single else Kind.UNKNOWN, bare=True)


def _trimmed(node: Call, scope: Scope) -> Value:
    """Translate ``mean(x, trim = 0.1)``, the mean without the extreme values."""
    arguments = matched(node.arguments, "x, trim, na.rm")
    options = {n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items()}
    return Value(call("r.trimmed_mean", **options), Kind.NUMBER)


def _of_several(name: str, values: list[Value], node: Call, *, without: bool) -> Value:
    if name not in ("min", "max", "sum", "prod"):
        raise NotPorted(f"{name}() needs one vector here", node.span)
    nodes = [v.node for v in values]
    are_present = all(v.kind is Kind.NUMBER and is_full(v) for v in values)
    if are_present and name in ("min", "max") and not without:
        return Value(call(name, *nodes), Kind.NUMBER)
    flags = {"na_rm": constant(True)} if without else {}
    return Value(call(f"r.{VERBS[name]}", *nodes, **flags), Kind.NUMBER)


for _name in SUMMARIES:
    WORDS[_name] = partial(_summary, _name)
