"""Arguments of brms's functions that have no effect here."""

from __future__ import annotations

import inspect

import pybrms_mix as pm
from pybrms_mix.rscript.facts.literals import flagged, is_flag
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import (
    APPROXIMATE,
    IGNORED,
    OPTIONS,
    SIGNATURES,
    WITHOUT_EFFECT,
)
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Part, String

# Arguments of loo() that change how the result is computed or what is stored, not its numbers.
_OF_LOO = {
    "pointwise": "the densities are computed at once",
    "moment_match_args": "no moments are matched",
    "cores": "one process computes it",
}

# Arguments of all predictions.
_PREDICTIONS = frozenset(
    {"predict", "fitted", "residuals", "posterior_predict", "posterior_epred", "posterior_linpred"}
    | {"predictive_error", "predictive_interval"}
)
_OF_PREDICTIONS = {
    "sort": "only time series have an order of their own",
    "ntrys": "truncated distributions are drawn without rejections",
}

# Functions that estimate evidence, and the arguments that they pass on to bridgesampling, which
# choose how R computes the estimate.
_EVIDENCE = ("bridge_sampler", "bayes_factor", "post_prob")
_OF_BRIDGE = {
    "silent": "no progress is shown",
    "verbose": "no progress is shown",
    "method": "the proposal of the bridge is the normal distribution",
    "use_neff": "the estimator has its own numbers of draws",
    "cores": "one process computes it",
}

# Functions of brms that ignore arguments which they do not know, and arguments which they pass on.
_IGNORING = frozenset(
    {"make_stancode", "make_standata", "get_prior", "conditional_effects", "conditional_smooths"}
    | {"summary", "posterior_predict", "posterior_epred", "posterior_linpred", "fitted", "predict"}
    | {"residuals", "log_lik", "pp_mixture", "loo", "waic", "bayes_R2", "fixef", "ranef", "coef"}
    | {"VarCorr", "hypothesis", "posterior_summary", "as_draws_df", "pp_check"}
)
_PASSED_ON = frozenset(
    {"newdata2", "new_objects", "incl_autocor", "nug", "smooths_only", "offset", "internal"}
    | {"point_estimate", "ndraws_point_estimate", "validate", "ordinal", "transform", "subset"}
    | {"select_points", "nsamples", "data2", "stan_funs", "knots", "drop_unused_levels"}
    | {"cov_ranef", "autocor", "sparse", "parse", "resp", "dpar", "nlpar", "oos", "check_response"}
    | {"negative_rt", "ntrys", "sort", "r_eff", "is_method", "pointwise", "method", "type", "scale"}
    | {"re_formula", "re.form", "allow.new.levels", "allow_new_levels", "sample_new_levels"}
    | {"probs", "robust", "moment_match"}
)


def _is_ignored(of: str, r_name: str) -> bool:
    """Return whether brms ignores an argument without a message."""
    is_passed_on = any(n.startswith(r_name) for n in _PASSED_ON)
    if of not in _IGNORING or is_passed_on or r_name in OPTIONS:
        return False
    names = inspect.signature(getattr(pm, of)).parameters
    brms_names = {n.strip() for n in SIGNATURES.get(of, "").split(",")} - {"..."}
    return not any(n.startswith(r_name) for n in {*names, *brms_names})


def _has_cores(of: str) -> bool:
    """Return whether the function here has the argument, or hands it on to another function."""
    parameters = inspect.signature(getattr(pm, of)).parameters
    handed_on = any(p.kind is p.VAR_KEYWORD and n != "which" for n, p in parameters.items())
    return "cores" in parameters or handed_on


def dropped(of: str, r_name: str, part: Part, scope: Scope) -> bool:
    """Return whether an argument is left out, with a note that says why."""
    asks_nothing = of in ("get_prior", "pp_check", "VarCorr") or (
        is_flag(part) and not flagged(part)
    )
    if (of, r_name) in IGNORED and asks_nothing:
        reason = IGNORED[of, r_name]
    elif r_name == "algorithm" and isinstance(part, String) and part.text in APPROXIMATE:
        reason = "the chains sample the posterior that this algorithm approximates"
    elif r_name in WITHOUT_EFFECT:
        reason = WITHOUT_EFFECT[r_name]
    elif of in ("loo", "add_criterion", "waic") and r_name in _OF_LOO:
        reason = _OF_LOO[r_name]
    elif of in _PREDICTIONS and r_name in _OF_PREDICTIONS:
        reason = _OF_PREDICTIONS[r_name]
    elif of in _EVIDENCE and r_name in _OF_BRIDGE:
        reason = _OF_BRIDGE[r_name]
    elif r_name == "cores" and not _has_cores(of):
        reason = _OF_LOO["cores"]
    elif _is_ignored(of, r_name):
        reason = "brms ignores it"
    else:
        return False
    scope.notes.append(f"without {r_name} = {write(part)}: {reason}")
    return True
