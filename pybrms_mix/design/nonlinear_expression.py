"""Expressions of parameters and columns, evaluated by NumPy or written as Stan code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.lazy import special
from pybrms_mix.design.neighbours import hint
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    called,
)
from pybrms_mix.syntax.spelling import value as number_value

Values = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Function:
    """A function with its name in Stan; ``whole`` tells whether Stan applies it to vectors."""

    stan: str
    compute: Callable[..., np.ndarray]
    arguments: int = 1
    whole: bool = True


@dataclass(frozen=True)
class Text:
    """Stan code with its type: "int", "real" or "vector"."""

    text: str
    kind: str


def _phi_approx(x: np.ndarray) -> np.ndarray:
    return np.asarray(special.expit(0.07056 * np.power(x, 3) + 1.5976 * x))


def _of_scipy(name: str) -> Callable[..., np.ndarray]:
    # SciPy is imported on the first call, not when the table of functions is created.
    return lambda x: np.asarray(getattr(special, name)(x))


_ONE: Mapping[str, Callable[..., np.ndarray]] = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "abs": np.abs, "square": np.square,
    "inv": np.reciprocal, "inv_sqrt": lambda x: 1 / np.sqrt(x), "cbrt": np.cbrt,
    "log1p": np.log1p, "expm1": np.expm1, "log2": np.log2, "log10": np.log10, "exp2": np.exp2,
    "logit": _of_scipy("logit"), "inv_logit": _of_scipy("expit"), "Phi": _of_scipy("ndtr"),
    "Phi_approx": _phi_approx, "inv_cloglog": lambda x: -np.expm1(-np.exp(x)),
    "log1m": lambda x: np.log1p(-x), "log1p_exp": lambda x: np.logaddexp(0, x),
    "log1m_exp": lambda x: np.log(-np.expm1(x)), "log_inv_logit": lambda x: -np.logaddexp(0, -x),
    "log1m_inv_logit": lambda x: -np.logaddexp(0, x),
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "asinh": np.arcsinh,
    "acosh": np.arccosh, "atanh": np.arctanh, "erf": _of_scipy("erf"), "erfc": _of_scipy("erfc"),
    "lgamma": _of_scipy("gammaln"), "tgamma": _of_scipy("gamma"), "digamma": _of_scipy("digamma"),
    "floor": np.floor, "ceil": np.ceil, "trunc": np.trunc,
}  # fmt: skip
_TWO: Mapping[str, Callable[..., np.ndarray]] = {
    "pow": np.power, "fmax": np.fmax, "fmin": np.fmin, "fmod": np.fmod, "hypot": np.hypot,
    "atan2": np.arctan2,
}  # fmt: skip
# Functions whose names differ between R and Stan.
_OF_R = {
    "fabs": "abs", "ceiling": "ceil", "gamma": "tgamma", "plogis": "inv_logit", "qlogis": "logit",
    "pnorm": "Phi", "pmax": "fmax", "pmin": "fmin",
}  # fmt: skip

_STAN: Mapping[str, Function] = {
    **{name: Function(name, compute) for name, compute in _ONE.items()},
    **{name: Function(name, compute, 2) for name, compute in _TWO.items()},
    "step": Function("step", lambda x: np.where(x < 0, 0.0, 1.0), whole=False),
}
FUNCTIONS: Mapping[str, Function] = {**_STAN, **{r: _STAN[stan] for r, stan in _OF_R.items()}}
"""The functions of non-linear formulas: those of Stan, as in brms, and some under their R names."""

_ARITHMETIC: Mapping[str, Callable[..., np.ndarray]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power, "**": np.power,
}  # fmt: skip
_LOGICAL: Mapping[str, Callable[..., np.ndarray]] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater,
    ">=": np.greater_equal, "&": np.logical_and, "&&": np.logical_and, "|": np.logical_or,
    "||": np.logical_or,
}  # fmt: skip
_LOGICAL_OF_STAN = {"&": "&&", "|": "||"}
_PRODUCTS = ("*", "/", ".*", "./")


def check(node: Node, constants: Collection[str] = ()) -> None:
    """Refuse an expression that cannot be evaluated.

    Args:
        node: the expression.
        constants: the constants of R with a value, such as ``Inf``; Stan does not know them.

    Raises:
        InvalidFormula: if the expression has an unknown function or operator, or a constant of R
            that is not among ``constants``, such as ``TRUE``.
    """
    match node:
        case Number():
            return None
        case Name(text) if text not in CONSTANTS or text in constants:
            return None
        case Parens(body) | Prefix("-" | "+" | "!", body):
            return check(body, constants)
        case Infix(left, op, right) if op in _ARITHMETIC or op in _LOGICAL:
            check(left, constants)
            return check(right, constants)
        case Call():
            _function(node)
            for argument in node.arguments:
                if argument.value is not None:
                    check(argument.value, constants)
            return None
    raise InvalidFormula(
        f"'{write(node)}' is not allowed in a non-linear formula.",
        span=node.span,
        hint="Non-linear formulas may contain numbers, names, + - * / ^, comparisons and "
        "functions such as exp().",
    )


def _function(node: Call) -> Function:
    name = called(node) or "?"
    function = FUNCTIONS.get(name)
    if function is None:
        raise InvalidFormula(
            f'could not find function "{name}"',
            span=node.function.span or node.span,
            hint=hint(name, FUNCTIONS),
        )
    if len(node.arguments) != function.arguments or any(a.name for a in node.arguments):
        raise InvalidFormula(
            f"'{name}' takes {function.arguments} unnamed argument(s) here.", span=node.span
        )
    return function


def value(node: Node, names: Values) -> np.ndarray:
    """Evaluate a checked expression; the arrays of ``names`` are broadcast."""
    with np.errstate(all="ignore"):
        return np.asarray(_value(node, names), float)


def _value(node: Node, names: Values) -> np.ndarray:
    match node:
        case Name(text):
            return names[text]
        case Number(text):
            return np.asarray(float(number_value(text)))
        case Parens(body) | Prefix("+", body):
            return _value(body, names)
        case Prefix("-", body):
            return np.asarray(-_value(body, names))
        case Prefix("!", body):
            return np.asarray(np.equal(_value(body, names), 0), float)
        case Infix(left, op, right):
            operator = _ARITHMETIC.get(op) or _LOGICAL[op]
            result = operator(_value(left, names), _value(right, names))
            return np.asarray(result, float)
    assert isinstance(node, Call)
    values = (_value(a.value, names) for a in node.arguments if a.value is not None)
    return np.asarray(_function(node).compute(*values))


def whole(node: Node) -> bool:
    """Return whether Stan can evaluate the expression for all rows at once."""
    match node:
        case Infix(_, op, _) if op in _LOGICAL:
            return False
        case Prefix("!", _):
            return False
        case Parens(body) | Prefix(_, body):
            return whole(body)
        case Infix(left, _, right):
            return whole(left) and whole(right)
        case Call():
            rest = (whole(a.value) for a in node.arguments if a.value is not None)
            return _function(node).whole and all(rest)
    return True


def stan(node: Node, names: Mapping[str, Text]) -> Text:
    """Write an expression as Stan code.

    Args:
        node: the expression, which was checked if a user wrote it. It must be ``whole`` if names
            are vectors. Functions that are not among ``FUNCTIONS`` keep their names: the density of
            a family may call functions of its own.
        names: the Stan code of each name.
    """
    match node:
        case Name(text):
            return names[text]
        case Number(text):
            return Text(real_text(text), "real")
        case Parens(body):
            inner = stan(body, names)
            return replace(inner, text=f"({inner.text})")
        case Prefix("!", body):
            return Text(f"!({stan(body, names).text})", "int")
        case Prefix(op, body):
            inner = stan(body, names)
            return replace(inner, text=f"{op}{inner.text}")
        case Infix():
            return _infix(node, names)
    assert isinstance(node, Call)
    inner_texts = [stan(a.value, names) for a in node.arguments if a.value is not None]
    arguments = ", ".join(t.text for t in inner_texts)
    kind = "vector" if any(t.kind == "vector" for t in inner_texts) else "real"
    name = called(node) or ""
    function = FUNCTIONS[name].stan if name in FUNCTIONS else name
    return Text(f"{function}({arguments})", kind)


def real_text(text: str) -> str:
    """Convert a number of R to a real number of Stan: ``2`` is "2.0", ``1e400`` is infinite.

    Numbers of R are doubles, whereas integers of Stan divide as integers and overflow at 2^31.
    """
    number = float(number_value(text))
    return repr(number) if np.isfinite(number) else "positive_infinity()"


def _infix(node: Infix, names: Mapping[str, Text]) -> Text:
    left, right = stan(node.left, names), stan(node.right, names)
    if node.op in _LOGICAL:
        return Text(f"{left.text} {_LOGICAL_OF_STAN.get(node.op, node.op)} {right.text}", "int")
    kinds = {left.kind, right.kind}
    kind = "vector" if "vector" in kinds else "real" if "real" in kinds else "int"
    op = _operator(node.op, left.kind, right.kind)
    if op in ("^", ".^"):
        exponent = f"({right.text})" if isinstance(node.right, Prefix) else right.text
        blank = " " if op == ".^" else ""
        return Text(f"{left.text}{blank}{op}{blank}{exponent}", kind)
    if op == "/" and kind == "int":  # Stan divides integers without remainder: 1 / 2 would be 0
        return Text(f"({left.text}) * 1.0 / {right.text}", "real")
    first = _apart(node.left, left, op, names)
    return Text(f"{first} {op} {right.text}", kind)


def _operator(op: str, left: str, right: str) -> str:
    """Return the operator of Stan, which has a dot between vectors."""
    if op in ("^", "**"):
        return ".^" if "vector" in (left, right) else "^"
    if op == "*" and left == right == "vector":
        return ".*"
    return "./" if op == "/" and right == "vector" else op


def _apart(node: Node, text: Text, op: str, names: Mapping[str, Text]) -> str:
    """Put a factor in parentheses if the operators before and after it differ."""
    if op not in _PRODUCTS or not isinstance(node, Infix) or node.op not in ("*", "/"):
        return text.text
    inner = _operator(node.op, stan(node.left, names).kind, stan(node.right, names).kind)
    return text.text if inner == op else f"({text.text})"
