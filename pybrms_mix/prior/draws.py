"""Draws of the priors beside those of the posterior (brms: ``sample_prior = "yes"``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pybrms_mix.bounds import Bounds
from pybrms_mix.model.ir import Cells, Model, Plain
from pybrms_mix.model.parts import Variable
from pybrms_mix.prior.distributions import CORRELATION, DISTRIBUTIONS, SIMPLEX
from pybrms_mix.prior.settle import Prior

_DRAWN = (*DISTRIBUTIONS, SIMPLEX, CORRELATION[-1])


@dataclass(frozen=True, eq=False)
class PriorDraw(Plain):
    """One draw of one prior for each draw of the posterior.

    Attributes:
        name: Stan's name of it.
        names: brms's, one for each cell.
        kind: how it is drawn: the block of ``draw.stan.jinja``.
        size: of a simplex, or the number of rows of a correlation matrix.
    """

    template: ClassVar[str] = "prior_draw"
    name: str
    names: tuple[str, ...]
    kind: str
    distribution: str
    arguments: tuple[str, ...]
    bounds: Bounds
    size: str

    def variables(self) -> tuple[Variable, ...]:
        """Return the draws."""
        return tuple(Variable(n, "prior") for n in self.names)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws by brms's names."""
        drawn = cells[self.name]
        if len(self.names) == 1:
            return {self.names[0]: drawn}
        return {name: drawn[:, :, i] for i, name in enumerate(self.names)}


def prior_draws(model: Model) -> list[PriorDraw]:
    """Return a draw for each prior that does not depend on other parameters."""
    parameters = {p.stan: p for p in model.parameters}
    found: list[PriorDraw] = []
    taken: dict[str, int] = {}
    for number, prior in enumerate(model.of(Prior)):
        if prior.distribution not in _DRAWN:
            continue
        base = prior.target.split("[")[0]
        name = _name(prior)
        element = re.search(r"\[(\d+)\]", prior.target)
        if prior.distribution in CORRELATION and element:
            name = f"{name}__{element[1]}"  # of one set of levels
        again = taken[name] = taken.get(name, -1) + 1
        name = f"{name}__{again}" if again else name
        kind, size = prior.truncation, ""
        names: tuple[str, ...] = (name,)
        if prior.distribution == SIMPLEX:
            cells = parameters[base].size
            kind, size = "simplex", str(cells)
            names = tuple(f"{name}[{k}]" for k in range(1, cells + 1))
        elif prior.distribution in CORRELATION:
            kind, size = "correlation", parameters[base].sizes[0]
        else:
            kind = _bounded(prior)
        found.append(
            PriorDraw(
                f"prior_{number + 1}", names, kind, prior.distribution, prior.arguments,
                prior.bounds, size,
            )
        )  # fmt: skip
    return found


def _bounded(prior: Prior) -> str:
    """Return on which sides draws have to be rejected."""
    lower, upper = bool(prior.bounds.lower), bool(prior.bounds.upper)
    return "both" if lower and upper else "lower" if lower else "upper" if upper else "none"


def _name(prior: Prior) -> str:
    """Return brms's name: "prior_b_mu1", "prior_b_mu2_x", "prior_sd_g", "prior_cor_g"."""
    key = prior.key
    kind = key.kind
    group = f"_{key.group}" if key.group else ""
    tail = "_".join(s for s in (key.dpar, key.nlpar, key.coef) if s)
    joint = "__" if group else "_"
    return f"prior_{kind}{group}{joint + tail if tail else ''}"
