"""Translate the verbs of dplyr and tidyr, whose expressions name columns of the data frame."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.masked import (
    asked_of,
    computed,
    frame_of,
    picked,
    spoken,
    summarised_by,
    verb,
)
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed
from pybrms_mix.rscript.vocabulary.frames.grouping_columns import computed_first
from pybrms_mix.rscript.vocabulary.language.series_calls import linear_filter, of_stats
from pybrms_mix.syntax.nodes import Argument, Call, Name, called

# Arguments of the verbs; other names with a dot are columns, such as those of tidybayes.
_OPTIONS = frozenset({".data", ".by", ".before", ".after"})


@word("mutate", "transmute", "transform")
def mutate(node: Call, scope: Scope) -> Value:
    """Translate ``mutate(d, z = x + y)`` into ``r.mutate(d, z=lambda rows: ...)``."""
    frame, arguments = frame_of(node, scope)
    frame, arguments, ungrouped = _by(frame, arguments, scope)
    places = [a for a in arguments if a.name in (".before", ".after") and called(node) == "mutate"]
    arguments = tuple(a for a in arguments if a not in places)
    extra = [a for a in arguments if a.name in _OPTIONS]
    keep_arguments = [a for a in arguments if a.name == ".keep"]
    choices = ("all",) if called(node) == "transmute" else ("all", "none", "used", "unused")
    extra += [a for a in keep_arguments if worded(a.value) not in choices]
    if extra:
        raise NotPorted(f"{called(node)}() has no '{extra[0].name}' here", extra[0].span)
    arguments = tuple(a for a in arguments if a.name != ".keep")
    pairs, columns = computed(arguments, frame, scope, at_once=called(node) == "transform")
    for argument in places:
        place = picked([Argument(None, needed(argument.value, node))], frame, scope)[0][1]
        pairs.append((str(argument.name).removeprefix("."), place))
        columns = None
    kept_columns = worded(keep_arguments[0].value) if keep_arguments else "all"
    if kept_columns != "all":
        pairs.append(("keep", constant(kept_columns)))
        columns = None
    if kept_columns in ("used", "unused"):
        parts = [p for a in arguments if a.value is not None for p in below(a.value)]
        names = {p.text for p in parts if isinstance(p, Name)}
        pairs.append(("used", listed(constant(n) for n in sorted(names))))
    name = "mutate" if frame.kind is Kind.ROWWISE else called(node) or ""
    changed = verb(name, frame, pairs, columns=columns if name != "transmute" else None)
    return verb("ungroup", changed, []).as_(Kind.FRAME) if ungrouped else changed


def _by(
    frame: Value, arguments: tuple[Argument, ...], scope: Scope
) -> tuple[Value, tuple[Argument, ...], bool]:
    """Return rows grouped by ``.by``, the other arguments, and whether the call has ``.by``."""
    by_arguments = [a for a in arguments if a.name in (".by", "by") and a.name == ".by"]
    if not by_arguments:
        return frame, arguments, False
    if frame.kind is Kind.GROUPED:
        raise NotPorted("'.by' is available for rows without groups only", by_arguments[0].span)
    names = picked([Argument(None, by_arguments[0].value)], frame, scope)
    groups = tuple(str(n.value) if isinstance(n, ast.Constant) else "?" for _, n in names)
    grouped = Value(verb("group_by", frame, names).node, Kind.GROUPED, frame.columns, groups)
    return grouped, tuple(a for a in arguments if a not in by_arguments), True


@word("summarise", "summarize")
def summarise(node: Call, scope: Scope) -> Value:
    """Translate ``summarise(d, m = mean(x))``, with or without groups."""
    frame, arguments = frame_of(node, scope)
    by, arguments = summarised_by(frame, arguments, scope)
    summaries = [a for a in arguments if a.name != ".groups"]
    extra = [a for a in summaries if a.name in _OPTIONS]
    if extra:
        raise NotPorted(f"{called(node)}() has no '{extra[0].name}' here", extra[0].span)
    pairs, _ = computed(summaries, frame, scope)
    if by is not None:
        return verb("summarise_by", frame, [(None, by), *pairs]).as_(Kind.FRAME)
    group_options = [worded(a.value) for a in arguments if a.name == ".groups"]
    if group_options and group_options[0] != "drop_last":
        pairs.append((".groups", constant(group_options[0])))
    rows = verb("summarise", frame, [("groups", v) if n == ".groups" else (n, v) for n, v in pairs])
    groups = () if group_options and group_options[0] == "drop" else frame.groups[:-1]
    kind = Kind.GROUPED if groups or (group_options and group_options[0] == "keep") else Kind.FRAME
    return Value(rows.node, kind, None, groups)


@word("group_by")
def group_by(node: Call, scope: Scope) -> Value:
    """Translate ``group_by(d, g)``; ``group_by(d, half = x > 0)`` makes the column first."""
    node = computed_first(node)
    frame, arguments = frame_of(node, scope)
    names = picked([a for a in arguments if a.name not in (".add", "add", ".drop")], frame, scope)
    added = [a for a in arguments if a.name in (".add", "add")]
    pairs: list[tuple[str | None, ast.expr]]
    pairs = [*names, *(("add", value(needed(a.value, node), scope).node) for a in added)]
    if any(a.name == ".drop" and not flagged(a.value, True) for a in arguments):
        pairs.append(("drop", constant(False)))
    groups = tuple(str(n.value) if isinstance(n, ast.Constant) else "?" for _, n in names)
    return Value(verb("group_by", frame, pairs).node, Kind.GROUPED, frame.columns, groups)


@word("ungroup", "rowwise")
def ungroup(node: Call, scope: Scope) -> Value:
    """Translate ``ungroup(d)``, and ``rowwise(d, id)``, which makes each row a group."""
    frame, arguments = frame_of(node, scope)
    if called(node) == "rowwise":
        names = picked(arguments, frame, scope)
        if not all(isinstance(n, ast.Constant) for _, n in names):
            raise NotPorted("rowwise() needs the names of columns here", node.span)
        # a summary leaves the named columns as groups
        groups = ("?", "?") if names else ()
        rows = verb("rowwise", frame, names).node
        return Value(rows, Kind.GROUPED, frame.columns, groups)
    if arguments:
        raise NotPorted("ungroup() removes all groups here", arguments[0].span)
    return Value(verb("ungroup", frame, []).node, Kind.FRAME, frame.columns)


@word("filter")
def filter_(node: Call, scope: Scope) -> Value:
    """Translate ``filter(d, x > 0)``, which keeps rows where all conditions are true."""
    if of_stats(node):
        return linear_filter(node, scope)
    frame, arguments = asked_of(node, scope)
    frame, arguments, ungrouped = _by(frame, arguments, scope)
    for argument in arguments:
        if argument.name is not None and argument.name != ".preserve":
            message = f"filter() needs a condition: {argument.name} == ..., with two signs"
            raise NotPorted(message, argument.span)
    conditions = [(None, spoken(needed(a.value, node), frame, scope)) for a in arguments
                  if a.name is None]  # fmt: skip
    kept_rows = verb("filter_", frame, conditions, columns=frame.columns)
    return verb("ungroup", kept_rows, []).as_(Kind.FRAME) if ungrouped else kept_rows


@word("subset")
def subset(node: Call, scope: Scope) -> Value:
    """Translate ``subset(d, x > 0, select = c(x, y))``."""
    frame, arguments = frame_of(node, scope)
    if frame.kind not in (Kind.FRAME, Kind.TABLE, Kind.UNKNOWN):
        raise NotPorted("subset() needs a data frame here", node.span)
    pairs: list[tuple[str | None, ast.expr]] = []
    for at, argument in enumerate(arguments):
        part = needed(argument.value, node)
        if argument.name == "select" or (at == 1 and argument.name is None):
            pairs.append(("select", picked([Argument(None, part)], frame, scope, whole=True)[0][1]))
        else:
            pairs.append((None, spoken(part, frame, scope)))
    return verb("subset_rows", frame, pairs)


_COUNTING = ("wt", "sort")


@word("select", "relocate", "distinct", "add_count", "drop_na")
def select(node: Call, scope: Scope) -> Value:
    """Translate ``select(d, x, y)``, ``select(d, -x)`` and ``select(d, new = old)``."""
    name = called(node) or ""
    node = computed_first(node) if name in ("distinct", "add_count") else node
    frame, arguments = frame_of(node, scope)
    options = {".keep_all": "keep_all", ".before": "before", ".after": "after", "name": "name"}
    counts = {a.name: a.value for a in arguments if name == "add_count" and a.name in _COUNTING}
    plain = [a for a in arguments if a.name not in options and a.name not in counts]
    selections = picked(plain, frame, scope)
    if name == "select" and any(n for n, _ in selections):
        pairs = listed(ast.Tuple([constant(n), v]) for n, v in selections)
        return verb("select_named", frame, [(None, pairs)])
    for argument in arguments:
        if argument.name in options:
            part = needed(argument.value, node)
            option_node = value(part, scope).node if argument.name in (".keep_all", "name") else (
                picked([Argument(None, part)], frame, scope)[0][1])  # fmt: skip
            selections.append((options[argument.name], option_node))
    if (weights := counts.get("wt")) is not None:
        selections.append(("wt", spoken(weights, frame, scope)))
    if (sorts := counts.get("sort")) is not None:
        selections.append(("sort", value(sorts, scope).node))
    names = [v.value for n, v in selections if n is None and isinstance(v, ast.Constant)]
    are_known = name in ("select", "distinct") and len(names) == len(selections) > 0
    return verb(name, frame, selections, columns=tuple(map(str, names)) if are_known else None)


@word("count")
def count(node: Call, scope: Scope) -> Value:
    """Translate ``count(d, g, sort = TRUE)``."""
    frame, arguments = frame_of(computed_first(node), scope)
    options = ("sort", "name")
    plain = [a for a in arguments if a.name not in (*options, "wt", ".drop")]
    pairs = picked(plain, frame, scope)
    for argument in arguments:
        if argument.name in options:
            pairs.append((argument.name, value(needed(argument.value, node), scope).node))
        if argument.name == ".drop":
            pairs.append(("drop", value(needed(argument.value, node), scope).node))
        if argument.name == "wt":
            pairs.append(("wt", spoken(needed(argument.value, node), frame, scope)))
    return verb("count", frame, pairs)


@word("arrange")
def arrange(node: Call, scope: Scope) -> Value:
    """Translate ``arrange(d, x, desc(y))``."""
    frame, arguments = asked_of(node, scope)
    pairs: list[tuple[str | None, ast.expr]] = []
    for argument in arguments:
        part = needed(argument.value, node)
        if argument.name == ".by_group":
            pairs.append(("by_group", constant(flagged(part))))
            continue
        plain = isinstance(part, Name) and (frame.columns is None or part.text in frame.columns)
        free = isinstance(part, Name) and part.text not in scope.known
        column = constant(part.text) if isinstance(part, Name) else None
        pairs.append((None, column if column and (plain or free) else spoken(part, frame, scope)))
    return verb("arrange", frame, pairs, columns=frame.columns)


@word("desc")
def desc(node: Call, scope: Scope) -> Value:
    """Translate ``desc(x)``."""
    return Value(call("r.desc", value(leading(node)[0], scope).node))


@word("pull")
def pull(node: Call, scope: Scope) -> Value:
    """Translate ``pull(d, x)``, and ``pull(d, x, name = g)``, which names the elements."""
    frame, arguments = frame_of(node, scope)
    options = matched(arguments, "var, name")
    pairs: list[tuple[str | None, ast.expr]] = []
    for label, part in sorted(options.named.items(), reverse=True):  # the column before the names
        place = None if label == "var" else label
        pairs += [(place, v) for _, v in picked([Argument(None, part)], frame, scope)]
    return Value(verb("pull", frame, pairs).node)


@word("slice", "slice_head", "slice_tail", "slice_max", "slice_min")
def slice_(node: Call, scope: Scope) -> Value:
    """Translate ``slice(d, 1:5)`` and ``slice_head()``, ``slice_tail()`` and their like."""
    frame, arguments = asked_of(node, scope)
    name = called(node) or ""
    pairs: list[tuple[str | None, ast.expr]] = []
    for at, argument in enumerate(arguments):
        part = needed(argument.value, node)
        masked = name == "slice" or (name in ("slice_max", "slice_min") and at == 0)
        label = {"order_by": None, "with_ties": "with_ties"}.get(argument.name or "", argument.name)
        pairs.append((label, spoken(part, frame, scope) if masked else value(part, scope).node))
    return verb("slice_rows" if name == "slice" else name, frame, pairs, columns=frame.columns)


@word("n")
def n(node: Call, scope: Scope) -> Value:
    """Translate ``n()``, the number of rows."""
    if scope.mask is None:
        raise NotPorted("n() must be used inside a verb on data", node.span)
    return Value(call("len", scope.mask.frame), Kind.NUMBER)
