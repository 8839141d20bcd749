"""Coefficients that vary by group: their values at each level, spreads and correlations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
import pandas as pd
import xarray as xr

from pybrms_mix.errors import InvalidArgument
from pybrms_mix.model.grouping import Grouping
from pybrms_mix.results.estimates import PROBS, columns, estimates, table
from pybrms_mix.results.fit import Fit, method

_SIGMA = "sigma"
_RESIDUAL = "residual__"


@runtime_checkable
class GroupPiece(Protocol):
    """A piece of the model that holds coefficients by group."""

    grouping: Grouping
    effects: tuple[Any, ...]  # each with .name ("mu1_x")

    @property
    def group(self) -> str:
        """Return the name of the grouping factor."""

    def levels_of(self, effect: Any) -> list[str]:
        """Return the names of one coefficient's values at each level."""


@method
def ngrps(fit: Fit) -> dict[str, int]:
    """Return the number of levels of each grouping factor."""
    return {group: len(pieces[0].grouping.levels) for group, pieces in grouped(fit).items()}


def grouped(fit: Fit) -> dict[str, list[GroupPiece]]:
    """Return the pieces of each grouping factor, in brms's order."""
    found: dict[str, list[GroupPiece]] = {}
    for piece in fit.model.pieces:
        if isinstance(piece, GroupPiece):
            found.setdefault(piece.group, []).append(piece)
    return found


@method
def ranef(
    fit: Fit,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    pars: str | Iterable[str] | None = None,
    groups: str | Iterable[str] | None = None,
) -> dict[str, xr.DataArray]:
    """Return the coefficients of each level as deviations from the population, by group.

    Each array has axes level, statistic, coefficient (``ranef(fit)["g"].sel(coefficient="mu1_x")
    .to_pandas()`` is a table); with ``summary=False`` draw, level, coefficient.

    Args:
        fit: the fit.
        summary: estimates rather than draws.
        robust: median and MAD instead of mean and standard deviation.
        probs: of the quantiles.
        pars: only these coefficients ("mu1_x").
        groups: only these grouping factors.

    Raises:
        InvalidArgument: if the model has no such coefficients.
    """
    _check_groups(fit, "The model does not contain group-level effects.")
    wanted = None if groups is None else {groups} if isinstance(groups, str) else set(groups)
    found = {}
    for group, pieces in grouped(fit).items():
        if wanted is None or group in wanted:
            names, values = _levels(fit, pieces, pars)
            found[group] = _array(values, pieces[0].grouping.levels, names, summary, robust, probs)
    return found


@method
def coef(
    fit: Fit, summary: bool = True, robust: bool = False, probs: Sequence[float] = PROBS
) -> dict[str, xr.DataArray]:
    """Return the coefficients of each level, population and deviation together, by group.

    Axes as of ``ranef``. Coefficients that do not vary by a group are the same at all its levels.

    Raises:
        InvalidArgument: if the model has no coefficients by group.
    """
    _check_groups(
        fit,
        "No group-level effects detected. Call method 'fixef' to access population-level effects.",
    )
    labels = {v.label: v.name for v in fit.model.variables if v.kind == "b"}
    fixed = [label for name in fit.posterior.names for label, n in labels.items() if n == name]
    found = {}
    for group, pieces in grouped(fit).items():
        names, values = _levels(fit, pieces)
        every = [*names, *(f for f in fixed if f not in names)]
        total = np.zeros((*values.shape[:2], len(every)))
        total[:, :, : len(names)] = values
        for at, name in enumerate(every):
            if name in labels:
                total[:, :, at] += fit.posterior[labels[name]][:, None]
        found[group] = _array(total, pieces[0].grouping.levels, every, summary, robust, probs)
    return found


def _check_groups(fit: Fit, message: str) -> None:
    if not grouped(fit):
        raise InvalidArgument(message, hint="A formula with groups is like y ~ x + (1 | g).")


