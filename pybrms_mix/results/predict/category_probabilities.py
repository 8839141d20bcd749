"""The categories of an ordinal response: their probabilities and their names."""

from __future__ import annotations

import numpy as np

from pybrms_mix.model import values
from pybrms_mix.model.ir import CategoriesPiece, Model, ResponsePiece
from pybrms_mix.results.predict.component_shares import component_shares, possible
from pybrms_mix.results.predict.prediction_rows import Rows


def probabilities(part: Rows) -> np.ndarray:
    """Return the probabilities of the categories, given ``part.component``: (draws, N, cells)."""
    extra = part.model.of(ResponsePiece)[0].extra
    dpars, weights = values.mixed(part.model, part.draws)
    shares = component_shares(part, weights)
    total: np.ndarray | float = 0.0
    for component in possible(part):
        assert component.family.probabilities is not None
        dpars_of_component = values.of_component(part.model, dpars, component.number)
        share = shares[:, :, component.number - 1, None]
        total = total + share * component.family.probabilities(dpars_of_component, extra)
    probabilities_ = np.asarray(total)
    return np.broadcast_to(probabilities_, (part.S, part.N, probabilities_.shape[2])).copy()


def names(model: Model) -> list[str]:
    """Return brms's names of the columns of categories: "P(Y = 1)", or with their levels."""
    (piece,) = model.of(CategoriesPiece)
    return [f"P(Y = {name})" for name in piece.category_names]
