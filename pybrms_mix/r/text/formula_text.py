"""R formulas as text: formulas from their terms, and the variables of formulas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.column_order import names_in
from pybrms_mix.design.terms import expanded
from pybrms_mix.r.values.code_values import RCode
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python
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

__all__ = ["all_names", "all_vars", "deparse", "reformulate", "updated_formula"]

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
    """Return a formula from the texts of its terms, as R's ``reformulate()``.

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
    line = str(formula) if isinstance(formula, RCode) else write(_formula(formula))
    if len(line) >= width_cutoff:
        raise InvalidFormula(
            f"R's deparse() would break this formula into lines: {line}",
            hint="Use deparse(f, width.cutoff = 500) or deparse1(f).",
        )
    return line


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
    node = formula.node if isinstance(formula, RCode) else _formula(formula)
    return to_python(characters(list(dict.fromkeys(names_in(node)))))


def all_names(formula: Any) -> Any:
    """Return the names in a formula, operators among them, as R's ``all.names()``.

    Parameters
    ----------
    formula : str
        The formula.

    Returns
    -------
    list of str
        The names, operators before their operands.

    Examples
    --------
    >>> list(all_names("y ~ log(x) + z"))
    ['~', 'y', '+', 'log', 'x', 'z']
    """
    return to_python(characters(_all_names(_formula(formula))))


def _all_names(node: Node | None) -> Iterator[str]:
    match node:
        case Name(name) if name not in CONSTANTS:
            yield name
        case Infix(left, op, right):
            yield from (op, *_all_names(left), *_all_names(right))
        case Tilde(left, right):
            yield from ("~", *_all_names(left), *_all_names(right))
        case Prefix(op, operand):
            yield from (op, *_all_names(operand))
        case Parens(body):
            yield from ("(", *_all_names(body))
        case Call(function, arguments):
            yield from _all_names(function)
            for argument in arguments:
                yield from _all_names(argument.value)
        case Index(base, arguments, double):
            yield from ("[[" if double else "[", *_all_names(base))
            for argument in arguments:
                yield from _all_names(argument.value)


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


def updated_formula(old: Any, new: Any, data: Any = None) -> str:
    """Return a formula in which the dots of ``new`` stand for the sides of ``old``.

    Parameters
    ----------
    old : str
        The formula to change.
    new : str
        A formula such as ". ~ . + x".
    data : DataFrame, optional
        The data whose other columns a dot in ``old`` stands for.

    Returns
    -------
    str
        The formula with each term once, and interactions after single terms.

    Raises
    ------
    InvalidFormula
        If ``old`` has a dot, and ``data`` is None.

    Examples
    --------
    >>> updated_formula("y ~ x + z", "log(.) ~ . - z + (1 | g)")
    'log(y) ~ x + (1 | g)'
    """
    before, after = _formula(old), _formula(new)
    if "." in names_in(before.right):
        before = Tilde(before.left, _with_dots(before.right, _other_columns(before.left, data)))
    left = before.left if after.left is None else _with_dots(after.left, before.left)
    terms = expanded(_with_dots(after.right, Parens(before.right)), left)
    labels = [_enclosed(n) for n in terms.labels]
    right = " + ".join([*labels, *map(write, terms.offsets)]) or "1"
    tail = "" if terms.intercept else " - 1"
    return f"{'' if left is None else write(left) + ' '}~ {right}{tail}"


def _other_columns(response: Node | None, data: Any) -> Node:
    """Return the sum of the columns of the data that are not on the left side of a formula.

    Raises:
        InvalidFormula: if there are no data, or no such columns.
    """
    if data is None:
        raise InvalidFormula("'.' in formula and no 'data' argument")
    used_names = set() if response is None else set(names_in(response))
    names: list[Node] = [Name(str(n)) for n in data if str(n) not in used_names]
    if not names:
        raise InvalidFormula("The data have no columns for the dot of the formula.")
    return Parens(reduce(lambda total, name: Infix(total, "+", name), names[1:], names[0]))


def _enclosed(label: str) -> str:
    """Return the label of a term; a group-level term stands in parentheses."""
    node = parse(label)
    return f"({label})" if isinstance(node, Infix) and node.op in ("|", "||") else label
