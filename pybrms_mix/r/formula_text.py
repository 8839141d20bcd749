"""R formulas as text: made of the names of variables, and asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.r.r_vectors import characters, read, text, to_python
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Parens,
    Prefix,
    Tilde,
)
from pybrms_mix.syntax.parse import parse

# The width at which deparse() of R starts a new line, and the widest line that it makes.
_LINE = 60


def _formula(formula: Any) -> Tilde:
    """Return the tree of a formula.

    Raises:
        InvalidFormula: if the value is not a formula in text.
    """
    node = parse(formula) if isinstance(formula, str) else None
    if not isinstance(node, Tilde):
        raise InvalidFormula("This value is not a single R formula, such as 'y ~ x'.")
    return node


def reformulate(terms: Any, response: str | None = None, intercept: bool = True) -> str:
    """Return a formula made of the texts of its terms, as R's ``reformulate()``.

    Parameters
    ----------
    terms : str or array_like of str
        The terms.
    response : str, optional
        The left side.
    intercept : bool, default True
        Whether the formula has an intercept; otherwise it ends in "- 1".

    Returns
    -------
    str
        The formula.

    Examples
    --------
    >>> reformulate(["x", "(1 | id)"], response="log(y)")
    'log(y) ~ x + (1 | id)'
    """
    sides = " + ".join(text(read(terms)).data)
    tail = "" if intercept else " - 1"
    return write(_formula(f"{response or ''} ~ {sides}{tail}"))


def deparse(formula: Any, width_cutoff: float = _LINE) -> str:
    """Return the text of a formula in R's spelling, as ``deparse()``.

    Parameters
    ----------
    formula : str
        The formula.
    width_cutoff : float
        R breaks longer texts into several lines.

    Returns
    -------
    str
        The text.

    Raises
    ------
    InvalidFormula
        If R would break the text into several lines, or if the value is not a formula.

    Examples
    --------
    >>> deparse("y~x*z")
    'y ~ x * z'
    """
    line = write(_formula(formula))
    if len(line) >= width_cutoff:
        raise InvalidFormula(
            f"R's deparse() would break this formula into lines: {line}",
            hint="Use deparse(f, width.cutoff = 500) or deparse1(f).",
        )
    return line


def names_in(node: Node | None) -> Iterator[str]:
    """Return the variables of an expression in the order in which they occur."""
    match node:
        case Name(name) if name not in CONSTANTS:
            yield name
        case Infix(left, _, right) | Tilde(left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Prefix(_, operand):
            yield from names_in(operand)
        case Parens(body):
            yield from names_in(body)
        case Call(_, arguments):
            for argument in arguments:
                yield from names_in(argument.value)
        case Index(base, arguments):
            yield from names_in(base)
            for argument in arguments:
                yield from names_in(argument.value)


def all_vars(formula: Any) -> Any:
    """Return the variables of a formula, each once, as R's ``all.vars()``.

    Parameters
    ----------
    formula : str
        The formula.

    Returns
    -------
    list of str
        The names in the order in which they occur.

    Examples
    --------
    >>> list(all_vars("log(rt) ~ x * z + (1 | id)"))
    ['rt', 'x', 'z', 'id']
    """
    return to_python(characters(list(dict.fromkeys(names_in(_formula(formula))))))


def _with_dots(node: Node, replacement: Node | None) -> Node:
    """Return an expression with ``replacement`` in place of the dot."""
    match node:
        case Name("."):
            if replacement is None:
                raise InvalidFormula("The old formula has no left side for the dot.")
            return replacement
        case Infix(left, op, right):
            return Infix(_with_dots(left, replacement), op, _with_dots(right, replacement))
        case Prefix(op, operand):
            return Prefix(op, _with_dots(operand, replacement))
        case Parens(body):
            return Parens(_with_dots(body, replacement))
        case Call(function, arguments) if any(n == "." for n in names_in(node)):
            inner = tuple(
                type(a)(a.name, None if a.value is None else _with_dots(a.value, replacement))
                for a in arguments
            )
            return Call(function, inner)
    return node


def _signed(node: Node, plus: bool) -> Iterator[tuple[str, bool]]:
    """Return the terms of a sum as text, and whether they are added."""
    match node:
        case Infix(left, "+" | "-" as op, right):
            yield from _signed(left, plus)
            yield from _signed(right, plus if op == "+" else not plus)
        case Prefix("-", operand):
            yield from _signed(operand, not plus)
        case Parens(Infix(_, "|" | "||", _)):
            yield write(node), plus
        case Parens(body):
            yield from _signed(body, plus)
        case Infix(_, "*" | "^" | "%in%" | "/", _):
            raise InvalidFormula(
                f"update() does not expand '{write(node)}' here.", hint="Write a + b + a:b."
            )
        case _:
            yield write(node), plus


def updated_formula(old: Any, new: Any) -> str:
    """Return a formula in which the dots of ``new`` stand for the sides of ``old``.

    Parameters
    ----------
    old : str
        The formula to change.
    new : str
        A formula such as ". ~ . + x".

    Returns
    -------
    str
        The formula with each term once, and interactions after single terms.

    Raises
    ------
    InvalidFormula
        If a term must be expanded first, such as "a * b".

    Examples
    --------
    >>> updated_formula("y ~ x + z", "log(.) ~ . - z + (1 | g)")
    'log(y) ~ x + (1 | g)'
    """
    before, after = _formula(old), _formula(new)
    left = before.left if after.left is None else _with_dots(after.left, before.left)
    terms: dict[str, None] = {}
    intercept = True
    for term, plus in _signed(_with_dots(after.right, Parens(before.right)), True):
        if term in ("0", "1"):
            intercept = plus == (term == "1")
        elif plus:
            terms[term] = None
        else:
            terms.pop(term, None)
    ordered = sorted(terms, key=_degree)
    right = " + ".join(ordered) or ("1" if intercept else "")
    tail = "" if intercept else " - 1"
    return f"{'' if left is None else write(left) + ' '}~ {right}{tail}".replace("~  -", "~ -")


def _degree(term: str) -> int:
    node, degree = parse(term), 1
    while isinstance(node, Infix) and node.op == ":":
        node, degree = node.left, degree + 1
    return degree
