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
    responses = _Responses(part, part.model.part(resp), dpars)
    for batch in values.parts(part.S, part.N):
        responses.draw(batch, numbers.drawn(batch))
    return responses.y, numbers.z


class _Numbers:
    """The numbers of the components of the rows, from 1, drawn with the log proportions.

    Attributes:
        z: the numbers: (draws, N).
    """

    def __init__(self, part: Rows, weights: np.ndarray) -> None:
        self._part = part
        self._shares = component_shares(part, weights)
        is_given = isinstance(part.component, int)
        self._groups = None if is_given else values.together(part.model)
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
            in_component = z == component.number
            among = {n: values.among(v, few) for n, v in all_draws.items()}
            if component.family.own is not None:
                # A user's function takes all draws of a row at once.
                dpars = {n: np.broadcast_to(v, in_component.shape) for n, v in among.items()}
                values_drawn = observed.sample(component, self._part.rng, dpars, self._extra)
                self.y[few][in_component] = values_drawn[in_component]
                continue
            dpars_here = _at(among, in_component)
            # The sampler treats the values as one draw of many rows.
            row = {name: value[None, :] for name, value in dpars_here.items()}
            values_drawn = observed.sample(
                component, self._part.rng, row, _at(self._extra, in_component)
            )
            self.y[few][in_component] = values_drawn[0]


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
    pairs: list[tuple[_Numbers, _Responses]] = []
    for mixture_of_part in mixture.parts:
        apart = _Numbers(free, values.log_weights_of(part.model, part.draws, mixture_of_part))
        numbers = common if common is not None and mixture_of_part.class_ else apart
        pairs.append((numbers, _Responses(part, mixture_of_part, dpars)))
    for batch in values.parts(part.S, part.N):
        for numbers in dict.fromkeys(numbers for numbers, _ in pairs):
            numbers.drawn(batch)
        for numbers, responses in pairs:
            responses.draw(batch, numbers.z[batch])
    z = common.z if common is not None else np.stack([numbers.z for numbers, _ in pairs], axis=-1)
    return np.stack([responses.y for _, responses in pairs], axis=-1), z


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
    if theta.shape[2] > 1:  # the component is certain otherwise, and takes no random number
        count = shape[1] if groups is None else len(groups.levels)
        u, below = rng.random((shape[0], count)), np.cumsum(theta, axis=2)
        u = u if groups is None else u[:, groups.index]
        for k in range(theta.shape[2] - 1):
            z += u >= below[:, :, k]
    return z


def _at(arrays: Dpars | Extra, mask: np.ndarray) -> dict[str, np.ndarray]:
    """Return the values at the positions ``mask``."""
    return {name: np.broadcast_to(v, mask.shape)[mask] for name, v in arrays.items()}
