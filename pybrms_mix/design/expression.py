"""Evaluation of R expressions of columns, on the rows of the fit and on other rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula, PybrmsError
from pybrms_mix.design.all_rows import ALL_ROWS, of_rows, polym
from pybrms_mix.design.call_matching import matched, parameters_of
from pybrms_mix.design.elementwise import (
    FUNCTIONS,
    arithmetic,
    comparison,
    contained,
    logical,
    negated,
    numbers,
    scalar,
    sequence,
)
from pybrms_mix.design.more_functions import MORE_FUNCTIONS, cbind, interaction
from pybrms_mix.design.neighbours import hint
from pybrms_mix.design.rvalues import (
    Factor,
    Matrix,
    Rows,
    Value,
    as_factor,
    entries_at,
    missing,
    relevelled,
    texts,
    used,
    with_levels,
)
from pybrms_mix.design.transforms import TRANSFORMS, polynomials
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    Tilde,
    called,
    variables,
)
from pybrms_mix.syntax.spelling import value as number_value

_CONSTANTS: Mapping[str, Value] = {
    "TRUE": np.array([True]), "FALSE": np.array([False]), "NULL": None,
    "NA": np.array([np.nan]), "NaN": np.array([np.nan]), "Inf": np.array([np.inf]),
}  # fmt: skip

Memory = MutableMapping[Node, dict[str, Any]]


class Columns(Protocol):
    """Rows of data from which an expression reads columns."""

    @property
    def N(self) -> int:  # noqa: N802
        """Return the number of rows."""

    @property
    def rows(self) -> np.ndarray:
        """Return the positions of the rows in the data of the user."""

    @property
    def fitted(self) -> bool:
        """Return whether these rows are some of those of a fit."""

    def column(self, name: Name) -> Value:
        """Return a column, or raise ``UnknownVariable`` if the data do not have it."""


class Known(Columns, Protocol):
    """Rows of data with the positions of their missing values."""

    @property
    def whole(self) -> Known | None:
        """Return all rows of the table of the user if these rows are a subset; otherwise None."""

    @property
    def predvars(self) -> Mapping[Node, Node]:
        """Return the calls whose constants are given, each with the call that holds them."""

    def holes(self, names: Iterable[str]) -> np.ndarray:
        """Return which rows have a missing value in one of the columns ``names``, shape (N,)."""


@dataclass(frozen=True, eq=False)
class Expression:
    """An R expression with its value on some rows and the state that other rows need.

    Attributes:
        node: the expression.
        result: numbers or logicals of shape (N,), a ``Factor``, or a ``Matrix`` with N rows.
        memory: the state that each call computed from the rows of the fit, such as the basis of
            ``poly``, the centre of ``scale`` or the levels of ``factor``.
        computed: the expression that is evaluated in place of ``node`` if the frame has one, such
            as ``scale(x, center = 2.9, scale = 6.3)`` for ``scale(x)``.
    """

    node: Node
    result: Rows
    memory: Memory
    computed: Node | None = None

    @classmethod
    def of(
        cls, node: Node, frame: Known, *, repeat: bool = True, all_rows: bool = False
    ) -> Expression:
        """Evaluate ``node`` on the rows of the fit.

        Text becomes a factor with sorted levels, and levels that do not occur are dropped. A single
        number is repeated for all rows, or refused if ``repeat`` is false.

        With ``all_rows`` the expression is evaluated on all rows of the table of the user, and the
        rows of ``frame`` are selected afterwards. The centre of ``scale(x)``, for example, then
        includes rows that are left out because of ``subset()`` or of a missing value in another
        variable.

        Raises:
            InvalidFormula: if the expression calls an unknown function or has invalid arguments.
            InvalidData: if the result is missing in some row, as that of ``log(-1)``.
        """
        memory: Memory = {}
        around = frame.whole if all_rows else None
        frame_of_rows = around or frame
        # The names of columns come from `node`, the numbers from its constants, if they are given.
        computed = frame.predvars.get(node)
        value = evaluate(computed or node, frame_of_rows, memory)
        if not repeat and _size(value) == 1 < frame_of_rows.N:
            raise InvalidFormula(
                f"'{write(node)}' is a single value, not a variable.", span=node.span
            )
        value = _sized(value, node, frame_of_rows.N)
        value = _complete(entries_at(value, frame.rows) if around else value, node, frame)
        if isinstance(value, Factor):
            value = as_factor(value)
            value = relevelled(value, used(value))
        return cls(node, value, memory, computed)

    def at(self, frame: Known) -> Expression:
        """Return the expression on other rows, with the bases, centres and levels of the fit."""
        result = evaluate(self.computed or self.node, frame, self.memory)
        value = _sized(result, self.node, frame.N)
        value = _complete(value, self.node, frame)
        if isinstance(self.result, Factor) and isinstance(value, Factor):
            value = with_levels(value, self.result.levels)
        return replace(self, result=value)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the variables in the expression, in their order in the text."""
        return tuple(name.text for name in variables(self.node))

    @property
    def values(self) -> np.ndarray:
        """Return the result as one array, shape (N,): numbers, logicals or labels of a factor."""
        match self.result:
            case Factor():
                return self.result.labels()
            case Matrix():
                raise InvalidFormula(
                    "One column is needed here, not a matrix.", span=self.node.span
                )
            case column:
                return column


