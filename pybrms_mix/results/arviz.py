"""Convert a fit for ArviZ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import arviz as az
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.takes import Names
from pybrms_mix.base.version import __version__
from pybrms_mix.model import residual_density, values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.as_draws import chosen
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.group_effects import factors
from pybrms_mix.results.predict.rowwise import labels

_OBSERVATION = "observation"
_NAMES = "__"  # the separator between names of responses, as in brms's names of variables
# The statistics of the sampler under their names in Stan and in ArviZ.
_STATS = {
    "lp__": "lp", "accept_stat__": "acceptance_rate", "stepsize__": "step_size",
    "treedepth__": "tree_depth", "n_leapfrog__": "n_steps", "divergent__": "diverging",
    "energy__": "energy",
}  # fmt: skip
_KINDS: Mapping[str, type] = {"tree_depth": int, "n_steps": int, "diverging": bool}


@joint_method
def to_arviz(fit: Fit, log_likelihood: bool = True, posterior_predictive: bool = False) -> Any:
    """Return the fit for ArviZ: as ``InferenceData`` for ArviZ 0, as ``DataTree`` for ArviZ 1.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    log_likelihood : bool, default True
        Whether to include the log likelihood, multiplied by weights as in brms.
    posterior_predictive : bool, default False
        Whether to include predictions.

    Returns
    -------
    InferenceData or DataTree
        ``posterior`` has brms's names; the coefficients of levels are one array (``r_g__mu1`` with
        the axes ``g`` and ``r_g__mu1_coef``). ``sample_stats`` has ArviZ's names. ``observed_data``
        holds the response and ``constant_data`` the other columns of the model; their coordinate
        ``observation`` is the index of the data. Each of several responses is a separate variable,
        with NaN in rows that lack the response, also in ``log_likelihood`` and
        ``posterior_predictive``. The log likelihood of a row is one number, ``y__z``, for responses
        whose class is mixed together or whose residuals are correlated. ``prior`` holds the draws
        of ``sample_prior="yes"``. The draws of ``sample_prior="only"`` are in ``prior`` and
        ``sample_stats_prior``.

    Examples
    --------
    >>> from pybrms_mix import brm
    >>> d = {"y": [0.1, 0.4, 0.2, 0.9], "x": [1.0, 2.0, 3.0, 5.0]}
    >>> fit = brm("y ~ x", d, chains=1, iter=200, seed=1, silent=2)
    >>> tree = fit.to_arviz()
    >>> tree.constant_data["x"].values
    array([1., 2., 3., 5.])
    """
    draws = fit.posterior
    facts = fit.model.facts(draws.names)
    posterior_names = [n for n, v in facts.items() if v.kind not in ("prior", "lp__")]
    prior_names = [n for n, v in facts.items() if v.kind == "prior"]
    only = fit.sample_prior == "only"
    levels = {group: factor.levels for group, factor in factors(fit).items()}
    groups = {
        "prior" if only else "posterior": _variables(draws.select(posterior_names), facts, levels),
        "sample_stats_prior" if only else "sample_stats": _stats(fit),
        "observed_data": _observed(fit),
        "constant_data": _constant(fit),
    }
    if not groups["constant_data"]:
        del groups["constant_data"]
    if log_likelihood and not only:
        groups["log_likelihood"] = _log_likelihood(fit)
    if prior_names:
        priors = _variables(draws.select(prior_names), facts, {})
        labels_of = {facts[n].array or n: facts[n].label for n in prior_names}
        groups["prior"] = priors.rename({n: label for n, label in labels_of.items() if n in priors})
    if posterior_predictive:
        groups["prior_predictive" if only else "posterior_predictive"] = _predicted(fit)
    attributes = {
        "inference_library": "pybrms_mix", "inference_library_version": __version__,
        "formula": "\n".join(fit.formula), "family": fit.model.mixture.name,
    }  # fmt: skip
    with_attributes = {name: group.assign_attrs(attributes) for name, group in groups.items()}
    if int(az.__version__.split(".")[0]) >= 1:  # ArviZ 1 has the name InferenceData, but no groups
        return xr.DataTree.from_dict(with_attributes)
    return az.InferenceData(**with_attributes)


@joint_method
def as_draws_rvars(fit: Fit, variable: Names | None = None, regex: bool = False) -> xr.Dataset:
    """Return one array for each variable, as R's ``draws_rvars``.

    The cells of an array are one variable: ``r_g__mu1[a,Intercept]``, ... are ``r_g__mu1`` with the
    axes ``g`` and ``r_g__mu1_coef``. Arithmetic applies draw by draw:
    ``rvars.b_mu1_x - rvars.b_mu2_x``.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    variable : str or iterable of str, optional
        Names of variables; a name such as "r_g__mu1" stands for all of its cells. The default is
        all.
    regex : bool, default False
        Whether ``variable`` holds regular expressions.

    Returns
    -------
    Dataset
        One variable for each name, with the axes chain and draw.

    Raises
    ------
    InvalidArgument
        If there is no such variable.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> rvars = fit.as_draws_rvars("r_g__mu1")
    >>> rvars["r_g__mu1"].dims
    ('chain', 'draw', 'g', 'r_g__mu1_coef')
    """
    levels = {group: factor.levels for group, factor in factors(fit).items()}
    names = chosen(fit.posterior, variable, regex)
    return _variables(fit.posterior.select(names), fit.model.facts(names), levels)


def _variables(
    draws: Draws, facts: Mapping[str, Variable], levels: Mapping[str, tuple[str, ...]]
) -> xr.Dataset:
    """Return an array for each variable. The cells of an array, ``z[1,2]``, become one array."""
    arrays: dict[str, list[Variable]] = {}
    for name in draws.names:
        arrays.setdefault(facts[name].array or name, []).append(facts[name])
    by_name: dict[str, xr.DataArray] = {}
    for base, cells in arrays.items():
        by_name |= _array(base, cells, draws, levels)
    return xr.Dataset(by_name)


def _array(
    base: str, cells: list[Variable], draws: Draws, levels: Mapping[str, tuple[str, ...]]
) -> dict[str, xr.DataArray]:
    """Return the array of ``cells``, or each cell as a scalar if the cells do not fill an array."""
    axes = [list(dict.fromkeys(index)) for index in zip(*(v.cell for v in cells), strict=True)]
    shape = tuple(map(len, axes))
    if int(np.prod(shape)) != len(cells):
        return {v.name: _scalar(draws, draws.index(v.name)) for v in cells}
    filled = np.empty((draws.chains, draws.per_chain, *shape))
    for v in cells:
        place = tuple(axis.index(i) for axis, i in zip(axes, v.cell, strict=True))
        values_of = draws.values[:, :, draws.index(v.name)]
        np.moveaxis(filled, (0, 1), (-2, -1))[place] = values_of
    names, labels = _axes(base, axes, cells[0], levels)
    coords = {"chain": np.arange(draws.chains), "draw": np.arange(draws.per_chain)}
    return {
        base: xr.DataArray(
            filled, {**coords, **dict(zip(names, labels, strict=True))}, ("chain", "draw", *names)
        )
    }


def _scalar(draws: Draws, at: int) -> xr.DataArray:
    coords = {"chain": np.arange(draws.chains), "draw": np.arange(draws.per_chain)}
    return xr.DataArray(draws.values[:, :, at], coords, ("chain", "draw"))


def _axes(
    base: str, axes: list[list[str]], first: Variable, levels: Mapping[str, tuple[str, ...]]
) -> tuple[list[str], list[list[str]]]:
    """Return names and labels of the axes; group-level coefficients have their levels."""
    if first.kind == "r" and first.group in levels:
        return [first.group, f"{base}_coef"], [list(levels[first.group]), axes[1]]
    return [f"{base}_dim_{i}" for i in range(len(axes))], axes


def _stats(fit: Fit) -> xr.Dataset:
    """Return the sampler's statistics under ArviZ's names."""
    draws = fit.posterior
    log_posterior = (
        {"lp__": draws.values[:, :, draws.index("lp__")]} if "lp__" in draws.names else {}
    )
    stats = {**log_posterior, **fit.stats}
    coords = {"chain": np.arange(draws.chains), "draw": np.arange(draws.per_chain)}
    return xr.Dataset(
        {
            name: (("chain", "draw"), np.asarray(stats[stan]).astype(_KINDS.get(name, float)))
            for stan, name in _STATS.items()
            if stan in stats
        },
        coords,
    )


def _observed(fit: Fit) -> xr.Dataset:
    datasets = []
    for view in _each(fit):
        y = np.asarray(values.observed_response(view.model))
        name, coords = view.model.response().name, {_OBSERVATION: _labels(view)}
        datasets.append(xr.Dataset({name: ((_OBSERVATION,), y)}, coords))
    return xr.merge(datasets, join="outer")


def _each(fit: Fit) -> list[Fit]:
    """Return the fit, or the fits of its single responses, whose rows may differ."""
    return [*map(fit.of_response, fit.model.views)] or [fit]


def _constant(fit: Fit) -> xr.Dataset:
    """Return the columns of the model without the responses. Factors become text."""
    data, responses = fit.model.frame.data, {p.name for p in fit.model.of(ResponsePiece)}
    columns = {
        str(name): ((_OBSERVATION,), _plain(data[name]))
        for name in data.columns
        if name not in responses
    }
    return xr.Dataset(columns, {_OBSERVATION: _labels(fit)} if columns else {})


def _plain(column: pd.Series) -> np.ndarray:
    return np.asarray(column) if column.dtype.kind in "iufb" else np.asarray(column.astype(str))


def _labels(fit: Fit) -> np.ndarray:
    """Return the labels of the rows, as a coordinate that a file can hold."""
    values = labels(fit.model.frame.index)
    return values if values.dtype.kind in "iufbUM" else np.array([str(label) for label in values])


def _predicted(fit: Fit) -> xr.Dataset:
    """Return new responses, each under its name."""
    if fit.model.frame.parts:  # responses that use different rows have no common array
        each_of = [(view, view.model.response().name) for view in _each(fit)]
        return xr.merge(
            [_by_row(view, n, np.asarray(view.posterior_predict())) for view, n in each_of],
            join="outer",
        )
    responses = np.asarray(fit.posterior_predict())
    names = [piece.name for piece in fit.model.of(ResponsePiece)]
    of_responses = np.moveaxis(responses, 2, 0) if fit.model.views else responses[None]
    return xr.merge(
        [_by_row(fit, n, y) for n, y in zip(names, of_responses, strict=True)], join="outer"
    )


def _by_row(fit: Fit, name: str, values: np.ndarray) -> xr.Dataset:
    """Return values (draws, N) with an axis for chains, under a name."""
    draws = fit.posterior
    shaped = values.reshape(draws.chains, draws.per_chain, -1)
    coords = {
        "chain": np.arange(draws.chains),
        "draw": np.arange(draws.per_chain),
    }
    if shaped.shape[2] == fit.nobs:
        coords[_OBSERVATION] = _labels(fit)
    return xr.Dataset({name: (("chain", "draw", _OBSERVATION), shaped)}, coords)


def _log_likelihood(fit: Fit) -> xr.Dataset:
    """Return the log likelihood of each row, or of each group if groups are mixed as wholes.

    Responses that are independent of each other given the parameters have their own variables.
    """
    mixture, joint = fit.model.mixture, residual_density.correlation(fit.model)
    if not mixture.parts:
        return _in_units(fit, fit.model.response().name, values.log_lik)
    if joint is not None:
        return _in_units(fit, _NAMES.join(part.resp for part in mixture.parts), values.log_lik)
    apart = [fit.of_response(part.resp) for part in mixture.parts if not part.class_]
    datasets = [_in_units(view, view.model.response().name, values.log_lik) for view in apart]
    if mixture.class_:
        name = _NAMES.join(part.resp for part in mixture.members)
        datasets.append(_in_units(fit, name, values.log_lik_of_class))
    return xr.merge(datasets, join="outer")


def _in_units(fit: Fit, name: str, log_lik: Callable[[Model, Draws], np.ndarray]) -> xr.Dataset:
    """Return a log likelihood of the units of a fit under a name."""
    dataset = _by_row(fit, name, log_lik(fit.model, fit.posterior))
    groups = values.together(fit.model)
    if groups is None:
        return dataset
    renamed = dataset.rename({_OBSERVATION: groups.name})
    return renamed.assign_coords({groups.name: list(groups.levels)})
