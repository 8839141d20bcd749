"""``set_prior()`` and ``prior()``: the prior of one place, as a table of one row."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import public
from pybrms_mix.prior.rows import read, row
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.parse import parse


@public
def set_prior(
    prior: str,
    class_: str = "b",
    coef: str = "",
    group: str = "",
    resp: str = "",
    dpar: str = "",
    nlpar: str = "",
    lb: object = None,
    ub: object = None,
    tag: str = "",
    **given: Any,
) -> PriorTable:
    """Return the prior of one place: brms's ``set_prior()``.

    Parameters
    ----------
    prior : str
        A distribution of Stan with its arguments, such as ``"normal(0, 1)"``; also
        ``"constant(1)"``, ``"dirichlet(2, 1)"`` and ``"lkj(2)"``. The text is kept as written.
    class_ : str, default "b"
        The class of parameters: "b", "Intercept", "sd", "cor", "theta", "sigma1", ....
    coef : str, optional
        A single coefficient.
    group : str, optional
        The grouping factor.
    resp : str, optional
        The response, in a model of several responses.
    dpar : str, optional
        The distributional parameter, such as "mu1".
    nlpar : str, optional
        The non-linear parameter.
    lb, ub : float or str, optional
        The bounds. ``""`` removes a natural bound.
    tag : str, optional
        A label of the prior, shown in the column ``tag`` of brms 2.23.
    **given
        Other arguments are refused.

    Returns
    -------
    PriorTable
        A table of one row. ``+`` joins tables.

    Raises
    ------
    InvalidPrior
        If the text is not a prior.

    Examples
    --------
    >>> print(set_prior("normal(0, 2)", class_="b", dpar="mu1"))
    b_mu1 ~ normal(0, 2)
    """
    if given:
        raise InvalidArgument(
            f"'set_prior' has no argument '{next(iter(given))}'.",
            hint="R's 'class' is 'class_' in Python.",
        )
    if _is_call(prior):
        return PriorTable(read(prior))
    places: dict[str, Any] = {
        "class_": class_,
        "coef": coef,
        "group": group,
        "resp": resp,
        "dpar": dpar,
        "nlpar": nlpar,
    }
    columns_set = [n.rstrip("_") for n, v in places.items() if v and (n, v) != ("class_", "b")]
    if class_ == "b" and (coef or dpar):
        columns_set.append("class")
    return PriorTable([row(prior, **places, lb=lb, ub=ub, tag=tag, given=columns_set)])


@public
def prior(prior: str, class_: str = "b", **places: Any) -> PriorTable:
    """Return one prior, with its text in R's spelling: brms's ``prior()``.

    Parameters
    ----------
    prior : str
        A distribution of Stan, or the whole R call:
        ``prior("prior(normal(0, 7), Intercept, dpar = mu1)")``.
    class_ : str, default "b"
        The class of parameters.
    **places
        ``coef``, ``group``, ``dpar``, ``lb``, ...; see ``set_prior()``.

    Returns
    -------
    PriorTable
        A table of one row. ``+`` joins tables.

    Examples
    --------
    >>> print(prior("normal(0,2)", class_="b", dpar="mu1"))
    b_mu1 ~ normal(0, 2)
    """
    if _is_call(prior):
        return PriorTable(read(prior))
    return set_prior(write(parse(prior)), class_, **places)


def _is_call(text: str) -> bool:
    heads = ("prior(", "set_prior(", "prior_string(", "prior_(", "c(")
    return isinstance(text, str) and text.lstrip().startswith(heads)
