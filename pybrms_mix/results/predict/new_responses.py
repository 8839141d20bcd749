"""New responses, drawn from the components of a mixture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import Dpars, Extra, Mixture
from pybrms_mix.model import observed, residual_density, values
from pybrms_mix.results.predict.component_shares import component_shares
from pybrms_mix.results.predict.prediction_rows import Rows


def sampled(part: Rows, resp: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Return new responses and the numbers of their components, from 1: both (draws, N).

    ``resp`` is the response, if the model has several.
    """
    dpars, weights = values.mixed(part.model, part.draws, resp)
    numbers = _Numbers(part, weights)
    found = _Responses(part, part.model.part(resp), dpars)
    for few in values.parts(part.S, part.N):
        found.draw(few, numbers.drawn(few))
    return found.y, numbers.z


class _Numbers:
    """The numbers of the components of the rows, from 1, drawn with the log proportions.

    Attributes:
        z: the numbers: (draws, N).
    """

    def __init__(self, part: Rows, weights: np.ndarray) -> None:
        self._part = part
        self._shares = component_shares(part, weights)
        given = isinstance(part.component, int)
        self._groups = None if given else values.together(part.model)
        self.z = np.empty((part.S, part.N), dtype=np.int64)

    def drawn(self, few: slice) -> np.ndarray:
        """Draw the numbers of some draws, and return them."""
        shape, shares = self.z[few].shape, values.among(self._shares, few)
        self.z[few] = draw_components(shares, shape, self._part.rng, self._groups)
        return self.z[few]


class _Responses:
    """New responses of one mixture.

    Attributes:
        y: the responses: (draws, N).
    """

    def __init__(self, part: Rows, mixture: Mixture, dpars: values.Values) -> None:
        self._part = part
        self._extra = part.model.response(mixture.resp).extra
        numbers = ((c, c.number) for c in mixture.components)
        self._own = [
            (c, values.of_component(part.model, dpars, k, mixture.resp)) for c, k in numbers
        ]
        # A response that cannot be drawn within its truncation bounds is NaN, which integers cannot
        # hold.
        integers = mixture.components[0].family.values == "int" and "lb" not in self._extra
        self.y = np.empty((part.S, part.N), dtype=np.int64 if integers else np.float64)

    def draw(self, few: slice, z: np.ndarray) -> None:
        """Draw the responses of some draws, given the numbers of their components."""
        for component, all_draws in self._own:
            here = z == component.number
            among = {n: values.among(v, few) for n, v in all_draws.items()}
            if component.family.own is not None:
                # A user's function takes all draws of a row at once.
                every = {n: np.broadcast_to(v, here.shape) for n, v in among.items()}
                drawn = observed.sample(component, self._part.rng, every, self._extra)
                self.y[few][here] = drawn[here]
                continue
            some = _at(among, here)
            # The sampler treats the values as one draw of many rows.
            row = {name: value[None, :] for name, value in some.items()}
            drawn = observed.sample(component, self._part.rng, row, _at(self._extra, here))
            self.y[few][here] = drawn[0]


def sampled_together(part: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Return new responses of all responses, (draws, N, responses), and numbers of components.

    The numbers are the classes that responses share, (draws, N), or the components of each
    response.
    """
    mixture = part.model.mixture
    dpars, weights = values.mixed(part.model, part.draws)
    correlation = residual_density.correlation(part.model)
    if correlation is not None:
        y = residual_density.sampled(part.model, part.draws, dpars, correlation, part.rng)
        return y, np.ones(y.shape, dtype=np.int64)
    common = _Numbers(part, weights) if mixture.class_ else None
    # A component that the caller chose is a component of the class.
    free = replace(part, component=None)
    each: list[tuple[_Numbers, _Responses]] = []
    for own in mixture.parts:
        apart = _Numbers(free, values.log_weights_of(part.model, part.draws, own))
        numbers = common if common is not None and own.class_ else apart
        each.append((numbers, _Responses(part, own, dpars)))
    for few in values.parts(part.S, part.N):
        for numbers in dict.fromkeys(numbers for numbers, _ in each):
            numbers.drawn(few)
        for numbers, found in each:
            found.draw(few, numbers.z[few])
    z = common.z if common is not None else np.stack([numbers.z for numbers, _ in each], axis=-1)
    return np.stack([found.y for _, found in each], axis=-1), z


def draw_components(
    theta: np.ndarray,
    shape: tuple[int, ...],
    rng: np.random.Generator,
    groups: Grouping | None,
) -> np.ndarray:
    """Draw the numbers of components, from 1, with the probabilities ``theta``.

    One number is drawn for each row, or one for all rows of a group.
    """
    z = np.ones(shape, dtype=np.int64)
    if theta.shape[2] > 1:
        count = shape[1] if groups is None else len(groups.levels)
        u, below = rng.random((shape[0], count)), np.cumsum(theta, axis=2)
        u = u if groups is None else u[:, groups.index]
        for k in range(theta.shape[2] - 1):
            z += u >= below[:, :, k]
    return z


def _at(found: Dpars | Extra, here: np.ndarray) -> dict[str, np.ndarray]:
    """Return the values at the positions ``here``."""
    return {name: np.broadcast_to(v, here.shape)[here] for name, v in found.items()}
