"""Names and order of the arguments of brms's functions, as in brms 2.18."""

from __future__ import annotations

from pybrms_mix.r.lists.call_names import RENAMED, WITHOUT_EFFECT
from pybrms_mix.results.predict.prediction_rows import Which
from pybrms_mix.rscript.facts.kinds import Kind

__all__ = [
    "ALIASES", "APPROXIMATE", "IGNORED", "KINDS", "OF_FITS", "OPTIONS", "RENAMED", "SIGNATURES",
    "WITHOUT_EFFECT", "WITH_CHANCE",
]  # fmt: skip
# Functions whose arguments have a different order in brms than in Python.
SIGNATURES = {
    "brm": "formula, data, family, prior, autocor, data2, cov_ranef, sample_prior, sparse, knots, "
    "drop_unused_levels, stanvars, stan_funs, fit, save_pars, save_ranef, save_mevars, "
    "save_all_pars, init, inits, chains, iter, warmup, thin, cores, threads, opencl, normalize, "
    "control, algorithm, backend, future, silent, seed, save_model, stan_model_args, file, "
    "file_refit, empty, rename, ...",
    "mvbf": "..., rescor",
    "get_prior": "formula, data, family, autocor, data2, knots, sparse, ...",
    "make_stancode": "formula, data, family, prior, autocor, data2, cov_ranef, sparse, "
    "sample_prior, ...",
    "make_standata": "formula, data, family, prior, autocor, data2, cov_ranef, sample_prior, ...",
    "validate_prior": "prior, formula, data, family, sample_prior, data2, ...",
    "posterior_predict": "object, newdata, re_formula, re.form, transform, resp, "
    "negative_rt, ndraws, draw_ids, ...",
    "predict": "object, newdata, re_formula, transform, resp, negative_rt, ndraws, draw_ids, sort, "
    "ntrys, cores, summary, robust, probs, ...",
    "posterior_epred": "object, newdata, re_formula, re.form, resp, dpar, nlpar, ndraws, draw_ids, "
    "...",
    "fitted": "object, newdata, re_formula, scale, resp, dpar, nlpar, ndraws, draw_ids, sort, "
    "summary, robust, probs, ...",
    "posterior_linpred": "object, transform, newdata, re_formula, re.form, resp, dpar, nlpar, "
    "incl_thres, ndraws, draw_ids, ...",
    "residuals": "object, newdata, re_formula, method, type, resp, ndraws, draw_ids, sort, "
    "summary, robust, probs, ...",
    "pp_mixture": "x, newdata, re_formula, resp, ndraws, draw_ids, log, summary, robust, probs, "
    "...",
    "log_lik": "object, newdata, re_formula, resp, ndraws, draw_ids, pointwise, combine, "
    "add_point_estimate, cores, ...",
    "posterior_summary": "x, pars, variable, probs, robust, ...",
    "posterior_interval": "object, pars, variable, prob, ...",
    "fixef": "object, summary, robust, probs, pars, ...",
    "ranef": "object, summary, robust, probs, pars, groups, ...",
    "coef": "object, summary, robust, probs, ...",
    "VarCorr": "x, sigma, summary, robust, probs, ...",
    "vcov": "object, correlation, pars, ...",
    "hypothesis": "x, hypothesis, class, group, scope, alpha, robust, seed, ...",
    "pp_check": "object, type, ndraws, prefix, group, x, newdata, resp, ...",
    "plot": "x, pars, combo, N, variable, regex, fixed, theme, ...",
    "summary": "object, priors, prob, robust, mc_se, ...",
    "loo": "x, ...",
    "waic": "x, ...",
    "loo_compare": "x, ...",
    "add_criterion": "x, criterion, model_name, overwrite, ...",
    "as_draws_df": "x, variable, regex, ...",
    "as_draws_matrix": "x, variable, regex, ...",
    "as_draws_array": "x, variable, regex, ...",
    "prior_draws": "x, variable, pars, ...",
    "prior_summary": "object, all, ...",
    "save_pars": "group, latent, all, manual",
    "update": "object, formula., newdata, recompile, ...",
    "kfold": "x, ...",
    "brm_multiple": "formula, data, family, prior, autocor, data2, cov_ranef, sample_prior, ...",
}

