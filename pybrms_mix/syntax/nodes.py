"""The nodes of an R expression. Each node has a span in the text; ``==`` ignores the spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from pybrms_mix.base.errors import Span


@dataclass(frozen=True)
class Name:
    """``x``, and also ``TRUE``, ``NULL`` or ``Inf``. Backticks around a name are removed."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Number:
    """``2``, ``1e-3`` or ``5L``, in the spelling of the text."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class String:
    """``"sigma1"``: the value of the string, with its escapes resolved."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Infix:
    """``left op right``. The operators of R include ``$``, ``::``, ``%in%``, ``<-`` and ``|>``."""

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
    """``name = value`` or ``value``. An empty argument (``m[, 1]``) has neither."""

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
    """``left ~ right``. The left side of a one-sided formula is None."""

    left: Node | None
    right: Node
    span: Span | None = field(default=None, compare=False, repr=False)


Node: TypeAlias = Name | Number | String | Infix | Prefix | Parens | Call | Index | Tilde


@dataclass(frozen=True)
class Assign:
    """``target <- value``. ``op`` is "<-", "<<-" or "="; the sides of "->" are exchanged."""

    target: Part
    value: Part
    op: str = "<-"
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Function:
    """``function(parameters) body``. A parameter is an argument whose value is the default."""

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
    """``while (condition) body``. ``repeat body`` has no condition."""

    condition: Part | None
    body: Part
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Jump:
    """``next`` or ``break``."""

    word: str
    span: Span | None = field(default=None, compare=False, repr=False)


# Nodes that only scripts contain. R allows them wherever an expression may stand (``f(function(x)
# x)``), but ``parse()`` refuses them, so the readers of formulas, priors and families never meet
# them.
Statement: TypeAlias = Assign | Function | Block | If | For | While | Jump
Part: TypeAlias = Node | Statement


def called(node: Part | None) -> str | None:
    """Return the name of the function that ``node`` calls, or None.

    ``splines::ns()`` gives "ns".
    """
    if not isinstance(node, Call):
        return None
    match node.function:
        case Name(text):
            return text
        case Infix(_, "::", Name(text)):
            return text
    return None


def parts(node: Part) -> tuple[Part, ...]:
    """Return the direct children of ``node``, statements included, in the order of the text."""
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
    """Return the direct children of ``node`` in the order of the text."""
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


# Names that R itself defines: they are never columns of the data.
_MISSING = {"NA", "NA_integer_", "NA_real_", "NA_character_"}
CONSTANTS = frozenset({"TRUE", "FALSE", "NULL", "NaN", "Inf"} | _MISSING)


def variables(node: Node | None) -> tuple[Name, ...]:
    """Return the variables in ``node``, each once, in the order of the text.

    Names of functions, names of arguments and R's constants are not variables.
    """
    if node is None:
        return ()
    by_text: dict[str, Name] = {}
    stack = [node]
    while stack:
        match stack.pop(0):
            case Name(text) as name if text not in CONSTANTS:
                by_text.setdefault(text, name)
            case Call(_, arguments):
                stack = [a.value for a in arguments if a.value is not None] + stack
            case Infix(_, "::", _):
                continue
            case Infix(object_, "$" | "@", _):
                stack = [object_, *stack]
            case node_:
                stack = [*children(node_), *stack]
    return tuple(by_text.values())
