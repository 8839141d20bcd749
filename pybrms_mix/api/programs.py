"""Functions that describe a model before it is sampled: its priors, its program and its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import public
from pybrms_mix.base.shown import Text
from pybrms_mix.base.version import __version__
from pybrms_mix.build.build import build, default_table
from pybrms_mix.formula.formula import Source
from pybrms_mix.prior.table import Priors, PriorTable
from pybrms_mix.prior.validate import fitted
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.code import code
from pybrms_mix.stan.data import data as stan_data

GAUSSIAN = "gaussian()"


@public
def get_prior(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    *,
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> PriorTable:
    """Return the parameters that can have priors, with their default priors.

    Parameters
    ----------
    formula : Formula or str
        The formula of the model: a ``bf()`` or R text.
    data : DataFrame or mapping
        The table of the data: a pandas or polars DataFrame, or a mapping from names to columns.
    family : Family, Mixture or str, optional
        The family: a family, a ``mixture()``, or R text. The default is ``gaussian``.
    data2 : mapping, optional
        Objects that are not columns of the data, by name.
    stanvars : Stanvars, str or list, optional
        Stan code and data of the user: ``stanvar()``.
    knots : mapping, optional
        The knots of smooth terms, by the name of the variable.

    Returns
    -------
    PriorTable
        One row for each class, coefficient and group of parameters, in the columns of brms. An
        empty ``prior`` is flat, or inherited from the row of the class.

    Raises
    ------
    PybrmsError
        If the model cannot be built.

    See Also
    --------
    set_prior : Set the prior of some of these parameters.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import get_prior
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> get_prior("y ~ 1", d, "mixture(gaussian, gaussian)").prior[2]
    'dirichlet(1)'
    """
    return default_table(formula, data, family, data2, stanvars, knots)


@public
def validate_prior(
    prior: Priors,
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    sample_prior: object = "no",
    *,
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> PriorTable:
    """Check priors and return the complete prior table of a model.

    Parameters
    ----------
    prior : priors, str or list
        The priors to check.
    formula, data, family, sample_prior, data2, stanvars, knots
        The model, as in ``brm()``.

    Returns
    -------
    PriorTable
        All rows of priors, with the internal class names of brms (class ``L`` for ``cor``).

    Raises
    ------
    PybrmsError
        If a prior is invalid or the model cannot be built.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import validate_prior
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2], "x": [1, 2, 3]})
    >>> validate_prior("prior(normal(0, 1), class = b)", "y ~ x", d).prior[0]
    'normal(0, 1)'
    """
    built_model = build(formula, data, family, prior, sample_prior, data2, stanvars, knots)
    return fitted(built_model.table)


@public
def make_stancode(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    sample_prior: object = "no",
    *,
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> str:
    """Return the Stan program of a model, without compiling it.

    Parameters
    ----------
    formula, data, family, prior, sample_prior, data2, stanvars, knots
        The model, as in ``brm()``.

    Returns
    -------
    str
        The text of the program. Parameters have the names, types and sizes of brms.

    Raises
    ------
    PybrmsError
        If a prior is invalid or the model cannot be built.

    See Also
    --------
    make_standata : The data of the program.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import make_stancode
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> "ordered_Intercept" in make_stancode("y ~ 1", d, "mixture(gaussian, gaussian)")
    True
    """
    built_model = build(formula, data, family, prior, sample_prior, data2, stanvars, knots)
    return Text(code(built_model.model, version=__version__))


@public
def make_standata(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    sample_prior: object = "no",
    *,
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the data of the Stan program of a model.

    Parameters
    ----------
    formula, data, family, prior, sample_prior, data2, stanvars, knots
        The model, as in ``brm()``.

    Returns
    -------
    dict
        The data by the names of brms: ``N`` rows, the response ``Y``, design matrices ``X`` and so
        on.

    Raises
    ------
    PybrmsError
        If a prior is invalid or the model cannot be built.

    See Also
    --------
    make_stancode : The program that reads the data.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import make_standata
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> make_standata("y ~ 1", d, "mixture(gaussian, gaussian)")["N"]
    5
    """
    built_model = build(formula, data, family, prior, sample_prior, data2, stanvars, knots)
    return stan_data(built_model.model, prior_only=built_model.sample_prior == "only")


@public
def stancode(object: Source | Fit, data: Any = None, *model: Any, **more: Any) -> str:
    """Return the Stan program of a fit or of a model.

    Parameters
    ----------
    object : Fit, Formula or str
        A fit, without further arguments, or the formula of a model.
    data, *model, **more
        The other arguments of ``make_stancode()``, after a formula.

    Returns
    -------
    str
        The text of the program.

    Raises
    ------
    PybrmsError
        If a prior is invalid, if the model cannot be built, or if a fit has further arguments.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> stancode(fit).splitlines()[1]
    'functions {'
    """
    if isinstance(object, Fit):
        _alone(data, model, more)
        return Text(object.program)
    return make_stancode(object, data, *model, **more)


@public
def standata(object: Source | Fit, data: Any = None, *model: Any, **more: Any) -> dict[str, Any]:
    """Return the data of the Stan program of a fit or of a model.

    Parameters
    ----------
    object : Fit, Formula or str
        A fit, without further arguments, or the formula of a model.
    data, *model, **more
        The other arguments of ``make_standata()``, after a formula.

    Returns
    -------
    dict
        The data by the names of brms.

    Raises
    ------
    PybrmsError
        If a prior is invalid, if the model cannot be built, or if a fit has further arguments.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> standata(fit)["N"]
    60
    """
    if isinstance(object, Fit):
        _alone(data, model, more)
        return stan_data(object.model, prior_only=object.sample_prior == "only")
    return make_standata(object, data, *model, **more)


def _alone(data: Any, model: tuple[Any, ...], more: dict[str, Any]) -> None:
    if data is not None or model or more:
        raise InvalidArgument(
            "A fit already holds its data and its model.",
            hint="Pass the fit alone, or a formula and data.",
        )


default_prior = get_prior
