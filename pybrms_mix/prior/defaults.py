"""Brms's default priors of a model: its rows, with the numbers taken from the response."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.dialect import current
from pybrms_mix.design.collate import collation_key
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.family.links import LINKS
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.model.parts import Default, Key
from pybrms_mix.prior.numbers import mad, rounded
from pybrms_mix.prior.rows import Row

# The links under which brms looks at the response; under others it takes 0 and 2.5.
_LOOKED_AT = ("identity", "log", "inverse", "sqrt", "1/mu^2")
_NO_ZERO = ("log", "inverse", "1/mu^2")
_SCALE = 2.5


def defaults(model: Model) -> list[Row]:
    """Return brms's table of default priors, in the order in which ``get_prior`` lists it."""
    rows: dict[Key, Row] = {}
    for piece in model.pieces:
        for default in piece.defaults():
            rows.setdefault(default.key, _row(default, model))
    return sorted(rows.values(), key=listed)


def listed(row: Row) -> tuple[object, ...]:
    """Return what ``get_prior`` sorts by: resp, dpar, nlpar, class, group, coef."""
    k = row.key
    return tuple(map(collation_key, (k.resp, k.dpar, k.nlpar, k.kind, k.group, k.coef)))


def stored(row: Row) -> tuple[object, ...]:
    """Return what ``prior_summary`` sorts by: class, group, resp, dpar, nlpar, coef."""
    k = row.key
    return tuple(map(collation_key, (k.kind, k.group, k.resp, k.dpar, k.nlpar, k.coef)))


def _row(default: Default, model: Model) -> Row:
    text = _text(default, model)
    if "{" in text:
        response = model.of(ResponsePiece)[0]
        # Brms looks at the rows before subset() for spreads over groups, and after it elsewhere.
        wide = default.link is None
        y = response.basis if wide and current().observed_only else response.y
        location, scale = _numbers(model, model.mixture.link if wide else str(default.link), y)
        at = number_text(float(location - default.offset))
        text = text.format(location=at, scale=number_text(float(scale)))
    return Row(text, default.key, default.bounds.lower, default.bounds.upper, source="default")


def _text(default: Default, model: Model) -> str:
    """Return the text of a default prior; versions of brms differ in some."""
    key, dialect = default.key, current()
    dpars = {d.name: d for c in model.mixture.components for d in c.family.dpars}
    if dialect.alone and not model.mixture.thetas and key.kind in dpars:
        return dpars[key.kind].alone or default.text
    if key.kind == "Intercept" and key.nlpar and not dialect.nlpar_intercept:
        return ""
    return default.text


def _numbers(model: Model, link: str, response: np.ndarray) -> tuple[float, float]:
    """Return brms's location and scale: median, and MAD if over 2.5, of the response."""
    if any(c.family.log_scale for c in model.mixture.components):
        link = "log"
    # Brms looks at numbers only: not at categories.
    if link not in _LOOKED_AT or np.asarray(response).dtype.kind not in "biuf":
        return 0.0, _SCALE
    y = np.asarray(response, float)
    if link in _NO_ZERO:
        y = np.where(y == 0, 0.1, y)
    if np.isnan(y).any() and not current().observed_only:
        return 0.0, _SCALE
    y = y[~np.isnan(y)]
    with np.errstate(all="ignore"):
        linked = LINKS[link].forward(y)
    location, scale = rounded(float(np.median(linked))), rounded(mad(linked))
    return (
        location if np.isfinite(location) else 0.0,
        max(_SCALE, scale) if np.isfinite(scale) else _SCALE,
    )
