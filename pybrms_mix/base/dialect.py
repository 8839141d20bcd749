"""What differs between the versions of brms that a person may be used to: one value, its facets.

Programs and names of variables hardly differ; words, tables and some default priors do. Whoever
needs a facet asks the dialect of the fit, or, before there is a fit, ``current()``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType

from pybrms_mix.base.door import choose_traceback, public, traceback_form, warn
from pybrms_mix.base.errors import InvalidArgument

_VARIABLE = "PYBRMS_MIX_DIALECT"
USUAL = "2.18"


@dataclass(frozen=True)
class Dialect:
    """The wording and the layout of one version of brms, where versions differ.

    Attributes:
        name: "2.18" or "2.23".
        headings: the lines over the parts of a summary, by the names that 2.18 has for them.
        links_of_all: whether the summary shows the links of all parameters, or of the predicted
            ones and mu alone.
        shortens: whether ``print(short = TRUE)`` leaves lines out.
        tagged: whether tables of priors have the column ``tag``.
        residuals: the prediction that ``residuals()`` compares with.
        combo: what ``plot()`` draws of each variable.
        default_prior: what brms calls the function that tells default priors.
        observed_only: whether default priors look at the responses that are there where others
            are missing, and those of groups at all rows before ``subset()``.
        nlpar_intercept: whether the intercept of a non-linear parameter has a default prior.
        nlpar_needs_prior: whether a non-linear parameter needs a prior.
        alone: whether a parameter may have another default prior where its family is no
            component of a mixture (``Dpar.alone``).
        cons_D2: the default concentration of the D2 prior.
        words: sentences by their subjects.
        refuses: what this version refuses and this package warns of, in its words.
        accepts: what this version takes, 2.18 refuses, and this package does not have: it is
            ``NotSupported`` then.
        deprecates: whether it warns of families that it will drop (``Family.deprecated``).
        everywhere: whether the coefficients of several responses may have one prior together.
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
            "QR": "QR decomposition requires non-intercept predictors.",
            "mixture": "Some of the families are not allowed in mixture models.",
        },
        accepts=frozenset(("shrinkage", "factor covariates")),
        deprecates=True,
    ),
})  # fmt: skip


@dataclass
class _Options:
    """What ``options()`` was told; None where it was told nothing."""

    dialect: str | None = None


_OPTIONS = _Options()
_HERE: ContextVar[Dialect | None] = ContextVar("dialect", default=None)


def dialect_of(name: object) -> Dialect:
    """Return the dialect that ``name`` says, "2.18" or "2.23" or a version of brms's.

    Versions up to 2.18 are "2.18", later ones "2.23".

    Raises:
        InvalidArgument: if it is no version of brms.

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
    """Return the dialect that counts where nobody says otherwise.

    That of ``options()``, or else of the environment variable ``PYBRMS_MIX_DIALECT``, or "2.18".
    """
    here = _HERE.get()
    if here is not None:
        return here
    return dialect_of(_OPTIONS.dialect or os.environ.get(_VARIABLE) or USUAL)


def warn_refused(what: str) -> None:
    """Warn of what the current version of brms refuses, if it does; ``what`` is a key."""
    dialect = current()
    if what in dialect.refuses:
        warn(f"brms {dialect.name} refuses this: {dialect.refuses[what]}")


@contextmanager
def using(dialect: Dialect | str | None) -> Iterator[Dialect]:
    """Let ``dialect`` count inside of a ``with``; None changes nothing.

    Raises:
        InvalidArgument: if there is no such dialect.
    """
    chosen = current() if dialect is None else dialect_of(dialect)
    token = _HERE.set(chosen)
    try:
        yield chosen
    finally:
        _HERE.reset(token)


@public
def options(*, dialect: str | None = None, traceback: str | None = None) -> dict[str, str]:
    """Set what counts in this session where no argument says otherwise.

    Parameters
    ----------
    dialect : str, optional
        The version of brms whose words, tables and defaults to follow: "2.18" or "2.23". Nothing
        is changed when it is left out.
    traceback : {"short", "full"}, optional
        How a mistake is shown: "short", the default, leaves the frames inside of this package out
        of the traceback of a ``PybrmsError``; "full" keeps them.

    Returns
    -------
    dict of str to str
        The options as they were before: ``options(**old)`` sets them again.

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
