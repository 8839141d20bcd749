"""Translate the verbs of dplyr and tidyr, whose expressions name columns of the data frame."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.literals import flagged, worded
from pybrms_mix.rscript.python import call, constant, listed, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.registry import word
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.function_values import function_of
from pybrms_mix.rscript.vocabulary.masked import (
    asked_of,
    computed,
    frame_of,
    picked,
    spoken,
    summarised_by,
    verb,
)
from pybrms_mix.rscript.vocabulary.series_calls import linear_filter, of_stats
from pybrms_mix.rscript.vocabulary.vector_calls import leading, needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Prefix,
    String,
    called,
)

# Arguments of the verbs; other names with a dot are columns, such as those of tidybayes.
_OPTIONS = frozenset({".data", ".by", ".before", ".after"})


@word("mutate", "transmute", "transform")
def mutate(node: Call, scope: Scope) -> Value:
    """Translate ``mutate(d, z = x + y)`` into ``r.mutate(d, z=lambda rows: ...)``."""
    frame, given = frame_of(node, scope)
    frame, given, ungrouped = _by(frame, given, scope)
    places = [a for a in given if a.name in (".before", ".after") and called(node) == "mutate"]
    given = tuple(a for a in given if a not in places)
    told = [a for a in given if a.name in _OPTIONS]
    told += [a for a in given if a.name == ".keep" and worded(a.value) != "all"]
    if told:
        raise NotPorted(f"{called(node)}() has no '{told[0].name}' here", told[0].span)
    given = tuple(a for a in given if a.name != ".keep")
    made, columns = computed(given, frame, scope, at_once=called(node) == "transform")
    for argument in places:
        place = picked([Argument(None, needed(argument.value, node))], frame, scope)[0][1]
        made.append((str(argument.name).removeprefix("."), place))
        columns = None
    name = "mutate" if frame.kind is Kind.ROWWISE else called(node) or ""
    found = verb(name, frame, made, columns=columns if name != "transmute" else None)
    return verb("ungroup", found, []).as_(Kind.FRAME) if ungrouped else found


def _by(
    frame: Value, given: tuple[Argument, ...], scope: Scope
) -> tuple[Value, tuple[Argument, ...], bool]:
    """Return rows grouped by ``.by``, the other arguments, and whether the call has ``.by``."""
    asked = [a for a in given if a.name in (".by", "by") and a.name == ".by"]
    if not asked:
        return frame, given, False
    if frame.kind is Kind.GROUPED:
        raise NotPorted("'.by' is available for rows without groups only", asked[0].span)
    names = picked([Argument(None, asked[0].value)], frame, scope)
    groups = tuple(str(n.value) if isinstance(n, ast.Constant) else "?" for _, n in names)
    made = Value(verb("group_by", frame, names).node, Kind.GROUPED, frame.columns, groups)
    return made, tuple(a for a in given if a not in asked), True


@word("summarise", "summarize")
def summarise(node: Call, scope: Scope) -> Value:
    """Translate ``summarise(d, m = mean(x))``, with or without groups."""
    frame, given = frame_of(node, scope)
    by, given = summarised_by(frame, given, scope)
    kept = [a for a in given if a.name != ".groups"]
    told = [a for a in kept if a.name in _OPTIONS]
    if told:
        raise NotPorted(f"{called(node)}() has no '{told[0].name}' here", told[0].span)
    made, _ = computed(kept, frame, scope)
    if by is not None:
        return verb("summarise_by", frame, [(None, by), *made]).as_(Kind.FRAME)
    asked = [worded(a.value) for a in given if a.name == ".groups"]
    if asked and asked[0] != "drop_last":
        made.append((".groups", constant(asked[0])))
    rows = verb("summarise", frame, [("groups", v) if n == ".groups" else (n, v) for n, v in made])
    left = () if asked and asked[0] == "drop" else frame.groups[:-1]
    kind = Kind.GROUPED if left or (asked and asked[0] == "keep") else Kind.FRAME
    return Value(rows.node, kind, None, left)


def _made_first(node: Call) -> Call:
    """Return a call of ``group_by()`` in which ``mutate()`` makes the groups that are computed.

    R computes them on all rows together, also if the data have groups already.
    """
    found = matched(node.arguments, ".data, ...")
    made = {
        id(a): a.name or write(a.value)
        for a in found.rest
        if a.value is not None and a.name not in (".add", "add", ".drop") and _makes_group(a)
    }
    data = found.get(".data")
    if not made or data is None:
        return node
    if any(a.name in (".add", "add") for a in found.rest):
        raise NotPorted("write mutate() before group_by(.add = TRUE)", node.span)
    whole = Call(Name("ungroup"), (Argument(None, data),), node.span)
    columns = tuple(replace(a, name=made[id(a)]) for a in found.rest if id(a) in made)
    first = Call(Name("mutate"), (Argument(None, whole), *columns), node.span)
    rest = tuple(
        Argument(None, Name(made[id(a)]), a.span) if id(a) in made else a for a in found.rest
    )
    return Call(node.function, (Argument(None, first), *rest), node.span)


def _makes_group(argument: Argument) -> bool:
    """Return whether an argument of ``group_by()`` computes a column."""
    part = argument.value
    if isinstance(part, Call):
        return called(part) not in ("across", "pick", "c", "vars", "sym", "all_of", "any_of")
    return isinstance(part, Infix) and part.op not in ("$", "[[", "::", ":")


@word("group_by")
def group_by(node: Call, scope: Scope) -> Value:
    """Translate ``group_by(d, g)``; ``group_by(d, half = x > 0)`` makes the column first."""
    node = _made_first(node)
    frame, given = frame_of(node, scope)
    if any(a.name == ".drop" and not flagged(a.value, True) for a in given):
        told = "groups without rows are not available here: use count(.drop = FALSE) or complete()"
        raise NotPorted(told, node.span)
    names = picked([a for a in given if a.name not in (".add", "add", ".drop")], frame, scope)
    added = [a for a in given if a.name in (".add", "add")]
    made = [*names, *(("add", value(needed(a.value, node), scope).node) for a in added)]
    groups = tuple(str(n.value) if isinstance(n, ast.Constant) else "?" for _, n in names)
    return Value(verb("group_by", frame, made).node, Kind.GROUPED, frame.columns, groups)


@word("ungroup", "rowwise")
def ungroup(node: Call, scope: Scope) -> Value:
    """Translate ``ungroup(d)``, and ``rowwise(d)``, which makes each row a group."""
    frame, _ = frame_of(node, scope)
    kind = Kind.FRAME if called(node) == "ungroup" else Kind.GROUPED
    return Value(verb(called(node) or "", frame, []).node, kind, frame.columns)


@word("filter")
def filter_(node: Call, scope: Scope) -> Value:
    """Translate ``filter(d, x > 0)``, which keeps rows where all conditions are true."""
    if of_stats(node):
        return linear_filter(node, scope)
    frame, given = asked_of(node, scope)
    found = [(None, spoken(needed(a.value, node), frame, scope)) for a in given]
    return verb("filter_", frame, found, columns=frame.columns)


@word("subset")
def subset(node: Call, scope: Scope) -> Value:
    """Translate ``subset(d, x > 0, select = c(x, y))``."""
    frame, given = frame_of(node, scope)
    if frame.kind not in (Kind.FRAME, Kind.TABLE, Kind.UNKNOWN):
        raise NotPorted("subset() needs a data frame here", node.span)
    made: list[tuple[str | None, ast.expr]] = []
    for at, argument in enumerate(given):
        part = needed(argument.value, node)
        if argument.name == "select" or (at == 1 and argument.name is None):
            made.append(("select", picked([Argument(None, part)], frame, scope, whole=True)[0][1]))
        else:
            made.append((None, spoken(part, frame, scope)))
    return verb("subset_rows", frame, made)


@word("select", "relocate", "distinct", "add_count", "drop_na")
def select(node: Call, scope: Scope) -> Value:
    """Translate ``select(d, x, y)``, ``select(d, -x)`` and ``select(d, new = old)``."""
    frame, given = frame_of(node, scope)
    name = called(node) or ""
    options = {".keep_all": "keep_all", ".before": "before", ".after": "after", "name": "name"}
    plain = [a for a in given if a.name not in options]
    made = picked(plain, frame, scope)
    if name == "select" and any(n for n, _ in made):
        pairs = listed(ast.Tuple([constant(n), v]) for n, v in made)
        return verb("select_named", frame, [(None, pairs)])
    for argument in given:
        if argument.name in options:
            part = needed(argument.value, node)
            written = value(part, scope).node if argument.name in (".keep_all", "name") else (
                picked([Argument(None, part)], frame, scope)[0][1])  # fmt: skip
            made.append((options[argument.name], written))
    names = [v.value for n, v in made if n is None and isinstance(v, ast.Constant)]
    known = name in ("select", "distinct") and len(names) == len(made) > 0
    return verb(name, frame, made, columns=tuple(map(str, names)) if known else None)


@word("count")
def count(node: Call, scope: Scope) -> Value:
    """Translate ``count(d, g, sort = TRUE)``."""
    frame, given = frame_of(node, scope)
    options = ("sort", "name")
    plain = [a for a in given if a.name not in (*options, "wt", ".drop")]
    new = [a for a in plain if a.name is not None or not isinstance(a.value, Name | String)]
    if any(_is_computed(a.value) for a in new):
        added = [Argument(a.name or write(needed(a.value, node)), a.value, a.span) for a in new]
        columns, _ = computed(added, frame, scope)
        frame = verb("mutate", frame, columns)
        names = {id(a): Name(str(b.name)) for a, b in zip(new, added, strict=True)}
        plain = [Argument(None, names[id(a)]) if id(a) in names else a for a in plain]
    made = picked(plain, frame, scope)
    for argument in given:
        if argument.name in options:
            made.append((argument.name, value(needed(argument.value, node), scope).node))
        if argument.name == ".drop":
            made.append(("drop", value(needed(argument.value, node), scope).node))
        if argument.name == "wt":
            made.append(("wt", spoken(needed(argument.value, node), frame, scope)))
    return verb("count", frame, made)


def _is_computed(part: Node | None) -> bool:
    """Return whether an argument of ``count()`` is an expression, not a column selection."""
    selects = ("c", "across", "all_of", "any_of", "starts_with", "ends_with", "contains")
    if isinstance(part, Call):
        return called(part) not in selects
    return isinstance(part, Infix | Prefix) and getattr(part, "op", "") not in ("-", ":", "$")


@word("nest", "unnest")
def nested(node: Call, scope: Scope) -> Value:
    """Translate ``nest(d)`` of grouped rows, and ``unnest(d, data)``."""
    frame, given = frame_of(node, scope)
    made: list[tuple[str | None, ast.expr]] = []
    for argument in given:
        if argument.name not in (None, "data", "cols"):
            raise NotPorted(f"{called(node)}() has no '{argument.name}' here", argument.span)
        made += [(None, v) for _, v in picked([Argument(None, argument.value)], frame, scope)]
        if argument.name == "data" and called(node) == "nest":
            made.append(("name", constant("data")))
    found = verb(called(node) or "", frame, made)
    return Value(found.node, Kind.FRAME)


@word("slice_sample", "sample_n")
def sampled(node: Call, scope: Scope) -> Value:
    """Translate ``slice_sample(d, n = 5)``, which draws rows at random."""
    frame, given = asked_of(node, scope)
    first = given[0]
    named = first.name in ("n", "size") or (first.name is None and called(node) == "sample_n")
    if frame.kind is Kind.GROUPED or len(given) > 1 or not named:
        raise NotPorted(f"{called(node)}() needs a number, and rows without groups", node.span)
    size = value(needed(first.value, node), scope)
    rows = py("lambda rows: rng.sample(len(rows), size)", size=size.node)
    return verb("slice_rows", frame, [(None, rows)], columns=frame.columns)


@word("arrange")
def arrange(node: Call, scope: Scope) -> Value:
    """Translate ``arrange(d, x, desc(y))``."""
    frame, given = asked_of(node, scope)
    made: list[tuple[str | None, ast.expr]] = []
    for argument in given:
        part = needed(argument.value, node)
        if argument.name == ".by_group":
            made.append(("by_group", constant(flagged(part))))
            continue
        plain = isinstance(part, Name) and (frame.columns is None or part.text in frame.columns)
        known = isinstance(part, Name) and part.text not in scope.known
        column = constant(part.text) if isinstance(part, Name) else None
        made.append((None, column if column and (plain or known) else spoken(part, frame, scope)))
    return verb("arrange", frame, made, columns=frame.columns)


@word("desc")
def desc(node: Call, scope: Scope) -> Value:
    """Translate ``desc(x)``."""
    return Value(call("r.desc", value(leading(node)[0], scope).node))


@word("pull")
def pull(node: Call, scope: Scope) -> Value:
    """Translate ``pull(d, x)``, and ``pull(d, x, name = g)``, which names the elements."""
    frame, given = frame_of(node, scope)
    found = matched(given, "var, name")
    made: list[tuple[str | None, ast.expr]] = []
    for label, part in sorted(found.named.items(), reverse=True):  # the column before the names
        place = None if label == "var" else label
        made += [(place, v) for _, v in picked([Argument(None, part)], frame, scope)]
    return Value(verb("pull", frame, made).node)


@word("slice", "slice_head", "slice_tail", "slice_max", "slice_min")
def slice_(node: Call, scope: Scope) -> Value:
    """Translate ``slice(d, 1:5)`` and ``slice_head()``, ``slice_tail()`` and their like."""
    frame, given = asked_of(node, scope)
    name = called(node) or ""
    made: list[tuple[str | None, ast.expr]] = []
    for at, argument in enumerate(given):
        part = needed(argument.value, node)
        masked = name == "slice" or (name in ("slice_max", "slice_min") and at == 0)
        label = {"order_by": None, "with_ties": "with_ties"}.get(argument.name or "", argument.name)
        made.append((label, spoken(part, frame, scope) if masked else value(part, scope).node))
    return verb("slice_rows" if name == "slice" else name, frame, made, columns=frame.columns)


@word("n")
def n(node: Call, scope: Scope) -> Value:
    """Translate ``n()``, the number of rows."""
    if scope.mask is None:
        raise NotPorted("n() must be used inside a verb on data", node.span)
    return Value(call("len", scope.mask.frame), Kind.NUMBER)


@word("with")
def with_(node: Call, scope: Scope) -> Value:
    """Translate ``with(d, expression)``."""
    found = matched(node.arguments, "data, expr")
    owner = value(needed(found.get("data"), node), scope)
    part = needed(found.get("expr"), node)
    if owner.kind in (Kind.RECORD, Kind.LIST):
        return value(part, scope.within(Mask(owner.node, Kind.UNKNOWN, owner.columns)))
    frame, _ = frame_of(Call(node.function, node.arguments[:1], node.span), scope)
    return value(part, scope.within(Mask(frame.node, columns=frame.columns)))


@word("separate", "unite", "gather", "spread", "pivot_longer", "pivot_wider", "complete")
def reshaped(node: Call, scope: Scope) -> Value:
    """Translate ``pivot_longer(d, cols, ...)`` and similar calls."""
    frame, given = frame_of(node, scope)
    name = called(node) or ""
    made: list[tuple[str | None, ast.expr]] = []
    seen = 0
    for argument in given:
        part = needed(argument.value, node)
        label = (argument.name or "").replace(".", "_") or None
        place = seen if argument.name is None else -1
        seen += argument.name is None
        if argument.name in ("values_fn", "names_transform"):
            made.append((label, _functions(part, scope)))
        elif _names_columns(name, argument.name, place):
            pick = picked([Argument(None, part)], frame, scope, whole=True)[0][1]
            made.append((label, pick))
        else:
            made.append((label, _node_of(part, scope)))
    if name == "unite":  # the new column comes before those that it unites
        made = [*((None, v) for n, v in made if n == "col"), *(m for m in made if m[0] != "col")]
    if name == "gather":  # gather() has the columns after the key and the value
        keys = {n: v for n, v in made if n in ("key", "value")}
        first = [(None, keys.pop(n)) for n in ("key", "value") if n in keys]
        made = [*first, *(m for m in made if m[0] not in ("key", "value"))]
    if name == "complete":  # the combinations vary by the columns in the order of the arguments
        last = max((n for n, (label, _) in enumerate(made) if label is None), default=0)
        made = [(None, ast.Tuple([constant(label), v])) if label and n < last and label != "fill"
                else (label, v) for n, (label, v) in enumerate(made)]  # fmt: skip
    order = [m for m in made if m[0] is None] + [m for m in made if m[0] is not None]
    return verb(name, frame, order)


def _functions(part: Node, scope: Scope) -> ast.expr:
    """Return a function for all columns, or a dict with one function for each named column."""
    if isinstance(part, Call) and called(part) == "list":
        return record({a.name or "": function_of(needed(a.value, part), scope)
                       for a in part.arguments})  # fmt: skip
    return function_of(part, scope)


_BY_COLUMN = {
    "pivot_longer": ({"cols"}, 1), "pivot_wider": ({"names_from", "values_from", "id_cols"}, 0),
    "separate": ({"col"}, 1), "unite": (set(), 99), "gather": ({"key", "value"}, 99),
    "spread": ({"key", "value"}, 2), "complete": (set(), 99),
}  # fmt: skip


def _names_columns(verb_: str, name: str | None, place: int) -> bool:
    names, count = _BY_COLUMN[verb_]
    if verb_ == "separate" and place >= 1:
        return False
    return name in names if name is not None else 0 <= place < count


def _node_of(part: Node, scope: Scope) -> ast.expr:
    return value(part, scope).node
