"""The function ``brm()``, which builds, samples and stores a model."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from pybrms_mix.api.approximated import SAMPLING, approximated, kept_by
from pybrms_mix.api.arguments import check_other
from pybrms_mix.api.own_density import has_own, inspecting
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import (
    InitializationFailed,
    InvalidArgument,
    did_you_mean,
)
from pybrms_mix.base.public_calls import public, user_frame, warn
from pybrms_mix.build.build import Built, build
from pybrms_mix.build.columns_apart import warn_of_columns
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.formula.formula import Source
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws, Sample
from pybrms_mix.model.ir import Model
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.checks import check
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.results.mixture.modes import warn_of_groups, warn_of_modes
from pybrms_mix.results.mixture.unsearched import mixes
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.locate import locatable
from pybrms_mix.sampling.rewrite import rewritable
from pybrms_mix.sampling.save_pars import SavePars
from pybrms_mix.sampling.some_rows import some_rows
from pybrms_mix.stan.engines.engine import Inspect, prepare, run
from pybrms_mix.stan.engines.other_coordinates import Others
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.self_check import LogLik
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.starts import check_inits
from pybrms_mix.start.exploring import named_modes, unfit
from pybrms_mix.start.exploring_class import exploring
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.inits import inits
from pybrms_mix.start.prior_support import Supported, limited
from pybrms_mix.start.several import guess_of
from pybrms_mix.store.differences import told_of_differences
from pybrms_mix.store.store import Store

_CONTROL = ("adapt_delta", "max_treedepth", "tuning")


@public
def brm(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    sample_prior: object = "no",
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
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
    algorithm: str = "sampling",
    **other: Any,
) -> Fit:
    """Fit a Bayesian regression model, like ``brm()`` of brms.

    The model is written as a Stan program and sampled with the No-U-Turn sampler.

    Parameters
    ----------
    formula : Formula or str
        The formula of the model: a ``bf()`` or R text such as ``"y ~ x + (1 | g)"``.
    data : DataFrame or mapping
        The table of the data: a pandas or polars DataFrame, or a mapping from names to columns.
        Rows with missing values in variables of the model are left out, with a warning.
    family : Family, Mixture or str, optional
        The distribution of the response: a family, a ``mixture()``, or R text such as
        ``"mixture(gaussian, gaussian)"``. The default is ``gaussian``.
    prior : priors, str or list, optional
        The priors: results of ``prior()`` or ``set_prior()``, R text, or a list of both. Parameters
        without a prior here have the default prior of brms (see ``get_prior``).
    sample_prior : {"no", "yes", "only"}, optional
        Whether to draw from the priors: "yes" adds draws of the priors to those of the posterior,
        and "only" ignores the likelihood, so that all draws are draws of the priors.
    data2 : mapping, optional
        Objects that are not columns of the data, by name, such as the matrix of ``gr(g, cov = A)``
        or the vector ``a`` of the prior ``dirichlet(a)``.
    stanvars : Stanvars, str or list, optional
        Stan code and data of the user: ``stanvar()``.
    knots : mapping, optional
        The knots of smooth terms, by the name of the variable. ``s(x, bs = "cr", k = 4)`` takes
        ``{"x": [0, 1, 2, 5]}``. The terms choose knots from the data by default.
    chains : int, optional
        The number of Markov chains.
    iter : int, optional
        The number of iterations of each chain, warm-up included.
    warmup : int or "auto", optional
        The number of warm-up iterations of each chain, which are not kept. The default is half of
        ``iter``. With "auto", the warm-up is as long as the adaptation needs, and half of ``iter``
        iterations are kept.
    thin : int, optional
        The thinning interval: every ``thin``-th draw is kept.
    cores : int, optional
        The number of chains that run at the same time. The default is the number of processors.
    seed : int, optional
        The seed of the random numbers. Equal seeds give equal draws.
    init : str, 0, mapping or list, optional
        The initial values of the chains. "auto" starts near the estimate of a short EM run on the
        data, "random" draws them as brms does, "pathfinder" runs one variational path for each
        chain (stanli only), and 0 starts at zero on the unconstrained scale. A mapping gives values
        of some or all parameters by the names of Stan or brms; a list has one mapping for each
        chain. For mixtures, "auto" reaches the main mode more often than "pathfinder", whose paths
        may end in any mode.
    control : mapping, optional
        Settings of the sampler: ``adapt_delta`` (0.8 by default), ``max_treedepth`` (10), and
        ``tuning``, the metric and step size of an earlier fit (``fit.run.tuning``). The chains try
        these first and keep them if they suit.
    save_pars : SavePars, optional
        The parameters whose draws are kept. ``save_pars(all=True)`` also keeps the internal
        parameters of the Stan program.
    backend : {"auto", "stanli", "pystan"}, optional
        The engine that runs the Stan program. "auto" uses stanli and falls back to PyStan.
    file : str or path, optional
        The file in which the fit is stored. A fit that the file already holds is returned instead
        of a new one, depending on ``file_refit``.
    file_refit : {"never", "on_change", "always"}, optional
        When to fit again although ``file`` exists. "never" returns the stored fit whatever the
        other arguments are, and "on_change" fits again if the program or the data differ.
    silent : {0, 1, 2}, optional
        How much is printed: 0 prints all messages, 1 the progress, 2 nothing.
    empty : bool, optional
        Whether to return the fit without draws. Nothing is compiled or sampled.
    dialect : {"2.18", "2.23"}, optional
        The version of brms whose messages, tables and defaults apply. The default is the dialect of
        ``options()``, which is "2.18" unless set.
    refresh : int, optional
        With 0, no progress is printed, as in brms. Other numbers have no effect.
    algorithm : {"sampling", "meanfield", "fullrank"}, optional
        "sampling" draws chains. "meanfield" and "fullrank" draw one chain of 1000 draws from the
        normal distribution on the unconstrained scale that is closest to the posterior, without or
        with correlations; ``iter`` then limits the steps of the search, and a warning says how far
        the posterior differs from the approximation. An approximation is fast, and describes one
        mode only.
    **other
        Further arguments of brms, such as ``normalize``. Only values that change nothing are
        accepted.

    Returns
    -------
    Fit
        The fitted model. Its draws have the axes (chains, draws, variables) and the names of brms.

    Raises
    ------
    PybrmsError
        If an argument is invalid. Arguments are checked before anything is compiled.
    NotSupported
        If an argument, a term or a family of brms is not supported.
    KeyboardInterrupt
        On Ctrl-C. No fit is stored then.

    See Also
    --------
    bf : The formula of a model.
    get_prior : The parameters that can have priors, with their default priors.
    make_stancode : The Stan program alone.
    brm_multiple : One model fitted to several data sets.

    References
    ----------
    Buerkner, P.-C. (2017). brms: An R Package for Bayesian Multilevel Models Using Stan. Journal of
    Statistical Software, 80(1).

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import brm
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1]})
    >>> fit = brm("y ~ 1", d, "mixture(gaussian, gaussian)", empty=True)
    >>> fit.nobs
    6
    """
    check_other({**other, "algorithm": algorithm}, inspect.signature(brm).parameters)
    settings = _settings(chains, iter, warmup, thin, cores, seed, control)
    store = Store.of(file, file_refit)
    arguments = (formula, data, family, prior, sample_prior, data2, stanvars, knots)
    if store.answers:
        with using(dialect):
            return told_of_differences(store.read(), *arguments, kept_by(algorithm, settings, seed))
    with using(dialect):
        built_model = build(*arguments)
        model = unsampled(built_model, name_of(data, user_frame()))
    save = save_pars or SavePars()
    save.check(model.model)
    stored = store.stored_fit(model)
    if stored is not None or empty:
        return model if stored is None else stored
    store.check(model, settings.chains * settings.stored)
    silent = 2 if refresh == 0 else silent
    sample = _sample(built_model, model.program, settings, init, backend, silent, algorithm)
    fit = store.write(sampled(model, sample, settings, save))
    _warn(fit)
    return fit


def _warn(fit: Fit) -> None:
    """Warn about draws that may not represent the posterior."""
    if fit.draws is None or not fit.draws.values.size:
        return
    check(fit)
    warn_of_groups(fit)
    warn_of_modes(fit)


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
    """Return the expression by which the caller passed the data; the summary prints it."""
    for scope in (caller.f_locals, caller.f_globals):
        for name, value in scope.items():
            if value is data and name.isidentifier() and not name.startswith("_"):
                return name
    return "data"


def _sample(
    built_model: Built,
    program: str,
    settings: Settings,
    init: object,
    backend: str,
    silent: int | bool,
    algorithm: str,
) -> Sample:
    """Return draws of the variables of the program."""
    warn_of_columns(built_model)
    only = built_model.sample_prior == "only"
    program, data = for_sampler(built_model.model, program, prior_only=only)
    sample_rows = None if only else some_rows(built_model.model, data)
    is_counted = "times" in data
    location = None if only else locatable(built_model.model, counted=is_counted)
    other_programs = Others(location, rewritable(built_model.model, counted=is_counted))
    log_lik = partial(_log_lik, built_model.model)
    checked = None if has_own(built_model.model) else log_lik
    if algorithm != SAMPLING:
        prepared = prepare(program, data, backend, checked, progress(silent))
        return approximated(prepared, algorithm, _inits(built_model, init), settings)

    def from_(start: object) -> Sample:
        starts = _inits(built_model, start)
        check_inits(starts, settings.chains)
        return run(
            program,
            data,
            backend=backend,
            settings=settings,
            inits=starts,
            progress=progress(silent),
            log_lik=checked,
            inspect=None if only else _inspect(built_model.model, starts, log_lik),
            some=sample_rows,
            others=other_programs,
        )

    try:
        return from_(init)
    except InitializationFailed as error:
        if isinstance(init, str) or init is None:
            raise
        warn(f"{error.message} The chains start from the data instead (init = 'auto').")
        return from_("auto")


def _inspect(model: Model, starts: Any, log_lik: LogLik) -> Inspect | None:
    """Return the function that inspects a program before the program is sampled."""
    computable = values.computable(model)
    guesses = starts if isinstance(starts, Guess) or not computable else guess_of(model)
    return inspecting(model, guesses, log_lik, computable=computable)


def _inits(built_model: Built, init: object) -> Any:
    """Return the initial values. Data that the density ignores have no influence on them."""
    if _is_zero(init) and limited(built_model.model):
        # The support of a prior such as uniform(1, 2) may exclude the point zero of this scale.
        return Supported(built_model.model)
    if not (isinstance(init, str) and init == "auto"):
        return inits(built_model.model, init)
    if built_model.sample_prior == "only" or not values.computable(built_model.model):
        return Supported(built_model.model) if limited(built_model.model) else "random"
    if not unfit(built_model.model):
        return exploring(built_model.model)
    return guess_of(built_model.model)


def _is_zero(init: object) -> bool:
    """Return whether ``init`` asks for unconstrained zeros."""
    return isinstance(init, int | float | str) and not isinstance(init, bool) and init in (0, "0")


def _log_lik(model: Model, cells: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the log likelihood of each row at one draw, to compare it with that of an engine."""
    one_draw = {name: np.asarray(value)[None, None] for name, value in cells.items()}
    return np.asarray(values.log_lik(model, model.report(one_draw))[0])


