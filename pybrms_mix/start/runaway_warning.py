"""Warnings, before a posterior is sampled, of parameters that tend to infinity or to zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import RunawayWarning
from pybrms_mix.base.public_calls import warn
from pybrms_mix.family.base import Component, PlacedDpar
from pybrms_mix.model import observed, values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.model.parts import Key
from pybrms_mix.results.mixture.labels import few_rows
from pybrms_mix.stan.engines.protocol import Cells, Prepared
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.explore import Part
from pybrms_mix.stan.prepare.optimum import Optimum, maximise
from pybrms_mix.stan.prepare.runaway import Runaway, runaways
from pybrms_mix.stan.prepare.straight import Steps
from pybrms_mix.stan.starts import Guesses, best_guess, middle_at
from pybrms_mix.start.several import with_priors
from pybrms_mix.start.unheld import Tails, Unheld, latent, scales, unheld

_MINE = 0.5  # The least membership at which a row belongs to a component.
_NONE = 1.0  # The largest expected number of rows for which a component counts as empty.
_SAME = 0.05  # A smaller difference between log likelihoods of a row is no difference.
# A standard deviation below this proportion of that of the response may tend to 0.
_COLLAPSED = 1e-3
_STEEP = 0.5  # The norm of a gradient at which the density still rises at the end of a search.
_CERTAIN = 1e-3  # The log likelihood of a row that is predicted with certainty is above minus this.


@dataclass(frozen=True)
class RunawayParameter:
    """A description of a parameter that runs away.

    Attributes:
        text: the description.
        prior: a prior that would hold the parameter, as an argument of ``brm()``.
    """

    text: str
    prior: str

    def __str__(self) -> str:
        return f"{self.text}: {self.prior}"


def warn_of_runaways(
    model: Model, guesses: Guesses, prepared: Prepared, budget: int, part: Part | None = None
) -> int:
    """Warn of parameters that run away from the optimum at which the chains would start.

    A parameter that runs away on all rows also does so on some of them. With ``part``, all rows are
    therefore looked at only if a parameter runs away on a sample of the rows.

    Returns:
        The number of gradients that the search took.

    Warns:
        RunawayWarning: if a coefficient with a flat prior can grow without bound, or the spread of
            a component falls towards 0.
    """
    # A change of threads for each gradient would take longer than the gradients.
    runaways_, gradients = on_worker_thread(
        lambda: _found_runaways(model, guesses, prepared, budget, part)
    )
    if runaways_:
        listed = "\n".join(f"- {runaway}" for runaway in runaways_)
        warn(
            "In some directions the posterior density falls slowly or not at all, so that "
            "chains may run away:\n"
            f"{listed}\n"
            "The numbers in these priors are examples: choose them from prior knowledge.",
            RunawayWarning,
        )
    return gradients


def _found_runaways(
    model: Model, guesses: Guesses, prepared: Prepared, budget: int, part: Part | None
) -> tuple[list[RunawayParameter], int]:
    """Return the parameters that run away, and the gradients in units of those on all rows."""
    if part is None:
        return _runaways_from_guess(model, guesses, prepared, budget)
    runaways_, gradients_of_part = _runaways_from_guess(model, guesses, part.prepared, budget)
    evaluations = int(np.ceil(part.share * gradients_of_part))
    if not runaways_:
        return runaways_, evaluations
    runaways_, more = _runaways_from_guess(model, guesses, prepared, budget)
    return runaways_, evaluations + more


def _runaways_from_guess(
    model: Model, guesses: Guesses, prepared: Prepared, budget: int
) -> tuple[list[RunawayParameter], int]:
    """Return the parameters that run away from the optimum of the best guess, and the gradients."""
    first = best_guess(prepared, guesses)
    if first is None:
        return [], 0
    optimum = maximise(prepared.log_density, middle_at(prepared, first), most=budget)
    runaways_, gradients = runaways_from(model, prepared, optimum, budget)
    return runaways_, optimum.evaluations + gradients


def runaways_from(
    model: Model, prepared: Prepared, optimum: Optimum, budget: int
) -> tuple[list[RunawayParameter], int]:
    """Return the parameters that run away from ``optimum``, and the number of gradients."""
    runaways_: list[RunawayParameter] = []
    gradients = 0
    for part in _parts(model):
        more, evaluations = _runaways_of_part(part, model, prepared, optimum, budget - gradients)
        runaways_ += more
        gradients += evaluations
    return runaways_, gradients


def _parts(model: Model) -> list[Model]:
    """Return the models whose rows have components of their own.

    Responses without a common class are models by themselves, with coordinates of one program.
    """
    if not model.views or model.mixture.class_:
        return [model]
    return [with_priors(view, name, model) for name, view in model.views.items()]


def _runaways_of_part(
    model: Model, whole_model: Model, prepared: Prepared, optimum: Optimum, budget: int
) -> tuple[list[RunawayParameter], int]:
    """Return the parameters of a model that run away from ``optimum``, and the gradients.

    ``whole_model`` is the model of all responses. It reports the variables, because one response
    may be a predictor of another.
    """
    spreads = scales(model, prepared, optimum.point)
    at_optimum = _RowsAtPoint(model, whole_model.report(_one(prepared.constrain(optimum.point))))
    runaways_ = list(_collapsed(at_optimum, optimum))
    if runaways_:
        return runaways_, 0
    flat = unheld(model, whole_model, prepared, optimum.point)
    runs, gradients = _runs(model, prepared, optimum, flat, list(spreads.values()), budget)
    by_free = {u.free: u for u in flat}
    groups: dict[str, list[tuple[Unheld, Runaway]]] = {}
    for run in runs:
        parameter = by_free[run.free]
        groups.setdefault(parameter.slot.dpar, []).append((parameter, run))
    for pairs in groups.values():
        farthest = min((r for _, r in pairs), key=lambda r: r.fall)
        far = _RowsAtPoint(model, whole_model.report(_one(prepared.constrain(farthest.point))))
        moved_parameters = [u for u in flat if _moved(u, optimum, farthest)]
        runaways_.append(_of_coefficients(at_optimum, far, [u for u, _ in pairs], moved_parameters))
    return list(dict.fromkeys(runaways_)), gradients


def _runs(
    model: Model, prepared: Prepared, optimum: Optimum, flat: Sequence[Unheld],
    spreads: Sequence[int], budget: int,
) -> tuple[list[Runaway], int]:  # fmt: skip
    """Return the directions in which the density does not fall, and the number of gradients.

    The search moves ordered intercepts by their differences. On Stan's scale, with the logs of the
    differences, an intercept that follows its slope to infinity takes the others with it.
    """
    if not flat:
        return [], 0
    tails, steps = Tails(model, prepared), Steps(model, prepared)
    density = steps.density(prepared.log_density)
    start = steps.point(optimum.point)
    start_point = replace(optimum, point=start, value=density(start)[0])
    free = [*(u.free for u in flat), *tails.followers(optimum.point, steps)]
    runaways_, gradients = runaways(
        density, start_point, free, budget, spreads, lambda u: tails.log_density(steps.back(u)),
        steps.at, latent(model, prepared).tolist(),
    )  # fmt: skip
    return [replace(r, point=steps.back(r.point)) for r in runaways_], gradients


def _moved(parameter: Unheld, optimum: Optimum, run: Runaway) -> bool:
    """Return whether a coefficient has moved far before the density became constant."""
    at = parameter.free.at
    return bool(abs(run.point[at] - optimum.point[at]) > 10 * parameter.free.unit)


def _one(cells: Cells) -> dict[str, np.ndarray]:
    """Return one draw as a chain: the variables of the program with two further axes."""
    return {name: np.asarray(value)[None, None] for name, value in cells.items()}


class _RowsAtPoint:
    """The responses, memberships and likelihoods of the rows at one point.

    Attributes:
        shares: the memberships: (rows, K).
        log_lik: the log likelihood of each row: (rows,).
    """

    def __init__(self, model: Model, draws: Draws) -> None:
        self.model, self.draws = few_rows(model), draws
        with np.errstate(all="ignore"):
            joint = values.log_joint(self.model, self.draws)[0]
            joint = np.clip(np.nan_to_num(joint, nan=-1e9), -1e9, None)
            total = np.logaddexp.reduce(joint, axis=1)
            self._dpars = values.dpars(self.model, self.draws)
        self.shares = np.exp(joint - total[:, None])
        self.log_lik = total

    def y(self, resp: str) -> np.ndarray:
        """Return a response, NaN in the rows that lack it: (rows,)."""
        piece = self.model.response(resp)
        return np.where(piece.observed, piece.y.astype(float), np.nan)

    def on_scale(self, place: PlacedDpar) -> np.ndarray:
        """Return the response of a parameter on the scale of its spread: (rows,)."""
        y = self.y(place.resp)
        log_scale = place.family is not None and place.family.log_scale
        return np.log(np.abs(y) + 1e-300) if log_scale else y

    def rows(self, component: int, resp: str) -> np.ndarray:
        """Return the responses of the rows of a component; of all rows for component 0."""
        y = self.y(resp)
        is_held = self._holds(component, resp) if component else True
        return np.asarray(y[is_held & ~np.isnan(y)])

    def certain(self, component: int, resp: str) -> np.ndarray:
        """Return the responses of the rows that a component holds and predicts with certainty.

        For component 0 these are the rows of all components. Only a value that has a probability
        can be certain: a density may be large at any value.
        """
        mixture, piece, y = self.model.part(resp), self.model.response(resp), self.y(resp)
        is_certain = np.zeros(len(y), bool)
        for c in mixture.components:
            if component in (0, c.number):
                has_probability = c.family.values == "int" or np.isin(y, c.family.masses)
                is_sure = self._log_density(c, piece) > -_CERTAIN
                is_certain |= has_probability & is_sure & self._holds(c.number, resp)
        is_exact = np.equal(piece.extra.get("cens", 0), 0)  # not censored
        return np.asarray(y[is_certain & is_exact & ~np.isnan(y)])

    def mixes(self, resp: str) -> bool:
        """Return whether the memberships refer to the components of a response."""
        return self.model.part(resp).class_ == self.model.mixture.class_

    def _holds(self, component: int, resp: str) -> np.ndarray:
        """Return whether each row belongs to a component: (rows,)."""
        share = self.shares[:, component - 1]
        return share > _MINE if self.mixes(resp) else np.ones(len(share), bool)

    def _log_density(self, component: Component, piece: ResponsePiece) -> np.ndarray:
        """Return the log density of a response in one of its components: (rows,)."""
        with np.errstate(all="ignore"):
            dpars = values.of_component(self.model, self._dpars, component.number, piece.resp)
            y = self.y(piece.resp)
            return np.asarray(observed.log_density(component, y, dpars, piece.extra)[0])


def _collapsed(at_optimum: _RowsAtPoint, optimum: Optimum) -> Iterator[RunawayParameter]:
    """Yield the components whose spread tended to 0 in the search."""
    if optimum.slope < _STEEP:
        return
    dpars = values.dpars(at_optimum.model, at_optimum.draws)
    for place in at_optimum.model.mixture.places:
        if place.dpar.name != "sigma" or place.name not in dpars:
            continue
        y = at_optimum.on_scale(place)
        spread = float(np.nanstd(y)) or float(np.nanmax(np.abs(y))) or 1.0
        if float(np.max(dpars[place.name])) > _COLLAPSED * spread:
            continue
        rows = at_optimum.rows(place.component, place.resp)
        who = _called(at_optimum.model, place.component, place.resp)
        equal = rows.size and np.ptp(rows) == 0
        on = f"where y = {rows[0] + 0.0:g}" if equal else "which its predictor fits exactly"
        number = _rounded(spread / 2)
        yield RunawayParameter(
            f"{place.name} falls towards 0, and the density grows without bound: {who} holds "
            f"{rows.size} rows {on}",
            f"prior(inv_gamma(3, {number}), {place.plain}{_of_response(place.resp)})",
        )


def _of_coefficients(
    at_optimum: _RowsAtPoint,
    far: _RowsAtPoint,
    ran: Sequence[Unheld],
    moved_parameters: Sequence[Unheld],
) -> RunawayParameter:
    """Describe how the coefficients of one distributional parameter run away."""
    mixture = at_optimum.model.mixture
    unclear = [str(u.key) for u in moved_parameters if len(moved_parameters) > 1]
    slot = ran[0].slot
    names = ", ".join(dict.fromkeys(str(u.key) for u in ran))
    prior = _prior(at_optimum, ran)
    if unclear and np.abs(far.log_lik - at_optimum.log_lik).max() < _SAME:
        listed = ", ".join(dict.fromkeys(unclear))
        return RunawayParameter(
            f"the data identify only a sum of coefficients with flat priors, not each of {listed}",
            prior,
        )
    thetas = {t.name for t in mixture.thetas}
    if slot.dpar in thetas:
        return RunawayParameter(
            f"a coefficient of {slot.dpar} tends to infinity, since the proportion of a "
            f"component is 0 or 1 in some rows, and it has a flat prior ({names})",
            prior,
        )
    happens = _happens(far, slot.component, ran[0].key.resp)
    return RunawayParameter(f"{happens}, and its coefficients have flat priors ({names})", prior)


def _called(model: Model, number: int, resp: str) -> str:
    """Return a component's name in sentences: "component 2", or "the model" in a single family."""
    end = f" of '{resp}'" if resp else ""
    return f"component {number}{end}" if number and model.part(resp).thetas else f"the model{end}"


