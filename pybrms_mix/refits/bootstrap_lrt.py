"""Parametric bootstrap of the likelihood ratio of K - 1 against K components."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np

from pybrms_mix.api.brm import brm
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import beginning, public, public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.base.workers import Where
from pybrms_mix.formula.formula import Source
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.any_number import AnyNumber
from pybrms_mix.refits.likelihood_ratio import Bound, Pair
from pybrms_mix.refits.many import seed_of
from pybrms_mix.refits.simulated_ratios import simulated

_GRADIENTS = 200


@public_methods
@dataclass(frozen=True, eq=False)
class BootstrapLRT(Shown):
    """The result of ``bootstrap_lrt()``.

    Attributes
    ----------
    K : int
        The number of components of the larger model.
    statistic : float
        Twice the difference of the log likelihoods at the modes.
    simulated : ndarray
        The same statistic for responses that were simulated from the smaller model, in the order of
        the simulations; NaN where a search ended at no mode.
    """

    K: int
    statistic: float
    simulated: np.ndarray

    @property
    def failed(self) -> int:
        """Return the number of simulations in which a search ended at no mode.

        Returns
        -------
        int
            The number, from 0 to the number of simulations.

        Examples
        --------
        >>> import numpy as np
        >>> from pybrms_mix import BootstrapLRT
        >>> lrt = BootstrapLRT(2, 9.0, np.array([1.0, 9.5, np.nan, 3.0]))
        >>> lrt.failed
        1
        """
        return int(np.isnan(self.simulated).sum())

    @property
    def p_value(self) -> float:
        """Return (1 + count) / (n + 1).

        The count is the number of simulated statistics that are at least as large as the observed
        statistic. Failed simulations are included in the count, so that the test rejects less
        often.

        Returns
        -------
        float
            The p-value of the smaller model, above 0 and at most 1.

        Examples
        --------
        >>> import numpy as np
        >>> from pybrms_mix import BootstrapLRT
        >>> lrt = BootstrapLRT(2, 9.0, np.array([1.0, 9.5, np.nan, 3.0]))
        >>> lrt.p_value
        0.6
        """
        count = int(np.sum(self.simulated >= self.statistic)) + self.failed
        return (1 + count) / (1 + len(self.simulated))

    def __str__(self) -> str:
        lines = [
            f"K = {self.K - 1} against K = {self.K}: statistic {self.statistic:.2f}, p = "
            f"{self.p_value:.3g} ({len(self.simulated)} simulations from K = {self.K - 1}).",
            "The log likelihoods are evaluated at the posterior modes that the searches found, "
            "which may be local modes. Larger 'gradients' make it more likely that the highest "
            "modes are found.",
        ]
        if self.failed:
            lines.append(
                f"{self.failed} searches found no mode; their simulations count as larger "
                "than the statistic."
            )
        return "\n".join(lines)

    __repr__ = __str__


@public
def bootstrap_lrt(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors | Callable[[int], Priors] = None,
    *,
    K: Annotated[int, Between(2, 1000)] = 2,  # noqa: N803
    n: Count = 99,
    gr: str | None = None,
    order: str | None = None,
    seed: Seed | None = None,
    gradients: Count = _GRADIENTS,
    executor: Where = None,
    file: str | Path | None = None,
    silent: int = 1,
) -> BootstrapLRT:
    """Test K - 1 against K components by a parametric bootstrap of the likelihood ratio.

    Responses are simulated from the model with K - 1 components at its mode. Both models are fitted
    to each of them by optimisation, without sampling.

    Parameters
    ----------
    formula, data, family, prior, gr, order
        As in ``compare_components()``.
    K : int, default 2
        The number of components of the larger model.
    n : int, default 99
        The number of simulations. The smallest possible p value is 1 / (n + 1).
    seed : int, optional
        The seed of the simulations.
    gradients : int, default 200
        The number of gradients of each fit of a mixture after which no further search for a higher
        mode begins. The first search starts at the solution of an EM.
    executor : optional
        Where the simulations are fitted; see ``compare_components()``.
    file : str or Path, optional
        A folder that keeps each simulated statistic. An interrupted call resumes there.
    silent : int, default 1
        2 hides the line of progress.

    Returns
    -------
    BootstrapLRT
        The statistic, its simulated values, and ``p_value``.

    Raises
    ------
    InvalidArgument
        If ``family`` is a mixture, if the model has group-level effects, imputed missing values or
        addition terms other than ``trials()``, or if the observed data have no mode.
    PybrmsError
        For the errors of ``brm()``, with the number of components.

    Warnings
    --------
    The smaller model lies on the boundary of the larger one, so the statistic does not have a
    chi-squared distribution. The searches may end at local maxima. A statistic that is too small in
    the data makes the p value too large; statistics that are too small in the simulations make it
    too small. The data and the simulations are searched in the same way.
    The test also rejects where the family does not describe one group, for instance if the group is
    skewed.

    Notes
    -----
    The statistic is twice the difference of the log likelihoods at the highest modes of the
    posteriors on the unconstrained scale, as in ``compare_components()``. The likelihood is thus
    penalised by the priors, which keeps it from its infinite maxima. All simulations use the priors
    of the original data, also if default priors depend on the data. The penalty can make the
    statistic negative. Priors that pull the mode of the smaller model away from the data make the
    simulations unlike the data.

    References
    ----------
    McLachlan (1987): the bootstrap of the likelihood ratio. Nylund, Asparouhov and Muthen (2007):
    its use for numbers of classes. Fraley and Raftery (2007): penalised likelihood of mixtures.

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 6], 1, (20, 2)).ravel()]
    >>> d = pd.DataFrame({"y": y})
    >>> found = pm.bootstrap_lrt("y ~ 1", d, n=9, gradients=20, seed=1, executor=1, silent=2)
    >>> found.p_value
    0.1
    """
    models_of = AnyNumber.of(formula, family, gr, order, "bootstrap_lrt")
    models = []
    for k in (K - 1, K):
        prior_of_model = prior(k) if callable(prior) else prior
        with beginning(f"K = {k}"):
            form, mix = models_of.model(k)
            fit = brm(form, data, mix, prior_of_model, empty=True)
            models.append(Bound.of(fit, gradients))
    small, large = models
    null, alternative = small.mode(), large.mode()
    for k, mode in zip((K - 1, K), (null, alternative), strict=True):
        if mode is None:
            raise InvalidArgument(
                f"K = {k}: no search found a mode.",
                hint="Priors that are not flat, or larger 'gradients', may help.",
            )
    assert null is not None and alternative is not None
    statistic = 2 * (large.log_lik(alternative) - small.log_lik(null))
    pair = Pair.of(small, large, null)
    ratios = simulated(pair, n, seed_of(seed, file), executor, file, silent)
    return BootstrapLRT(K, statistic, ratios)
