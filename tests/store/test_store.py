"""Fits in files: read back they are the same fit, and a file is never half a fit."""

from __future__ import annotations

import errno
import pickle
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFile
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import store
from tests.programs import TWO, sim

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SHORT = {"chains": 2, "iter": 40, "seed": 1, "silent": 2, "backend": "stanli"}


def kinds() -> pd.DataFrame:
    """Return data with a column of every kind, and holes."""
    data = sim(40)
    data["text"] = data["h"].map({"a": "ä b", "b": 'q"', "c": "z]", "d": "[,"})
    data["category"] = pd.Categorical(data["h"], ["d", "c", "b", "a", "never"])
    data["grade"] = pd.Categorical(data["f"], sorted(set(data["f"])), ordered=True)
    data["flag"] = data["z"] > 0.5
    data["whole"] = np.arange(40) % 5
    data.loc[[3, 17], "x"] = np.nan
    return data


MODELS = {
    "two components": ("y ~ x", TWO, {}),
    "every kind of column": (
        "y ~ x + text + category + grade + flag + factor(whole) + (1 + x | text) + (1 | whole)",
        TWO,
        {},
    ),
    "priors with bounds and constants": (
        "bf(y ~ x + z, sigma2 = 2, theta1 = 1, theta2 = 3)",
        TWO,
        {
            "prior": [
                "prior(normal(0, 2), b, dpar = mu1, lb = 0)",
                "prior(normal(0, 1), coef = z, dpar = mu2)",
                "prior(constant(1), sigma1)",
            ]
        },
    ),
    "bounds of one side taken away": (
        "y ~ x + (1 | h)",
        "gaussian",
        {"prior": 'set_prior("normal(0, 1)", class = "sd", group = "h", coef = "Intercept")'},
    ),
    "draws of the priors": ("y ~ x", TWO, {"sample_prior": "yes"}),
    "the priors alone": (
        "y ~ 1",
        TWO,
        {"sample_prior": "only", "prior": "prior(normal(0, 9), Intercept, dpar = mu1)"},
    ),
    "the program's own parameters": ("y ~ x", TWO, {"save_pars": pm.save_pars(all=True)}),
    "additions": ("count | trunc(ub = 99) + weights(w) ~ x", "mixture(poisson, nmix = 2)", {}),
    "part of the rows": ("y | subset(flag) ~ x + category", TWO, {}),
    "a family with links": ("pos ~ x", 'mixture(Gamma("log"), lognormal)', {}),
    "a family inside the formula": ("bf(y ~ x, family = student, center = FALSE)", "gaussian", {}),
}


@pytest.fixture(scope="module", params=MODELS)
def fit(request) -> Fit:
    formula, family, options = MODELS[request.param]
    return pm.brm(formula, kinds(), family, **SHORT, **options)


@pytest.fixture
def again(fit, tmp_path) -> Fit:
    store.write(fit, tmp_path / "fit.nc")
    return store.read(tmp_path / "fit.nc")


def test_a_fit_read_back_holds_the_same(fit, again):
    assert again.draws.names == fit.draws.names
    np.testing.assert_array_equal(again.draws.values, fit.draws.values)
    assert again.stats.keys() == fit.stats.keys()
    for name, numbers in fit.stats.items():
        np.testing.assert_array_equal(again.stats[name], numbers)
    assert (again.run, again.program, again.data_name) == (fit.run, fit.program, fit.data_name)
    assert (again.formula, again.sample_prior) == (fit.formula, fit.sample_prior)
    assert again.prior == fit.prior
    assert again.source == fit.source


def test_a_fit_read_back_has_the_same_rows_and_columns(fit, again):
    ours, theirs = again.model.frame, fit.model.frame
    pd.testing.assert_frame_equal(ours.data, theirs.data)
    assert (ours.levels, ours.text, ours.dropped) == (theirs.levels, theirs.text, theirs.dropped)
    np.testing.assert_array_equal(ours.rows, theirs.rows)


def test_a_fit_read_back_prints_the_same(fit, again):
    assert str(again) == str(fit)
    assert str(again.prior) == str(fit.prior)


def test_a_fit_read_back_says_the_same_of_old_rows_and_new_ones(fit, again):
    def said(one: Fit) -> np.ndarray:
        return values.log_lik(one.model, one.draws)

    def predicted(one: Fit) -> np.ndarray:
        return one.posterior_predict(newdata=kinds().dropna().head(7), seed=3)

    np.testing.assert_array_equal(said(again), said(fit))
    np.testing.assert_array_equal(predicted(again), predicted(fit))


def test_a_stored_fit_is_the_answer_until_it_is_asked_for_again(tmp_path):
    file = tmp_path / "fit"
    first = pm.brm("y ~ x", kinds(), TWO, file=file, **SHORT)
    assert (tmp_path / "fit.nc").exists()

    def asked(formula: str, refit: str, seed: int = 2, **more: object) -> np.ndarray:
        options = {**SHORT, "seed": seed}
        given = {"file": file, "file_refit": refit, **more}
        return pm.brm(formula, kinds(), TWO, **options, **given).draws.values

    np.testing.assert_array_equal(asked("y ~ z", "never"), first.draws.values)
    np.testing.assert_array_equal(asked("y ~ x", "on_change"), first.draws.values)
    changed = asked("y ~ x", "on_change", prior="prior(normal(0, 1), b, dpar = mu1)")
    assert not np.array_equal(changed, first.draws.values)
    back = asked("y ~ x", "on_change", seed=1)
    np.testing.assert_array_equal(back, first.draws.values)
    assert not np.array_equal(asked("y ~ x", "always"), first.draws.values)


