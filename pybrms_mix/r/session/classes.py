"""R's classes of values: ``class()``, ``inherits()`` and ``match.arg()``."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, UndecidedType
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.table_summaries import SummaryTable
from pybrms_mix.r.lists.attempts import Failure
from pybrms_mix.r.values.code_values import Formula, RCode, refuse_formula
from pybrms_mix.r.values.draw_chains import ChainList
from pybrms_mix.r.values.fit_matrices import ComparedModels
from pybrms_mix.r.values.grouped import EACH_ROW, Grouped
from pybrms_mix.r.values.labelled import is_labelled
from pybrms_mix.r.values.model_classes import class_in_brms
from pybrms_mix.r.values.named_matrix import CLASSES, NamedMatrix, is_of_counts
from pybrms_mix.r.values.own_attributes import classes_given
from pybrms_mix.r.values.own_classes import Classed
from pybrms_mix.r.values.r_vectors import FACTOR, LIST, NULL, NUMBER, Vector, read, text
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.result_records import classes_of_result
from pybrms_mix.r.values.scalars import are_whole
from pybrms_mix.r.values.tibbles import is_tibble
from pybrms_mix.syntax.nodes import Name, Number, Parens

__all__ = [
    "class_of",
    "class_places",
    "dispatch",
    "inherits",
    "is_type",
    "match_arg",
    "mode_of",
    "type_of",
]


def class_of(x: Any, of_vectors: str = "") -> list[str]:
    """Return the names of R's classes of a value, as ``class(x)``.

    Parameters
    ----------
    x : object
        The value.
    of_vectors : str, default ""
        The class that the value has if it is a vector without attributes, where that is known:
        whole numbers have one type in Python.

    Returns
    -------
    list of str
        The classes.

    Raises
    ------
    InvalidData
        If the class in R could be "integer" or "numeric", because whole numbers have one type here.

    Examples
    --------
    >>> class_of("a"), class_of([1.5])
    (['character'], ['numeric'])
    """
    classes = _class_of_object(x)
    if classes is not None:
        return classes
    refuse_formula(x, "class()")
    vector = read(x)
    if vector.kind == FACTOR:
        return ["ordered", "factor"] if vector.ordered else ["factor"]
    if vector.date:
        return ["POSIXct", "POSIXt"] if vector.clock else ["Date"]
    if vector.kind == LIST and not isinstance(x, list | tuple | Mapping | np.ndarray | Vector):
        raise InvalidData(f"The class in R of a {type(x).__name__} is not known here.")
    if vector.kind == NUMBER:
        name = {"double": "numeric"}.get("" if of_vectors else _number_type(vector), "integer")
        return [of_vectors or name]
    return [{NULL: "NULL", LIST: "list"}.get(vector.kind, vector.kind)]


def _number_type(vector: Vector) -> str:
    """Return the type of numbers: "integer" or "double".

    Raises:
        UndecidedType: if all numbers are whole, because such numbers have one type here.
    """
    if are_whole(vector.data):
        raise UndecidedType("A whole number may be an integer or a double in R: use is_numeric(x).")
    return "double"


def type_of(x: Any) -> str:
    """Return R's type of a value, as ``typeof(x)``.

    Raises
    ------
    InvalidData
        If the type in R could be "integer" or "double", because whole numbers have one type here.

    Examples
    --------
    >>> type_of("a"), type_of([1.5]), type_of(None)
    ('character', 'double', 'NULL')
    """
    if callable(x):
        return "closure"
    if isinstance(x, pd.DataFrame | Grouped) and not isinstance(x, NamedMatrix):
        return "list"
    vector = read(x)
    if vector.kind == NUMBER:
        return "double" if vector.date else _number_type(vector)
    return "integer" if vector.kind == FACTOR else vector.kind


def mode_of(x: Any) -> str:
    """Return the mode of a value, as ``mode(x)``: "numeric" for integers and doubles.

    Examples
    --------
    >>> mode_of([1, 2]), mode_of("a")
    ('numeric', 'character')
    """
    if callable(x):
        return "function"
    if isinstance(x, pd.DataFrame | Grouped) and not isinstance(x, NamedMatrix):
        return "list"
    kind = read(x).kind
    return NUMBER if kind == FACTOR else kind


def is_type(x: Any, name: str) -> bool:
    """Return whether a value has R's type ``name``: "integer" or "double".

    Raises
    ------
    InvalidData
        If the type could be either, because whole numbers have one type here.

    Examples
    --------
    >>> is_type([1.5], "integer"), is_type("a", "double")
    (False, False)
    """
    return type_of(x) == name


def _class_of_object(x: Any) -> list[str] | None:
    if isinstance(x, RCode):
        return [_class_of_code(x)]
    if isinstance(x, Failure | Exception):
        return _class_of_condition(x)
    if (own_names := classes_given(x)) is not None:
        return own_names
    if isinstance(x, ResultList | ChainList):
        return list(x.classes)
    if (classes := class_in_brms(x)) is not None:
        return classes
    if (classes := classes_of_result(x)) is not None:
        return classes
    if (classes := _class_of_table(x)) is not None:
        return classes
    if is_labelled(x) or (isinstance(x, pd.DataFrame) and _holds_draws(x)):
        raise InvalidData(
            "The class in R of this result of a fit is not known here.",
            hint="Ask for the class of the call that makes it: class(as_draws_df(fit)).",
        )
    if isinstance(x, pd.DataFrame | Grouped):
        return [*_of_groups(x), *(["tbl_df", "tbl"] if is_tibble(x) else []), "data.frame"]
    if isinstance(x, np.ndarray) and x.ndim > 1:
        return ["matrix", "array"] if x.ndim == 2 else ["array"]
    if callable(x):
        return ["function"]
    if isinstance(x, datetime.datetime) and x.tzinfo is not None:
        return ["POSIXct", "POSIXt"]
    return None


def _class_of_condition(x: Failure | Exception) -> list[str]:
    if isinstance(x, Failure):
        return ["try-error"]
    kind = "Warning" if isinstance(x, Warning) else "Error"
    return [f"simple{kind}", kind.lower(), "condition"]


def _class_of_table(x: Any) -> list[str] | None:
    """Return the classes of a table of counts, of a summary or of a matrix; None for others."""
    if is_of_counts(x):
        return _class_of_counts(x)
    if isinstance(x, pd.Series) and CLASSES in x.attrs:
        return [*x.attrs[CLASSES]]
    if isinstance(x, SummaryTable):
        return ["table"]
    if not isinstance(x, NamedMatrix):
        return None
    return [*(["compare.loo"] if isinstance(x, ComparedModels) else []), "matrix", "array"]


def _class_of_counts(x: Any) -> list[str]:
    """Return the classes of a table of counts, and of comparisons with it.

    Raises:
        UndecidedType: for a single count, which R takes out of its table or leaves there.
    """
    if x.ndim == 1 and len(x) < 2:
        raise UndecidedType("R keeps a single count as a table or as a number: class() needs more.")
    if np.asarray(x).dtype == bool:
        return ["matrix", "array"] if x.ndim == 2 else ["array"]
    return ["table"]


def _holds_draws(x: pd.DataFrame) -> bool:
    """Return whether a table may have the class "draws_df" of posterior."""
    return {".chain", ".iteration", ".draw"} <= set(map(str, x.columns)) and not is_tibble(x)


def _class_of_code(x: RCode) -> str:
    if isinstance(x, Formula):
        return "formula"
    match x.node:
        case Name():
            return "name"
        case Number():
            return "numeric"
        case Parens():
            return "("
    return "call"


def _of_groups(x: Any) -> list[str]:
    if not isinstance(x, Grouped):
        return []
    return ["rowwise_df"] if EACH_ROW in x.groups else ["grouped_df"]


def inherits(x: Any, what: Any) -> bool:
    """Return whether a value has one of R's classes in ``what``.

    Examples
    --------
    >>> inherits("a", "character")
    True
    """
    classes = set(text(read(what)).data)
    if classes & {"formula", "character"}:
        refuse_formula(x, "inherits()")
    vector = None if _class_of_object(x) is not None else read(x)
    if vector is not None and vector.date:
        return bool(classes & set(class_of(x)))
    if vector is not None and vector.kind == NUMBER and classes & {"numeric", "integer"}:
        return bool(classes & set(class_of(x)))
    if vector is not None and vector.kind == NUMBER:
        return False
    return bool(classes & set(class_of(x)))


def class_places(x: Any, what: Any) -> np.ndarray:
    """Return ``inherits(x, what, which = TRUE)``: the place of each class among those of a value.

    Examples
    --------
    >>> class_places("a", ["character", "list"]).tolist()
    [1, 0]
    """
    classes = class_of(x)
    return np.array([classes.index(w) + 1 if w in classes else 0 for w in text(read(what)).data])


def match_arg(given: Any, choices: Any) -> str:
    """Return the choice that begins with a text, as ``match.arg()``.

    Raises
    ------
    InvalidArgument
        If no choice begins with the text, or several choices do.

    Examples
    --------
    >>> match_arg("me", ["mean", "sd"])
    'mean'
    """
    options = [str(c) for c in text(read(choices)).data]
    matches = [c for c in options if c == given] or [c for c in options if c.startswith(str(given))]
    if len(matches) != 1:
        quoted = ", ".join(f"\u201c{c}\u201d" for c in options)
        raise InvalidArgument(f"'arg' should be one of {quoted}")
    return matches[0]


def _asked(x: Any, methods: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the classes of a value in the order in which R looks for methods.

    Values without a class of their own have the class of their shape, and that of their type.
    """
    if isinstance(x, Classed) and x.classes:
        return x.classes
    classes = _class_of_object(x)
    if classes is not None and classes[0] != "matrix":
        return tuple(classes)
    vector = read(x)
    if vector.kind != NUMBER or vector.date:
        vector_classes = class_of(x) if classes is None else [*classes, vector.kind]
        return tuple(vector_classes)
    # NA alone is a logical value in R, and a number here. Empty vectors print alike.
    unsure = {"integer", "double"} & set(methods) or (
        vector.missing.all() and (len(vector) or "logical" in methods)
    )
    typed = [type_of(x)] if unsure else []
    return (*(classes or ()), *typed, "numeric")


