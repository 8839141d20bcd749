"""Relabelling: the components of each draw in places that mean the same in all draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.shown import Shown
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.label_free import label_free
from pybrms_mix.results.mixture.labels import (
    align,
    assigned,
    interchangeable,
    memberships,
    of_theta,
    permuted_names,
)

_METHODS = ("stephens", "ecr")


@dataclass(frozen=True, eq=False)
class Relabelled(Shown):
    """What ``relabel()`` returns.

    Attributes:
        fit: the same fit, the components of each draw in their places.
        method: by what they were told apart.
        orders: which component of the program each label is, from 0: (chains, draws, K).
        rhat: R-hat of each variable of the components, ``raw`` beside ``relabelled``.
        moved: in how many draws any component changed its place.
        free: what no labels matter to, with its R-hat: see ``label_free``.
    """

    fit: Fit
    method: str
    orders: np.ndarray
    rhat: pd.DataFrame
    moved: int
    free: pd.DataFrame

    def __str__(self) -> str:
        total = self.orders.shape[0] * self.orders.shape[1]
        head = f"Relabelled by '{self.method}': components moved in {self.moved} of {total} draws."
        free = self.free[["Estimate", "Rhat"]].round(3).to_string()
        own = self.rhat.round(3).to_string()
        return f"{head}\nR-hat:\n{own}\nWhatever the labels:\n{free}"

    __repr__ = __str__


@method
def relabel(fit: Fit, method: str = "stephens") -> Relabelled:
    """Return the fit with components that are the same in all draws, and R-hat before and after.

    Components that differ by nothing but their number (family, links, terms, priors) change
    places, draw by draw: all of their parameters, group-level effects and proportions among them.
    What has no component keeps its draws, and so does every prediction that is a sum over
    components. The order constraint of the intercepts need not hold afterwards. Parameters of the
    program that are no variables of brms's (``save_pars(all = True)``) are dropped. Priors of
    predicted proportions are of log-odds against one component; with three or more they are not
    quite the same for all, and ``lprior`` stays that of the labels sampled.

    Args:
        fit: the fit of a mixture.
        method: "stephens" makes the memberships of the rows agree (Stephens 2000); "ecr" the
            most probable components, held against those of the draw of the highest posterior
            (Papastamoulis and Iliopoulos 2010); or a parameter without its number ("sigma",
            "theta", "mu_Intercept", "b_mu_x"), by which they are sorted.

    Raises:
        InvalidArgument: if the family is no mixture, if no two components are interchangeable, if
            their priors differ, if there is no such method or parameter, or if group-level effects
            predict the proportions and the one without a formula would have to change its place.
    """
    same = interchangeable(fit)
    _check(fit, same)
    orders = _orders(fit, method, same)
    draws = permuted(fit, orders)
    new = replace(fit, draws=draws, criteria={})
    names = [n for n in _of_components(fit) if n in draws]
    rhat = pd.DataFrame({
        "raw": convergence(fit.posterior, names)["Rhat"],
        "relabelled": convergence(draws, names)["Rhat"],
    })  # fmt: skip
    shape = (fit.posterior.chains, fit.posterior.per_chain, -1)
    moved = int((orders != np.arange(orders.shape[1])).any(axis=1).sum())
    return Relabelled(new, method, orders.reshape(shape), rhat, moved, label_free(fit))


def permuted(fit: Fit, orders: np.ndarray) -> Draws:
    """Return the draws with the components of each in the order said: (draws, K), from 0.

    Raises:
        InvalidArgument: if coefficients of proportions cannot take these orders.
    """
    known = {v.name for v in fit.model.variables} | {"lprior", "lp__"}
    names = tuple(n for n in fit.posterior.names if n in known)
    old = fit.posterior
    flat = old.matrix(names)
    new = flat.copy()
    for order in np.unique(orders, axis=0):
        rows = np.flatnonzero((orders == order).all(axis=1))
        for target, source in permuted_names(fit, [int(i) for i in order]).items():
            new[rows, names.index(target)] = flat[rows, names.index(source)]
        _move_theta(fit, [int(i) for i in order], names, (flat, new), rows)
    return Draws(new.reshape(old.chains, old.per_chain, len(names)), names)


def _move_theta(
    fit: Fit,
    order: Sequence[int],
    names: Sequence[str],
    tables: tuple[np.ndarray, np.ndarray],
    rows: np.ndarray,
) -> None:
    """Put into the new table the coefficients of log-odds against the component in its place."""
    old, new = tables
    moving = [n for n in of_theta(fit) if n in names]
    if not moving or list(order) == sorted(order):
        return
    thetas = [p.name for p in fit.model.mixture.thetas]
    present = {t for t in thetas if any(n.startswith(f"b_{t}_") for n in moving)}
    reference = next(i for i, t in enumerate(thetas) if t not in present)
    linear = {v.name for v in fit.model.variables if v.kind in ("b", "r")}
    stuck = [n for n in moving if n not in linear]
    if stuck and order[reference] != reference:
        raise InvalidArgument(
            f"Components cannot change places with that of '{thetas[reference]}': the spread of "
            f"group-level effects of the others is no parameter then ({stuck[0]}).",
            hint="Order the components by the prior, or drop the group-level term of theta.",
        )

    def column(theta: int, name: str, own: str) -> np.ndarray | float:
        other = name.replace(own, thetas[theta], 1)
        return old[rows, names.index(other)] if other in names else 0.0

    for name in moving:
        own = next(t for t in thetas if t in name)
        found = column(order[thetas.index(own)], name, own)
        base = column(order[reference], name, own) if name in linear else 0.0
        new[rows, names.index(name)] = found - base


def _check(fit: Fit, same: np.ndarray) -> None:
    if not fit.model.mixture.thetas:
        raise InvalidArgument(
            "Method 'relabel' can only be applied to mixture models.",
            hint=f"The family is '{fit.family}'.",
        )
    if (same.sum(axis=1) == 1).all():
        raise InvalidArgument(
            "No two components differ by their number alone: their labels cannot be switched.",
            hint="Chains that disagree have found different modes: see mode_check(fit).",
        )
    told = told_apart(fit, same)
    if told:
        raise InvalidArgument(
            "The priors tell the components apart: " + "; ".join(told),
            hint="Relabelling would mix up what these priors are of: give all components the same.",
        )


def told_apart(fit: Fit, same: np.ndarray) -> list[str]:
    """Return the priors of interchangeable components that differ, in words."""
    table = fit.prior.to_frame()
    found = []
    groups = {frozenset(np.flatnonzero(row) + 1) for row in same}
    for group in (g for g in groups if len(g) > 1):
        seen: dict[tuple[str, ...], dict[int, str]] = {}
        for _, row in table.iterrows():
            stem, number = _numbered(str(row["dpar"]) or str(row["class"]))
            if number in group:
                key = (stem, *(str(row[c]) for c in ("coef", "group")), _numbered(row["class"])[0])
                seen.setdefault(key, {})[number] = str(row["prior"])
        for (stem, *_), priors in seen.items():
            if len(set(priors.values())) > 1:
                found.append(f"{stem}: " + ", ".join(p or "flat" for p in priors.values()))
    return found


def _numbered(name: str) -> tuple[str, int]:
    stem = str(name).rstrip("0123456789")
    digits = str(name)[len(stem) :]
    return stem, int(digits or 0)


def _of_components(fit: Fit) -> list[str]:
    """Return the variables that belong to components, without the levels of groups."""
    kinds = {v.name: v.kind for v in fit.model.variables}
    count = len(fit.model.mixture.components)
    cycle = [*range(1, count), 0]
    try:
        moved = {n for n, source in permuted_names(fit, cycle).items() if n != source}
    except KeyError:  # some components only can change places
        moved = set(kinds)
    moved |= set(of_theta(fit))
    skipped = ("r", "prior", "lprior", "lp__")
    return [n for n in fit.posterior.names if n in moved and kinds[n] not in skipped]


def _orders(fit: Fit, method: str, same: np.ndarray) -> np.ndarray:
    if method not in _METHODS:
        return _sorted(fit, method, same)
    logs = memberships(fit)
    logs = logs.reshape(-1, *logs.shape[2:])
    best = int(np.argmax(fit.posterior["lp__"])) if "lp__" in fit.posterior else 0
    if method == "stephens":
        return align(logs, same, best)[0]
    pivot = logs[best].argmax(axis=1)
    marked = (pivot[:, None] == np.arange(logs.shape[2])).astype(float)
    own = (logs.argmax(axis=2)[:, :, None] == np.arange(logs.shape[2])).astype(float)
    return assigned(-np.einsum("nk,snj->skj", marked, own), same)


def _sorted(fit: Fit, parameter: str, same: np.ndarray) -> np.ndarray:
    names = _family_of(fit, parameter)
    values = fit.posterior.matrix(names)
    orders = np.tile(np.arange(len(names)), (len(values), 1))
    for group in {tuple(np.flatnonzero(row)) for row in same}:
        at = list(group)
        orders[:, at] = np.array(at)[np.argsort(values[:, at], axis=1, kind="stable")]
    return orders


def _family_of(fit: Fit, parameter: str) -> list[str]:
    """Return the variables of all components that ``parameter`` names without number."""
    count = len(fit.model.mixture.components)
    stems = sorted({p.dpar.name for p in fit.model.mixture.places}, key=len, reverse=True)
    bare = parameter.removeprefix("b_")
    for stem in stems:
        if bare == stem or bare.startswith(f"{stem}_"):
            for head in ("", "b_"):
                names = [f"{head}{stem}{k}{bare[len(stem) :]}" for k in range(1, count + 1)]
                if all(n in fit.posterior for n in names):
                    return names
    known = {n.removeprefix("b_").replace("1", "", 1) for n in _of_components(fit) if "1" in n}
    raise InvalidArgument(
        f"There is no method '{parameter}', nor a parameter of that name in every component.",
        hint=did_you_mean(parameter, [*_METHODS, *known])
        or f"The methods are {' and '.join(_METHODS)}; a parameter is named without number.",
    )
