"""Group-level coefficients: their values at each level, standard deviations and correlations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.takes import Names
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.coefficients_of_levels import CoefficientsOfLevels
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, joint_method


@dataclass(frozen=True)
class Varying:
    """One coefficient of a grouping factor.

    Attributes:
        name: "mu1_x".
        levels: the names of the variables with its value at each level, "r_g__mu1[1,x]", ....
        base: the name without the threshold: "mu1_x" for "mu1_x[2]"; "" if the coefficient belongs
            to no single threshold.
    """

    name: str
    levels: tuple[str, ...]
    base: str = ""


@dataclass(frozen=True)
class Factor:
    """A grouping factor: its levels and the coefficients that vary by it.

    Attributes:
        spreads: the names of the standard deviations by coefficient; with ``gr(g, by = )``, each
            set of levels has its own standard deviations and coefficient names ("mu1_x:byp").
        correlations: the names of the correlations by pair of coefficients.
    """

    levels: tuple[str, ...]
    coefs: tuple[Varying, ...]
    spreads: Mapping[str, str]
    correlations: Mapping[tuple[str, ...], str]


@dataclass(frozen=True)
class How:
    """Whether draws are summarised, and by which statistics."""

    summary: bool
    robust: bool
    probs: Sequence[float]


def factors(fit: Fit) -> dict[str, Factor]:
    """Return the grouping factors of a model, in brms's order."""
    factors_: dict[str, Factor] = {}
    for piece in fit.model.of(GroupPiece):
        reported = piece.variables()
        spreads = {v.effects[0]: v.name for v in reported if v.kind == "sd"}
        correlations = {v.effects: v.name for v in reported if v.kind == "cor"}
        cells: dict[str, list[Variable]] = {}
        for variable in reported:
            if variable.kind == "r":
                cells.setdefault(variable.effects[0], []).append(variable)
        coefs = tuple(
            Varying(name, tuple(v.name for v in varying), varying[0].base)
            for name, varying in cells.items()
        )
        before = factors_.get(piece.group, Factor((), (), {}, {}))
        factors_[piece.group] = Factor(
            piece.levels, (*before.coefs, *coefs), {**before.spreads, **spreads},
            {**before.correlations, **correlations},
        )  # fmt: skip
    return factors_


@joint_method
def ngrps(fit: Fit) -> dict[str, int]:
    """Return the number of levels of each grouping factor.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    dict of str to int
        The number of levels by the name of the factor.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.ngrps()
    {'g': 6}
    """
    return {group: len(factor.levels) for group, factor in factors(fit).items()}


@joint_method
def ranef(
    fit: Fit,
    *,
    summary: bool = True,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    pars: Names | None = None,
    groups: str | Iterable[str] | None = None,
) -> dict[str, xr.DataArray]:
    """Return the coefficients of each level as deviations from the population.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    summary : bool, default True
        Whether to summarise the draws.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    probs : sequence of float
        The probabilities of the quantiles.
    pars : str or iterable of str, optional
        Names of coefficients, such as "mu1_x".
    groups : str or iterable of str, optional
        Names of grouping factors.

    Returns
    -------
    dict of str to DataArray
        An array for each grouping factor, with the axes level, statistic and coefficient; without
        ``summary`` with the axes draw, level and coefficient.
        ``ranef(fit)["g"].sel(coefficient="mu1_x").to_pandas()`` is a table.

    Raises
    ------
    InvalidArgument
        If the model has no such coefficients.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.ranef()["g"].dims
    ('level', 'statistic', 'coefficient')
    """
    _check_groups(fit, "The model does not contain group-level effects.")
    how = How(summary, robust, probs)
    by_group, grouping = {}, factors(fit)
    for group in grouping if groups is None else [groups] if isinstance(groups, str) else groups:
        if group not in grouping:
            message = f"The model has no group-level coefficients of '{group}'."
            hint = did_you_mean(group, grouping, "The grouping factors are")
            raise InvalidArgument(message, hint=hint)
        names, values = _values(fit, _picked(group, grouping[group], pars))
        by_group[group] = _array(values, grouping[group].levels, names, how)
    return CoefficientsOfLevels(by_group)


