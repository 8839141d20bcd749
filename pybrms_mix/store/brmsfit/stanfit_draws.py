"""The draws of a stanfit object, which rstan creates, and which brms creates from cmdstanr fits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pybrms_mix.model.draws import Draws
from pybrms_mix.results.fit import Run
from pybrms_mix.rfile.robjects import (
    RList,
    RObject,
    RVector,
    attributes,
    classes,
    named,
    numbers,
    texts,
)
from pybrms_mix.rfile.streams import Damaged

_STATS = ("accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__")
_ADAPT_DELTA, _MAX_TREEDEPTH = 0.8, 10
_EMPTY = 2  # the mode of a stanfit without draws


def draws_of(stanfit: RObject) -> tuple[Draws | None, dict[str, np.ndarray]]:
    """Return the draws after warm-up, and the sampler's statistics, each (chains, draws).

    The draws are None if the fit was not sampled.

    Raises:
        Damaged: if chains differ in their variables or their length, or contradict the settings.
    """
    sim = named(attributes(stanfit).get("sim"))
    samples = sim.get("samples")
    if not isinstance(samples, RList) or not samples.items:
        _check_unsampled(stanfit)
        return None, {}
    chains = [_columns(chain) for chain in samples.items]
    first = samples.items[0]
    names = texts(sim.get("fnames_oi")) or texts(attributes(first).get("names"))
    discarded = numbers(sim.get("warmup2"))
    skip = [_whole(discarded, at) for at in range(len(chains))]
    # rstan identifies variables by position. In chains of cmdstanr, names differ: "b_Intercept.1".
    if not names or any(len(chain) != len(names) for chain in chains):
        raise Damaged("the chains do not have the variables that their names announce")
    _check_counts(stanfit, [numbers(chain[0]).size for chain in chains], skip)
    columns = [[_after(c, s) for c in chain] for chain, s in zip(chains, skip, strict=True)]
    sizes = {column.size for chain in columns for column in chain}
    if len(sizes) != 1:
        raise Damaged("the chains have different numbers of draws")
    if len(set(names)) < len(names):
        raise Damaged("two variables of the draws have the same name")
    values = np.stack([np.stack(chain, axis=-1) for chain in columns])
    size = sizes.pop()
    return Draws(values, names), _stats(samples.items, skip, size)


def _check_unsampled(stanfit: RObject) -> None:
    """Check that an object without draws is one that R leaves if nothing was sampled.

    brms stores NA with ``empty = TRUE``; rstan stores the mode 2 with ``chains = 0``.

    Raises:
        Damaged: if the draws are missing for another reason.
    """
    is_empty = isinstance(stanfit, RVector) and stanfit.kind == "logical"
    if is_empty or (
        "stanfit" in classes(stanfit) and _number(attributes(stanfit), "mode") == _EMPTY
    ):
        return
    raise Damaged("the fit has no draws")


def _check_counts(stanfit: RObject, sizes: list[int], skip: list[int]) -> None:
    """Check the numbers of chains and draws against the settings of the sampler.

    Raises:
        Damaged: if they differ.
    """
    sim = named(attributes(stanfit).get("sim"))
    if _number(sim, "chains") not in (None, len(sizes)):
        raise Damaged("the number of chains is not that of the settings")
    stored = numbers(sim.get("n_save"))
    if stored.size and not np.array_equal(stored, sizes):
        raise Damaged("the number of draws is not that of the settings")
    stan_args = attributes(stanfit).get("stan_args")
    arguments = (
        named(stan_args.items[0]) if isinstance(stan_args, RList) and stan_args.items else {}
    )
    iterations, warmup, thin = (_number(sim, name) for name in ("iter", "warmup", "thin"))
    if texts(arguments.get("method")) != ("sampling",) or not iterations or not thin:
        return
    before = warmup or 0
    # rstan keeps the first iteration of each block of ``thin``, counted from the start.
    counts = ((iterations - 1) // thin - (before - 1) // thin, -(-(iterations - before) // thin))
    if any(size - s not in counts for size, s in zip(sizes, skip, strict=True)):
        raise Damaged("the number of draws is not that of the settings")


def _number(values: Mapping[str, RObject], name: str) -> float | None:
    """Return a number among settings; None if there is none."""
    cells = numbers(values.get(name))
    return float(cells[0]) if cells.size == 1 and np.isfinite(cells[0]) else None


def _columns(chain: RObject) -> list[RObject]:
    return chain.items if isinstance(chain, RList) else []


def _whole(values: np.ndarray, at: int) -> int:
    value = values[min(at, values.size - 1)] if values.size else 0.0
    return int(value) if np.isfinite(value) and value >= 0 else 0


def _after(value: RObject, skip: int) -> np.ndarray:
    return numbers(value)[skip:].astype(float)


def _stats(chains: list[RObject], skip: list[int], size: int) -> dict[str, np.ndarray]:
    """Return the sampler's statistics that all chains have, for each draw."""
    sampler_params = [named(attributes(chain).get("sampler_params")) for chain in chains]
    stats = {}
    for name in _STATS:
        columns = [
            numbers(h.get(name))[-size:] if numbers(h.get(name)).size >= size + s else np.empty(0)
            for h, s in zip(sampler_params, skip, strict=True)
        ]
        if all(column.size == size for column in columns):
            stats[name] = np.stack(columns)
    return stats


def run_of(stanfit: RObject, backend: str) -> Run | None:
    """Return the record of sampling; None if nothing was sampled."""
    sim = named(attributes(stanfit).get("sim"))
    samples = sim.get("samples")
    if not isinstance(samples, RList) or not samples.items:
        return None
    stan_args = attributes(stanfit).get("stan_args")
    arguments = (
        named(stan_args.items[0]) if isinstance(stan_args, RList) and stan_args.items else {}
    )
    control = {**arguments, **named(arguments.get("control"))}

    def number(setting_: RObject | None, otherwise: float) -> float:
        values = numbers(setting_)
        if not values.size:  # brms stores the arguments of cmdstan as texts
            values = np.array([float(text) for text in texts(setting_) if text.isdecimal()])
        return float(values[0]) if values.size and np.isfinite(values[0]) else otherwise

    def setting(rstan: str, cmdstan: str, otherwise: float) -> float:
        return number(control.get(rstan, control.get(cmdstan)), otherwise)

    seed = number(arguments.get("seed"), -1.0)
    return Run(
        backend,
        len(samples.items),
        int(number(sim.get("iter"), 0)),
        int(number(sim.get("warmup"), 0)),
        int(number(sim.get("thin"), 1)),
        int(seed) if seed >= 0 else None,
        setting("adapt_delta", "delta", _ADAPT_DELTA),
        int(setting("max_treedepth", "max_depth", _MAX_TREEDEPTH)),
    )
