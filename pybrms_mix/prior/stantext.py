"""Nodes of a prior's arguments to Stan text: nothing that was not understood passes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pybrms_mix.base.errors import InvalidPrior, did_you_mean
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, Parens, Prefix

# Functions of R and Stan alike that make sense among a prior's constants.
_FUNCTIONS = {
    "sqrt": "sqrt", "exp": "exp", "log": "log", "abs": "abs", "square": "square", "inv": "inv",
    "log1p": "log1p", "expm1": "expm1", "log10": "log10", "log2": "log2", "min": "min",
    "max": "max", "pow": "pow", "inv_logit": "inv_logit", "logit": "logit", "Phi": "Phi",
    "pi": "pi", "sin": "sin", "cos": "cos", "tan": "tan", "mean": "mean", "sd": "sd",
}  # fmt: skip
_CONSTANTS = {"pi": "pi()", "Inf": "positive_infinity()"}
_OPERATORS = ("+", "-", "*", "/", "^")


def stan_text(node: Node, known: AbstractSet[str]) -> str:
    """Return ``node`` as a Stan expression; ``known`` are the names that the program declares.

    Raises:
        InvalidPrior: for anything but numbers, arithmetic, functions and names of the program.
    """
    match node:
        case Number(text):
            return _number(text)
        case Prefix("-" | "+" as op, operand):
            return f"{op}{stan_text(operand, known)}"
        case Parens(body):
            return f"({stan_text(body, known)})"
        case Infix(left, op, right) if op in _OPERATORS:
            blank = "" if op == "^" else " "
            return f"{stan_text(left, known)}{blank}{op}{blank}{stan_text(right, known)}"
        case Name(text) if text in _CONSTANTS:
            return _CONSTANTS[text]
        case Name(text) if text in known:
            return text
        case Call(Name(text), arguments) if text in _FUNCTIONS:
            values = [stan_text(a.value, known) for a in arguments if a.value is not None]
            return f"{_FUNCTIONS[text]}({', '.join(values)})"
        case Name(text):
            raise InvalidPrior(
                f"The prior uses '{text}', which the program does not declare.",
                span=node.span,
                hint=did_you_mean(text, known) or "Write the number itself.",
            )
    raise InvalidPrior(
        "A prior's arguments are numbers, arithmetic and functions of them.",
        span=node.span,
        hint="For example normal(0, 2.5) or gamma(2, sqrt(0.1)).",
    )


def _number(text: str) -> str:
    """Return a number of R as one of Stan: without the L, and a whole division kept real."""
    plain = text.rstrip("L")
    if plain.lower().startswith("0x"):
        return str(int(plain, 16))
    return f"0{plain}" if plain.startswith(".") else plain
