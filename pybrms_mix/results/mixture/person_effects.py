"""The class and the group-level effects of a new person, given some of the person's responses.

The effects of a new level are a linear function of independent standard normal numbers. These
numbers are drawn from their posterior if it is normal, and otherwise by importance sampling.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pybrms_mix.family.base import Mixture
from pybrms_mix.model import observed, values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, Model, NonlinearPiece, ResponsePiece
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.prediction_rows import Rows

_SAMPLES = 20_000  # the size of an importance sample
_LOG_2PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, eq=False)
class Atoms:
    """A weighted sample from the posterior of a person's class, effects and of all parameters.

    Attributes:
        parts: for each component, the rows of the person with the sampled draws, given this
            component.
        log_weights: the logs of the weights, (K, draws); the weights have the sum 1.
    """

    parts: tuple[Rows, ...]
    log_weights: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """Return the weights: (K, draws)."""
        return np.asarray(np.exp(self.log_weights))

    @property
    def effective(self) -> float:
        """Return the effective number of draws, one over the sum of their squared weights."""
        return float(1 / np.square(self.weights.sum(axis=0)).sum())


@dataclass(frozen=True, eq=False)
class Person:
    """The rows of one person who is not in the data of the fit.

    Attributes:
        rows: the rows, with all draws of the fit.
        new: the pieces with new levels, and these levels.
        outcomes: each response by its name, (N,); NaN where the response is missing.
    """

    rows: Rows
    new: tuple[tuple[GroupPiece, str], ...]
    outcomes: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, fit: Fit, rows: Rows) -> Person:
        """Return the person of ``rows``; the new levels already have draws."""
        fitted_levels = {piece.group: set(piece.levels) for piece in fit.model.of(GroupPiece)}
        new = tuple(
            (piece, level)
            for piece in rows.model.of(GroupPiece)
            for level in piece.levels
            if level not in fitted_levels[piece.group]
        )
        outcomes = {piece.resp: _responses(rows, piece) for piece in rows.model.of(ResponsePiece)}
        return cls(rows, new, outcomes)

    @property
    def observed(self) -> np.ndarray:
        """Return a boolean array that is true for rows with a response: (N,)."""
        return np.asarray(~np.isnan([*self.outcomes.values()]).all(axis=0))

    @property
    def size(self) -> int:
        """Return the number of effects of the new levels."""
        return sum(piece.size for piece, _ in self.new)

    def conditional_sample(self, shown: np.ndarray) -> Atoms:
        """Return a sample, given the responses of the rows for which ``shown``, (N,), is true."""
        if not self.size:
            return self._weighted(self.rows, shown)
        return self._normal(shown) if self._mean_alone else self._importance(shown)

    def log_joint(self) -> np.ndarray | None:
        """Return the log of proportion times density of all responses of the person: (K, draws).

        Effects are integrated over. The result is None if the integral has no known closed form.
        """
        if not self.size:
            return self._joint(self.rows, self.observed)
        return self._conditional(self.observed)[0] if self._mean_alone else None

    def with_effects(self, standard: np.ndarray, rows: Rows | None = None) -> Rows:
        """Return the rows with the effects for given standard normal numbers, (draws, size)."""
        rows = self.rows if rows is None else rows
        changed = rows.draws.values.copy()
        start = 0
        for piece, level in self.new:
            numbers = standard[:, start : start + piece.size]
            start += piece.size
            for name, value in piece.sampled(rows.draws, level, numbers).items():
                changed[0, :, rows.draws.index(name)] = value
        return replace(rows, draws=Draws(changed, rows.draws.names))

    def _joint(
        self, rows: Rows, is_shown: np.ndarray, outcomes: Mapping[str, np.ndarray] | None = None
    ) -> np.ndarray:
        """Return the log of proportion times density of responses, given effects: (K, draws).

        ``outcomes`` holds the responses; the default is all of them.
        """
        joint = log_proportions(rows)
        for resp, y in (self.outcomes if outcomes is None else outcomes).items():
            is_used = is_shown & ~np.isnan(y)
            if is_used.any():
                joint = joint + densities(rows, resp)[:, :, is_used].sum(axis=2)
        return joint

    def _weighted(self, rows: Rows, is_shown: np.ndarray) -> Atoms:
        """Return the draws of ``rows``, weighted by the density of the responses."""
        joint = self._joint(rows, is_shown)
        return Atoms((rows,) * len(joint), _normalised(joint))

    def _importance(self, is_shown: np.ndarray) -> Atoms:
        """Return a sample of effects from their prior, weighted by the density of the responses."""
        times = -(-_SAMPLES // self.rows.S) if is_shown.any() else 1
        repeated = np.repeat(self.rows.draws.values, times, axis=1)
        rows = replace(self.rows, draws=Draws(repeated, self.rows.draws.names))
        standard = rows.rng.standard_normal((rows.S, self.size))
        return self._weighted(self.with_effects(standard, rows), is_shown)

    def _normal(self, is_shown: np.ndarray) -> Atoms:
        """Return a sample of effects from their normal posterior."""
        joint, standard = self._conditional(is_shown)
        parts = tuple(self.with_effects(effects) for effects in standard)
        return Atoms(parts, _normalised(joint))

    def _conditional(self, is_shown: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
        """Return the log joint density of each component, and effects given the component."""
        base, steps = self._linear
        touched_outcomes = {resp: y for resp, y in self.outcomes.items() if resp in self._touched}
        untouched = {resp: y for resp, y in self.outcomes.items() if resp not in touched_outcomes}
        joint = self._joint(self.rows, is_shown, untouched)
        y = np.concatenate([*touched_outcomes.values()])
        is_used = np.tile(is_shown, len(touched_outcomes)) & ~np.isnan(y)
        standard = []
        for k, dpars in enumerate(base):
            slopes = np.stack([step[k][:, is_used] for step in steps], axis=2)
            effects, marginal = _conditioned(
                y[is_used] - dpars["mu"][:, is_used],
                dpars["sigma"][:, is_used],
                slopes,
                self.rows.rng,
            )
            standard.append(effects)
            joint[k] += marginal
        return joint, standard

    @cached_property
    def _touched(self) -> frozenset[str]:
        """Return the responses that depend on the effects; all if a formula is not linear."""
        model = self.rows.model
        resp_of = {p.name: p.resp for p in model.mixture.places}
        names_read = {name for piece, _ in self.new for name in piece.predicts()}
        if not names_read <= resp_of.keys():
            return frozenset(self.outcomes)
        thetas = {p.name for p in model.mixture.thetas}
        return frozenset(resp_of[name] for name in names_read - thetas)

    @cached_property
    def _mean_alone(self) -> bool:
        """Return whether the effects enter only the means of normal responses."""
        touched = self._touched
        return bool(touched) and _is_normal(self.rows.model, touched) and bool(self._linear[1])

    @cached_property
    def _linear(self) -> tuple[list[values.Values], list[list[np.ndarray]]]:
        """Return the parameters at zero effects, and the derivative of each mean in each effect.

        The columns are the rows of the first response, then the rows of the next one. The list of
        derivatives is empty if sigma or a proportion depends on an effect.
        """
        zero = np.zeros((self.rows.S, self.size))
        base, weights = _parameters(self.with_effects(zero), self._touched)
        steps: list[list[np.ndarray]] = []
        for j in range(self.size):
            zero[:, j] = 1.0
            shifted, shifted_weights = _parameters(self.with_effects(zero), self._touched)
            zero[:, j] = 0.0
            pairs = list(zip(base, shifted, strict=True))
            equal_spreads = all(np.array_equal(a["sigma"], b["sigma"]) for a, b in pairs)
            if not (equal_spreads and np.array_equal(weights, shifted_weights)):
                return base, []
            steps.append([b["mu"] - a["mu"] for a, b in pairs])
        return base, steps


def _conditioned(
    residual: np.ndarray, sigma: np.ndarray, slopes: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw standard normal numbers given residuals; return them and the residuals' log density.

    The residuals, (draws, n), are ``slopes``, (draws, n, size), times the numbers, plus normal
    errors with the standard deviations ``sigma``, (draws, n).
    """
    scaled = slopes / sigma[:, :, None]
    errors = residual / sigma
    precision = np.eye(slopes.shape[2]) + np.einsum("sni,snj->sij", scaled, scaled)
    linear = np.einsum("sni,sn->si", scaled, errors)
    root = np.linalg.cholesky(precision)
    half = np.linalg.solve(root, linear[:, :, None])[:, :, 0]
    noise = rng.standard_normal(half.shape)
    effects = np.linalg.solve(np.swapaxes(root, 1, 2), (half + noise)[:, :, None])[:, :, 0]
    marginal = -0.5 * (errors**2 + _LOG_2PI).sum(axis=1) - np.log(sigma).sum(axis=1)
    marginal += 0.5 * (half**2).sum(axis=1)
    marginal -= np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    return effects, marginal


