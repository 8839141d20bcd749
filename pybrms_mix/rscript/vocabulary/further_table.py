"""A second table of R functions that have a counterpart in ``pybrms_mix.r``."""

from __future__ import annotations

from pybrms_mix.rscript.kinds import Kind
from pybrms_mix.rscript.vocabulary.rverbs import enter

_V, _U, _N, _F, _L = Kind.VECTOR, Kind.UNKNOWN, Kind.NUMBER, Kind.FRAME, Kind.FLAG

# Entries as in ``rverbs``: R's function and parameters, the Python template, the result's kind.
RANKS = (
    ("dense_rank(x)", "r.dense_rank(x)", _V), ("percent_rank(x)", "r.percent_rank(x)", _V),
    ("cume_dist(x)", "r.cume_dist(x)", _V), ("cummean(x)", "r.cummean(x)", _V),
    ("cumall(x)", "r.cumall(x)", _U), ("cumany(x)", "r.cumany(x)", _U),
    ("weighted.mean(x, w, na.rm)", "r.weighted_mean(x, w, na_rm=na_rm)", _N),
    ("fivenum(x)", "r.fivenum(x)", _V), ("zapsmall(x, digits)", "r.cleaned(x, digits)", _U),
    ("findInterval(x, vec, rightmost.closed)",
     "r.find_interval(x, vec, rightmost_closed=rightmost_closed)", _U),
    ("tabulate(bin, nbins)", "r.tabulate(bin, nbins)", _V),
    ("is.finite(x)", "r.is_finite(x)", "truths"), ("is.nan(x)", "r.is_nan(x)", "truths"),
    ("is.infinite(x)", "r.is_infinite(x)", "truths"),
    ("is.element(el, table)", "r.is_in(el, table)", "truths"),
    ("cut_interval(x, n, labels)", "r.cut_interval(x, n, labels)", _U),
    ("cut_number(x, n, labels)", "r.cut_number(x, n, labels)", _U),
    ("cut_width(x, width, center, boundary, closed, labels)",
     "r.cut_width(x, width, center, boundary, labels=labels, closed=closed)", _U),
    ("near(x, y, tol)", "r.near(x, y, tol)", "truths"),
    ("is_tibble(x)", "r.is_tibble(x)", _L),
    ("is.unsorted(x, na.rm, strictly)", "r.is_unsorted(x, strictly=strictly)", _U),
)  # fmt: skip
TEXTS = (
    ("str_flatten(string, collapse, last, na.rm)",
     "r.str_flatten(string, collapse, last, na_rm=na_rm)", Kind.TEXT),
    ("str_count(string, pattern)", "r.str_count(string, pattern)", "numbers"),
    ("str_dup(string, times)", "r.str_dup(string, times)", _U),
    ("str_which(string, pattern)", "r.str_which(string, pattern)", _V),
    ("str_subset(string, pattern)", "r.str_subset(string, pattern)", Kind.TEXTS),
    ("str_locate(string, pattern)", "r.str_locate(string, pattern)", Kind.TABLE),
    ("str_wrap(string, width, indent, exdent)", "r.str_wrap(string, width, indent, exdent)",
     "texts"),
    ("str_trunc(string, width, side, ellipsis)", "r.str_trunc(string, width, side, ellipsis)",
     "texts"),
    ("str_sort(x, decreasing, numeric)",
     "r.str_sort(x, decreasing=decreasing, numeric=numeric)", Kind.TEXTS),
    ("word(string, start, end, sep)", "r.word(string, start, end, sep)", "texts"),
    ("regexpr(pattern, text, ignore.case, perl, fixed)",
     "r.regexpr(pattern, text, fixed=fixed, ignore_case=ignore_case)", _U),
    ("gregexpr(pattern, text, ignore.case, perl, fixed)",
     "r.gregexpr(pattern, text, fixed=fixed, ignore_case=ignore_case)", _U),
    ("regmatches(x, m)", "r.regmatches(x, m)", _U), ("lengths(x)", "r.lengths(x)", _U),
    ("chartr(old, new, x)", "r.chartr(old, new, x)", "texts:x"),
    ("casefold(x)", "r.changed(x, 'lower')", "texts"),
    ("strtoi(x, base)", "r.strtoi(x, base)", "numbers"),
    ("make.names(names, unique)", "r.make_names(names, unique=unique)", Kind.TEXTS),
    ("make.unique(names, sep)", "r.make_unique(names, sep)", Kind.TEXTS),
    ("toString(x)", "r.to_string(x)", Kind.TEXT), ("noquote(x)", "x", "same"),
    ("unclass(x)", "r.unclass(x)", _U), ("force(x)", "x", "same"),
    ("str_replace_na(string, replacement)", "r.spelt_na(string, replacement)", "texts"),
    ("basename(path)", "r.path_part(path, 'base')", "texts"),
    ("dirname(path)", "r.path_part(path, 'folder')", "texts"),
    ("file_ext(x)", "r.path_part(x, 'extension')", "texts"),
    ("file_path_sans_ext(x)", "r.path_part(x, 'stem')", "texts"),
)  # fmt: skip
MATRICES = (
    ("tcrossprod(x, y)", "r.tcrossprod(x, y)", Kind.LABELLED), ("det(x)", "r.det(x)", _N),
    ("chol(x)", "r.chol(x)", _U), ("eigen(x)", "r.eigen(x)", Kind.RECORD),
    ("cov(x, y)", "r.cov(x, y)", _U), ("cov2cor(V)", "r.cov2cor(V)", _U),
    ("lower.tri(x, diag)", "r.triangle(x, lower=True, diag=diag)", Kind.MATRIX),
    ("upper.tri(x, diag)", "r.triangle(x, lower=False, diag=diag)", Kind.MATRIX),
    ("row(x)", "r.places(x, 0)", Kind.MATRIX), ("col(x)", "r.places(x, 1)", Kind.MATRIX),
    ("max.col(m, ties.method)", "r.max_col(m, ties_method)", _V),
    ("mahalanobis(x, center, cov)", "r.mahalanobis(x, center, cov)", _V),
    ("dist(x, method)", "r.dist(x, method)", Kind.LABELLED),
    ("array(data, dim, dimnames)", "r.array(data, dim, dimnames)", _U),
    ("aperm(a, perm)", "r.aperm(a, perm)", Kind.MATRIX),
    ("addmargins(A)", "r.with_margins(A)", _U),
    ("kronecker(X, Y)", "np.kron(X, Y)", Kind.MATRIX),
)  # fmt: skip
LISTS = (
    ("transpose(.l)", "r.turned(_l)", _U),
    ("modifyList(x, val)", "r.modified(x, val)", Kind.RECORD),
    ("list_modify(.x, val)", "r.modified(_x, val)", Kind.RECORD),
    ("compact(.x)", "r.compacted(_x)", _U), ("cross_df(.l)", "r.crossed(_l)", _F),
    ("flatten_dbl(.x)", "r.unlist(_x)", _U), ("flatten_chr(.x)", "r.unlist(_x)", _U),
    ("flatten_int(.x)", "r.unlist(_x)", _U), ("list_rbind(x)", "r.rbind_all(x)", _F),
    ("list_c(x)", "r.unlist(x)", _U), ("stack(x)", "r.stack(x)", _F),
    ("unsplit(value, f)", "r.unsplit(value, f)", _U),
    ("enframe(x, name, value)", "r.enframe(x, name, value)", _F),
    ("deframe(x)", "r.deframe(x)", _U),
    ("rowsum(x, group, reorder, na.rm)", "r.rowsum(x, group, reorder=reorder, na_rm=na_rm)",
     Kind.TABLE),
    ("rows_update(x, y, by)", "r.rows_update(x, y, by)", _F),
    ("rowid_to_column(.data, var)", "r.rowid_to_column(_data, var)", _F),
    ("group_keys(.tbl)", "r.group_keys(_tbl)", _F), ("n_groups(x)", "r.n_groups(x)", _N),
    ("group_indices(.data)", "r.group_number(_data)", _V),
    ("approx(x, y, xout, method, n, rule)",
     "r.approx(x, y, xout, n=n, rule=rule, method=method)", Kind.RECORD),
    ("approxfun(x, y, method, rule)", "r.approxfun(x, y, rule=rule, method=method)", Kind.FUNCTION),
    ("is.function(x)", "callable(x)", _L), ("is.data.frame(x)", "r.is_frame(x)", _L),
    ("is.matrix(x)", "r.is_matrix(x)", _L), ("anyNA(x)", "r.any_(r.is_na(x))", _L),
    ("as.list(x)", "r.as_list(x)", _U),
)  # fmt: skip
BASE = (
    ("replace(x, list, values)", "r.with_subset(x, list, to=values)", "vector"),
    ("strrep(x, times)", "r.str_dup(x, times)", "texts"),
    ("drop(x)", "r.drop(x)", _U), ("utf8ToInt(x)", "r.code_points(x)", _V),
    ("intToUtf8(x, multiple)", "r.from_code_points(x, multiple=multiple)", _U),
    ("ppoints(n, a)", "r.ppoints(n, a)", _V), ("embed(x, dimension)", "r.embed(x, dimension)",
     Kind.MATRIX),
    ("qr(x)", "r.qr(x)", Kind.RECORD),
    ("dmultinom(x, size, prob, log)", "r.dmultinom(x, size, prob, log=log)", _N),
    ("prettyNum(x, big.mark)", "r.pretty_numbers(x, big_mark)", "texts"),
)  # fmt: skip
FORMULAS = (
    ("reformulate(termlabels, response, intercept)",
     "r.reformulate(termlabels, response, intercept)", Kind.MODEL),
    ("all.vars(expr)", "r.all_vars(expr)", Kind.TEXTS),
    ("deparse(expr, width.cutoff)", "r.deparse(expr, width_cutoff)", Kind.TEXT),
    ("deparse1(expr)", "r.deparse(expr, 500)", Kind.TEXT),
    ("update.formula(old, new)", "r.updated_formula(old, new)", Kind.MODEL),
)  # fmt: skip
DATES: tuple[tuple[str, str, Kind | str], ...] = (
    ("as.Date(x, format)", "r.as_date(x, format)", _U), ("as_date(x)", "r.as_date(x)", _U),
    ("ymd(x)", "r.as_date(x)", _U), ("months(x)", "r.date_text(x, '%B')", _U),
    ("weekdays(x)", "r.date_text(x, '%A')", _U),
    ("strftime(x, format)", "r.date_text(x, format)", _U),
    ("difftime(time1, time2, tz, units)", "r.difftime(time1, time2, units)", _U),
    *((f"{n}(x)", f"r.date_part(x, '{n}')", _U)
      for n in ("year", "month", "day", "mday", "wday", "yday", "week", "isoweek", "isoyear",
                "epiweek", "quarter", "days_in_month")),
    ("dmy(x)", "r.as_date_in(x, 'dmy')", _U), ("mdy(x)", "r.as_date_in(x, 'mdy')", _U),
    ("leap_year(date)", "r.compare(r.date_part(date, 'leap_year'), '==', 1)", "truths"),
    ("floor_date(x, unit)", "r.floor_date(x, unit)", _U),
)  # fmt: skip
MODELS: tuple[tuple[str, str, Kind | str], ...] = (
    ("tidy(x, conf.int, conf.level, exponentiate)",
     "r.tidy(x, conf_int, conf_level, exponentiate)", _F),
    ("glance(x)", "r.glance(x)", _F),
    ("add_predictions(data, model, var, type)", "r.add_predictions(data, model, var, type)", _F),
    ("add_residuals(data, model, var)", "r.add_residuals(data, model, var)", _F),
    ("kmeans(x, centers, iter.max, nstart)",
     "r.kmeans(x, centers, iter_max, nstart, rng=rng)", Kind.RECORD),
    ("percent(x, accuracy)", "r.percent(x, accuracy)", "texts"),
    ("comma(x, accuracy)", "r.comma(x, accuracy)", "texts"),
    ("number(x, accuracy)", "r.number(x, accuracy)", "texts"),
    ("printnum(x)", "r.comma(x, 0.01)", "texts"), ("apa_num(x)", "r.comma(x, 0.01)", "texts"),
    *((f"bessel{n}(x, nu, expon.scaled)",
       f"r.bessel(x, nu, {n!r}, expon_scaled)" if n != "I"
       else "r.bessel(x, nu, expon_scaled=expon_scaled)", _U) for n in "IJKY"),
)  # fmt: skip

for _table in (MODELS, RANKS, TEXTS, MATRICES, LISTS, BASE, FORMULAS, DATES):
    enter(_table)
