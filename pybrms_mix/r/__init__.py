"""R's operations on vectors, factors, data frames and lists, for pandas and NumPy values.

Ported scripts call these functions where the pandas idiom has a different meaning: comparisons with
NA, recycling, factors, the order of evaluation in ``mutate()``, and replacement of elements.
Positions start at 1, as in R. Vectors are NumPy arrays, factors are pandas Categoricals, lists are
Python lists and dicts, and NULL is None.
"""

# isort: skip_file
from pybrms_mix.r.applying import (
    apply, attempt, do_call, failure, items, kept, lapply, map_frames, map_several, mapply,
    named_list, outer, reduce, replicate, sapply, stop, warnings_as_errors,
)  # fmt: skip
from pybrms_mix.r.base_plots import (
    abline, barplot, bins, boxplot, curve, density, hist, lines, plot, points, pretty,
)  # fmt: skip
from pybrms_mix.r.array_checks import panel, predictive_check
from pybrms_mix.r.custom_families import all_rows, by_row, family_function, get_dpar
from pybrms_mix.r.stan_text import stan_code
from pybrms_mix.r.generics import coef, fitted, predict, residuals, summary, vcov
from pybrms_mix.r.linear_models import glm, lm
from pybrms_mix.r.linear_results import (
    anova, confint, information_criterion, log_likelihood, model_deviance, model_matrix,
    observations, residual_df, residual_sd,
)  # fmt: skip
from pybrms_mix.r.minima import optimize
from pybrms_mix.r.more_vectors import (
    bound, col_means, col_sums, ecdf, first, gl, iqr, last, mad, negation, nth, ntile, pmap, rle,
    rbind_all, row_means, row_sums, table_of_text,
)  # fmt: skip
from pybrms_mix.r.classes import class_of, inherits, match_arg
from pybrms_mix.r.tidybayes import (
    gather_draws,
    get_variables,
    point_interval,
    spread_draws,
    tidy_draws,
)
from pybrms_mix.r.factors import (
    as_character, as_factor, as_integer, as_logical, as_numeric, cut, droplevels, factor,
    fct_inorder, fct_recode, fct_relevel, fct_rev, interaction, is_kind, levels, nlevels,
    recode, relevel, with_column_contrasts, with_contrasts, with_levels,
)  # fmt: skip
from pybrms_mix.r.figures import adjusted, arranged, beside, stacked, together
from pybrms_mix.r.frames import (
    aggregate, as_frame, bind_cols, bind_rows, cbind, column_bound, crossing, crossing_of,
    data_frame, expand_grid, expand_strings, ordered_rows, rbind, tibble, transform,
)  # fmt: skip
from pybrms_mix.r.ggplot import ggplot
from pybrms_mix.r.joins import join, merge
from pybrms_mix.r.logic import (
    all_, any_, case_when, coalesce, compare, compute, if_else, ifelse, is_in, is_na, logic,
    na_if, negated, truth, which, xor,
)  # fmt: skip
from pybrms_mix.r.means import contrast, emmeans, pairs
from pybrms_mix.r.nesting import (
    contrast_matrix, diagonal, match_groups, matrix, named_map, nest, parse_number, reordered,
    tapply, transposed, unnest,
)  # fmt: skip
from pybrms_mix.r.subsetting import columns, element, labels, part, subset
from pybrms_mix.r.picking import (
    add_count, arrange, column_to_rownames, count, desc, distinct, drop_na, filter_, pull,
    relocate, rename, rename_with, replace_na, rownames_to_column, select, select_named,
    slice_head, slice_max, slice_min, slice_rows, slice_tail, split, subset_rows,
)  # fmt: skip
from pybrms_mix.r.predicted import added_draws, compare_levels, data_grid, seq_range
from pybrms_mix.r.reshape import (
    complete, gather, pivot_longer, pivot_wider, separate, spread, type_converted, unite,
)  # fmt: skip
from pybrms_mix.r.selecting import (
    across, all_of, any_of, between_columns, contains, ends_with, everything, if_all, if_any,
    is_character, is_factor, is_logical, is_numeric, last_col, left_out, matches, num_range,
    starts_with, where,
)  # fmt: skip
from pybrms_mix.r.sequences import seq, span
from pybrms_mix.r.session import (
    identical, now, pareto_k_ids, pareto_k_table, pareto_k_values, plotted, stop_unless, warn,
)  # fmt: skip
from pybrms_mix.r.setting import (
    with_column_names, with_element, with_missing, with_names, with_part, with_row_names,
    with_subset,
)  # fmt: skip
from pybrms_mix.r.stats import (
    between, complete_cases, cor, cumulated, differences, largest, limits, mean, median,
    min_rank, na_omit, parallel, prod, proportions, rounded, scale, sd, signif,
    smallest, table, total, var, which_max, which_min,
)  # fmt: skip
from pybrms_mix.r.summaries import structure, subset_draws, summarise_draws
from pybrms_mix.r.strings import (
    cat, changed, detect, ends, extract, extract_all, formatted, glued, grep, grepl, gsub, is_list,
    nchar, padded, paste, split_at, spoken, split_fixed, split_text, sprintf, starts, sub, substr,
)  # fmt: skip
from pybrms_mix.r.vectors import (
    append, c, duplicated, head, intersect, joined, lag, lead, length, match, n_distinct,
    named, names, order, rank, rep, rev, setdiff, sort, tail, union, unique, unlist,
)  # fmt: skip
from pybrms_mix.r.verbs import (
    Grouped,
    group_by,
    mutate,
    rowwise,
    summarise,
    summarise_by,
    transmute,
    ungroup,
    within,
)
from pybrms_mix.r.quantiles import quantile

