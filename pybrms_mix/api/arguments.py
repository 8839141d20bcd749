"""Arguments of brms's ``brm()`` that have no effect here or are not supported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pybrms_mix.api.approximated import check_algorithm
from pybrms_mix.base.errors import NotSupported, UnknownArgument, did_you_mean

# Each argument of brms, its values that change nothing here, and the hint for any other value.
_KNOWN: Mapping[str, tuple[tuple[object, ...], str]] = {
    "normalize": ((None, True), "The log density always includes its constants."),
    "threads": ((None, 1), "Chains run in parallel: cores=. Each chain runs in one thread."),
    "save_model": (
        (None,),
        "make_stancode() returns the program as text, which a script can write to a file.",
    ),
    "opencl": ((None,), "There is no GPU backend."),
    "future": ((None, False), "Chains run in parallel: cores=; fits by executor=."),
    "drop_unused_levels": ((None, True), "Levels without rows are dropped."),
    "sparse": ((None, False), "Write bf(..., sparse = TRUE): the model is the same."),
    "autocor": ((None,), "Autocorrelation terms are not supported yet."),
    "cov_ranef": ((None,), "Write gr(g, cov = A) in the formula, and data2={'A': A}."),
    "stan_funs": ((None,), "Write stanvars=stanvar(scode=..., block='functions')."),
    "stan_model_args": ((None,), "The program is compiled with fixed settings."),
    "save_ranef": ((None, True), "save_pars(group=False) leaves group-level coefficients out."),
    "save_mevars": ((None, True), "save_pars(latent=False) leaves latent values out."),
    "save_all_pars": ((None, False), "Write save_pars=save_pars(all=True)."),
    "open_progress": ((None, False), "silent= and refresh= control the output."),
    "rename": ((None, True), "Variables always have brms's names."),
    "fit": ((None,), "update(fit) fits a model again with other data or settings."),
    "inits": ((None,), "The argument is called init."),
}

# The names that other packages give to arguments of a sampler or of a model.
_NEIGHBOURS: Mapping[str, str] = {
    **dict.fromkeys(
        ("draws", "samples", "n_samples", "num_samples", "n_draws", "ndraws", "iter_sampling"),
        "Write iter= and warmup=: iter counts the warm-up too, so that iter=2000, warmup=1000 "
        "keeps 1000 draws of each chain.",
    ),
    **dict.fromkeys(
        ("tune", "burn", "burnin", "num_warmup", "iter_warmup", "n_warmup"),
        "Write warmup=: these iterations are part of iter=.",
    ),
    **dict.fromkeys(
        ("target_accept", "target_accept_prob", "adapt_delta"),
        "Write control={'adapt_delta': 0.95}.",
    ),
    **dict.fromkeys(("max_treedepth", "max_tree_depth"), "Write control={'max_treedepth': 12}."),
    **dict.fromkeys(("random_seed", "random_state", "rng", "rng_key"), "Write seed=."),
    **dict.fromkeys(("num_chains", "n_chains", "nchains"), "Write chains=."),
    **dict.fromkeys(("parallel_chains", "n_jobs", "n_cores", "num_cores"), "Write cores=."),
    **dict.fromkeys(("priors", "prior_dict"), "Write prior=."),
    **dict.fromkeys(("initvals", "inits", "start", "init_values"), "Write init=."),
    **dict.fromkeys(
        ("progressbar", "progress_bar", "show_progress", "verbose"),
        "Write silent=2 for no output.",
    ),
    **dict.fromkeys(("df", "frame"), "Write data=."),
    **dict.fromkeys(("nmix", "n_components", "k", "K"), "Write family=mixture(gaussian, nmix=2)."),
    "link": "The link belongs to the family: family=gaussian(link='log').",
    "model": "The formula describes the model: brm('y ~ x', data).",
    "nuts_sampler": "Write backend='stanli' or backend='pystan'.",
    "sampler": "Write backend='stanli' or backend='pystan'.",
}


def check_other(given: Mapping[str, Any], own: Iterable[str]) -> None:
    """Refuse arguments that ``brm()`` does not have.

    Parameters
    ----------
    given : mapping
        The further arguments, by name.
    own : iterable of str
        The names of the arguments of ``brm()``.

    Raises
    ------
    NotSupported
        If an argument of brms has a value that is not supported. The hint says what to do.
    UnknownArgument
        If brms does not have the argument either.
    """
    for name, value in given.items():
        if name == "algorithm":
            check_algorithm(value)
            continue
        if name not in _KNOWN:
            names = [*own, *_KNOWN]
            hint = _NEIGHBOURS.get(name) or did_you_mean(name, names)
            raise UnknownArgument.of("brm()", name, names, hint)
        neutral, remedy = _KNOWN[name]
        if not any(value is n or (type(value) is type(n) and value == n) for n in neutral):
            raise NotSupported(f"The argument '{name}' of brms is not supported.", hint=remedy)
