"""``by_mode()``: the posterior of a mixture, mode by mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.estimates import PROBS, table
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.alike import interchangeable
from pybrms_mix.results.mixture.combine import COMBINED, resampled
from pybrms_mix.results.mixture.exchange import KEPT, permuted
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.results.mixture.labels import assigned, few_rows, memberships

_SAME_SIZE = 1e-6  # the largest difference of equal mean memberships
_AGREE = 1.05  # R-hat


@public_methods
@dataclass(frozen=True, eq=False)
class ByMode(Shown):
    """The result of ``by_mode()``.

    Attributes
    ----------
    modes : FoundModes
        The modes, with the mass of each mode.
    overview : DataFrame
        One line for each mode, from 1: ``mass``, ``draws`` (the proportion of draws in the mode)
        and ``chains`` (the number of chains with most of their draws in the mode).
    summaries : sequence of DataFrame or None
        For each mode a table with one line for each variable; None for a mode without draws.
    which : ndarray
        The mode of each draw, from 1, shape (chains, draws).
    weights : ndarray or None
        The weight of each draw in the combined posterior, shape (chains, draws); the sum is 1. None
        without ``combine``.
    combined : DataFrame or None
        A summary of the combined posterior, one line for each variable; None without ``combine``.
    fit : Fit or None
        The fit with draws of the combined posterior, for functions that take a fit; None without
        ``combine``. The draws are resampled and shuffled, so their R-hat and ESS mean nothing.
    """

    modes: FoundModes
    overview: pd.DataFrame
    summaries: Sequence[pd.DataFrame | None]
    which: np.ndarray
    weights: np.ndarray | None = None
    combined: pd.DataFrame | None = None
    fit: Fit | None = None

    def __str__(self) -> str:
        blocks = [str(self.modes), self.overview.round(3).to_string()]
        for at, summary in enumerate(self.summaries):
            if summary is not None:
                head = f"Mode {at + 1} ({self.modes.masses[at]:.0%} of the mass):"
                blocks.append(f"{head}\n{summary.round(2).to_string()}")
        if self.combined is not None:
            blocks.append(f"All modes together:\n{self.combined.round(2).to_string()}")
        return "\n\n".join(blocks)

    __repr__ = __str__


@mixture_method
def by_mode(
    fit: Fit,
    modes: FoundModes | None = None,
    *,
    probs: Sequence[float] = PROBS,
    combine: str | None = None,
) -> ByMode:
    """Summarise the draws of a mixture mode by mode, beside the mass of each mode.

    Chains seldom pass from one mode to another. The share of the draws in a mode is therefore the
    share of the chains that started there, and a summary of all draws weights modes by chains. Each
    draw is assigned to the mode whose memberships of the rows are nearest.

    Parameters
    ----------
    fit : Fit
        A mixture with draws.
    modes : FoundModes, optional
        The modes, from ``find_modes()``. The default is the modes that were found before sampling.
    probs : sequence of float
        Quantiles of the summaries.
    combine : {"mass", "stacking"}, optional
        How the draws of all modes are put together. "mass" gives each mode its mass, so that the
        result is the posterior over all modes that were found. "stacking" weights the chains by
        how well they predict together (leave-one-out); the result is the weighted predictive
        distribution that predicts best, and not the posterior.

    Returns
    -------
    ByMode
        The mass of each mode with more than 1 % of the total mass, the share of the draws in each,
        and a summary of these draws, on the scales of ``posterior_summary()``. If the model does
        not distinguish the components, the draws have the labels of their mode.

    Raises
    ------
    InvalidArgument
        If the fit has no draws, or keeps no modes and none are given; with ``combine = "mass"`` if
        a mode that matters has no draws.

    Warns
    -----
    PybrmsWarning
        With ``combine``: the warning says what the combined draws represent.

    See Also
    --------
    mode_masses : The masses of the modes by bridge sampling.

    References
    ----------
    Yao, Y., Vehtari, A. and Gelman, A. (2022). Stacking for non-mixing Bayesian computations: the
    curse and blessing of multimodal posteriors. Journal of Machine Learning Research, 23.

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 9], 1, (50, 2)).ravel()]
    >>> arguments = dict(chains=2, iter=400, seed=1, silent=2)
    >>> fit = pm.brm("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", **arguments)
    >>> pm.by_mode(fit).overview["chains"].tolist()
    [2]
    """
    if combine not in (None, *COMBINED):
        raise InvalidArgument(
            f"'combine' must be one of {', '.join(map(repr, COMBINED))}, not {combine!r}."
        )
    modes_ = known_modes(fit, modes)
    which, draws = in_modes(fit, modes_)
    names = [n for n in draws.names if n not in KEPT]
    flat, matrix = which.ravel(), draws.matrix(names)
    numbers = range(1, modes_.matter + 1)
    summaries = [
        table(matrix[flat == k], names, False, probs) if (flat == k).any() else None
        for k in numbers
    ]
    most = [int(np.bincount(chain).argmax()) for chain in which]
    overview = pd.DataFrame(
        {
            "mass": list(modes_.masses[: modes_.matter]),
            "draws": [float((flat == k).mean()) for k in numbers],
            "chains": [most.count(k) for k in numbers],
        },
        index=pd.Index(numbers, name="mode"),
    )
    split = ByMode(modes_, overview, summaries, which)
    return split if combine is None else _combined(fit, split, draws, combine, probs)


def known_modes(fit: Fit, modes: FoundModes | None) -> FoundModes:
    """Return the modes, by default those that the fit keeps.

    Raises:
        InvalidArgument: if there are none, or if they are the modes of another fit.
    """
    if modes is not None:
        _check_modes_of(fit, modes)
    modes_ = modes or (fit.run.modes if fit.run is not None else None)
    if modes_ is None or not modes_.matter:
        reason = modes_.skipped if modes_ is not None else ""
        raise InvalidArgument(
            "The fit does not hold the modes of a search" + (f": {reason}." if reason else "."),
            hint="" if reason else "Search for the modes first: by_mode(fit, find_modes(fit)).",
        )
    return modes_


def _check_modes_of(fit: Fit, modes: FoundModes) -> None:
    """Refuse modes of another model or of other data.

    A search keeps the mean memberships of the rows at each mode. The model of the fit must have the
    same ones there, up to the labels of the components.

    Raises:
        InvalidArgument: if the modes are those of another fit.
    """
    known_names = {v.name for v in fit.model.variables}
    same_model = known_names >= set(modes.names)
    if same_model and modes.matter and modes.sizes:
        points, owners = modes.maxima
        highest = points[[int(np.flatnonzero(owners == k)[0]) for k in range(modes.matter)]]
        sizes = shares_at(fit.model, Draws(highest[None], tuple(modes.names))).mean(axis=1)
        expected = np.asarray(modes.sizes[: modes.matter])
        same_model = sizes.shape == expected.shape and np.allclose(
            np.sort(sizes, axis=1), np.sort(expected, axis=1), atol=_SAME_SIZE
        )
    if not same_model:
        raise InvalidArgument(
            "The modes are not those of this fit: they were found for another model or for other "
            "data.",
            hint="Search for the modes of the fit: find_modes(fit).",
        )


def _combined(
    fit: Fit, split: ByMode, draws: Draws, combine: str, probs: Sequence[float]
) -> ByMode:
    """Return the result with the draws of all modes put together."""
    weights = COMBINED[combine](fit, split.modes, split.which)
    index = resampled(weights)
    shape = split.which.shape
    values = draws.values.reshape(-1, draws.values.shape[2])[index]
    new_draws = Draws(values.reshape(draws.values.shape), draws.names)
    stats = {n: s.reshape(-1)[index].reshape(shape) for n, s in fit.stats.items()}
    names = [n for n in draws.names if n not in KEPT]
    summary = table(new_draws.matrix(names), names, False, probs)
    return replace(
        split, weights=weights, combined=summary, fit=replace(fit, draws=new_draws, stats=stats)
    )


def in_modes(fit: Fit, found: FoundModes) -> tuple[np.ndarray, Draws]:
    """Return the mode of each draw, (chains, draws) from 1, and the draws with its labels."""
    which, orders = _assigned(fit, found)
    return which, _relabelled(fit, orders)


def _assigned(fit: Fit, modes: FoundModes) -> tuple[np.ndarray, np.ndarray]:
    """Return the mode of each draw, (chains, draws) from 1, and its labels: (draws, K)."""
    logs = memberships(fit)
    shares = np.exp(logs.reshape(-1, *logs.shape[2:]))
    nearest, orders = nearest_modes(fit.model, modes, shares, interchangeable(fit))
    return nearest.reshape(logs.shape[:2]) + 1, orders


def nearest_modes(
    model: Model, found: FoundModes, shares: np.ndarray, same: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest mode of each draw, from 0, and the labels under which it is nearest.

    Args:
        model: the model, with all rows of the fit.
        found: the modes, of which those with more than 1 % of the mass are used.
        shares: memberships at the draws: (draws, rows, K).
        same: which components may change places: (K, K).
    """
    points, owners = found.maxima
    centres = shares_at(model, Draws(points[None], tuple(found.names)))
    nearest, orders = nearest_centres(centres, shares, same)
    return owners[nearest], orders


