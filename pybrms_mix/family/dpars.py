"""Parts that families share: parameters with links and default priors; additions; supports."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.base.bounds import FREE, POSITIVE, UNIT, Bounds
from pybrms_mix.family.base import Dpar, PlacedDpar, Support

# Links by the support of mu; the first link is the default.
REAL = ("identity", "log", "inverse", "softplus", "squareplus")
UNIT_LINKS = ("logit", "probit", "probit_approx", "cloglog", "cauchit", "softit", "identity")
ANY = (*REAL, "logit", "probit", "probit_approx", "cloglog", "cauchit", "softit")
LOG_SCALE = ("identity", "inverse")
POSITIVE_LINKS = ("log", "identity", "inverse", "softplus", "squareplus")
COUNT = ("log", "identity", "sqrt", "softplus", "squareplus")
PROBABILITY = (*UNIT_LINKS, "log")
_WIDTH = ("log", "identity", "softplus", "squareplus")
_SHARE = ("logit", "identity")

SIGMA = Dpar("sigma", _WIDTH, POSITIVE, "student_t(3, 0, {scale})", "student_t(3, 0, {scale})")
SHAPE = Dpar("shape", _WIDTH, POSITIVE, "gamma(0.01, 0.01)", "student_t(3, 0, 2.5)")
# The shape of counts, which brms 2.23 gives another prior.
COUNT_SHAPE = replace(SHAPE, alone="inv_gamma(0.4, 0.3)")
PHI = Dpar("phi", _WIDTH, POSITIVE, "gamma(0.01, 0.01)", "student_t(3, 0, 2.5)")
NU = Dpar("nu", ("logm1", "identity"), Bounds("1"), "gamma(2, 0.1)", "normal(2.7, 0.8)")
KAPPA = Dpar("kappa", _WIDTH, POSITIVE, "gamma(2, 0.01)", "normal(5.0, 0.8)")
BETA = Dpar("beta", _WIDTH, POSITIVE, "gamma(1, 0.1)", "normal(1.7, 1.3)")
ALPHA = Dpar("alpha", ("identity", *_WIDTH[:1], *_WIDTH[2:]), FREE, "normal(0, 4)", "normal(0, 4)")
QUANTILE = Dpar("quantile", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
ZI = Dpar("zi", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
HU = Dpar("hu", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
ZOI = Dpar("zoi", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
COI = Dpar("coi", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
BIAS = Dpar("bias", _SHARE, UNIT, "beta(1, 1)", "logistic(0, 1)")
BS = Dpar("bs", _WIDTH, POSITIVE, "gamma(1, 1)", "normal(-0.6, 1.3)")
NDT = Dpar("ndt", _WIDTH, Bounds("0", "min_Y"), "uniform(0, min_Y)", "")
XI = Dpar(
    "xi",
    ("log1p", "identity"),
    FREE,
    "normal(0, 2.5)",
    "normal(0, 4)",
    stan="tmp_xi",
)

DISC = Dpar("disc", _WIDTH, POSITIVE, "lognormal(0, 1)", "normal(0, 1)", given=1.0)

# Addition terms that every family accepts, and those that most families accept.
ALWAYS = frozenset({"weights", "subset", "index"})
LIMITED = ALWAYS | {"cens", "trunc"}
CONTINUOUS = LIMITED | {"mi"}

ABOVE_ZERO = Support(lower=0, lower_closed=False)
FROM_ZERO = Support(lower=0)


def mu(links: tuple[str, ...]) -> Dpar:
    """Return the parameter ``mu`` with ``links``. Brms's default prior applies to its Intercept."""
    return Dpar("mu", links, FREE, "", "student_t(3, {location}, {scale})")


def threshold_name(number: int) -> str:
    """Return the name under which functions of ordinal families take a threshold, from 1."""
    return f"thres{number}"


def nonlinear_parameter(name: str, resp: str = "") -> PlacedDpar:
    """Return the parameter ``name`` of a non-linear formula, which may be that of a response.

    Its vector is called ``nlp_NAME``, or ``nlp_RESP_NAME`` in a model of several responses.
    """
    dpar = Dpar(name, ("identity",), intercept_prior="student_t(3, 0, {scale})")
    key = f"{resp}_{name}" if resp else name
    return PlacedDpar(
        f"nlp_{key}", key, 0, dpar, "identity", nlpar=True, resp=resp, plain=name
    )  # fmt: skip
