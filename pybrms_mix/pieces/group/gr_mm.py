"""``gr()`` and ``mm()``: grouping factors, with the options of their coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.base.errors import InvalidFormula, NotSupported, did_you_mean
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    String,
    called,
    variables,
)

ILLEGAL = (
    "Illegal grouping term '{}'. It may contain only variable names combined by the symbol ':'"
)
_NAMED = ("by", "cor", "id", "cov", "dist")
_DISTRIBUTIONS = ("gaussian", "student")


@dataclass(frozen=True)
class Structure:
    """The options of a group in ``gr()`` and ``mm()``.

    Attributes:
        by: the variable whose levels have separate standard deviations, one for each membership;
            empty if all levels have the same distribution.
        correlated: the argument ``cor``: whether coefficients are correlated.
        id: the ID of the block; "" without an ID.
        cov: the name of the covariance of the levels in ``data2``.
        student: whether coefficients have Student's distribution instead of the normal
            distribution.
        weights: the weights of the memberships; empty if they are equal.
        scaled: whether weights are scaled to sum to 1.
        of: ``by`` as it was written.
    """

    by: tuple[Name, ...] = ()
    correlated: bool = True
    id: str = ""
    cov: Name | None = None
    student: bool = False
    weights: tuple[Node, ...] = ()
    scaled: bool = True
    of: str = ""

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the options read."""
        return (*self.by, *(v for node in self.weights for v in variables(node)))


def structure(call: Call) -> tuple[tuple[Node, ...], Structure]:
    """Return the grouping factors and the options of a call of ``gr()`` or ``mm()``.

    Raises:
        InvalidFormula: in brms's words, for invalid arguments.
    """
    name = called(call)
    is_multiple = name == "mm"
    names = (*_NAMED, "weights", "scale") if is_multiple else _NAMED
    by_name = {a.name: a for a in call.arguments if a.name is not None}
    groups = tuple(a.value for a in call.arguments if a.name is None and a.value is not None)
    for argument in by_name.values():
        if argument.name not in names:
            raise InvalidFormula(
                f"'{name}()' has no argument '{argument.name}'.",
                span=argument.span or call.span,
                hint=did_you_mean(argument.name or "", names) or f"It has: {', '.join(names)}.",
            )
    _check_groups(groups, call, is_multiple=is_multiple)
    values = {n: a.value for n, a in by_name.items() if n is not None and a.value is not None}
    by = values.get("by")
    count = len(groups)
    return tuple(_named(g) for g in groups), Structure(
        by=() if by is None else _by(by, count),
        correlated=_flag(by_name.get("cor")),
        id=_id(values["id"]) if "id" in values else "",
        cov=_cov(values["cov"]) if "cov" in values else None,
        student=_is_student(values.get("dist")),
        weights=_columns(values["weights"], "weights", count) if "weights" in values else (),
        scaled=_flag(by_name.get("scale")),
        of="" if by is None else write(by),
    )


def _check_groups(groups: tuple[Node, ...], call: Call, *, is_multiple: bool) -> None:
    if is_multiple and len(groups) < 2:
        raise InvalidFormula(
            "Multi-membership terms require at least two grouping variables.", span=call.span
        )
    if not is_multiple and len(groups) > 1:
        raise InvalidFormula(
            "Grouping structure 'gr' expects only a single grouping term", span=call.span
        )
    if not groups:
        raise InvalidFormula("'gr()' needs a grouping factor.", span=call.span, hint="gr(g)")


def _named(node: Node) -> Node:
    """Return the grouping factor. As in brms, a string stands for the column of that name."""
    return Name(node.text, node.span) if isinstance(node, String) else node


def _by(node: Node, count: int) -> tuple[Name, ...]:
    names = (node,) if count == 1 else _columns(node, "by", count)
    factors = tuple(n for n in names if isinstance(n, Name))
    if len(factors) < len(names):
        raise NotSupported(
            f"'by = {write(node)}' is not supported: 'by' must be the name of a variable.",
            span=node.span,
            hint="Compute it as a column of the data first.",
        )
    return factors


def _columns(node: Node, name: str, count: int) -> tuple[Node, ...]:
    """Return the columns of ``cbind(...)``, one for each membership."""
    columns: tuple[Node, ...] = (node,)
    if isinstance(node, Call) and called(node) == "cbind":
        columns = tuple(a.value for a in node.arguments if a.value is not None)
    if len(columns) != count:
        raise InvalidFormula(
            f"Grouping structure 'mm' expects '{name}' to be a matrix with as many columns as "
            "grouping factors.",
            span=node.span,
            hint=f"Write {name} = cbind(...) with {count} variables.",
        )
    return columns


def _flag(argument: Argument | None) -> bool:
    if argument is None or argument.value is None:
        return True
    value = literal(argument.value)
    if not isinstance(value, bool):
        raise InvalidFormula(
            f"Cannot coerce '{argument.name}' to a single logical value.", span=argument.value.span
        )
    return value


def _id(node: Node) -> str:
    return node.text if isinstance(node, Name) else str(literal(node))


def _cov(node: Node) -> Name:
    names = variables(node)
    if len(names) != 1:
        raise InvalidFormula(
            "Argument 'cov' must contain exactly one variable.",
            span=node.span,
            hint="The argument names a matrix of 'data2'.",
        )
    return names[0]


def _is_student(node: Node | None) -> bool:
    if node is None:
        return False
    if isinstance(node, Name | Infix):
        raise InvalidFormula(
            "'arg' must be NULL or a character vector", span=node.span, hint='dist = "student"'
        )
    value = literal(node)
    matches = [
        d for d in _DISTRIBUTIONS if isinstance(value, str) and value and d.startswith(value)
    ]
    if len(matches) != 1:
        raise InvalidFormula("'arg' should be one of “gaussian”, “student”", span=node.span)
    return matches == ["student"]
