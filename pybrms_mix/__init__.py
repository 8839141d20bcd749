"""Bayesian mixture regression in brms's own language."""

from typing import TYPE_CHECKING

from pybrms_mix.base import errors
from pybrms_mix.base.errors import (
    ConvergenceWarning,
    EngineError,
    InvalidArgument,
    InvalidData,
    InvalidFamily,
    InvalidFile,
    InvalidFormula,
    InvalidPrior,
    NotSupported,
    PybrmsError,
    PybrmsWarning,
    RSyntaxError,
    RunawayWarning,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.base.on_demand import on_demand as _on_demand
from pybrms_mix.base.public_names import MODULES as _MODULES
from pybrms_mix.base.version import __version__

# Type checkers read these imports. At run time a name is imported when it is first used.
if TYPE_CHECKING:
    from pybrms_mix.api.bridged_modes import mode_masses
    from pybrms_mix.api.brm import brm
    from pybrms_mix.api.find_modes import find_modes
    from pybrms_mix.api.from_draws import fit_from_draws
    from pybrms_mix.api.programs import (
        default_prior,
        get_prior,
        make_stancode,
        make_standata,
        stancode,
        standata,
        validate_prior,
    )
    from pybrms_mix.api.suggest_priors import SuggestedPriors, suggest_priors
    from pybrms_mix.base.dialect import options
    from pybrms_mix.calibrate.calibration import Calibration
    from pybrms_mix.calibrate.prior_check import PriorCheck, prior_check
    from pybrms_mix.calibrate.sbc import sbc
    from pybrms_mix.datasets import load_data
    from pybrms_mix.design.stanvars import stanvar
    from pybrms_mix.family.base import Mixture
    from pybrms_mix.family.calls import (
        Beta,
        Gamma,
        acat,
        asym_laplace,
        bernoulli,
        beta_binomial,
        binomial,
        com_poisson,
        cratio,
        cumulative,
        discrete_weibull,
        exgaussian,
        exponential,
        frechet,
        gaussian,
        gen_extreme_value,
        geometric,
        hurdle_gamma,
        hurdle_lognormal,
        hurdle_negbinomial,
        hurdle_poisson,
        inverse_gaussian,
        lognormal,
        negbinomial,
        negbinomial2,
        poisson,
        shifted_lognormal,
        skew_normal,
        sratio,
        student,
        von_mises,
        weibull,
        wiener,
        xbeta,
        zero_inflated_asym_laplace,
        zero_inflated_beta,
        zero_inflated_beta_binomial,
        zero_inflated_binomial,
        zero_inflated_negbinomial,
        zero_inflated_poisson,
        zero_one_inflated_beta,
    )
    from pybrms_mix.family.custom_family import custom_family
    from pybrms_mix.family.family_call import FamilyCall
    from pybrms_mix.family.functions import brmsfamily, mixture
    from pybrms_mix.family.prep import Prep, get_dpar
    from pybrms_mix.formula.bf import bf, lf, mvbf, nlf, set_mecor, set_nl, set_rescor
    from pybrms_mix.formula.formula import Formula, Formulas
    from pybrms_mix.plots.chains import plot
    from pybrms_mix.plots.dynamic_picture import plot_dynamic_predictions
    from pybrms_mix.plots.effects import ConditionalEffects, conditional_effects
    from pybrms_mix.plots.hypothesis_densities import plot_hypothesis
    from pybrms_mix.plots.mcmc import mcmc_plot
    from pybrms_mix.plots.memberships import plot_classification, plot_membership
    from pybrms_mix.plots.mixture import plot_mixture
    from pybrms_mix.plots.pairs import pairs
    from pybrms_mix.plots.ppc import pp_check
    from pybrms_mix.plots.smooth_effects import ConditionalSmooths, conditional_smooths
    from pybrms_mix.plots.trajectories import plot_trajectories
    from pybrms_mix.prior.set_prior import prior, set_prior
    from pybrms_mix.prior.table import PriorTable
    from pybrms_mix.refits.add_criterion import add_criterion
    from pybrms_mix.refits.bootstrap_lrt import BootstrapLRT, bootstrap_lrt
    from pybrms_mix.refits.component_comparison import ComponentComparison
    from pybrms_mix.refits.components import compare_components
    from pybrms_mix.refits.distal import Distal, distal
    from pybrms_mix.refits.kfold import kfold, reloo
    from pybrms_mix.refits.multiple import brm_multiple, combine_models
    from pybrms_mix.refits.stability import Stability, stability
    from pybrms_mix.refits.update import update
    from pybrms_mix.report.report import Report, report
    from pybrms_mix.results.arviz import as_draws_rvars, to_arviz
    from pybrms_mix.results.as_draws import (
        as_draws_array,
        as_draws_df,
        as_draws_matrix,
        nchains,
        ndraws,
        niterations,
        nvariables,
        prior_draws,
        variables,
    )
    from pybrms_mix.results.compare.average import (
        loo_model_weights,
        model_weights,
        posterior_average,
        pp_average,
    )
    from pybrms_mix.results.compare.criterion import Comparison, Criteria, Criterion
    from pybrms_mix.results.compare.evidence import Bridge, bayes_factor, post_prob
    from pybrms_mix.results.compare.loo import loo, loo_compare, waic
    from pybrms_mix.results.describe import describe_posterior, p_direction, rope
    from pybrms_mix.results.diagnostics import ess, neff_ratio, rhat
    from pybrms_mix.results.fit import Fit, Run
    from pybrms_mix.results.group_covariances import VarCorr
    from pybrms_mix.results.group_effects import coef, ngrps, ranef
    from pybrms_mix.results.hypotheses import Hypotheses
    from pybrms_mix.results.hypothesis import hypothesis
    from pybrms_mix.results.mixture.by_mode import ByMode, by_mode
    from pybrms_mix.results.mixture.class_report import ClassReport, class_report, co_membership
    from pybrms_mix.results.mixture.dynamic import DynamicPredictions, dynamic_predictions
    from pybrms_mix.results.mixture.found_modes import FoundModes
    from pybrms_mix.results.mixture.label_free import label_free
    from pybrms_mix.results.mixture.marginal_log_lik import marginal_log_lik
    from pybrms_mix.results.mixture.membership import (
        classification_entropy,
        classify,
        log_lik,
        pp_mixture,
    )
    from pybrms_mix.results.mixture.modes import ModeCheck, mode_check
    from pybrms_mix.results.mixture.occupied import occupied_components
    from pybrms_mix.results.mixture.relabel import Relabelled, relabel
    from pybrms_mix.results.nuts import control_params, log_posterior, nuts_params
    from pybrms_mix.results.parameters import fixef, posterior_interval, posterior_summary, vcov
    from pybrms_mix.results.predict.epred import fitted, posterior_epred, posterior_linpred
    from pybrms_mix.results.predict.marginal import comparisons, predictions, slopes
    from pybrms_mix.results.predict.marginal_draws import Marginal
    from pybrms_mix.results.predict.predict import posterior_predict, predict, predictive_interval
    from pybrms_mix.results.predict.predictive_errors import predictive_error, residuals
    from pybrms_mix.results.predict.r2 import bayes_R2, loo_R2
    from pybrms_mix.results.predict.smooths import posterior_smooths
    from pybrms_mix.results.prior_sensitivity import prior_sensitivity
    from pybrms_mix.results.prior_summary import prior_summary
    from pybrms_mix.results.summary import Summary, summary
    from pybrms_mix.sampling.bridge import bridge_sampler
    from pybrms_mix.sampling.save_pars import save_pars
    from pybrms_mix.store.brmsfit.brmsfit_file import read_brmsfit
    from pybrms_mix.store.save_load import load, save

__all__ = [
    "Beta", "BootstrapLRT", "Bridge", "ByMode", "Calibration", "ClassReport", "Comparison",
    "ComponentComparison", "ConditionalEffects", "ConditionalSmooths", "ConvergenceWarning",
    "Criteria", "Criterion", "Distal", "DynamicPredictions", "EngineError", "FamilyCall", "Fit",
    "Formula", "Formulas", "FoundModes", "Gamma", "Hypotheses", "InvalidArgument", "InvalidData",
    "InvalidFamily", "InvalidFile", "InvalidFormula", "InvalidPrior", "Marginal", "Mixture",
    "ModeCheck", "NotSupported", "Prep", "PriorCheck", "PriorTable", "PybrmsError", "PybrmsWarning",
    "RSyntaxError", "Relabelled", "Report", "Run", "RunawayWarning", "Stability", "SuggestedPriors",
    "Summary", "UnknownLevel", "UnknownVariable", "VarCorr", "__version__", "acat", "add_criterion",
    "as_draws_array", "as_draws_df", "as_draws_matrix", "as_draws_rvars", "asym_laplace",
    "bayes_R2", "bayes_factor", "bernoulli", "beta_binomial", "bf", "binomial", "bootstrap_lrt",
    "bridge_sampler", "brm", "brm_multiple", "brmsfamily", "by_mode", "class_report",
    "classification_entropy", "classify", "co_membership", "coef", "com_poisson", "combine_models",
    "compare_components", "comparisons", "conditional_effects", "conditional_smooths",
    "control_params", "cratio", "cumulative", "custom_family", "default_prior",
    "describe_posterior", "discrete_weibull", "distal", "dynamic_predictions", "errors", "ess",
    "exgaussian", "exponential", "find_modes", "fit_from_draws", "fitted", "fixef", "frechet",
    "gaussian", "gen_extreme_value", "geometric", "get_dpar", "get_prior", "hurdle_gamma",
    "hurdle_lognormal", "hurdle_negbinomial", "hurdle_poisson", "hypothesis", "inverse_gaussian",
    "kfold", "label_free", "lf", "load", "load_data", "log_lik", "log_posterior", "lognormal",
    "loo", "loo_R2", "loo_compare", "loo_model_weights", "make_stancode", "make_standata",
    "marginal_log_lik", "mcmc_plot", "mixture", "mode_check", "mode_masses", "model_weights",
    "mvbf", "nchains", "ndraws", "neff_ratio", "negbinomial", "negbinomial2", "ngrps",
    "niterations", "nlf", "nuts_params", "nvariables", "occupied_components", "options",
    "p_direction", "pairs", "plot", "plot_classification", "plot_dynamic_predictions",
    "plot_hypothesis", "plot_membership", "plot_mixture", "plot_trajectories", "poisson",
    "post_prob", "posterior_average", "posterior_epred", "posterior_interval", "posterior_linpred",
    "posterior_predict", "posterior_smooths", "posterior_summary", "pp_average", "pp_check",
    "pp_mixture", "predict", "predictions", "predictive_error", "predictive_interval", "prior",
    "prior_check", "prior_draws", "prior_sensitivity", "prior_summary", "ranef", "read_brmsfit",
    "relabel", "reloo", "report", "residuals", "rhat", "rope", "save", "save_pars", "sbc",
    "set_mecor", "set_nl", "set_prior", "set_rescor", "shifted_lognormal", "skew_normal", "slopes",
    "sratio", "stability", "stancode", "standata", "stanvar", "student", "suggest_priors",
    "summary", "to_arviz", "update", "validate_prior", "variables", "vcov", "von_mises", "waic",
    "weibull", "wiener", "xbeta", "zero_inflated_asym_laplace", "zero_inflated_beta",
    "zero_inflated_beta_binomial", "zero_inflated_binomial", "zero_inflated_negbinomial",
    "zero_inflated_poisson", "zero_one_inflated_beta",
]  # fmt: skip

_on_demand(__name__, _MODULES)
