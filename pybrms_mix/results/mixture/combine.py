"""Weights of draws that come from several modes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.compare.average import model_weights
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.found_modes import FoundModes


def by_mass(fit: Fit, found: FoundModes, which: np.ndarray) -> np.ndarray:
    """Return weights of draws, (chains, draws), whose sum in each mode is the mass of the mode.

    Raises:
        InvalidArgument: if a mode with more than 1 % of the mass has no draws.

    Warns:
        PybrmsWarning: always. The warning says how the masses were computed, and that modes which
            the search did not reach are missing.
    """
    masses = np.asarray(found.masses[: found.matter])
    weights = np.zeros(which.shape)
    for at, mass in enumerate(masses):
        inside = which == at + 1
        if not inside.any():
            raise InvalidArgument(
                f"Mode {at + 1} holds {mass:.0%} of the mass, but no chain has draws in it.",
                hint="Chains must start in each mode: brm(..., init = 'auto') with at least "
                f"{found.matter} chains. Alternatively, combine = 'stacking' weights the "
                "existing chains.",
            )
        weights[inside] = mass / masses.sum() / inside.sum()
    listed = ", ".join(f"{m:.0%}" for m in masses)
    better = (
        ""
        if found.approach == "bridge sampling"
        else " mode_masses(fit) computes them by bridge sampling."
    )
    warn(
        f"The modes are combined by their masses: {listed} (by {found.approach}).{better} A "
        "mode that the searches did not find is missing, and each mode is represented by the "
        "draws of its own chains."
    )
    return weights


def by_stacking(fit: Fit, found: FoundModes, which: np.ndarray) -> np.ndarray:
    """Return the weight of each draw, (chains, draws), by stacking the chains.

    Source: Yao, Vehtari and Gelman (2022).

    Warns:
        PybrmsWarning: always. The warning says that the result is not the posterior.
    """
    draws = fit.posterior
    chains = [
        replace(
            fit,
            draws=Draws(draws.values[k : k + 1], draws.names),
            stats={n: s[k : k + 1] for n, s in fit.stats.items()},
            criteria={},
        )
        for k in range(draws.chains)
    ]
    names = [f"chain {k + 1}" for k in range(draws.chains)]
    shares = (
        model_weights(*chains, weights="stacking", model_names=names).to_numpy()
        if len(chains) > 1
        else np.ones(1)
    )
    listed = ", ".join(f"{s:.0%}" for s in shares)
    warn(
        f"The chains are combined by stacking: {listed}. These weights maximise the predictive "
        "density of new rows; they are not the posterior probabilities of the modes."
    )
    return np.repeat(shares[:, None] / draws.per_chain, draws.per_chain, axis=1)


COMBINED: Mapping[str, Callable[[Fit, FoundModes, np.ndarray], np.ndarray]] = {
    "mass": by_mass,
    "stacking": by_stacking,
}
"""The functions that weight draws, by the value of the argument ``combine`` of ``by_mode()``."""


def resampled(weights: np.ndarray) -> np.ndarray:
    """Return the positions of resampled draws, as many as there are weights, in random order.

    The method is systematic resampling: each draw occurs its expected number of times (proportional
    to its weight), rounded up or down.
    """
    flat = weights.reshape(-1)
    edges = np.cumsum(flat / flat.sum())
    at = (np.arange(len(flat)) + 0.5) / len(flat)
    index = np.minimum(np.searchsorted(edges, at), len(flat) - 1)
    return np.asarray(np.random.default_rng(1).permutation(index))
