"""One whole run of one program in this process: what `benchmarks.runs` starts and reads.

    python -m benchmarks.contender pybrms_mix|numpyro ROWS GROUPS ITER

Prints JSON: seconds from the imports to the table, seconds of a second call (compiled, imported; of
the first where that takes long), the smallest effective sample size of the regression's parameters
after it, and the peak of memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd

START = time.perf_counter()
CHAINS, CORES = 4, 2
LONG = 40  # seconds: what takes longer is run once, and compiling is a small part of it
FAMILY = "mixture(gaussian, gaussian)"
Found = tuple[Mapping[str, np.ndarray], str]  # draws (chains, iterations), table


def normals(rows: int, groups: int) -> pd.DataFrame:
    """Return rows of two normals, with a covariate and groups whose lines differ."""
    rng = np.random.default_rng(1)
    x, g = rng.normal(size=rows), rng.integers(max(groups, 1), size=rows)
    first = rng.random(rows) < 2 / 3
    own, slope = rng.normal(0, 0.5, (2, max(groups, 1)))[:, g] * (groups > 0)
    y = np.where(first, rng.normal(own, 1), rng.normal(6 + x * (1 + slope) + own, 1))
    return pd.DataFrame({"y": y, "x": x, "g": g})


def ours(frame: pd.DataFrame, groups: int, iterations: int) -> Callable[[int], Found]:
    """Return a run of this package: a seed to draws and a table."""
    import pybrms_mix as pm

    formula = "y ~ x + (1 + x | g)" if groups else "y ~ x"

    def run(seed: int) -> Found:
        fit = pm.brm(
            formula, frame, FAMILY, chains=CHAINS, cores=CORES, iter=iterations, seed=seed, silent=2
        )
        shown = [
            n for n in fit.variables() if n.startswith(("b_", "sigma", "theta", "sd_", "cor_"))
        ]
        return dict(
            zip(shown, np.moveaxis(fit.posterior.select(shown).values, 2, 0), strict=True)
        ), str(fit)

    return run


def numpyro(frame: pd.DataFrame, groups: int, iterations: int) -> Callable[[int], Found]:
    """Return a run of the same model written by hand, in double precision as Stan's."""
    import jax
    import numpyro
    from numpyro.diagnostics import summary
    from numpyro.infer import MCMC, NUTS, init_to_value

    from benchmarks.byhand import model, starts

    numpyro.set_host_device_count(CHAINS)
    jax.config.update("jax_enable_x64", True)
    y, g = frame["y"].to_numpy(), frame["g"].to_numpy()
    middle = float(np.median(y))
    # brms's scale of priors: the median's absolute deviation, and no scale under 2.5
    spread = max(2.5, 1.4826 * float(np.median(np.abs(y - middle))))
    kernel = NUTS(
        partial(model, groups=groups, middle=round(middle, 1), spread=round(spread, 1)),
        init_strategy=init_to_value(values=starts(groups)),
    )
    mcmc = MCMC(
        kernel, num_warmup=iterations // 2, num_samples=iterations // 2, num_chains=CHAINS,
        chain_method="parallel", progress_bar=False, jit_model_args=True,
    )  # fmt: skip

    def run(seed: int) -> Found:
        mcmc.run(jax.random.PRNGKey(seed), y=y, x=frame["x"].to_numpy(), g=g)
        sites = mcmc.get_samples(group_by_chain=True)
        flat = {k: np.asarray(v) for k, v in sites.items() if not k.startswith("z")}
        draws = {
            f"{k}[{i}]": column
            for k, v in flat.items()
            for i, column in enumerate(np.moveaxis(v.reshape(*v.shape[:2], -1), -1, 0))
        }
        return draws, str(summary(flat))

    return run


def least(draws: Mapping[str, np.ndarray]) -> float:
    """Return the smallest bulk effective sample size, by one and the same code for all."""
    from pybrms_mix.results.mixing import ess_bulk

    sizes = [float(ess_bulk(v)) for v in draws.values() if np.ptp(v) > 0]
    return min(s for s in sizes if np.isfinite(s))


def main() -> None:
    warnings.simplefilter("ignore")
    which, rows, groups, iterations = sys.argv[1], *map(int, sys.argv[2:])
    frame = normals(rows, groups)
    run = {"pybrms_mix": ours, "numpyro": numpyro}[which](frame, groups, iterations)
    started = time.perf_counter()
    draws, _ = run(1)
    again = time.perf_counter() - started
    first = time.perf_counter() - START
    if again < LONG:
        started = time.perf_counter()
        draws, _ = run(2)
        again = time.perf_counter() - started
    print(json.dumps({
        "first": first, "again": again, "ess": least(draws), "means": {
            k: round(float(v.mean()), 4) for k, v in draws.items()
        },
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
