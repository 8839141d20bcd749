"""Simulation-based calibration of a model: ``sbc()``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.brm import brm
from pybrms_mix.build import build
from pybrms_mix.calibrate.bands import bands, ecdf, outside
from pybrms_mix.calibrate.replicate import Task, found
from pybrms_mix.errors import InvalidArgument
from pybrms_mix.formula import Source
from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model.columns import table
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.plots.panels import differences
from pybrms_mix.prior.table import Priors
from pybrms_mix.programs import GAUSSIAN
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict import posterior_predict
from pybrms_mix.stan.settings import Settings
from pybrms_mix.workers import Where

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LENGTH = ("chains", "iter", "warmup", "thin")
_THIN = 20  # draws of the prior are taken so far apart


@dataclass(frozen=True, eq=False)
class Calibration:
    """What ``sbc()`` returns.

    Attributes:
        ranks: a line a replication, a column a quantity: how many of ``kept`` posterior draws
            are below the truth, from 0 to ``kept``.
        kept: the number of posterior draws that a truth is ranked among.
        diagnostics: a line a replication: ``rhat`` (the largest) and ``divergent``.
        prob: with which the bands hold for each quantity.
    """

    ranks: pd.DataFrame
    kept: int
    diagnostics: pd.DataFrame
    prob: float

    @property
    def table(self) -> pd.DataFrame:
        """Return a line a quantity: ``mean_rank`` (0.5 is right), ``deviation``, ``passes``.

        ``deviation`` is the largest distance of the ranks' distribution function from uniform.
        """
        uniform = np.arange(1, self.kept + 2) / (self.kept + 1)
        rows = {}
        for name in self.ranks:
            own = self.ranks[name].to_numpy()
            rows[str(name)] = {
                "mean_rank": float(own.mean()) / self.kept,
                "deviation": float(np.abs(ecdf(own, self.kept) - uniform).max()),
                "passes": not outside(own, self.kept, self._level),
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    @property
    def _level(self) -> float:
        """Return the probability of each band with which all of them hold together."""
        return 1 - (1 - self.prob) / max(1, self.ranks.shape[1])

    @property
    def failures(self) -> list[str]:
        """Return the quantities whose ranks are not uniform."""
        passes = self.table["passes"]
        return [str(n) for n, good in zip(passes.index, passes, strict=True) if not good]

    @property
    def passes(self) -> bool:
        """Return whether all ranks may be uniform."""
        return not self.failures

    def plot(self) -> Figure:
        """Draw each quantity's distribution function less the uniform one, in its bands."""
        at = np.arange(1, self.kept + 2) / (self.kept + 1)
        lower, upper = bands(len(self.ranks), self.kept, self._level)
        curves = {str(n): ecdf(self.ranks[n].to_numpy(), self.kept) - at for n in self.ranks}
        return differences(at, curves, (lower - at, upper - at))

    def __str__(self) -> str:
        failed = ", ".join(self.failures)
        verdict = f"NOT calibrated: {failed}" if failed else "calibrated"
        head = f"{len(self.ranks)} replications, ranks among {self.kept} draws: {verdict}"
        poor = int((self.diagnostics["rhat"] > 1.05).sum())
        more = [f"In {poor} replications R-hat is over 1.05."] if poor else []
        return "\n".join([head, *more, self.table.round(3).to_string()])

    __repr__ = __str__


def sbc(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    n: int = 200,
    kept: int = 99,
    prob: float = 0.95,
    seed: int = 1,
    executor: Where = None,
    folder: str | Path | None = None,
    **arguments: Any,
) -> Calibration:
    """Calibrate a model by simulation: whether posteriors are right where the prior is the truth.

    ``n`` times parameters are drawn from the prior and responses from the model, the model is
    fitted to them, and the rank of the true value among draws of the posterior is noted, for each
    parameter and for the log likelihood of all rows. If program, sampler and simulation agree,
    ranks are uniform. The converse does not hold: ranks of a coefficient are as good as uniform
    under a flat prior whatever prior it was drawn from.

    Args:
        formula: a ``bf()`` or R text; its response is a column.
        data: the rows; their response serves for default priors alone. Better give all priors.
        family: a family, a ``mixture()``, or R text.
        prior: proper priors of all parameters.
        n: replications.
        kept: draws of each posterior among which the truth is ranked.
        prob: with which the bands of all quantities hold together.
        seed: the same seed gives the same ranks.
        executor: runs the fits: any ``concurrent.futures.Executor``, or a number of processes of
            this machine (1: this one); by default as many as there are processors.
        folder: where each replication's ranks are kept: a call that was stopped goes on there.
        arguments: further arguments of ``brm()`` for the fits: ``chains`` (1), ``iter`` (600).

    Raises:
        InvalidArgument: if the response is no column of ``data``, or too few draws are left.
        InvalidPrior: if a parameter has no proper prior.

    Source: Talts et al. (2018); the log likelihood as a further quantity: Modrak et al. (2023).
    """
    arguments = {"chains": 1, "iter": 600, "cores": 1, "silent": 2, **arguments}
    rows = table(data)
    # Default priors look at the response: those of the data hold for all simulated ones.
    complete = build(formula, rows, family, prior).table
    alone = _prior_fit(formula, rows, family, complete, n, seed)
    settings = Settings(**{k: arguments[k] for k in _LENGTH if k in arguments})
    if settings.chains * settings.stored < kept:
        raise InvalidArgument(
            f"The fits keep {settings.chains * settings.stored} draws, fewer than 'kept' ({kept})."
        )
    tasks = _tasks(alone, rows, (formula, family, complete), n, kept, arguments, seed)
    every = found(tasks, executor, folder)
    index = pd.Index([f["replication"] for f in every], name="replication")
    ranks = pd.DataFrame([f["ranks"] for f in every], index=index)
    told = pd.DataFrame([{k: f[k] for k in ("rhat", "divergent")} for f in every], index=index)
    return Calibration(ranks, kept, told, prob)


def _prior_fit(
    formula: Source, data: pd.DataFrame, family: object, prior: Priors, n: int, seed: int
) -> Fit:
    """Return ``n`` draws from the prior alone."""
    warmup = 1000
    fit = brm(
        formula, data, family, prior, sample_prior="only", chains=1, iter=warmup + _THIN * n,
        warmup=warmup, thin=_THIN, seed=seed, silent=2,
    )  # fmt: skip
    columns = fit.model.of(ResponsePiece)[0].columns
    if len(columns) != 1 or fit.model.of(ResponsePiece)[0].name not in columns:
        raise InvalidArgument(
            "sbc() puts simulated responses into a column: the response must be one.",
            hint="Compute it in the data, and name the new column in the formula.",
        )
    return fit


def _tasks(
    alone: Fit,
    data: pd.DataFrame,
    model: tuple[Source, object, Priors],
    n: int,
    kept: int,
    arguments: Mapping[str, Any],
    seed: int,
) -> list[Task]:
    formula, family, prior = model
    name = alone.model.of(ResponsePiece)[0].name
    simulated = np.asarray(posterior_predict(alone, seed=seed))
    truths = alone.posterior.matrix(alone.posterior.names)
    return [
        Task(
            i, formula, data.assign(**{name: simulated[i]}), family, prior,
            dict(zip(alone.posterior.names, map(float, truths[i]), strict=True)), kept,
            {**arguments, "seed": seed + 1 + i},
        )
        for i in range(n)
    ]  # fmt: skip