def _responses(rows: Rows, piece: ResponsePiece) -> np.ndarray:
    """Return a response of the rows, (N,); NaN where there is none."""
    if len(piece.y) != rows.N:
        return np.full(rows.N, np.nan)
    unknown = ~piece.observed if rows.unknown is None else rows.unknown
    selected = piece.selected(rows.model.frame)
    unknown = unknown if selected is None else unknown | ~selected
    return np.where(unknown, np.nan, piece.y)


def _mixtures(model: Model) -> tuple[Mixture, ...]:
    """Return the mixtures of the model, one for each response."""
    return model.mixture.parts or (model.mixture,)


def _is_normal(model: Model, touched: Collection[str]) -> bool:
    """Return whether the responses ``touched`` are normal with a mean that is linear in effects.

    The mean of a response that has its own mixture beside the class is not linear.
    """
    mixtures = [part for part in _mixtures(model) if part.resp in touched]
    places = [p for part in mixtures for p in part.own_places]
    means = [p for p in places if p.component and p.dpar.name == "mu"]
    responses = [p for p in model.of(ResponsePiece) if p.resp in touched]
    exact = not {name for p in responses for name in p.extra} - {"weights"}
    linear = not model.of(NonlinearPiece) and {p.link for p in means} == {"identity"}
    one_class = all(is_of_class(model, part) or not part.thetas for part in mixtures)
    normal = all(c.family.normal for part in mixtures for c in part.components)
    return linear and exact and one_class and normal


