"""Random R expressions with a value: of numbers ``n``, vectors ``x``, ``y`` and logicals ``b``.

``python -m tests.rscript.expressions`` writes those whose values R has stored.
"""

from __future__ import annotations

import random
from pathlib import Path

START = "x <- c(1, 2.5, -3)\ny <- c(4, 0.5, 2)\nn <- 3\nb <- c(TRUE, FALSE, TRUE)\n"
STORED = Path(__file__).parents[1] / "reference" / "rscript_expressions.txt"

_VECTORS = ("x", "y", "c(2, n, -1.5)", "(1:3)", "seq(0, 1, by = 0.5)", "rep(n, 3)", "rev(y)")
_NUMBERS = ("n", "2", "0.25", "5L", "1e2", "x[2]", "y[n]", "length(x)", "sum(x)", "mean(y)",
            "sd(x)", "max(y)", "which.min(x)", "pi")  # fmt: skip
_ELEMENTWISE = ("abs({})", "round({}, 1)", "exp({})", "floor({})", "-{}", "cumsum({})", "sort({})")
_SUMMARIES = ("sum({})", "min({})", "median({})", "length({})", "var({})", "prod({})")
_CHOICES = ("ifelse({} > 1, {}, 0)", "{}[{} > 0]", "{}[2:3]", "{}[-1]", "{}[c(1, 3)]")


def number(rng: random.Random, depth: int) -> str:
    """Return an expression that is one number."""
    if depth == 0:
        return rng.choice(_NUMBERS)
    kind = rng.randrange(4)
    if kind == 0:
        return rng.choice(_SUMMARIES).format(vector(rng, depth - 1))
    if kind == 1:
        return f"if ({truth(rng, depth - 1)}) {number(rng, 0)} else {number(rng, 0)}"
    return infix(rng, number(rng, depth - 1), number(rng, depth - 1))


def vector(rng: random.Random, depth: int) -> str:
    """Return an expression that is a vector of three numbers (or part of one, outermost only)."""
    if depth == 0:
        return rng.choice(_VECTORS)
    kind = rng.randrange(4)
    if kind == 0:
        return rng.choice(_ELEMENTWISE).format(f"({vector(rng, depth - 1)})")
    if kind == 1:
        return f"ifelse({vector(rng, 0)} > {number(rng, 0)}, {vector(rng, depth - 1)}, 0)"
    other = vector(rng, depth - 1) if rng.random() < 0.5 else f"({number(rng, depth - 1)})"
    return infix(rng, vector(rng, depth - 1), other)


def infix(rng: random.Random, left: str, right: str) -> str:
    """Return arithmetic with two operands, sometimes in parentheses."""
    op = rng.choice(("+", "-", "*", "/", "^2 +", "%%", "%/%"))
    right = f"({right})" if right.startswith(("if", "-")) or rng.random() < 0.3 else right
    left = f"({left})" if left.startswith("if") or rng.random() < 0.3 else left
    return f"{left} {op} {right}"


def truth(rng: random.Random, depth: int) -> str:
    """Return an expression that is TRUE or FALSE."""
    compared = f"{number(rng, 0)} {rng.choice(('<', '>=', '==', '!='))} {number(rng, 0)}"
    kind = rng.randrange(4)
    if kind == 0:
        return f"any({vector(rng, 0)} > {number(rng, 0)})"
    if kind == 1 and depth:
        return f"!({compared})"
    return f"{compared} {rng.choice(('&&', '||'))} {truth(rng, 0)}" if kind == 2 else compared


def masks(rng: random.Random) -> str:
    """Return an expression that is a logical vector, or a vector indexed by one."""
    first = f"{vector(rng, 0)} > {number(rng, 0)}"
    return rng.choice(
        (
            f"{first} & b",
            f"!b | {first}",
            f"({vector(rng, 0)})[{first}]",
            f"which({first})",
            f"{number(rng, 0)} %in% {vector(rng, 0)}",
            f"sum({first})",
            f"all({first} | b)",
            f"mean({first})",
        )
    )


def drawn(seed: int, size: int) -> list[str]:
    """Return ``size`` different expressions."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < size:
        make = rng.choice((number, vector, truth))
        found[masks(rng) if rng.random() < 0.2 else make(rng, rng.randrange(3))] = None
    return list(found)


if __name__ == "__main__":
    STORED.write_text("\n".join(drawn(1, 400)) + "\n", encoding="utf-8")
