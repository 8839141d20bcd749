"""Which rows and which draws a prediction is of: the fit's model on them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypedDict

import numpy as np
import pandas as pd

from pybrms_mix.errors import (
    InvalidArgument,
    InvalidData,
    PybrmsWarning,
    UnknownLevel,
    UnknownVariable,
)
from pybrms_mix.model.columns import table
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.frame import Frame
from pybrms_mix.model.ir import GroupPiece, Model, Piece, ResponsePiece
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.nodes import Node, Tilde
from pybrms_mix.syntax.parse import parse

Need = Literal["needed", "taken", "unused"]

# Of how many numbers an array of (draws, rows) may be where only a summary is kept: 32 MB.
_BLOCK = 1 << 22

_NEW_LEVELS = ("uncertainty", "gaussian", "old_levels")


class Which(TypedDict, total=False):
    """What every prediction takes beside ``newdata`` and ``re_formula``.

    Attributes:
        ndraws: take so many of the draws, at random; all by default.
        draw_ids: take these draws, chain after chain, counted from 0.
        nsamples: brms's old name of ``ndraws``.
        allow_new_levels: whether ``newdata`` may have levels of grouping factors that the fit has
            not seen.
        sample_new_levels: where the coefficients of such a level come from. "uncertainty": for
            each draw from a known level at random; "old_levels": from one known level at random;
            "gaussian": from the normal distribution of the levels.
        seed: the same seed gives the same random numbers.
    """

    ndraws: int | None
    draw_ids: Sequence[int] | np.ndarray | None
    nsamples: int | None
    allow_new_levels: bool
    sample_new_levels: str
    seed: int | np.random.Generator | None


@dataclass(frozen=True, eq=False)
class Rows:
    """A model on rows, with draws, as one chain, that know all levels of these rows."""

    model: Model
    draws: Draws
    rng: np.random.Generator

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
        """Return what tables call the rows: their positions in the data that the user gave."""
        found: pd.Index = pd.Index(self.model.frame.rows)
        return found

    def blocks(self) -> Iterator[Rows]:
        """Return the same, a part of the rows at a time, so that arrays stay small."""
        size = max(1, _BLOCK // self.S)
        if size >= self.N:
            yield self
            return
        for start in range(0, self.N, size):
            part = _part(self.model.frame, slice(start, start + size))
            yield replace(self, model=self.model.at(part))


def rows(
    fit: Fit,
    newdata: Any = None,
    re_formula: object = None,
    *,
    response: Need = "unused",
    ndraws: int | None = None,
    draw_ids: Sequence[int] | np.ndarray | None = None,
    nsamples: int | None = None,
    allow_new_levels: bool = False,
    sample_new_levels: str = "uncertainty",
    seed: int | np.random.Generator | None = None,
) -> Rows:
    """Return the model of ``fit`` on the rows of ``newdata`` (or its own), and draws.

    Args:
        fit: a fit with draws.
        newdata: a table with the columns that are read; others are not looked at.
        re_formula: the group-level terms that count: None for all; False, "NA" or NaN for none;
            or R text, "~ (1 | g)".
        response: whether ``newdata`` must have it, may have it, or it is not looked at.
        ndraws: see ``Which``, as for the others.
        draw_ids: positions of draws.
        nsamples: brms's old name of ``ndraws``.
        allow_new_levels: whether groups may be new.
        sample_new_levels: how coefficients of new groups are found.
        seed: of all that is random.

    Raises:
        UnknownVariable: if ``newdata`` lacks a column that is read.
        UnknownLevel: if it has a level that the fit has not seen.
        InvalidData: for missing values, or a missing response that is needed.
        InvalidArgument: if there are no draws, or an argument makes no sense.
    """
    rng = np.random.default_rng(seed)
    draws = _chosen(fit.posterior, _alias(ndraws, nsamples), draw_ids, rng)
    model = _with_groups(fit.model, re_formula)
    if newdata is None:
        return Rows(model, draws, rng)
    frame = _frame(fit.model, model, newdata, response)
    model, more = _with_new_levels(
        model, frame, draws, rng, allowed=allow_new_levels, how=sample_new_levels
    )
    return Rows(model.at(frame), _joined(draws, more), rng)


def _alias(ndraws: int | None, nsamples: int | None) -> int | None:
    if nsamples is None:
        return ndraws
    warnings.warn(
        "Argument 'nsamples' is deprecated. Please use argument 'ndraws' instead.",
        PybrmsWarning,
        stacklevel=4,
    )
    return nsamples


def _chosen(
    draws: Draws,
    ndraws: int | None,
    draw_ids: Sequence[int] | np.ndarray | None,
    rng: np.random.Generator,
) -> Draws:
    """Return the draws asked for, as one chain."""
    total = draws.chains * draws.per_chain
    values = draws.values.reshape(1, total, len(draws.names))
    if draw_ids is None and ndraws is None:
        return Draws(values, draws.names)
    if draw_ids is None:
        assert ndraws is not None
        if not 1 <= ndraws <= total:
            raise InvalidArgument(
                f"Argument 'ndraws' should be between 1 and the maximum number of draws ({total})."
            )
        draw_ids = np.sort(rng.choice(total, ndraws, replace=False))
    ids = np.asarray(draw_ids, dtype=int).reshape(-1)
    if not ids.size or ids.min() < 0 or ids.max() >= total:
        raise InvalidArgument(
            "Some 'draw_ids' indices are out of range.",
            hint=f"They count from 0 to {total - 1}.",
        )
    return Draws(values[:, ids], draws.names)


def _with_groups(model: Model, re_formula: object) -> Model:
    """Return the model with those group-level terms only that ``re_formula`` names."""
    terms = _terms(re_formula)
    if terms is None:
        return model
    pieces: list[Piece] = []
    for piece in model.pieces:
        kept = piece
        if isinstance(piece, GroupPiece):
            kept = piece.kept(terms, model.frame)
            if not kept.size:
                continue
        pieces.append(kept)
    return replace(model, pieces=tuple(pieces))


def _terms(re_formula: object) -> Node | None:
    """Return the right-hand side of ``re_formula``; None for all terms, "1" for none."""
    match re_formula:
        case None | "NULL":
            return None
        case False | "NA":
            return parse("1")
        case float() if np.isnan(re_formula):
            return parse("1")
        case str():
            node = parse(re_formula)
            return node.right if isinstance(node, Tilde) else node
    raise InvalidArgument(
        "Argument 're_formula' must be None, False, or the R text of a formula.",
        hint='For instance "~ (1 | g)"; False leaves all group-level terms out.',
    )


def _frame(fitted: Model, model: Model, newdata: Any, need: Need) -> Frame:
    """Return ``newdata`` as rows: what the model reads, and the response if it is there."""
    (piece,) = fitted.of(ResponsePiece)
    given = table(newdata)
    read = _reads(model) & set(fitted.frame.data.columns)
    own = set(piece.columns)
    absent = [name for name in piece.columns if name not in given.columns]
    if need == "needed" and absent:
        raise InvalidData(
            "Response variables must be specified in 'newdata'.\n"
            f"Missing variables: {', '.join(map(repr, absent))}"
        )
    unread = _reads(fitted) - read
    if need == "unused":
        unread |= own - read
    given = given.drop(columns=[name for name in given.columns if name in unread])
    groups = _groups(model)
    try:
        return fitted.frame.at(
            given,
            names=read | (own if need == "needed" else set()),
            free=frozenset[str]().union(*(g.factors for g in groups)),
        )
    except UnknownVariable as error:
        error.hint = error.hint or "Other rows need the columns of all predictors and groups."
        raise


def _reads(model: Model) -> set[str]:
    return set().union(*(piece.reads() for piece in model.pieces))


def _groups(model: Model) -> tuple[GroupPiece, ...]:
    return tuple(p for p in model.pieces if isinstance(p, GroupPiece))


def _with_new_levels(
    model: Model, frame: Frame, draws: Draws, rng: np.random.Generator, *, allowed: bool, how: str
) -> tuple[Model, dict[str, np.ndarray]]:
    """Return the model with the levels of ``frame`` that it lacks, and draws of those."""
    if how not in _NEW_LEVELS:
        raise InvalidArgument(
            f"Argument 'sample_new_levels' should be one of: {', '.join(_NEW_LEVELS)}."
        )
    found: dict[str, np.ndarray] = {}
    sources: dict[tuple[str, str], np.ndarray] = {}
    pieces = list(model.pieces)
    for at, piece in enumerate(pieces):
        new = piece.unseen(frame) if isinstance(piece, GroupPiece) else ()
        if not new:
            continue
        assert isinstance(piece, GroupPiece)
        if not allowed:
            raise _refused(piece, new)
        for level in new:
            if how == "gaussian":
                standard = rng.standard_normal((draws.per_chain, piece.size))
                found.update(piece.sampled(draws, level, standard))
                continue
            key = (piece.group, level)
            # One source for all coefficients of a level, so that they belong together.
            if key not in sources:
                sources[key] = _sources(len(piece.levels), draws.per_chain, rng, how)
            found.update(piece.borrowed(draws, level, sources[key]))
        pieces[at] = piece.with_levels(new)
    return replace(model, pieces=tuple(pieces)), found


def _sources(levels: int, count: int, rng: np.random.Generator, how: str) -> np.ndarray:
    if how == "old_levels":
        return np.full(count, rng.integers(levels))
    return rng.integers(levels, size=count)


def _refused(piece: GroupPiece, new: tuple[str, ...]) -> UnknownLevel:
    shown = ", ".join(f"'{level}'" for level in new)
    return UnknownLevel(
        f"Levels {shown} of grouping factor '{piece.group}' cannot be found in the fitted model. "
        "Consider setting argument 'allow_new_levels' to TRUE.",
        hint=f"The fit knows: {', '.join(map(repr, piece.levels[:10]))}.",
    )


def _joined(draws: Draws, more: dict[str, np.ndarray]) -> Draws:
    if not more:
        return draws
    columns = np.stack(list(more.values()), axis=-1)[None]
    return Draws(np.concatenate([draws.values, columns], axis=2), (*draws.names, *more))


def _part(frame: Frame, part: slice) -> Frame:
    data = frame.data.iloc[part].reset_index(drop=True)
    return Frame(data, frame.levels, frame.rows[part], text=frame.text)
