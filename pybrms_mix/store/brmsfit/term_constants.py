"""The constants of ``scale(x)``, ``poly(x, 2)`` and the like that R keeps with the data of a fit.

R computes such columns from all rows that the user gave. The file has only the rows that the fit
used, so that the constants cannot be computed again if rows with missing values were left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np

from pybrms_mix.base.errors import NotSupported, PybrmsError, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Expression, Frame
from pybrms_mix.design.predvars import apart, key_of, together
from pybrms_mix.design.rvalues import Factor, Matrix, Rows
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.python_values import python_of
from pybrms_mix.rfile.robjects import RObject, RPairs, attributes, named
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Node, variables

_TOLERANCE = 1e-8


def predvars_of(data: RObject) -> dict[Node, Node]:
    """Return the calls of the data frame, each with the call that includes its constants.

    Calls without constants are left out.
    """
    terms = _terms(data)
    calls, predvars = terms.get("variables"), terms.get("predvars")
    if not (isinstance(calls, RPairs) and isinstance(predvars, RPairs)):
        return {}
    constants_of_calls = {}
    for (_, call), (_, constants) in zip(calls.pairs[1:], predvars.pairs[1:], strict=False):
        if (node := node_of(call)) != (constant_call := node_of(constants)):
            constants_of_calls[key_of(node)] = together(*apart(constant_call))
    return constants_of_calls


def _terms(data: RObject) -> Mapping[str, RObject]:
    """Return the attributes of the ``terms`` of a model frame."""
    terms = attributes(data).get("terms")
    return {} if terms is None else attributes(terms)


def check_columns(data: RObject, table: pd.DataFrame) -> None:
    """Compare the columns that R computed with those that this package computes.

    The columns differ if R stores no constants and rows were left out, as for ``I(x - mean(x))``.

    Raises:
        NotSupported: naming the first term whose columns differ.
    """
    calls = _terms(data).get("variables")
    stored = list(named(data).values())
    if not isinstance(calls, RPairs):
        return
    for (_, call), column in zip(calls.pairs[1:], stored, strict=False):
        node = key_of(node_of(call))
        if isinstance(node, Call) and not _same(node, column, table):
            raise NotSupported(
                f"The term '{write(node)}' was computed from rows that are not in the file, and "
                "R does not store its constants.",
                hint="In R, store the term in a column of the data and fit the model again.",
            )


def _same(node: Call, column: RObject, table: pd.DataFrame) -> bool:
    """Return whether R's column of a call equals the column that this package computes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)
            names = list(variables(node))
            frame = Frame.of(table, names, holes=[name.text for name in names])
            computed = _plain(Expression.of(node, frame).result)
    except PybrmsError:
        # The model could be built although this column cannot, so the model does not use it.
        return True
    stored = np.asarray(python_of(column))
    if computed.dtype.kind in "OU" or stored.dtype.kind in "OUM":
        return list(map(str, computed.ravel())) == list(map(str, stored.ravel()))
    computed, stored = computed.reshape(frame.N, -1).astype(float), stored.astype(float)
    if computed.size != stored.size:
        return False
    scale = float(np.nanmax(np.abs(stored), initial=0.0))
    return np.allclose(computed.ravel(), stored.reshape(frame.N, -1).ravel(), _TOLERANCE,
                       _TOLERANCE * scale, equal_nan=True)  # fmt: skip


def _plain(value: Rows) -> np.ndarray:
    match value:
        case Factor():
            return value.labels()
        case Matrix(values=values):
            return values
    return value
