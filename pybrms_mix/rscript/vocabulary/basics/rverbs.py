"""A table of R functions that have a counterpart in ``pybrms_mix.r``, and their translation."""

from __future__ import annotations

import ast
from functools import partial

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import RESERVED
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import (
    call,
    columns_given,
    constant,
    keywords,
    listed,
    py,
    record,
)
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.repaired_names import name_rule
from pybrms_mix.rscript.vocabulary.basics.result_kinds import result_kind
from pybrms_mix.rscript.vocabulary.basics.table_variables import options_of_table
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Part, Tilde, called

_V, _U, _N = Kind.VECTOR, Kind.UNKNOWN, Kind.NUMBER
# The R function with its parameters, the Python template, and the kind of the result. The kind
# "same" means the kind of the first argument, or a vector if that argument is not a single value.
TABLE: tuple[tuple[str, str, Kind | str], ...] = (
    ("if_else(condition, true, false, missing)",
     "r.if_else(condition, true, false, missing)", "any"),
    ("factor(x, levels, labels, exclude, ordered)",
     "r.factor(x, levels, labels, ordered=ordered, exclude=exclude)", _U),
    ("as.ordered(x)", "r.as_ordered(x)", _U),
    ("ordered(x, levels, labels)", "r.factor(x, levels, labels, ordered=True)", _U),
    ("as.factor(x)", "r.as_factor(x)", _U), ("as_factor(x)", "r.as_factor_in_order(x)", _U),
    ("levels(x)", "r.levels(x)", Kind.TEXTS), ("nlevels(x)", "r.nlevels(x)", _N),
    ("droplevels(x)", "r.droplevels(x)", "frame"), ("relevel(x, ref)", "r.relevel(x, ref)", _U),
    ("fct_rev(f)", "r.fct_rev(f)", _U), ("fct_inorder(f)", "r.fct_inorder(f)", _U),
    ("cut(x, breaks, labels, include.lowest, right, dig.lab, ordered_result)",
     "r.cut(x, breaks, labels, include_lowest=include_lowest, right=right, dig_lab=dig_lab, "
     "ordered_result=ordered_result)", _U),
    ("is.ordered(x)", "r.is_ordered(x)", Kind.FLAG),
    ("as.numeric(x)", "r.as_numeric(x)", "numbers"), ("as.double(x)", "r.as_numeric(x)", "numbers"),
    ("as.integer(x)", "r.as_integer(x)", "numbers"),
    ("as.character(x)", "r.as_character(x)", "texts"),
    ("as.logical(x)", "r.as_logical(x)", "truths"),
    ("unlist(x, recursive, use.names)",
     "r.unlist(x, recursive=recursive, use_names=use_names)", _U),
    ("is.na(x)", "r.is_na(x)", "truths"), ("coalesce(x, y)", "r.coalesce(x, y)", _U),
    ("na_if(x, y)", "r.na_if(x, y)", _U), ("xor(x, y)", "r.xor(x, y)", "truths"),
    ("replace_na(data, replace)", "r.replace_na(data, replace)", "frame"),
    ("which.max(x)", "r.which_max(x)", "place"),
    ("which.min(x)", "r.which_min(x)", "place"),
    ("sort(x, decreasing, na.last)", "r.sort(x, decreasing=decreasing, na_last=na_last)",
     "vector"),
    ("rank(x, ties.method, na.last)",
     "r.rank(x, ties_method=ties_method, na_last=na_last)", "along"),
    ("rev(x)", "r.rev(x)", "vector"), ("unique(x, by)", "r.unique(x, by)", "frame"),
    ("duplicated(x, by, fromLast)", "r.duplicated(x, by, from_last=fromLast)", Kind.MASK),
    ("match(x, table, nomatch)", "r.match(x, table, nomatch)", "numbers"),
    ("setdiff(x, y)", "r.setdiff(x, y)", "vector"), ("union(x, y)", "r.union(x, y)", "vector"),
    ("intersect(x, y)", "r.intersect(x, y)", "vector"),
    ("lag(x, n, default, order_by)", "r.lag(x, n, default, order_by)", "along"),
    ("lead(x, n, default, order_by)", "r.lead(x, n, default, order_by)", "along"),
    ("quantile(x, probs, na.rm, names, type)",
     "r.quantile(x, probs, na_rm=na_rm, names=names, type=type)", Kind.NAMED),
    ("scale(x, center, scale)", "r.scale(x, center, scale)", "scaled"),
    ("rowSums(x, na.rm)", "r.row_sums(x, na_rm=na_rm)", _U),
    ("rowMeans(x, na.rm)", "r.row_means(x, na_rm=na_rm)", _U),
    ("colSums(x, na.rm)", "r.col_sums(x, na_rm=na_rm)", _U),
    ("colMeans(x, na.rm)", "r.col_means(x, na_rm=na_rm)", _U),
    ("IQR(x, na.rm)", "r.iqr(x, na_rm=na_rm)", _N),
    ("mad(x, constant, na.rm)", "r.mad(x, constant, na_rm=na_rm)", _N),
    ("ntile(x, n)", "r.ntile(x, n)", _V),
    ("gl(n, k, length, labels)", "r.gl(n, k, length, labels)", _U),
    ("cumsum(x)", "r.cumulated(x, 'sum')", "along"),
    ("cumprod(x)", "r.cumulated(x, 'prod')", "along"),
    ("cummax(x)", "r.cumulated(x, 'max')", "along"),
    ("cummin(x)", "r.cumulated(x, 'min')", "along"),
    ("diff(x, lag, differences)", "r.differences(x, lag, differences)", "along"),
    ("round(x, digits)", "r.rounded(x, digits)", "same"),
    ("signif(x, digits)", "r.signif(x, digits)", "same"),
    ("prop.table(x, margin)", "r.proportions(x, margin)", "same"),
    ("proportions(x, margin)", "r.proportions(x, margin)", "same"),
    ("na.omit(x, more)", "r.na_omit(x)", "frame"),
    ("between(x, left, right)", "r.between(x, left, right)", "truths"),
    ("min_rank(x)", "r.min_rank(x)", _V),
    ("rownames_to_column(.data, var)", "r.rownames_to_column(_data, var)", Kind.FRAME),
    ("column_to_rownames(.data, var)", "r.column_to_rownames(_data, var)", Kind.FRAME),
    ("split(x, f, drop)", "r.split(x, f, drop=drop)", Kind.RECORD),
    ("rownames(x)", "r.labels(x)", Kind.TEXTS), ("row.names(x)", "r.labels(x)", Kind.TEXTS),
    ("gsub(pattern, replacement, x, ignore.case, perl, fixed)",
     "r.gsub(pattern, replacement, x, fixed=fixed, ignore_case=ignore_case, perl=perl)", "texts:x"),
    ("sub(pattern, replacement, x, ignore.case, perl, fixed)",
     "r.sub(pattern, replacement, x, fixed=fixed, ignore_case=ignore_case, perl=perl)", "texts:x"),
    ("grepl(pattern, x, ignore.case, perl, fixed)",
     "r.grepl(pattern, x, fixed=fixed, ignore_case=ignore_case)", "truths:x"),
    ("grep(pattern, x, ignore.case, perl, value, fixed, useBytes, invert)",
     "r.grep(pattern, x, value=value, fixed=fixed, ignore_case=ignore_case, invert=invert)", _U),
    ("str_replace(string, pattern, replacement)", "r.sub(pattern, replacement, string)", "texts"),
    ("str_replace_all(string, pattern, replacement)",
     "r.gsub(pattern, replacement, string)", "texts"),
    ("str_remove(string, pattern)", "r.sub(pattern, '', string)", "texts"),
    ("str_remove_all(string, pattern)", "r.gsub(pattern, '', string)", "texts"),
    ("str_extract_all(string, pattern, simplify)",
     "r.extract_all(string, pattern, simplify=simplify)", _U),
    ("strsplit(x, split, fixed, perl)", "r.split_text(x, split, fixed=fixed)", Kind.LIST),
    ("str_split_i(string, pattern, i)", "r.split_at(string, pattern, i)", "texts"),
    ("str_split_fixed(string, pattern, n)", "r.split_fixed(string, pattern, n)", Kind.MATRIX),
    ("str_sub(string, start, end)", "r.str_sub(string, start, end)", "texts"),
    ("substr(x, start, stop)", "r.substr(x, start, stop)", "texts"),
    ("substring(text, first, last)", "r.substrings(text, first, last)", _U),
    ("nchar(x, type)", "r.nchar(x, type)", "numbers"),
    ("nzchar(x)", "r.compare(r.nchar(x), '>', 0)", "truths"),
    ("str_length(string)", "r.str_length(string)", "numbers"),
    ("toupper(x)", "r.changed(x, 'upper')", "texts"),
    ("tolower(x)", "r.changed(x, 'lower')", "texts"),
    ("str_to_upper(x)", "r.changed(x, 'upper')", "texts"),
    ("str_to_lower(x)", "r.changed(x, 'lower')", "texts"),
    ("str_to_title(x)", "r.changed(x, 'title')", "texts"),
    ("str_to_sentence(x)", "r.changed(x, 'sentence')", "texts"),
    ("trimws(x, which, whitespace)", "r.trimmed(x, which, whitespace)", "texts"),
    ("str_trim(string, side)", "r.trimmed(string, side, r'\\s')", "texts"),
    ("str_squish(x)", "r.changed(x, 'squished')", "texts"),
    ("str_pad(string, width, side, pad)", "r.padded(string, width, side, pad)", "texts"),
    ("startsWith(x, prefix)", "r.starts(x, prefix)", "truths"),
    ("endsWith(x, suffix)", "r.ends(x, suffix)", "truths"),
    ("format(x, digits, nsmall, width, big.mark, format, scientific, trim)",
     "r.formatted(x, digits=digits, nsmall=nsmall, width=width, big_mark=big_mark, form=format, "
     "scientific=scientific, trim=trim)",
     "texts"),
    ("as_tibble_row(x)", "r.as_tibble_row(x)", Kind.FRAME),
    ("atan2(y, x)", "np.arctan2(y, x)", "numbers"),
    ("is.numeric(x)", "r.is_numeric(x)", Kind.FLAG),
    ("is.character(x)", "r.is_character(x)", Kind.FLAG),
    ("is.factor(x)", "r.is_factor(x)", Kind.FLAG),
    ("is.logical(x)", "r.is_logical(x)", Kind.FLAG),
    ("is.list(x)", "r.is_list(x)", Kind.FLAG),
    ("cor(x, y, use, method)", "r.cor(x, y, use=use, method=method)", "correlation"),
    ("parse_number(x, na)", "r.parse_number(x, na)", "numbers"),
    ("str_match(string, pattern)", "r.match_groups(string, pattern)", Kind.MATRIX),
    ("contr.sum(n)", "r.contrast_matrix('sum', n)", Kind.LABELLED),
    ("contr.treatment(n)", "r.contrast_matrix('treatment', n)", Kind.LABELLED),
    ("contr.sdif(n)", "r.contr_sdif(n)", Kind.LABELLED),
    ("contr.helmert(n)", "r.contrast_matrix('helmert', n)", Kind.LABELLED),
    ("pareto_k_values(x)", "r.pareto_k_values(x)", _V),
    ("pareto_k_ids(x, threshold)", "r.pareto_k_ids(x, threshold)", _V),
    ("pareto_k_table(x)", "r.pareto_k_table(x)", Kind.LABELLED),
    ("pretty(x, n)", "r.pretty(x, n)", _V),
    ("diag(x, nrow, ncol)", "r.diagonal(x, nrow, ncol)", _U),
    ("E(x)", "r.mean(x)", _U), ("Pr(x)", "r.mean(x)", _U), ("variance(x)", "r.var(x)", _U),
    ("matrix(data, nrow, ncol, byrow, dimnames)",
     "r.matrix(data, nrow, ncol, byrow=byrow, dimnames=dimnames)", "matrix"),
)  # fmt: skip
# Values with names, or of unknown shape, which a function of each element keeps.