# Arguments that brms ignores, and values of arguments that have no effect.
IGNORED = {
    ("get_prior", "prior"): "get_prior() of brms ignores it",
    ("VarCorr", "sigma"): "brms ignores it",
    ("loo", "moment_match"): "no moments are matched",
    ("loo", "reloo"): "no model is fitted again",
    ("log_lik", "pointwise"): "the matrix of all rows and draws is returned",
    ("predict", "negative_rt"): "response times are positive",
    ("posterior_predict", "negative_rt"): "response times are positive",
    ("conditional_effects", "select_points"): "all points are drawn",
    ("pp_check", "prefix"): "the data are drawn as well",
    **{("pp_check", name): "it sets the look of the picture"
       for name in ("style", "size", "alpha", "binwidth", "trim", "bw", "linewidth")},
}  # fmt: skip

# Algorithms of brms in whose place chains sample the posterior.
APPROXIMATE = frozenset({"pathfinder", "laplace"})

# The options of all functions that compute values for rows.
OPTIONS = frozenset(Which.__annotations__)

# Functions that draw random numbers even if they use all draws of a fit.
WITH_CHANCE = frozenset(
    {"brm", "posterior_predict", "predict", "predictive_interval", "predictive_error", "pp_check"}
)

ALIASES = {
    "logLik": "log_lik",
    "default_prior": "get_prior",
    "stancode": "make_stancode",
    "standata": "make_standata",
    "prior_samples": "prior_draws",
    "fixed.effects": "fixef",
    "random.effects": "ranef",
    "parnames": "variables",
    "nsamples": "ndraws",
    "WAIC": "waic",
    "LOO": "loo",
    "bayes_R2.brmsfit": "bayes_R2",
    "pp_expect": "posterior_epred",
    "stanplot": "mcmc_plot",
    "marginal_effects": "conditional_effects",
    "marginal_smooths": "conditional_smooths",
}

KINDS = {
    "brm": Kind.FIT,
    "add_criterion": Kind.FIT,
    "update": Kind.FIT,
    "brm_multiple": Kind.FIT,
    "combine_models": Kind.FIT,
    "get_prior": Kind.PRIORS,
    "validate_prior": Kind.PRIORS,
    "prior_summary": Kind.PRIORS,
    "posterior_predict": Kind.MATRIX,
    "posterior_epred": Kind.MATRIX,
    "posterior_linpred": Kind.MATRIX,
    "posterior_smooths": Kind.MATRIX,
    "log_lik": Kind.MATRIX,
    "posterior_summary": Kind.TABLE,
    "posterior_interval": Kind.TABLE,
    "fixef": Kind.TABLE,
    "predict": Kind.TABLE,
    "fitted": Kind.TABLE,
    "residuals": Kind.TABLE,
    "classify": Kind.FRAME,
    "as_draws_df": Kind.FRAME,
    "as_draws_matrix": Kind.TABLE,
    "prior_draws": Kind.FRAME,
    "pp_mixture": Kind.CUBE,
    "rhat": Kind.NAMED,
    "neff_ratio": Kind.NAMED,
    "make_stancode": Kind.TEXT,
    "make_standata": Kind.RECORD,
    "ranef": Kind.RECORD,
    "coef": Kind.RECORD,
    "VarCorr": Kind.RECORD,
    "variables": Kind.TEXTS,
    "ndraws": Kind.NUMBER,
    "nchains": Kind.NUMBER,
    "bayes_R2": Kind.TABLE,
    "pp_check": Kind.PLOT,
    "pairs": Kind.PLOT,
    "mcmc_plot": Kind.PLOT,
    "conditional_effects": Kind.EFFECTS,
    "conditional_smooths": Kind.EFFECTS,
    "plot": Kind.PLOT,
    "plot_mixture": Kind.PLOT,
    "save_pars": Kind.MODEL,
}

# Functions whose first argument is certainly a fit of brms. Others, such as ``fitted()``, also take
# linear models or data frames.
OF_FITS = frozenset(
    {"fixef", "ranef", "VarCorr", "posterior_predict", "posterior_epred", "posterior_linpred"}
    | {"pp_mixture", "log_lik", "posterior_summary", "posterior_interval", "pp_check", "loo"}
    | {"waic", "as_draws_df", "as_draws_matrix", "as_draws_array", "prior_summary", "ndraws"}
    | {"conditional_effects", "hypothesis", "bayes_R2", "nuts_params", "add_criterion", "rhat"}
    | {"mcmc_plot", "posterior_samples", "nsamples", "neff_ratio", "parnames", "stancode"}
    | {"conditional_smooths", "marginal_effects", "loo_R2", "kfold", "bridge_sampler", "nchains"}
)
