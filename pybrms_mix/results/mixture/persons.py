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
    known: set[str] = set()
    if set(columns.names) <= set(fitted.columns):
        known = set(columns.persons(fitted).astype(str))
    for level, some in data.groupby(columns.persons(data), sort=True, observed=True):
        own = some if order is None else some.sort_values(order, kind="stable")
        asked = columns.renamed(own, " (new)") if str(level) in known else own
        found = rows(
            fit, asked, response="taken", draw_ids=ids, seed=rng,
            allow_new_levels=True, sample_new_levels="gaussian",
        )  # fmt: skip
        yield level, own, Person.of(fit, found)


def person_columns(fit: Fit, group: str | None) -> PersonColumns:
    """Return the columns of the persons: those of ``gr``, or of ``group`` for a single family.

    Raises:
        InvalidArgument: if a mixture has no whole groups, or if no column identifies the persons.
    """
    whole = values.together(fit.model)
    if whole is None and fit.model.mixture.thetas:
        raise InvalidArgument(
            "Rows of one person may belong to several classes in this model, so that earlier "
            "visits do not inform about the class of later visits.",
            hint="Fit the model with mixture(..., gr = 'id').",
        )
    if whole is not None and group not in (None, whole.name):
        raise InvalidArgument(
            f"In this model gr = '{whole.name}' identifies the persons, not '{group}'."
        )
    if whole is not None:
        return PersonColumns.of(fit.model, whole.factors)
    if group is None:
        raise InvalidArgument(
            "The model does not say which rows belong to one person.", hint="Give group=."
        )
    one = group in fit.model.frame.data
    return PersonColumns.of(fit.model, [Name(group)] if one else variables(parse(group)))