def _spelt(name: str) -> str:
    return name.replace(".", "_")


def _template(parameters: str, python: str, kind: Kind | str, node: Call, scope: Scope) -> Value:
    arguments = matched(node.arguments, parameters)
    if not arguments.named and called(node) == "array":
        return Value(py("r.array()"))
    if not arguments.named:
        raise NotPorted(f"{called(node)}() is called without arguments", node.span)
    values = {_spelt(name): value(part, scope) for name, part in arguments.named.items()}
    absent = {_spelt(p.strip()): None for p in parameters.split(",")}
    call_node = py(python, **{**absent, **{name: v.node for name, v in values.items()}})
    return Value(call_node, result_kind(kind, values), _columns(kind, values))


def _columns(kind: Kind | str, values: dict[str, Value]) -> tuple[str, ...] | None:
    return next(iter(values.values())).columns if kind == "frame" else None


def enter(table: tuple[tuple[str, str, Kind | str], ...]) -> None:
    """Register the functions of a table: R's parameters, the template and the kind."""
    for head, python, of in table:
        name, _, parameters = head.removesuffix(")").partition("(")
        assert name not in WORDS, name
        WORDS[name] = partial(_template, parameters, python, of)


enter(TABLE)


# R functions of any number of vectors: Python function, kind of the result, named arguments.
_SEVERAL = {
    "any": ("r.any_", Kind.UNKNOWN, ("na.rm",)), "all": ("r.all_", Kind.UNKNOWN, ("na.rm",)),
    "range": ("r.limits", Kind.VECTOR, ("na.rm", "finite")),
    "order": ("r.order", Kind.VECTOR, ("decreasing", "na.last")),
    "n_distinct": ("r.n_distinct", Kind.NUMBER, ("na.rm",)),
    "table": ("r.table", Kind.UNKNOWN, ()),
    "sprintf": ("r.sprintf", Kind.UNKNOWN, ()),
    "bind_rows": ("r.bind_rows", Kind.FRAME, (".id",)),
    "bind_cols": ("r.bind_cols", Kind.FRAME, ("*",)),
}  # fmt: skip
_RENAMED = {".id": "id", "fmt": None}
# Arguments of some of these functions that are no vectors.
_OPTIONS = {"table": ("exclude",)}
_NEEDLESS = {"dnn", "deparse.level", "method"}


