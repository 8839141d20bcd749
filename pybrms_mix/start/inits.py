"""Translation of starting values from the names of brms to those of Stan."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.wording import described
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Parameter
from pybrms_mix.model.start_kinds import OrderedPiece, TransformedPiece
from pybrms_mix.stan.starts import start_numbers

Values = Mapping[str, Any]

_OFF = 0.1  # A value at the end of its support starts at this distance from it.


def inits(model: Model, init: object) -> Any:
    """Return ``init`` with brms's names (``b_mu1_Intercept``, ``theta1``) replaced by Stan's.

    Other kinds of ``init`` ("random", 0, a function) are returned unchanged.
    """
    if isinstance(init, Mapping):
        return _within_bounds(model, init)
    if callable(init):
        return _Translated(model, init)
    if isinstance(init, Sequence) and not isinstance(init, str):
        return [
            _within_bounds(model, chain_init) if isinstance(chain_init, Mapping) else chain_init
            for chain_init in init
        ]
    return init


class _Translated:
    """A user's function of starting values, with the names in its result translated."""

    def __init__(self, model: Model, function: Callable[..., Values]) -> None:
        self._model = model
        self._function = function

    def __call__(self, chain: int) -> Values:
        takes = inspect.signature(self._function).parameters
        values = self._function(chain) if takes else self._function()
        # Other values are refused where chains start.
        return _within_bounds(self._model, values) if isinstance(values, Mapping) else values


def by_stan(model: Model, values: Values) -> dict[str, Any]:
    """Return values under Stan's names: coefficients of centred columns, proportions as a simplex.

    Raises:
        InvalidArgument: if a parameter cannot start at its value.

    Warns:
        PybrmsWarning: for a name that is no parameter, which is ignored as in rstan, and for a
            value at an end of its support, which is moved inside.
    """
    declared = {p.stan: p for p in model.declared}
    stan = {n: _inside(declared[n], v) for n, v in values.items() if n in declared}
    startable = [name for piece in model.pieces for name in piece.startable()]
    brms = {n: _number(n, v) for n, v in values.items() if n not in declared}
    for name in [n for n in brms if n not in startable]:
        hint = did_you_mean(name, [*startable, *declared])
        warn(
            f"'init' has a value for '{name}', which is not a parameter of this model. The "
            f"value is ignored. {hint}".rstrip()
        )
        del brms[name]
    if brms:
        values_by_name: dict[str, Any] = {}
        for piece in model.pieces:
            values_by_name |= piece.started(brms)
        unshrunk = _free(model, values_by_name)
        stan = {**_shrunk(model, unshrunk, values), **stan}
    return stan


def _within_bounds(model: Model, values: Values) -> dict[str, Any]:
    """Return a user's values under Stan's names; guesses of this package are moved inside later.

    Raises:
        InvalidArgument: if a parameter cannot start at its value.
    """
    declared = {p.stan: p for p in model.declared}
    stan = by_stan(model, values)
    for name, start in stan.items():
        if name in declared:
            _check_support(declared[name], start)
    return stan


def _check_support(parameter: Parameter, value: Any) -> None:
    """Refuse a starting value outside of the bounds of its parameter.

    Raises:
        InvalidArgument: with the first such value and the bounds.
    """
    numbers = start_numbers(parameter.stan, value)
    lower, upper = _ends(parameter, numbers)
    inside = (lower <= numbers) & (numbers <= upper)  # false for nan
    if inside.all():
        return
    at = int(np.argmin(inside))
    first, low, high = (np.broadcast_to(a, numbers.shape).flat[at] for a in (numbers, lower, upper))
    limits = [
        f"{relation} {bound:g}"
        for relation, bound in (("at least", low), ("at most", high))
        if np.isfinite(bound)
    ]
    raise InvalidArgument(
        f"'{parameter.stan}' cannot start at {first:g}.",
        hint=f"The starting value must be {' and '.join(limits) or 'a number'}.",
    )


def _ends(parameter: Parameter, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and the upper bound of each starting value; infinite where there is none."""
    bounds = parameter.bounds
    by_cell = bool(bounds.cells) and numbers.shape == (len(bounds.cells),)
    ends = [cell.numbers() for cell in bounds.cells] if by_cell else bounds.numbers()
    lower, upper = np.transpose(ends)
    return lower, upper


def _inside(parameter: Parameter, value: Any) -> Any:
    """Return a starting value, moved off the ends of the support, where the density is zero."""
    numbers = start_numbers(parameter.stan, value)
    lower, upper = _ends(parameter, numbers)
    inside = np.where(
        numbers == lower, numbers + _OFF, np.where(numbers == upper, numbers - _OFF, numbers)
    )
    if not np.array_equal(inside, numbers):
        warn(
            f"The starting value of '{parameter.stan}' is at an end of its range, where the "
            f"density is zero: it is moved {_OFF} inside the range."
        )
        return inside if inside.ndim else float(inside)
    return value


def _number(name: str, value: Any) -> float:
    try:
        array = np.asarray(value, dtype=float)
        return float(array.item() if array.size == 1 else value)
    except (TypeError, ValueError):
        raise InvalidArgument(
            f"'{name}' cannot start at {described(value)}.",
            hint="The starting value must be a single number.",
        ) from None


def _free(model: Model, stan: dict[str, Any]) -> dict[str, Any]:
    """Return the values of free parameters, with ordered coefficients in their vector."""
    elements: dict[str, dict[int, float]] = {}
    for parameter in model.fixed_parameters:
        if parameter.stan in stan:
            start = stan.pop(parameter.stan)
            cells = list(start) if parameter.by_rows else np.ravel(start)
            free = [v for v, c in zip(cells, parameter.values, strict=True) if not c]
            stan |= dict(zip((p.stan for p in parameter.declared), free, strict=True))
            for at, value in zip(parameter.ordered, cells, strict=False):
                if at and not np.isnan(value):
                    elements.setdefault(at.vector, {})[at.position] = float(value)
    for piece in model.of(OrderedPiece):
        stan |= piece.gathered(elements.get(piece.vector, {}))
    return stan


def _shrunk(model: Model, stan: dict[str, Any], values: Values) -> dict[str, Any]:
    """Replace coefficients of a shrinkage prior by the parameters that make them up."""
    for piece in model.of(TransformedPiece):
        coefs = {t.stan: stan.pop(t.stan) for t in piece.made if t.stan in stan}
        if coefs:
            scale = [_number(n, values[n]) for n in piece.factor if n in values]
            stan |= piece.start(coefs, *scale)
    return stan
