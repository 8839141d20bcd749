"""New rows of a model with ``subset()``, or with several responses that may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.ir import Model, Piece, ResponsePiece
from pybrms_mix.results.fit import Fit

Lacking = Mapping[str, np.ndarray]


def completed(
    model: Model, newdata: pd.DataFrame, need: str, read: set[str]
) -> tuple[pd.DataFrame, Lacking]:
    """Return the table with complete responses, and the rows in which each response is missing.

    A missing response is replaced by another value of the same response. A response that is missing
    in all rows is left out. ``need`` says whether the responses are needed, taken if present, or
    ignored; ``read`` holds the columns that the model uses as predictors.

    Raises:
        InvalidData: if a needed response that belongs to no class is missing, or if all responses
            of a class are missing.
    """
    classes = {part.resp for part in model.mixture.parts if part.class_}
    lacking: dict[str, np.ndarray] = {}
    absent: list[str] = []
    for piece in model.of(ResponsePiece):
        names = [n for n in piece.columns if n in newdata.columns]
        holes = np.asarray(newdata[names].isna().any(axis=1), dtype=bool)
        if need == "unused" or len(names) < len(piece.columns) or holes.all():
            newdata = newdata.drop(columns=[n for n in names if n not in read])
            absent.append(piece.resp)
        elif holes.any():
            if piece.resp not in classes and need == "needed":
                raise InvalidData(
                    f"The response '{piece.name}' is missing in some rows.",
                    hint=f"The first is row {np.argmax(holes)} of the new data (counted from 0). "
                    "Leave such rows out, or choose another response with 'resp'.",
                )
            first = int(np.argmin(holes))
            completed_columns = {n: newdata[n].mask(holes, newdata[n].iloc[first]) for n in names}
            newdata, lacking[piece.resp] = newdata.assign(**completed_columns), holes
    missing = [r for r in absent if r not in classes]
    if need == "needed" and (missing or (classes and classes <= {*absent})):
        listed = ", ".join(map(repr, missing or sorted(classes)))
        raise InvalidData(
            f"Response variables must be specified in 'newdata'.\nMissing variables: {listed}"
        )
    return newdata, lacking


def selected(
    model: Model, frame: Frame, unknown: np.ndarray | None, newdata: pd.DataFrame
) -> tuple[Frame, np.ndarray | None]:
    """Return the new rows that ``subset()`` keeps, and which of them have no response.

    All rows are kept where the table ``newdata`` lacks the variables of ``subset()``, or has no
    values of these. So are all rows of several responses.

    Raises:
        InvalidData: if no row is kept, or if some rows lack the variables.
    """
    responses = () if model.mixture.parts else model.of(ResponsePiece)
    selected_rows = responses[0].selected(frame) if responses else None
    if selected_rows is None:
        for name in responses[0].selectors if responses else ():
            if name in newdata.columns:
                _refuse_gaps(newdata[name], name)
        return frame, unknown
    return frame.where(selected_rows), None if unknown is None else unknown[selected_rows]


def _refuse_gaps(column: pd.Series[Any], name: str) -> None:
    holes = column.isna().to_numpy(dtype=bool)
    if holes.any() and not holes.all():
        raise InvalidData(
            "Subset variables may not contain NAs.",
            hint=f"In row {np.argmax(holes)} of the new data (counted from 0), '{name}' is missing."
            "\nLeave the column out to predict all rows.",
        )


def of_any_rows(fit: Fit) -> Fit:
    """Return the fit for predictions of hypothetical rows, which ``subset()`` does not drop."""
    pieces = (p.unselecting() if isinstance(p, ResponsePiece) else p for p in fit.model.pieces)
    return replace(fit, model=replace(fit.model, pieces=tuple(pieces)))


def one_response(model: Model) -> None:
    """Refuse joint results of all responses if some responses use only a part of the rows.

    Raises:
        InvalidArgument: with brms's message.
    """
    parts = model.frame.parts
    if parts:
        raise InvalidArgument(
            "Argument 'resp' must be a single variable name for models using addition argument "
            "'subset'.",
            hint=f"'subset()' restricts the rows of the response '{next(iter(parts))}'. The "
            f"responses are {', '.join(repr(part.resp) for part in model.mixture.parts)}.",
        )


def marked(model: Model, lacking: Lacking) -> Model:
    """Return the model, in which rows without a response are marked."""

    def marked_piece(piece: Piece) -> Piece:
        if isinstance(piece, ResponsePiece) and piece.resp in lacking:
            return piece.lacking(lacking[piece.resp])
        return piece

    return replace(model, pieces=tuple(map(marked_piece, model.pieces))) if lacking else model
