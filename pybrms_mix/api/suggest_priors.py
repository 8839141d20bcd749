"""Weakly informative priors for the coefficients whose default priors are flat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.public_calls import public, public_methods
from pybrms_mix.build.build import build
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.formula.formula import Source
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Slot
from pybrms_mix.pieces.population import Population
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.table import Priors, PriorTable

_ON_RESPONSE = ("mu", "sigma", "ndt", "beta")
"""The parameters that have the unit of the response if their link is the identity."""


@public_methods
class SuggestedPriors(PriorTable):
    """The table of priors that ``suggest_priors()`` suggests, for ``brm(prior=...)``.

    Attributes
    ----------
    why : dict
        The reason for each prior, by the name of the coefficient ("b_mu1_x").
    left : dict
        The reason why a coefficient keeps its flat prior, by the name of the coefficient.
    """

    def __init__(
        self, rows: Iterable[Row], why: Mapping[str, str], left: Mapping[str, str]
    ) -> None:
        super().__init__(rows)
        self.why = dict(why)
        self.left = dict(left)

    def __str__(self) -> str:
        lines = [super().__str__()] if len(self) else ["No prior is suggested."]
        lines += ["", *(f"{name}: {reason}" for name, reason in self.why.items())]
        if self.left:
            lines += ["", "Still flat:", *(f"{n}: {reason}" for n, reason in self.left.items())]
        return "\n".join(lines)

    __repr__ = __str__


@public
def suggest_priors(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    data2: object = None,
) -> SuggestedPriors:
    """Return weakly informative priors for the coefficients that have flat priors by default.

    With flat priors the coefficients of a component that loses its rows are unbounded, and chains
    do not mix. The suggested priors are normal with mean 0. Their scale is computed from those of
    the covariate and of the response, so that the model does not depend on units.

    Parameters
    ----------
    formula : Formula or str
        The formula of the model: a ``bf()`` or R text, also of several responses.
    data : DataFrame or mapping
        The table of the data.
    family : Family, Mixture or str, optional
        The family: a family, a ``mixture()``, or R text. The default is ``gaussian``.
    prior : priors, optional
        Priors that are set already. Coefficients that they cover are left out.
    data2 : mapping, optional
        Objects that are not columns of the data, by name.

    Returns
    -------
    SuggestedPriors
        A prior table with one row for each coefficient. It can be changed
        (``table.prior[0] = "normal(0, 1)"``), joined with other priors and handed to ``brm()``.

        Let sd(x) be the standard deviation of the covariate and sd(y) that of the response. With
        the identity link, the standard deviation of the prior is 2.5 sd(y) / sd(x). With a logit
        link and links like it, it is 2.5 / sd(x). With other links, and for coefficients of
        proportions, it is 1 / sd(x): if the covariate changes by sd(x), the parameter, or the odds,
        is multiplied by a factor that lies between 1/7 and 7 with probability 0.95.

    Raises
    ------
    PybrmsError
        If the model cannot be built.

    See Also
    --------
    get_prior : all parameters with their default priors.
    prior_check : data sets that the priors predict.
    prior_sensitivity : how much the posterior depends on the priors.

    References
    ----------
    Gelman, Jakulin, Pittau and Su (2008): the scale of 2.5. Goodrich et al., rstanarm: priors on
    the scale of the data.

    Examples
    --------
    >>> import pybrms_mix as pm
    >>> d = pm.load_data("faithful")
    >>> table = pm.suggest_priors("waiting ~ eruptions", d, "mixture(gaussian, gaussian)")
    >>> table.prior[0]
    'normal(0, 30)'
    """
    built_model = build(formula, data, family, prior, data2=data2)
    flat = [
        row for row in built_model.table if not row.prior and row.key.kind == "b" and row.key.coef
    ]
    inherited = {row.key for row in built_model.table if row.prior}
    rows: list[Row] = []
    why: dict[str, str] = {}
    without_suggestion: dict[str, str] = {}
    for row in flat:
        key = row.key
        if replace(key, coef="") in inherited:
            continue
        name = "_".join(["b", *filter(None, (key.dpar, key.resp, key.nlpar)), key.coef])
        suggestion = _suggestion(built_model.model, row)
        if isinstance(suggestion, str):
            without_suggestion[name] = suggestion
            continue
        scale, why[name] = suggestion
        rows.append(replace(row, prior=f"normal(0, {scale:.2g})", source="user"))
    return SuggestedPriors(rows, why, without_suggestion)


def _suggestion(model: Model, row: Row) -> tuple[float, str] | str:
    """Return the standard deviation of the prior and its reason, or why no prior is suggested."""
    piece, column = _column(model, row)
    if piece is None:
        return (
            "its column is not part of the population-level design matrix; choose a prior that "
            "suits its unit."
        )
    place = piece.place
    if place.nlpar:
        return (
            "the unit of a non-linear parameter depends on its formula; choose a prior that "
            "suits this unit."
        )
    spread = float(column.std(ddof=1)) if len(column) > 1 else 0.0
    if not spread > 0:
        return "its column is constant."
    return _scaled(model, place, spread)


def _scaled(model: Model, place: PlacedDpar, spread: float) -> tuple[float, str] | str:
    """Return the standard deviation of the prior and its reason, or why no prior is suggested.

    ``spread`` is the standard deviation of the covariate.
    """
    per = f"one standard deviation of the covariate ({spread:.3g})"
    if place.proportion_of:
        return 1 / spread, f"{per} multiplies the odds of the component by 1/7 to 7."
    if place.link in ("logit", "probit", "cloglog", "cauchit", "probit_approx", "softit"):
        return 2.5 / spread, f"{per} changes a log-odds by up to 5."
    if place.link != "identity":
        return 1 / spread, f"{per} multiplies the parameter by 1/7 to 7."
    if place.dpar.name not in _ON_RESPONSE:
        return (
            "this parameter has another unit than the response; choose a prior that suits its unit."
        )
    piece = model.response(place.resp)
    unit = float(np.nanstd(np.asarray(piece.y, dtype=float)[piece.observed], ddof=1))
    if not unit > 0:
        return "the response is constant."
    name = place.resp or "y"
    reason = f"{per} changes the parameter by up to 5 standard deviations of {name} ({unit:.3g})."
    return 2.5 * unit / spread, reason


def _column(model: Model, row: Row) -> tuple[Population | None, np.ndarray]:
    """Return the piece that has the coefficient of ``row``, and its column, shape (N,)."""
    dpar = Slot.of_key(row.key, model.mixture).dpar
    for piece in model.of(Population):
        if piece.place.name == dpar and row.key.coef in piece.x.coefs:
            at = piece.x.names.index(row.key.coef)
            return piece, np.asarray(piece.x.matrix[:, at])
    return None, np.empty(0)
