"""Dynamic predictions: class and outcome of a person after some of the person's visits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, UnknownVariable, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods, warn
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.design.columns import table
from pybrms_mix.results.fit import Fit, outcome_method
from pybrms_mix.results.mixture.person_effects import Atoms, Person, densities, is_of_class
from pybrms_mix.results.mixture.persons import person_columns, persons
from pybrms_mix.results.predict.chosen_draws import positions
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.new_responses import sampled
from pybrms_mix.results.predict.prediction_rows import check_component
from pybrms_mix.results.predict.rowwise import labels

Visits = Annotated[int, Between(0, 10_000)]
_FEW = 100  # effective draws below which a warning is issued
_COLUMNS = ("estimate", "std_error", "conf_low", "conf_high", "pred_low", "pred_high", "log_score")


@public_methods
@dataclass(frozen=True, eq=False, repr=False)
class DynamicPredictions(Shown):
    """Predictions of persons after a number of visits: the result of ``dynamic_predictions()``.

    Attributes
    ----------
    table : DataFrame
        One line for each person, number of visits that are shown, and row of the person. The first
        columns are the group, ``visits``, the label of the row (``row``), the time, the response
        and ``shown``. Then ``estimate``, ``std_error``, ``conf_low`` and ``conf_high`` describe the
        expected response, ``pred_low`` and ``pred_high`` are the ends of an interval of the
        response, and ``log_score`` is the log predictive density of an observed response that is
        not shown.
    memberships : DataFrame
        One line for each person and number of visits: the probability of each component, and
        ``ess``, the effective number of draws.
    group, time : str
        The columns of the persons and of the time; several columns are "school:pupil", and their
        persons are named "a_b".
    response : str
        The column of the response.
    """

    table: pd.DataFrame
    memberships: pd.DataFrame
    group: str
    time: str
    response: str

    def __repr__(self) -> str:
        return f"{self.memberships.round(3)}\n\n{self.table.round(3)}"

    def score(self) -> pd.DataFrame:
        """Return the mean log score of later responses, by the number of visits.

        The mean is over the rows that are not shown for any of the numbers of visits, so that the
        scores can be compared. The log score is a proper score: its expectation is largest for the
        true distribution.

        Returns
        -------
        DataFrame
            Indexed by ``visits``: ``log_score``, its standard error ``se``, and the number of
            persons ``count``. The score of a person is the mean over the person's rows.

        Examples
        --------
        >>> pm.dynamic_predictions(fit, held_out, "week").score()  # doctest: +SKIP
        """
        by_row = self.table.pivot(index=[self.group, "row"], columns="visits", values="log_score")
        scores = by_row.dropna().groupby(level=0, observed=True).mean().stack().groupby("visits")
        return pd.DataFrame(
            {"log_score": scores.mean(), "se": scores.std() / np.sqrt(scores.count()),
             "count": scores.count()}
        )  # fmt: skip


@outcome_method
def dynamic_predictions(
    fit: Fit,
    newdata: Any,
    x: str,
    *,
    visits: Visits | Iterable[Visits] = (0, 1, 2, 3),
    group: str | None = None,
    component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
    prob: float = 0.95,
    ndraws: Count | None = None,
    seed: Seed | None = None,
    resp: str | None = None,
) -> DynamicPredictions:
    """Predict the class and the outcome of persons from their first visits.

    All persons of ``newdata`` are new: their class and their group-level effects are conditional on
    the visits that are shown, and on nothing else. Other groups, such as the school of a pupil,
    keep the effects that they have in the fit. The draws of all other parameters are weighted
    by the density of these visits. The group-level effects are drawn from their exact posterior if
    the responses that depend on them are normal, and only by mu; otherwise by importance sampling
    from their prior.

    A visit is a row with at least one response. Where several responses have a common class, all
    responses of a visit are shown together: class, effects and predictions of ``resp`` are
    conditional on all of them.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with whole groups, ``mixture(..., gr = "id")``, or of a single family.
    newdata : DataFrame
        The visits of the persons: predictors, group and response. Rows whose response is missing
        are predicted and never shown.
    x : str
        The column of the time, by which the visits of a person are ordered.
    visits : int or iterable of int, default (0, 1, 2, 3)
        The numbers of observed visits that are shown. A person with fewer visits is left out for
        that number.
    group : str, optional
        The column of the persons, or several columns, "school:pupil"; the default is ``gr``.
    component : int, optional
        The number of a component, from 1. The predictions are then conditional on this class.
    prob : float, default 0.95
        The probability of the intervals.
    ndraws : int, optional
        The number of draws; by default all.
    seed : int, optional
        The seed of all random numbers.
    resp : str, optional
        The response that is predicted, in a model of several responses. If they have no common
        class, it is predicted from itself alone.

    Returns
    -------
    DynamicPredictions
        The memberships of the persons, and the predictions of their rows.

    Raises
    ------
    InvalidArgument
        If a mixture has no whole groups, if no column identifies the persons, or if ``resp`` is
        needed to choose one of several responses.
    InvalidData
        For missing times.

    See Also
    --------
    plot_dynamic_predictions : a picture of these.

    Examples
    --------
    >>> found = pm.dynamic_predictions(fit, held_out, "week", visits=[0, 2])  # doctest: +SKIP
    >>> found.memberships  # doctest: +SKIP
    """
    columns = person_columns(fit, group)
    column, data = columns.label, _checked(table(newdata, "newdata"), columns.names, x)
    counts_of_visits = sorted({visits} if isinstance(visits, (int, np.integer)) else set(visits))
    if not counts_of_visits:
        raise InvalidArgument("Argument 'visits' is empty.", hint="For example [0, 1, 2].")
    if not 0 < prob < 1:
        raise InvalidArgument("Argument 'prob' should be a number between 0 and 1.")
    check_component(fit.model, component)
    rng = np.random.default_rng(seed)
    ids = positions(fit.posterior, ndraws, None, rng)
    piece = fit.model.response(resp or "")
    tables, members = [], []
    for level, rows_of_person, person in persons(fit, data, columns, ids, rng, order=x):
        for count in counts_of_visits:
            observed = np.flatnonzero(person.observed)
            if count > len(observed):
                continue
            is_shown = np.isin(np.arange(len(rows_of_person)), observed[:count])
            atoms = person.conditional_sample(is_shown)
            members.append({column: level, "visits": count, **_membership(fit, atoms)})
            first = pd.DataFrame(
                {
                    column: level,
                    "visits": count,
                    "row": labels(rows_of_person.index),
                    x: rows_of_person[x].to_numpy(),
                }
            ).assign(**{piece.name: person.outcomes[piece.resp]})
            numbers = _predicted(person, piece.resp, is_shown, _of_class(atoms, component), prob)
            tables.append(first.assign(shown=is_shown, **numbers))
    if not tables:
        raise InvalidData("No person has as many observed visits as 'visits' requires.")
    memberships = pd.DataFrame(members)
    _warn_of_few(memberships, person.rows.S)
    joined = pd.concat(tables, ignore_index=True)
    return DynamicPredictions(joined, memberships, column, x, piece.name)


def _checked(data: pd.DataFrame, columns: Iterable[str], x: str) -> pd.DataFrame:
    """Return the visits after a check that no person and no time is missing.

    Raises:
        UnknownVariable: if a column is missing.
        InvalidData: if a person or a time is missing, or if times are no numbers.
    """
    for name in (*columns, x):
        if name not in data:
            raise UnknownVariable(
                f"'newdata' has no column '{name}'.",
                hint=did_you_mean(name, map(str, data.columns)),
            )
        if data[name].isna().any():
            raise InvalidData(f"'newdata' has missing values in '{name}'.")
    if not pd.api.types.is_numeric_dtype(data[x]):
        raise InvalidData(f"The times '{x}' must be numbers.")
    return data


def _of_class(atoms: Atoms, component: int | None) -> Atoms:
    """Return the sample conditional on the person's class; unchanged if ``component`` is None."""
    if component is None:
        return atoms
    logs = atoms.log_weights[component - 1]
    top = logs.max()
    weights = np.full(atoms.log_weights.shape, -np.inf)
    weights[component - 1] = logs - top - np.log(np.exp(logs - top).sum())
    return replace(atoms, log_weights=weights)


