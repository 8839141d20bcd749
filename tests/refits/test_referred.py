"""Tables that each process reads for itself: paths and functions in place of rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, UnknownVariable
from tests.refits.test_many import SHORT
from tests.refits.test_sharing import Wire

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

ROWS = 3000


def simulated(seed: int, rows: int = ROWS) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    g = rng.choice(["a", "b"], rows)
    return pd.DataFrame({"y": rng.normal(size=rows), "x": rng.normal(size=rows), "g": g})


def fits(data: Any, **options: Any) -> list[pm.Fit]:
    return pm.brm_multiple("y ~ x + g", data, combine=False, seed=1, **SHORT, **options)


def as_csv(folder: Path, seed: int) -> Path:
    path = folder / f"{seed}.csv"
    simulated(seed).to_csv(path, index=False)
    return path


def as_parquet(folder: Path, seed: int) -> Path:
    path = folder / f"{seed}.parquet"
    simulated(seed).to_parquet(path)
    return path


def as_zipped(folder: Path, seed: int) -> str:
    path = folder / f"{seed}.tsv.gz"
    simulated(seed).to_csv(path, index=False, sep="\t")
    return str(path)


def as_function(folder: Path, seed: int) -> Any:
    return partial(simulated, seed)


@pytest.fixture(scope="module")
def expected() -> list[pm.Fit]:
    return fits([simulated(1), simulated(2)])


@pytest.mark.parametrize("made", [as_csv, as_parquet, as_zipped, as_function])
def test_a_worker_reads_the_table_itself(made: Any, tmp_path: Path, expected: list[pm.Fit]) -> None:
    if made is as_parquet:
        pytest.importorskip("pyarrow")
    wire = Wire(size=1)
    found = fits([made(tmp_path, seed) for seed in (1, 2)], executor=wire)
    assert max(wire.sent) < 10_000 < 16 * ROWS
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one.posterior.values, other.posterior.values)
        pd.testing.assert_frame_equal(one.model.frame.data, other.model.frame.data)


def test_paths_and_tables_have_the_same_stored_fits(tmp_path: Path, expected: list[pm.Fit]) -> None:
    fits([simulated(1), simulated(2)], file=tmp_path / "fits")
    before = set(tmp_path.glob("fits/*"))
    found = fits([as_csv(tmp_path, 1), as_csv(tmp_path, 2)], file=tmp_path / "fits")
    assert set(tmp_path.glob("fits/*")) == before
    np.testing.assert_array_equal(found[1].posterior.values, expected[1].posterior.values)


def test_a_path_holds_in_a_process_with_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: list[pm.Fit]
) -> None:
    as_csv(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    moved = fits({"one": "1.csv"}, executor=Moving(tmp_path.parent, monkeypatch))
    assert moved[0].data_name == "one"


class Moving(Wire):
    """A worker that works in another folder than the client."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(1)
        self.folder, self.monkeypatch = folder, monkeypatch

    def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.monkeypatch.chdir(self.folder)
        return super().submit(call, *args, **kwargs)


class Careless:
    """A function that returns a different table in each call."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> pd.DataFrame:
        self.calls += 1
        return simulated(self.calls)


def test_a_table_that_changes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"The function 'Careless' gives other rows than"):
        fits([Careless(), partial(simulated, 1)], executor=1)


def test_a_file_that_changes_is_refused(tmp_path: Path) -> None:
    path = as_csv(tmp_path, 1)

    class Overwriting(Wire):
        def submit(self, call: Any, /, *args: Any, **kwargs: Any) -> Any:
            simulated(2).to_csv(path, index=False)
            return super().submit(call, *args, **kwargs)

    with pytest.raises(InvalidData, match=r"The file '.*1\.csv' gives other rows than"):
        fits([path, partial(simulated, 1)], executor=Overwriting(1))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("no.csv", r"There is no file '.*no\.csv'"),
        ("data.docx", r"pybrms_mix cannot read the file 'data\.docx'"),
        ("data", r"pybrms_mix cannot read the file 'data'"),
        (lambda: 3, r"The function '<lambda>': Argument 'data' must be coercible to a data"),
        (lambda: 1 / 0, r"The function '<lambda>' does not give a table: ZeroDivisionError"),
        (lambda: simulated(1, 0), r"The function '<lambda>': Argument 'data' does not contain obs"),
    ],
)
def test_what_gives_no_table_is_refused_before_a_fit(source: Any, told: str) -> None:
    with pytest.raises(InvalidData, match=told):
        fits([partial(simulated, 1), source])


def test_a_missing_variable_is_told_before_a_fit(tmp_path: Path) -> None:
    with pytest.raises(UnknownVariable, match="'x'"):
        fits([partial(simulated, 1), lambda: simulated(1)[["y", "g"]]])


def test_what_stands_beside_the_rows_goes_to_the_worker() -> None:
    """Processes that read the rows have the custom families, ``data2`` and knots."""
    half = pm.custom_family(
        "half", dpars=["mu", "sigma"], links=["identity", "log"], lb=[None, 0], type="real",
        log_lik=lambda y, mu, sigma: -0.5 * ((y - mu) / sigma) ** 2 - np.log(sigma),
    )  # fmt: skip
    code = pm.stanvar(
        scode="real half_lpdf(real y, real mu, real sigma) {return normal_lpdf(y | mu, sigma);}",
        block="functions",
    )
    (job,) = captured("y ~ s(x, k = 4, bs = 'cr')", half, stanvars=code,
                      knots={"x": [-3.0, -1, 1, 3]})  # fmt: skip
    assert job.frame.knots["x"][0] == -3
    model = job.empty().model
    assert "half_lpdf" in pm.make_stancode(job.formula, job.frame, job.family, job.prior)
    assert model.mixture.components[0].family.name == "half"


def captured(
    formula: str, family: object, *, source: Any = None, count: int = 1, **options: Any
) -> list[Any]:
    """Return the jobs of a call without fitting them."""
    from unittest import mock

    from pybrms_mix.refits import multiple

    class Stop(Exception):
        pass

    with (
        mock.patch.object(multiple, "answered", side_effect=Stop) as call,
        pytest.raises(Stop),
    ):
        sources = [source or partial(simulated, 1)] * count
        pm.brm_multiple(formula, sources, family, seed=1, warmup=20, **SHORT, **options)
    return list(call.call_args.args[0].jobs.values())


def test_a_function_may_return_a_table_of_another_library() -> None:
    polars = pytest.importorskip("polars")
    rows = polars.DataFrame({"y": [1.0, 2, 4], "x": [1, 2, 3]})
    (job,) = captured("y ~ x", "gaussian", source=lambda: rows)
    assert job.frame.library == "polars"


def test_values_beside_the_rows_are_a_list_or_common() -> None:
    beside = [{"k": 2.0}, {"k": 3.0}]
    jobs = captured("y ~ I(x * k)", "gaussian", count=2, data2=beside)
    assert [job.frame.data["k"].iloc[0] for job in jobs] == [2.0, 3.0]


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_missing_values_in_a_file_leave_rows_out(tmp_path: Path) -> None:
    path = tmp_path / "holes.csv"
    path.write_text("y,x,g\n1,NA,a\n2,3,b\n,4,a\n5,1,a\n", "utf-8")
    (job,) = captured("y ~ x + g", "gaussian", source=path)
    assert job.frame.rows.tolist() == [1, 3]