def is_of_class(model: Model, own: Mixture) -> bool:
    """Return whether a response has the components of the model, or of its class."""
    return own is model.mixture or bool(own.class_)


def _parameters(rows: Rows, touched: Collection[str]) -> tuple[list[values.Values], np.ndarray]:
    """Return mean and spread of each component, and the log proportions.

    The columns of means and spreads are the rows of the responses ``touched``, one response after
    the other: (draws, N times their number). A response without components has the same mean and
    spread in each component.
    """
    model, shape = rows.model, (rows.S, rows.N)
    dpars = values.dpars(model, rows.draws)
    dpars_of_components = []
    for component in model.mixture.components:
        dpars_of_mixtures = [
            values.of_component(
                model, dpars, component.number if is_of_class(model, mixture) else 1, mixture.resp
            )
            for mixture in _mixtures(model)
            if mixture.resp in touched
        ]
        dpars_of_components.append(
            {
                name: np.concatenate(
                    [np.broadcast_to(v[name], shape) for v in dpars_of_mixtures], axis=1
                )
                for name in ("mu", "sigma")
            }
        )
    return dpars_of_components, values.log_weights(model, rows.draws)


def log_proportions(rows: Rows) -> np.ndarray:
    """Return the logs of the proportions of the person: (K, draws). All rows have the same."""
    weights = values.log_weights(rows.model, rows.draws)[:, 0].T
    return np.broadcast_to(weights, (len(weights), rows.S)).copy()


def densities(rows: Rows, resp: str) -> np.ndarray:
    """Return the log density of each value of a response in each component: (K, draws, N).

    A response that does not belong to the class has the same density in each component.
    """
    model, count = rows.model, len(rows.model.mixture.components)
    mixture, piece = model.part(resp), model.response(resp)
    dpars = values.dpars(model, rows.draws)
    log_densities = np.stack(
        [
            np.broadcast_to(
                observed.log_density(
                    component,
                    piece.y,
                    values.of_component(model, dpars, component.number, resp),
                    piece.extra,
                ),
                (rows.S, rows.N),
            )
            for component in mixture.components
        ]
    )
    if is_of_class(model, mixture):
        return log_densities
    weights = np.moveaxis(values.log_weights_of(model, rows.draws, mixture), 2, 0)
    return np.broadcast_to(
        np.logaddexp.reduce(log_densities + weights, axis=0), (count, rows.S, rows.N)
    )


def _normalised(joint: np.ndarray) -> np.ndarray:
    """Return logs of weights whose sum is one. Draws of density zero have the weight zero."""
    joint = np.where(np.isnan(joint), -np.inf, joint)
    top = joint.max()
    if not np.isfinite(top):
        return np.full(joint.shape, -np.log(joint.size))
    return np.asarray(joint - top - np.log(np.exp(joint - top).sum()))


def mean_membership(person: Person) -> np.ndarray:
    """Return the posterior mean of a person's membership, given all responses of the person: (K,).

    All draws have equal weight, because the fit already includes these responses.
    """
    joint = person.conditional_sample(person.observed).log_weights
    by_draw = np.logaddexp.reduce(joint.reshape(len(joint), person.rows.S, -1), axis=2)
    with np.errstate(invalid="ignore"):
        p = np.exp(by_draw - np.logaddexp.reduce(by_draw, axis=0))
    return np.asarray(np.nanmean(p, axis=1))