def test_other_data_are_a_change(tmp_path):
    one, other = kinds(), kinds()
    other.loc[0, "y"] += 1
    options = {"file": tmp_path / "fit", "file_refit": "on_change", **SHORT}
    first = pm.brm("y ~ 1", one, "gaussian", prior="prior(normal(0, 1), Intercept)", **options)
    second = pm.brm("y ~ 1", other, "gaussian", prior="prior(normal(0, 1), Intercept)", **options)
    assert first.program == second.program
    assert not np.array_equal(first.draws.values, second.draws.values)


@pytest.mark.parametrize(
    ("name", "stored"),
    [("fit", "fit.nc"), ("fit.nc", "fit.nc"), ("fit.rds", "fit.nc"), ("fit.v2", "fit.v2.nc")],
)
def test_names_get_the_ending_of_the_format(name, stored, tmp_path):
    assert store.Store.of(tmp_path / name, "never").path == tmp_path / stored


def test_how_to_refit_is_one_of_three_words():
    with pytest.raises(InvalidArgument, match="'arg' should be one of"):
        store.Store.of("fit", "maybe")


@pytest.fixture(scope="module")
def small() -> Fit:
    return pm.brm("y ~ 1", kinds(), TWO, **SHORT)


def test_many_levels_and_a_long_program_fit_into_a_file(tmp_path):
    data = pd.DataFrame(
        {"y": np.arange(4000.0), "g": [f"a level of some length {k}" for k in range(4000)]}
    )
    fit = pm.brm("y ~ (1 | g)", data, "gaussian", empty=True)
    store.write(fit, tmp_path / "fit.nc")
    assert store.read(tmp_path / "fit.nc").model.frame.levels == fit.model.frame.levels


@pytest.mark.parametrize("options", [{"empty": True}, {"chains": 0, "silent": 2}])
def test_a_fit_without_draws_is_read_back_as_one(options, tmp_path):
    fit = pm.brm("y ~ 1", kinds(), TWO, **options)
    store.write(fit, tmp_path / "fit.nc")
    with pytest.raises(InvalidArgument, match="does not contain posterior draws"):
        _ = store.read(tmp_path / "fit.nc").posterior


def broken(path: Path, kind: str, fit: Fit) -> None:
    """Leave at ``path`` what is no fit."""
    store.write(fit, path)
    whole = path.read_bytes()
    match kind:
        case "nothing":
            path.write_bytes(b"")
        case "text":
            path.write_text("y ~ x")
        case "half":
            path.write_bytes(whole[: len(whole) // 2])
        case "pickle":
            path.write_bytes(pickle.dumps(_Trap()))
        case "another HDF5":
            with h5py.File(path, "w") as file:
                file["x"] = [1, 2]
        case "another format":
            with h5py.File(path, "a") as file:
                file.attrs["format"] = "pybrms_mix fit 99"
        case "no program":
            with h5py.File(path, "a") as file:
                del file["about:program"]
        case "a hostile formula":
            with h5py.File(path, "a") as file:
                file["about:formula"][()] = "y ~ system('true')"
        case "hostile rows":
            with h5py.File(path, "a") as file:
                file["about:prior"][()] = '[{"__class__": "os.system"}]'


class _Trap:
    """What a pickle would run when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("a pickle was read",))


BROKEN = (
    "nothing", "text", "half", "pickle", "another HDF5", "another format", "no program",
    "a hostile formula", "hostile rows",
)  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_no_fit_is_refused_by_name(kind, small, tmp_path):
    path = tmp_path / "fit.nc"
    broken(path, kind, small)
    with pytest.raises(InvalidFile) as caught:
        store.read(path)
    assert f"'{path}' is not a fit" in str(caught.value)
    with pytest.raises(InvalidFile):
        pm.brm("y ~ 1", kinds(), TWO, file=path, **SHORT)


def test_always_replaces_what_is_no_fit(small, tmp_path):
    path = tmp_path / "fit.nc"
    path.write_text("not a fit")
    pm.brm("y ~ 1", kinds(), TWO, file=path, file_refit="always", **SHORT)
    np.testing.assert_array_equal(store.read(path).draws.values, small.draws.values)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InvalidFile, match="There is no file"):
        store.read(tmp_path / "none.nc")


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        KeyboardInterrupt(),
    ],
)
def test_what_was_stored_stays_until_the_new_file_is_whole(error, small, tmp_path, monkeypatch):
    path = tmp_path / "fit.nc"
    store.write(small, path)
    before = path.read_bytes()

    def fails(self: Path, _: bytes) -> None:
        with self.open("wb") as half:
            half.write(b"half")
        raise error

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises((InvalidFile, KeyboardInterrupt)):
        store.write(small, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["fit.nc"]


@pytest.fixture
def full_disk(tmp_path):
    """Return a folder on a disk of 200 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk can be made here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_file_and_no_other(full_disk, small):
    path = full_disk / "fit.nc"
    store.write(small, path)
    before = path.read_bytes()
    with pytest.raises(InvalidFile) as caught:
        store.write(pm.brm("y ~ x", kinds(), TWO, **{**SHORT, "iter": 4000}), path)
    assert "could not be stored" in str(caught.value)
    assert path.read_bytes() == before
    assert [p.name for p in full_disk.iterdir()] == ["fit.nc"]


def test_a_new_file_can_be_read_by_whoever_can_read_its_neighbours(small, tmp_path):
    (tmp_path / "neighbour").write_text("")
    store.write(small, tmp_path / "fit.nc")
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert len(modes) == 1
