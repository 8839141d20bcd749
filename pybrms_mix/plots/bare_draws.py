"""Draws without their fit, which the pictures of draws accept in place of a fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.dialect import Dialect, current
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.fit import Fit, Run


@dataclass(frozen=True, eq=False)
class BareDraws:
    """Draws of variables, without a model.

    Attributes:
        posterior: the draws.
        stats: the statistics of the sampler, which draws alone do not have.
        run: the settings of the sampler, which are unknown.
        dialect: the version of brms whose pictures are drawn.
    """

    posterior: Draws
    stats: Mapping[str, np.ndarray] = field(default_factory=dict)
    run: Run | None = None
    dialect: Dialect = field(default_factory=current)


Drawn: TypeAlias = Fit | BareDraws
