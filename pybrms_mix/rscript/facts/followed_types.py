"""Follow the types of variables and of columns through the statements of a script."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.facts.frame_types import column_types
from pybrms_mix.rscript.facts.hazards import is_full
from pybrms_mix.rscript.facts.kinds import SCALARS, Value
from pybrms_mix.rscript.facts.result_classes import result_type
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.facts.whole_numbers import column_type
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Index,
    Infix,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)
from pybrms_mix.syntax.spelling import value as number_value

# Functions that assign variables whose names are not written as names.
_ASSIGNING = frozenset({"assign", "load", "list2env", "attach", "eval", "evalq", "sys.source",
                        "delayedAssign", "makeActiveBinding"})  # fmt: skip


def follow(node: Part, scope: Scope) -> None:
    """Record the types that a statement gives to a variable, and forget those that it changes.

    R runs the statements in the order of the script. In a branch or a loop, the types hold until
    its end. Functions run later, so the variables of their bodies have no types here.
    """
    if isinstance(node, Call) and called(node) in _ASSIGNING:
        scope.types.clear()
    types = {} if scope.local else _given(node, scope)
    forget(node, scope)
    scope.types |= {k: t for k, t in types.items() if k.partition("$")[0] not in scope.shared}


def forget(node: Part, scope: Scope) -> None:
    """Forget the types of the variables that a statement assigns, and of their columns.

    A loop over ``d$x[i] <- 1`` changes the column "d$x" alone.
    """
    targets = (p.target for p in below(node) if isinstance(p, Assign))
    for column in filter(None, map(_only_column, targets)):
        scope.types.pop(column, None)
    forgotten_names = assigned_in(node, counts=_changes_columns)
    for key in [k for k in scope.types if k.partition("$")[0] in forgotten_names]:
        del scope.types[key]


# Functions that make a longer vector of a vector and further elements.
_GROWING = frozenset({"c", "append", "rbind", "cbind", "union", "rep", "unlist", "setdiff"})


def _grows(name: str, growing_call: Call) -> bool:
    """Return whether a call makes a longer vector of a variable."""
    names = {getattr(a.value, "text", None) for a in growing_call.arguments}
    return called(growing_call) in _GROWING and name in names


def doubt(loop: Part, scope: Scope) -> None:
    """Forget what the first run of a loop knows of variables, and later runs may not.

    Numbers may be missing, and single values may be longer: ``x <- c(x, i)``.
    """
    for part in below(loop):
        match part:
            case Assign(Name(text), Call() as growing_call) if _grows(text, growing_call):
                variable = scope.known.get(text)
                if variable is not None and variable.kind in SCALARS:
                    scope.known[text] = Value(variable.node)
            case Assign(Name(text), assigned_value) if not _is_present(assigned_value, scope):
                if (variable := scope.known.get(text)) is not None:
                    scope.known[text] = replace(variable, present=False, whole=False)


def _is_present(node: Part | None, scope: Scope) -> bool:
    """Return whether a sum or product of numbers that are not missing is assigned."""
    match node:
        case Number():
            return True
        case Name(text):
            variable = scope.known.get(text)
            return variable is not None and is_full(variable)
        case Parens(body) | Prefix(_, body):
            return _is_present(body, scope)
        case Infix(left, "+" | "-" | "*", right):
            return _is_present(left, scope) and _is_present(right, scope)
        case Infix(left, "/", Number(text)):
            return _is_present(left, scope) and number_value(text) != 0
        case Call():
            return called(node) in ("length", "nrow", "ncol", "nchar")
    return False


def _given(node: Part, scope: Scope) -> dict[str, str]:
    """Return the types of the variable or column that a statement assigns, by their keys."""
    match node:
        case Assign(Name(text), assigned_value) if assigned_in(node) == {text}:
            columns = column_types(assigned_value, scope)
            types = {f"{text}${name}": type_ for name, type_ in columns.items()}
            type_name = column_type(assigned_value, scope) or result_type(assigned_value, scope)
            return types if type_name is None else {**types, text: type_name}
        case Assign(Infix(Name(text), "$", Name(label) | String(label)), assigned_value) | Assign(
            Index(Name(text), (Argument(None, String(label)),), True), assigned_value
        ) if assigned_in(node) == {text}:
            type_name = column_type(assigned_value, scope)
            return {} if type_name is None else {f"{text}${label}": type_name}
    return {}


def _changes_columns(target: Part) -> bool:
    """Return whether an assignment may change several columns, unlike ``rownames(d) <- NULL``."""
    names_rows = isinstance(target, Call) and called(target) in ("rownames", "row.names")
    return not names_rows and _only_column(target) is None


def _only_column(target: Part) -> str | None:
    """Return the key of the only column that an assignment changes: ``d$x[2] <- 1``."""
    while not isinstance(target, Name):
        match target:
            case Infix(Name(text), "$", Name(label) | String(label)):
                return f"{text}${label}"
            case Index(Name(text), (Argument(None, String(label)),), True):
                return f"{text}${label}"
            case Infix(owner, "$" | "@", _):
                target = owner
            case Index(base, _):
                target = base
            case Call(_, (Argument(None, first), *_)) if first is not None:
                target = first
            case _:
                return None
    return None
