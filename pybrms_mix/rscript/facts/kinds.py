"""The facts about the value of an R expression that are known before it is computed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto


class Kind(Enum):
    """The Python type that stands for an R value in the ported script."""

    NUMBER = auto()
    TEXT = auto()
    FLAG = auto()
    VECTOR = auto()  # a NumPy array of numbers
    TEXTS = auto()  # a list of strings
    MASK = auto()  # a NumPy array of booleans
    SERIES = auto()  # a column of a data frame
    FLAGS = auto()  # a column of booleans
    NAMED = auto()  # a Series with a name for each element
    MATRIX = auto()  # a NumPy array with at least two axes
    LABELLED = auto()  # a matrix with names of rows or columns, which is a DataFrame
    FRAME = auto()
    GROUPED = auto()
    ROWWISE = auto()
    LIST = auto()
    RECORD = auto()  # a dict
    FIT = auto()
    LINEAR = auto()  # a linear model, which is a list with names
    PRIORS = auto()
    MODEL = auto()  # formulas, families and other values that only the package's functions take
    CUBE = auto()  # an xarray object with named axes
    TABLE = auto()  # a DataFrame with row names, such as the summary of a fit
    MEANS = auto()  # marginal means, or contrasts between them
    EFFECTS = auto()  # tables of conditional effects, which have a plot method
    FUNCTION = auto()
    PLOT = auto()  # a matplotlib figure
    BASE = auto()  # a base R plot, drawn on the current figure
    PICTURE = auto()  # a ggplot2 picture, which is drawn when it is shown or stored
    LOOK = auto()  # themes and similar settings, which have no effect in Python
    NONE = auto()
    UNKNOWN = auto()


SCALARS = frozenset({Kind.NUMBER, Kind.TEXT, Kind.FLAG})
COLUMNS = frozenset({Kind.SERIES, Kind.FLAGS})
ARRAYS = frozenset({Kind.VECTOR, Kind.MASK})
# R functions whose value may be a matrix, or a number for each row of one.
SHAPED = frozenset(
    {"sapply", "vapply", "mapply", "replicate", "apply", "outer", "cbind", "rbind", "t", "sweep"}
    | {"rowSums", "rowMeans", "colSums", "colMeans", "as.matrix", "diag", "crossprod"}
)


@dataclass(frozen=True)
class ArgumentText:
    """The further argument that holds the text of a parameter.

    Attributes
    ----------
    python
        The name of the further argument.
    makers
        The functions of R that make the text.
    default
        The text of the parameter's default; empty if there is none.
    alone
        Whether the function reads the text and never the value.
    """

    python: str
    makers: frozenset[str]
    default: str = ""
    alone: bool = False


@dataclass(frozen=True, eq=False)
class Value:
    """A Python expression with the known facts of its value.

    Attributes:
        columns: the columns of a data frame, if they are known.
        groups: the columns that group the rows of a grouped data frame.
        result: the facts of the value that a function returns.
        parameters: the parameters of a function of the script, by their R names.
        whole: whether a number is certainly an integer.
        positive: whether a number is certainly greater than 0.
        double: whether a number is certainly of R's type double, even if its value is whole.
        source: the fit that draws were computed from.
        shaped: whether the value may be a matrix, or hold a number for each row of one.
        free: whether a function of the script takes further named arguments through ``...``.
        places: whether a function of the script takes further positional arguments.
        by_name: the keyword-only parameters of a function of the script.
        ignores_more: whether a function of the script has ``...`` without reading it.
        size: the number of elements of a vector, if it is known.
        quoted: whether the value stands for columns of a data frame: ``sym("x")``.
        embraced: the parameters of a function of the script that stand for columns.
        matrix: whether a table of a fit is a matrix in R.
        tabled: whether a data frame is a data.table.
        matrices: whether columns of a data frame may be matrices in R.
        plain: whether a data frame is certainly no tibble.
        bare: whether a value of unknown kind is an array or a number, which has no names.
        hidden: whether R does not print the value that a function of the script returns.
        may_be_unseen: whether a function of the script may return a NULL that R does not print.
        texts: the parameters of a function of the script whose texts it reads.
        priors: whether a data frame is a table of priors.
        present: whether a number is certainly not missing.
        returns_variable: whether a function of the script may return an argument, or a variable of
            the script, itself.
        row: whether a data frame is the row at a number or a name, whose columns are single values.
        lines: whether a data frame stands for the lines of text that ``kable()`` makes.
        lone: whether a value of unknown kind may be a column of one row, which R recycles.
        listed: whether a value of unknown kind is certainly a list in R, with names or without.
        partial: whether a table of effects may lack columns that it has in R.
        settings: the function whose earlier settings the value stands for (``old <- par()``).
    """

    node: ast.expr
    kind: Kind = Kind.UNKNOWN
    columns: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()
    result: Kind = Kind.UNKNOWN
    parameters: tuple[str, ...] | None = None
    whole: bool = False
    source: ast.expr | None = None
    positive: bool = False
    double: bool = False
    free: bool = False
    shaped: bool = False
    places: bool = False
    by_name: tuple[str, ...] = ()
    ignores_more: bool = False
    size: int | None = None
    quoted: bool = False
    embraced: frozenset[str] = frozenset()
    matrix: bool = False
    tabled: bool = False
    matrices: bool = False
    plain: bool = False
    bare: bool = False
    hidden: bool = False
    may_be_unseen: bool = False
    texts: Mapping[str, ArgumentText] = field(default_factory=dict)
    priors: bool = False
    row: bool = False
    returns_variable: bool = False
    present: bool = False
    lines: bool = False
    lone: bool = False
    listed: bool = False
    partial: bool = False
    settings: str = ""

    @property
    def is_list(self) -> bool:
        """Return whether the value is certainly a list in R, and no data frame."""
        return self.listed or self.kind in (Kind.LIST, Kind.RECORD)

    def as_(self, kind: Kind) -> Value:
        """Return the same expression with another kind."""
        return replace(self, kind=kind)

    def with_shape(self, shaped: bool) -> Value:
        """Return the same expression, as one that may be a matrix if ``shaped`` is true."""
        return replace(self, shaped=True) if shaped else self


def are_bare(values: Iterable[Value]) -> bool:
    """Return whether no value can have names, by which pandas would align the elements."""
    return all(v.bare or v.kind in _NAMELESS for v in values)


_NAMELESS = ARRAYS | SCALARS


def joined(left: Kind, right: Kind) -> Kind:
    """Return the kind of the result of arithmetic: the larger operand, since R recycles."""
    both = {left, right}
    if Kind.LABELLED in both:
        return Kind.LABELLED
    if both & COLUMNS:
        return Kind.SERIES
    for kind in (Kind.MATRIX, Kind.NAMED):
        if kind in both:
            return kind
    if both & ARRAYS or Kind.TEXTS in both:
        return Kind.VECTOR
    return Kind.NUMBER if both <= {Kind.NUMBER, Kind.FLAG} else Kind.UNKNOWN


def compared(kind: Kind) -> Kind:
    """Return the kind of a comparison whose operands would give ``kind`` in arithmetic."""
    truths = {Kind.SERIES: Kind.FLAGS, Kind.VECTOR: Kind.MASK, Kind.NAMED: Kind.FLAGS}
    return {**truths, Kind.NUMBER: Kind.FLAG, Kind.MATRIX: Kind.MASK}.get(kind, Kind.UNKNOWN)


def one_table(node: ast.expr, kind: Kind) -> ast.expr:
    """Return several priors as one table; as an argument of ``brm()`` they may be a list."""
    match kind, node:
        case Kind.PRIORS, ast.List([first, *later_priors]):
            for prior in later_priors:
                first = ast.BinOp(first, ast.Add(), prior)
            return first
    return node
