"""The columns that identify the person, or another unit of a mixture, to which a row belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, UnknownVariable, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.grouping import text
from pybrms_mix.model.ir import GroupPiece, Model, WholePiece
from pybrms_mix.syntax.nodes import Name


@dataclass(frozen=True)
class PersonColumns:
    """The columns whose values together name a person.

    Attributes:
        names: the columns: one, or several as in ``gr = "school:pupil"``.
        own: the column in which a new name makes a new person without other effects on the model;
            None if each of the columns has another role in the model as well.
    """

    names: tuple[str, ...]
    own: str | None

    @classmethod
    def of(cls, model: Model, factors: Sequence[Name]) -> PersonColumns:
        """Return the columns of the variables of a grouping factor."""
        names = tuple(name.text for name in factors)
        elsewhere: set[str] = set()
        for piece in model.pieces:
            within = isinstance(piece, (GroupPiece, WholePiece)) and piece.factors >= set(names)
            elsewhere |= set() if within else piece.reads()
        free = [column for column in names if column not in elsewhere]
        return cls(names, free[-1] if free else None)

    @property
    def label(self) -> str:
        """Return the name of the grouping factor in brms, such as "school:pupil"."""
        return ":".join(self.names)

    def persons(self, data: pd.DataFrame) -> pd.Series[Any]:
        """Return the person of each row: the value of one column, or "school_pupil".

        Raises:
            UnknownVariable: if a column is missing.
        """
        for name in self.names:
            if name not in data:
                raise UnknownVariable(
                    f"The rows have no column '{name}', but '{self.label}' identifies the units "
                    "of the model.",
                    hint=did_you_mean(name, map(str, data.columns)),
                )
        first, *further = (data[name] for name in self.names)
        if not further:
            return first
        parts = [column.map(text).astype(object) for column in (first, *further)]
        return parts[0].str.cat(pd.concat(parts[1:], axis=1), sep="_")

    @property
    def renamed_column(self) -> str:
        """Return the column in which a person gets another name.

        Raises:
            InvalidArgument: if each of the columns has another role in the model as well.
        """
        if self.own is None:
            composite = len(self.names) > 1
            columns_read = (
                f"each column of '{self.label}' also separately"
                if composite
                else (f"'{self.label}' also as a predictor")
            )
            raise InvalidArgument(
                f"The model uses {columns_read}: a new person would change these values too.",
                hint=(
                    "Combine the columns of the label into one column before the model is fitted."
                )
                if composite
                else "Use a copy of the column, with another name, as the predictor.",
            )
        return self.own

    def renamed(self, data: pd.DataFrame, mark: str | np.ndarray) -> pd.DataFrame:
        """Return the rows with ``mark``, one text or one per row, added to the persons' names."""
        column = self.renamed_column
        return data.assign(**{column: data[column].map(text).astype(object) + mark})
