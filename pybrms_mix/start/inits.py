"""Starting values by brms's names to values by Stan's."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.group.group_starts import started
from pybrms_mix.pieces.group.numbering import Group
from pybrms_mix.pieces.ordering import Ordering
from pybrms_mix.pieces.ordinal.category_effects import CategoryEffects
from pybrms_mix.pieces.ordinal.thresholds import Thresholds
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.proportions import Estimated
from pybrms_mix.prior.shrinkage import R2D2, Horseshoe

Values = Mapping[str, Any]


def inits(model: Model, init: object) -> Any:
    """Return ``init`` with brms's names (``b_mu1_Intercept``, ``theta1``) replaced by Stan's.

    What is no set of values ("random", 0, a function) is returned as it is.
    """
    if isinstance(init, Mapping):
        return by_stan(model, init)
    if callable(init):
        return _Translated(model, init)
    if isinstance(init, Sequence) and not isinstance(init, str):
        return [by_stan(model, each) if isinstance(each, Mapping) else each for each in init]
    return init


class _Translated:
    """A user's function of starting values, its names translated."""

    def __init__(self, model: Model, function: Callable[..., Values]) -> None:
        self._model = model
        self._function = function

    def __call__(self, chain: int) -> Values:
        takes = inspect.signature(self._function).parameters
        return by_stan(self._model, self._function(chain) if takes else self._function())


def by_stan(model: Model, values: Values) -> dict[str, Any]:
    """Return ``values`` under Stan's names: coefficients centred, proportions as a simplex.

    Raises:
        InvalidArgument: if there is no such parameter, or it cannot start there.
    """
    declared = {p.stan for p in model.declared}
    stan = {n: v for n, v in values.items() if n in declared}
    names = known(model)
    brms = {n: _number(n, v) for n, v in values.items() if n not in declared}
    for name in brms:
        if name not in names:
            raise InvalidArgument(
                f"There is no parameter '{name}' to start from.",
                hint=did_you_mean(name, [*names, *declared]),
            )
    if brms:
        made = _free(model, {**_population(model, brms), **_shared(model, brms)})
        stan = {**_shrunk(model, made, values), **stan}
    return stan


def known(model: Model) -> list[str]:
    """Return brms's names of what can be given."""
    proportions = [name for piece in model.of(Estimated) for name in piece.names]
    return [*(v.name for v in model.variables if v.kind in ("b", "sd", "cor", "r")), *proportions]


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InvalidArgument(
            f"'{name}' cannot start at {value!r}.", hint="Give it one number."
        ) from None


def _free(model: Model, stan: dict[str, Any]) -> dict[str, Any]:
    """Return the values by parameters: constants go, ordered coefficients join their vector."""
    elements: dict[str, dict[int, float]] = {}
    for parameter in model.given:
        if parameter.stan in stan:
            start = stan.pop(parameter.stan)
            cells = list(start) if parameter.by_rows else np.ravel(start)
            free = [v for v, c in zip(cells, parameter.values, strict=True) if not c]
            stan |= dict(zip((p.stan for p in parameter.declared), free, strict=True))
            for at, value in zip(parameter.ordered, cells, strict=False):
                if at and not np.isnan(value):
                    elements.setdefault(at.vector, {})[at.position] = float(value)
    for ordering in model.of(Ordering):
        stan |= _ordered(ordering, elements.get(ordering.vector, {}))
    return stan


def _population(model: Model, values: Mapping[str, float]) -> dict[str, Any]:
    """Return coefficients and centred intercepts; coefficients that are left out start at 0."""
    found: dict[str, Any] = {}
    for piece in model.of(Population):
        names = {c: v.name for c, v in zip(piece.columns, piece.variables(), strict=True)}
        if not any(name in values for name in names.values()):
            continue
        b = np.array([values.get(names[c], 0.0) for c in piece.coefs])
        if piece.has_coefs:
            # An ordered coefficient has no start of its own: all of them have one, or none.
            left = [c in piece.ordered and names[c] not in values for c in piece.coefs]
            found[piece.sampled] = np.where(left, np.nan, piece.start(b))
        if piece.has_intercept and names["Intercept"] in values:
            moved = float(b @ piece.means) + _at_means(piece.beside, values)
            found[f"Intercept{piece.suffix}"] = values[names["Intercept"]] + moved
    return {**found, **_thresholds(model, values), **_specific(model, values)}


