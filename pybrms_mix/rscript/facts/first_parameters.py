"""The first parameters of functions of R, by which scripts may name the first argument.

A translation reads the first argument by its place. R gives it that place by its name, wherever it
stands in the call: ``count(g, x = d)`` is ``count(d, g)``.
"""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.syntax.nodes import Argument, Call

# R's name of the first parameter, and the functions that have it.
_FUNCTIONS = {
    ".data": (
        "add_case add_column add_row arrange column_to_rownames distinct filter group_by "
        "group_indices group_map group_modify mutate nest nest_by pull relocate rename "
        "rename_with rowid_to_column rownames_to_column select slice slice_head slice_max "
        "slice_min slice_sample slice_tail summarise summarize transmute"
    ),
    ".x": (
        "accumulate compact detect detect_index discard every flatten_chr flatten_dbl "
        "flatten_int imap imap_chr imap_dbl imap_dfc imap_dfr iwalk keep list_modify map map2 "
        "map2_chr map2_dbl map2_df map2_dfc map2_dfr map2_int map2_lgl map_chr map_dbl map_df "
        "map_dfc map_dfr map_int map_lgl mutate_variables pluck recode reduce rename_variables "
        "some summarise_draws summarize_draws walk walk2"
    ),
    ".l": ("cross_df pmap pmap_chr pmap_dbl pmap_df pmap_dfc pmap_dfr pmap_int pwalk transpose"),
    ".tbl": (
        "group_keys group_split mutate_all mutate_at mutate_if summarise_all summarise_at "
        "summarise_if"
    ),
    "tbl": ("sample_n"),
    "data": (
        "array by complete drop_na expand fill gather ggplot matrix pivot_longer pivot_wider "
        "replace_na reshape rowwise separate spread tbl_df uncount unite unnest with within"
    ),
    "_data": ("transform"),
    "x": (
        "IQR LOO NROW VarCorr View WAIC abs acos add_count add_criterion add_tally aggregate "
        "anti_join anyNA append approx approxfun as.Date as.array as.character as.data.frame "
        "as.double as.factor as.integer as.list as.logical as.matrix as.name as.numeric "
        "as.symbol as.vector as_date as_draws as_draws_array as_draws_df as_draws_list "
        "as_draws_matrix as_draws_rvars as_factor as_label as_tibble asin atan ave besselI "
        "besselJ besselK besselY between bind_draws boxplot casefold ceiling chisq.test chol "
        "class col colMeans colSums colnames combn conditional_effects conditional_smooths "
        "contrasts control_params cor cor.test cos cosh count cov crossprod cumall cumany "
        "cume_dist cummax cummean cummin cumprod cumsum cut cut_interval cut_number cut_width "
        "dQuote day days_in_month dbeta dbinom dchisq deframe dense_rank density desc det dexp "
        "dgamma diag diff digamma dim dimnames dist dlnorm dmultinom dnbinom dnorm dpois drop "
        "droplevels dt dunif duplicated dweibull dyn.load ecdf eigen embed endsWith enframe "
        "epiweek ess_bulk ess_tail exists exp expm1 extract_variable extract_variable_matrix "
        "factor factorial findInterval first fivenum floor floor_date force format formatC "
        "formula ftable full_join gamma get getOption glimpse head hist hypothesis identical "
        "identity inherits inner_join intToUtf8 intersect inv_logit_scaled invisible is.brmsfit "
        "is.character is.data.frame is.double is.factor is.finite is.function is.infinite "
        "is.list is.logical is.matrix is.na is.nan is.null is.numeric is.unsorted isFALSE "
        "isTRUE is_tibble isoweek isoyear kfold kmeans lag last lead left_join legend length "
        "lengths levels lgamma lines list_c list_rbind log log10 log1p log2 logit_scaled loo "
        "loo_compare loo_model_weights loo_moment_match lower.tri mad mahalanobis "
        "marginal_effects marginal_smooths match matlines matplot matpoints mcmc_acf "
        "mcmc_acf_bar mcmc_areas mcmc_areas_ridges mcmc_combo mcmc_dens mcmc_dens_chains "
        "mcmc_dens_overlay mcmc_hex mcmc_hist mcmc_hist_by_chain mcmc_intervals "
        "mcmc_nuts_acceptance mcmc_nuts_divergence mcmc_nuts_energy mcmc_nuts_stepsize "
        "mcmc_nuts_treedepth mcmc_pairs mcmc_parcoord mcmc_rank_ecdf mcmc_rank_hist "
        "mcmc_rank_overlay mcmc_scatter mcmc_trace mcmc_trace_highlight mcmc_violin mcse_mean "
        "mcse_median mday mean median merge merge_chains min_rank missing model_weights "
        "modifyList month months n_groups na_if names nchains nchar ncol ndraws near "
        "niterations nlevels nrow nth ntile nvariables order_draws ordered pairs pareto_k_ids "
        "pareto_k_table pareto_k_values parnames parse_number percent_rank plot points polygon "
        "position_nudge post_prob posterior_average posterior_samples posterior_summary "
        "pp_average pp_mixture prcomp pretty prettyNum print prior_draws prior_samples "
        "prop.table proportions qr quantile quantile2 quarter rank regmatches relevel reloo "
        "reorder rep rep_len repair_draws replace rev right_join rle round row row.names "
        "rowMeans rowSums row_number rownames rows_update rowsum rug sQuote sample scale sd "
        "semi_join set_names setdiff sign signif sin sinh sort split split_chains sqrt stack "
        "stanvar startsWith str_sort strftime strrep strsplit strtoi subset subset_draws substr "
        "sweep sym syms t t.test tail tally tan tanh tcrossprod thin_draws toString tolower "
        "top_n toupper trimws trunc unclass ungroup union unique unlist upper.tri utf8ToInt var "
        "variables variance waic wday week weekdays weighted.mean which which.max which.min "
        "wilcox.test write write.table write_csv write_delim write_lines write_rds write_tsv "
        "xor yday year zapsmall"
    ),
    "object": (
        "AIC BIC anova as.formula bayes_R2 coef coefficients confint confint.default deviance "
        "df.residual family fitted fitted.values fixef logLik log_lik log_posterior loo_R2 "
        "mcmc_plot model.matrix na.omit neff_ratio ngrps nobs nsamples nuts_params "
        "posterior_epred posterior_interval posterior_linpred posterior_predict "
        "posterior_smooths pp_check pp_expect predict predictive_error predictive_interval "
        "prior_summary ranef rapply resid residuals rhat saveRDS setNames show sigma stancode "
        "standata stanplot str summary update vcov"
    ),
    "string": (
        "str_count str_detect str_dup str_ends str_extract str_extract_all str_flatten "
        "str_length str_locate str_match str_pad str_remove str_remove_all str_replace "
        "str_replace_all str_replace_na str_split str_split_fixed str_split_i str_squish "
        "str_starts str_sub str_subset str_to_lower str_to_sentence str_to_title str_to_upper "
        "str_trim str_trunc str_which str_wrap word"
    ),
    "expr": (
        "all.vars curve deparse deparse1 eval evalq expr quo suppressMessages suppressWarnings "
        "system.time try tryCatch"
    ),
    "frame": ("data.matrix"),
    "obj": ("noquote unname"),
    "paths": ("dir.exists"),
    "target": ("all.equal"),
    "ratio": ("mcmc_neff mcmc_neff_hist"),
    "rhat": ("mcmc_rhat mcmc_rhat_hist"),
    "samples": ("bridge_sampler"),
    "x1": ("bayes_factor"),
}
FIRST = {function: name for name, text in _FUNCTIONS.items() for function in text.split()}


def in_place(node: Call, function: str) -> Call:
    """Return a call with its first argument at the first place, if the call names it."""
    name = FIRST.get(function)
    first_arguments = [a for a in node.arguments if a.name == name]
    if name is None or len(first_arguments) != 1:
        return node
    first = Argument(None, first_arguments[0].value, first_arguments[0].span)
    rest = tuple(a for a in node.arguments if a is not first_arguments[0])
    return replace(node, arguments=(first, *rest))
