"""Which components may change places, what their draws are called then, and the best places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

import numpy as np

from pybrms_mix.base.lazy import optimize
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import EqualPiece, Model
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.fit import Fit

_ROWS = 1000  # memberships of so many rows tell the labels
_LEAST = 1e-10
_ROUNDS = 20
_FEW = 5  # of so few components all orders are tried: sooner than SciPy's optimizers are imported


def memberships(fit: Fit, per_chain: int | None = None) -> np.ndarray:
    """Return log probabilities of the components: (chains, draws, rows, K).

    ``per_chain`` takes so many draws of each chain, evenly spaced; of many rows some are taken.
    """
    draws = fit.posterior
    at = taken(draws.per_chain, per_chain)
    chosen = Draws(draws.values[:, at], draws.names)
    joint = values.log_joint(few_rows(fit.model), chosen)
    joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
    logs = joint - np.logaddexp.reduce(joint, axis=2)[:, :, None]
    return np.asarray(logs.reshape(draws.chains, len(at), *logs.shape[1:]))


def few_rows(model: Model) -> Model:
    """Return the model on as many of its rows as tell the labels, evenly spaced."""
    count = model.frame.N
    if count <= _ROWS:
        return model
    groups = values.together(model)
    index = np.arange(count) if groups is None else groups.index
    # Groups that belong to one component are taken whole.
    units = int(index.max()) + 1
    kept = np.isin(index, np.linspace(0, units - 1, max(1, units * _ROWS // count)).astype(int))
    return model.at(model.frame.where(kept))


def taken(per_chain: int, wanted: int | None) -> np.ndarray:
    """Return positions of ``wanted`` draws of a chain, evenly spaced; all if not given."""
    if wanted is None or wanted >= per_chain:
        return np.arange(per_chain)
    return np.linspace(0, per_chain - 1, wanted).round().astype(int)


def interchangeable(fit: Fit) -> np.ndarray:
    """Return which components differ by nothing but their number: (K, K).

    They have the same family, links and terms, and a constant of the one is one of the other.
    """
    mixture = fit.model.mixture
    same = np.eye(len(mixture.components), dtype=bool)
    swaps = combinations(range(len(same)), 2)
    for i, j in swaps:
        a, b = mixture.components[i], mixture.components[j]
        alike = a.family.name == b.family.name and dict(a.links) == dict(b.links)
        same[i, j] = same[j, i] = alike and _same_terms(fit, i, j)
    return same


def _same_terms(fit: Fit, i: int, j: int) -> bool:
    order = list(range(len(fit.model.mixture.components)))
    order[i], order[j] = j, i
    try:
        found = permuted_names(fit, order)
    except KeyError:
        return False
    values = fit.posterior.values.reshape(-1, len(fit.posterior.names))
    constant = np.ptp(values, axis=0) == 0
    at = fit.posterior.index
    for new, old in found.items():
        a, b = at(new), at(old)
        if constant[a] != constant[b] or (constant[a] and values[0, a] != values[0, b]):
            return False
    return True


def permuted_names(fit: Fit, order: Sequence[int]) -> dict[str, str]:
    """Return of each variable of the model the one whose draws it gets.

    Component k gets those of component ``order[k]`` (from 0). What belongs to no component gets
    its own. Coefficients of theta are not among them: see ``proportions``.

    Raises:
        KeyError: if that one does not exist: the components have different terms, or parameters
            that are equal would no longer be.
    """
    places = [p for p in fit.model.mixture.places if p.name[-1].isdigit()]
    new = {}
    for p in places:
        number = p.component or int(p.name.removeprefix("theta"))
        source = order[number - 1] + 1
        stem = p.name[: -len(str(number))]
        new[p.name] = f"{stem}{source}"
    _follow_equals(new, fit.model)
    found = {}
    known = set(fit.posterior.names)
    for variable in fit.model.variables:
        if variable.kind in ("prior", "lprior", "lp__") or variable.name not in known:
            continue
        if _of_theta(fit.model, variable):
            continue
        old = _renamed(variable, new)
        reverse = _reversed(old) if variable.kind == "cor" else old
        if old not in known and reverse not in known:
            raise KeyError(old)
        found[variable.name] = old if old in known else reverse
    return found


def _follow_equals(new: dict[str, str], model: Model) -> None:
    """Have what would get the draws of a parameter that is equal to another get this one's."""
    equal = {p.place.name: p.other for p in model.of(EqualPiece) if p.other}
    new.update({name: equal.get(source, source) for name, source in new.items()})
    for name, other in equal.items():
        if new[name] != new[other]:
            raise KeyError(name)


def of_theta(fit: Fit) -> tuple[str, ...]:
    """Return the names of the coefficients that predict proportions."""
    return tuple(v.name for v in fit.model.variables if _of_theta(fit.model, v))


def _of_theta(model: Model, variable: Variable) -> bool:
    if variable.kind == "dpar":
        return False
    thetas = {p.name for p in model.mixture.thetas}
    return any(word in thetas for _, word, _ in _segments(variable))


def _renamed(variable: Variable, new: Mapping[str, str]) -> str:
    return "".join(
        before + new.get(word, word) + after for before, word, after in _segments(variable)
    )


def _segments(variable: Variable) -> Iterator[tuple[str, str, str]]:
    """Return the parts of a name that begin with a parameter's: what is before, it, and after."""
    name = variable.name
    prefix = f"{variable.kind}_{variable.group}__" if variable.group else "b_"
    prefix = prefix if name.startswith(prefix) else ""
    rest = name[len(prefix) :]
    texts = rest.split("__") if variable.kind == "cor" else [rest]
    for number, text in enumerate(texts):
        found = re.match(r"[A-Za-z]+\d+(?=$|[_\[])", text)
        word = found[0] if found else ""
        yield ("__" if number else prefix), word, text[len(word) :]


def _reversed(name: str) -> str:
    """Return the name of the same correlation, said the other way round."""
    *head, a, b = name.split("__")
    return "__".join([*head, b, a])


def align(logs: np.ndarray, same: np.ndarray, first: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the order of the components in each draw that makes memberships agree best.

    Args:
        logs: log memberships: (draws, rows, K).
        same: which components may change places: (K, K).
        first: the draw whose labels count.

    Returns:
        Orders, (draws, K): label k is component ``orders[s, k]`` of draw s; and the mean
        memberships under these labels, (rows, K).

    Source: Stephens (2000), algorithm 2: alternately the mean memberships, and the labels with the
    least Kullback-Leibler divergence from them.
    """
    shares = np.exp(logs)
    centre = shares[first]
    orders = np.tile(np.arange(shares.shape[2]), (len(shares), 1))
    own = np.einsum("snj,snj->sj", shares, logs)
    for _ in range(_ROUNDS):
        cross = np.einsum("snj,nk->skj", shares, np.log(np.maximum(centre, _LEAST)))
        new = assigned(own[:, None, :] - cross, same)
        centre = np.mean(np.take_along_axis(shares, new[:, None, :], axis=2), axis=0)
        if (new == orders).all():
            break
        orders = new
    return orders, centre


def assigned(costs: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return the cheapest orders: (draws, K). ``costs[s, k, j]``: label k is component j."""
    allowed = np.where(same, costs, 1e12)
    count = len(same)
    if count <= _FEW:
        orders = np.array(list(permutations(range(count))))
        totals = allowed[:, np.arange(count), orders].sum(axis=-1)
        return np.asarray(orders[totals.argmin(axis=1)])
    return np.array([optimize.linear_sum_assignment(c)[1] for c in allowed])
