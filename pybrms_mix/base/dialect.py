"""The differences between brms 2.18 and brms 2.23, as one record for each version.

Stan programs and variable names hardly differ between the two versions. Messages, the layout of
tables and some default priors do. Code that depends on the version reads the dialect that is stored
in the fit or, before a fit exists, the dialect that ``current()`` returns.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import choose_traceback, public, traceback_form, warn

_VARIABLE = "PYBRMS_MIX_DIALECT"
USUAL = "2.18"


@dataclass(frozen=True)
class Dialect:
    """The messages, table layouts and defaults in which one version of brms differs from the other.

    Attributes:
        name: "2.18" or "2.23".
        headings: the headings of the sections of a summary, by the headings of brms 2.18.
        links_of_all: whether the summary shows the links of all parameters; otherwise it shows
            those of mu and of the predicted parameters.
        shortens: whether ``print(short = TRUE)`` omits lines.
        tagged: whether tables of priors have the column ``tag``.
        residuals: the prediction that ``residuals()`` subtracts from the response by default.
        combo: the kinds of plots that ``plot()`` draws for each variable.
        default_prior: the name of the brms function that returns the default priors.
        observed_only: whether default priors are computed from the observed responses alone if some
            responses are missing, and for groups from all rows before ``subset()``.
        nlpar_intercept: whether the intercept of a non-linear parameter has a default prior.
        nlpar_needs_prior: whether a non-linear parameter needs a prior.
        alone: whether a parameter may have another default prior outside of a mixture
            (``Dpar.alone``).
        cons_D2: the default concentration of the D2 prior.
        words: messages that differ between versions, by their subjects.
        refuses: the messages with which this version refuses models that this package fits with a
            warning, by their subjects.
        accepts: the subjects that this version accepts although 2.18 refuses them. This package has
            none of them and raises ``NotSupported``.
        deprecates: whether this version warns about families that it will drop
            (``Family.deprecated``).
        process_limit: the default boundary factor of approximate Gaussian processes; None if it has
            to be given.
        everywhere: whether one prior may apply to the coefficients of all responses.
        by_ranks: whether ``rhat()`` and ``neff_ratio()`` use ranks of the draws; otherwise they
            return the measures of rstan.
    """

    name: str
    headings: Mapping[str, str]
    links_of_all: bool
    shortens: bool
    tagged: bool
    residuals: str
    combo: tuple[str, ...]
    default_prior: str
    observed_only: bool
    nlpar_intercept: bool
    nlpar_needs_prior: bool
    alone: bool
    cons_D2: float  # noqa: N815 - brms's name
    words: Mapping[str, str]
    refuses: Mapping[str, str] = field(default_factory=dict)
    accepts: frozenset[str] = frozenset()
    deprecates: bool = False
    everywhere: bool = True
    process_limit: float | None = None
    by_ranks: bool = True

    def __repr__(self) -> str:
        return f"Dialect({self.name!r})"


_LATER_HEADINGS = {
    "Priors": "Priors:",
    "Smooth Terms": "Smoothing Spline Hyperparameters:",
    "Gaussian Process Terms": "Gaussian Process Hyperparameters:",
    "Correlation Structures": "Correlation Structures:",
    "Group-Level Effects": "Multilevel Hyperparameters:",
    "Population-Level Effects": "Regression Coefficients:",
    "Simplex Parameters": "Monotonic Simplex Parameters:",
    "Family Specific Parameters": "Further Distributional Parameters:",
}
_EARLIER_HEADINGS = {
    name: f"{name}:" if name == "Correlation Structures" else f"{name}: "
    for name in _LATER_HEADINGS
}
_BESIDE_ONE = "Defining separate priors for single coefficients"

DIALECTS: Mapping[str, Dialect] = MappingProxyType({
    "2.18": Dialect(
        name="2.18",
        headings=_EARLIER_HEADINGS,
        links_of_all=True,
        shortens=False,
        tagged=False,
        residuals="posterior_epred",
        combo=("dens", "trace"),
        default_prior="get_prior",
        observed_only=True,
        nlpar_intercept=True,
        nlpar_needs_prior=True,
        alone=False,
        by_ranks=False,
        cons_D2=1,
        words={
            "coef and bounds": "Argument 'coef' may not be specified when using boundaries.",
            "beside shrinkage": f"{_BESIDE_ONE} is not allowed when using special priors for the "
            "whole set of coefficients (except for the Intercept).",
            "shrinkage and bounds": "Cannot add bounds to class '{kind}' for this prior.",
            "category specific": "Category specific effects for this family should be considered "
            "experimental and may have convergence issues.",
        },
    ),
    "2.23": Dialect(
        name="2.23",
        headings=_LATER_HEADINGS,
        links_of_all=False,
        shortens=True,
        tagged=True,
        residuals="posterior_predict",
        combo=("hist", "trace"),
        default_prior="default_prior",
        observed_only=False,
        everywhere=False,
        nlpar_intercept=False,
        nlpar_needs_prior=False,
        alone=True,
        cons_D2=0.5,
        words={
            "coef and bounds": "Prior argument 'coef' may not be specified when using boundaries.",
            "beside shrinkage": f"{_BESIDE_ONE} or groups is not allowed when using special "
            "priors for the whole class.",
            "shrinkage and bounds": "Setting boundaries on coefficients is not allowed when using "
            "special priors.",
            "category specific": "Category specific effects for this family should be considered "
            "experimental and there may be convergence issues.",
        },
        refuses={
            "lasso": "The lasso prior is no longer supported as of brms version 2.19.2. Please "
            "use the horseshoe or R2D2 shrinkage priors instead.",
            "trials": "Specifying 'trials' is required for this model.",
            "QR": "QR decomposition requires non-intercept predictors.",
            "mixture": "Some of the families are not allowed in mixture models.",
        },
        accepts=frozenset(("shrinkage", "factor covariates", "kernels")),
        deprecates=True,
        process_limit=5 / 4,
    ),
})  # fmt: skip


@dataclass
class _Options:
    """The settings of ``options()``; None stands for a setting that was never changed."""

    dialect: str | None = None


_OPTIONS = _Options()
_HERE: ContextVar[Dialect | None] = ContextVar("dialect", default=None)


def dialect_of(name: object) -> Dialect:
    """Return the dialect of ``name``: "2.18", "2.23", or another version number of brms.

    Versions up to 2.18 have the dialect "2.18", and later versions have "2.23".

    Raises:
        InvalidArgument: if ``name`` is not a version number of brms.

    >>> dialect_of("2.22.0").name
    '2.23'
    """
    if isinstance(name, Dialect):
        return name
    parts = str(name).split(".") if isinstance(name, str) else []
    if not all(part.isdecimal() for part in parts) or len(parts) < 2:
        raise InvalidArgument(
            f"There is no dialect {name!r}.", hint=f"There are: {', '.join(map(repr, DIALECTS))}."
        )
    version = tuple(int(part) for part in parts[:2])
    return DIALECTS["2.18" if version <= (2, 18) else "2.23"]


def current() -> Dialect:
    """Return the dialect that applies if no argument names one.

    Inside ``using()`` it is the dialect of that block. Otherwise it is the one set by
    ``options()``, then the one of the environment variable ``PYBRMS_MIX_DIALECT``, then "2.18".
    """
    dialect = _HERE.get()
    if dialect is not None:
        return dialect
    return dialect_of(_OPTIONS.dialect or os.environ.get(_VARIABLE) or USUAL)


def warn_refused(what: str) -> bool:
    """Warn if the current version of brms refuses the subject ``what``, a key of ``refuses``.

    Returns:
        Whether the version refuses it.
    """
    dialect = current()
    if what not in dialect.refuses:
        return False
    warn(f"brms {dialect.name} refuses this: {dialect.refuses[what]}")
    return True


@contextmanager
def using(dialect: Dialect | str | None) -> Iterator[Dialect]:
    """Apply ``dialect`` inside a ``with`` block; None keeps the current dialect.

    Raises:
        InvalidArgument: if there is no such dialect.
    """
    applied = current() if dialect is None else dialect_of(dialect)
    token = _HERE.set(applied)
    try:
        yield applied
    finally:
        _HERE.reset(token)


@public
def options(*, dialect: str | None = None, traceback: str | None = None) -> dict[str, str]:
    """Set defaults of this session, which apply unless an argument of a function differs.

    Parameters
    ----------
    dialect : str, optional
        The version of brms whose messages, tables and defaults apply: "2.18" or "2.23". The current
        version is kept by default.
    traceback : {"short", "full"}, optional
        The form of the traceback of a ``PybrmsError``: "short" omits the frames inside this
        package, and "full" keeps them. The current form, which is "short" unless set, is kept by
        default.

    Returns
    -------
    dict of str to str
        The options before the call. ``options(**old)`` restores them.

    Raises
    ------
    InvalidArgument
        If there is no such dialect or form of tracebacks.

    Examples
    --------
    >>> old = options(dialect="2.23")
    >>> old["dialect"], options(**old)["dialect"]
    ('2.18', '2.23')
    """
    old = {"dialect": current().name, "traceback": traceback_form()}
    if traceback is not None:
        choose_traceback(traceback)
    if dialect is not None:
        _OPTIONS.dialect = dialect_of(dialect).name
    return old
