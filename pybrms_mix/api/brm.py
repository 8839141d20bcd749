"""``brm()``: from R text to a fit."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from pybrms_mix.api.arguments import check_other
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.build.build import Built, build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.formula.formula import Source
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws, Sample
from pybrms_mix.model.ir import Model
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.checks import check
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.results.mixture.modes import warn_of_groups
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.save_pars import SavePars
from pybrms_mix.stan.engines.engine import run
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.start.guess import guess
from pybrms_mix.start.inits import inits
from pybrms_mix.start.support import Supported, limited
from pybrms_mix.store.differences import told_of_differences
from pybrms_mix.store.store import Store

_CONTROL = ("adapt_delta", "max_treedepth", "tuning")


def brm(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    sample_prior: object = "no",
    data2: object = None,
    chains: int = 4,
    iter: int = 2000,
    warmup: int | str | None = None,
    thin: int = 1,
    cores: int | None = None,
    seed: int | None = None,
    init: object = "auto",
    control: Mapping[str, Any] | None = None,
    save_pars: SavePars | None = None,
    backend: str = "auto",
    file: str | Path | None = None,
    file_refit: str = "never",
    silent: int | bool = 1,
    empty: bool = False,
    dialect: str | None = None,
    refresh: int | None = None,
    **other: Any,
) -> Fit:
    """Fit a model: brms's ``brm()``.

    Args:
        formula: a ``bf()`` or R text, ``"y ~ x + (1 | g)"``.
        data: a table: pandas, polars, or a mapping of columns.
        family: a family, a ``mixture()``, or R text, ``"mixture(gaussian, gaussian)"``.
        prior: priors, R text of priors, or a list of either; brms's defaults where there is none.
        sample_prior: "no"; "yes" draws from the priors beside the posterior; "only" samples the
            priors alone.
        data2: what the model reads beside the rows, by name: the matrix of ``gr(g, cov = A)``,
            the numbers of ``dirichlet(a)``.
        chains: the number of chains.
        iter: iterations of each, warm-up among them.
        warmup: iterations that adapt and are not kept; half of ``iter`` by default. "auto": as
            many as adaptation needs, before half of ``iter`` that are kept.
        thin: keep every so-manieth draw.
        cores: chains that run at a time; all processors by default.
        seed: the same seed gives the same draws.
        init: where chains start: "auto", near what a short EM finds in the data; "random" (as
            in brms); "pathfinder", on a path for each chain (stanli; in mixtures "auto" finds the
            main mode more often, since paths end in any); 0; or values by Stan's or by brms's
            names, any of them (for all chains, or a list with one set a chain).
        control: ``adapt_delta`` (0.8), ``max_treedepth`` (10), and ``tuning``: metric and step size
            of an earlier fit (``fit.run.tuning``), which are tried first and kept where they suit.
        save_pars: ``save_pars(all=True)`` keeps the program's own parameters beside brms's.
        backend: "auto", "stanli" or "pystan".
        file: where the fit is stored; one that is there is returned (see ``file_refit``).
        file_refit: "never" returns what ``file`` holds, whatever the other arguments say;
            "on_change" fits again if program or data differ; "always" fits again.
        silent: 0 tells everything, 1 shows progress, 2 nothing.
        empty: do everything but sampling.
        dialect: the version of brms whose words, tables and defaults the fit follows, "2.18" or
            "2.23"; that of ``options()``, or "2.18", by default.
        refresh: 0 shows nothing, as in brms; other numbers change nothing.
        other: brms's further arguments, such as ``normalize`` and ``algorithm``, with their default
            values; other values are refused as NotSupported, with a hint.

    Raises:
        PybrmsError: for whatever is wrong with the arguments, before anything is compiled.
        KeyboardInterrupt: on Ctrl-C; nothing is stored then.

    >>> import pandas as pd
    >>> from pybrms_mix import brm
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]})
    >>> fit = brm("y ~ 1", d, "mixture(gaussian, gaussian)", empty=True)
    >>> fit.nobs
    6
    """
    check_other(other, inspect.signature(brm).parameters)
    settings = _settings(chains, iter, warmup, thin, cores, seed, control)
    name = name_of(data, sys._getframe(1))
    store = Store.of(file, file_refit)
    if store.answers:
        asked = (formula, data, family, prior, sample_prior, data2, replace(settings, seed=seed))
        with using(dialect):
            return told_of_differences(store.read(), *asked)
    with using(dialect):
        built = build(formula, data, family, prior, sample_prior, data2)
        model = unsampled(built, name)
    save = save_pars or SavePars()
    save.check(model.program)
    if (held := store.held(model)) is not None:
        return held
    if empty:
        return model
    store.check(model, settings.chains * settings.stored)
    sample = _sample(built, model.program, settings, init, backend, 2 if refresh == 0 else silent)
    fit = store.write(sampled(model, sample, settings, save))
    check(fit)
    warn_of_groups(fit)
    return fit


def _settings(
    chains: int,
    iter: int,
    warmup: int | str | None,
    thin: int,
    cores: int | None,
    seed: int | None,
    control: Mapping[str, Any] | None,
) -> Settings:
    for name in control or {}:
        if name not in _CONTROL:
            raise InvalidArgument(
                f"'control' has no setting '{name}'.",
                hint=did_you_mean(name, _CONTROL) or f"It has: {', '.join(_CONTROL)}.",
            )
    return Settings(chains, iter, warmup, thin, cores, seed, **(control or {})).settled()


def name_of(data: Any, caller: FrameType) -> str:
    """Return what the caller calls the data: R would know it, and brms's table prints it."""
    for scope in (caller.f_locals, caller.f_globals):
        for name, value in scope.items():
            if value is data and name.isidentifier() and not name.startswith("_"):
                return name
    return "data"


