"""The columns by which dplyr groups and counts: names, and expressions that are computed first."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.expressing.embracing import inside, rotated
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Part,
    Prefix,
    String,
    called,
)

__all__ = ["computed_first"]

# The arguments of a verb that are no columns.
_OPTIONS = {
    "group_by": frozenset({".add", "add", ".drop"}),
    "count": frozenset({"wt", "sort", "name", ".drop"}),
    "add_count": frozenset({"wt", "sort", "name", ".drop"}),
    "distinct": frozenset({".keep_all"}),
}
_SELECTING = frozenset({
    "across", "pick", "c", "vars", "sym", "all_of", "any_of", "starts_with", "ends_with",
    "contains", "everything", "matches", "num_range", "where",
})  # fmt: skip


def computed_first(node: Call) -> Call:
    """Return a call of ``group_by()`` or ``count()`` in which all columns are names.

    ``mutate()`` makes the columns that are computed: ``count(d, long = y > 1)`` becomes
    ``count(mutate(d, long = y > 1), long)``. A column that gets another name, as in
    ``count(d, class = g)``, is computed too. ``group_by()`` computes on all rows together, also
    if the data have groups already.
    """
    node = _functions_first(node)
    verb = called(node) or ""
    first_parameter = ".data" if verb in ("group_by", "distinct") else "x"
    arguments = matched(node.arguments, f"{first_parameter}, ...")
    data = arguments.get(first_parameter)
    options = _OPTIONS[verb]
    columns = [a for a in arguments.rest if a.name not in options]
    labels = {
        id(a): a.name or write(a.value) for a in columns if a.value is not None and _is_computed(a)
    }
    if data is None:
        return node
    rest = tuple(
        Argument(None, Name(labels[id(a)]), a.span) if id(a) in labels
        else a if a.name in options else replace(a, name=None)
        for a in arguments.rest
    )  # fmt: skip
    if labels:
        if any(a.name in (".add", "add") for a in arguments.rest):
            raise NotPorted("write mutate() before group_by(.add = TRUE)", node.span)
        rows = Call(Name("ungroup"), (Argument(None, data),)) if verb == "group_by" else data
        new_columns = (replace(a, name=labels[id(a)]) for a in columns if id(a) in labels)
        data = Call(Name("mutate"), (Argument(None, rows), *new_columns), node.span)
    return Call(node.function, (Argument(None, data), *rest), node.span)


def _functions_first(node: Call) -> Call:
    """Return a call whose ``across(x, f)`` names columns that ``mutate(across(x, f))`` makes.

    ``group_by(d, across(x, f))`` becomes ``group_by(mutate(d, across(x, f)), across(x))``.
    """
    first, *rest = node.arguments or (None,)
    if first is None or first.name not in (None, ".data", "x"):
        return node
    functions = {id(a): across for a in rest
                 if (across := _across_with_functions(a.value)) is not None}  # fmt: skip
    if not functions:
        return node
    if any(a.name in (".add", "add") for a in rest):
        raise NotPorted("write mutate() before group_by(.add = TRUE)", node.span)
    changed = Call(Name("mutate"), (first, *(Argument(None, a.value) for a in rest
                                             if id(a) in functions)), node.span)  # fmt: skip
    selections = (replace(a, value=functions.get(id(a), a.value)) for a in rest)
    return Call(node.function, (Argument(None, changed), *selections), node.span)


def _across_with_functions(part: Part | None) -> Call | None:
    """Return ``across(x)`` for ``across(x, f)``; None for other parts.

    Raises:
        NotPorted: if the functions make columns of other names.
    """
    if not isinstance(part, Call) or called(part) != "across":
        return None
    arguments = matched(part.arguments, ".cols, .fns, ..., .names")
    function = arguments.get(".fns")
    if function is None:
        return None
    if arguments.get(".names") is not None or called(function) in ("list", "c"):
        raise NotPorted("write mutate(across()) first, then group by its columns", part.span)
    if any(called(p) == "where" for p in below(part)):  # the functions may change the types
        message = f"name the columns of {called(part)}(): where() may select others of the new ones"
        raise NotPorted(message, part.span)
    selection = arguments.get(".cols") or Call(Name("everything"), (), part.span)
    return Call(Name("across"), (Argument(None, selection),), part.span)


def _is_computed(argument: Argument) -> bool:
    """Return whether an argument computes a column or gives one another name."""
    part = argument.value
    if argument.name is not None:
        return not (isinstance(part, Name) and part.text == argument.name)
    return part is not None and not _selects(part)


def _selects(part: Part) -> bool:
    if inside(rotated(part)) is not None:
        return True
    match part:
        case Name() | String():
            return True
        case Call():
            return called(part) in _SELECTING
        case Infix(Name(".data"), "$", _) | Index(Name(".data"), _, True):
            return True
        case Infix(_, ":", _) | Prefix("-", _):
            return True
        case Prefix("!", Prefix("!", Prefix("!"))):
            return True
    return False
