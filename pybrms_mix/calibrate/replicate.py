"""One replication: data drawn from one draw of the prior, and the rank of that draw."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
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
from pybrms_mix.workers import Where, done, place

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
    """

    number: int
    formula: Source
    data: pd.DataFrame
    family: object
    prior: Priors
    truth: Mapping[str, float]
    kept: int
    arguments: Mapping[str, Any]

    def run(self) -> dict[str, Any]:
        """Return ``ranks`` by quantity, the largest R-hat, and the divergent transitions."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)
            fit = brm(self.formula, self.data, self.family, self.prior, **self.arguments)
            return {"replication": self.number, **self._of(fit)}

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


def found(
    tasks: Iterable[Task], executor: Where, folder: str | Path | None
) -> list[dict[str, Any]]:
    """Return what the tasks find, in their order.

    ``folder`` keeps each result as it comes, and holds those of a call that was stopped.
    """
    left = {f"{task.number:05d}": task for task in tasks}
    files = {name: Path(folder, f"{name}.json") for name in left} if folder is not None else {}
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
    results = {n: json.loads(f.read_text("utf-8")) for n, f in files.items() if f.exists()}
    names = list(left)
    left = {name: task for name, task in left.items() if name not in results}
    for name, result in done(left, place(executor, len(left), 1)):
        results[name] = result
        if name in files:
            part = files[name].with_suffix(".part")
            part.write_text(json.dumps(result), encoding="utf-8")
            part.replace(files[name])
    return [results[name] for name in names]


def quantities(fit: Fit) -> list[str]:
    """Return the variables that are ranked: all but the levels of groups and what is constant."""
    values_ = fit.posterior.values
    moving = np.ptp(values_.reshape(-1, values_.shape[2]), axis=0) > 0
    varying = {n for n, moves in zip(fit.posterior.names, moving, strict=True) if moves}
    return [v.name for v in fit.model.variables if v.kind not in _SKIPPED and v.name in varying]
