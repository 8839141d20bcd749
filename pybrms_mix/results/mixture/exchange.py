"""Permutations of components: for each variable, the variables that its new draws come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import EqualPiece, Model, NonlinearPiece
from pybrms_mix.model.parts import Variable

# The new draws of a variable as a weighted sum of draws of other variables: names and weights.
Sum: TypeAlias = tuple[tuple[str, float], ...]
Facts: TypeAlias = tuple[str, str, str, frozenset[tuple[str, str]], str]

KEPT = ("prior", "lprior", "lp__")  # the kinds of variables that belong to no component
_LINEAR = ("b", "bs", "bsp", "r", "s")
_PAIR = 2


class NotAlike(Exception):
    """Components that cannot be exchanged: one has a parameter without a counterpart in another."""


def sources(model: Model, order: Sequence[int]) -> dict[str, Sum]:
    """Return for each variable the variables from which it gets its draws in the new order.

    The variables of component k get the draws of component ``order[k]`` (from 0). Variables that
    belong to no component keep their own draws. Predicted proportions are log-odds against a
    reference component. If another component becomes the reference, their coefficients become
    differences.

    Raises:
        NotAlike: if a variable has no counterpart: the components have different terms.
        InvalidArgument: if standard deviations of group-level effects on log-odds would change.
    """
    new = renamed(model, order)
    variables = [v for v in model.variables if v.kind not in KEPT]
    # Variables without slots, such as latent values of predictors, belong to no component.
    terms_of: dict[str, Sum] = {v.name: ((v.name, 1.0),) for v in variables if not v.slots}
    variables = [v for v in variables if v.slots]
    table = {_facts(v): v.name for v in variables}
    reference = _reference(model)
    moves = reference is not None and order[reference] != reference
    thetas = {t.name for t in model.mixture.thetas}
    for variable in variables:
        odds = _of_odds(model, variable)
        if moves and odds and len(thetas) > _PAIR:
            continue
        # With two components, an exchange reverses the sign of the log-odds.
        fixed_thetas = {t: t for t in thetas} if moves and odds else {}
        old = table.get(_facts(variable, {**new, **fixed_thetas}))
        if old is None:
            raise NotAlike(variable.name)
        flips = fixed_thetas and variable.kind in (*_LINEAR, "zgp", "cor") and odds % 2 == 1
        terms_of[variable.name] = ((old, -1.0 if flips else 1.0),)
    if reference is not None and moves and len(thetas) > _PAIR:
        terms_of |= _log_odds(model, order, reference, table)
    return terms_of


def renamed(model: Model, order: Sequence[int]) -> dict[str, str]:
    """Return for each parameter its counterpart in the component that takes its place.

    Raises:
        NotAlike: if a parameter has no counterpart, or if equality constraints would be violated.
    """
    mixture = model.mixture
    new = {t.name: mixture.thetas[k].name for t, k in zip(mixture.thetas, order, strict=True)}
    for member in mixture.members:
        names_by_place = {(p.component, p.dpar.name): p.name for p in member.own_places}
        for (number, dpar), name in names_by_place.items():
            source = names_by_place.get((order[number - 1] + 1, dpar))
            if source is None:
                raise NotAlike(name)
            new[name] = source
    # Responses that do not share the class keep their components.
    new = {**{p.name: p.name for p in mixture.places}, **new}
    equal = {p.place.name: p.other for p in model.of(EqualPiece) if p.other}
    new.update({name: equal.get(source, source) for name, source in new.items()})
    for name, equal_to in equal.items():
        if new[name] != new[equal_to]:
            raise NotAlike(name)
    return {**new, **_curves(model, new)}


def _curves(model: Model, new: Mapping[str, str]) -> dict[str, str]:
    """Return for each non-linear parameter its counterpart in the other component's formula."""
    curves = {name: p for p in model.of(NonlinearPiece) for name in p.predicts()}
    counterparts: dict[str, str] = {}
    waiting = [(name, new[name]) for name in curves if name in new]
    while waiting:
        name, source = waiting.pop()
        if (name in curves) != (source in curves):
            raise NotAlike(name)
        if name not in curves:
            continue
        inner = curves[name].counterparts(curves[source])
        if inner is None:
            raise NotAlike(name)
        for name_here, counterpart in inner.items():
            if counterparts.get(name_here, counterpart) != counterpart:
                raise NotAlike(name_here)
            waiting += [(name_here, counterpart)] if name_here not in counterparts else []
            counterparts[name_here] = counterpart
    if len(set(counterparts.values())) < len(counterparts):
        raise NotAlike(next(iter(counterparts)))
    return counterparts


