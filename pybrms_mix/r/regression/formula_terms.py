"""The terms of a formula, as R's ``terms()``: their labels, the response and the intercept."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.terms import expanded
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.regression.formula_sides import spread
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.values.code_values import Formula
from pybrms_mix.r.values.fit_parts import part_of
from pybrms_mix.r.values.r_vectors import characters, read, to_python
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Node, Tilde, called, variables
from pybrms_mix.syntax.parse import parse

__all__ = ["formula_of", "model_frame", "model_response", "term_labels", "terms"]


class FormulaTerms(Formula):
    """A formula with the attributes that R's ``terms()`` computes."""

    attributes: dict[str, Any]


def formula_node(formula: Any) -> Tilde:
    """Return the tree of a formula, or of the formula of a linear model.

    Raises
    ------
    InvalidFormula
        If the value is no formula.
    """
    text = formula.terms.formula if isinstance(formula, LinearFit) else formula
    node = parse(str(text)) if isinstance(text, str) else None
    if not isinstance(node, Tilde):
        raise InvalidFormula("This value is not a single R formula, such as 'y ~ x'.")
    return node


def terms(formula: Any, data: Any = None) -> FormulaTerms:
    """Return the terms of a formula, as R's ``terms(formula, data = )``.

    Parameters
    ----------
    formula : str or LinearFit
        The formula, or a linear model.
    data : DataFrame, optional
        The data whose columns stand for a dot in the formula.

    Returns
    -------
    FormulaTerms
        The formula with the attributes ``term.labels``, ``order``, ``intercept`` and ``response``.

    Raises
    ------
    InvalidFormula
        If the value is no formula.

    Examples
    --------
    >>> terms("y ~ a * b - 1").attributes["term.labels"]
    array(['a', 'b', 'a:b'], dtype=object)
    """
    node = formula_node(formula)
    right = node.right
    if data is not None:
        right = spread(right, list(map(str, as_frame(data).columns)), node.left)
    expansion = expanded(right, node.left)
    result = FormulaTerms(write(Tilde(node.left, right)))
    result.attributes = {
        "term.labels": to_python(characters(expansion.labels)),
        "order": np.array(expansion.degrees),
        "intercept": int(expansion.intercept),
        "response": int(node.left is not None),
    }
    return result


def term_labels(formula: Any) -> Any:
    """Return ``labels(terms(formula))``: the labels of the terms.

    Examples
    --------
    >>> term_labels("y ~ x + (1 | g)")
    array(['x', '1 | g'], dtype=object)
    """
    formula_terms = formula if isinstance(formula, FormulaTerms) else terms(formula)
    return formula_terms.attributes["term.labels"]


def formula_of(x: Any) -> Any:
    """Return ``formula(x)`` of a linear model, of a fit or of a formula.

    Examples
    --------
    >>> formula_of("y ~ x")
    'y ~ x'
    """
    if isinstance(x, LinearFit):
        return x.terms.formula
    return part_of(x, "formula") if isinstance(x, Fit) else x


def model_frame(of: Any, data: Any = None) -> pd.DataFrame:
    """Return ``model.frame(formula, data)``: the variables of a formula in the complete rows.

    Parameters
    ----------
    of : str, LinearFit or Fit
        A formula, a linear model, or a fit, whose data are returned.
    data : DataFrame, optional
        The data, for a formula.

    Returns
    -------
    DataFrame
        A column for the response and for each variable of the terms, such as ``log(x)``.

    Examples
    --------
    >>> model_frame("y ~ log(x)", {"y": [1.0, 2.0], "x": [1.0, 1.0]})["log(x)"].tolist()
    [0.0, 0.0]
    """
    if isinstance(of, Fit):
        rows: pd.DataFrame = part_of(of, "data")
        return rows
    node = formula_node(of)
    table = of.terms.frame.data if isinstance(of, LinearFit) else as_frame(data)
    right = spread(node.right, list(map(str, table.columns)), node.left)
    parts = ([] if node.left is None else [node.left]) + list(expanded(right, node.left).variables)
    variable_nodes = [n for p in parts for n in variables(p) if n.text in table.columns]
    complete = table[~np.logical_or.reduce([read(table[n.text]).missing for n in variable_nodes])]
    frame = Frame.of(complete.reset_index(drop=True), variable_nodes)
    cells = {_label(p): _column(p, complete, frame) for p in dict.fromkeys(parts)}
    result = pd.DataFrame(cells)
    result.index = complete.index
    return result


def _label(node: Node) -> str:
    return node.text if isinstance(node, Name) else write(node)


def _column(node: Node, table: pd.DataFrame, frame: Frame) -> Any:
    if isinstance(node, Name):
        return table[node.text].array
    if isinstance(node, Call) and called(node) in ("I", "offset") and node.arguments:
        return frame.evaluate(node.arguments[0].value or node)
    return frame.evaluate(node)


def model_response(frame: pd.DataFrame) -> pd.Series:
    """Return ``model.response(mf)``: the first column of a model frame, by the rows' numbers.

    Examples
    --------
    >>> model_response(model_frame("y ~ x", {"y": [1.0, 2.0], "x": [3.0, 4.0]})).to_dict()
    {'1': 1.0, '2': 2.0}
    """
    rows = [str(n + 1) if isinstance(n, int | np.integer) else str(n) for n in frame.index]
    return pd.Series(frame.iloc[:, 0].array, index=rows)
