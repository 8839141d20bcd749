"""The arguments of priors, bounds and constants as Stan text and as numbers.

Numbers are doubles, as in R: ``7 / 2`` becomes ``7.0 / 2.0``, because Stan would divide integers as
integers. A whole number that is not part of an expression stays as it is; Stan promotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, InvalidPrior, did_you_mean
from pybrms_mix.design.nonlinear_expression import check, real_text, value
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
    children,
    variables,
)
from pybrms_mix.syntax.spelling import value as number_value

# Functions that R and Stan share and that are useful in the constants of a prior.
_FUNCTIONS = {
    "sqrt": "sqrt", "exp": "exp", "log": "log", "abs": "abs", "square": "square", "inv": "inv",
    "log1p": "log1p", "expm1": "expm1", "log10": "log10", "log2": "log2", "min": "min",
    "max": "max", "pow": "pow", "inv_logit": "inv_logit", "logit": "logit", "Phi": "Phi",
    "pi": "pi", "sin": "sin", "cos": "cos", "tan": "tan", "mean": "mean", "sd": "sd",
}  # fmt: skip
_VECTORS = ("mean", "sd")  # these functions take the name of a vector in the program
_EXTREMES = {"min": "fmin", "max": "fmax"}  # Stan's names of these functions of two numbers
_ARGUMENTS = {"pow": 2, "pi": 0}  # the other functions have one argument
_INTEGERS = ("N",)  # names of the program that are integers
_LARGEST = 2**31 - 1  # the largest integer in Stan
_NUMBERS = {"pi": np.asarray(np.pi), "Inf": np.asarray(np.inf)}
_CONSTANTS = {"pi": "pi()", "Inf": "positive_infinity()"}
_OPERATORS = ("+", "-", "*", "/", "^")


def stan_text(node: Node, known: AbstractSet[str]) -> str:
    """Return ``node`` as a Stan expression; ``known`` are the names that the program declares.

    Raises:
        InvalidPrior: for an expression with more than numbers, arithmetic, functions and ``known``.
    """
    match node:
        case Number(text) | Prefix("-" | "+", Number(text)):
            number = number_value(text)
            sign = "-" if isinstance(node, Prefix) and node.op == "-" else ""
            is_small = isinstance(number, int) and number <= _LARGEST
            return f"{sign}{number if is_small else real_text(text)}"
        case Name(text) if text in _INTEGERS and text in known:
            return text
    return _real(node, known)


def _real(node: Node, declared: AbstractSet[str]) -> str:
    """Return an expression in which integers are written as real numbers."""
    match node:
        case Number(text):
            return real_text(text)
        case Prefix("-" | "+" as op, operand):
            return f"{op}{_real(operand, declared)}"
        case Parens(body):
            return f"({_real(body, declared)})"
        case Infix(left, "^", right):
            exponent = _real(right, declared)
            exponent = f"({exponent})" if isinstance(right, Prefix) else exponent
            return f"{_real(left, declared)}^{exponent}"
        case Infix(left, op, right) if op in _OPERATORS:
            return f"{_real(left, declared)} {op} {_real(right, declared)}"
        case Name(text) if text in _CONSTANTS:
            return _CONSTANTS[text]
        case Name(text) if text in declared:
            return f"(1.0 * {text})" if text in _INTEGERS else text
        case Call(Name(text)) if text in _FUNCTIONS:
            return _call(node, declared)
        case Name(text):
            raise InvalidPrior(
                f"The prior uses '{text}', which the program does not declare.",
                span=node.span,
                hint=did_you_mean(text, declared) or "Write the number itself.",
            )
    raise InvalidPrior(
        "The arguments of a prior are numbers, arithmetic expressions and functions of numbers.",
        span=node.span,
        hint="For example normal(0, 2.5) or gamma(2, sqrt(0.1)).",
    )


def _call(node: Call, declared: AbstractSet[str]) -> str:
    """Return the call of a function of Stan."""
    name = called(node) or ""
    values = [a.value for a in node.arguments if a.value is not None]
    vector = len(values) == 1 and isinstance(values[0], Name) and values[0].text in declared
    texts = [_real(v, declared) for v in values]
    if name in _EXTREMES and not vector and texts:
        return _nested(_EXTREMES[name], texts)
    if len(values) != _ARGUMENTS.get(name, 1) or (name in _VECTORS and not vector):
        kind_of_argument = (
            "a vector of the program"
            if name in _VECTORS
            else f"{_ARGUMENTS.get(name, 1)} number(s)"
        )
        raise InvalidPrior(
            f"'{name}()' takes {kind_of_argument} here.",
            span=node.span,
            hint="Write the number itself.",
        )
    return f"{_FUNCTIONS[name]}({', '.join(texts)})"


def _nested(function: str, texts: Sequence[str]) -> str:
    """Return nested calls of a function of two numbers: ``fmax(fmax(a, b), c)``."""
    nested = texts[0]
    for text in texts[1:]:
        nested = f"{function}({nested}, {text})"
    return nested


def _check_constants(node: Node) -> None:
    """Refuse constants of R for which Stan has no number."""
    match node:
        case Name(text) if text in CONSTANTS and text not in _NUMBERS:
            raise InvalidPrior(
                f"'{text}' is not a number that a prior can have.",
                span=node.span,
                hint="Write a number.",
            )
    for child in children(node):
        _check_constants(child)


def number(node: Node) -> float | None:
    """Return the value of an expression of numbers; None if it contains names of the program.

    Raises:
        InvalidPrior: if the expression contains a constant of R that is no number, such as ``NA``.
    """
    _check_constants(node)
    if any(v.text not in _NUMBERS for v in variables(node)):
        return None
    try:
        check(node, _NUMBERS)
    except InvalidFormula:
        return None
    return float(value(node, _NUMBERS))