def _membership(fit: Fit, atoms: Atoms) -> dict[str, float]:
    total = atoms.weights.sum(axis=1)
    names = [f"P(K = {c.number} | Y)" for c in fit.model.mixture.components]
    return {**dict(zip(names, map(float, total), strict=True)), "ess": atoms.effective}


def _predicted(
    person: Person, resp: str, is_shown: np.ndarray, atoms: Atoms, prob: float
) -> dict[str, np.ndarray]:
    """Return the summaries of a response in each row of a person, as columns (N,)."""
    model = person.rows.model
    of_class = is_of_class(model, model.part(resp))
    parts = [replace(p, component=k if of_class else None) for k, p in enumerate(atoms.parts, 1)]
    weights = atoms.weights.reshape(-1)
    means = np.concatenate([expected(part, resp) for part in parts])
    new = np.concatenate([sampled(part, resp)[0] for part in parts]).astype(float)
    tails = ((1 - prob) / 2, (1 + prob) / 2)
    estimate = weights @ means
    low, high = _quantiles(means, weights, tails)
    pred_low, pred_high = _quantiles(new, weights, tails)
    spread = np.sqrt(np.maximum(0.0, weights @ np.square(means - estimate)))
    score = _log_scores(person, resp, is_shown, atoms)
    return dict(
        zip(_COLUMNS, (estimate, spread, low, high, pred_low, pred_high, score), strict=True)
    )


def _quantiles(draws: np.ndarray, weights: np.ndarray, at: Sequence[float]) -> list[np.ndarray]:
    """Return quantiles of weighted draws, (draws, N), by the inverse of the weighted ECDF."""
    order = np.argsort(draws, axis=0)
    below = np.cumsum(weights[order], axis=0)
    ordered = np.take_along_axis(draws, order, axis=0)
    places = [np.minimum((below < p * below[-1]).sum(axis=0), len(draws) - 1) for p in at]
    return [np.take_along_axis(ordered, place[None], axis=0)[0] for place in places]


def _log_scores(person: Person, resp: str, is_shown: np.ndarray, atoms: Atoms) -> np.ndarray:
    """Return the log predictive density of responses that are not shown; NaN for other rows."""
    scores = np.full(len(is_shown), np.nan)
    is_predicted = ~np.isnan(person.outcomes[resp]) & ~is_shown
    if is_predicted.any():
        log_density = np.stack([densities(part, resp)[k] for k, part in enumerate(atoms.parts)])
        joint = log_density[:, :, is_predicted] + atoms.log_weights[:, :, None]
        scores[is_predicted] = np.logaddexp.reduce(
            joint.reshape(-1, int(is_predicted.sum())), axis=0
        )
    return scores


def _warn_of_few(memberships: pd.DataFrame, count: int) -> None:
    """Warn if effective samples are small, unless the user chose a small number of draws."""
    imprecise = int((memberships["ess"] < min(_FEW, count / 2)).sum())
    if imprecise:
        warn(
            f"{imprecise} predictions have fewer than {_FEW} effective draws and are imprecise. "
            "The visits of these persons are improbable under most draws."
        )
