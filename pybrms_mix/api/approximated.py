"""``brm(algorithm = "fullrank")``: draws of a normal approximation instead of chains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import ConvergenceWarning, InvalidArgument, NotSupported, did_you_mean
from pybrms_mix.base.psis import HIGH_K, smoothed
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.draws import Sample
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.starts import Inits
from pybrms_mix.stan.variational import ALGORITHMS, DRAWS, Approximation, approximate

SAMPLING = "sampling"
_OF_BRMS = {
    "pathfinder": "init='pathfinder' starts chains at the ends of its paths.",
    "laplace": "'fullrank' approximates the posterior by a normal distribution, too.",
    "fixed_param": "make_stancode() returns the program.",
}


def check_algorithm(algorithm: str) -> None:
    """Refuse an algorithm that does not exist here.

    Raises:
        NotSupported: if brms has the algorithm.
        InvalidArgument: if brms does not have it either.
    """
    algorithms = (SAMPLING, *ALGORITHMS)
    if algorithm in algorithms:
        return
    if algorithm in _OF_BRMS:
        raise NotSupported(
            f"The value {algorithm!r} of brms's argument 'algorithm' is not supported.",
            hint=_OF_BRMS[algorithm],
        )
    raise InvalidArgument(
        f"The argument 'algorithm' has no value {algorithm!r}.",
        hint=did_you_mean(str(algorithm), algorithms) or f"Choose one of: {', '.join(algorithms)}.",
    )


def kept_by(algorithm: str, settings: Settings, seed: int | None) -> Settings:
    """Return the settings that are kept with the draws of an algorithm."""
    if algorithm == SAMPLING:
        return replace(settings, seed=seed)
    return replace(settings, chains=1, iter=DRAWS, warmup=0, thin=1, seed=seed)


def approximated(prepared: Prepared, algorithm: str, inits: Inits, settings: Settings) -> Sample:
    """Return draws of an approximation, with warnings where the posterior differs from it."""
    approximation = approximate(prepared, algorithm, inits, replace(settings, chains=1).settled())
    for message in _problems(approximation, algorithm):
        warn(message, ConvergenceWarning)
    return approximation.sample


def _problems(approximation: Approximation, algorithm: str) -> list[str]:
    problems = []
    if approximation.flat:
        problems.append(
            f"The posterior does not fall in some direction: the approximation by {algorithm} has "
            f"a standard deviation of {approximation.widest:.3g} there, which has no meaning. "
            "Stronger priors may help."
        )
    elif not approximation.converged:
        problems.append(
            f"The search for the best approximation by {algorithm} has not ended. A larger iter "
            "allows more steps."
        )
    ratios = approximation.log_ratios
    if not np.isfinite(ratios).all():
        k = np.inf
    else:
        k = float(smoothed(ratios[:, None], np.ones(1))[1][0])
    if k > HIGH_K:
        problems.append(
            f"The posterior differs from its approximation by {algorithm} (Pareto k = {k:.2f}, "
            f"and values above {HIGH_K} are too high): intervals may be too narrow or at a wrong "
            "place. algorithm = 'sampling' samples the posterior itself."
        )
    return problems