def dispatch(
    methods: Mapping[str, Callable[..., Any]],
    x: Any,
    *rest: Any,
    otherwise: Callable[..., Any] | None = None,
    **more: Any,
) -> Any:
    """Call the method for the class of a value, as ``UseMethod()``.

    Parameters
    ----------
    methods : dict of str to callable
        The methods, keyed by classes; the key "default" holds the method for other values.
    x : object
        The value whose class chooses the method.
    *rest, **more
        Further arguments of the method.
    otherwise : callable, optional
        The function for values without a method.

    Returns
    -------
    object
        What the method returns.

    Raises
    ------
    InvalidArgument
        If no method fits.

    Examples
    --------
    >>> dispatch({"character": lambda s: "a text", "default": lambda s: "another value"}, "b")
    'a text'
    """
    classes = _asked(x, methods)
    method = next((methods[c] for c in classes if c in methods), methods.get("default", otherwise))
    if method is None:
        class_text = ", ".join(classes) or type(x).__name__
        raise InvalidArgument(
            f"No method fits a value of class {class_text}.",
            hint=f"There are: {', '.join(methods)}.",
        )
    places = inspect.signature(method).parameters
    # A parameter whose name is a word of Python has an underscore at its end.
    more = {f"{n}_" if n not in places and f"{n}_" in places else n: v for n, v in more.items()}
    return method(x, *rest, **more)
