"""The nodes of an R expression; each knows its place in the text, which has no part in ``==``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from pybrms_mix.base.errors import Span


@dataclass(frozen=True)
class Name:
    """``x``; also ``TRUE``, ``NULL``, ``Inf`` and such; a name in backticks, without them."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Number:
    """``2``, ``1e-3``, ``5L``, as it was written."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class String:
    """``"sigma1"``: the value, escapes resolved."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Infix:
    """``left op right``; ``op`` is R's operator, also ``$``, ``::``, ``%in%``, ``<-``, ``|>``."""

    left: Node
    op: str
    right: Node
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Prefix:
    """``-x``, ``+x``, ``!x``."""

    op: str
    operand: Node
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Parens:
    """``( body )``."""

    body: Node
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Argument:
    """``name = value`` or ``value``; an empty place (``m[, 1]``) has neither."""

    name: str | None
    value: Node | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Call:
    """``function(arguments)``."""

    function: Node
    arguments: tuple[Argument, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Index:
    """``base[arguments]``, or ``base[[arguments]]`` when ``double``."""

    base: Node
    arguments: tuple[Argument, ...]
    double: bool = False
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Tilde:
    """``left ~ right``; a one-sided formula has no left side."""

    left: Node | None
    right: Node
    span: Span | None = field(default=None, compare=False, repr=False)


Node: TypeAlias = Name | Number | String | Infix | Prefix | Parens | Call | Index | Tilde


@dataclass(frozen=True)
class Assign:
    """``target <- value`` in any spelling; ``op`` is "<-", "<<-" or "=" ("->" is turned round)."""

    target: Part
    value: Part
    op: str = "<-"
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Function:
    """``function(parameters) body``; a parameter is an argument whose value is its default."""

    parameters: tuple[Argument, ...]
    body: Part
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Block:
    """``{ statements }``."""

    statements: tuple[Part, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class If:
    """``if (condition) then else otherwise``."""

    condition: Part
    then: Part
    otherwise: Part | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class For:
    """``for (variable in values) body``."""

    variable: Name
    values: Part
    body: Part
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class While:
    """``while (condition) body``; without a condition ``repeat body``."""

    condition: Part | None
    body: Part
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Jump:
    """``next`` or ``break``."""

    word: str
    span: Span | None = field(default=None, compare=False, repr=False)


# What only scripts have. It may stand wherever a node may (``f(function(x) x)``), but the readers
# of formulas, priors and families never meet it: ``parse()`` refuses it.
Statement: TypeAlias = Assign | Function | Block | If | For | While | Jump
Part: TypeAlias = Node | Statement


def called(node: Part | None) -> str | None:
    """Return the name of the function that ``node`` calls (also of ``splines::ns()``), or None."""
    if not isinstance(node, Call):
        return None
    match node.function:
        case Name(text):
            return text
        case Infix(_, "::", Name(text)):
            return text
    return None


def parts(node: Part) -> tuple[Part, ...]:
    """Return what stands directly below ``node``, in the order of the text; also in scripts."""
    match node:
        case Assign(target, value):
            return (target, value)
        case Function(parameters, body):
            return (*(p.value for p in parameters if p.value is not None), body)
        case Block(statements):
            return statements
        case If(condition, then, otherwise):
            return (condition, then) if otherwise is None else (condition, then, otherwise)
        case For(variable, values, body):
            return (variable, values, body)
        case While(condition, body):
            return (body,) if condition is None else (condition, body)
        case Jump():
            return ()
    return children(node)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below ``node``, in the order of the text."""
    match node:
        case Infix(left, _, right):
            return (left, right)
        case Prefix(_, operand):
            return (operand,)
        case Parens(body):
            return (body,)
        case Call(function, arguments):
            return (function, *(a.value for a in arguments if a.value is not None))
        case Index(base, arguments):
            return (base, *(a.value for a in arguments if a.value is not None))
        case Tilde(left, right):
            return (right,) if left is None else (left, right)
    return ()


# The names that R itself defines: never columns of the data.
_MISSING = {"NA", "NA_integer_", "NA_real_", "NA_character_"}
CONSTANTS = frozenset({"TRUE", "FALSE", "NULL", "NaN", "Inf"} | _MISSING)


def variables(node: Node | None) -> tuple[Name, ...]:
    """Return the variables that ``node`` reads, each once, in the order of the text.

    Names of functions, of arguments and R's constants are not variables.
    """
    if node is None:
        return ()
    found: dict[str, Name] = {}
    stack = [node]
    while stack:
        match stack.pop(0):
            case Name(text) as name if text not in CONSTANTS:
                found.setdefault(text, name)
            case Call(_, arguments):
                stack = [a.value for a in arguments if a.value is not None] + stack
            case Infix(_, "::", _):
                continue
            case Infix(left, "$" | "@", _):
                stack = [left, *stack]
            case other:
                stack = [*children(other), *stack]
    return tuple(found.values())
