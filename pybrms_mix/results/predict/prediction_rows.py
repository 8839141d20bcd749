"""The model of a fit on the rows to predict, with the draws that the prediction uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeAlias, TypedDict

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.value_kinds import Between, Takes
from pybrms_mix.design.columns import table
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import (
    ImputingPiece,
    Model,
    ResponsePiece,
    WholePiece,
)
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.chosen_draws import alias, chosen, positions
from pybrms_mix.results.predict.levels import (
    joined,
    with_lost_values,
    with_new_levels,
    with_new_positions,
)
from pybrms_mix.results.predict.new_table import Need, completed_table, new_frame
from pybrms_mix.results.predict.re_formula import ReFormula, with_groups
from pybrms_mix.results.predict.rows_of_several import marked, selected

# The largest number of elements of an array (draws, rows) that is summarised at once: 32 MB.
_BLOCK = 1 << 22


Given: TypeAlias = Annotated[
    Annotated[int, Between(1, 2**31 - 1)] | Literal["membership"] | None,
    Takes(
        'the number of a component, from 1, "membership", or None',
        hint="Functions that can return all components have the argument 'components'.",
    ),
]
"""The component of a prediction: drawn by proportion (None) or by "membership", or a number."""


class Which(TypedDict, total=False):
    """Arguments of every prediction beside ``newdata`` and ``re_formula``.

    Attributes:
        ndraws: the number of draws to take at random; all draws by default.
        draw_ids: the positions of the draws to take, chain after chain, from 0.
        nsamples: brms's old name of ``ndraws``.
        allow_new_levels: whether ``newdata`` may have levels of grouping factors that the fit has
            not seen.
        sample_new_levels: the source of the coefficients of a new level. "uncertainty": a known
            level chosen at random for each draw; "old_levels": one known level chosen at random;
            "gaussian": the normal distribution of the levels.
        seed: the seed of all random numbers.
        resp: the response, in a model of several responses.
    """

    ndraws: Count | None
    draw_ids: Sequence[int] | np.ndarray | None
    nsamples: Count | None
    allow_new_levels: bool
    sample_new_levels: str
    seed: Seed | np.random.Generator | None
    resp: str | None


@dataclass(frozen=True, eq=False)
class Rows:
    """A model on the rows to predict, and its draws as one chain, new levels included.

    Attributes:
        model: the model on these rows.
        draws: draws of the model's variables.
        rng: the generator of random numbers.
        unknown: marks the rows without a response, if other rows have one; (N,).
        component: the component that is given, or how it is drawn; see ``Given``.
        of_class: for the rows of one response of a class, the same rows with all responses, on
            which the membership in the class is conditional.
    """

    model: Model
    draws: Draws
    rng: np.random.Generator
    unknown: np.ndarray | None = None
    component: Given = None
    of_class: Rows | None = None

    @property
    def S(self) -> int:  # noqa: N802
        """Return the number of draws."""
        return self.draws.per_chain

    @property
    def N(self) -> int:  # noqa: N802
        """Return the number of rows."""
        return self.model.frame.N

    @property
    def index(self) -> pd.Index:
        """Return the labels of the rows in the index of the user's table."""
        return self.model.frame.index

    @property
    def units(self) -> pd.Index:
        """Return the labels of the units of the likelihood: rows, or the levels of whole groups."""
        groups = values.together(self.model)
        return self.index if groups is None else pd.Index(groups.levels, name=groups.name)

    def at_draws(self, positions: Sequence[int] | np.ndarray) -> Rows:
        """Return the rows with some of the draws."""
        draws = Draws(self.draws.values[:, positions], self.draws.names)
        of_class = None if self.of_class is None else self.of_class.at_draws(positions)
        return replace(self, draws=draws, of_class=of_class)

    def blocks(self) -> Iterator[Rows]:
        """Yield the rows in parts, so that arrays stay small.

        Rows of one whole group stay together.
        """
        size = max(1, _BLOCK // self.S)
        in_one_block = self.model.of(WholePiece) or self.model.mixture.parts or self.of_class
        complete = all(p.observed.all() for p in self.model.of(ResponsePiece))
        if size >= self.N or in_one_block or not complete:
            yield self
            return
        for start in range(0, self.N, size):
            block = slice(start, start + size)
            unknown = None if self.unknown is None else self.unknown[block]
            yield replace(self, model=self.model.at(self.model.frame.part(block)), unknown=unknown)


def rows(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    response: Need = "unused",
    component: Given = None,
    ndraws: Count | None = None,
    draw_ids: Sequence[int] | np.ndarray | None = None,
    nsamples: Count | None = None,
    allow_new_levels: bool = False,
    sample_new_levels: str = "uncertainty",
    seed: Seed | np.random.Generator | None = None,
    resp: str | None = None,
) -> Rows:
    """Return the model of ``fit`` on the rows of ``newdata``, or of the fit, with draws.

    Args:
        fit: a fit with draws.
        newdata: a table with the columns that the model reads; further columns are ignored.
        re_formula: the group-level terms to include: None for all; False, "NA" or NaN for none; or
            R text, "~ (1 | g)".
        response: whether the response of ``newdata`` is needed, taken if present, or ignored.
        component: the component that is given. "membership" takes the response if it is present.
        ndraws: see ``Which``, also for the following arguments.
        draw_ids: positions of draws.
        nsamples: brms's old name of ``ndraws``.
        allow_new_levels: whether new levels of groups are allowed.
        sample_new_levels: the source of the coefficients of new levels.
        seed: the seed of all random numbers.
        resp: the response; the caller has already chosen its fit.

    Raises:
        UnknownVariable: if ``newdata`` lacks a column that the model reads.
        UnknownLevel: if ``newdata`` has a level that the fit has not seen.
        InvalidData: for missing values, or for a missing response that is needed.
        InvalidArgument: if there are no draws, or for an invalid argument.
    """
    check_component(fit.model, component)
    if component == "membership" and response == "unused":
        response = "taken"
    rng = np.random.default_rng(seed)
    ids = positions(fit.posterior, alias(ndraws, nsamples), draw_ids, rng)
    draws = chosen(fit.posterior, ids)
    model = with_groups(fit.model, re_formula)
    of_class = None
    if fit.whole and (newdata is None or component == "membership" or response == "taken"):
        of_class = rows(
            fit.whole, newdata, re_formula, response="taken", draw_ids=ids, seed=rng,
            allow_new_levels=allow_new_levels, sample_new_levels=sample_new_levels,
        )  # fmt: skip
    if newdata is None:
        _check_seen(model, response)
        model, more = with_lost_values(model, draws, rng)
        return Rows(model, joined(draws, more), rng, component=component, of_class=of_class)
    _check_measured(model, response != "unused")
    # The pieces of the whole model get new levels; those of single responses do not.
    model = replace(model, views={})
    completed_data, unknown, lacking = completed_table(
        fit.model, model, table(newdata, "newdata"), response
    )
    frame = new_frame(fit.model, model, completed_data, needs_response=response == "needed")
    frame, unknown = selected(model, frame, unknown, completed_data)
    model, more = with_new_levels(
        model, frame, draws, rng, allowed=allow_new_levels, how=sample_new_levels
    )
    model, at_positions = with_new_positions(model, frame, draws, rng, allowed=allow_new_levels)
    more |= at_positions
    if of_class is not None:  # new levels have the same effects on all responses
        more |= {n: of_class.draws[n] for n in more if n in of_class.draws}
    model = marked(model.at(frame), lacking)
    return Rows(model, joined(draws, more), rng, unknown, component, of_class)


def check_component(model: Model, component: Given) -> None:
    """Check the number of a component.

    Raises:
        InvalidArgument: if the model has no such component, or has several responses without a
            class in common.
    """
    if component is not None and model.mixture.parts and not model.mixture.class_:
        raise InvalidArgument(
            "Argument 'component' needs a single response, or responses that share a class.",
            hint=f"For instance resp = '{model.mixture.parts[0].resp}'.",
        )
    count = len(model.mixture.components)
    if isinstance(component, (int, np.integer)) and component > count:
        raise InvalidArgument(f"Argument 'component' should be a number from 1 to {count}.")


def repeatable(which: Which) -> Which:
    """Return the arguments with a seed, so that several calls take the same draws."""
    seed = which.get("seed")
    if isinstance(seed, (int, np.integer)):
        return which
    return {**which, "seed": int(np.random.default_rng(seed).integers(2**31))}


def _check_seen(model: Model, need: Need) -> None:
    """Check the missing responses of the fit.

    If responses are needed, missing responses are an error. If they are optional, the draws of the
    missing values replace them.

    Raises:
        InvalidData: if observed responses are needed.
    """
    _check_measured(model, need == "needed")
    labels = [label for piece in model.of(ImputingPiece) for label in piece.labels]
    if labels and need == "needed":
        many_missing = f"{len(labels)} responses are missing, the first"
        raise InvalidData(
            f"{many_missing if len(labels) > 1 else 'A response is missing'} in row {labels[0]} "
            "(counted from 0).",
            hint="Pass rows with responses as 'newdata'.",
        )


def _check_measured(model: Model, is_read: bool) -> None:
    """Refuse results that read responses which are measured with error.

    Raises:
        NotSupported: if there are such responses, and ``is_read`` is true.
    """
    if is_read and any(piece.error for piece in model.of(ImputingPiece)):
        raise NotSupported(
            "The density of a response with measurement error, 'mi(sdy)', is not supported.",
            hint="In a model of several responses, 'resp' chooses another response.",
        )
