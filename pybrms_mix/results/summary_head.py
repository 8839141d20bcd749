"""The lines of a summary that tell the links, the number of draws, and the sampler."""

from __future__ import annotations

from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import NonlinearPiece
from pybrms_mix.results.fit import Fit

# brms's words for the sampler of an engine.
_SAMPLERS = {"cmdstanr": "sample(hmc)"}
SAMPLER = "sampling(NUTS)"


def links(fit: Fit) -> str:
    """Return the links. brms 2.18 shows "identity" for a parameter without a predictor.

    Each of several responses has a line, and so has the class that they share.
    """
    mixture = fit.model.mixture
    if not mixture.parts:
        return _links_of(fit, mixture.places)
    lines = [p.own_places if p.class_ else p.places for p in mixture.parts]
    return f"\n{' ' * 9}".join(
        _links_of(fit, places) for places in (*lines, mixture.thetas) if places
    )


def _links_of(fit: Fit, places: tuple[PlacedDpar, ...]) -> str:
    curves = {n for piece in fit.model.of(NonlinearPiece) for n in piece.predicts()}
    predicted = fit.model.predicted | curves
    if not fit.dialect.links_of_all:
        places = tuple(p for p in places if p.name in predicted or p.dpar.name == "mu")
    predicted_names = predicted if fit.dialect.links_of_all else {p.name for p in places}
    return "; ".join(
        f"{p.plain} = {p.link if p.name in predicted_names else 'identity'}" for p in places
    )


def counted(fit: Fit) -> tuple[str, str]:
    """Return the number of draws in brms's wording."""
    draws, run = fit.posterior, fit.run
    per_chain = draws.per_chain
    iter, warmup, thin = (run.iter, run.warmup, run.thin) if run else (per_chain, 0, 1)
    total = draws.chains * per_chain
    return (
        f"  Draws: {draws.chains} chains, each with "
        f"iter = {iter}; warmup = {warmup}; thin = {thin};",
        f"         total post-warmup draws = {total}",
    )


def sampler(fit: Fit) -> str:
    """Return brms's words for what the draws come from: chains, or an approximation."""
    if fit.run is None:
        return SAMPLER
    if fit.run.algorithm != "sampling":
        return f"variational({fit.run.algorithm})"
    return _SAMPLERS.get(fit.run.engine, SAMPLER)
