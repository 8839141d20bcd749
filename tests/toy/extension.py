"""All parts of the toy, as one extension."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from pybrms_mix.api.extension import Extension
from pybrms_mix.prior.distributions import Distribution
from pybrms_mix.results.fit import Fit
from tests.toy import steps
from tests.toy.family import LOGISTIC

LOMAX = Distribution("lomax", ("alpha", "lambda"), "0", functions=("lomax",))


def steepest(fit: Fit) -> pd.Series:
    """Return the step with the largest mean share of each simplex, counted from 1."""
    shares = [v for v in fit.model.variables if v.kind == "rise"]
    names = dict.fromkeys(v.name.partition("[")[0] for v in shares)
    means = {v.name: float(np.mean(fit.posterior[v.name])) for v in shares}
    top = {n: max((m, k) for k, m in means.items() if k.startswith(f"{n}["))[1] for n in names}
    return pd.Series({n: int(k.partition("[")[2][:-1]) for n, k in top.items()})


TOY = Extension(
    families=(LOGISTIC,),
    terms=(steps.KIND,),
    priors=(LOMAX,),
    sections={"Step Effects": ("steps", "rise")},
    results=(steepest,),
    templates=Path(__file__).parent / "templates",
)