@joint_method
def coef(
    fit: Fit, *, summary: bool = True, robust: bool = False, probs: Sequence[float] = PROBS
) -> dict[str, xr.DataArray]:
    """Return the coefficients of each level: population-level coefficient plus deviation.

    A coefficient that does not vary by a group is the same at all levels. An ordinal model whose
    intercept varies has the thresholds of each level.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    summary, robust, probs
        As in ``ranef()``.

    Returns
    -------
    dict of str to DataArray
        An array for each grouping factor, with the axes of ``ranef()``.

    Raises
    ------
    InvalidArgument
        If the model has no group-level coefficients.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.coef()["g"].dims
    ('level', 'statistic', 'coefficient')
    >>> fit.coef()["g"].coords["coefficient"].values.tolist()
    ['mu1_Intercept', 'mu1_x', 'mu2_Intercept', 'mu2_x']
    """
    _check_groups(
        fit,
        "No group-level effects detected. Call method 'fixef' to access population-level effects.",
    )
    how = How(summary, robust, probs)
    labels = {v.label: v.name for v in fit.model.variables if v.kind in ("b", "bs", "bsp")}
    fixed = [label for name in fit.posterior.names for label, n in labels.items() if n == name]
    # A shared coefficient belongs to every component.
    mus = [p.name for p in fit.model.mixture.places if p.dpar.name == "mu"]
    labels |= {f"{mu}_{c}": labels[c] for mu in mus for c in fit.model.mixture.shared}
    thresholds = {v.label: v.dpar for v in fit.model.variables if v.intercept and v.cell}
    by_group = {}
    for group, factor in factors(fit).items():
        names, values = _values(fit, factor.coefs)
        by_coef = {name: values[:, :, at] for at, name in enumerate(names)}
        coefs_, bases = _separate(fit, [*names, *(f for f in fixed if f not in names)], factor)
        total = np.zeros((*values.shape[:2], len(coefs_)))
        for at, name in enumerate(coefs_):
            # A coefficient of one threshold has the share of all thresholds, too.
            parts = [name, *([bases[name]] if name in bases else [])]
            shared = [fit.posterior[labels[p]][:, None] for p in parts if p in labels]
            population = sum(shared, np.zeros((1, 1)))
            deviation = sum((by_coef[p] for p in parts if p in by_coef), np.zeros((1, 1)))
            if name in thresholds:
                total[:, :, at] = _cut(fit, thresholds[name], population, deviation)
            else:
                total[:, :, at] = population + deviation
        by_group[group] = _array(total, factor.levels, coefs_, how)
    return CoefficientsOfLevels(by_group)


def _separate(fit: Fit, names: list[str], factor: Factor) -> tuple[list[str], dict[str, str]]:
    """Return names of coefficients, and a dict from names with a threshold to names without it.

    A coefficient that all thresholds share is left out if each threshold has its own coefficient.
    """
    bases = {v.label: v.base for v in fit.model.variables if v.kind == "b" and v.base}
    bases |= {c.name: c.base for c in factor.coefs if c.base}
    general = {bases[name] for name in names if name in bases}
    return [name for name in names if name not in general], bases


def _cut(fit: Fit, dpar: str, threshold: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    """Return a threshold at each level, with minus sign if the family subtracts it from mu."""
    mixture = fit.model.mixture
    of = {p.name: p.family for p in mixture.places}
    family = of[dpar] if dpar in of else mixture.components[0].family
    cut = threshold - deviation
    return np.asarray(cut if family is None or family.takes_off else -cut)


def _check_groups(fit: Fit, message: str) -> None:
    if not factors(fit):
        raise InvalidArgument(message, hint="A formula with groups has the form y ~ x + (1 | g).")


def _picked(group: str, factor: Factor, pars: Names | None) -> tuple[Varying, ...]:
    """Return the coefficients that ``pars`` names; all coefficients for None."""
    if pars is None:
        return factor.coefs
    labels = {pars} if isinstance(pars, str) else set(pars)
    coefs = tuple(c for c in factor.coefs if c.name in labels)
    if not coefs:
        raise InvalidArgument(
            f"No group-level effect of '{group}' is among {', '.join(map(repr, sorted(labels)))}.",
            hint=f"There are: {', '.join(c.name for c in factor.coefs)}.",
        )
    return coefs


def _values(fit: Fit, coefs: Sequence[Varying]) -> tuple[list[str], np.ndarray]:
    """Return the names of coefficients, and their draws: (draws, levels, coefficients)."""
    draws = [fit.posterior.matrix(c.levels) for c in coefs]
    return [c.name for c in coefs], np.stack(draws, axis=-1)


def _array(
    values: np.ndarray,
    levels: Sequence[str],
    names: Sequence[str],
    how: How,
) -> xr.DataArray:
    """Return draws (draws, levels, coefficients), or their estimates, as a DataArray."""
    axes = {"level": list(levels), "coefficient": list(names)}
    if not how.summary:
        coords = {"draw": np.arange(1, len(values) + 1), **axes}
        return xr.DataArray(values, coords, ("draw", "level", "coefficient"))
    values_ = np.swapaxes(estimates(values, how.robust, how.probs), 1, 2)
    coords = {**axes, "statistic": columns(how.probs)}
    return xr.DataArray(values_, coords, ("level", "statistic", "coefficient"))
