"""What brms tells of a model before it is sampled: priors, program, data."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidArgument
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


def get_prior(
    formula: Source, data: Any, family: object = GAUSSIAN, *, data2: object = None
) -> PriorTable:
    """Return brms's table of default priors: where priors can be set, and what they are if not.

    Args:
        formula: a ``bf()`` or R text.
        data: a table: pandas, polars, or a mapping of columns.
        family: a family, a ``mixture()``, or R text.
        data2: what the model reads beside the rows.

    Raises:
        PybrmsError: if the model cannot be built.

    >>> import pandas as pd
    >>> from pybrms_mix import get_prior
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> get_prior("y ~ 1", d, "mixture(gaussian, gaussian)").prior[2]
    'dirichlet(1)'
    """
    return default_table(formula, data, family, data2)


def validate_prior(
    prior: Priors,
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    sample_prior: object = "no",
    *,
    data2: object = None,
) -> PriorTable:
    """Return the complete prior table of a model under brms's internal names (class L for cor).

    Raises:
        PybrmsError: if a prior or the model is refused.
    """
    built = build(formula, data, family, prior, sample_prior, data2)
    return fitted(built.table)


def make_stancode(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    sample_prior: object = "no",
    *,
    data2: object = None,
) -> str:
    """Return the Stan program of a model. Nothing is compiled.

    Raises:
        PybrmsError: if the model or a prior is refused.

    >>> import pandas as pd
    >>> from pybrms_mix import make_stancode
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> "ordered_Intercept" in make_stancode("y ~ 1", d, "mixture(gaussian, gaussian)")
    True
    """
    built = build(formula, data, family, prior, sample_prior, data2)
    return Text(code(built.model, version=__version__))


def make_standata(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    sample_prior: object = "no",
    *,
    data2: object = None,
) -> dict[str, Any]:
    """Return the data of a model's Stan program, under brms's names.

    Raises:
        PybrmsError: if the model or a prior is refused.

    >>> import pandas as pd
    >>> from pybrms_mix import make_standata
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    >>> make_standata("y ~ 1", d, "mixture(gaussian, gaussian)")["N"]
    5
    """
    built = build(formula, data, family, prior, sample_prior, data2)
    return stan_data(built.model, prior_only=built.sample_prior == "only")


def stancode(object: Source | Fit, data: Any = None, *model: Any, **more: Any) -> str:
    """Return the Stan program of a fit, or of the model that ``make_stancode()`` is told.

    Raises:
        PybrmsError: if the model or a prior is refused, or if a fit comes with more than itself.
    """
    if isinstance(object, Fit):
        _alone(data, model, more)
        return Text(object.program)
    return make_stancode(object, data, *model, **more)


def standata(object: Source | Fit, data: Any = None, *model: Any, **more: Any) -> dict[str, Any]:
    """Return the data of the program of a fit, or of the model that ``make_standata()`` is told.

    Raises:
        PybrmsError: if the model or a prior is refused, or if a fit comes with more than itself.
    """
    if isinstance(object, Fit):
        _alone(data, model, more)
        return stan_data(object.model, prior_only=object.sample_prior == "only")
    return make_standata(object, data, *model, **more)


def _alone(data: Any, model: tuple[Any, ...], more: dict[str, Any]) -> None:
    if data is not None or model or more:
        raise InvalidArgument(
            "A fit has its data and its model.", hint="Give the fit alone, or a formula and data."
        )


default_prior = get_prior