def evaluate(node: Node, frame: Columns, memory: Memory) -> Value:
    """Return the value of ``node``.

    A call of a function with state stores the state in ``memory``, or uses the state that
    ``memory`` already has.
    """
    try:
        return _evaluate(node, frame, memory)
    except PybrmsError as error:
        error.span = error.span or node.span
        raise


def _evaluate(node: Node, frame: Columns, memory: Memory) -> Value:
    match node:
        case Name(text):
            return _CONSTANTS[text] if text in _CONSTANTS else frame.column(node)
        case Number(text):
            return np.array([number_value(text)])
        case String(text):
            return texts([text])
        case Parens(body):
            return evaluate(body, frame, memory)
        case Prefix(op, operand):
            return _prefixed(op, evaluate(operand, frame, memory))
        case Infix(left, op, right) if op not in ("::", "$", "@"):
            return _combined(op, evaluate(left, frame, memory), evaluate(right, frame, memory))
        case Call():
            return _call(node, frame, memory)
    hint = "A formula has one '~', after its response." if isinstance(node, Tilde) else ""
    raise InvalidFormula("This expression cannot be evaluated here.", span=node.span, hint=hint)


def _prefixed(op: str, value: Value) -> np.ndarray | Factor:
    if op == "!":
        return negated(value)
    return -numbers(value) if op == "-" else numbers(value)


def _combined(op: str, left: Value, right: Value) -> Value:
    sizes = {_size(side) for side in (left, right)} - {1}
    if len(sizes) > 1 and op != "%in%":
        raise InvalidFormula("The two sides have different lengths.")
    if op in ("+", "-", "*", "/", "^", "**", "%%", "%/%"):
        return arithmetic(op, left, right)
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return comparison(op, left, right)
    if op in ("&", "|", "&&", "||"):
        return logical(op, left, right)
    if op == "%in%":
        return contained(left, right)
    if op == ":":
        low, high = scalar(left), scalar(right)
        return sequence(low, high, 1.0 if high >= low else -1.0)
    raise InvalidFormula(f"The operator '{op}' is not available here.")


def _size(value: Value) -> int:
    match value:
        case Factor(codes=codes):
            return int(codes.size)
        case Matrix(values=values):
            return int(values.shape[0])
        case None:
            return 1
        case array:
            return int(array.size)


def _call(node: Call, frame: Columns, memory: Memory) -> Value:
    name = called(node)
    if name in ("cbind", "interaction"):
        return _of_several(name, node, frame, memory)
    if name == "poly" and (polynomials := _several_polynomials(node, frame, memory)) is not None:
        return polynomials
    if name is not None and name in ALL_ROWS:
        return _of_all_rows(name, node, frame, memory)
    function = TRANSFORMS.get(name or "") or FUNCTIONS.get(name or "")
    function = function or MORE_FUNCTIONS.get(name or "")
    if name is None or function is None:
        known_names = (*TRANSFORMS, *FUNCTIONS, *MORE_FUNCTIONS, *ALL_ROWS)
        raise InvalidFormula(
            f'could not find function "{name or "?"}"',
            span=node.function.span or node.span,
            hint=hint(name or "", known_names),
        )
    remembers = name in TRANSFORMS
    by_name, rest = matched(name, node, parameters_of(function, remembers=remembers))
    values = {place: evaluate(value, frame, memory) for place, value in by_name.items()}
    if not remembers:
        return function(*(evaluate(value, frame, memory) for value in rest), **values)
    state = dict(memory.get(node, {}))
    result = function(state, **values)
    memory.setdefault(node, state)
    return result


