"""The data of a Stan program in the order of brms, with the names of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.api.programs import standata as data_of
from pybrms_mix.base.errors import NotSupported
from pybrms_mix.build.build import build
from pybrms_mix.formula.formula import Formulas
from pybrms_mix.formula.reading import read_any
from pybrms_mix.model.base_pieces import ConcentrationPiece, Piece
from pybrms_mix.model.ir import Model
from pybrms_mix.model.response_piece import ResponsePiece
from pybrms_mix.pieces.group.coefficients import Group
from pybrms_mix.pieces.offset import Offset
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.scalar import FixedScalar
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import characters, to_python
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.data import data as stan_data

__all__ = ["names_of_standata", "standata"]

Rank = tuple[int, ...]
# The parts of brms's list: the response, predictors, fixed parameters, levels of rows, mixing
# proportions, sizes of groups.
_RESPONSE, _PREDICTOR, _FIXED, _LEVELS, _PROPORTIONS, _SIZES, _LAST = range(7)


class StanData(dict[str, Any]):
    """The data of a Stan program.

    Attributes:
        is_in_order: whether the data have the order of brms.
    """

    is_in_order: bool = False


def standata(object: Any, data: Any = None, *model: Any, **more: Any) -> StanData:
    """Return ``make_standata(formula, data, ...)`` or ``standata(fit)``, in the order of brms.

    Parameters
    ----------
    object : Fit, Formula or str
        A fit, without further arguments, or the formula of a model.
    data, *model, **more
        The other arguments of ``make_standata()``, after a formula.

    Returns
    -------
    StanData
        The data by the names of brms. The columns of population-level effects have names.

    Examples
    --------
    >>> import pandas as pd
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2], "x": [1.0, 2.0, 4.0]})
    >>> list(standata("y ~ x", d, "gaussian()"))
    ['N', 'Y', 'K', 'X', 'prior_only']
    """
    if isinstance(object, Fit):
        pieces_of, formula = object.model, read_any(str(object.source["formula"]))
        values = data_of(object, data, *model, **more)
    else:
        usual_family = {} if model else {"family": GAUSSIAN}
        built_model = build(object, data, *model, **{**usual_family, **more})
        pieces_of, formula = built_model.model, built_model.formula
        values = stan_data(pieces_of, prior_only=built_model.sample_prior == "only")
    values |= _named_columns(pieces_of)
    ranks = None if isinstance(formula, Formulas) else _ranks(
        pieces_of, [*formula.predictors, *formula.constants])  # fmt: skip
    is_in_order = ranks is not None and set(values) <= {*ranks, "prior_only"}
    order = ranks if is_in_order and ranks is not None else {}
    result = StanData(sorted(values.items(), key=lambda item: order.get(item[0], (_LAST,))))
    result.is_in_order = is_in_order
    return result


def names_of_standata(x: StanData) -> Any:
    """Return the names of the data of a program.

    Raises
    ------
    NotSupported
        If the order of brms is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> names_of_standata(standata("y ~ 1", pd.DataFrame({"y": [0.1, 0.4]}), "gaussian()")).tolist()
    ['N', 'Y', 'K', 'X', 'prior_only']
    """
    if not x.is_in_order:
        raise NotSupported("The order in which brms has these data is not known here.")
    return to_python(characters(tuple(x)))


def _named_columns(model: Model) -> dict[str, Any]:
    """Return the matrices of population-level effects with the names of their columns."""
    rows = row_names(model.frame.data)
    return {
        name: matrix_of(values, rows, piece.x.names)
        for piece in model.pieces if isinstance(piece, Population)
        for name, values in piece.data().items()
        if getattr(values, "ndim", 0) == 2 and values.shape[1] == len(piece.x.names)
    }  # fmt: skip


def _ranks(model: Model, dpars: list[str]) -> dict[str, Rank] | None:
    """Return the places of all data in the list of brms; None if those of a piece are unknown.

    The predictors of the means of components come first, and the others in the order of `dpars`.
    """
    ranks: dict[str, Rank] = {}
    means = [p.place.name for p in model.pieces if isinstance(p, Population)
             and p.place.dpar.name == "mu"]  # fmt: skip
    order = {name: n for n, name in enumerate(dict.fromkeys([*means, *dpars]))}
    for piece in model.pieces:
        if piece.data():
            pairs = list(_of_piece(piece, order))
            if {name for name, _ in pairs} != set(piece.data()):
                return None
            ranks |= pairs
    return ranks


def _of_piece(piece: Piece, order: dict[str, int]) -> Iterator[tuple[str, Rank]]:
    """Return the data of a piece with their places; nothing for a piece of another kind."""
    match piece:
        case ResponsePiece():
            yield from ((name, (_RESPONSE,)) for name in piece.data())
        case Population() if not piece.common:
            yield from ((n, (_PREDICTOR, order[piece.place.name], 0)) for n in piece.data())
        case Offset():
            yield from ((n, (_PREDICTOR, order[piece.place.name], 2)) for n in piece.data())
        case FixedScalar():
            yield from ((n, (_FIXED, order.get(piece.place.name, 0))) for n in piece.data())
        case ConcentrationPiece():
            yield from ((name, (_PROPORTIONS,)) for name in piece.data())
        case Group(id=number):
            names = piece.column_names()
            for e in piece.effects:
                place = (_PREDICTOR, order[e.place.name], 1, int(number))
                yield from ((name, place) for name in names[e.number])
            yield f"J_{number}", (_LEVELS, int(number))
            yield from ((f"{n}_{number}", (_SIZES, int(number))) for n in ("N", "M", "NC"))
