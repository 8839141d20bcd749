"""The table of new data: which of its columns and responses a prediction reads."""

from __future__ import annotations

from typing import Literal

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.ir import GroupPiece, LatentPiece, Model, ResponsePiece, WholePiece
from pybrms_mix.results.predict.rows_of_several import Lacking, completed

Need = Literal["needed", "taken", "unused"]


def completed_table(
    fitted: Model, model: Model, newdata: pd.DataFrame, need: Need
) -> tuple[pd.DataFrame, np.ndarray | None, Lacking]:
    """Return the table with complete responses, and the rows without the response or responses."""
    if not fitted.views:
        return (*_without_ignored(fitted, model, newdata, need), {})
    complete, lacking = completed(fitted, newdata, need, _reads(model) | _wholes(fitted))
    return complete, None, lacking


def _without_ignored(
    fitted: Model, model: Model, newdata: pd.DataFrame, need: Need
) -> tuple[pd.DataFrame, np.ndarray | None]:
    """Return ``newdata`` without the columns to ignore, and the rows without a response.

    If some rows have a response, the other rows get the first one, so that the column is complete.
    They also get the trials and bounds of that row, under which its response is valid.
    """
    own_columns, columns_read = _own_columns(fitted), _reads(model)
    absent = [name for name in own_columns if name not in newdata.columns]
    if need == "needed" and absent:
        raise InvalidData(
            "Response variables must be specified in 'newdata'.\n"
            f"Missing variables: {', '.join(map(repr, absent))}"
        )
    unread = _reads(fitted) - columns_read - _wholes(fitted)
    holes: np.ndarray = np.zeros(len(newdata), dtype=bool)
    if need == "taken" and not absent:
        holes = np.asarray(newdata[list(own_columns)].isna().any(axis=1), dtype=bool)
    if need == "unused" or holes.all():
        unread |= set(own_columns) - columns_read
    newdata = newdata.drop(columns=[name for name in newdata.columns if name in unread])
    if not holes.any() or holes.all():
        return newdata, None
    first = int(np.argmin(holes))
    columns_elsewhere = (p.reads() for p in model.pieces if not isinstance(p, ResponsePiece))
    beside = model.of(ResponsePiece)[0].reads() - set().union(*columns_elsewhere)
    filled = [name for name in (*own_columns, *sorted(beside)) if name in newdata.columns]
    completed_columns = {
        name: newdata[name].mask(holes, newdata[name].iloc[first]) for name in filled
    }
    return newdata.assign(**completed_columns), holes


def new_frame(fitted: Model, model: Model, newdata: pd.DataFrame, *, needs_response: bool) -> Frame:
    """Return ``newdata`` as a frame with the levels of the fit."""
    required = _reads(model) & set(fitted.frame.data.columns)
    groups = (p.factors for p in model.pieces if isinstance(p, GroupPiece))
    units = {n.text for p in model.of(LatentPiece) for g in p.groupings for n in g.factors}
    return fitted.frame.at(
        newdata,
        names=required.union(_own_columns(fitted) if needs_response and not fitted.views else ()),
        free=_wholes(fitted).union(units, *groups),
    )


def _own_columns(model: Model) -> tuple[str, ...]:
    """Return the columns of the response and of its addition terms."""
    return tuple(name for piece in model.of(ResponsePiece) for name in piece.columns)


def _wholes(model: Model) -> frozenset[str]:
    """Return the columns of the groups that belong to one component as a whole."""
    return frozenset[str]().union(*(piece.factors for piece in model.of(WholePiece)))


def _reads(model: Model) -> set[str]:
    return set().union(*(piece.reads() for piece in model.pieces))
