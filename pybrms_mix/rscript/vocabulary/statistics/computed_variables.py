"""Variables in the formulas of ``lm()`` that only the script can compute."""

from __future__ import annotations

import ast

from pybrms_mix.design.all_rows import ALL_ROWS
from pybrms_mix.design.elementwise import FUNCTIONS
from pybrms_mix.design.more_functions import MORE_FUNCTIONS
from pybrms_mix.design.transforms import TRANSFORMS
from pybrms_mix.r.regression.computed_terms import atoms
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.python import function
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Index, Infix, Name, Node, Tilde, called

# Calls that stand for several columns or for no column, which the formula itself translates.
_OF_FORMULAS = frozenset({"cbind", "interaction", "offset", "I"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&", "|"})
_CONSTANTS = frozenset({"pi"})


def computed_variables(formula: Tilde, data: Value | None, scope: Scope) -> dict[str, ast.expr]:
    """Return variables of a formula as functions of the rows, by their text in the formula.

    These are columns of data frames (``d$x``), calls of functions of the script, and variables of
    the script that the data lack. Formulas evaluate the rest.
    """
    columns = None if data is None else data.columns
    mask = Mask(ast.Name("rows"), columns=() if data is None else columns)
    variables: dict[str, ast.expr] = {}
    of_response = [] if formula.left is None else atoms(formula.left)
    compared = [a for a in atoms(formula.right) if isinstance(a, Infix) and a.op in _COMPARISONS]
    for atom in (*of_response, *atoms(formula.right)):
        if not (atom in compared or _is_computed(atom, mask, scope)):
            continue
        inner = atom.arguments[0].value if isinstance(atom, Call) and called(atom) == "I" else atom
        if inner is not None:
            node = value(inner, scope.within(mask)).node
            variables[write(atom)] = function(["rows"], node)
    return variables


def _is_computed(atom: Node, mask: Mask, scope: Scope) -> bool:
    parts = list(below(atom))
    if called(atom) in ("cbind", "offset"):
        return False
    if any(isinstance(p, Index) or (isinstance(p, Infix) and p.op == "$") for p in parts):
        return True
    calls = [p for p in parts if isinstance(p, Call)]
    if any(_is_of_script(p, scope) for p in calls):
        return True
    names = {p.text for p in parts if isinstance(p, Name)} - {called(p) for p in calls}
    return any(_is_outside(name, mask, scope) for name in names)


def _is_of_script(node: Call, scope: Scope) -> bool:
    """Return whether a call is of a function of the script, or of one that formulas lack."""
    name = called(node) or ""
    variable = scope.known.get(name)
    if variable is not None and variable.kind is Kind.FUNCTION:
        return True
    evaluated = (*TRANSFORMS, *FUNCTIONS, *MORE_FUNCTIONS, *ALL_ROWS, *_OF_FORMULAS)
    return name in WORDS and name not in evaluated


def _is_outside(name: str, mask: Mask, scope: Scope) -> bool:
    """Return whether a name stands for a variable of the script that is no column of the data."""
    if mask.columns is None or name in mask.columns:
        return False
    variable = scope.known.get(name)
    if variable is None:
        return name in _CONSTANTS
    return variable.kind is not Kind.FUNCTION and bool(mask.columns)
