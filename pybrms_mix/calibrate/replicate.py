"""One replication: a data set simulated from one prior draw, and the rank of that draw."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from pybrms_mix.api.brm import brm
from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.sharing import Shared, Sharing
from pybrms_mix.base.version import __version__
from pybrms_mix.base.workers import quiet
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.results.checks import frozen
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.predict import posterior_predict

LIKELIHOOD = "log_lik"
_SKIPPED = ("r", "prior", "lprior", "lp__")
_IRRELEVANT = ("cores", "silent")  # settings that do not affect the draws


class Origin(Protocol):
    """The source of the responses of a replication."""

    def responses(self, number: int, truth: Mapping[str, float]) -> np.ndarray:
        """Return the responses of replication ``number``, shape (N, responses)."""


@dataclass(frozen=True, eq=False)
class Simulation:
    """Responses simulated from the model. Each worker simulates its own, to save transfers.

    Attributes:
        model: the model, without draws.
        seed: the common seed of all replications.
    """

    model: Fit
    seed: int

    def responses(self, number: int, truth: Mapping[str, float]) -> np.ndarray:
        """Simulate the responses of replication ``number`` for the parameters ``truth``."""
        draw = Draws(np.array([[list(truth.values())]]), tuple(truth))
        rng = np.random.default_rng((self.seed, number))
        fit = replace(self.model, draws=draw)
        if fit.model.frame.parts or fit.model.frame.before is not None:
            return _in_own_rows(fit, rng)
        responses_: np.ndarray = np.asarray(posterior_predict(fit, seed=rng))
        return responses_.reshape(responses_.shape[1], -1)


def _in_own_rows(fit: Fit, rng: np.random.Generator) -> np.ndarray:
    """Simulate each response in the rows that ``subset()`` keeps: (N, responses).

    In all other rows the response keeps its value. A missing value is replaced by that of another
    row, which has no effect, because no response reads these rows.
    """
    around = fit.model.frame.before_subset
    columns = []
    for view in [*map(fit.of_response, fit.model.views)] or [fit]:
        column = around.data[view.model.response().name].to_numpy(dtype=float, copy=True)
        is_row = np.isin(around.rows, view.model.frame.rows)
        column[is_row] = np.asarray(posterior_predict(view, seed=rng))[0]
        columns.append(np.where(~is_row & np.isnan(column), column[is_row][0], column))
    return np.stack(columns, axis=1)


@dataclass(frozen=True, eq=False)
class StoredResponses:
    """Responses that are stored in a job file."""

    y: np.ndarray

    def responses(self, number: int, truth: Mapping[str, float]) -> np.ndarray:
        """Return the stored responses."""
        return self.y


@dataclass(frozen=True, eq=False)
class Task:
    """One replication to run, as plain values that can be sent to another process.

    Attributes:
        number: the number of the replication, from 0.
        formula, family: R text.
        rows: the rows, which all replications share.
        responses: the names of the response columns.
        origin: the source of the responses, which all replications share.
        prior: the complete table of priors.
        truth: the true parameters of the simulation, by brms's names.
        kept: the number of posterior draws among which each true value is ranked.
        arguments: further arguments of ``brm()``.
    """

    number: int
    formula: str
    rows: pd.DataFrame
    responses: tuple[str, ...]
    origin: Origin
    family: str
    prior: PriorTable
    truth: Mapping[str, float]
    kept: int
    arguments: Mapping[str, Any]

    def data(self) -> pd.DataFrame:
        """Return the rows with the simulated responses.

        Each call simulates the responses again, since those of all replications may be large.
        """
        simulated = self.origin.responses(self.number, self.truth)
        return self.rows.assign(**dict(zip(self.responses, simulated.T, strict=True)))

    def sharing(self, key: str) -> Sharing[tuple[pd.DataFrame, Origin], dict[str, Any]]:
        """Return the task in a form that shares rows and model with other tasks.

        Args:
            key: a text that identifies these rows and this model.
        """
        rest = replace(self, rows=self.rows.iloc[:0], origin=StoredResponses(np.empty(0)))
        return Sharing(Shared(key, (self.rows, self.origin)), _WithRows(rest))

    @property
    def fingerprint(self) -> str:
        """Return a hash of the task: 16 hexadecimal digits."""
        settings = {n: v for n, v in sorted(self.arguments.items()) if n not in _IRRELEVANT}
        rows = [[str(r.key), r.prior, r.lb, r.ub] for r in self.prior]
        model = [__version__, self.formula, self.family, rows]
        data = self.data()
        facts = [*model, dict(self.truth), self.kept, settings, list(map(str, data.columns))]
        digest = hashlib.sha256(json.dumps(facts, default=_text).encode())
        digest.update(pd.util.hash_pandas_object(data).to_numpy().tobytes())
        return digest.hexdigest()[:16]

    def run(self) -> dict[str, Any]:
        """Return the ``ranks`` by quantity, and diagnostics of the fit.

        If the simulated data cannot be fitted, the result holds the ``error`` instead.
        """
        start = time.perf_counter()
        try:
            with quiet():
                result = self._of(self._fit())
        except PybrmsError as error:
            result = {"error": str(error)}
        seconds = time.perf_counter() - start
        return {"replication": self.number, **result, "seconds": seconds}

    def _fit(self) -> Fit:
        data = self.data()
        if (without_response := missing(data[list(self.responses)])).any():
            raise InvalidData(
                "Rejection sampling found no response within its bounds in row "
                f"{np.argmax(without_response)}."
            )
        return brm(self.formula, data, self.family, self.prior, **self.arguments)

    def _of(self, fit: Fit) -> dict[str, Any]:
        draws = fit.posterior
        at = np.linspace(0, draws.chains * draws.per_chain - 1, self.kept).round().astype(int)
        names = [n for n in quantities(fit) if n in self.truth]
        thinned = Draws(draws.matrix(draws.names)[at][None], draws.names)
        ranks = {n: int((thinned[n] < self.truth[n]).sum()) for n in names}
        variable_names = [v.name for v in fit.model.variables]
        truth = Draws(np.array([[[self.truth[n] for n in variable_names]]]), tuple(variable_names))
        true = float(values.log_lik(fit.model, truth).sum())
        ranks[LIKELIHOOD] = int((values.log_lik(fit.model, thinned).sum(axis=1) < true).sum())
        diagnostics = convergence(draws, names)
        return {
            "ranks": ranks,
            "rhat": float(diagnostics["Rhat"].max()) if not frozen(fit) else np.inf,
            "ess": float(np.nanmin([draws.chains * draws.per_chain, *diagnostics["Bulk_ESS"]])),
            "divergent": int(np.sum(fit.stats.get("divergent__", 0))),
        }


@dataclass(frozen=True, eq=False)
class _WithRows:
    """A replication that receives its rows and model separately."""

    task: Task

    def __call__(self, shared: tuple[pd.DataFrame, Origin]) -> dict[str, Any]:
        rows, origin = shared
        return replace(self.task, rows=rows, origin=origin).run()


def missing(responses: pd.DataFrame) -> np.ndarray:
    """Return a mask of the rows without a simulated response within the bounds, shape (N,)."""
    is_missing: np.ndarray = np.any(responses.isna().to_numpy(), axis=1)
    return is_missing


def quantities(fit: Fit) -> list[str]:
    """Return the variables to rank: all except coefficients of levels and constants."""
    values_ = fit.posterior.values
    moving = np.ptp(values_.reshape(-1, values_.shape[2]), axis=0) > 0
    varying = {n for n, moves in zip(fit.posterior.names, moving, strict=True) if moves}
    return [v.name for v in fit.model.variables if v.kind not in _SKIPPED and v.name in varying]


def _text(value: object) -> object:
    """Return a value that JSON cannot hold as text."""
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else repr(value)
