"""Convert calls of R that a file holds to nodes, as if their text had been parsed."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.rfile.robjects import (
    NA_INTEGER,
    RList,
    RNull,
    RObject,
    RPairs,
    RSymbol,
    RVector,
    texts,
)
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    Tilde,
)

_INFIX = frozenset(
    ("+", "-", "*", "/", "^", ":", "==", "!=", "<", ">", "<=", ">=", "&", "&&", "|", "||", "$",
     "@", "::", ":::")
)  # fmt: skip
_PREFIX = frozenset("-+!")
_DEEPEST = 300  # the deepest nesting, equal to the limit of the parser
_MISSING = "missing argument"


def node_of(value: RObject, depth: int = 0) -> Node:
    """Return the node of a name, a constant or a call.

    Raises:
        Damaged: if no R text can represent ``value``, or if it nests too deeply.
    """
    if depth > _DEEPEST:
        raise Damaged("a formula is nested too deeply")
    match value:
        case RSymbol(name):
            return Name(name)
        case RPairs(pairs, True) if pairs:
            return _call(pairs[0][1], [_argument(n, v, depth) for n, v in pairs[1:]], depth)
        case RVector(kind, values):
            return _constant(kind, values)
        case RList(items, attributes):
            names = texts(attributes.get("names")) or ("",) * len(items)
            named_items = zip(names, items, strict=False)
            return Call(Name("list"), tuple(_argument(n or None, v, depth) for n, v in named_items))
        case RNull("NULL"):
            return Name("NULL")
    raise Damaged("a formula contains an object that R code cannot express")


def _argument(name: str | None, value: RObject, depth: int) -> Argument:
    empty = isinstance(value, RNull) and value.name == _MISSING
    return Argument(name, None if empty else node_of(value, depth + 1))


def _call(function: RObject, arguments: list[Argument], depth: int) -> Node:
    values = [a.value for a in arguments if a.value is not None]
    plain = len(values) == len(arguments) and not any(a.name for a in arguments)
    name = function.name if isinstance(function, RSymbol) else ""
    if name in ("[", "[[") and values and arguments[0].value is not None:
        return Index(values[0], tuple(arguments[1:]), name == "[[")
    if plain:
        node = _operation(name, values)
        if node is not None:
            return node
    return Call(node_of(function, depth + 1), tuple(arguments))


def _operation(name: str, values: list[Node]) -> Node | None:
    """Return the node of an operator with its operands; None if ``name`` is not an operator."""
    infix = name in _INFIX or (name.startswith("%") and name.endswith("%") and len(name) > 1)
    match values:
        case [body] if name == "(":
            return Parens(body)
        case [right] if name == "~":
            return Tilde(None, right)
        case [left, right] if name == "~":
            return Tilde(left, right)
        case [operand] if name in _PREFIX:
            return Prefix(name, operand)
        case [left, right] if infix:
            return Infix(left, name, right)
    return None


def _constant(kind: str, values: object) -> Node:
    """Return the node of a constant, or of ``c(...)`` for several constants."""
    items = list(values) if kind != "raw" else []  # type: ignore[call-overload]
    constants = [_single(kind, item) for item in items]
    if len(constants) == 1:
        return constants[0]
    return Call(Name("c"), tuple(Argument(None, item) for item in constants))


def _single(kind: str, item: object) -> Node:
    match kind:
        case "character":
            return Name("NA") if item is None else String(str(item))
        case "logical" | "integer" if int(item) == NA_INTEGER:  # type: ignore[call-overload]
            return Name("NA")
        case "logical":
            return Name("TRUE" if item else "FALSE")
        case "integer":
            return _signed(f"{abs(int(item))}L", int(item) < 0)  # type: ignore[call-overload]
        case "double":
            number = float(item)  # type: ignore[arg-type]
            if number != number:  # noqa: PLR0124
                return Name("NaN")
            if abs(number) == float("inf"):
                return Name("Inf") if number > 0 else Prefix("-", Name("Inf"))
            return _signed(repr(abs(number)), number < 0)
    raise Damaged("a formula contains a constant that R code cannot express")


def _signed(text: str, negative: bool) -> Node:
    return Prefix("-", Number(text)) if negative else Number(text)


_LOGICAL = {"TRUE": 1, "FALSE": 0, "NA": NA_INTEGER}


def object_of(node: Node) -> RPairs | RSymbol | RVector | RNull:
    """Return the name, the constant or the call that a node stands for: the inverse of ``node_of``.

    Examples
    --------
    >>> from pybrms_mix.syntax.deparse import write
    >>> from pybrms_mix.syntax.parse import parse
    >>> write(node_of(object_of(parse("y ~ s(x, k = 5L) + (1 | g)"))))
    'y ~ s(x, k = 5L) + (1 | g)'
    """
    match node:
        case Name() | Number() | String():
            return _atom(node)
        case Infix(left, op, right):
            return _called(RSymbol(op), (Argument(None, left), Argument(None, right)))
        case Prefix(op, operand):
            return _called(RSymbol(op), (Argument(None, operand),))
        case Parens(body):
            return _called(RSymbol("("), (Argument(None, body),))
        case Tilde(left, right):
            sides = (right,) if left is None else (left, right)
            return _called(RSymbol("~"), tuple(Argument(None, side) for side in sides))
        case Index(base, arguments, double):
            bracket = RSymbol("[[" if double else "[")
            return _called(bracket, (Argument(None, base), *arguments))
        case Call(function, arguments):
            return _called(object_of(function), arguments)


def _atom(node: Name | Number | String) -> RSymbol | RVector | RNull:
    """Return the value of a constant, or the name of a variable."""
    match node:
        case Name("NULL"):
            return RNull()
        case Name(text) if text in _LOGICAL:
            return RVector("logical", [_LOGICAL[text]])
        case Name("Inf" | "NaN" as text):
            return RVector("double", [float(text)])
        case Name(text):
            return RSymbol(text)
        case Number(text) if text.endswith("L"):
            return RVector("integer", [int(float(text[:-1]))])
        case Number(text):
            return RVector("double", [float(int(text, 16)) if "x" in text.lower() else float(text)])
    return RVector("character", [node.text])


def _called(function: RObject, arguments: Sequence[Argument]) -> RPairs:
    values = [
        (a.name, RNull(_MISSING) if a.value is None else object_of(a.value)) for a in arguments
    ]
    return RPairs([(None, function), *values], call=True)
