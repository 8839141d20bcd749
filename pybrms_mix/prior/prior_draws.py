"""Draws from the priors in a posterior fit (brms: ``sample_prior = "yes"``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.model.declarations import Block, Declaration, Size
from pybrms_mix.model.fragments import Element, Expression
from pybrms_mix.model.ir import Cells, Model, Piece
from pybrms_mix.model.parts import Parameter, Slot, Variable
from pybrms_mix.prior.distributions import CORRELATION, DISTRIBUTIONS, SIMPLEX
from pybrms_mix.prior.statement import Prior

_BLOCK: Block = "generated quantities"
_VECTORS = {"simplex": "simplex", "ascending": "vector"}  # Stan's types of draws with several cells


@dataclass(frozen=True, eq=False)
class PriorDraw(Piece):
    """A draw from one prior for each draw of the posterior.

    Attributes:
        name: the name of the draw in Stan.
        priors: the variable of each cell under brms's name, with the facts about the prior row.
        kind: the block of ``draw.stan.jinja`` that draws.
        distribution: the name of the distribution in Stan.
        arguments: the arguments of the distribution as Stan text.
        bounds: the bounds of the parameter.
        size: the size of a simplex; the number of rows of a correlation matrix; the position of a
            draw within the ordered draws ``together``.
        together: the name of the ordered draws that contain this draw; "" if the draw is not
            ordered.
    """

    template: ClassVar[str] = "prior_draw"
    name: str
    priors: tuple[Variable, ...]
    kind: str
    distribution: str
    arguments: tuple[str, ...]
    bounds: Bounds
    size: Size
    together: str = ""

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the draw."""
        kind = _VECTORS.get(self.kind, "real")
        size = (self.size,) if self.kind in _VECTORS else ()
        return (Declaration(self.name, kind, size, block=_BLOCK),)

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables of the draw."""
        return self.priors

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws by brms's names."""
        values = cells[self.name]
        if len(self.priors) == 1:
            return {self.priors[0].name: values}
        return {prior.name: values[:, :, i] for i, prior in enumerate(self.priors)}