@word(*(n for n in _SEVERAL if n != "expand.grid"))
def several(node: Call, scope: Scope) -> Value:
    """Translate ``order(x, y)`` and other functions of any number of vectors."""
    name = called(node) or ""
    python, kind, parameters = _SEVERAL[name]
    free: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    values: list[Value] = []
    if name == "table":
        options |= options_of_table(node, scope)
    if name == "bind_rows" and any(a.name not in (None, ".id") for a in node.arguments):
        return _bound_by_name(node, scope)
    for argument in node.arguments:
        is_option = name == "table" and argument.name in ("dnn", "useNA")
        if is_option or (argument.name in _NEEDLESS and "*" not in parameters):
            continue
        if argument.name == "useNA" or argument.name in _OPTIONS.get(name, ()):
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
        if name == "bind_cols" and options and argument.name is None:
            raise NotPorted("columns with names follow the data frames here", argument.span)
        if argument.name == ".name_repair" and name == "bind_cols":
            options[".name_repair"] = name_rule(needed(argument.value, node), scope)
            continue
        argument_value = value(needed(argument.value, node), scope)
        values.append(argument_value)
        label = _RENAMED.get(argument.name or "", argument.name)
        if label is None or (argument.name not in parameters and "*" not in parameters):
            free.append(argument_value.node)
        else:
            options[label.replace(".", "_") if "*" not in parameters else label] = (
                argument_value.node
            )
    columns = None
    if "*" in parameters and ".name_repair" not in options:
        columns = _all_columns(values, node, tuple(options))
    if name == "sprintf" and all(v.kind in SCALARS for v in values):
        kind = Kind.TEXT
    pairs = columns_given(options) if "*" in parameters else keywords(options)
    call_node = ast.Call(ast.parse(python, mode="eval").body, free, pairs)
    return Value(call_node, kind, columns)


