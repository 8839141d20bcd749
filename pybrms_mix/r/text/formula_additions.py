"""Addition terms of formulas, as ``trials(n)`` in ``y | trials(n) ~ x``, added and replaced."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.base.errors import InvalidArgument, InvalidFormula
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Node, Tilde, called
from pybrms_mix.syntax.parse import parse

__all__ = ["update_adterms"]


def update_adterms(formula: str, adform: str, action: str = "update") -> str:
    """Return a formula with other addition terms, as brms's ``update_adterms()``.

    Parameters
    ----------
    formula : str
        The formula, such as "y | trials(n) ~ x".
    adform : str
        A formula with the new terms on its right side, such as "~ weights(w)".
    action : {"update", "replace"}, default "update"
        Whether the new terms replace the old terms of the same functions, or all old terms.

    Returns
    -------
    str
        The formula. The new terms follow the old ones.

    Raises
    ------
    InvalidFormula
        If ``formula`` has no left side, or one of the texts is no formula.
    InvalidArgument
        If the action is unknown.

    Examples
    --------
    >>> update_adterms("y | trials(n) + weights(w) ~ x", "~ trials(10)")
    'y | weights(w) + trials(10) ~ x'
    """
    if action not in ("update", "replace"):
        raise InvalidArgument(f"action must be 'update' or 'replace', not '{action}'.")
    old, new = _tree(formula), _tree(adform)
    if old.left is None:
        raise InvalidFormula("A formula without a left side has no addition terms.")
    response: Node = old.left
    terms: tuple[Call, ...] = ()
    match old.left:
        case Infix(left_of_bar, "|", right_of_bar):
            response, terms = left_of_bar, _calls(right_of_bar)
    new_terms = _calls(new.right)
    functions = {_function(term) for term in new_terms}
    old_terms = [t for t in terms if action == "update" and _function(t) not in functions]
    joined_terms: Node | None = None
    for term in (*old_terms, *new_terms):
        joined_terms = term if joined_terms is None else Infix(joined_terms, "+", term)
    left_side = response if joined_terms is None else Infix(response, "|", joined_terms)
    return write(replace(old, left=left_side))


def _tree(text: str) -> Tilde:
    node = parse(text)
    if not isinstance(node, Tilde):
        raise InvalidFormula(f"'{text}' is no formula.")
    return node


def _calls(node: Node) -> tuple[Call, ...]:
    """Return the calls among the terms of a sum."""
    match node:
        case Infix(left, "+", right):
            return (*_calls(left), *_calls(right))
        case Call():
            return (node,)
    return ()


def _function(term: Call) -> str:
    """Return the name of the function of a term; brms knows ``resp_trials()`` as well."""
    return (called(term) or "").removeprefix("resp_")
