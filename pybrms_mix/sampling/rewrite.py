"""The program of the sampler with other coordinates of single parameters."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.version import __version__
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.computed import Computed, with_coordinates
from pybrms_mix.pieces.degrees import student_numbers
from pybrms_mix.pieces.inflation import inflation
from pybrms_mix.pieces.ordinal.free_thresholds import AscendingThresholds, free_thresholds
from pybrms_mix.pieces.ordinal.two_thresholds import thresholds_of_two
from pybrms_mix.sampling.locate import located
from pybrms_mix.stan.code import code
from pybrms_mix.stan.prepare.rewritten import Rewritable


def rewritable(model: Model, *, counted: bool) -> Rewritable | None:
    """Return the program with other coordinates; None if the model has no such parameters.

    The program has the same density of all variables that the model reports, and returns them all.
    ``counted`` has the same meaning as in ``stan.code.code``.

    >>> import pandas as pd
    >>> from pybrms_mix.build.build import build
    >>> d = pd.DataFrame({"y": [0.1, 1.2, 5.3, 6.1] * 5})
    >>> model = build("y ~ 1", d, "student").model
    >>> "free_nu" in rewritable(model, counted=False).program(False)
    True
    >>> rewritable(build("y ~ 1", d, "gaussian").model, counted=False)
    """
    computed: tuple[Computed, ...] = (
        *student_numbers(model), *inflation(model), *_thresholds(model),
    )  # fmt: skip
    if not computed:
        return None

    def program(is_located: bool) -> str:
        model_in_coordinates = with_coordinates(located(model) if is_located else model, computed)
        return code(model_in_coordinates, version=__version__, counted=counted)

    return Rewritable(
        program,
        lambda cells: {piece.coordinate.stan: piece.of(cells) for piece in computed},
        lambda cells: np.sum([piece.change(cells) for piece in computed], axis=0),
    )


def _thresholds(model: Model) -> tuple[Computed, ...]:
    """Return the statements that compute ascending thresholds."""
    free = free_thresholds(model)
    pairs = tuple(thresholds_of_two(model, free))
    paired = {statement.name for statement in pairs}
    return (*pairs, *(AscendingThresholds(p) for name, p in free.items() if name not in paired))
