"""Density and draws of several responses whose residuals are correlated."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Mixture
from pybrms_mix.model import observed
from pybrms_mix.model.correlation_piece import CorrelationPiece
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model

Values = Mapping[str, np.ndarray]


def correlation(model: Model) -> CorrelationPiece | None:
    """Return the piece of the residual correlations; None if the responses have none."""
    return next(iter(model.of(CorrelationPiece)), None)


def log_lik(model: Model, draws: Draws, found: Values, piece: CorrelationPiece) -> np.ndarray:
    """Return the log density of all responses of a row, times its weight: (draws, N).

    ``found`` holds the parameters of the distributions.

    Raises:
        InvalidData: if the rows lack a response.
    """
    standardized = [_standardized(model, draws, found, part) for part in model.mixture.parts]
    factor = np.linalg.cholesky(piece.correlations(draws))
    residuals = np.stack([residual for residual, _ in standardized], axis=-1)
    independent = residuals @ np.swapaxes(np.linalg.inv(factor), 1, 2)
    squared = np.einsum("...k,...k", independent, independent)
    size = len(standardized)
    scale = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)[:, None]
    scale = scale + sum(np.log(spread) for _, spread in standardized)
    density = _log_density(squared, size, piece.tail(draws)) - scale
    weights = _weights(model)
    return np.asarray(density if weights is None else density * weights)


def _log_density(squared: np.ndarray, size: int, tail: np.ndarray | None) -> np.ndarray:
    """Return the log density of a vector of ``size`` standardised residuals.

    ``squared`` is the squared length of the vector. ``tail`` holds the degrees of freedom of
    Student's distribution; the residuals are normal if it is None.
    """
    if tail is None:
        return np.asarray(-0.5 * (squared + size * np.log(2 * np.pi)))
    nu = tail[:, None]
    constant = special.gammaln((nu + size) / 2) - special.gammaln(nu / 2)
    constant = constant - size / 2 * np.log(nu * np.pi)
    return np.asarray(constant - (nu + size) / 2 * np.log1p(squared / nu))


def sampled(
    model: Model,
    draws: Draws,
    found: Values,
    piece: CorrelationPiece,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return new responses with correlated residuals: (draws, N, responses)."""
    factor = np.linalg.cholesky(piece.correlations(draws))
    shape = (len(factor), model.frame.N, len(model.mixture.parts))
    residuals = rng.standard_normal(shape) @ np.swapaxes(factor, 1, 2)
    tail = piece.tail(draws)
    if tail is not None:
        nu = tail[:, None]
        residuals /= np.sqrt(rng.chisquare(nu, shape[:2]) / nu)[..., None]
    for k, part in enumerate(model.mixture.parts):
        mu, sigma = _location_and_scale(model, found, part)
        residuals[..., k] = mu + sigma * residuals[..., k]
    return residuals


def _standardized(
    model: Model, draws: Draws, dpars: Values, part: Mixture
) -> tuple[np.ndarray, np.ndarray]:
    """Return the residuals of a response in units of their scale, and the scale."""
    response = model.response(part.resp)
    if len(response.y) != model.frame.N:
        raise InvalidData(
            "Response variables must be specified in 'newdata'.\n"
            f"Missing variables: '{response.name}'"
        )
    y = model.imputed(part.resp, draws)
    mu, sigma = _location_and_scale(model, dpars, part)
    shape = (draws.chains * draws.per_chain, model.frame.N)
    return np.broadcast_to((y - mu) / sigma, shape), np.asarray(sigma)


def _location_and_scale(
    model: Model, dpars: Values, part: Mixture
) -> tuple[np.ndarray, np.ndarray]:
    """Return mu and sigma of a response, with the standard errors of the rows: (draws, N or 1)."""
    (component,) = part.components
    own_dpars = {p.dpar.name: dpars[p.name] for p in part.own_places}
    own_dpars = {**observed.with_errors(component, own_dpars, model.response(part.resp).extra)}
    return own_dpars["mu"], own_dpars["sigma"]


def _weights(model: Model) -> np.ndarray | None:
    """Return the weights of the rows, which all responses that have weights agree on."""
    weights_of_parts = (
        model.response(part.resp).extra.get("weights") for part in model.mixture.parts
    )
    return next((weights for weights in weights_of_parts if weights is not None), None)
