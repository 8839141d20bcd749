"""``find_modes()``: the modes of a mixture's posterior, without sampling it."""

from __future__ import annotations

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.some_rows import some_rows
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.explore import Part, entangled, explore, optima, settled
from pybrms_mix.start.exploring import named_modes, unfit
from pybrms_mix.start.exploring_class import exploring

_GRADIENTS = 10_000
_HINT = (
    "Compare chains that start at random points: brm(..., init = 'random'), then mode_check(fit)."
)


@whole_method
def find_modes(fit: Fit, *, gradients: int = _GRADIENTS) -> FoundModes:
    """Search for the modes of a mixture's posterior and approximate the mass of each.

    Chains that agree show that they have found the same mode, not that it is the only one. This
    function starts many searches for a maximum of the density: from different solutions of an EM
    algorithm; with the labels of two components exchanged in a level of a factor, in a cell of two
    factors, or in the upper half of a covariate; with one component emptied and another one split;
    and at random. The maxima at which they end are told apart by the memberships of the rows.

    Parameters
    ----------
    fit : Fit
        A mixture; it needs no draws (``brm(..., empty=True)``).
    gradients : int
        The number of gradients of the log density after which no further search begins.

    Returns
    -------
    FoundModes
        The values of the variables at each mode, shape (modes, variables), on the scales of the
        summary; the share of each mode in the mass of all modes; and the differences between the
        modes. A mode that no search reached is not among them.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture, if several responses share no class, if the model imputes
        missing values, or if the levels of groups cannot be integrated out (crossed or related
        levels, Student's distribution).

    Notes
    -----
    In a model with group-level effects the maximum of the joint density is not typical of the
    posterior. The coefficients of the levels are therefore integrated out by Laplace's
    approximation, given the other parameters (Tierney and Kadane, 1986). Labels are also exchanged
    within single levels.

    If the data have more than 30,000 rows, the search takes place on a random sample of 10,000
    rows. Further searches on all rows begin at its optima, and compute the modes and their masses.
    A gradient on the sample counts as its share of a gradient on all rows.

    Maxima are one mode if on the straight line between them the log density falls by at most 4
    below the lower one, or if short chains pass from one to the other; ``side`` holds the further
    maxima.

    The mass of a maximum is Laplace's approximation: the density there times the volume of the
    normal distribution with the curvature there, both on the unconstrained scale. It is rough where
    the posterior near a mode is skew. If there are several modes, the masses are also computed by
    importance sampling from split Student's distributions around the maxima (Geweke, 1989). They
    replace those of Laplace's approximation if they differ by more than their error. Optima where
    the density does not fall in every direction (a component without rows and with flat priors)
    have no mass and are left out.

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 9], 1, (50, 2)).ravel()]
    >>> model = pm.brm("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", empty=True)
    >>> pm.find_modes(model).matter
    1
    """
    reason = unfit(fit.model)
    if fit.sample_prior == "only":
        reason = "the fit is a sample of the priors alone"
    if reason:
        raise InvalidArgument(
            f"The search for modes is not possible: {reason}.",
            hint=_HINT,
        )
    if gradients < 1:
        raise InvalidArgument(f"'gradients' must be at least 1, not {gradients}.")
    program, data = for_sampler(fit.model, fit.program, prior_only=False)
    prepared = prepare(program, data, "auto", progress=progress(2))
    guesses = exploring(fit.model)
    if reason := entangled(prepared, guesses):
        raise InvalidArgument(f"The search for modes is not possible: {reason}.", hint=_HINT)
    part = Part.of(prepared, some_rows(fit.model, data), data)
    modes = explore(prepared, guesses, gradients, part=part)
    if modes is None:
        raise InvalidArgument("The log density is not finite at any of the starting values.")
    return named_modes(guesses, optima(prepared, settled(prepared, guesses, modes)))