@dataclass(frozen=True, eq=False)
class OrderedDraws(Piece):
    """Draws from several priors, given that they are in ascending order.

    Attributes:
        name: the name of the vector of draws in Stan.
        priors: the statements of the priors, in the order of the draws.
        kind: "alike" if all priors are the same: the draws are then sorted. "apart" otherwise:
            draws are repeated until they are in order, because sorting would exchange draws of
            different priors.
    """

    template: ClassVar[str] = "prior_draws_ordered"
    name: str
    priors: tuple[Prior, ...]

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of the vector of draws."""
        return (Declaration(self.name, "vector", (len(self.priors),), block=_BLOCK),)

    @property
    def kind(self) -> str:
        """Return whether all priors are the same."""
        distinct = {(p.distribution, p.arguments, p.bounds) for p in self.priors}
        return "apart" if len(distinct) > 1 else "alike"


def prior_draws(model: Model) -> list[PriorDraw | OrderedDraws]:
    """Return a draw for each prior that does not depend on other parameters.

    The draws of ordered parameters are in order.
    """
    priors = {p.target: (n, p) for n, p in enumerate(model.of(Prior), 1) if _can_be_drawn(p)}
    ordered = _ordered(model, {target: prior for target, (_, prior) in priors.items()})
    places = {p.target: (o.name, str(k)) for o in ordered for k, p in enumerate(o.priors, 1)}
    parameters = {p.stan: p for p in model.parameters}
    counts: dict[str, int] = {}
    draws = []
    for number, prior in priors.values():
        parameter = parameters[prior.stan]
        strata = _strata(prior)
        name = f"{_name(prior, parameter)}{f'__{strata}' if strata else ''}"
        again = counts[name] = counts.get(name, -1) + 1
        name = f"{name}__{again}" if again else name
        together, place = places.get(prior.target, ("", ""))
        kind, size = ("placed", place) if together else _kind(prior, parameter)
        cells = range(1, parameter.size + 1) if prior.distribution == SIMPLEX else None
        variables = [_variable(name, prior, model, cell=str(k)) for k in cells or ()]
        variables = variables or [_variable(name, prior, model, level=strata)]
        draws.append(
            PriorDraw(
                f"prior_{number}", tuple(variables), kind, prior.distribution, prior.arguments,
                prior.bounds, size, together,
            )
        )  # fmt: skip
    return [*ordered, *draws]


def _can_be_drawn(prior: Prior) -> bool:
    """Return whether Stan has a generator of random numbers for the distribution."""
    return prior.distribution in (*DISTRIBUTIONS, SIMPLEX, CORRELATION[-1])


def _ordered(model: Model, priors: Mapping[Expression, Prior]) -> list[OrderedDraws]:
    """Return the vectors of ordered draws, for ordered cells that all have a prior to draw from."""
    vectors: dict[str, dict[int, Expression]] = {}
    for parameter in model.parameters:
        for i, element in enumerate(parameter.ordered, start=1):
            if element is not None:
                is_scalar = parameter.size == 1 and parameter.stan in priors
                target = parameter.stan if is_scalar else parameter.at(i)
                vectors.setdefault(element.vector, {})[element.position] = target
    targets = {name: [cells[k] for k in sorted(cells)] for name, cells in vectors.items()}
    return [
        OrderedDraws(f"prior_{name}", tuple(priors[target] for target in cells))
        for name, cells in targets.items()
        if len(cells) > 1 and all(target in priors for target in cells)
    ]


def _strata(prior: Prior) -> str:
    """Return the number of the set of levels whose correlations have the prior; "" for others."""
    if prior.distribution in CORRELATION and isinstance(prior.target, Element):
        return str(prior.target.position)
    return ""


def _kind(prior: Prior, parameter: Parameter) -> tuple[str, Size]:
    """Return the block of ``draw.stan.jinja`` that draws, and the size that it needs."""
    if prior.distribution == SIMPLEX:
        # The cells of a simplex that the program computes are in order.
        return "ascending" if parameter.computed else "simplex", str(parameter.size)
    if prior.distribution in CORRELATION:
        return "correlation", parameter.sizes[0]
    return _bounded(prior), ""


def _bounded(prior: Prior) -> str:
    """Return the sides on which draws outside the bounds have to be rejected."""
    lower, upper = bool(prior.bounds.lower), bool(prior.bounds.upper)
    return "both" if lower and upper else "lower" if lower else "upper" if upper else "none"


def _variable(
    name: str, prior: Prior, model: Model, *, level: str = "", cell: str = ""
) -> Variable:
    """Return the variable "prior_NAME" of a prior, or of one cell of it; its label is NAME."""
    key = prior.key
    slot = Slot.of_key(key, model.mixture)
    # The cells of theta are the proportions of the components, in their order.
    if cell and key.kind == "theta":
        places = (p for p in model.mixture.places if p.resp == key.resp)
        slot = Slot.of(next(p for p in places if p.proportion_of == int(cell)))
    return Variable(
        f"prior_{name}[{cell}]" if cell else f"prior_{name}", "prior", name, key.group, (slot,),
        level, key.kind, f"prior_{name}" if cell else "", (cell,) if cell else (),
    )  # fmt: skip


def _name(prior: Prior, parameter: Parameter) -> str:
    """Return brms's name without "prior_": "b_mu1", "b_mu2_x", "sd_g", "cor_g"."""
    label = parameter.label
    if label and parameter.type != "vector":
        return label
    key = prior.key
    kind = label or key.kind
    group = f"_{key.group}" if key.group else ""
    tail = "_".join(s for s in (key.dpar, key.resp, key.nlpar, key.coef) if s)
    joint = "__" if group else "_"
    return f"{kind}{group}{joint + tail if tail else ''}"
