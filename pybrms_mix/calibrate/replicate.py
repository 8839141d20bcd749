"""One replication: data drawn from one draw of the prior, and the rank of that draw."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.brm import brm
from pybrms_mix.errors import PybrmsWarning
from pybrms_mix.formula import Source
from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.fit import Fit

LIKELIHOOD = "log_lik"
_SKIPPED = ("r", "prior", "lprior", "lp__")


@dataclass(frozen=True, eq=False)
class Task:
    """One replication to be run: plain values, which can travel to another process.

    Attributes:
        number: of the replication, from 0.
        data: the rows with the simulated response.
        truth: the parameters of which it was simulated, by brms's names.
        kept: how many draws of the posterior the truth is ranked among.
        file: where the ranks are kept; none are if it is not given.
    """

    number: int
    formula: Source
    data: pd.DataFrame
    family: object
    prior: Priors
    truth: Mapping[str, float]
    kept: int
    arguments: Mapping[str, Any]
    file: Path | None = None

    def run(self) -> dict[str, Any]:
        """Return ``ranks`` by quantity, the largest R-hat, and the divergent transitions."""
        if self.file is not None and self.file.exists():
            return dict(json.loads(self.file.read_text("utf-8")))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)
            fit = brm(self.formula, self.data, self.family, self.prior, **self.arguments)
            found = {"replication": self.number, **self._of(fit)}
        if self.file is not None:
            part = self.file.with_suffix(".part")
            part.write_text(json.dumps(found), encoding="utf-8")
            part.replace(self.file)
        return found

    def _of(self, fit: Fit) -> dict[str, Any]:
        draws = fit.posterior
        at = np.linspace(0, draws.chains * draws.per_chain - 1, self.kept).round().astype(int)
        names = [n for n in quantities(fit) if n in self.truth]
        few = Draws(draws.matrix(draws.names)[at][None], draws.names)
        ranks = {n: int((few[n] < self.truth[n]).sum()) for n in names}
        known = [v.name for v in fit.model.variables]
        one = Draws(np.array([[[self.truth[n] for n in known]]]), tuple(known))
        true = float(values.log_lik(fit.model, one).sum())
        ranks[LIKELIHOOD] = int((values.log_lik(fit.model, few).sum(axis=1) < true).sum())
        worst = float(np.nanmax([1.0, *fit.rhat(names)]))
        return {
            "ranks": ranks, "rhat": worst,
            "divergent": int(np.sum(fit.stats.get("divergent__", 0))),
        }  # fmt: skip


def run(task: Task) -> dict[str, Any]:
    """Run ``task``: a function that any executor can call."""
    return task.run()


def quantities(fit: Fit) -> list[str]:
    """Return the variables that are ranked: all but the levels of groups and what is constant."""
    values_ = fit.posterior.values
    moving = np.ptp(values_.reshape(-1, values_.shape[2]), axis=0) > 0
    varying = {n for n, moves in zip(fit.posterior.names, moving, strict=True) if moves}
    return [v.name for v in fit.model.variables if v.kind not in _SKIPPED and v.name in varying]
