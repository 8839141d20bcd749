"""Update a formula by another in which ``.`` stands for the old side: R's ``update``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.formula.formula import Formula, Source
from pybrms_mix.formula.predictors import Parts
from pybrms_mix.formula.reading import read
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, Number, Parens, Prefix, Tilde
from pybrms_mix.syntax.parse import parse

_DOT = "."


def updated(old: Formula, change: Source) -> Formula:
    """Return ``old`` updated by ``change``: ``"~ . + z"``, ``". ~ . - x"``, ``bf(. ~ . + z, ...)``.

    ``.`` stands for the old side. Parameters that ``change`` does not mention keep their formulas.

    Raises:
        RSyntaxError, InvalidFormula: if ``change`` is not a formula.

    >>> print(updated(read("y ~ x + (1 | g)"), "~ . + z - x"))
    y ~ (1 | g) + z
    """
    main, old_left = old.predictors[""], old.left
    assert old_left is not None
    if isinstance(change, str):
        # A term that the change removes is not read: "- s(x)" is no smooth.
        node = _with_left(parse(change))
        is_nl = main.nl or _says_nl(node)
        new = read(_changed(node, lambda tilde: _combined(tilde, old_left, main.node, is_nl)))
        left, right = new.left, new.predictors[""].node
    else:
        new = read(change)
        is_nl = main.nl or new.predictors[""].nl
        tilde = _combined(Tilde(new.left, new.predictors[""].node), old_left, main.node, is_nl)
        left, right = tilde.left, tilde.right
    is_new_nl = new.predictors[""].nl
    base = read(Tilde(left, right))
    main_predictor = main.again(right, **({"nl": True} if is_new_nl else {}))
    old_parts = Parts({**old.predictors, "": main_predictor}, old.constants, old.spans)
    further = {n: p for n, p in new.predictors.items() if n}
    combined = old_parts.joined(Parts(further, new.constants, new.spans))
    family = old.family if new.family is None else new.family
    return replace(
        base,
        predictors=combined.predictors,
        constants=combined.constants,
        spans=combined.spans,
        family=family,
    )


def _combined(tilde: Tilde, left: Node, right: Node, is_nl: bool) -> Tilde:
    """Return a formula whose ``.`` are replaced by the old sides, with its terms collected."""
    assert tilde.left is not None
    new_left = _with_dots_replaced(tilde.left, left)
    if is_nl:
        return Tilde(new_left, _with_dots_replaced(tilde.right, right), tilde.span)
    return Tilde(new_left, _simple(_items(tilde.right, _items(right, []))), tilde.span)


def _changed(node: Node, change: Callable[[Tilde], Tilde]) -> Node:
    """Return a formula, or a ``bf()`` call, with its main formula changed."""
    match node:
        case Tilde():
            return change(node)
        case Call(function, (Argument(name, Tilde() as main), *further)):
            return Call(function, (Argument(name, change(main)), *further), node.span)
        case Infix(left, "+", right):
            return Infix(_changed(left, change), "+", right, node.span)
    return node


def _says_nl(node: Node) -> bool:
    """Return whether a ``bf()`` call has the argument ``nl = TRUE``."""
    match node:
        case Call(_, arguments):
            return any(a.name == "nl" and a.value in (Name("TRUE"), Name("T")) for a in arguments)
        case Infix(first, "+", _):
            return _says_nl(first)
    return False


def _with_left(node: Node) -> Node:
    """Return the formula or ``bf()`` call with ``.`` as its left side, if it has no left side."""
    match node:
        case Tilde(None, right):
            return Tilde(Name(_DOT), right, node.span)
        case Call(function, (Argument(name, Tilde(None, right)), *rest)):
            first = Argument(name, Tilde(Name(_DOT), right))
            return Call(function, (first, *rest), node.span)
        case Infix(left, "+", right):
            return Infix(_with_left(left), "+", right, node.span)
    return node


def _with_dots_replaced(node: Node, old: Node) -> Node:
    """Return ``node`` with ``.`` replaced by ``old``."""
    match node:
        case Name("."):
            return old
        case Infix(left, op, right):
            return Infix(_inside(left, old), op, _inside(right, old), node.span)
        case Prefix(op, operand):
            return Prefix(op, _inside(operand, old), node.span)
        case Parens(body):
            return Parens(_with_dots_replaced(body, old), node.span)
        case Call(function, arguments):
            values = tuple(
                Argument(a.name, _with_dots_replaced(a.value, old) if a.value is not None else None)
                for a in arguments
            )
            return Call(function, values, node.span)
    return node


def _inside(node: Node, old: Node) -> Node:
    """Return an operand with ``.`` replaced by ``old`` in parentheses."""
    if isinstance(node, Name) and node.text == _DOT:
        return Parens(old) if isinstance(old, (Infix, Prefix)) else old
    return _with_dots_replaced(node, old)


Items = list[tuple[str, Node]]  # signs, "+" or "-", with the terms that are added or removed


def _items(node: Node, old: Items, sign: str = "+") -> Items:
    """Return the signed terms of a right-hand side, with ``.`` replaced by the terms ``old``."""
    match node:
        case Name(".") if old:
            return [(_times(sign, s), n) for s, n in old]
        case Infix(left, "+" | "-" as op, right):
            return [*_items(left, old, sign), *_items(right, old, _times(sign, op))]
        case Prefix("+" | "-" as op, operand):
            return _items(operand, old, _times(sign, op))
        case Parens(Infix(_, op, _) as body) if op in ("+", "-"):
            return _items(body, old, sign)
    return [(sign, _with_dots_replaced(node, _simple(old)) if old else node)]


def _times(outer: str, inner: str) -> str:
    return "+" if outer == inner else "-"


def _simple(items: Items) -> Node:
    """Return the sum of the terms without duplicates and removed terms, with ``- 1`` at the end."""
    signed_terms: dict[str, tuple[str, Node]] = {}
    intercept = True
    for sign, node in items:
        text = write(node)
        if text in ("0", "1"):
            intercept = (sign == "+") == (text == "1")
        elif sign == "-" and text in signed_terms:
            del signed_terms[text]
        else:
            signed_terms.setdefault(text, (sign, node))
    if not any(sign == "+" for sign, _ in signed_terms.values()):
        signed_terms = {"1": ("+", Number("1" if intercept else "0")), **signed_terms}
        intercept = True
    ordered = sorted(signed_terms.values(), key=lambda item: item[0] != "+")
    result = ordered[0][1]
    for sign, node in ordered[1:]:
        result = Infix(result, sign, node)
    return result if intercept else Infix(result, "-", Number("1"))
