"""Records of a distributional parameter, a density and a support."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, reduce
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.bounds import FREE, Bounds
from pybrms_mix.syntax.nodes import Node
from pybrms_mix.syntax.parse import parse

Array: TypeAlias = np.ndarray
# Values of the distributional parameters on their natural scale. The keys are names without an
# index ("mu", "sigma"); each array broadcasts to (draws, N).
Dpars: TypeAlias = Mapping[str, Array]
# Values of the addition terms ("trials", "denom", "dec", ...), each of shape (N,).
Extra: TypeAlias = Mapping[str, Array]


@dataclass(frozen=True)
class Dpar:
    """A distributional parameter of a family.

    Attributes:
        name: "mu", "sigma", ...
        links: the links that a predicted parameter may have; the first is the default.
        bounds: the bounds of the parameter on its natural scale, as Stan text.
        prior: brms's default prior of a parameter that is one number. The text may contain
            ``{location}`` and ``{scale}``: the rounded median and MAD of the linked response.
        intercept_prior: brms's default prior of the Intercept of a predicted parameter, with the
            same fields.
        stan: the name of the parameter in the program, if it differs (``tmp_xi`` for ``xi``).
        latent: whether the value of the parameter is its linear predictor, because the link belongs
            to the distribution.
        given: the value of a parameter that the formula does not mention; None if the parameter is
            estimated then.
        alone: the default prior that brms 2.23 has for one number where the family is no
            component of a mixture; "" if both versions have the same prior.
        alone_intercepts: the same for the Intercept, by links. Under the identity link of a
            parameter with ``alone``, the Intercept has that prior.
    """

    name: str
    links: tuple[str, ...]
    bounds: Bounds = FREE
    prior: str = ""
    intercept_prior: str = ""
    stan: str = ""
    latent: bool = False
    given: float | None = None
    alone: str = ""
    alone_intercepts: tuple[tuple[str, str], ...] = ()

    def naming(self, names: Mapping[str, str]) -> Dpar:
        """Return the parameter with other names of the quantities that bound it."""
        bounds = Bounds(
            names.get(self.bounds.lower, self.bounds.lower),
            names.get(self.bounds.upper, self.bounds.upper),
        )
        if bounds == self.bounds:
            return self
        prior = reduce(lambda text, n: text.replace(n, names[n]), names, self.prior)
        return replace(self, bounds=bounds, prior=prior)

    def intercept(self, link: str) -> str:
        """Return the default prior of the Intercept of the parameter under ``link``.

        Brms has two default priors. Under the identity link it takes the prior of the single
        number, under any other link ``intercept_prior`` (checked with brms 2.18 for every link of
        every parameter). ``mu`` has one prior for all links.
        """
        return self.prior if link == "identity" and self.prior else self.intercept_prior


@dataclass(frozen=True)
class Density:
    """A log density of Stan: the ``distribution`` ("student_t") and its arguments after the bar.

    Attributes:
        arguments: the arguments as R expressions of parameters and addition terms:
            ``("shape", "shape / mu")``. They may call the functions of non-linear formulas and
            those in ``functions``.
        written: further arguments, which the user of ``custom_family()`` wrote in Stan.
        vectors: the names in ``arguments`` that are vectors within one row as well: the thresholds
            of ordinal families.
        pointwise: the template under ``templates/densities/`` that writes the same density over
            whole vectors, if there is one.
        functions: the files of ``templates/functions/`` that the distribution needs. The pointwise
            template needs none of them.
        shared: a template that is faster if all parameters except mu are equal in all rows. The
            template may need ``functions``.
        vanishes: whether the density may be zero in floating point at a response in its support (a
            truncated support, a probability that rounds to 1). The log density is then -inf.
        shared_vanishes: the same for the template ``shared``.
        within: the template to use in place of ``shared`` if the shape is scaled so that the
            support contains all rows.
        costed: whether the template for rows that differ in mu alone can also write the log density
            as a number minus a vector. Its blocks ``number`` (absent if it is 0) and ``cost`` print
            these two.
        of_residual: whether the template can compute that vector from the residuals alone, in its
            block ``cost_of_residual``.
        floored: whether the templates over whole vectors write the finite number -1e30 in place of
            -inf.
        summed: whether the template can also write the sum over all rows, in its block ``sum``.
        squared: whether that sum depends on the residuals only through the sum of their squares.
        derived: the data that the whole-vector templates read beside the response, and that the
            program computes once: names of templates under ``templates/derived/``. Data that are
            computed from other derived data come after these.
        shared_derived: the data that the template ``shared`` reads instead.
    """

    distribution: str
    arguments: tuple[str, ...]
    pointwise: str = ""
    functions: tuple[str, ...] = ()
    vanishes: bool = False
    shared: str = ""
    shared_vanishes: bool = True
    within: str = ""
    costed: bool = False
    of_residual: bool = False
    floored: bool = False
    summed: bool = False
    squared: bool = False
    derived: tuple[str, ...] = ()
    shared_derived: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()

    @property
    def expressions(self) -> tuple[Node, ...]:
        """Return the arguments as nodes."""
        return tuple(map(_parsed, self.arguments))


@cache
def _parsed(text: str) -> Node:
    return parse(text)


@dataclass(frozen=True)
class Support:
    """The support of a response: its bounds, and whether the bounds belong to it."""

    lower: float = -np.inf
    upper: float = np.inf
    lower_closed: bool = True
    upper_closed: bool = True
