"""Programs for tests: built, compiled by Stan's compiler, evaluated and compared with NumPy."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.build.build import Built, build
from pybrms_mix.model import values
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.stan.code import code
from pybrms_mix.stan.data import data as stan_data
from pybrms_mix.stan.data import declared
from pybrms_mix.stan.engines.stanli import Stanli, StanliProgram

REFERENCE = Path(__file__).parent / "reference"
TWO = "mixture(gaussian, gaussian)"


def sim(rows: int) -> pd.DataFrame:
    """Return rows of the sample data: numbers, text, groups, responses of all kinds."""
    data = pd.read_csv(REFERENCE / "data" / "sim.csv")
    return data.iloc[np.linspace(0, len(data) - 1, rows).astype(int)].reset_index(drop=True)


@dataclass(frozen=True)
class Case:
    """A model as a user writes it."""

    formula: str
    family: str = TWO
    prior: tuple[str, ...] = ()
    sample_prior: str = "no"
    data: pd.DataFrame = field(default_factory=lambda: sim(12))
    data2: Mapping[str, Any] | None = None
    stanvars: object = None

    @cached_property
    def built(self) -> Built:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            prior = list(self.prior)
            return build(
                self.formula, self.data, self.family, prior, self.sample_prior, self.data2,
                self.stanvars,
            )  # fmt: skip

    @cached_property
    def program(self) -> str:
        return code(self.built.model, version="0")

    @cached_property
    def standata(self) -> dict[str, Any]:
        return stan_data(self.built.model, prior_only=self.sample_prior == "only")

    @cached_property
    def prepared(self) -> StanliProgram:
        return Stanli().prepare(self.program, declared(self.built.model, self.standata))

    def point(self, seed: int) -> np.ndarray:
        """Return an unconstrained point, not far from zero."""
        return np.random.default_rng(seed).uniform(-0.7, 0.7, self.prepared.dimension)

    def draws(self, point: np.ndarray, model: Model | None = None) -> Draws:
        """Return one draw under brms's names: the variables at ``point``."""
        cells = self.prepared.constrain(point).items()
        return (model or self.built.model).report({n: np.asarray(v)[None, None] for n, v in cells})

    def log_lik(self, point: np.ndarray) -> np.ndarray:
        """Return NumPy's log likelihood of each row: (N,)."""
        return values.log_lik(self.built.model, self.draws(point))[0]

    @cached_property
    def posterior_and_prior(self) -> tuple[StanliProgram, StanliProgram]:
        """Return the program with the likelihood, and without it."""
        without = self.prepared.with_data({"prior_only": np.array(1)})
        if not self.standata["prior_only"]:
            return self.prepared, without
        return without.with_data({"prior_only": np.array(0)}), without

    def stan_log_lik(self, point: np.ndarray) -> float:
        """Return Stan's log likelihood of all rows: the log density less that of the prior."""
        posterior, prior = self.posterior_and_prior
        return posterior.log_density(point)[0] - prior.log_density(point)[0]


# Several tests need the compiler's messages about the same program.
@lru_cache(maxsize=256)
def stanc(program: str, *options: str) -> str:
    """Return the messages of Stan's compiler, which must accept ``program``.

    PyStan brings the compiler. A test skips from here on where PyStan has no wheels.
    """
    httpstan = pytest.importorskip("httpstan", reason="there is no stanc: PyStan has no wheel here")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.stan"
        file.write_text(program, encoding="utf-8")
        out = ["--o", str(Path(folder) / "model.hpp")] if "--info" not in options else []
        command = [str(Path(httpstan.__file__).parent / "stanc"), *options, *out, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\n{program}"
    assert "Warning" not in done.stderr, done.stderr
    return done.stdout


def inputs(program: str) -> dict[str, int]:
    """Return the rank of each variable of the data block, as the compiler sees it."""
    given = json.loads(stanc(program, "--info"))["inputs"]
    return {name: what["dimensions"] for name, what in given.items()}


def patterns(program: str) -> dict[str, str]:
    """Return the memory layout of each vector and matrix: "SoA" is the fast one."""
    lines = stanc(program, "--O1", "--debug-mem-patterns").splitlines()
    found = (re.fullmatch(r"(.*) (\w+): (AoS|SoA)", line) for line in lines)
    return {m[2]: m[3] for m in found if m and m[1] == "vector[N]"}


def ranks(data: Mapping[str, Any]) -> dict[str, int]:
    return {name: np.ndim(value) for name, value in data.items()}
