"""Many fits as separate jobs: written by a script, run by other processes, then collected."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.array_jobs import COLLECT, WRITE, JobsWritten, working
from pybrms_mix.base.errors import InvalidArgument, InvalidFile
from pybrms_mix.cli import main
from pybrms_mix.refits.fit_job import run_job, stored_job
from pybrms_mix.refits.jobs import Job
from pybrms_mix.store.job_files import read_job
from pybrms_mix.store.sealed import seal, unsealed
from tests.refits.test_many import SHORT, data

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

PRIORS = [
    "normal(0, 1)",
    pm.prior("normal(0, 1)", "Intercept"),
    pm.prior("exponential(1)", "sigma"),
]


def fits(folder: Path) -> list[pm.Fit]:
    """Return three fits whose settings are of all kinds that a job file holds."""
    return pm.brm_multiple(
        "y ~ x", [data(seed=s) for s in (1, 2, 3)], combine=False, seed=1, file=folder,
        save_pars=pm.save_pars(all=True), control={"adapt_delta": 0.9}, init={"sigma": 1.5},
        warmup="auto", **SHORT,
    )  # fmt: skip


def written(folder: Path, call=fits) -> int:
    with pytest.raises(JobsWritten) as told, working(WRITE):
        call(folder)
    return told.value.count


def test_jobs_give_what_one_process_gives(tmp_path: Path) -> None:
    expected = fits(tmp_path / "here")
    folder = tmp_path / "jobs"
    assert written(folder) == 3
    for path in sorted(folder.glob("*.job")):
        run_job(read_job(path), folder)
    with working(COLLECT):
        found = fits(folder)
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one.as_draws_df(), other.as_draws_df())
    assert {p.name for p in folder.glob("*.nc")} == {
        p.name for p in (tmp_path / "here").glob("*.nc")
    }


def test_a_job_that_is_left_is_written_alone_and_missing_ones_are_named(tmp_path: Path) -> None:
    assert written(tmp_path) == 3
    for number in (1, 3):
        assert main(["jobs", "run", str(tmp_path), str(number)]) == 0
    with (
        working(COLLECT),
        pytest.raises(InvalidFile, match=r"1 of 3 results are missing .*: table 2 of 3\."),
    ):
        fits(tmp_path)
    assert written(tmp_path) == 1
    assert main(["jobs", "run", str(tmp_path), "1"]) == 0
    with working(COLLECT):
        assert len(fits(tmp_path)) == 3


def test_replications_are_jobs_too(tmp_path: Path) -> None:
    def calibrated(folder: Path) -> pm.Calibration:
        return pm.sbc("y ~ x", data(), prior=PRIORS, n=3, kept=9, file=folder, iter=60)

    assert written(tmp_path, calibrated) == 3
    for number in (1, 2, 3):
        assert main(["jobs", "run", str(tmp_path), str(number)]) == 0
    with working(COLLECT):
        found = calibrated(tmp_path)
    pd.testing.assert_frame_equal(found.ranks, calibrated(tmp_path / "here").ranks)


def test_simulated_ratios_are_jobs_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"y": [0, 1, 1, 2, 3, 3, 5, 8, 9, 9, 11, 12]})
    own = pm.prior("normal(1, 2)", "Intercept", dpar="mu1")

    def tested(folder: Path) -> pm.BootstrapLRT:
        return pm.bootstrap_lrt(
            "y ~ 1", frame, "poisson", lambda k: own if k > 1 else None, K=2, n=3, gradients=1,
            seed=1, executor=1, file=folder, silent=2,
        )  # fmt: skip

    assert written(tmp_path, tested) == 3
    for number in (1, 2, 3):
        assert main(["jobs", "run", str(tmp_path), str(number)]) == 0
    with working(COLLECT):
        found = tested(tmp_path)
    np.testing.assert_array_equal(found.simulated, tested(tmp_path / "here").simulated)
    names = {p.name for p in tmp_path.glob("*.ratio")}
    assert names == {p.name for p in (tmp_path / "here").glob("*.ratio")}


def test_fits_of_stability_are_jobs_too(tmp_path: Path) -> None:
    y = [0.0, 0.2, 0.1, 0.4, 9.0, 9.1, 9.4, 8.8]
    frame = pd.DataFrame({"y": y, "id": list("aabbccdd")})
    draws = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 9.0, "sigma1": 1.0, "sigma2": 1.0,
             "theta1": 0.5, "theta2": 0.5}  # fmt: skip
    fit = pm.fit_from_draws("y ~ 1", frame, "mixture(gaussian, gaussian, gr = 'id')",
                            pd.DataFrame(draws, index=range(4)))  # fmt: skip

    def stable(folder: Path) -> pm.Stability:
        return pm.stability(fit, 2, seed=1, file=folder, silent=2, **SHORT)

    assert written(tmp_path, stable) == 2
    for number in (1, 2):
        assert main(["jobs", "run", str(tmp_path), str(number)]) == 0
    with working(COLLECT):
        found = stable(tmp_path)
    pd.testing.assert_frame_equal(found.assigned, stable(tmp_path / "here").assigned)


def test_the_number_comes_from_the_scheduler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path)
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "2")
    assert main(["jobs", "run", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Job 2: ")
    monkeypatch.delenv("SLURM_ARRAY_TASK_ID")
    assert main(["jobs", "run", str(tmp_path)]) == 2
    assert main(["jobs", "run", str(tmp_path), "9"]) == 2
    assert "The folder has 3 jobs." in capsys.readouterr().err


def test_what_cannot_be_written_is_refused_before_anything_runs(tmp_path: Path) -> None:
    def with_function(folder: Path | None) -> None:
        pm.brm_multiple(
            "y ~ x", [data(), data()], init=lambda: {"sigma": 1.0}, file=folder, **SHORT
        )

    with working(WRITE), pytest.raises(InvalidArgument, match="'init' cannot be written"):
        with_function(tmp_path)
    with working(WRITE), pytest.raises(InvalidArgument, match="needs a folder"):
        with_function(None)


def test_a_damaged_or_changed_job_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    path = sorted(tmp_path.glob("*.job"))[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InvalidFile, match="is not a job"):
        read_job(path)
    other = sorted(tmp_path.glob("*.job"))[1]
    seal(other, unsealed(other).replace(b"adapt_delta", b"adapt_delto"))
    with pytest.raises((InvalidFile, InvalidArgument)):
        run_job(read_job(other), tmp_path)
    empty = pm.brm("y ~ x", data(), empty=True)
    stored = stored_job(Job.of(empty, seed=1, **SHORT), tmp_path / ".." / "elsewhere.nc")
    stored.write(tmp_path / "1.job")
    assert run_job(read_job(tmp_path / "1.job"), tmp_path).parent == tmp_path


@pytest.mark.slow
def test_make_runs_an_array_of_jobs_in_three_processes(tmp_path: Path) -> None:
    (tmp_path / "fits.py").write_text(
        textwrap.dedent(
            """
            import numpy as np
            import pandas as pd
            import pybrms_mix as pm

            rng = np.random.default_rng(1)
            d = pd.DataFrame({"y": rng.normal(size=30)})
            fit = pm.brm("y ~ 1", d, chains=1, iter=100, seed=1, silent=2, file="whole")
            print("elpd", pm.kfold(fit, K=3, seed=1, file="folds").elpd.sum().round(6))
            """
        )
    )
    command = f"{sys.executable} -W ignore -m pybrms_mix.cli jobs"
    (tmp_path / "Makefile").write_text(
        f"all: 1 2 3\n1 2 3:\n\t{command} run folds $@\n.PHONY: all 1 2 3\n"
    )

    def run(text: str) -> str:
        return subprocess.run(
            text.split(), cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    assert "3 jobs were written" in run(f"{command} write fits.py")
    assert run("make -j3").count("folds/fold") == 3
    collected = run(f"{command} collect fits.py")
    assert "No jobs are left" in run(f"{command} write fits.py")
    for path in (tmp_path / "folds").glob("*.nc"):
        path.unlink()
    assert run(f"{sys.executable} -W ignore fits.py") == collected
