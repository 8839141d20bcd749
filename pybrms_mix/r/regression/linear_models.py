"""Linear and generalised linear models by least squares, as R's ``lm()`` and ``glm()``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.design import Design, names_of_r
from pybrms_mix.design.frame import Frame
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.regression.computed_terms import (
    Computed,
    in_text,
    with_computed,
    with_names,
)
from pybrms_mix.r.regression.formula_sides import spread, without_offsets
from pybrms_mix.r.regression.link_functions import GlmFamily
from pybrms_mix.r.values.r_vectors import LOGICAL, numeric, read
from pybrms_mix.r.values.result_lists import ModelList, parts_in_r
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.r.values.tibbles import ungrouped
from pybrms_mix.syntax.nodes import Call, Name, Node, Tilde, called, variables
from pybrms_mix.syntax.parse import parse

__all__ = ["glm", "lm"]

# R's QR tolerance: the share of a column's norm below which the column is linearly dependent
_TOLERANCE = 1e-7
_EPSILON, _MOST = 1e-8, 25  # epsilon and maxit of R's glm.control()


@dataclass(frozen=True, eq=False)
class Terms:
    """The design, the response, the offsets and the prior weights of a formula in the data."""

    formula: str
    frame: Frame
    design: Design
    names: tuple[str, ...]
    y: np.ndarray
    weights: np.ndarray
    offset: np.ndarray
    offsets: tuple[Node, ...] = ()
    weighted: bool = False
    labels: tuple[str, ...] = ()
    computed: Computed = field(default_factory=dict)

    @property
    def rows(self) -> list[str]:
        """Return the names in R of the rows of the data."""
        return [self.labels[p] for p in self.frame.rows]


class LinearFit(ModelList):
    """The fit of ``lm()`` or ``glm()``: the list that R returns, with the terms of the model."""

    def __init__(
        self, parts: Mapping[str, Any], terms: Terms, factor: np.ndarray, used: np.ndarray,
        family: GlmFamily | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parts)
        self.terms = terms
        self.factor = factor
        self.used = used
        self.family = family
        self.classes = ("lm",) if family is None else ("glm", "lm")
        self.further = parts_in_r(
            family is not None, bool(np.ptp(terms.weights)), bool(np.any(terms.offset))
        )

    def __str__(self) -> str:
        function_name = "glm" if self.family else "lm"
        table = self["coefficients"].to_string()
        return f"{function_name}(formula = {self.terms.formula})\n\nCoefficients:\n{table}"

    __repr__ = __str__


@dataclass(frozen=True, eq=False)
class Solution:
    """The least squares solution with those columns that do not depend linearly on earlier ones."""

    beta: np.ndarray
    used: np.ndarray
    factor: np.ndarray = field(repr=False)


def solved(x: np.ndarray, y: np.ndarray) -> Solution:
    """Return the least squares solution; the coefficient of a dependent column is NaN.

    ``factor`` is the upper triangle of the decomposition of the columns in use.
    """
    independent_columns = _independent(x)
    beta = np.full(x.shape[1], np.nan)
    q, factor = np.linalg.qr(x[:, independent_columns])
    if independent_columns.any():
        beta[independent_columns] = np.linalg.solve(factor, q.T @ y)
    return Solution(beta, independent_columns, factor)


def _independent(x: np.ndarray) -> np.ndarray:
    independent_columns = np.zeros(x.shape[1], dtype=bool)
    basis = np.zeros((len(x), 0))
    for k, column in enumerate(x.T):
        residual = column - basis @ (basis.T @ column)
        residual = residual - basis @ (basis.T @ residual)
        size, full_size = float(np.linalg.norm(residual)), float(np.linalg.norm(column))
        if full_size > 0 and size >= _TOLERANCE * full_size:
            independent_columns[k] = True
            basis = np.column_stack([basis, residual / size])
    return independent_columns


def _rows_of(subset: Any, size: int) -> np.ndarray:
    """Return which rows the argument ``subset`` of ``lm()`` chooses, by conditions or positions."""
    vector = read(subset)
    if vector.kind == LOGICAL:
        return np.asarray(np.resize(vector.data, size) == 1)
    places = numeric(vector).data
    if np.isnan(places).any() or (np.abs(places) > size).any() or (places == 0).any():
        raise InvalidData(f"'subset' holds positions between 1 and {size}.")
    chosen_rows = np.zeros(size, dtype=bool)
    if (places < 0).all():
        chosen_rows[:] = True
        chosen_rows[-places.astype(int) - 1] = False
        return chosen_rows
    if (np.diff(places) <= 0).any():
        raise NotSupported("The positions in 'subset' ascend here, each of them once.")
    chosen_rows[places.astype(int) - 1] = True
    return chosen_rows


def terms_of(
    formula: Any, data: Any, weights: Any = None, subset: Any = None, offset: Any = None,
    computed: Computed | None = None,
) -> Terms:  # fmt: skip
    """Return the design and the response of a formula in the rows without missing values."""
    node = parse(str(formula))
    if not isinstance(node, Tilde) or node.left is None:
        raise InvalidArgument("lm() and glm() need a formula with a response: 'y ~ x'.")
    of_script = computed or {}
    table = as_frame(data)
    columns = list(map(str, table.columns))
    response = with_names(node.left, of_script)
    right_side = with_names(spread(node.right, columns, node.left), of_script)
    table = with_computed(table, of_script)
    extra = {".weights": weights, ".offset": offset}
    table = table.assign(**{n: numeric(read(v)).data for n, v in extra.items() if v is not None})
    right, offsets = without_offsets(right_side)
    extra_names = [Name(n) for n, v in extra.items() if v is not None]
    read_ = [n for p in (response, right, *offsets) if p is not None for n in variables(p)]
    names = [n for n in dict.fromkeys(read_) if n.text in table.columns] + extra_names
    with catch_warnings():
        # R drops rows with missing values without a warning.
        simplefilter("ignore", PybrmsWarning)
        frame = Frame.of(table, names)
    if subset is not None:
        frame = frame.subset(_rows_of(subset, len(table))[frame.rows])
    design = Design.of(right, frame)
    y, trials = _response(response, frame)
    prior = trials if weights is None else trials * frame.evaluate(Name(".weights"))
    shift = np.zeros(frame.N) + sum(np.asarray(frame.evaluate(o), dtype=float) for o in offsets)
    if offset is not None:
        shift = shift + frame.evaluate(Name(".offset"))
    coefficient_names = in_text(names_of_r(design), of_script)
    return Terms(
        str(formula),
        frame,
        design,
        coefficient_names,
        y,
        prior,
        shift,
        offsets,
        weights is not None,
        tuple(row_names(table)),
        of_script,
    )


def _response(node: Node, frame: Frame) -> tuple[np.ndarray, np.ndarray]:
    """Return the response and the numbers of trials: ``cbind(k, n - k)`` means k of n trials."""
    if isinstance(node, Call) and called(node) == "cbind" and len(node.arguments) == 2:
        first, second = (
            np.asarray(frame.evaluate(a.value), dtype=float)
            for a in node.arguments if a.value is not None
        )  # fmt: skip
        total = first + second
        return np.where(total > 0, first / np.where(total > 0, total, 1), 0.0), total
    response = frame.evaluate(node)
    if response.dtype == object:
        factor = frame.column(node) if isinstance(node, Name) else None
        first_level = getattr(factor, "levels", (None,))[0]
        response = (response != first_level).astype(float)
    return np.asarray(response, dtype=float), np.ones(frame.N)


def lm(
    formula: Any, data: Any, *, weights: Any = None, subset: Any = None, offset: Any = None,
    computed: Computed | None = None,
) -> LinearFit:  # fmt: skip
    """Fit a linear model by least squares, as R's ``lm()``.

    Parameters
    ----------
    formula : str
        The formula.
    data : DataFrame
        The data. Rows with a missing value are left out.
    weights, subset, offset : array_like, optional
        The weights of the rows, the rows to be used, and known additions to the predictor.
    computed : mapping, optional
        Variables of the formula that are computed from the rows, by their text in the formula.

    Returns
    -------
    LinearFit
        The parts of R's list by their names: ``coefficients``, ``residuals``, ``fitted.values``,
        ``rank`` and ``df.residual``.

    Raises
    ------
    InvalidArgument
        If the formula has no response.
    InvalidData
        If the response is not numeric.

    Examples
    --------
    >>> fit = lm("y ~ x", {"x": [1, 2, 3], "y": [2, 4, 6.5]})
    >>> fit["coefficients"].round(2).to_dict()
    {'(Intercept)': -0.33, 'x': 2.25}
    """
    terms = terms_of(formula, ungrouped(data), weights, subset, offset, computed)
    if terms.frame.evaluate(with_names(_left(terms.formula), terms.computed)).dtype == object:
        raise InvalidData("The response of lm() is numeric.")
    root = np.sqrt(terms.weights)
    target = terms.y - terms.offset
    solution = solved(terms.design.matrix * root[:, None], target * root)
    mean = terms.design.matrix[:, solution.used] @ solution.beta[solution.used] + terms.offset
    parts = _parts(terms, solution, terms.y - mean, mean)
    return LinearFit(parts, terms, solution.factor, solution.used)


def _left(formula: str) -> Node:
    node = parse(formula)
    assert isinstance(node, Tilde) and node.left is not None
    return node.left


def _parts(
    terms: Terms, solution: Solution, residuals: np.ndarray, mean: np.ndarray
) -> dict[str, Any]:
    rank = int(solution.used.sum())
    row_count = int(np.sum(terms.weights > 0))
    return {
        "coefficients": pd.Series(solution.beta, index=list(terms.names)),
        "residuals": pd.Series(residuals, index=terms.rows),
        "rank": rank,
        "fitted.values": pd.Series(mean, index=terms.rows),
        "df.residual": row_count - rank,
    }


def glm(
    formula: Any, family: Any = "gaussian", data: Any = None, *, link: str | None = None,
    weights: Any = None, subset: Any = None, offset: Any = None, computed: Computed | None = None,
) -> LinearFit:  # fmt: skip
    """Fit a generalised linear model by iterated least squares, as R's ``glm()``.

    Parameters
    ----------
    formula : str
        The formula. The response of a binomial model is 0 or 1, a factor, a proportion with
        ``weights``, or ``cbind(successes, failures)``.
    family : {"gaussian", "binomial", "poisson", "Gamma", "quasibinomial", "quasipoisson"}
        The family.
    data : DataFrame
        The data. Rows with a missing value are left out.
    link : str, optional
        The link; by default R's default link of the family.
    weights, subset, offset : array_like, optional
        The weights of the rows, the rows to be used, and known additions to the predictor.
    computed : mapping, optional
        Variables of the formula that are computed from the rows, by their text in the formula.

    Returns
    -------
    LinearFit
        The parts of R's list by their names, ``deviance``, ``aic`` and ``null.deviance`` among
        them.

    Raises
    ------
    InvalidArgument
        If the family or the link is not available.

    Examples
    --------
    >>> fit = glm("y ~ x", "poisson", {"x": [0, 1, 2], "y": [1, 3, 8]})
    >>> round(fit["deviance"], 3)
    0.006
    """
    glm_family = GlmFamily.of(str(family), link)
    terms = terms_of(formula, data, weights, subset, offset, computed)
    solution, eta, deviance, rounds, working = iterated(glm_family, terms)
    mu = glm_family.link.inverse(eta)
    parts = _parts(terms, solution, (terms.y - mu) / glm_family.link.slope(eta), mu)
    rank = parts["rank"]
    parts |= {
        "linear.predictors": pd.Series(eta, index=terms.rows),
        "deviance": deviance,
        "aic": glm_family.aic(terms.y, mu, terms.weights, deviance) + 2 * rank,
        "null.deviance": _null_deviance(glm_family, terms),
        "iter": rounds,
        "df.null": int(np.sum(terms.weights > 0)) - int(terms.design.intercept),
        "y": pd.Series(terms.y, index=terms.rows),
        "weights": pd.Series(working, index=terms.rows),
        "prior.weights": pd.Series(terms.weights, index=terms.rows),
        "converged": rounds < _MOST,
        "boundary": False,
        "method": "glm.fit",
    }
    return LinearFit(parts, terms, solution.factor, solution.used, glm_family)


def iterated(
    family: GlmFamily, terms: Terms, x: np.ndarray | None = None
) -> tuple[Solution, np.ndarray, float, int, np.ndarray]:
    """Return the solution, linear predictor, deviance, number of iterations and last weights."""
    matrix = terms.design.matrix if x is None else x
    y, weights = terms.y, terms.weights
    mu = family.start(y, weights)
    eta = family.link.forward(mu)
    before, rounds = float(np.sum(family.deviances(y, mu, weights))), 0
    for _ in range(_MOST):
        rounds += 1
        slope = family.link.slope(eta)
        good = (weights > 0) & (slope != 0)
        target = (eta - terms.offset)[good] + ((y - mu) / slope)[good]
        working = weights * slope**2 / family.variance(mu)
        root = np.sqrt(working)[good]
        solution = solved(matrix[good] * root[:, None], target * root)
        eta = matrix[:, solution.used] @ solution.beta[solution.used] + terms.offset
        mu = family.link.inverse(eta)
        deviance = float(np.sum(family.deviances(y, mu, weights)))
        if abs(deviance - before) / (abs(deviance) + 0.1) < _EPSILON:
            break
        before = deviance
    return solution, eta, deviance, rounds, working


def _null_deviance(family: GlmFamily, terms: Terms) -> float:
    """Return the deviance of the model with an intercept and the offset only."""
    y, weights = terms.y, terms.weights
    if not terms.design.intercept:
        mu = family.link.inverse(terms.offset)
    elif terms.offset.any():
        return iterated(family, terms, np.ones((len(y), 1)))[2]
    else:
        mu = np.full_like(y, np.sum(weights * y) / np.sum(weights))
    return float(np.sum(family.deviances(y, mu, weights)))