def _of_all_rows(name: str, node: Call, frame: Columns, memory: Memory) -> Value:
    """Return a function of all rows, such as ``rank()``."""
    by_name, _ = matched(name, node, parameters_of(ALL_ROWS[name], remembers=False))

    def compute() -> Value:
        return ALL_ROWS[name](**{n: evaluate(v, frame, memory) for n, v in by_name.items()})

    return of_rows(name, memory.setdefault(node, {}), compute, frame.rows, fitted=frame.fitted)


def _several_polynomials(node: Call, frame: Columns, memory: Memory) -> Value:
    """Return ``poly()`` of several variables, or None if it has one.

    As in R, a second argument without a name that is one number is the degree.
    """
    options_given = {a.name: a.value for a in node.arguments if a.name not in (None, "x")}
    variables_given = [
        a.value for a in node.arguments if a.name in (None, "x") and a.value is not None
    ]
    values = [evaluate(value, frame, memory) for value in variables_given]
    if len(values) == 2 and not isinstance(values[0], Matrix) and _size(values[1]) == 1:
        return None
    if len(values) == 1 and isinstance(values[0], Matrix):
        values = list(values[0].values.T)
    if len(values) < 2:
        return None
    if len({_size(value) for value in values}) > 1 or any(isinstance(v, Matrix) for v in values):
        raise InvalidFormula(
            "arguments must have the same length", span=node.span, hint="Name the degree: degree ="
        )
    options = {
        n: evaluate(v, frame, memory) for n, v in options_given.items() if n and v is not None
    }
    state = memory.setdefault(node, {})
    bases = [
        polynomials(state.setdefault(str(at), {}), value, **options)
        for at, value in enumerate(values)
    ]
    return polym([basis.values for basis in bases], bases[0].values.shape[1])


def _of_several(name: str, node: Call, frame: Columns, memory: Memory) -> Value:
    """Return ``cbind()`` or ``interaction()``, whose named arguments are arbitrary in number."""
    arguments = [(a.name or "", a.value) for a in node.arguments if a.value is not None]
    if name == "interaction":
        options = {n: v for n, v in arguments if n in ("sep", "drop")}
        parts = [evaluate(v, frame, memory) for n, v in arguments if n not in options]
        separator = options.get("sep")
        return interaction(parts, separator.text if isinstance(separator, String) else ".")
    names = [n or (v.text if isinstance(v, Name) else "") for n, v in arguments]
    return cbind([evaluate(v, frame, memory) for _, v in arguments], names)


def _sized(value: Value, node: Node, size: int) -> Rows:
    """Return ``value`` with one entry per row."""
    if value is None:
        raise InvalidFormula("This expression is NULL.", span=node.span)
    count = _size(value)
    if count not in (1, size):
        raise InvalidFormula(
            f"This expression has {count} values, but the data have {size} rows.", span=node.span
        )
    return _repeated(value, size) if count < size else value


def _complete(value: Rows, node: Node, frame: Known) -> Rows:
    """Return ``value``; refuse a result that is missing in rows whose variables are complete."""
    complete = ~frame.holes(name.text for name in variables(node))
    lost_rows = np.flatnonzero(missing(value) & complete)
    if lost_rows.size == frame.N and frame.whole is not None:
        raise InvalidData(
            "All observations in the data were removed presumably because of NA values.",
            span=node.span,
            hint=f"'{write(node)}' is computed from all rows of the data, and is NA because "
            "some values are missing. Leave these rows out of the data, or write na.rm = "
            "TRUE.",
        )
    if lost_rows.size:
        raise InvalidData(
            f"'{write(node)}' is {_lost(value)} in {lost_rows.size} of {frame.N} rows,"
            f" first in row {frame.rows[lost_rows[0]]} (counted from 0).",
            span=node.span,
            hint="Remove or correct these rows.",
        )
    if isinstance(value, Factor) and value.logical and not missing(value).any():
        return np.asarray(value.codes == 1)
    return value


def _lost(value: Rows) -> str:
    return "NA" if isinstance(value, Factor) else "not a number"


def _repeated(value: Rows, size: int) -> Rows:
    match value:
        case Factor():
            return replace(value, codes=np.repeat(value.codes, size))
        case Matrix():
            return replace(value, values=np.repeat(value.values, size, axis=0))
        case array:
            return np.repeat(array, size)