def _of_response(resp: str) -> str:
    """Return the argument of a prior that names the response."""
    return f", resp = {resp}" if resp else ""


def _happens(far: _RowsAtPoint, number: int, resp: str) -> str:
    """Describe the predictions of a component whose coefficients have run away."""
    who = _called(far.model, number, resp)
    rows = far.rows(number, resp)
    if number and far.mixes(resp) and far.shares[:, number - 1].sum() < _NONE:
        return f"{who} holds no rows"
    if rows.size and np.ptp(rows) == 0:
        return f"{who} predicts only {'zeros' if rows[0] == 0 else f'the value {rows[0]:g}'}"
    certain = far.certain(number, resp)
    if certain.size and np.ptp(certain) == 0:
        value = "zeros" if certain[0] == 0 else f"the value {certain[0]:g}"
        return f"{who} predicts only {value} in {certain.size} rows"
    family = far.model.part(resp).components[max(number, 1) - 1].family
    if family.ordinal or (family.values == "int" and np.isfinite(family.support.upper)):
        return f"{who} separates the values of the response"
    return f"{who} fits the rows equally well with coefficients that grow without bound"


def _prior(at_optimum: _RowsAtPoint, ran: Sequence[Unheld]) -> str:
    """Return a prior that would hold coefficients of one distributional parameter."""
    key: Key = ran[0].key
    places = {p.name: p for p in at_optimum.model.mixture.places}
    place = places.get(ran[0].slot.dpar)
    number = "2"
    if place is not None and place.dpar.name == "mu" and place.link == "identity":
        y = at_optimum.on_scale(place)
        number = _rounded(2 * float(np.nanstd(y)) / float(np.median([u.spread for u in ran])))
    places_named = (("dpar", key.dpar), ("nlpar", key.nlpar), ("resp", key.resp))
    where = [f"{n} = {v}" for n, v in places_named if v]
    return f"prior({', '.join([f'normal(0, {number})', key.kind, *where])})"


def _rounded(value: float) -> str:
    """Return a number rounded to one significant digit."""
    return f"{float(f'{value:.0e}'):g}"
