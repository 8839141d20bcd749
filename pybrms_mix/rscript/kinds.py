"""What is known of the value of an R expression before it is computed."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from enum import Enum, auto


class Kind(Enum):
    """What a value is in the Python that is written."""

    NUMBER = auto()
    TEXT = auto()
    FLAG = auto()
    VECTOR = auto()  # a NumPy array of numbers
    TEXTS = auto()  # a list of strings
    MASK = auto()  # a NumPy array of truth values
    SERIES = auto()  # a column
    FLAGS = auto()  # a column of truth values
    NAMED = auto()  # a Series with a name for each element
    MATRIX = auto()  # a NumPy array of two axes, or more
    FRAME = auto()
    GROUPED = auto()
    ROWWISE = auto()
    LIST = auto()
    RECORD = auto()  # a dict
    FIT = auto()
    PRIORS = auto()
    MODEL = auto()  # formulas, families and what else only the package's functions take
    CUBE = auto()  # an xarray with named axes
    TABLE = auto()  # a DataFrame whose rows have names: summaries of a fit
    MEANS = auto()  # marginal means, or contrasts of them
    EFFECTS = auto()  # tables of conditional effects, which draw themselves
    FUNCTION = auto()
    PLOT = auto()  # a figure of matplotlib
    BASE = auto()  # a plot of base R, drawn on the figure at hand
    PICTURE = auto()  # a picture of ggplot2, which is drawn when it is shown or stored
    LOOK = auto()  # themes and the like, which change nothing here
    NONE = auto()
    UNKNOWN = auto()


SCALARS = frozenset({Kind.NUMBER, Kind.TEXT, Kind.FLAG})
COLUMNS = frozenset({Kind.SERIES, Kind.FLAGS})
ARRAYS = frozenset({Kind.VECTOR, Kind.MASK})
TRUTHS = frozenset({Kind.FLAG, Kind.MASK, Kind.FLAGS})


@dataclass(frozen=True, eq=False)
class Value:
    """An expression of Python, and what is known of its value.

    Attributes:
        columns: of a frame, where they are known.
        groups: of grouped rows, the columns that group them.
        result: of a function, what it returns.
        parameters: of a function of the script, its parameters by their R names.
        whole: whether a number is certainly an integer.
        positive: whether a number is certainly greater than 0.
        source: of draws, the fit that they are all draws of.
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

    def as_(self, kind: Kind) -> Value:
        """Return the same as another kind."""
        return replace(self, kind=kind)


def joined(left: Kind, right: Kind) -> Kind:
    """Return what arithmetic with two kinds gives: the larger of them, as R recycles."""
    both = {left, right}
    if both & COLUMNS:
        return Kind.SERIES
    for kind in (Kind.MATRIX, Kind.NAMED):
        if kind in both:
            return kind
    if both & ARRAYS or Kind.TEXTS in both:
        return Kind.VECTOR
    return Kind.NUMBER if both <= {Kind.NUMBER, Kind.FLAG} else Kind.UNKNOWN


def compared(kind: Kind) -> Kind:
    """Return what a comparison gives where arithmetic would give ``kind``."""
    truths = {Kind.SERIES: Kind.FLAGS, Kind.VECTOR: Kind.MASK, Kind.NAMED: Kind.FLAGS}
    return {**truths, Kind.NUMBER: Kind.FLAG, Kind.MATRIX: Kind.MASK}.get(kind, Kind.UNKNOWN)
