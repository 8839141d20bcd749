"""Find the variables that statements define, change and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.rscript.facts.table_values import changed_table
from pybrms_mix.rscript.trees.templates import inside
from pybrms_mix.rscript.trees.walking import below, root
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Argument,
    Assign,
    Call,
    For,
    Function,
    Index,
    Infix,
    Name,
    Part,
    called,
    parts,
)


def defined_in(node: Part) -> list[str]:
    """Return every variable that an assignment, a loop or a parameter list names."""
    names: list[str] = []
    for part in below(node):
        match part:
            case Assign(target, _):
                name = root(target)
                names += [] if name is None else [name]
            case For(variable, _, _):
                names.append(variable.text)
            case Function(parameters, _):
                parameter_names = (p.name or getattr(p.value, "text", "") for p in parameters)
                names += [g for g in parameter_names if g]
    return names


def outer_names(node: Part) -> set[str]:
    """Return the variables that ``<<-`` assigns in a body, outside of the functions in it."""
    stack: list[Part] = [node]
    names: set[str] = set()
    while stack:
        part = stack.pop()
        if isinstance(part, Assign) and part.op == "<<-" and (name := root(part.target)):
            names.add(name)
        stack += () if isinstance(part, Function) else parts(part)
    return names


def shared_in(node: Part) -> set[str]:
    """Return every variable that ``<<-`` assigns anywhere in a statement."""
    roots = (root(p.target) for p in below(node) if isinstance(p, Assign) and p.op == "<<-")
    return {name for name in roots if name is not None}


def assigned_in(
    node: Part, *, outer: bool = True, counts: Callable[[Part], bool] = lambda _: True
) -> set[str]:
    """Return the variables that a statement defines or changes outside of functions.

    ``outer`` tells whether to return those too that ``<<-`` assigns, and ``counts`` whether a
    target of an assignment counts.
    """
    names: set[str] = set()
    stack = [node]
    while stack:
        part = stack.pop()
        match part:
            case Assign(target, value):
                name = root(target)
                is_one = name and (outer or part.op != "<<-") and counts(target)
                names |= {name} if name and is_one else set()
                stack.append(value)
            case For(variable, _, body):
                names.add(variable.text)
                stack.append(body)
            case Function():
                continue
            case _:
                table = changed_table(part)
                names |= {table.text} if isinstance(table, Name) else set()
                stack += parts(part)
    return names


def _in_templates(node: Part) -> list[Part]:
    """Return the expressions in the templates of a call of ``glue()``, if they can be read."""
    try:
        return inside(node)
    except PybrmsError:
        return []


def read_in(node: Part) -> set[str]:
    """Return the variables and functions that a statement reads."""
    names: set[str] = set()
    for part in below(node):
        names |= {name for code in _in_templates(part) for name in read_in(code)}
        match part:
            case Assign(Name(), _):
                continue
            case Name(text) if text not in CONSTANTS:
                names.add(text)
    match node:
        case Assign(Name(text), value):
            inside = (p.text for p in below(value) if isinstance(p, Name))
            if text not in inside:
                names.discard(text)
    return names


def calls_in(node: Part) -> Iterator[Call]:
    """Return all calls of named functions, including those that a pipe makes."""
    for part in below(node):
        if isinstance(part, Call) and called(part) is not None:
            yield part
        if isinstance(part, Infix) and part.op in ("|>", "%>%") and isinstance(part.right, Name):
            yield Call(part.right, (), part.right.span)


def keeps_picture(statements: Sequence[Part]) -> bool:
    """Return whether a ``ggsave()`` call of the script stores the last picture."""
    calls = [c for s in statements for c in calls_in(s) if called(c) == "ggsave"]
    return any(not any(a.name == "plot" for a in c.arguments)
               and sum(a.name is None for a in c.arguments) < 2 for c in calls)  # fmt: skip


# Functions whose first argument is a data frame or a fit.
_OF_DATA = frozenset(
    {"nrow", "ncol", "head", "tail", "summary", "str", "glimpse", "names", "print", "plot", "dim"}
    | {"fixef", "ranef", "coef", "VarCorr", "loo", "waic", "pp_check", "pp_mixture", "fitted"}
    | {"predict", "hypothesis", "posterior_summary", "as_draws_df", "conditional_effects"}
    | {"posterior_predict", "posterior_epred", "spread_draws", "loo_compare", "add_criterion"}
)


def loaded_in(statements: Sequence[Part]) -> list[str]:
    """Return the variables used as data frames, if the script calls ``load()``."""
    calls = [c for s in statements for c in calls_in(s)]
    if not any(called(c) == "load" for c in calls):
        return []
    names = [
        a.value.text
        for c in calls
        for a in c.arguments
        if a.name in ("data", "newdata") and isinstance(a.value, Name)
    ]
    for part in (p for s in statements for p in below(s)):
        match part:
            case Infix(Name(text), "$" | "%>%" | "|>", _) | Index(Name(text), _):
                names.append(text)
            case Call(Name(name), (Argument(None, Name(text)), *_)) if name in _OF_DATA:
                names.append(text)
    return list(dict.fromkeys(names))
