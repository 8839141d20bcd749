"""Information criteria of a fit at the highest mode of its posterior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.api.find_modes import find_modes
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, ImputingPiece, Model
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.results.mixture.membership import by_unit, entropy_of, membership, pointwise
from pybrms_mix.results.predict.prediction_rows import Rows
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.explore import explore
from pybrms_mix.stan.prepare.optimum import maximise
from pybrms_mix.stan.starts import best_guess, middle_at
from pybrms_mix.start.exploring import unfit
from pybrms_mix.start.exploring_class import exploring
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.several import guess_of


@dataclass(frozen=True)
class AtMode:
    """The log likelihood at a mode of the posterior, and the criteria that follow from it.

    The mode is the highest maximum of the posterior density on the unconstrained scale around which
    the density falls in every direction. The criteria thus have the penalised likelihood of
    Fraley and Raftery in place of the largest likelihood, which is infinite for many mixtures. They
    are a little above the criteria at the largest likelihood. The difference decreases with the
    number of units.

    All numbers are NaN where no mode with these properties is known.

    Attributes:
        log_lik: the log likelihood at the mode.
        parameters: the number p of free parameters: the unconstrained dimension.
        units: the number n of independent units: rows, or groups that belong to one component as a
            whole.
        disorder: the entropy of the classification: minus the sum over units and components of
            t log t, where t are the memberships at the mode.
        modes: the number of modes that hold more than 1 % of the posterior mass; None if no search
            took place.
        reason: why no mode is known; "" if there is one.

    References:
        Schwarz (1978): BIC. Sclove (1987): the sample size of SABIC. Biernacki, Celeux and Govaert
        (2000): ICL; McLachlan and Peel (2000, section 6.10): its approximation ICL-BIC. Fraley and
        Raftery (2007): BIC at the mode of the posterior.
    """

    log_lik: float = np.nan
    parameters: float = np.nan
    units: float = np.nan
    disorder: float = np.nan
    modes: int | None = None
    reason: str = ""

    @property
    def bic(self) -> float:
        """Return -2 log L + p log n."""
        return float(-2 * self.log_lik + self.parameters * np.log(self.units))

    @property
    def sabic(self) -> float:
        """Return -2 log L + p log((n + 2) / 24)."""
        return float(-2 * self.log_lik + self.parameters * np.log((self.units + 2) / 24))

    @property
    def icl(self) -> float:
        """Return the BIC plus twice the entropy of the classification."""
        return self.bic + 2 * self.disorder


def at_mode(fit: Fit) -> AtMode:
    """Return the log likelihood of a fit at its mode, and the inputs of information criteria.

    The modes are those that a search found before sampling. If there was no search before sampling,
    this function searches.

    Args:
        fit: a fit, with or without draws.
    """
    reason = untypical(fit)
    if reason:
        return AtMode(reason=reason)
    try:
        prepared = _prepared(fit)
        modes_found = None if unfit(fit.model) else _modes(fit)
        draws = _highest(modes_found) if modes_found else highest_mode(fit.model, prepared)
    except PybrmsError as error:
        return AtMode(reason=error.message)
    modes = None if modes_found is None else modes_found.matter
    if draws is None:
        return AtMode(modes=modes, reason="no search found a mode")
    rows_at_mode = Rows(fit.model, draws, np.random.default_rng(1))
    by_units = pointwise(rows_at_mode)
    disorder = float(entropy_of(by_unit(rows_at_mode, membership(rows_at_mode))).sum())
    return AtMode(float(by_units.sum()), prepared.dimension, by_units.shape[1], disorder, modes)


def untypical(fit: Fit) -> str:
    """Return the reason why the mode is not typical of the posterior; "" if there is none."""
    if fit.model.of(GroupPiece):
        return "the joint mode of group-level effects is not typical of the posterior"
    if fit.model.of(ImputingPiece):
        return "the model imputes missing values"
    return "the fit is a sample of the priors alone" if fit.sample_prior == "only" else ""


def _prepared(fit: Fit) -> Prepared:
    program, data = for_sampler(fit.model, fit.program, prior_only=False)
    return prepare(program, data, "auto", progress=progress(2))


def _modes(fit: Fit) -> FoundModes:
    kept_modes = fit.run.modes if fit.run is not None else None
    return kept_modes if kept_modes is not None and kept_modes.masses else find_modes(fit)


def _highest(modes: FoundModes) -> Draws | None:
    """Return the mode with the highest density as one draw, or None if there is no mode."""
    if not modes.masses:
        return None
    return Draws(modes.highest[None, None], tuple(modes.names))


def highest_mode(model: Model, prepared: Prepared, gradients: int = 1) -> Draws | None:
    """Search for the mode with the highest density on the unconstrained scale.

    Args:
        model: a model.
        prepared: the program of the model with its data.
        gradients: the number of gradients after which no further search begins. If optima do not
            determine the modes of a model, there is one search.

    Returns:
        The mode as one draw, or None if no search ended at a mode.
    """
    if not unfit(model):
        modes = explore(prepared, exploring(model), gradients)
        if modes is None or not modes.modes:
            return None
        maxima = [m for mode in modes.modes for m in (mode, *mode.side)]
        point = max(maxima, key=lambda mode: mode.value).point
    else:
        guesses = guess_of(model)
        first = best_guess(prepared, guesses) if isinstance(guesses, Guess) else None
        if first is None:
            return None
        point = maximise(prepared.log_density, middle_at(prepared, first)).point
    cells = prepared.constrain(point)
    return model.report({name: np.asarray(value)[None, None] for name, value in cells.items()})
