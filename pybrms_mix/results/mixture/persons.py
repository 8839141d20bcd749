"""The persons of a table, each treated as a person who is not in the data of the fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.person_columns import PersonColumns
from pybrms_mix.results.mixture.person_effects import Person
from pybrms_mix.results.predict.prediction_rows import rows
from pybrms_mix.syntax.nodes import Name, variables
from pybrms_mix.syntax.parse import parse


def persons(
    fit: Fit,
    data: pd.DataFrame,
    columns: PersonColumns,
    ids: np.ndarray | None,
    rng: np.random.Generator,
    *,
    order: str | None = None,
) -> Iterator[tuple[Any, pd.DataFrame, Person]]:
    """Yield the label and the rows of each person, and the person as a new level of the fit.

    Args:
        fit: a fit.
        data: the rows of all persons.
        columns: the columns of the persons.
        ids: the positions of the draws; None for all.
        rng: the generator of random numbers.
        order: a column by which the rows of a person are sorted.
    """
    fitted = fit.model.frame.data
    fitted_levels: set[str] = set()
    if set(columns.names) <= set(fitted.columns):
        fitted_levels = set(columns.persons(fitted).astype(str))
    for level, rows_of_level in data.groupby(columns.persons(data), sort=True, observed=True):
        rows_of_person = (
            rows_of_level if order is None else rows_of_level.sort_values(order, kind="stable")
        )
        renamed_rows = (
            columns.renamed(rows_of_person, " (new)")
            if str(level) in fitted_levels
            else rows_of_person
        )
        prediction_rows = rows(
            fit, renamed_rows, response="taken", draw_ids=ids, seed=rng,
            allow_new_levels=True, sample_new_levels="gaussian",
        )  # fmt: skip
        yield level, rows_of_person, Person.of(fit, prediction_rows)


def person_columns(fit: Fit, group: str | None) -> PersonColumns:
    """Return the columns of the persons: those of ``gr``, or of ``group`` for a single family.

    Raises:
        InvalidArgument: if a mixture has no whole groups, or if no column identifies the persons.
    """
    whole_groups = values.together(fit.model)
    if whole_groups is None and fit.model.mixture.thetas:
        raise InvalidArgument(
            "Rows of one person may belong to several classes in this model, so that earlier "
            "visits do not inform about the class of later visits.",
            hint="Fit the model with mixture(..., gr = 'id').",
        )
    if whole_groups is not None and group not in (None, whole_groups.name):
        raise InvalidArgument(
            f"In this model gr = '{whole_groups.name}' identifies the persons, not '{group}'."
        )
    if whole_groups is not None:
        return PersonColumns.of(fit.model, whole_groups.factors)
    if group is None:
        raise InvalidArgument(
            "The model does not say which rows belong to one person.", hint="Give group=."
        )
    is_column = group in fit.model.frame.data
    return PersonColumns.of(fit.model, [Name(group)] if is_column else variables(parse(group)))
