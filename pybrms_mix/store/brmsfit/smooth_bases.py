"""The bases of smooth terms with which a fit of brms was sampled.

The signs of the columns that mgcv computes for a smooth depend on the machine, as do their
directions if eigenvalues are equal. Coefficients are valid only with the columns with which they
were sampled. brms 2.20 and later keep these columns in the file. For earlier versions
``smooth_signs`` finds the signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.smooth.curve import Curve
from pybrms_mix.pieces.smooth.smooth import Smooth
from pybrms_mix.results.predict.smooths import written
from pybrms_mix.rfile.robjects import RList, RObject, RVector, attributes, named, numbers
from pybrms_mix.rfile.streams import Damaged

# The largest difference between columns of equal functions, as a share of their largest element.
_ROUNDING = 1e-6

Bases = dict[str, dict[str, np.ndarray]]


def bases_in_file(basis: RObject | None, model: Model) -> Bases | None:
    """Return the arrays of each smooth term with the columns in the file.

    Returns None if the file does not hold the columns.

    Raises:
        Damaged: if the columns in the file are not those of the rows of the fit.
        NotSupported: if the functions of a term in the file differ from those that this package
            computes.
    """
    bases: Bases = {}
    for piece in model.of(Smooth):
        stored = named(named(_of_parameter(basis, piece.place)).get("sm"))
        by_term = {written(text): term_columns for text, term_columns in stored.items()}
        for term in piece.curved:
            curves = [curve for curve in piece.curves if curve.term == term.text]
            columns = _columns(by_term.get(term.text), len(curves))
            if columns is None:
                return None
            bases[curves[0].key] = _turned(curves, columns)
    return bases


def _of_parameter(basis: RObject | None, place: PlacedDpar) -> RObject | None:
    """Return the bases of the terms of one parameter."""
    parts = named(basis)
    if place.resp:
        parts = named(named(parts.get("resps")).get(place.resp))
    return named(parts.get("nlpars" if place.nlpar else "dpars")).get(place.plain)


def _columns(term_columns: RObject | None, count: int) -> list[np.ndarray] | None:
    """Return the columns of the functions of a term, penalised ones first: each (N, columns).

    Returns None if the file does not hold them.
    """
    effects = named(term_columns).get("re")
    if not isinstance(effects, RList):
        return None
    if len(effects.items) != count:
        raise Damaged("the number of basis functions of a smooth differs from its number of levels")
    return [np.column_stack(list(_matrices(named(effect)))) for effect in effects.items]


def _matrices(effects: Mapping[str, RObject]) -> Iterable[np.ndarray]:
    penalised = effects.get("rand")
    free = effects.get("Xf")
    penalised_items = penalised.items if isinstance(penalised, RList) else []
    for value in [*penalised_items, *([] if free is None else [free])]:
        size = numbers(attributes(value).get("dim")).astype(int)
        if not isinstance(value, RVector) or size.size != 2 or size.prod() != len(value.values):
            raise Damaged("the columns of a smooth are not a matrix")
        yield numbers(value).reshape(tuple(size), order="F")


def _turned(curves: Sequence[Curve], columns: Sequence[np.ndarray]) -> dict[str, np.ndarray]:
    """Return the arrays of a term whose columns are those in the file."""
    ours = np.concatenate([curve.matrix for curve in curves])
    if any(c.shape != o.matrix.shape for c, o in zip(columns, curves, strict=True)):
        raise Damaged("the columns of a smooth do not match the rows of the fit")
    theirs = np.concatenate(columns)
    turn = np.linalg.lstsq(ours, theirs, rcond=None)[0]
    if np.abs(ours @ turn - theirs).max(initial=0.0) > _ROUNDING * np.abs(theirs).max(initial=0.0):
        raise NotSupported(
            f"The basis functions of '{curves[0].term}' in the file differ from those "
            "of pybrms_mix."
        )
    basis = curves[0].basis
    return {**basis.arrays, "change": basis.change @ turn}
