"""Families of ordered categories.

Thresholds cut a latent scale, or they end a sequence of steps. The functions take the thresholds as
``thres1``, ``thres2``, ..., beside ``mu`` and ``disc``. The link F belongs to the distribution, so
each family has one record for each link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count, takewhile
from types import MappingProxyType
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import Array, Density, Dpar, Dpars, Extra, Family
from pybrms_mix.family.dpars import ALWAYS, DISC, threshold_name

# The log probabilities of all categories: (C, draws, N).
LogProbabilities = Callable[[Dpars], Array]
# The logarithm of F, or of 1 - F.
_Log = Callable[[Array], Array]

_SYMMETRIC = ("logit", "probit", "probit_approx", "cauchit")


def _log_logit(x: Array) -> Array:
    return -np.logaddexp(0.0, -x)


def _log_probit_approx(x: Array) -> Array:
    return _log_logit(0.07056 * x**3 + 1.5976 * x)


def _log_probit(x: Array) -> Array:
    return np.asarray(special.log_ndtr(x))


def _log_cauchit(x: Array) -> Array:
    return np.log(np.arctan2(1.0, -x) / np.pi)


def _log_cloglog(x: Array) -> Array:
    return np.log(-np.expm1(-np.exp(x)))


def _log_softit(x: Array) -> Array:
    return -np.log1p(1 / np.logaddexp(0.0, x))


_BELOW: dict[str, _Log] = {
    "logit": _log_logit,
    "probit": _log_probit,
    "probit_approx": _log_probit_approx,
    "cloglog": _log_cloglog,
    "cauchit": _log_cauchit,
    "softit": _log_softit,
}
_ABOVE: dict[str, _Log] = {
    "cloglog": lambda x: -np.exp(x),
    "softit": lambda x: -np.log1p(np.logaddexp(0.0, x)),
}


def _log_shares(link: str, x: Array) -> tuple[Array, Array]:
    """Return log F(x) and log(1 - F(x)), each accurate in its own tail. x may be infinite."""
    with np.errstate(divide="ignore", over="ignore"):
        above = _BELOW[link](-x) if link in _SYMMETRIC else _ABOVE[link](x)
        return np.asarray(_BELOW[link](x)), np.asarray(above)


def _distances(d: Dpars) -> Array:
    """Return disc * (threshold - mu): (C - 1, draws, N)."""
    names = takewhile(d.__contains__, map(threshold_name, count(1)))
    return np.stack(np.broadcast_arrays(*(d["disc"] * (d[name] - d["mu"]) for name in names)))


def _cumulative(link: str) -> LogProbabilities:
    """Return the log probabilities of the cumulative family: P(Y <= k) = F(disc * (thres_k - mu)).

    Category specific effects may lead to thresholds that do not ascend. A category whose
    probability would be negative has probability zero.
    """

    def log_probabilities(d: Dpars) -> Array:
        below, above = _log_shares(link, _distances(d))
        # Take the difference in the tail in which it does not cancel.
        lower = below[:-1] < above[:-1]
        large = np.where(lower, below[1:], above[:-1])
        small = np.where(lower, below[:-1], above[1:])
        with np.errstate(divide="ignore", invalid="ignore"):
            between = large + np.log(-np.expm1(np.minimum(small - large, 0.0)))
        between = np.where(large > small, between, -np.inf)
        return np.concatenate([below[:1], between, above[-1:]])

    return log_probabilities


def _sequence(stop: Array, go: Array) -> Array:
    """Return the log probabilities of stopping at each step, and of never stopping."""
    reached = np.concatenate([np.zeros_like(go[:1]), np.cumsum(go, axis=0)])
    return reached + np.concatenate([stop, np.zeros_like(stop[:1])])


def _sratio(link: str) -> LogProbabilities:
    """Return the log probabilities of sratio: P(Y = k | Y >= k) = F(disc * (thres_k - mu))."""
    return lambda d: _sequence(*_log_shares(link, _distances(d)))


def _cratio(link: str) -> LogProbabilities:
    """Return the log probabilities of cratio: P(Y > k | Y >= k) = F(disc * (mu - thres_k))."""
    return lambda d: _sequence(*_log_shares(link, -_distances(d))[::-1])


def _acat(link: str) -> LogProbabilities:
    """Return the log probabilities of acat.

    P(Y = k + 1) : P(Y = k) = F(x) : (1 - F(x)) with x = disc * (mu - thres_k).
    """

    def log_probabilities(d: Dpars) -> Array:
        up, down = _log_shares(link, -_distances(d))
        steps = np.cumsum(up - down, axis=0)
        ladder = np.concatenate([np.zeros_like(steps[:1]), steps])
        return ladder - np.logaddexp.reduce(ladder, axis=0)

    return log_probabilities


def _functions(of: LogProbabilities) -> dict[str, Any]:
    """Return the NumPy functions of a record, computed from the probabilities of the categories."""

    def log_density(y: Array, d: Dpars, extra: Extra) -> Array:
        logs = of(d)
        shape = np.broadcast_shapes(logs.shape[1:], y.shape)
        all_logs = np.broadcast_to(logs, (len(logs), *shape))
        at = np.broadcast_to(np.asarray(y, dtype=int) - 1, shape)
        inside = (at >= 0) & (at < len(all_logs))
        picked = np.take_along_axis(all_logs, np.where(inside, at, 0)[None], axis=0)[0]
        return np.where(inside, picked, -np.inf)

    def probabilities(d: Dpars, extra: Extra) -> Array:
        return np.moveaxis(np.exp(of(d)), 0, 2)

    def mean(d: Dpars, extra: Extra) -> Array:
        p = probabilities(d, extra)
        return np.asarray(p @ np.arange(1.0, p.shape[2] + 1))

    def sample(rng: np.random.Generator, d: Dpars, extra: Extra) -> Array:
        reached = np.cumsum(np.exp(of(d)), axis=0)
        u = rng.random(reached.shape[1:]) * reached[-1]
        return 1 + np.sum(u >= reached[:-1], axis=0)

    return {
        "log_density": log_density, "probabilities": probabilities, "mean": mean, "sample": sample,
    }  # fmt: skip


_BEFORE = "disc * (thres - mu)"
_BEYOND = "disc * (mu - thres)"


def _logs(link: str, x: str) -> tuple[str, str]:
    return f"log_below_{link}({x})", f"log_above_{link}({x})"


def _density(distribution: str, arguments: tuple[str, ...], link: str) -> Density:
    functions = (f"log_shares_{link}", f"ordinal_{distribution}")
    return Density(
        f"ordinal_{distribution}", arguments, functions=functions, vanishes=True, vectors=_THRES
    )


_THRES = ("thres",)
_STEPS = ("steps", "log_unreached")
_CUTS = ("above", "below", "has_above", "has_below", "before", "is_first")


def _shared(
    density: Density, template: str, derived: tuple[str, ...], *, vanishes: bool = False
) -> Density:
    """Return the density with its template for rows that share their thresholds.

    Under the logistic distribution no probability is zero as long as the thresholds ascend.
    """
    beside = [f"threshold_{side}" for side in ("above", "below") if side in derived]
    functions = (*density.functions, *beside, template)
    return replace(
        density, shared=template, shared_derived=derived, functions=functions, vanishes=vanishes,
        shared_vanishes=False,
    )  # fmt: skip


def _cumulative_density(link: str) -> Density:
    density = _density("cumulative", _logs(link, _BEFORE), link)
    return _shared(density, _CUMULATIVE_LOGIT, _CUTS, vanishes=True) if link == "logit" else density


def _sratio_density(link: str) -> Density:
    return _sequence_density(_logs(link, _BEFORE), link)


def _cratio_density(link: str) -> Density:
    return _sequence_density(_logs(link, _BEYOND)[::-1], link)


def _sequence_density(logs: tuple[str, ...], link: str) -> Density:
    """Return the density. Under a symmetric link, sratio and cratio are the same distribution."""
    density = _density("sequence", logs, link)
    return _shared(density, "ordinal_sequence_logit", _STEPS) if link == "logit" else density


def _acat_density(link: str) -> Density:
    if link == "logit":
        density = Density(
            "ordinal_ladder", (_BEYOND,), functions=("ordinal_ladder",), vectors=_THRES
        )
        return _shared(density, "ordinal_ladder_logit", ("Y_vector", "below", "has_below"))
    up, down = _logs(link, _BEYOND)
    return _density("ladder", (f"{up} - {down}",), link)


# Stan's own functions of cumulative probabilities, which have no discrimination parameter.
_CUMULATIVE_LOGIT = "ordinal_cumulative_logit"
_UNIT = {
    "logit": _shared(
        Density("ordered_logistic", ("mu", "thres"), vectors=_THRES),
        _CUMULATIVE_LOGIT,
        _CUTS,
        vanishes=True,
    ),
    "probit": Density("ordered_probit", ("mu", "thres"), vanishes=True, vectors=_THRES),
}


def _record(
    name: str,
    links: tuple[str, ...],
    log_probabilities: Callable[[str], LogProbabilities],
    density: Callable[[str], Density],
    *,
    ascending: bool = False,
    takes_off: bool = True,
) -> Family:
    """Return the record of a family with its first link; ``variants`` holds the other links."""
    unit = _UNIT if ascending else {}
    base = Family(
        name=name,
        dpars=(Dpar("mu", links, prior="", latent=True), DISC),
        values="int",
        density=density(links[0]),
        **_functions(log_probabilities(links[0])),
        unit=unit.get(links[0]),
        additions=ALWAYS | {"thres", "cat"},
        ordinal=True,
        ascending=ascending,
        takes_off=takes_off,
    )
    variants = {
        link: replace(
            base, density=density(link), unit=unit.get(link), **_functions(log_probabilities(link))
        )
        for link in links[1:]
    }
    return replace(base, variants=MappingProxyType(variants))


_SEQUENTIAL = ("logit", "probit", "probit_approx", "cloglog", "cauchit")
_JOINT = (*_SEQUENTIAL, "softit")

CUMULATIVE = _record("cumulative", _JOINT, _cumulative, _cumulative_density, ascending=True)
SRATIO = _record("sratio", _SEQUENTIAL, _sratio, _sratio_density)
CRATIO = _record("cratio", _SEQUENTIAL, _cratio, _cratio_density, takes_off=False)
ACAT = _record("acat", _JOINT, _acat, _acat_density, takes_off=False)
