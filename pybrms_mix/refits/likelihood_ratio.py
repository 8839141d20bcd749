"""Likelihood ratios of two models for responses that are simulated from the smaller one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsError
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.refits.criteria_at_mode import highest_mode, untypical
from pybrms_mix.refits.jobs import Job
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.membership import pointwise
from pybrms_mix.results.predict.new_responses import sampled, sampled_together
from pybrms_mix.results.predict.prediction_rows import Rows
from pybrms_mix.stan.data import data as stan_data
from pybrms_mix.stan.data import declared
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared

_KEPT = {"trials"}  # addition terms that are the same for simulated responses


@dataclass(frozen=True, eq=False)
class Bound:
    """A model with its program, bound to the responses of the model."""

    fit: Fit
    model: Model
    prepared: Prepared
    gradients: int

    @classmethod
    def of(cls, fit: Fit, gradients: int) -> Bound:
        """Bind the program of a fit.

        Raises:
            InvalidArgument: if the mode is not typical, or responses cannot be simulated.
        """
        data_names = {name for piece in fit.model.of(ResponsePiece) for name in piece.extra}
        unsimulated = sorted(data_names - _KEPT)
        reason = untypical(fit)
        if unsimulated:
            reason = f"responses with {', '.join(unsimulated)} cannot be simulated"
        if reason:
            raise InvalidArgument(
                f"The distribution of the likelihood ratio cannot be simulated: {reason}.",
                hint="compare_components() compares such models by their elpd.",
            )
        data = declared(fit.model, stan_data(fit.model, prior_only=False))
        prepared = prepare(fit.program, data, "auto", progress=progress(2))
        return cls(fit, fit.model, prepared, gradients)

    def with_responses(self, responses: Mapping[str, np.ndarray]) -> Bound:
        """Return the same model, with the same priors, for other responses by name."""
        model = _with_responses(self.model, responses)
        data = declared(model, stan_data(model, prior_only=False))
        return replace(self, model=model, prepared=self.prepared.with_data(data))

    def simulated(self, mode: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return responses, by name, that are simulated at a mode."""
        rows_ = Rows(self.model, mode, rng)
        pieces = self.model.of(ResponsePiece)
        if not self.model.views:
            return {pieces[0].resp: sampled(rows_)[0][0]}
        responses = sampled_together(rows_)[0][0]
        return {p.resp: y.astype(p.y.dtype) for p, y in zip(pieces, responses.T, strict=True)}

    def mode(self) -> Draws | None:
        """Return the highest mode as one draw, or None if no search ended at a mode."""
        return highest_mode(self.model, self.prepared, self.gradients)

    def log_lik(self, mode: Draws) -> float:
        """Return the log likelihood at a mode."""
        return float(pointwise(Rows(self.model, mode, np.random.default_rng(1))).sum())


@dataclass(frozen=True, eq=False)
class Pair:
    """The two models as values that can be sent to other processes.

    Attributes:
        small, large: the jobs of the models.
        null: the mode of the smaller model.
        gradients: the number of gradients after which no further search begins.
    """

    small: Job
    large: Job
    null: Draws
    gradients: int

    @classmethod
    def of(cls, small: Bound, large: Bound, null: Draws) -> Pair:
        """Return the pair of two bound models."""
        pair = cls(Job.of(small.fit), Job.of(large.fit), null, small.gradients)
        pair.__dict__["bound"] = (small, large)
        return pair

    def __getstate__(self) -> dict[str, Any]:
        """Return the state without the programs, which each process prepares anew."""
        return {name: value for name, value in vars(self).items() if name != "bound"}

    @cached_property
    def bound(self) -> tuple[Bound, Bound]:
        """Return the models bound to their programs."""
        return tuple(Bound.of(job.empty(), self.gradients) for job in (self.small, self.large))  # type: ignore[return-value]

    def fingerprint(self, seed: int) -> str:
        """Return a hash of all inputs of the statistics: 16 hexadecimal digits."""
        facts = [self.small.fingerprint, self.large.fingerprint, self.gradients, seed]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Simulation:
    """One simulation: its statistic given the pair of models.

    Attributes:
        seed: the common seed of all simulations.
        number: the number of the simulation, from 0. Its responses depend on both numbers alone.
    """

    seed: int
    number: int

    def __call__(self, pair: Pair) -> float:
        """Return the statistic; NaN if a search ends at no mode."""
        small, large = pair.bound
        rng = np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(self.number,)))
        responses = small.simulated(pair.null, rng)
        return _ratio(small.with_responses(responses), large.with_responses(responses))


def _with_responses(model: Model, responses: Mapping[str, np.ndarray]) -> Model:
    """Return a model with other responses, which its models of single responses have as well."""
    pieces = tuple(
        replace(piece, y=responses[piece.resp]) if isinstance(piece, Response) else piece
        for piece in model.pieces
    )
    views = {name: _with_responses(view, responses) for name, view in model.views.items()}
    return replace(model, pieces=pieces, views=views)


def _ratio(small: Bound, large: Bound) -> float:
    """Return twice the difference of the log likelihoods, NaN if there is no mode."""
    try:
        null, alternative = small.mode(), large.mode()
    except PybrmsError:
        return np.nan
    if null is None or alternative is None:
        return np.nan
    return 2 * (large.log_lik(alternative) - small.log_lik(null))
