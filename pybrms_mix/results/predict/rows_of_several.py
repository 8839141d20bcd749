"""New rows of a model of several responses, in which some responses may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import Model, Piece, ResponsePiece

Lacking = Mapping[str, np.ndarray]


def taken(
    model: Model, given: pd.DataFrame, need: str, read: set[str]
) -> tuple[pd.DataFrame, Lacking]:
    """Return the table with complete responses, and the rows in which each response is missing.

    A missing response is replaced by another value of the same response. A response that is missing
    in all rows is left out. ``need`` says whether the responses are needed, taken if present, or
    ignored; ``read`` has the columns that the model reads beside the responses.

    Raises:
        InvalidData: if a response is needed that belongs to no class, or if a class has none.
    """
    classes = {part.resp for part in model.mixture.parts if part.class_}
    lacking: dict[str, np.ndarray] = {}
    absent: list[str] = []
    for piece in model.of(ResponsePiece):
        names = [n for n in piece.columns if n in given.columns]
        holes = np.asarray(given[names].isna().any(axis=1), dtype=bool)
        if need == "unused" or len(names) < len(piece.columns) or holes.all():
            given = given.drop(columns=[n for n in names if n not in read])
            absent.append(piece.resp)
        elif holes.any():
            if piece.resp not in classes:
                if need == "needed":
                    raise InvalidData(f"The response '{piece.name}' is missing in some rows.")
                continue
            first = int(np.argmin(holes))
            whole = {n: given[n].mask(holes, given[n].iloc[first]) for n in names}
            given, lacking[piece.resp] = given.assign(**whole), holes
    lost = [r for r in absent if r not in classes]
    if need == "needed" and (lost or (classes and classes <= {*absent})):
        listed = ", ".join(map(repr, lost or sorted(classes)))
        raise InvalidData(
            f"Response variables must be specified in 'newdata'.\nMissing variables: {listed}"
        )
    return given, lacking


def marked(model: Model, lacking: Lacking) -> Model:
    """Return the model, in which rows without a response are marked."""

    def own(piece: Piece) -> Piece:
        if isinstance(piece, ResponsePiece) and piece.resp in lacking:
            return piece.lacking(lacking[piece.resp])
        return piece

    return replace(model, pieces=tuple(map(own, model.pieces))) if lacking else model
