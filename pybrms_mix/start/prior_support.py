"""Starting values that are moved into the supports of the priors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.model.start_kinds import StatementPiece

_INSIDE = 0.1  # The distance to the ends of a support, as a proportion of its width.
_BEYOND = 0.1  # The distance to the end of a support that has only one finite end.


def limited(model: Model) -> bool:
    """Return whether a prior has no density in a part of the range of its parameter."""
    return any(_narrows(p) for p in model.of(StatementPiece))


def within(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return starting values with each cell inside the support of its prior.

    Parameters
    ----------
    model : Model
        The model, with its priors.
    values : Mapping
        Starting values by Stan's names.

    Returns
    -------
    dict
        The same values; a cell at which its prior has no density is moved into the support. A
        parameter that ``values`` leave out starts in the middle of a limited support.
    """
    moved_values = dict(values)
    declared = {p.stan: p for p in model.declared}
    parameters = {p.stan: p for p in model.parameters}
    for prior in (p for p in model.of(StatementPiece) if _narrows(p)):
        if prior.stan in declared:
            _move(moved_values, declared[prior.stan], prior)
        elif prior.stan in parameters:
            _move_ordered(moved_values, parameters[prior.stan], prior, declared)
    return moved_values


class Supported:
    """Starting values inside the supports of the priors, for a model without its data."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def candidates(self) -> Sequence[Mapping[str, Any]]:
        """Return one set of values: the middle of each limited support."""
        return [within(self._model, {})]

    def near(self, at: int, rng: np.random.Generator) -> Mapping[str, Any]:
        """Return the same values. Parameters that they leave out start at random."""
        return self.candidates()[at]


def _narrows(prior: StatementPiece) -> bool:
    """Return whether the support is smaller than the interval that the parameter is declared in."""
    lower, upper = prior.support
    lowest, highest = prior.bounds.numbers()
    return lower > lowest or upper < highest


def _support(prior: StatementPiece) -> tuple[float, float]:
    """Return the interval in which the prior has a density and the parameter may lie."""
    (lower, upper), (lowest, highest) = prior.support, prior.bounds.numbers()
    return max(lower, lowest), min(upper, highest)


def _move(values: dict[str, Any], parameter: Parameter, prior: StatementPiece) -> None:
    """Move the cells of one parameter into the support of ``prior``."""
    is_set = parameter.stan in values
    value = np.asarray(values[parameter.stan] if is_set else np.full(parameter.shape, np.nan))
    cells = np.array(value, dtype=float).reshape(-1)
    cell = slice(None) if prior.cell is None or not parameter.shape else prior.cell
    if prior.cell is not None and prior.cell >= cells.size:
        return
    cells[cell] = _inside(cells[cell], _support(prior))
    if np.isfinite(cells).all():
        values[parameter.stan] = cells.reshape(value.shape)


def _move_ordered(
    values: dict[str, Any],
    parameter: Parameter,
    prior: StatementPiece,
    declared: Mapping[str, Parameter],
) -> None:
    """Move the element of an ordered vector, unless the vector would not ascend any more."""
    for at in parameter.ordered:
        if at is None or at.vector not in values or at.vector not in declared:
            continue
        cells = np.array(values[at.vector], dtype=float)
        cells[at.position - 1] = float(_inside(cells[at.position - 1], _support(prior)))
        if all(a < b for a, b in pairwise(cells)):
            values[at.vector] = cells


def _inside(values: Any, support: tuple[float, float]) -> np.ndarray:
    """Return ``values`` with each one outside ``support`` or at its end moved inside."""
    lower, upper = support
    margin = _INSIDE * (upper - lower) if math.isfinite(upper - lower) else _BEYOND
    start = np.where(np.isnan(values), (np.clip(0, lower, upper) if math.isinf(upper - lower)
                                        else (lower + upper) / 2), values)  # fmt: skip
    outside = ~((start > lower) & (start < upper))
    return np.where(outside, np.clip(start, lower + margin, upper - margin), start)
