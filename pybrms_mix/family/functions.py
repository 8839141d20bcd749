"""``mixture()`` and ``brmsfamily()``, under their names in R; see ``calls`` for the families."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pybrms_mix.base.errors import InvalidFamily
from pybrms_mix.base.public_calls import public
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.choice import Choice, LinkText, by_string
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.family.mix import mixed, repeated, single
from pybrms_mix.family.read import choice


@public
def brmsfamily(family: str, link: str | None = None, **links: str) -> Mixture:
    """Return a family by the string that brms knows it by.

    Parameters
    ----------
    family : str
        Brms's name of the family, such as ``"gaussian"`` or ``"gamma"``.
    link : str, optional
        The link of mu. The default is brms's: ``brmsfamily("gamma")`` has the link "log", where
        ``Gamma()`` has R's "inverse".
    **links : str
        Links of further parameters, such as ``link_sigma="identity"``.

    Returns
    -------
    Mixture
        The family: a mixture with one component.

    Raises
    ------
    InvalidFamily
        If the family, an argument or a link is unknown.

    Examples
    --------
    >>> brmsfamily("gamma", link_shape="identity").name
    'gamma'
    """
    by_dpar = links if link is None else {"link": link, **links}
    return single(by_string(family, {name: LinkText(text) for name, text in by_dpar.items()}))


@public
def mixture(
    *families: FamilyCall | Mixture | str | Sequence[FamilyCall | Mixture | str],
    nmix: float | str | Sequence[float] = 1,
    order: str | bool | None = None,
    flist: Sequence[FamilyCall | Mixture | str] | None = None,
    gr: str | None = None,
    refcat: object = None,
    shared: str | Sequence[str] = (),
    class_: str | None = None,
) -> Mixture:
    """Return a mixture of families.

    Parameters
    ----------
    *families : FamilyCall, Mixture or str
        The families: functions (``gaussian``), calls (``student(link_sigma="identity")``) or
        strings. A list of them counts as its members.
    nmix : int or sequence of int, default 1
        The number of components of each family: one number for all families, or one for each
        family.
    order : str or bool, optional
        The quantity that ascends from component to component: "mu" for the intercepts of mu,
        "theta" for the proportions, the name of a coefficient of mu ("x", "factorB", "Intercept")
        for this coefficient, "none" for no order. Brms knows "mu" and "none" alone. The default is
        "mu" if all families have the same name and no mu equals another; the order that was chosen
        is logged (logger "pybrms_mix", level INFO). Without a centred intercept
        (``0 + Intercept + x``, ``center = FALSE``) "mu" is refused, as in brms, and "Intercept"
        orders the coefficient of this name. Prior draws are ordered as well.
    flist : sequence, optional
        Further families.
    gr : str, optional
        A column: all rows of one of its levels belong to the same component (growth mixtures,
        latent class trajectories). Use "g:h" for combinations of columns. By default each row has a
        component of its own. Brms 2.18 has no such argument. A single family is allowed here;
        ``loo()`` then leaves out groups in the same way.
    refcat : float, optional
        NaN (R's NA) if the proportions of all components are predicted and none is the reference,
        as in newer versions of brms. By default the component without a formula is the reference.
    shared : str or sequence of str, optional
        Coefficients of mu that are the same parameter in all components. The draws of such a
        coefficient are ``b_x``, and its prior is that of ``class = b, coef = x`` without ``dpar``.
        See ``bf(y ~ x, mu2 = "mu1")`` for whole formulas. Brms has no such argument.
    class_ : str, optional
        The name of a latent class. In a model of several responses, all responses whose mixtures
        have the same name belong to one component together: there is one ``theta``, and the
        densities of a row's responses are multiplied before they are mixed (latent class analysis,
        latent profiles). A response that is missing in a row has no influence on the class of the
        row. With a class, the default of ``order`` is "none". Brms has no such argument.

    Returns
    -------
    Mixture
        The mixture. ``str()`` gives brms's name of it.

    Raises
    ------
    InvalidFamily
        With brms's message, if the families cannot be mixed.

    Examples
    --------
    >>> mixture("gaussian", nmix=2).name
    'mixture(gaussian, gaussian)'
    """
    listed = [f for family_or_list in families for f in _listed(family_or_list)]
    choices = [_choice(family) for family in (*listed, *(flist or ()))]
    times = [nmix] if isinstance(nmix, (int, float, str)) else list(nmix)
    free = isinstance(refcat, float) and math.isnan(refcat)
    if refcat is not None and not free:
        raise InvalidFamily(
            "For mixture models, 'refcat' can only be NULL or NA.", hint="Give None or math.nan."
        )
    names = [shared] if isinstance(shared, str) else list(shared)
    return mixed(repeated(choices, times), order, gr=gr, free=free, shared=names, class_=class_)


def _listed(
    family_or_list: FamilyCall | Mixture | str | Sequence[FamilyCall | Mixture | str],
) -> Sequence[FamilyCall | Mixture | str]:
    return family_or_list if isinstance(family_or_list, (list, tuple)) else [family_or_list]  # type: ignore[list-item]


def _choice(family: FamilyCall | Mixture | str) -> Choice:
    match family:
        case Mixture(components=(component,)):
            return Choice(component.family, component.links)
    return choice(family)
