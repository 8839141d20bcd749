"""The default prior table of brms for a model. Some of its numbers come from the response."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.dialect import current
from pybrms_mix.design.collate import collation_key
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.links import LINKS
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Default, Key
from pybrms_mix.prior.numbers import mad, rounded
from pybrms_mix.prior.rows import Row

# Under these links brms computes location and scale from the response; otherwise they are 0, 2.5.
_LOOKED_AT = ("identity", "log", "inverse", "sqrt", "1/mu^2")
_NO_ZERO = ("log", "inverse", "1/mu^2")
_SCALE = 2.5


def defaults(model: Model) -> list[Row]:
    """Return the default prior table of brms, in the order of ``get_prior()``."""
    rows: dict[Key, Row] = {}
    for piece in model.pieces:
        for default in piece.defaults():
            rows.setdefault(default.key, _row(default, model))
    return sorted(rows.values(), key=listed)


def listed(row: Row) -> tuple[object, ...]:
    """Return the sort key of ``get_prior()``: resp, dpar, nlpar, class, group, coef."""
    k = row.key
    return tuple(map(collation_key, (k.resp, k.dpar, k.nlpar, k.kind, k.group, k.coef)))


def stored(row: Row) -> tuple[object, ...]:
    """Return the sort key of ``prior_summary()``: class, group, resp, dpar, nlpar, coef."""
    k = row.key
    return tuple(map(collation_key, (k.kind, k.group, k.resp, k.dpar, k.nlpar, k.coef)))


def _row(default: Default, model: Model) -> Row:
    text = _text(default, model)
    if "{" in text:
        response = model.response(default.key.resp)
        part = model.part(default.key.resp)
        y = response.basis if default.all_rows and current().observed_only else response.y
        if len(y) == len(response.observed):
            y = y[response.observed]
        link = part.link if default.link is None else default.link
        location, scale = _numbers(part, link, y, default.offset)
        at = number_text(float(location))
        text = text.format(location=at, scale=number_text(float(scale)))
    return Row(text, default.key, default.bounds.lower, default.bounds.upper, source="default")


def _text(default: Default, model: Model) -> str:
    """Return the text of a default prior. Versions of brms differ in some default priors."""
    key, dialect = default.key, current()
    mixture = model.part(key.resp)
    dpars = {d.name: d for c in mixture.components for d in c.family.dpars}
    if dialect.alone and not mixture.thetas and key.kind in dpars:
        return dpars[key.kind].alone or default.text
    if dialect.alone and not mixture.thetas and key.kind == "Intercept" and not key.nlpar:
        dpar = dpars.get(key.dpar or "mu")
        if dpar is not None:
            link = mixture.components[0].link(dpar.name)
            by_link = {"identity": dpar.alone, **dict(dpar.alone_intercepts)}
            return by_link.get(link) or default.text
    if key.kind == "Intercept" and key.nlpar and not dialect.nlpar_intercept:
        return ""
    return default.text


def _numbers(
    mixture: Mixture, link: str, response: np.ndarray, offset: float
) -> tuple[float, float]:
    """Return location and scale in brms: median less ``offset``, and the larger of MAD and 2.5."""
    if any(c.family.log_scale for c in mixture.components):
        link = "log"
    # brms computes location and scale for numeric responses only, not for categories.
    if link not in _LOOKED_AT or np.asarray(response).dtype.kind not in "biuf":
        return 0.0, _SCALE
    y = np.asarray(response, float)
    if link in _NO_ZERO:
        y = np.where(y == 0, 0.1, y)
    if np.isnan(y).any() and not current().observed_only:
        return 0.0 - offset, _SCALE
    y = y[~np.isnan(y)]
    with np.errstate(all="ignore"):
        linked = LINKS[link].forward(y)
    location, scale = rounded(float(np.median(linked))), rounded(mad(linked))
    return (
        (location if np.isfinite(location) else 0.0) - offset,
        max(_SCALE, scale) if np.isfinite(scale) else _SCALE,
    )
