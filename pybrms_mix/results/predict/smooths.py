"""The values of single smooth terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsError, did_you_mean
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.model.ir import Curved, CurvesPiece, Model
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.predict.prediction_rows import rows
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.parse import parse


@method
def posterior_smooths(
    fit: Fit,
    smooth: str,
    newdata: Any = None,
    *,
    dpar: str | None = None,
    nlpar: str | None = None,
    ndraws: Count | None = None,
    draw_ids: Sequence[int] | np.ndarray | None = None,
    seed: Seed | np.random.Generator | None = None,
    resp: str | None = None,
) -> np.ndarray:
    """Return draws of one smooth term, without the rest of the predictor.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    smooth : str
        The term as it stands in the formula: "s(x, k = 5)".
    newdata : DataFrame, optional
        A table with the variables of the term; other columns are not needed. The default is the
        data of the fit.
    dpar : str, optional
        The parameter whose predictor has the term: "mu2", "sigma1". The default is "mu".
    nlpar : str, optional
        The parameter of a non-linear formula that has the term.
    ndraws : int, optional
        The number of draws to take at random; by default all.
    draw_ids : sequence of int, optional
        The positions of the draws to take, from 0.
    seed : int or Generator, optional
        The seed of the choice of draws.
    resp : str, optional
        The response, in a model of several.

    Returns
    -------
    ndarray
        Shape (draws, rows), on the scale of the linear predictor. If a term has a factor ``by``,
        each row has the value of the smooth function of its level.

    Raises
    ------
    InvalidArgument
        If the parameter or its formula does not have the term.
    InvalidData
        If ``newdata`` lacks a variable of the term, or has missing values in it.

    See Also
    --------
    conditional_smooths : Tables and pictures of all smooth terms.

    Examples
    --------
    >>> fit = brm("y ~ s(x, k = 5) + z", data)  # doctest: +SKIP
    >>> pm.posterior_smooths(fit, "s(x, k = 5)").shape  # doctest: +SKIP
    (4000, 60)
    """
    piece = _piece(fit.model, dpar, nlpar)
    terms = [term.text for term in piece.curved]
    text = written(smooth)
    if text not in terms:
        raise InvalidArgument(
            f"Term '{text}' cannot be found. Available smooth terms are: {_listed(terms)}",
            hint=did_you_mean(text, terms),
        )
    return values_of(fit, piece, text, newdata, ndraws=ndraws, draw_ids=draw_ids, seed=seed)


def values_of(
    fit: Fit, piece: CurvesPiece, text: str, newdata: Any = None, **which: Any
) -> np.ndarray:
    """Return draws of the term ``text`` of a piece on the rows of ``newdata``: (draws, rows).

    ``newdata`` needs the variables of this term alone.
    """
    model = replace(fit.model, pieces=(piece.only(text),), views={})
    rows_ = rows(replace(fit, model=model), newdata, **which)
    (curves,) = rows_.model.of(CurvesPiece)
    return curves.eta(piece.place.name, rows_.draws)


def smooth_terms(model: Model) -> Iterable[tuple[CurvesPiece, Curved]]:
    """Return the smooth terms of a model with their pieces: those of parameters, then others."""
    pieces = sorted(model.of(CurvesPiece), key=lambda piece: piece.place.nlpar)
    return [(piece, term) for piece in pieces for term in piece.curved]


def written(smooth: str) -> str:
    """Return a term as R writes it; a text that is no R expression stays as it is."""
    try:
        return write(parse(smooth))
    except PybrmsError:
        return smooth


def _piece(model: Model, dpar: str | None, nlpar: str | None) -> CurvesPiece:
    """Return the piece with the smooth terms of one parameter."""
    if dpar is not None and nlpar is not None:
        raise InvalidArgument("Cannot use 'dpar' and 'nlpar' at the same time.")
    if not model.of(CurvesPiece):
        raise InvalidArgument("No valid smooth terms found in the model.")
    kind, name = ("dpar", dpar or "mu") if nlpar is None else ("nlpar", nlpar)
    by_name = {
        p.place.plain: p for p in model.of(CurvesPiece) if p.place.nlpar == (kind == "nlpar")
    }
    if name not in by_name:
        is_required = dpar is None and nlpar is None
        problem = f"Argument '{kind}' is needed." if is_required else f"Invalid argument '{kind}'."
        raise InvalidArgument(
            f"{problem} Parameters with smooth terms are: {_listed(by_name) or 'none'}",
            hint=did_you_mean(name, by_name),
        )
    return by_name[name]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))
