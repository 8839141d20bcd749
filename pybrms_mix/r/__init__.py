"""R's operations on vectors, factors, data frames and lists, for pandas and NumPy values.

Ported scripts call these functions where the pandas idiom has a different meaning: comparisons with
NA, recycling, factors, the order of evaluation in ``mutate()``, and replacement of elements.
Positions start at 1, as in R. Vectors are NumPy arrays, factors are pandas Categoricals, lists are
Python lists and dicts, and NULL is None.
"""

# isort: skip_file
from pybrms_mix.r.hpd import hpd_interval
from pybrms_mix.r.complex_numbers import (
    argument,
    complex_number,
    conjugate,
    imaginary_part,
    modulus,
    real_part,
)
from pybrms_mix.r.own_classes import classed
from pybrms_mix.r.applying import (
    apply, attempt, do_call, failure, items, kept, lapply, map_frames, map_several, mapply,
    named_list, reduce, replicate, sapply, stop, walk, warnings_as_errors,
)  # fmt: skip
from pybrms_mix.r.array_summaries import summary_of_draws
from pybrms_mix.r.piping import tee
from pybrms_mix.r.stanfit_parts import names_of_stanfit, with_chains
from pybrms_mix.r.base_plots import (
    abline, barplot, bins, boxplot, curve, hist, lines, matplot, plot, points, pretty,
)  # fmt: skip
from pybrms_mix.r.array_checks import panel, predictive_check
from pybrms_mix.r.call_names import arguments_of, sampler_settings
from pybrms_mix.r.custom_families import all_rows, by_row, family_function, get_dpar
from pybrms_mix.r.draws_pictures import draws_picture
from pybrms_mix.r.fit_parts import as_array
from pybrms_mix.r.stan_text import stan_code
from pybrms_mix.r.generics import coef, fitted, predict, residuals, summary, vcov
from pybrms_mix.r.linear_models import glm, lm
from pybrms_mix.r.attributes import attribute, column_attribute
from pybrms_mix.r.code_values import as_formula
from pybrms_mix.r.formula_terms import formula_of, model_frame, model_response, term_labels, terms
from pybrms_mix.r.linear_results import (
    confint, confint_default, information_criterion, log_likelihood, model_deviance,
    model_matrix, observations, residual_df, residual_sd,
)  # fmt: skip
from pybrms_mix.r.model_weights import loo_weights
from pybrms_mix.r.model_tests import anova, information_table
from pybrms_mix.r.minima import optimize
from pybrms_mix.r.recoding import fct_recode, recode, recode_factor
from pybrms_mix.r.replacing import (
    code_points, drop, from_code_points, row_ranks, spelt_na, substrings, sums_by, trimmed, unclass,
    which_cells, with_substring,
)  # fmt: skip
from pybrms_mix.r.posterior_indices import (
    credible_intervals, describe_posteriors, in_rope, point_estimates, probability_of_direction,
)  # fmt: skip
from pybrms_mix.r.matrix_columns import flat_frame
from pybrms_mix.r.palettes import brewer, grey, hues, rainbow, ramp, viridis
from pybrms_mix.r.products import crossprod, kronecker, outer, product, qr, tcrossprod, ginv
from pybrms_mix.r.more_vectors import (
    bound, col_means, col_sums, differences, ecdf, first, gl, iqr, last, mad, negation, nth, ntile,
    pmap, trimmed_mean, rle, rbind_all, row_means, row_sums, table_of_text, without_names,
)  # fmt: skip
from pybrms_mix.r.checked_values import vapply
from pybrms_mix.r.coda import (
    as_mcmc, autocorr_diag, chain_count, effective_size, gelman_diag, geweke_diag, hpd_of_chains,
    mcmc_list, mcmc_summary,
)  # fmt: skip
from pybrms_mix.r.classes import class_of, dispatch, inherits, is_type, match_arg, mode_of, type_of
from pybrms_mix.r.column_classes import column_classes, spelt_logicals
from pybrms_mix.r.tibbles import is_tibble
from pybrms_mix.r.tidybayes import (
    gather_draws,
    get_variables,
    point_interval,
    spread_draws,
    tidy_draws,
)
from pybrms_mix.r.brms_distributions import brms_cdf, brms_density, brms_quantile
from pybrms_mix.r.kernel_density import density
from pybrms_mix.r.ks_tests import ks_test
from pybrms_mix.r.quantile_pairs import acf, qqnorm
from pybrms_mix.r.system_info import system_info
from pybrms_mix.r.naming import installed_packages, replaced_each, self_named
from pybrms_mix.r.colour_text import faded, rgb
from pybrms_mix.r.random_variables import draws_of, random_variable
from pybrms_mix.r.rank_groups import kruskal_test
from pybrms_mix.r.flattening import unlist
from pybrms_mix.r.not_given import NOT_GIVEN, given
from pybrms_mix.r.factors import (
    as_character, as_factor, as_factor_in_order, as_integer, as_logical, as_numeric, cut,
    droplevels, factor, fct_inorder, fct_relevel, fct_rev, interaction, is_kind, levels, nlevels,
    relevel, with_levels,
)  # fmt: skip
from pybrms_mix.r.expanding import expand
from pybrms_mix.r.factor_contrasts import column_contrasts, with_column_contrasts, with_contrasts
from pybrms_mix.r.broom import add_predictions, add_residuals, glance, tidy
from pybrms_mix.r.clusters import kmeans
from pybrms_mix.r.prior_rows import (
    head_priors, prior_rows, set_priors, tail_priors, with_priors,
)  # fmt: skip
from pybrms_mix.r.formula_text import all_names, all_vars, deparse, reformulate, updated_formula
from pybrms_mix.r.scales import comma, number, percent
from pybrms_mix.r.special_functions import bessel, bitwise, choose, dmultinom
from pybrms_mix.r.count_frames import count_frame
from pybrms_mix.r.figures import adjusted, arranged, beside, stacked, together
from pybrms_mix.r.combinations import crossing, crossing_of, expand_grid, expand_strings
from pybrms_mix.r.frames import (
    as_frame, as_tibble, bind_cols, bind_rows, cbind, column_bound, data_frame, ordered_rows, rbind,
    row_bound, tibble, transform,
)  # fmt: skip
from pybrms_mix.r.list_grids import expand_items
from pybrms_mix.r.embraced import column_label, embraced
from pybrms_mix.r.ggplot import ggplot
from pybrms_mix.r.link_functions import linked
from pybrms_mix.r.overlays import overlaid
from pybrms_mix.r.environment import environment, set_environment
from pybrms_mix.r.rank_tests import rank_correlation_test, wilcox_test, wilcox_test_of
from pybrms_mix.r.joins import join, merge
from pybrms_mix.r.lumping import (
    fct_collapse, fct_count, fct_expand, fct_explicit_na, fct_infreq, fct_lump, fct_lump_lowfreq,
    fct_lump_min, fct_lump_n, fct_lump_prop, fct_other, fct_relabel,
)  # fmt: skip
from pybrms_mix.r.logic import (
    all_, any_, case_when, coalesce, compare, compute, if_else, ifelse, is_in, is_na, logic,
    na_if, negated, truth, which, xor,
)  # fmt: skip
from pybrms_mix.r.mean_contrasts import contrast, mean_table, means_and_contrasts, pairs
from pybrms_mix.r.means import emmeans, emtrends, gather_emmeans_draws, responses
from pybrms_mix.r.nesting import (
    contr_sdif, contrast_matrix, diagonal, match_groups, matrix, named_map, named_walk, nest, parse_number,
    reordered, tapply, transposed, unnest,
)  # fmt: skip
from pybrms_mix.r.subsetting import columns, labels, subset
from pybrms_mix.r.picking import (
    add_count, arrange, column_to_rownames, count, desc, distinct, drop_na, filter_, pull,
    relocate, rename, rename_with, replace_na, rownames_to_column, select, select_named,
    slice_head, slice_max, slice_min, slice_rows, slice_tail, split, subset_rows,
)  # fmt: skip
from pybrms_mix.r.predicted import added_draws, compare_levels, data_grid, seq_range
from pybrms_mix.r.reshape import (
    complete, gather, pivot_longer, pivot_wider, separate, spread, type_converted, unite,
)  # fmt: skip
from pybrms_mix.r.column_functions import across, c_across, if_all, if_any
from pybrms_mix.r.selecting import (
    all_of, any_of, between_columns, columns_of, contains, ends_with, everything,
    is_character, is_factor, is_logical, is_numeric, last_col, left_out, matches, num_range,
    starts_with, where,
)  # fmt: skip
from pybrms_mix.r.smoothing import linear_filter, rolled
from pybrms_mix.r.sequences import embed, ppoints, seq, span
from pybrms_mix.r.session import (
    all_equal, identical, is_one_truth, now, pareto_k_ids, pareto_k_table, pareto_k_values, plotted, proc_time,
    stacking_weights, stop_unless, time_since, warn,
)  # fmt: skip
from pybrms_mix.r.grouped_parts import (
    element, length, names, part, with_column_names, with_element, with_names, with_part,
    with_subset,
)  # fmt: skip
from pybrms_mix.r.row_sets import intersect, setdiff, setequal, union
from pybrms_mix.r.setting import with_missing, with_row_names
from pybrms_mix.r.stats import (
    between, complete_cases, cor, cumulated, largest, mean, median,
    na_omit, parallel, prod, proportions, rounded, sd, signif,
    smallest, table, total, var, which_max, which_min,
)  # fmt: skip
from pybrms_mix.r.scaling import attributes, column_attributes, scale
from pybrms_mix.r.unnesting import unnest_longer, unnest_wider
from pybrms_mix.r.summaries import draws_measure, structure, summarise_draws
from pybrms_mix.r.draws_tables import (
    bind_draws, draws_as, draws_count, draws_list, merge_chains, rename_variables,
    split_chains, subset_draws, thin_draws, variable_matrix,
)  # fmt: skip
from pybrms_mix.r.strings import (
    changed, detect, ends, extract, extract_all, glued, grep, grepl, gsub, is_list, nchar, padded,
    paste, split_at, split_fixed, split_text, sprintf, starts, sub, str_sub, substr,
)  # fmt: skip
from pybrms_mix.r.number_format import (
    cat,
    formatted,
    message,
    pretty_numbers,
    print_unless_null,
    spoken,
)
from pybrms_mix.r.number_options import number_options
from pybrms_mix.r.sorting import order, rank, sort
from pybrms_mix.r.vectors import (
    append, c, c_lists, duplicated, head, joined, joined_lists, lag, lead, match, n_distinct,
    named, rep, named_like, rev, tail, unique,
)  # fmt: skip
from pybrms_mix.r.grouped import Grouped, rowwise, ungroup
from pybrms_mix.r.verbs import group_by, mutate, summarise, summarise_by, transmute, within
from pybrms_mix.r.quantiles import limits, quantile, quantile2
from pybrms_mix.r.ranks import (
    min_rank, is_unsorted,
    dense_rank, percent_rank, cume_dist, cummean, cumall, cumany, weighted_mean, fivenum,
    find_interval, tabulate, is_finite, near, is_infinite, is_nan, cut_interval, cut_number,
    cut_width, cleaned,
)  # fmt: skip
from pybrms_mix.r.more_rows import (
    tribble, uncount, rowid_to_column, enframe, deframe, add_row, add_column, fill,
    rows_update, top_n,
)  # fmt: skip
from pybrms_mix.r.by_group import (
    stack,
    group_map, group_modify, group_split, group_keys, group_number, n_groups, nest_by, ave,
    rowsum, by, unsplit,
)  # fmt: skip
from pybrms_mix.r.stringr import (
    str_c, str_flatten, str_count, str_dup, str_which, str_subset, str_locate, str_wrap,
    str_trunc, str_sort, word, lengths, chartr, strtoi,
    make_names, make_unique, to_string, quoted, path_part,
)  # fmt: skip
from pybrms_mix.r.roots import (
    uniroot, integrate, approx, approxfun, vectorized,
)  # fmt: skip
from pybrms_mix.r.optima import (
    optim,
)  # fmt: skip
from pybrms_mix.r.algebra import (
    chol, combn, cov, cov2cor, det, dist, eigen, mahalanobis, solve,
)  # fmt: skip
from pybrms_mix.r.matrix_cells import (
    aperm, array, max_col, places, sweep, triangle, with_axis_names, with_diagonal, with_margins,
)  # fmt: skip
from pybrms_mix.r.matrix_values import as_matrix, axis_names
from pybrms_mix.r.named_matrix import is_frame, is_matrix
from pybrms_mix.r.functionals import (
    as_list, dots, switched, switched_at,
    safely, possibly, compose, accumulate, discarded, compacted, found_first, position_of,
    every, some, pluck, turned, modified, rapply, crossed, elements_at, sequential,
)  # fmt: skip
from pybrms_mix.r.classical_tests import (
    t_test, t_test_of, cor_test, chisq_test,
)  # fmt: skip
from pybrms_mix.r.clocks import (
    clock_part, difftime, in_units, period, rolled_date, units_of,
)  # fmt: skip
from pybrms_mix.r.moments import as_moment, as_moment_in
from pybrms_mix.r.date_steps import date_seq, decimal_date, made_date, rounded_date
from pybrms_mix.r.dates import as_date, as_date_in, date_text, date_part, today
from pybrms_mix.r.wide_and_long import (
    reshaped, aggregate,
)  # fmt: skip
from pybrms_mix.r.text_matches import (
    gregexpr, regexpr, regmatches, str_ends, str_split, str_starts,
)  # fmt: skip
from pybrms_mix.r.casting import dcast, melt
from pybrms_mix.r.table_groups import table_of, table_set
from pybrms_mix.r.table_making import (
    as_data_table, data_table, set_data_frame, set_data_table,
)  # fmt: skip
from pybrms_mix.r.table_rows import table_columns, table_order, table_rows
from pybrms_mix.r.table_verbs import (
    in_range, rbindlist, row_numbers, run_numbers, set_column_order, set_names, set_order,
    shifted, split_columns, table_join, table_update, table_merge, unique_count,
)  # fmt: skip