def _at_means(piece: Population | None, values: Mapping[str, float]) -> float:
    """Return what coefficients that are shared add to a predictor at the means of the columns."""
    if piece is None or not piece.centered:
        return 0.0
    names = [v.name for v in piece.variables()]
    return float(np.array([values.get(n, 0.0) for n in names]) @ piece.means)


def _thresholds(model: Model, values: Mapping[str, float]) -> dict[str, Any]:
    """Return thresholds at the columns' means."""
    found: dict[str, Any] = {}
    for piece in (p for p in model.of(Thresholds) if p.declares):
        coefs = zip(piece.slopes.columns, piece.slopes.variables(), strict=True)
        b = np.array([values.get(v.name, 0.0) for _, v in coefs])
        shift = float(b @ piece.slopes.means) if piece.slopes.means.size else 0.0
        shift += _at_means(piece.slopes.beside, values)
        for cuts, names in piece.named:
            given = [values.get(n) for n in names]
            if any(v is not None for v in given):
                found |= piece.start(cuts, _spaced(given) - shift)
    return found


def _specific(model: Model, values: Mapping[str, float]) -> dict[str, Any]:
    """Return category specific coefficients; those that are left out start at 0."""
    found: dict[str, Any] = {}
    for piece in model.of(CategoryEffects):
        names = [v.name for v in piece.variables()]
        if any(n in values for n in names):
            (matrix,) = piece.parameters
            each = np.array([values.get(n, 0.0) for n in names])
            found[matrix.stan] = each.reshape(matrix.shape)
    return found


def _spaced(given: Sequence[float | None]) -> np.ndarray:
    """Return numbers in which those that were not given are spaced evenly, or one apart."""
    at = [i for i, v in enumerate(given) if v is not None]
    known = np.array([given[i] for i in at], dtype=float)
    every = np.arange(len(given))
    inner = np.interp(every, at, known)
    return np.asarray(inner + np.minimum(every - at[0], 0) + np.maximum(every - at[-1], 0))


def _shrunk(model: Model, stan: dict[str, Any], given: Values) -> dict[str, Any]:
    """Return the values, coefficients that a prior computes replaced by what they are made of."""
    made: tuple[Horseshoe | R2D2, ...] = (*model.of(Horseshoe), *model.of(R2D2))
    for piece in made:
        if piece.target.stan in stan:
            scale = [_number(n, given[n]) for n in piece.factor if n in given]
            stan |= piece.start(stan.pop(piece.target.stan), *scale)
    return stan


def _ordered(ordering: Ordering, elements: Mapping[int, float]) -> dict[str, Any]:
    if not elements:
        return {}
    known = [elements[i] for i in sorted(elements)]
    if any(b <= a for a, b in pairwise(known)):
        where = ", at the means of the predictors" if ordering.centered else ""
        raise InvalidArgument(
            f"The {ordering.what} must start in increasing order{where}.",
            hint=f"{'There they' if where else 'They'} are {', '.join(f'{v:g}' for v in known)}.",
        )
    given = [elements.get(i) for i in range(1, ordering.size + 1)]
    return {ordering.vector: _spaced(given)}


def _shared(model: Model, values: Mapping[str, float]) -> dict[str, Any]:
    """Return proportions, spreads, and the numbers that have one name for brms and for Stan."""
    found: dict[str, Any] = {}
    for piece in model.of(Estimated):
        if any(n in values for n in piece.names):
            found |= piece.started(_simplex(piece.names, values))
    for group in model.of(Group):
        found |= started(group, values)
    return found


def _simplex(names: Sequence[str], values: Mapping[str, float]) -> np.ndarray:
    left = [n for n in names if n not in values]
    rest = 1 - sum(values[n] for n in names if n in values)
    theta = np.array([values[n] if n in values else rest / len(left) for n in names])
    if (theta <= 0).any() or abs(theta.sum() - 1) > 1e-8:
        raise InvalidArgument(f"The proportions {', '.join(names)} must be positive and sum to 1.")
    return theta
