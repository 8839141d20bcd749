"""Whole scripts are ported from R to Python and run to their end."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.rscript import port, run

SCRIPTS = Path(__file__).parent / "scripts"
DATA = Path(__file__).parents[2] / "examples" / "data"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, without a screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    mpl.use("Agg")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("blog1", "set.seed(1)\nd <- tibble(y = c(rnorm(200), rnorm(100, 6)))"),
        (
            "blog2",
            "set.seed(1)\nd <- tibble(y = c(rnorm(200), rnorm(100, 6)))\n"
            "d <- d %>%\n  mutate(x = rnorm(300))",
        ),
        (
            "blog3",
            "set.seed(1)\nd <- tibble(y = c(rnorm(200), rnorm(100, 6)), x = rnorm(300))\n"
            "d <- d %>%\n  mutate(x2 = x*x)",
        ),
    ],
)
def test_what_a_script_simulates_are_the_numbers_that_r_simulates(name: str, script: str) -> None:
    if not DATA.is_dir():
        pytest.skip("there is no checkout")
    theirs = pd.read_csv(DATA / f"{name}.csv")
    ours = run(script)["d"]
    assert list(ours.columns) == list(theirs.columns)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.R")), ids=lambda file: file.stem)
def test_whole_scripts_are_ported_without_a_line_left(file: Path) -> None:
    ported = port(file)
    assert ported.missing == ()
    assert "# not ported" not in ported.python


@pytest.mark.slow
def test_lines_that_were_simulated_are_found_again(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = run(SCRIPTS / "lines.R")
    told = capsys.readouterr().out
    assert told.count("Family: mixture(gaussian, gaussian)") == 2
    assert (elsewhere / "lines_prior.nc").exists()
    p, fit = found["p"], found["sim_1"]
    est = pm.posterior_summary(fit)["Estimate"]
    density = [
        est[f"theta{k}"]
        * stats.norm.pdf(
            p["y_obs"], est[f"b_mu{k}_Intercept"] + est[f"b_mu{k}_x"] * p["x"], est[f"sigma{k}"]
        )
        for k in (1, 2)
    ]
    np.testing.assert_allclose(p["p_mu1"], density[0] / (density[0] + density[1]))
    np.testing.assert_array_equal(p["p_max"], np.where(density[0] >= density[1], 1, 2))


@pytest.mark.slow
def test_what_is_written_runs_by_itself(elsewhere: Path) -> None:
    rng = np.random.default_rng(1)
    g = np.repeat([f"g{i}" for i in range(8)], 10)
    x, z = rng.normal(size=(2, 80))
    shift = rng.normal(size=8).repeat(10)
    y = np.where(rng.random(80) < 0.5, -3, 3) + x + shift + rng.normal(size=80)
    pd.DataFrame({"y": y, "x": x, "z": z, "g": g}).to_csv("d.csv", index=False)
    Path("levels.py").write_text(port(SCRIPTS / "levels.R").python, encoding="utf-8")
    home = str(Path(pm.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "levels.py"], capture_output=True, text=True, check=False, cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": home},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "theta1_x" in done.stdout
    assert "elpd_loo" in done.stdout
    assert "P(K = 1 | Y)" in done.stdout


@pytest.mark.slow
def test_a_script_with_missing_and_noisy_predictors_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = run(SCRIPTS / "noise.R")
    told = capsys.readouterr().out
    assert "\ny_mix " in told
    assert "\nmexs " in told
    names = {name: set(found[name].posterior.names) for name in ("fit1", "fit2", "fit3")}
    assert {n for n in names["fit1"] if n.startswith("Ymi")} == {"Ymi_x[3]", "Ymi_x[8]"}
    assert {f"Xme_mex[{i}]" for i in range(1, 39)} <= names["fit2"]
    assert {f"Yl[{i}]" for i in range(1, 41)} <= names["fit3"]
    for name, effect in (("fit1", "bsp_y_mix"), ("fit2", "bsp_mexs")):
        assert 1 < pm.posterior_summary(found[name])["Estimate"][effect] < 3