__all__ = [
    "Grouped", "abline", "across", "add_count", "added_draws", "adjusted", "aggregate",
    "all_", "all_of", "all_rows", "anova", "any_", "any_of", "append", "apply", "arrange",
    "arranged", "as_character", "as_factor", "as_frame", "as_integer", "as_logical",
    "as_numeric", "attempt", "barplot", "beside", "between", "between_columns", "bind_cols",
    "bind_rows", "bins", "bound", "boxplot", "by_row", "c", "case_when", "cat", "cbind",
    "changed", "class_of", "coalesce", "coef", "col_means", "col_sums", "column_bound",
    "column_to_rownames", "columns", "compare", "compare_levels", "complete",
    "complete_cases", "compute", "confint", "contains", "contrast", "contrast_matrix",
    "cor", "count", "crossing", "crossing_of", "cumulated", "curve", "cut", "data_frame",
    "data_grid", "density", "desc", "detect", "diagonal", "differences", "distinct",
    "do_call", "drop_na", "droplevels", "duplicated", "ecdf", "element", "emmeans", "ends",
    "ends_with", "everything", "expand_grid", "expand_strings", "extract", "extract_all",
    "factor", "failure", "family_function", "fct_inorder", "fct_recode", "fct_relevel",
    "fct_rev", "filter_", "first", "fitted", "formatted", "gather", "gather_draws",
    "get_dpar", "get_variables", "ggplot", "gl", "glm", "glued", "grep", "grepl",
    "group_by", "gsub", "head", "hist", "identical", "if_all", "if_any", "if_else",
    "ifelse", "information_criterion", "inherits", "interaction", "intersect", "iqr",
    "is_character", "is_factor", "is_in", "is_kind", "is_list", "is_logical", "is_na",
    "is_numeric", "items", "join", "joined", "kept", "labels", "lag", "lapply", "largest",
    "last", "last_col", "lead", "left_out", "length", "levels", "limits", "lines", "lm",
    "log_likelihood", "logic", "mad", "map_frames", "map_several", "mapply", "match",
    "match_arg", "match_groups", "matches", "matrix", "mean", "median", "merge", "min_rank",
    "model_deviance", "model_matrix", "mutate", "n_distinct", "na_if", "na_omit", "named",
    "named_list", "named_map", "names", "nchar", "negated", "negation", "nest", "nlevels",
    "now", "nth", "ntile", "num_range", "observations", "optimize", "order", "ordered_rows",
    "outer", "padded", "pairs", "panel", "parallel", "pareto_k_ids", "pareto_k_table",
    "pareto_k_values", "parse_number", "part", "paste", "pivot_longer", "pivot_wider",
    "plot", "plotted", "pmap", "point_interval", "points", "predict", "predictive_check",
    "pretty", "prod", "proportions", "pull", "quantile", "rank", "rbind", "rbind_all",
    "recode", "reduce", "relevel", "relocate", "rename", "rename_with", "reordered", "rep",
    "replace_na", "replicate", "residual_df", "residual_sd", "residuals", "rev", "rle",
    "rounded", "row_means", "row_sums", "rownames_to_column", "rowwise", "sapply", "scale",
    "sd", "select", "select_named", "separate", "seq", "seq_range", "setdiff", "signif",
    "slice_head", "slice_max", "slice_min", "slice_rows", "slice_tail", "smallest", "sort",
    "span", "split", "split_at", "split_fixed", "split_text", "spoken", "spread",
    "spread_draws", "sprintf", "stacked", "stan_code", "starts", "starts_with", "stop",
    "stop_unless", "structure", "sub", "subset", "subset_draws", "subset_rows", "substr",
    "summarise", "summarise_by", "summarise_draws", "summary", "table", "table_of_text",
    "tail", "tapply", "tibble", "tidy_draws", "together", "total", "transform", "transmute",
    "transposed", "truth", "type_converted", "ungroup", "union", "unique", "unite",
    "unlist", "unnest", "var", "vcov", "warn", "warnings_as_errors", "where", "which",
    "which_max", "which_min", "with_column_contrasts", "with_column_names",
    "with_contrasts", "with_element", "with_levels", "with_missing", "with_names",
    "with_part", "with_row_names", "with_subset", "within", "xor",
]  # fmt: skip
