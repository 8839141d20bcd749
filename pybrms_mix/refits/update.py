"""Fit a model again after a change: brms's ``update()``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pybrms_mix.api.brm import brm, name_of
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.build.build import default_table
from pybrms_mix.formula.formula import Formula, Formulas, Source
from pybrms_mix.formula.reading import read_any
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.table import Priors, PriorTable, table
from pybrms_mix.prior.validate import internal, public_key
from pybrms_mix.refits.formulas import updated
from pybrms_mix.refits.jobs import changed
from pybrms_mix.results.fit import Fit, whole_method


@whole_method
def update(
    fit: Fit,
    formula: Source | None = None,
    newdata: Any = None,
    *,
    family: object = None,
    prior: Priors = None,
    sample_prior: str | bool | None = None,
    **options: Any,
) -> Fit:
    """Fit a model again with another formula, other data or other settings.

    As in brms, the priors stay the same. Default priors keep the numbers that were computed from
    the old data, also if ``newdata`` is given. Priors of parameters that the new model lacks are
    dropped. If ``prior`` is given, the user's other priors stay and the defaults are computed anew.

    Parameters
    ----------
    fit : Fit
        A fit, with or without draws.
    formula : str or Formula, optional
        A formula in which ``.`` stands for the old one, ``"~ . + z"``, or a whole ``bf()``.
    newdata : DataFrame, optional
        Other data. They are needed for variables that the old model does not use.
    family : optional
        Another family.
    prior : optional
        Priors that are added, or that replace old priors.
    sample_prior : optional
        As in ``brm()``.
    **options
        Arguments of ``brm()``: ``chains``, ``iter``, .... Settings that are not given stay the
        same, except ``seed``, ``file``, ``init`` and ``backend``. The default of ``warmup`` is
        "auto" unless a number was given. The metric and the step size of the fit are tried first.

    Returns
    -------
    Fit
        The new fit.

    Raises
    ------
    InvalidArgument
        For the argument ``data``.
    PybrmsError
        If the new model is invalid.

    Examples
    --------
    >>> from pybrms_mix import update
    >>> more = update(fit, "~ . + z", newdata=d, seed=1)  # doctest: +SKIP
    """
    if "data" in options:
        raise InvalidArgument("Please use argument 'newdata' to update the data.")
    name = name_of(newdata, user_frame()) if newdata is not None else fit.data_name
    new, own_family = _formula(fit, formula)
    earlier_family = _formula(fit, None)[1]
    kind = family if family is not None else fit.source["family"]
    if formula is not None and own_family is not None:
        # As in brms, a family in the new formula precedes the argument, and this the old family.
        kind = own_family if family is None or own_family != earlier_family else family
    data = newdata
    if newdata is None:
        # Rows keep their origin if the new model uses the same columns.
        data = fit.model.frame if formula is None else fit.model.frame.labelled
    beside = options.pop("data2", None if formula is None and newdata is None else _data2(fit))
    same_rows = formula is None and newdata is None
    knots = options.pop("knots", None if same_rows else dict(fit.model.frame.knots))
    only = fit.sample_prior if sample_prior is None else sample_prior
    parts = (new, data, kind)
    with using(options.get("dialect", fit.dialect)):
        stanvars = options.get("stanvars")
        priors = _priors(fit, prior, default_table(*parts, beside, stanvars, knots))
    same_model = formula is None and family is None
    how = _settings(fit, options, same_model)
    refitted = brm(*parts, priors, sample_prior=only, data2=beside, knots=knots, **how)
    return replace(refitted, data_name=name)


def _formula(fit: Fit, change: Source | None) -> tuple[Formula | Formulas, object]:
    """Return the formula of a fit after a change, without its family, and this family.

    Raises:
        InvalidFormula: with brms's message, for a change of the formulas of several responses.
    """
    old = read_any(str(fit.source["formula"]))
    if isinstance(old, Formulas):
        if change is not None:
            raise InvalidFormula(
                "Updating formulas of multivariate models is not yet possible.",
                hint="Call brm() with the new formulas.",
            )
        return old, None
    new = old if change is None else updated(old, change)
    return (new if new.family is None else replace(new, family=None)), new.family


def _settings(fit: Fit, options: Mapping[str, Any], same_model: bool) -> dict[str, Any]:
    """Return the sampling settings, updated by ``options``.

    Metric and step size depend on the parameters, so they are dropped if the formula changes.
    """
    if fit.run is None:
        return {"dialect": fit.dialect.name, **options}
    settings = changed(fit, options)
    if not same_model and "tuning" not in (options.get("control") or {}):
        settings["control"].pop("tuning", None)
    return {"silent": 2, **settings}


def _priors(fit: Fit, prior: Priors, default: PriorTable) -> PriorTable:
    """Return the priors to set: the old priors that still apply, and the new priors."""
    places = {row.key for row in internal(list(default))}
    old: list[Row] = list(fit.prior)  # type: ignore[call-overload]
    if prior is not None:
        old = [row for row in old if row.source == "user"]
    new = internal([replace(r, key=public_key(r.key)) for r in table(prior)])
    by_key = {row.key: row for row in old if row.key in places}
    return PriorTable({**by_key, **{row.key: row for row in new}}.values())


def _data2(fit: Fit) -> Any:
    return dict(fit.model.frame.data2) or None
