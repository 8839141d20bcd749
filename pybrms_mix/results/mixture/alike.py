"""Determine which components are exchangeable: they have equal terms, likelihood and priors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.family.base import Mixture
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import EqualPiece, Model, WeightsPiece
from pybrms_mix.model.parts import Parameter, Slot
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.exchange import NotAlike, exchanged, permuted, renamed
from pybrms_mix.results.mixture.labels import evenly_spaced, few_rows
from pybrms_mix.syntax.nodes import Call, Node, Number, Prefix, called
from pybrms_mix.syntax.parse import parse

_TRIED = 3  # the number of draws for which the likelihood with exchanged components is computed
_SAME = 1e-8
# distributions that are symmetric about an argument, with the position of this argument
_SYMMETRIC = {
    "normal": 0, "logistic": 0, "cauchy": 0, "double_exponential": 0, "student_t": 1,
}  # fmt: skip
_SHRINKING = ("horseshoe", "R2D2", "lasso")
_COEFFICIENTS = ("b", "Intercept")


@dataclass(frozen=True)
class _SlotPrior:
    """The prior, constant and bounds of one cell, which must agree between exchangeable components.

    Attributes:
        prior: the text of the prior, "" for a flat prior.
        constant: the value of a ``constant()`` prior, "" for none.
        bounds: the bounds of the cell.
        boundable: whether the cell is the coefficient itself, not one on orthogonal columns.
        type: the type of the parameter: thresholds may be ordered or not.
    """

    prior: str
    constant: str
    bounds: Bounds
    boundable: bool
    type: str

    def __str__(self) -> str:
        sides = ", ".join(f"{side}={value}" for side, value in self.bounds.sides)
        return " ".join(s for s in (self.prior or "flat", f"({sides})" if sides else "") if s)

    @property
    def symmetric(self) -> bool:
        """Whether the prior is symmetric about zero, or flat."""
        if self.constant or self.bounds:
            return False
        if not self.prior:
            return True
        node = parse(self.prior)
        if called(node) in _SHRINKING:
            return True
        at = _SYMMETRIC.get(called(node) or "")
        if at is None or not isinstance(node, Call):
            return False
        arguments = [a.value for a in node.arguments]
        return at < len(arguments) and _zero(arguments[at])


def interchangeable(fit: Fit) -> np.ndarray:
    """Return which pairs of components are exchangeable, that is, differ only in number: (K, K).

    Exchangeable components have the same family, links, terms and priors, and an exchange does not
    change the likelihood.
    """
    return interchangeable_at(fit.model, fit.posterior)


def interchangeable_at(model: Model, draws: Draws) -> np.ndarray:
    """Return which components are exchangeable, with the likelihood at ``draws``: (K, K)."""
    exchangeable = _structured(model, draws)
    for i, j in combinations(range(len(exchangeable)), 2):
        if exchangeable[i, j] and told_apart(model, i, j):
            exchangeable[i, j] = exchangeable[j, i] = False
    return exchangeable


def structured_alike(fit: Fit) -> np.ndarray:
    """Return which components are alike whatever their priors: (K, K)."""
    return _structured(fit.model, fit.posterior)


def _structured(model: Model, draws: Draws) -> np.ndarray:
    components = model.mixture.components
    exchangeable = np.eye(len(components), dtype=bool)
    for i, j in combinations(range(len(exchangeable)), 2):
        alike = all(_alike(member, i, j) for member in model.mixture.members)
        exchangeable[i, j] = exchangeable[j, i] = alike and _same_likelihood(model, draws, i, j)
    return exchangeable


def _alike(mixture: Mixture, i: int, j: int) -> bool:
    """Return whether two components have the same family and links."""
    a, b = mixture.components[i], mixture.components[j]
    return replace(a, number=b.number) == b


def _same_likelihood(model: Model, draws: Draws, i: int, j: int) -> bool:
    """Return whether the likelihood of some draws is the same with two components exchanged.

    The facts about variables are not sufficient: for example, only one component may have an
    offset, or weights of memberships.
    """
    at = evenly_spaced(draws.per_chain, _TRIED)
    sample = Draws(draws.values[:1, at], draws.names)
    orders = np.tile(exchanged(model, i, j), (len(at), 1))
    try:
        new = permuted(model, sample, orders)
    except NotAlike:
        return False
    # the draws lack variables that the test needs, so the components count as alike
    except InvalidArgument:
        return True
    part = few_rows(model)
    before, after = values.log_lik(part, sample), values.log_lik(part, new)
    return bool(np.allclose(before, after, rtol=_SAME, atol=_SAME, equal_nan=True))


def told_apart(model: Model, i: int, j: int) -> list[str]:
    """Describe the priors, bounds and constants in which two otherwise equal components differ."""
    new = renamed(model, exchanged(model, i, j))
    reasons = [*_proportions(model, i, j), *_differing_constants(model, new)]
    table = dict(_slot_priors(model))
    thetas = {t.name for t in model.mixture.thetas}
    for (kind, group, *_), (slot, setting) in table.items():
        if slot.dpar in thetas and new[slot.dpar] not in model.predicted:
            # The log-odds change sign if the reference component is exchanged.
            if kind in _COEFFICIENTS and not setting.symmetric:
                reasons.append(f"{_name(slot)}: {setting} is not symmetric about 0")
            continue
        at = replace(slot, dpar=new.get(slot.dpar, slot.dpar))
        counterpart = table.get((kind, group, at.dpar, at.coef), (at, None))[1]
        if counterpart != setting:
            words = [f"{_name(slot)}: {setting}", f"{_name(at)}: {counterpart or 'given'}"]
            reasons.append(", ".join(sorted(words)))
    return list(dict.fromkeys(reasons))


def _name(slot: Slot) -> str:
    return "_".join(s for s in (slot.dpar, slot.coef) if s)


def _slot_priors(
    model: Model,
) -> Iterator[tuple[tuple[str, str, str, str], tuple[Slot, _SlotPrior]]]:
    """Yield the prior, constant and bounds of each cell, with the facts that identify the cell."""
    for parameter in model.parameters:
        for k, key in enumerate(parameter.keys):
            slot = Slot.of_key(key, model.mixture)
            kind = "dpar" if key.is_of(slot) else key.kind
            yield (kind, key.group, slot.dpar, slot.coef), (slot, _prior_of_slot(parameter, k))


def _prior_of_slot(parameter: Parameter, k: int) -> _SlotPrior:
    prior = parameter.priors[k] if parameter.priors else ""
    constant = parameter.constants[k] if parameter.constants else ""
    bounds = parameter.bounds.of(k)
    return _SlotPrior(prior, constant, bounds, parameter.boundable, parameter.type)


def _proportions(model: Model, i: int, j: int) -> Iterator[str]:
    for piece in model.of(WeightsPiece):
        concentration = model.concentration_of_theta(piece.belongs_to)
        if concentration is None or piece.thetas != model.mixture.thetas:
            continue
        a, b = concentration[i], concentration[j]
        if a != b:
            yield f"theta: dirichlet with {a:g} for theta{i + 1}, {b:g} for theta{j + 1}"


def _differing_constants(model: Model, new: Mapping[str, str]) -> Iterator[str]:
    """Yield the constants in the formula that one component has and the other lacks."""
    pieces = [p for p in model.of(EqualPiece) if not p.other]
    constants = {p.place.name: p.data().get(p.place.name) for p in pieces}
    for name, number in constants.items():
        if new[name] not in constants or constants[new[name]] != number:
            counterpart = constants.get(new[name], "estimated")
            yield f"{name}: {number}, {new[name]}: {counterpart}"


def _zero(node: Node | None) -> bool:
    if isinstance(node, Prefix):
        return _zero(node.operand)
    return isinstance(node, Number) and float(node.text) == 0