def _modes(model: Model, sample: Sample, *, prior_only: bool) -> FoundModes | None:
    """Return the modes that were found before sampling, or the reason why there was no search."""
    if sample.optima is not None:
        return named_modes(exploring(model), sample.optima)
    no_posterior = "the prior alone was sampled" if prior_only else ""
    reason = (no_posterior or unfit(model) or sample.unsearched) if mixes(model) else ""
    return FoundModes(skipped=reason) if reason else None


def sampled(fit: Fit, sample: Sample, settings: Settings, save: SavePars) -> Fit:
    """Return ``fit`` with the draws of ``sample`` under the variable names of brms."""
    settings = kept_by(sample.algorithm, settings, settings.seed)
    reported = save.kept(fit.model, fit.model.report(sample.cells))
    extra = save.extra(fit.model, sample.cells)
    columns = {"lprior": sample.cells["lprior"], "lp__": sample.stats["lp__"], **extra}
    draws = np.concatenate([reported.values, np.stack(list(columns.values()), axis=-1)], axis=-1)
    warmup = settings.discarded if sample.warmup is None else sample.warmup
    how = Run(
        sample.engine, settings.chains, warmup + settings.kept, warmup, settings.thin,
        settings.seed, settings.adapt_delta, settings.max_treedepth, sample.gradients,
        settings.warmup == "auto", tuning=sample.tuning, algorithm=sample.algorithm,
        modes=_modes(fit.model, sample, prior_only=fit.sample_prior == "only"),
    )  # fmt: skip
    names = (*reported.names, *columns)
    return replace(fit, draws=Draws(draws, names), stats=sample.stats, run=how)
