"""Refuse functions of packages around brms, with the nearest function that is available."""

from __future__ import annotations

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Call, called

_MEANS = "posterior_epred(fit, newdata = ) has the means, and conditional_effects(fit) their curves"
_MASSES = "rope(), p_direction() and point_estimate() are available"
# The functions of each package, and what to write instead.
NEAREST = {
    **dict.fromkeys(("r2_bayes", "r2_loo"), "bayes_R2(fit) and loo_R2(fit) are available"),
    **dict.fromkeys(("model_performance", "compare_performance"),
                    "loo_compare() and bayes_R2() are available"),
    "compare_ic": "loo_compare(loo(m1), loo(m2)) compares models",
    "icc": "VarCorr(fit) has the standard deviations of the groups",
    "check_convergence": "rhat(fit) and neff_ratio(fit) are available",
    **dict.fromkeys(("avg_predictions", "avg_comparisons", "avg_slopes", "plot_predictions",
                     "plot_comparisons", "plot_slopes", "posterior_draws", "ggpredict", "ggeffect",
                     "ggemmeans", "predict_response", "estimate_means", "estimate_contrasts",
                     "estimate_relation"), _MEANS),
    **dict.fromkeys(("find_formula", "find_predictors", "find_response", "find_parameters"),
                    "formula(fit) and variables(fit) are available"),
    **dict.fromkeys(("equivalence_test", "p_significance", "p_map", "map_estimate",
                     "bayesfactor_parameters", "bayesfactor_models"), _MASSES),
    "example_draws": "its draws are data of the posterior package",
    **dict.fromkeys(("example_loglik_array", "example_loglik_matrix"),
                    "its log densities are data of the loo package"),
    "extract_log_lik": "log_lik(fit) has the log densities of a fit of brms",
    "model_parameters": "summary(fit) and fixef(fit) are available",
    **dict.fromkeys(("example_mcmc_draws", "example_yrep_draws", "example_y_data",
                     "example_x_data", "example_group_data"),
                    "its values are data of R's bayesplot"),
    "color_scheme_get": "pictures have one set of colours here",
    **dict.fromkeys(("vline_at", "hline_at", "vline_0", "hline_0", "abline_01",
                     "overlay_function"), "it is drawn where it is added to a picture: p + ..."),
}  # fmt: skip


@word(*NEAREST)
def refuse(node: Call, scope: Scope) -> Value:
    """Refuse a function without a counterpart."""
    del scope
    name = called(node) or ""
    raise NotPorted(f"{name}() has no Python here: {NEAREST[name]}", node.span)