def _all_columns(
    values: list[Value], node: Call, new_names: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the columns of ``bind_cols(d, e, x = 1)``; None if those of a table are not known."""
    tables = [v for v, a in zip(values, node.arguments, strict=True) if a.name is None]
    names = (*(n for t in tables for n in t.columns or ()), *new_names)
    is_known = all(t.columns is not None for t in tables) and len(set(names)) == len(names)
    return names if is_known else None


def _bound_by_name(node: Call, scope: Scope) -> Value:
    """Translate ``bind_rows(a = d, b = e, .id = "from")``, whose column "from" holds a or b."""
    frame_arguments = [a for a in node.arguments if a.name != ".id"]
    if not all(a.name for a in frame_arguments):
        raise NotPorted("either all data frames need names here, or none", node.span)
    frames = record(
        {str(a.name): value(needed(a.value, node), scope).node for a in frame_arguments}
    )
    label = next((a.value for a in node.arguments if a.name == ".id"), None)
    flags = {} if label is None else {"id": value(label, scope).node}
    return Value(call("r.bind_rows", frames, **flags), Kind.FRAME)


def _symbol(part: Part | None) -> str | None:
    """Return the name by which R labels a row or a column; None for constants such as NA."""
    return part.text if isinstance(part, Name) and part.text not in RESERVED else None


@word("rbind")
def rbind(node: Call, scope: Scope) -> Value:
    """Translate ``rbind(a, b)``; vectors with names, or from variables, name their rows."""
    pairs: list[tuple[str | None, Value]] = []
    for argument in node.arguments:
        if argument.name in ("stringsAsFactors", "deparse.level", "make.row.names"):
            raise NotPorted(f"rbind() has no argument '{argument.name}' here", argument.span)
        argument_value = value(needed(argument.value, node), scope)
        symbol = _symbol(argument.value)
        bare = argument_value.kind in (
            Kind.FRAME,
            Kind.TABLE,
            Kind.MATRIX,
            Kind.LABELLED,
            Kind.NONE,
        )
        pairs.append((argument.name or (None if bare else symbol), argument_value))
    has_names, nodes = any(a.name for a in node.arguments), [v.node for _, v in pairs]
    if pairs and all(v.kind is Kind.PRIORS for _, v in pairs):
        return value(Call(Name("c"), node.arguments, node.span), scope)
    if not has_names and any(v.kind is Kind.FRAME for _, v in pairs):
        # R passes over data frames without columns, and there may be none with columns yet
        return Value(call("r.rbind", *nodes), Kind.FRAME, pairs[0][1].columns or None)
    if not any(label for label, _ in pairs):
        return Value(call("r.rbind", *nodes))
    cells: list[ast.expr] = [ast.Tuple([constant(label), v.node]) for label, v in pairs]
    named_at = [constant(n) for n, a in enumerate(node.arguments) if a.name]
    options = {"named_at": listed(named_at)} if has_names else {}
    return Value(call("r.row_bound", ast.List(cells), **options))


@word("cbind")
def cbind(node: Call, scope: Scope) -> Value:
    """Translate ``cbind(a, b, z = 1)``."""
    pairs: list[tuple[str | None, str | None, Value]] = []
    for argument in node.arguments:
        argument_value = value(needed(argument.value, node), scope)
        bare = argument_value.kind in (Kind.FRAME, Kind.TABLE, Kind.MATRIX, Kind.LABELLED)
        label = argument.name or (None if bare else _symbol(argument.value))
        # a data frame names a column by the code of its argument
        column_name = label if bare else label or write(needed(argument.value, node))
        pairs.append((column_name, label, argument_value))
    frame = any(v.kind in (Kind.FRAME, Kind.TABLE) for *_, v in pairs)
    bound_pairs = [
        ast.Tuple([constant(column_name if frame else label), v.node])
        for column_name, label, v in pairs
    ]
    call_node = call("r.column_bound", ast.List(list[ast.expr](bound_pairs)))
    return Value(call_node, Kind.FRAME if frame else Kind.UNKNOWN)


@word("tapply")
def tapply(node: Call, scope: Scope) -> Value:
    """Translate ``tapply(x, g, mean)``."""
    arguments = matched(node.arguments, "X, INDEX, FUN, ..., default")
    x, index = (value(needed(arguments.get(n), node), scope) for n in ("X", "INDEX"))
    function = function_of(needed(arguments.get("FUN"), node), scope, rest=arguments.rest)
    default = arguments.get("default")
    options = {} if default is None else {"default": value(default, scope).node}
    return Value(call("r.tapply", x.node, index.node, function, **options))


@word("case_when")
def case_when(node: Call, scope: Scope) -> Value:
    """Translate ``case_when(condition ~ value, ..., TRUE ~ value)``."""
    cases: list[ast.expr] = []
    kinds = set()
    for argument in node.arguments:
        part = argument.value
        if argument.name == ".default":
            continue
        if part is None and argument is node.arguments[-1]:
            continue  # a comma after the last case
        if not isinstance(part, Tilde) or part.left is None:
            raise NotPorted("case_when() needs terms of the form condition ~ value", node.span)
        case_value = value(part.right, scope)
        kinds.add(case_value.kind)
        cases.append(ast.Tuple([value(part.left, scope).node, case_value.node]))
    for argument in node.arguments:
        if argument.name == ".default":
            otherwise = value(needed(argument.value, node), scope)
            kinds.add(otherwise.kind)
            cases.append(ast.Tuple([constant(True), otherwise.node]))
    kind = {Kind.TEXT: Kind.TEXTS, Kind.NUMBER: Kind.VECTOR}.get(next(iter(kinds), Kind.NONE))
    return Value(call("r.case_when", *cases), kind if kind and len(kinds) == 1 else Kind.UNKNOWN)


@word("pmin", "pmax")
def parallel(node: Call, scope: Scope) -> Value:
    """Translate ``pmin(x, y)`` and ``pmax(x, y)``."""
    free = [value(needed(a.value, node), scope).node for a in node.arguments if a.name != "na.rm"]
    na_arguments = [a.value for a in node.arguments if a.name == "na.rm"]
    flags = {"na_rm": value(needed(na_arguments[0], node), scope).node} if na_arguments else {}
    call_node = call("r.parallel", constant((called(node) or "")[1:]), *free, **flags)
    return Value(call_node, Kind.VECTOR)
