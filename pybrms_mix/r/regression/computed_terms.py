"""Variables of a linear model that the script computes: ``d$x``, ``f(x)``, a vector ``z``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.indexing.subsetting import column_of
from pybrms_mix.r.values.r_vectors import FACTOR, read
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Infix, Name, Node, Parens, Prefix

# Operators between the terms of a formula; operands of other operators belong to one variable.
OPERATORS = frozenset({"+", "-", "*", "/", ":", "^", "%in%"})

Computed = Mapping[str, Callable[[Any], Any]]


def atoms(node: Node) -> list[Node]:
    """Return the variables of a side of a formula: the parts between the operators of formulas."""
    match node:
        case Infix(left, op, right) if op in OPERATORS:
            return [*atoms(left), *atoms(right)]
        case Parens(body):
            return atoms(body)
        case Prefix("-" | "+", operand):
            return atoms(operand)
    return [node]


def _columns(labels: Iterable[str]) -> dict[str, str]:
    """Return a name for the column of each variable, which a table of the data may have."""
    return {label: f".computed{n}." for n, label in enumerate(labels, 1)}


def with_names(node: Node, labels: Iterable[str]) -> Node:
    """Return a side of a formula in which computed variables are names of columns."""
    columns = _columns(labels)
    match node:
        case Infix(left, op, right) if op in OPERATORS:
            return Infix(with_names(left, columns), op, with_names(right, columns))
        case Parens(body):
            return Parens(with_names(body, columns))
        case Prefix("-" | "+" as op, operand):
            return Prefix(op, with_names(operand, columns))
    label = write(node)
    return Name(columns[label]) if label in columns else node


def with_computed(table: pd.DataFrame, variables: Computed) -> pd.DataFrame:
    """Return data with a column for each variable that the script computes from them.

    Raises
    ------
    InvalidData
        If a variable is a matrix, or has another number of values than the data have rows.
    """
    result = table
    columns = _columns(variables)
    for label, function in variables.items():
        value = function(table)
        vector = read(value).plain()
        has_rows = len(result.columns) > 0
        if np.ndim(value) > 1 or (has_rows and len(vector) != len(result)):
            raise InvalidData(f"variable lengths differ (found for '{label}')")
        column = np.asarray(column_of(vector)) if vector.kind != FACTOR else column_of(vector)
        result = result.assign(**{columns[label]: column}) if has_rows else as_frame(
            {columns[label]: column})  # fmt: skip
    return result


def in_text(names: tuple[str, ...], variables: Computed) -> tuple[str, ...]:
    """Return names of coefficients or terms with the texts of the computed variables."""
    for label, column in _columns(variables).items():
        names = tuple(n.replace(f"`{column}`", label).replace(column, label) for n in names)
    return names
