"""The families as Python functions, and ``mixture()``: the same words as in R."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pybrms_mix.base.errors import InvalidFamily
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.choice import Choice, LinkText, by_string
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.family.mix import mixed, repeated, single
from pybrms_mix.family.read import choice

acat = FamilyCall("acat")
asym_laplace = FamilyCall("asym_laplace")
bernoulli = FamilyCall("bernoulli")
Beta = FamilyCall("Beta")
beta_binomial = FamilyCall("beta_binomial")
binomial = FamilyCall("binomial")
com_poisson = FamilyCall("com_poisson")
cratio = FamilyCall("cratio")
cumulative = FamilyCall("cumulative")
discrete_weibull = FamilyCall("discrete_weibull")
exgaussian = FamilyCall("exgaussian")
exponential = FamilyCall("exponential")
frechet = FamilyCall("frechet")
Gamma = FamilyCall("Gamma")
gaussian = FamilyCall("gaussian")
gen_extreme_value = FamilyCall("gen_extreme_value")
geometric = FamilyCall("geometric")
hurdle_gamma = FamilyCall("hurdle_gamma")
hurdle_lognormal = FamilyCall("hurdle_lognormal")
hurdle_negbinomial = FamilyCall("hurdle_negbinomial")
hurdle_poisson = FamilyCall("hurdle_poisson")
inverse_gaussian = FamilyCall("inverse.gaussian")
lognormal = FamilyCall("lognormal")
negbinomial = FamilyCall("negbinomial")
negbinomial2 = FamilyCall("negbinomial2")
poisson = FamilyCall("poisson")
shifted_lognormal = FamilyCall("shifted_lognormal")
skew_normal = FamilyCall("skew_normal")
sratio = FamilyCall("sratio")
student = FamilyCall("student")
von_mises = FamilyCall("von_mises")
weibull = FamilyCall("weibull")
wiener = FamilyCall("wiener")
zero_inflated_asym_laplace = FamilyCall("zero_inflated_asym_laplace")
zero_inflated_beta = FamilyCall("zero_inflated_beta")
zero_inflated_beta_binomial = FamilyCall("zero_inflated_beta_binomial")
zero_inflated_binomial = FamilyCall("zero_inflated_binomial")
zero_inflated_negbinomial = FamilyCall("zero_inflated_negbinomial")
zero_inflated_poisson = FamilyCall("zero_inflated_poisson")
zero_one_inflated_beta = FamilyCall("zero_one_inflated_beta")


def brmsfamily(family: str, link: str | None = None, **links: str) -> Mixture:
    """Return the family that brms finds under a string, with brms's own links.

    Here ``brmsfamily("gamma")`` has the link "log", where ``Gamma()`` has R's "inverse".

    Raises:
        InvalidFamily: for an unknown family, argument or link.
    """
    given = links if link is None else {"link": link, **links}
    return single(by_string(family, {name: LinkText(text) for name, text in given.items()}))


def mixture(
    *families: FamilyCall | Mixture | str,
    nmix: float | str | Sequence[float] = 1,
    order: str | bool | None = None,
    flist: Sequence[FamilyCall | Mixture | str] | None = None,
    gr: str | None = None,
    refcat: object = None,
    shared: str | Sequence[str] = (),
) -> Mixture:
    """Return the mixture of ``families``, then of those in ``flist``.

    Args:
        families: functions (``gaussian``), calls (``student(link_sigma="identity")``), strings.
        nmix: how often each family is taken: one number, or one for each family.
        order: "mu" to order the intercepts of mu, "theta" the proportions, the name of a
            coefficient of mu ("x", "factorB", "Intercept") to order that one, "none" for no order.
            Brms knows "mu" and "none". By default "mu" when all families have the same name and
            no mu is equal to another; which it was is logged (logger "pybrms_mix", INFO). Without
            a centred intercept (``0 + Intercept + x``, ``center = FALSE``) "mu" is refused, as by
            brms, and "Intercept" orders the coefficient of that name. Draws of the priors are in
            order too.
        flist: more families.
        gr: the name of a column: all rows of one of its levels belong to the same component
            (growth mixtures, latent class trajectories); "g:h" for combinations of columns. By
            default each row has a component of its own. Brms 2.18 has no such argument. With it
            there may be one family alone, of which ``loo()`` then leaves groups out as well.
        refcat: NaN (R's NA) if the proportions of all components are predicted, against none of
            them, as newer versions of brms have it. By default the one without a formula is the
            reference.
        shared: coefficients of mu that are one parameter for all components: "x", or several.
            Its draws are ``b_x``, its prior is that of ``class = b, coef = x`` without ``dpar``.
            For whole formulas see ``bf(y ~ x, mu2 = "mu1")``. Brms has no such argument.

    Raises:
        InvalidFamily: in brms's words, for what cannot be mixed.

    >>> print(mixture("gaussian", nmix=2))
    mixture(gaussian, gaussian)
    """
    chosen = [_choice(family) for family in (*families, *(flist or ()))]
    times = [nmix] if isinstance(nmix, (int, float, str)) else list(nmix)
    free = isinstance(refcat, float) and math.isnan(refcat)
    if refcat is not None and not free:
        raise InvalidFamily(
            "For mixture models, 'refcat' can only be NULL or NA.", hint="Give None or math.nan."
        )
    names = [shared] if isinstance(shared, str) else list(shared)
    return mixed(repeated(chosen, times), order, gr=gr, free=free, shared=names)


def _choice(family: FamilyCall | Mixture | str) -> Choice:
    match family:
        case Mixture(components=(component,)):
            return Choice(component.family, component.links)
    return choice(family)
