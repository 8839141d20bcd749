"""Vectors of rows are kept as one array of numbers and one of derivatives, not row by row."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pybrms_mix.stan.engines import pystan_build, stanli
from tests.stan.test_code import CASES

httpstan = pytest.importorskip("httpstan")
STANC = Path(httpstan.__file__).parent / "stanc"
ROOT = Path(__file__).parents[2]
PROGRAMS = {name: case.program for name, case in CASES.items()}


def stored(program: str, folder: Path) -> dict[str, str]:
    """Return how stanc keeps each vector: "SoA" or "AoS"."""
    file = folder / "program.stan"
    file.write_text(program)
    command = [STANC, "--O1", "--debug-mem-patterns", "--o", folder / "out.hpp", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)


# A curve whose parameters are numbers is a vector that stanc does not keep as one array.
NUMBERS = {"equal_curves"}
VECTORISED = [
    name for name, text in PROGRAMS.items() if "for (n in 1:N)" not in text and name not in NUMBERS
]
# Small, or of numbers alone: the Cholesky factor of a correlation, errors beside one sigma, what
# a non-linear formula takes from levels alone, sums over groups, values of Gaussian processes at
# their positions.
APART = (
    r"matrix.* L_\d+|.* sigma\d*_se|.* sigma1|.* nlp_b|vector\[\(?N_whole\b.*\] .*"
    r"|array.* lscale_.*|.* inline_gp_.*|vector\[sum\(Nsubgp.*"
)


@pytest.mark.parametrize("name", VECTORISED)
def test_every_vector_of_rows_is_one_array_of_numbers(name, tmp_path):
    kept = stored(PROGRAMS[name], tmp_path)
    assert kept
    row_by_row = {vector for vector, how in kept.items() if how != "SoA"}
    assert {v for v in row_by_row if not re.fullmatch(APART, v)} == set()


def test_most_programs_are_without_a_loop_over_rows():
    assert len(VECTORISED) > 20


def test_pystan_compiles_programs_so_that_vectors_are_stored_as_one_array(tmp_path):
    program = PROGRAMS["two_components"]
    (tmp_path / "model.stan").write_text(program)
    command = [STANC, "--name", "model", "--print-cpp", tmp_path / "model.stan"]
    plain = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    built, _ = pystan_build._stanc(program, "model")
    assert "var_value<Eigen::Matrix" in built and "var_value<Eigen::Matrix" not in plain


MILLION = """
import resource, time
import numpy as np, pandas as pd
import pybrms_mix as pm

rng = np.random.default_rng(1)
d = pd.DataFrame({"y": rng.normal(size=1_000_000), "x": rng.normal(size=1_000_000)})
start = time.perf_counter()
data = pm.make_standata("y ~ x", d, "mixture(gaussian, gaussian)")
seconds = time.perf_counter() - start
print(data["X_mu1"].shape[0], seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is told in other units")
def test_the_data_of_a_million_rows_take_seconds_and_less_than_two_gigabytes():
    where = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", MILLION], capture_output=True, text=True, check=True, env=where
    )
    rows, seconds, gigabytes = map(float, done.stdout.split())
    assert rows == 1_000_000 and seconds < 5 and gigabytes < 2


@pytest.mark.parametrize(
    "array",
    [np.arange(250_001), np.arange(300_000) / 7, np.arange(300_000.0).reshape(3, -1),
     np.arange(300_000.0).reshape(-1, 3), np.array([[0.1, np.inf]] * 60_000)],
)  # fmt: skip
def test_long_data_are_written_in_parts_digit_by_digit(array):
    assert json.loads(stanli._json(array)) == array.tolist()