def _levels(
    fit: Fit, pieces: list[GroupPiece], pars: str | Iterable[str] | None = None
) -> tuple[list[str], np.ndarray]:
    """Return names of coefficients and their draws: (draws, levels, coefficients)."""
    wanted = None if pars is None else {pars} if isinstance(pars, str) else set(pars)
    names, values = [], []
    for piece in pieces:
        for effect in piece.effects:
            if wanted is None or effect.name in wanted:
                names.append(str(effect.name))
                values.append(fit.posterior.matrix(piece.levels_of(effect)))
    if not names:
        known = [e.name for p in pieces for e in p.effects]
        raise InvalidArgument(
            f"No group-level effect of '{pieces[0].group}' is among {sorted(wanted or ())}.",
            hint=f"There are: {', '.join(known)}.",
        )
    return names, np.stack(values, axis=-1)


def _array(
    values: np.ndarray,
    levels: Sequence[str],
    names: Sequence[str],
    summary: bool,
    robust: bool,
    probs: Sequence[float],
) -> xr.DataArray:
    """Return draws (draws, levels, coefficients), or their estimates, under names."""
    named = {"level": list(levels), "coefficient": list(names)}
    if not summary:
        coords = {"draw": np.arange(1, len(values) + 1), **named}
        return xr.DataArray(values, coords, ("draw", "level", "coefficient"))
    found = np.swapaxes(estimates(values, robust, probs), 1, 2)
    coords = {**named, "statistic": columns(probs)}
    return xr.DataArray(found, coords, ("level", "statistic", "coefficient"))


@method
def VarCorr(  # noqa: N802 - brms's name
    fit: Fit, summary: bool = True, robust: bool = False, probs: Sequence[float] = PROBS
) -> dict[str, dict[str, Any]]:
    """Return standard deviations, correlations and covariances of the coefficients of each group.

    By group a dict: ``sd``, a table with one row a coefficient; where correlations were estimated
    also ``cor`` and ``cov``, arrays with axes coefficient, statistic, other. They are over all
    coefficients of the group: a correlation that the model does not have is 0. A model of one
    family with one sigma has it as ``residual__``. With ``summary=False`` draws come first.

    Raises:
        InvalidArgument: if the model has neither.
    """
    found = {
        group: _covariances(fit, group, pieces, summary, robust, probs)
        for group, pieces in grouped(fit).items()
    }
    if _SIGMA in fit.posterior:
        draws = fit.posterior.matrix([_SIGMA])
        found[_RESIDUAL] = {"sd": _spread(draws, [""], summary, robust, probs)}
    if not found:
        raise InvalidArgument("The model does not contain covariance matrices.")
    return found


def _covariances(
    fit: Fit,
    group: str,
    pieces: list[GroupPiece],
    summary: bool,
    robust: bool,
    probs: Sequence[float],
) -> dict[str, Any]:
    names = [str(e.name) for p in pieces for e in p.effects]
    sd = fit.posterior.matrix([f"sd_{group}__{n}" for n in names])
    found: dict[str, Any] = {"sd": _spread(sd, names, summary, robust, probs)}
    cor = np.broadcast_to(np.eye(len(names)), (len(sd), len(names), len(names))).copy()
    any_estimated = False
    for j, first in enumerate(names):
        for k, second in enumerate(names):
            name = f"cor_{group}__{first}__{second}"
            if name in fit.posterior:
                any_estimated = True
                cor[:, j, k] = cor[:, k, j] = fit.posterior[name]
    if any_estimated:
        cov = cor * sd[:, :, None] * sd[:, None, :]
        found["cor"] = _square(cor, names, summary, robust, probs)
        found["cov"] = _square(cov, names, summary, robust, probs)
    return found


def _spread(
    draws: np.ndarray, names: list[str], summary: bool, robust: bool, probs: Sequence[float]
) -> pd.DataFrame:
    return table(draws, names, robust, probs) if summary else pd.DataFrame(draws, columns=names)


def _square(
    values: np.ndarray, names: list[str], summary: bool, robust: bool, probs: Sequence[float]
) -> xr.DataArray:
    named = {"coefficient": names, "other": names}
    if not summary:
        coords = {"draw": np.arange(1, len(values) + 1), **named}
        return xr.DataArray(values, coords, ("draw", "coefficient", "other"))
    found = np.swapaxes(estimates(values, robust, probs), 1, 2)
    return xr.DataArray(
        found, {**named, "statistic": columns(probs)}, ("coefficient", "statistic", "other")
    )