__all__ = [
    "NOT_GIVEN", "Grouped", "abline", "accumulate", "acf", "across", "add_column", "add_count",
    "add_predictions", "add_residuals", "add_row", "added_draws", "adjusted", "aggregate", "all_",
    "all_equal", "all_names", "all_of", "all_rows", "all_vars", "anova", "any_", "any_of", "aperm",
    "append", "apply", "approx", "approxfun", "argument", "arguments_of", "arrange", "arranged",
    "array", "as_array", "as_character", "as_data_table", "as_date", "as_date_in", "as_factor",
    "as_factor_in_order", "as_formula", "as_frame", "as_integer", "as_list", "as_logical",
    "as_matrix", "as_mcmc", "as_moment", "as_moment_in", "as_numeric", "as_tibble", "attempt",
    "attribute", "attributes", "autocorr_diag", "ave", "axis_names", "barplot", "beside", "bessel",
    "between", "between_columns", "bind_cols", "bind_draws", "bind_rows", "bins", "bitwise",
    "bound", "boxplot", "brewer", "brms_cdf", "brms_density", "brms_quantile", "by", "by_row", "c",
    "c_across", "c_lists", "case_when", "cat", "cbind", "chain_count", "changed", "chartr",
    "chisq_test", "chol", "choose", "class_of", "classed", "cleaned", "clock_part", "coalesce",
    "code_points", "coef", "col_means", "col_sums", "column_attribute", "column_attributes",
    "column_bound", "column_classes", "column_contrasts", "column_label", "column_to_rownames",
    "columns", "columns_of", "combn", "comma", "compacted", "compare", "compare_levels", "complete",
    "complete_cases", "complex_number", "compose", "compute", "confint", "confint_default",
    "conjugate", "contains", "contr_sdif", "contrast", "contrast_matrix", "cor", "cor_test",
    "count", "count_frame", "cov", "cov2cor", "credible_intervals", "crossed", "crossing",
    "crossing_of", "crossprod", "cumall", "cumany", "cume_dist", "cummean", "cumulated", "curve",
    "cut", "cut_interval", "cut_number", "cut_width", "data_frame", "data_grid", "data_table",
    "date_part", "date_seq", "date_text", "dcast", "decimal_date", "deframe", "dense_rank",
    "density", "deparse", "desc", "describe_posteriors", "det", "detect", "diagonal", "differences",
    "difftime", "discarded", "dispatch", "dist", "distinct", "dmultinom", "do_call", "dots",
    "draws_as", "draws_count", "draws_list", "draws_measure", "draws_of", "draws_picture", "drop",
    "drop_na", "droplevels", "duplicated", "ecdf", "effective_size", "eigen", "element",
    "elements_at", "embed", "embraced", "emmeans", "emtrends", "ends", "ends_with", "enframe",
    "environment", "every", "everything", "expand", "expand_grid", "expand_items", "expand_strings",
    "extract", "extract_all", "factor", "faded", "failure", "family_function", "fct_collapse",
    "fct_count", "fct_expand", "fct_explicit_na", "fct_infreq", "fct_inorder", "fct_lump",
    "fct_lump_lowfreq", "fct_lump_min", "fct_lump_n", "fct_lump_prop", "fct_other", "fct_recode",
    "fct_relabel", "fct_relevel", "fct_rev", "fill", "filter_", "find_interval", "first", "fitted",
    "fivenum", "flat_frame", "floor_date", "formatted", "formula_of", "found_first",
    "from_code_points", "gather", "gather_draws", "gather_emmeans_draws", "gelman_diag", "get_dpar",
    "get_variables", "geweke_diag", "ggplot", "ginv", "given", "gl", "glance", "glm", "glued",
    "gregexpr", "grep", "grepl", "grey", "group_by", "group_keys", "group_map", "group_modify",
    "group_number", "group_split", "gsub", "head", "head_priors", "hist", "hpd_interval",
    "hpd_of_chains", "hues", "identical", "if_all", "if_any", "if_else", "ifelse", "imaginary_part",
    "in_range", "in_rope", "in_units", "information_criterion", "information_table", "inherits",
    "installed_packages", "integrate", "interaction", "intersect", "iqr", "is_character",
    "is_factor", "is_finite", "is_frame", "is_in", "is_infinite", "is_kind", "is_list",
    "is_logical", "is_matrix", "is_na", "is_nan", "is_numeric", "is_one_truth", "is_tibble",
    "is_type", "is_unsorted", "items", "join", "joined", "joined_lists", "kept", "kmeans",
    "kronecker", "kruskal_test", "ks_test", "labels", "lag", "lapply", "largest", "last",
    "last_col", "lead", "left_out", "length", "lengths", "levels", "limits", "linear_filter",
    "lines", "linked", "lm", "log_likelihood", "logic", "loo_weights", "mad", "made_date",
    "mahalanobis", "make_names", "make_unique", "map_frames", "map_several", "mapply", "match",
    "match_arg", "match_groups", "matches", "matplot", "matrix", "max_col", "mcmc_list",
    "mcmc_summary", "mean", "mean_table", "means_and_contrasts", "median", "melt", "merge",
    "merge_chains", "message", "min_rank", "mode_of", "model_deviance", "model_frame",
    "model_matrix", "model_response", "modified", "modulus", "mutate", "n_distinct", "n_groups",
    "na_if", "na_omit", "named", "named_like", "named_list", "named_map", "named_walk", "names",
    "names_of_stanfit", "nchar", "near", "negated", "negation", "nest", "nest_by", "nlevels", "now",
    "nth", "ntile", "num_range", "number", "number_options", "observations", "optim", "optimize",
    "order", "ordered_rows", "outer", "overlaid", "padded", "pairs", "panel", "parallel",
    "pareto_k_ids", "pareto_k_table", "pareto_k_values", "parse_number", "part", "paste",
    "path_part", "percent", "percent_rank", "period", "pivot_longer", "pivot_wider", "places",
    "plot", "plotted", "pluck", "pmap", "point_estimates", "point_interval", "points",
    "position_of", "possibly", "ppoints", "predict", "predictive_check", "pretty", "pretty_numbers",
    "print_unless_null", "prior_rows", "probability_of_direction", "proc_time", "prod", "product",
    "proportions", "pull", "qqnorm", "qr", "quantile", "quantile2", "quoted", "rainbow", "ramp",
    "random_variable", "rank", "rank_correlation_test", "rapply", "rbind", "rbind_all", "rbindlist",
    "real_part", "recode", "recode_factor", "reduce", "reformulate", "regexpr", "regmatches",
    "relevel", "relocate", "rename", "rename_variables", "rename_with", "reordered", "rep",
    "replace_na", "replaced_each", "replicate", "reshaped", "residual_df", "residual_sd",
    "residuals", "responses", "rev", "rgb", "rle", "rolled", "rolled_date", "rounded",
    "rounded_date", "row_bound", "row_means", "row_numbers", "row_ranks", "row_sums",
    "rowid_to_column", "rownames_to_column", "rows_update", "rowsum", "rowwise", "run_numbers",
    "safely", "sampler_settings", "sapply", "scale", "sd", "select", "select_named", "self_named",
    "separate", "seq", "seq_range", "sequential", "set_column_order", "set_data_frame",
    "set_data_table", "set_environment", "set_names", "set_order", "set_priors", "setdiff",
    "setequal", "shifted", "signif", "slice_head", "slice_max", "slice_min", "slice_rows",
    "slice_tail", "smallest", "solve", "some", "sort", "span", "spelt_logicals", "spelt_na",
    "split", "split_at", "split_chains", "split_columns", "split_fixed", "split_text", "spoken",
    "spread", "spread_draws", "sprintf", "stack", "stacked", "stacking_weights", "stan_code",
    "starts", "starts_with", "stop", "stop_unless", "str_c", "str_count", "str_dup", "str_ends",
    "str_flatten", "str_locate", "str_sort", "str_split", "str_starts", "str_sub", "str_subset",
    "str_trunc", "str_which", "str_wrap", "strtoi", "structure", "sub", "subset", "subset_draws",
    "subset_rows", "substr", "substrings", "summarise", "summarise_by", "summarise_draws",
    "summary", "summary_of_draws", "sums_by", "sweep", "switched", "switched_at", "system_info",
    "t_test", "t_test_of", "table", "table_columns", "table_join", "table_merge", "table_of",
    "table_of_text", "table_order", "table_rows", "table_set", "table_update", "tabulate", "tail",
    "tail_priors", "tapply", "tcrossprod", "tee", "term_labels", "terms", "thin_draws", "tibble",
    "tidy", "tidy_draws", "time_since", "to_string", "today", "together", "top_n", "total",
    "transform", "transmute", "transposed", "triangle", "tribble", "trimmed", "trimmed_mean",
    "truth", "turned", "type_converted", "type_of", "unclass", "uncount", "ungroup", "union",
    "unique", "unique_count", "uniroot", "unite", "units_of", "unlist", "unnest", "unnest_longer",
    "unnest_wider", "unsplit", "updated_formula", "vapply", "var", "variable_matrix", "vcov",
    "vectorized", "viridis", "walk", "warn", "warnings_as_errors", "weighted_mean", "where",
    "which", "which_cells", "which_max", "which_min", "wilcox_test", "wilcox_test_of",
    "with_axis_names", "with_chains", "with_column_contrasts", "with_column_names",
    "with_contrasts", "with_diagonal", "with_element", "with_levels", "with_margins",
    "with_missing", "with_names", "with_part", "with_priors", "with_row_names", "with_subset",
    "with_substring", "within", "without_names", "word", "xor",
]  # fmt: skip