def nearest_centres(
    centres: np.ndarray, shares: np.ndarray, same: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest centre of each draw, from 0, and the labels under which it is nearest.

    Args:
        centres: memberships at the centres: (centres, rows, K).
        shares: memberships at the draws: (draws, rows, K).
        same: which components may change places: (K, K).
    """
    size = shares.shape[2]
    totals, orders = [], []
    for centre in centres:
        costs = np.stack(
            [
                np.stack([np.abs(shares[:, :, j] - centre[:, k]).sum(axis=1) for j in range(size)])
                for k in range(size)
            ]
        )  # label k is component j: (K, K, draws)
        costs = np.moveaxis(costs, 2, 0)
        order = assigned(costs, same)
        orders.append(order)
        costs_in_order = np.take_along_axis(costs, order[:, :, None], axis=2)
        totals.append(costs_in_order[:, :, 0].sum(axis=1))
    nearest = np.argmin(totals, axis=0)
    return nearest, np.array(orders)[nearest, np.arange(len(nearest))]


def shares_at(model: Model, draws: Draws) -> np.ndarray:
    """Return memberships of some rows at draws: (draws, rows, K)."""
    joint = values.log_joint(few_rows(model), draws)
    joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
    return np.asarray(np.exp(joint - np.logaddexp.reduce(joint, axis=2)[:, :, None]))


def _relabelled(fit: Fit, orders: np.ndarray) -> Draws:
    """Return the draws with the labels of their modes; ordered components keep their labels."""
    ordered = any(any(p.ordered) or p.type == "positive_ordered" for p in fit.model.parameters)
    if ordered or (orders == np.arange(orders.shape[1])).all():
        return fit.posterior
    return permuted(fit.model, fit.posterior, orders)


def story(fit: Fit) -> str:
    """Return a sentence on the modes that were found before sampling; "" if they do not matter.

    If each mode has draws and all chains agree on the share of each mode, the chains pass between
    the modes and have sampled them in proportion to their masses. The result is then "".
    """
    modes = fit.run.modes if fit.run is not None else None
    if modes is None or modes.matter < 2:
        return ""
    split = by_mode(fit)
    everywhere = bool((split.overview["draws"] > 0).all())
    if everywhere and fit.posterior.chains > 1 and _shares_agree(split.which, modes.matter):
        return ""
    return (
        f"before sampling {_sentence(modes)}. Chains were started in these modes, and a chain "
        "seldom leaves its mode: a summary of all draws weights the modes by their numbers of "
        "chains, not by their masses. by_mode(fit) summarises each mode and shows its mass."
    )


def _shares_agree(which: np.ndarray, count: int) -> bool:
    """Return whether the chains agree on the share of each mode; ``which`` is (chains, draws)."""
    names = tuple(str(at) for at in range(1, count + 1))
    inside = np.stack([which == at for at in range(1, count + 1)], axis=2).astype(float)
    return bool(rhats(Draws(inside, names), names).max() < _AGREE)


def _sentence(modes: FoundModes) -> str:
    masses = ", ".join(f"{m:.0%}" for m in modes.masses[: modes.matter])
    described = "; ".join(
        f"mode {at + 1}: {modes.differences[at]}" for at in range(1, modes.matter)
    )
    return f"{modes.matter} modes were found, with {masses} of the mass ({described})"
