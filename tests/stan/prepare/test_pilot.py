"""The pilot run finds a metric where the curvature at the start tells nothing."""

from __future__ import annotations

import numpy as np

from pybrms_mix.stan.engines import engine
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.stan.prepare.pilot import pilot

# Flat in the second coordinate at 0, and bounded a little further on.
FLAT = """
parameters {
  vector[3] u;
}
model {
  target += -0.5 * square(u[1]) - square(square(u[2])) - 0.5 * square(u[3] - square(u[2]));
}
"""


def test_a_start_that_is_flat_in_a_direction_gives_a_metric():
    prepared = engine.prepare(FLAT, {})
    run, gradients = pilot(prepared, np.zeros(3), Settings(seed=1), 1)
    assert run is not None and gradients > 0
    assert run.points[:, 1].std() > 0.1