def exchanged(model: Model, i: int, j: int) -> list[int]:
    """Return the order of the components after ``i`` and ``j``, from 0, are exchanged."""
    order = list(range(len(model.mixture.components)))
    order[i], order[j] = j, i
    return order


def changed(model: Model, order: Sequence[int]) -> frozenset[str]:
    """Return the variables whose draws change with the order; none if it is refused."""
    try:
        terms_of = sources(model, order)
    except InvalidArgument:
        return frozenset()
    return frozenset(name for name, terms in terms_of.items() if terms != ((name, 1.0),))


def _reference(model: Model) -> int | None:
    """Return the component against which log-odds are predicted, from 0; None if there is none."""
    thetas = [t.name for t in model.mixture.thetas]
    without = [k for k, name in enumerate(thetas) if name not in model.predicted]
    return without[0] if len(without) == 1 else None


def _facts(variable: Variable, new: Mapping[str, str] | None = None) -> Facts:
    """Return the facts that identify a variable; ``new`` maps its parameters to other ones."""
    slots = frozenset(((new or {}).get(s.dpar, s.dpar), s.coef) for s in variable.slots)
    return variable.kind, variable.part, variable.group, slots, variable.level


def _of_odds(model: Model, variable: Variable) -> int:
    """Return the number of coefficients of predicted proportions that the variable concerns."""
    thetas = {t.name for t in model.mixture.thetas}
    return sum(s.dpar in thetas and variable.kind != "dpar" for s in variable.slots)


def _log_odds(
    model: Model, order: Sequence[int], reference: int, table: Mapping[Facts, str]
) -> dict[str, Sum]:
    """Return the coefficients of log-odds against the new reference component.

    Raises:
        NotAlike: if a proportion lacks a coefficient that the new reference requires.
        InvalidArgument: if a variable, such as a standard deviation, is not a sum of other
            variables.
    """
    thetas = [t.name for t in model.mixture.thetas]
    moving = [v for v in model.variables if _of_odds(model, v)]
    stuck = [v.name for v in moving if v.kind not in _LINEAR]
    if stuck:
        raise InvalidArgument(
            "Components cannot change places with the reference component of "
            f"'{thetas[reference]}': '{stuck[0]}' would have no counterpart, since log-odds "
            "against another component are differences.",
            hint="Distinguish the components by an order, or remove the term from the formulas "
            "of theta.",
        )
    terms_of: dict[str, Sum] = {}
    base = thetas[order[reference]]
    for variable in moving:
        (slot,) = variable.slots
        for target, source in zip(thetas, (thetas[k] for k in order), strict=True):
            if target == thetas[reference]:
                continue
            names = (table.get(_facts(variable, {slot.dpar: t})) for t in (target, source, base))
            name, positive, negative = names
            if name is None:
                raise NotAlike(variable.name)
            terms_of[name] = (
                *([(positive, 1.0)] if positive else []),
                *([(negative, -1.0)] if negative else []),
            )
    return terms_of


def permuted(model: Model, draws: Draws, orders: np.ndarray) -> Draws:
    """Return draws with permuted components; ``orders`` holds an order per draw, (draws, K).

    Orders count components from 0. Parameters of the program that brms does not report are dropped.
    Missing values of other responses are kept if the model of one response uses them.

    Raises:
        NotAlike: if components cannot be exchanged.
        InvalidArgument: if coefficients of proportions cannot be expressed in these orders.
    """
    permutable = {v.name for v in model.variables} | set(KEPT)
    permutable = permutable.union(*(piece.borrows() for piece in model.pieces))
    names = tuple(n for n in draws.names if n in permutable)
    at = {name: i for i, name in enumerate(names)}
    flat = draws.matrix(names)
    new = flat.copy()
    for order in np.unique(orders, axis=0):
        rows = np.flatnonzero((orders == order).all(axis=1))
        for target, terms in sources(model, [int(k) for k in order]).items():
            # save_pars() may have dropped the levels of groups, in all components.
            if target in at and terms != ((target, 1.0),):
                new[rows, at[target]] = sum(w * flat[rows, at[source]] for source, w in terms)
    return Draws(new.reshape(draws.chains, draws.per_chain, len(names)), names)
