"""Relabelling: components that have the same meaning in all draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import Variable
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.alike import interchangeable, structured_alike, told_apart
from pybrms_mix.results.mixture.exchange import changed, exchanged, permuted
from pybrms_mix.results.mixture.label_free import label_free
from pybrms_mix.results.mixture.labels import align, assigned, memberships
from pybrms_mix.results.mixture.only_mixtures import only_mixtures

_METHODS = ("stephens", "ecr")


@public_methods
@dataclass(frozen=True, eq=False)
class Relabelled(Shown):
    """The result of ``relabel()``.

    Attributes
    ----------
    fit : Fit
        The fit with the components of each draw under their new labels.
    method : str
        The method that determined the labels.
    orders : ndarray
        The component of the program that has each label, from 0, shape (chains, draws, K).
    rhat : DataFrame
        R-hat of each variable of the components, with the columns ``raw`` and ``relabelled``.
    moved : int
        The number of draws in which a component changed its label.
    free : DataFrame
        Quantities that do not depend on labels, with their R-hat. See ``label_free()``.
    """

    fit: Fit
    method: str
    orders: np.ndarray
    rhat: pd.DataFrame
    moved: int
    free: pd.DataFrame

    def __str__(self) -> str:
        total = self.orders.shape[0] * self.orders.shape[1]
        head = (
            f"Relabelled by '{self.method}': the labels changed in {self.moved} of {total} draws."
        )
        free = self.free[["Estimate", "Rhat"]].round(3).to_string()
        table = self.rhat.round(3).to_string()
        return f"{head}\nR-hat:\n{table}\nR-hat of variables without labels:\n{free}"

    __repr__ = __str__


@mixture_method
def relabel(fit: Fit, method: str = "stephens") -> Relabelled:
    """Return the fit with components that have the same meaning in all draws.

    Exchangeable components (with equal family, links, terms and priors) are permuted in each draw,
    together with their parameters, group-level effects and proportions. Variables without a
    component keep their draws, and so does every prediction that sums over the components. An order
    constraint need not hold afterwards. Parameters of the program that are not variables of brms
    (``save_pars(all = True)``) are dropped. Priors of predicted proportions are priors of log odds
    against one component. With three or more components they are not exactly symmetric, and
    ``lprior`` stays that of the sampled labels.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture.
    method : str, default "stephens"
        "stephens" makes the memberships of the rows agree. "ecr" compares the most probable
        components with those of the draw of the highest posterior density. The name of a parameter
        without its number ("sigma", "theta", "mu_Intercept", "b_mu_x") sorts the components by this
        parameter.

    Returns
    -------
    Relabelled
        The fit, the order of the components in each draw, and R-hat before and after.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture, if no two components can be exchanged, if their priors
        differ, if there is no such method or parameter, or if group-level effects predict the
        proportions and the component without a formula would be exchanged.

    References
    ----------
    Stephens (2000); Papastamoulis and Iliopoulos (2010).

    Examples
    --------
    >>> fit = brm("y ~ x", data, "mixture(gaussian, nmix = 3, order = 'none')")  # doctest: +SKIP
    >>> relabelled = fit.relabel()  # doctest: +SKIP
    >>> relabelled.fit.summary()  # doctest: +SKIP
    """
    exchangeable = interchangeable(fit)
    _check(fit, exchangeable)
    orders = _orders(fit, method, exchangeable)
    draws = permuted(fit.model, fit.posterior, orders)
    new = replace(fit, draws=draws, criteria={})
    names = [n for n in _of_components(fit, exchangeable) if n in draws]
    rhat = pd.DataFrame({
        "raw": rhats(fit.posterior, names),
        "relabelled": rhats(draws, names),
    })  # fmt: skip
    shape = (fit.posterior.chains, fit.posterior.per_chain, -1)
    changed_draws = int((orders != np.arange(orders.shape[1])).any(axis=1).sum())
    return Relabelled(new, method, orders.reshape(shape), rhat, changed_draws, label_free(fit))


def _check(fit: Fit, exchangeable: np.ndarray) -> None:
    only_mixtures(fit, "relabel")
    if (exchangeable.sum(axis=1) > 1).any():
        return
    model = fit.model
    reasons = [
        reason
        for i, j in np.argwhere(np.triu(structured_alike(fit), 1))
        for reason in told_apart(model, int(i), int(j))
    ]
    if reasons:
        raise InvalidArgument(
            "The priors distinguish the components: " + "; ".join(dict.fromkeys(reasons)),
            hint="Relabelling would contradict these priors: give all components the same priors.",
        )
    raise InvalidArgument(
        "No two components of the model are exchangeable: their labels cannot switch.",
        hint="Chains that disagree are in different modes: see mode_check(fit).",
    )


def _of_components(fit: Fit, exchangeable: np.ndarray) -> list[str]:
    """Return the variables of exchangeable components, without the levels of groups."""
    variables = {v.name: v for v in fit.model.variables}
    changed_names = {
        name
        for i, j in np.argwhere(np.triu(exchangeable, 1))
        for name in changed(fit.model, exchanged(fit.model, int(i), int(j)))
    }
    return [n for n in fit.posterior.names if n in changed_names and variables[n].kind != "r"]


def _orders(fit: Fit, method: str, exchangeable: np.ndarray) -> np.ndarray:
    if method not in _METHODS:
        return _sorted(fit, method, exchangeable)
    if method == "stephens":
        return stephens(fit, exchangeable)
    logs, best = _memberships(fit)
    pivot = logs[best].argmax(axis=1)
    marked = (pivot[:, None] == np.arange(logs.shape[2])).astype(float)
    assigned_classes = (logs.argmax(axis=2)[:, :, None] == np.arange(logs.shape[2])).astype(float)
    return assigned(-np.einsum("nk,snj->skj", marked, assigned_classes), exchangeable)


def stephens(fit: Fit, same: np.ndarray) -> np.ndarray:
    """Return the order of components in each draw that makes memberships agree: (draws, K).

    ``same`` marks the pairs of exchangeable components: (K, K).
    """
    logs, best = _memberships(fit)
    return align(logs, same, best)[0]


def _memberships(fit: Fit) -> tuple[np.ndarray, int]:
    """Return log memberships, (draws, rows, K), and the draw of the highest posterior."""
    logs = memberships(fit)
    best = int(np.argmax(fit.posterior["lp__"])) if "lp__" in fit.posterior else 0
    return logs.reshape(-1, *logs.shape[2:]), best


def _sorted(fit: Fit, parameter: str, exchangeable: np.ndarray) -> np.ndarray:
    names = _family_of(fit, parameter)
    values = fit.posterior.matrix(names)
    orders = np.tile(np.arange(len(names)), (len(values), 1))
    for group in {tuple(np.flatnonzero(row)) for row in exchangeable}:
        at = list(group)
        orders[:, at] = np.array(at)[np.argsort(values[:, at], axis=1, kind="stable")]
    return orders


def _family_of(fit: Fit, parameter: str) -> list[str]:
    """Return the variables of all components that ``parameter`` names without number."""
    numbers = range(1, len(fit.model.mixture.components) + 1)
    names_of: dict[str, dict[int, str]] = {}
    for variable in fit.model.variables:
        for text in _without_number(fit.model, variable):
            names_of.setdefault(text, {})[next(iter(variable.components))] = variable.name
    names = [names_of.get(parameter, {}).get(k, "") for k in numbers]
    if all(n in fit.posterior for n in names):
        return names
    complete = [
        text for text, names_of_text in names_of.items() if len(names_of_text) == len(numbers)
    ]
    raise InvalidArgument(
        f"There is no method '{parameter}', and no parameter of that name in every component.",
        hint=did_you_mean(parameter, [*_METHODS, *complete])
        or (
            f"The methods are {' and '.join(_METHODS)}; to relabel by a parameter, give its "
            "name without a number."
        ),
    )


def _without_number(model: Model, variable: Variable) -> tuple[str, ...]:
    """Return the name of a variable of one component without the number of the component."""
    if variable.kind not in ("b", "dpar") or not variable.components:
        return ()
    dpar = model.mixture.place(variable.dpar).dpar.name
    cell = ",".join(s for s in (variable.part, variable.level) if s and s != "cs")
    text = f"{dpar}_{variable.coef}" if variable.coef else dpar
    text = f"{text}[{cell}]" if cell else text
    return (text, f"b_{text}") if variable.kind == "b" else (text,)