def _sample(
    built: Built, program: str, settings: Settings, init: object, backend: str, silent: int | bool
) -> Sample:
    """Return draws of the program's variables."""
    only = built.sample_prior == "only"
    program, data = for_sampler(built.model, program, prior_only=only)
    return run(
        program,
        data,
        backend=backend,
        settings=settings,
        inits=_inits(built, init),
        progress=progress(silent),
        log_lik=lambda cells: _log_lik(built.model, cells),
    )


def _inits(built: Built, init: object) -> Any:
    """Return where chains start; data that play no part in the density say nothing of that."""
    if not (isinstance(init, str) and init == "auto"):
        return inits(built.model, init)
    if built.sample_prior == "only":
        return Supported(built.model) if limited(built.model) else "random"
    return guess(built.model)


def _log_lik(model: Model, cells: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the log likelihood of each row for one draw: what engines are checked against."""
    one = {name: np.asarray(value)[None, None] for name, value in cells.items()}
    return np.asarray(values.log_lik(model, model.report(one))[0])


def sampled(fit: Fit, sample: Sample, settings: Settings, save: SavePars) -> Fit:
    """Return ``fit`` with the draws of ``sample`` under brms's names."""
    reported = save.kept(fit.model, fit.model.report(sample.cells))
    kept = save.extra(fit.model, sample.cells)
    columns = {"lprior": sample.cells["lprior"], "lp__": sample.stats["lp__"], **kept}
    draws = np.concatenate([reported.values, np.stack(list(columns.values()), axis=-1)], axis=-1)
    warmup = settings.discarded if sample.warmup is None else sample.warmup
    how = Run(
        sample.engine, settings.chains, warmup + settings.kept, warmup, settings.thin,
        settings.seed, settings.adapt_delta, settings.max_treedepth, sample.gradients,
        settings.warmup == "auto", sample.tuning,
    )  # fmt: skip
    names = (*reported.names, *columns)
    return replace(fit, draws=Draws(draws, names), stats=sample.stats, run=how)
