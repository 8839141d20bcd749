"""One whole run of one program in this process. `benchmarks.runs` starts it and reads its output.

    python benchmarks/contender.py PROGRAM ROWS GROUPS ITER CHAINS DRAWS [CACHE]

PROGRAM is a key of `PROGRAMS`: this package, or NumPyro with one of its metrics and precisions.
DRAWS is a file for the draws. CACHE is a folder for the programs that NumPyro compiles, which later
processes reuse; with it, the program is called once. The output is JSON: the seconds from the
imports to the table, the seconds and processor seconds of a second call (after compilation and
imports; of the first call if a call takes long), and the peak memory. As a script, the process
imports the package from PYTHONPATH, which may hold an earlier version.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd

START = time.perf_counter()
CORES = 2
LONG = 40  # seconds; longer calls run once, because compilation is then a small part of the time
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


def ours(
    frame: pd.DataFrame, groups: int, iterations: int, chains: int, *, auto: bool = False
) -> Callable[[int], Found]:
    """Return a function that runs this package: from a seed to draws and a table."""
    import pybrms_mix as pm

    formula = "y ~ x + (1 + x | g)" if groups else "y ~ x"
    more = {"warmup": "auto"} if auto else {}

    def run(seed: int) -> Found:
        fit = pm.brm(
            formula, frame, FAMILY, chains=chains, cores=CORES, iter=iterations, seed=seed,
            silent=2, **more,
        )  # fmt: skip
        shown = [
            n for n in fit.variables() if n.startswith(("b_", "sigma", "theta", "sd_", "cor_"))
        ]
        return dict(
            zip(shown, np.moveaxis(fit.posterior.select(shown).values, 2, 0), strict=True)
        ), str(fit)

    return run


def numpyro(
    frame: pd.DataFrame,
    groups: int,
    iterations: int,
    chains: int,
    *,
    dense: bool = False,
    double: bool = True,
) -> Callable[[int], Found]:
    """Return a function that runs the same model in NumPyro.

    Stan computes in double precision. The default of NumPyro is single precision.
    """
    import jax
    import numpyro
    from byhand import model, starts
    from numpyro.diagnostics import summary
    from numpyro.infer import MCMC, NUTS, init_to_value

    numpyro.set_host_device_count(chains)
    jax.config.update("jax_enable_x64", double)
    # Without this, each run would compile again, which takes seconds.
    cache = sys.argv[7] if len(sys.argv) > 7 else tempfile.mkdtemp()
    jax.config.update("jax_compilation_cache_dir", cache)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
    y, g = frame["y"].to_numpy(), frame["g"].to_numpy()
    middle = float(np.median(y))
    # the scale of brms's priors: the median absolute deviation, and at least 2.5
    spread = max(2.5, 1.4826 * float(np.median(np.abs(y - middle))))
    kernel = NUTS(
        partial(model, groups=groups, middle=round(middle, 1), spread=round(spread, 1)),
        init_strategy=init_to_value(values=starts(groups)),
        dense_mass=dense,
    )
    mcmc = MCMC(
        kernel, num_warmup=iterations // 2, num_samples=iterations // 2, num_chains=chains,
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


PROGRAMS = {
    "pybrms_mix": ours,
    "pybrms_mix, auto": partial(ours, auto=True),
    "numpyro": numpyro,
    "numpyro, dense": partial(numpyro, dense=True),
    "numpyro, dense, single precision": partial(numpyro, dense=True, double=False),
}


def spent() -> float:
    """Return the processor time of this process and of its finished children."""
    return sum(os.times()[:4])


def main() -> None:
    warnings.simplefilter("ignore")
    which, path = sys.argv[1], sys.argv[6]
    rows, groups, iterations, chains = map(int, sys.argv[2:6])
    frame = normals(rows, groups)
    run = PROGRAMS[which](frame, groups, iterations, chains)
    started, before = time.perf_counter(), spent()
    draws, _ = run(1)
    again, cpu = time.perf_counter() - started, spent() - before
    first = time.perf_counter() - START
    if again < LONG and len(sys.argv) < 8:
        started, before = time.perf_counter(), spent()
        draws, _ = run(2)
        again, cpu = time.perf_counter() - started, spent() - before
    np.savez(path, **draws)
    print(json.dumps({
        "first": first, "again": again, "cpu": cpu, "means": {
            k: round(float(v.mean()), 4) for k, v in draws.items()
        },
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
