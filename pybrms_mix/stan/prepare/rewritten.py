"""Other coordinates of single parameters, in which the posterior is nearer to a normal one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import EngineError, InvalidArgument
from pybrms_mix.stan.engines.protocol import Cells, Prepared, Rebindable
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.prepare.located import EXACT, Relocated


@dataclass(frozen=True, eq=False)
class Rewritable:
    """A program with other coordinates of single parameters.

    Attributes:
        program: a function that returns the text of the program, given whether the coordinates of
            the levels of groups are located.
        freed: a function from the values of all variables to the coordinates by name.
        change: a function from the values of all variables to the log determinant of the derivative
            of the original coordinates with respect to these. The values may be those of many
            draws, whose axes come first.
    """

    program: Callable[[bool], str]
    freed: Callable[[Cells], Mapping[str, np.ndarray]]
    change: Callable[[Cells], np.ndarray]


def rewritten(
    prepared: Prepared, starts: np.ndarray, rewritable: Rewritable, *, located: bool
) -> tuple[Relocated | None, int]:
    """Return the program in other coordinates, and the starts in these coordinates.

    Parameters
    ----------
    prepared : Prepared
        The program in the original coordinates.
    starts : numpy.ndarray
        The starts of the chains, shape (chains, dimension).
    rewritable : Rewritable
        The program in other coordinates.
    located : bool
        Whether the coordinates of levels in ``prepared`` are located.

    Returns
    -------
    Relocated or None
        None if the engine cannot bind the program, or if its density is not the same.
    int
        The number of gradients that were computed.
    """
    if not isinstance(prepared, Rebindable):
        return None, 0
    try:
        rebound = prepared.with_program(rewritable.program(located), {})
        return on_worker_thread(lambda: _moved(prepared, rebound, starts, rewritable, located))
    except (EngineError, InvalidArgument):  # a program of the user's, or a start at a bound
        return None, 0


def _moved(
    prepared: Prepared, rebound: Prepared, starts: np.ndarray, rewritable: Rewritable, located: bool
) -> tuple[Relocated | None, int]:
    points: list[np.ndarray] = []
    for start in starts:
        cells = prepared.constrain(start)
        values = {**cells, **rewritable.freed(cells)}
        point = rebound.unconstrain({name: values[name] for name in rebound.parameters})
        expected = prepared.log_density(start)[0] + float(rewritable.change(cells))
        if not abs(rebound.log_density(point)[0] - expected) <= EXACT * (1 + abs(expected)):
            return None, 2 * len(points) + 2
        points.append(point)
    relocation = Relocated(rebound, np.array(points), rewritable.change, located)
    return relocation, 2 * len(points)
