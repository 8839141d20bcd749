"""Fits in files: reading restores the same fit, and a file is never incomplete."""

from __future__ import annotations

import errno
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import pytest
import xarray as xr

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFile, PybrmsWarning
from pybrms_mix.model import values
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import sealed, store
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
    "smooths": ("bf(y ~ s(x, k = 5) + s(z, by = category, k = 4), sigma1 ~ s(z, k = 4))", TWO, {}),
    "monotonic effects": ("y ~ mo(grade) * x + mo(whole) + (mo(whole) | text)", TWO, {}),
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


def rewritten(path: Path, change: Callable[[h5py.File], None]) -> None:
    """Change the content of a sealed file, and seal it again with a correct checksum."""
    buffer = io.BytesIO(sealed.unsealed(path))
    with h5py.File(buffer, "a") as file:
        change(file)
    sealed.seal(path, buffer.getvalue())


def said(change: Callable[[dict[str, Any]], None]) -> Callable[[h5py.File], None]:
    """Return a function that changes the attributes of a file."""

    def changed(file: h5py.File) -> None:
        about = json.loads(file["about"][()])
        change(about)
        replaced(file, "about", np.array(json.dumps(about), dtype=object), h5py.string_dtype())

    return changed


def replaced(file: h5py.File, name: str, values: Any, dtype: Any = None) -> None:
    del file[name]
    file.create_dataset(name, data=values, dtype=dtype)


def scaled(file: h5py.File) -> None:
    file["draws"].attrs["scale_factor"] = 2.0


def brackets(file: h5py.File) -> None:
    replaced(file, "about", np.array("[" * 10**5, dtype=object), h5py.string_dtype())


def fill_values(file: h5py.File) -> None:
    del file["draws"]
    file.create_dataset("draws", (2, 10**9, 7), "f8", chunks=(1, 1000, 1))


def doubled(about: dict[str, Any]) -> None:
    about["variables"][1] = about["variables"][0]


def renamed(about: dict[str, Any]) -> None:
    about["variables"][0] = "b_nobody"


CRAFTED: dict[str, Callable[[h5py.File], None]] = {
    "another format": lambda f: f.attrs.__setitem__("format", "pybrms_mix fit 99"),
    "draws of two dimensions": lambda f: replaced(f, "draws", np.zeros((2, 20))),
    "draws of text": lambda f: replaced(f, "draws", np.array([[["a"]]], dtype="S1")),
    "whole draws": lambda f: replaced(f, "draws", np.zeros((2, 20, 7), dtype=int)),
    "no rows": lambda f: replaced(f, "rows", np.zeros(0, dtype=int)),
    "rows twice": lambda f: replaced(f, "rows", np.zeros(40, dtype=int)),
    "text among numbers": lambda f: replaced(f, "data:0", np.array(["a"] * 40, dtype="S1")),
    "infinite data": lambda f: replaced(f, "data:0", np.full(40, np.inf)),
    "fewer data than rows": lambda f: replaced(f, "data:0", np.zeros(39)),
    "a column too many": lambda f: f.create_dataset("data:99", data=np.zeros(40)) and None,
    "a scale": scaled,
    "brackets": brackets,
    "fill values": fill_values,
    "a group": lambda f: f.create_group("more") and None,
    "no statistic": lambda f: f.__delitem__("stat:divergent__"),
    "statistics of another length": lambda f: replaced(f, "stat:lp__", np.zeros((2, 7))),
    "a statistic that is not named": said(lambda a: a["stats"].remove("lp__")),
    "doubled names": said(doubled),
    "a variable of another model": said(renamed),
    "a name too many": said(lambda a: a["variables"].append("more")),
    "names that are numbers": said(lambda a: a.update(variables=list(range(len(a["variables"]))))),
    "no program": said(lambda a: a.pop("program")),
    "a program that is a number": said(lambda a: a.update(program=3)),
    "a hostile formula": said(lambda a: a.update(formula="y ~ system('true')")),
    "a formula of brackets": said(lambda a: a.update(formula="y ~ " + "(" * 10**5)),
    "hostile rows": said(lambda a: a.update(prior=[{"__class__": "os.system"}])),
    "chains that are text": said(lambda a: a["run"].update(chains="four")),
    "a run without engine": said(lambda a: a["run"].pop("engine")),
    "levels that are no texts": said(
        lambda a: a["frame"]["columns"][0].update(levels=[1, 2], ordered=False, text=False)
    ),
    "another kind of column": said(lambda a: a["frame"]["columns"][0].update(kind="O")),
    "criteria that are a list": said(lambda a: a.update(criteria=[1])),
    "a criterion without its draws": said(lambda a: a.update(criteria={"loo_R2": {}})),
    "a dialect of nobody": said(lambda a: a.update(dialect="3.0")),
}


@pytest.mark.parametrize("kind", CRAFTED)
def test_a_crafted_file_is_refused(kind, small, tmp_path):
    path = tmp_path / "fit.nc"
    store.write(small, path)
    rewritten(path, CRAFTED[kind])
    with pytest.raises(InvalidFile, match=r"is not a fit of pybrms_mix: \S"):
        store.read(path)


def test_a_file_that_is_written_again_unchanged_is_read(small, tmp_path):
    path = tmp_path / "fit.nc"
    store.write(small, path)
    rewritten(path, said(lambda about: None))
    np.testing.assert_array_equal(store.read(path).draws.values, small.draws.values)


def broken(path: Path, kind: str, fit: Fit) -> None:
    """Write something other than a fit to ``path``."""
    store.write(fit, path)
    whole = path.read_bytes()
    match kind:
        case "nothing":
            path.write_bytes(b"")
        case "text":
            path.write_text("y ~ x")
        case "half":
            path.write_bytes(whole[: len(whole) // 2])
        case "the last byte lost":
            path.write_bytes(whole[:-1])
        case "a byte more":
            path.write_bytes(whole + b"\n")
        case "without a checksum":  # as the first versions wrote it
            path.write_bytes(sealed.unsealed(path))
        case "pickle":
            path.write_bytes(pickle.dumps(_Trap()))
        case "another HDF5":
            with h5py.File(path, "w") as file:
                file["x"] = [1, 2]


class _Trap:
    """What a pickle would run when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("a pickle was read",))


BROKEN = (
    "nothing", "text", "half", "the last byte lost", "a byte more", "without a checksum", "pickle",
    "another HDF5",
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

    def fails(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fails)
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


def test_other_programs_read_the_file(small, tmp_path):
    store.write(small, tmp_path / "fit.nc")
    with xr.open_dataset(tmp_path / "fit.nc") as opened:
        np.testing.assert_array_equal(opened["draws"], small.draws.values)


def test_save_and_load(small, tmp_path):
    path = small.save(tmp_path / "fit")
    assert path == tmp_path / "fit.nc"
    for name in (path, tmp_path / "fit", str(path)):
        again = pm.load(name)
        np.testing.assert_array_equal(again.posterior.values, small.posterior.values)
        assert again.file == path


def _words(wrong: object) -> str:
    """Return what the message calls a name: only texts without NUL are looked at as names."""
    text = isinstance(wrong, str) and "\0" not in wrong
    return (
        "the name of a file, not" if text else r"a string(, a path or None| or a path), but it is"
    )


@pytest.mark.parametrize("wrong", [5, "", ".", "..", "a/", "a\0b", b"fit", None, ["fit"]])
def test_what_names_no_file_is_refused(wrong, small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for use in (small.save, pm.load, lambda f: pm.brm("y ~ 1", kinds(), file=f, **SHORT)):
        if wrong is not None or use in (small.save, pm.load):
            with pytest.raises(InvalidArgument, match=f"'file' must be {_words(wrong)}"):
                use(wrong)
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_nothing_is_sampled(tmp_path, monkeypatch):
    (tmp_path / "folder.nc").mkdir()
    (tmp_path / "text").touch()
    monkeypatch.setattr("pybrms_mix.api.brm.run", lambda *_, **__: pytest.fail("it was sampled"))
    for name in ("folder", "x" * 260, "text/fit"):
        with pytest.raises(InvalidFile):
            pm.brm("y ~ 1", kinds(), TWO, file=tmp_path / name, **SHORT)


def test_a_long_name_is_a_name(small, tmp_path):
    path = small.save(tmp_path / ("x" * 252))
    np.testing.assert_array_equal(pm.load(path).posterior.values, small.posterior.values)


def test_a_level_may_hold_any_character(tmp_path):
    data = pd.DataFrame({"y": np.arange(12.0), "g": ["a\0b", "\u2028", "ü"] * 4})
    fit = pm.brm("y ~ (1 | g)", data, "gaussian", file=tmp_path / "fit", **SHORT)
    again = pm.load(tmp_path / "fit")
    assert again.draws.names == fit.draws.names
    assert again.model.frame.levels == fit.model.frame.levels


def test_half_a_character_is_no_level(tmp_path):
    levels = pd.Series(["a", "\ud800"] * 6, dtype=object)
    data = pd.DataFrame({"y": np.arange(12.0), "g": levels})
    with pytest.raises(InvalidData, match="not valid Unicode"):
        pm.brm("y ~ (1 | g)", data, "gaussian", file=tmp_path / "fit", **SHORT)


def test_a_fit_that_cannot_be_stored_is_returned(tmp_path, monkeypatch):
    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(store, "seal", fails)
    with pytest.warns(PybrmsWarning, match="could not be stored in .*fit.nc': Input/output error"):
        fit = pm.brm("y ~ 1", kinds(), TWO, file=tmp_path / "fit", **SHORT)
    assert fit.file is None
    assert fit.posterior.chains == 2


def test_a_stored_fit_that_differs_from_the_call_is_told(tmp_path):
    file = tmp_path / "fit"
    pm.brm("y ~ x", kinds(), TWO, file=file, **SHORT)

    def told(formula: str, data: Any, family: str = TWO, **more: Any) -> list[str]:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            pm.brm(formula, data, family, file=file, **{**SHORT, **more})
        lines = [str(w.message) for w in caught if "differs from the call" in str(w.message)]
        return [line.strip() for line in lines[0].splitlines()[1:-1]] if lines else []

    assert told("y ~ x", kinds()) == []
    assert told("y ~ x", {}) == [], "no data: the file is asked for"
    assert told("y ~ z", kinds())[0] == "formula: bf(y ~ x) in the file, bf(y ~ z) in the call"
    assert told("y ~ x", kinds().head(20))[0].startswith("data: 38 rows in the file, ")
    assert told("y ~ x", kinds(), "student")[0].startswith("family: mixture(")
    assert told("y ~ x", kinds(), iter=60) == [
        "iter: 40 in the file, 60 in the call", "warmup: 20 in the file, 30 in the call",
    ]  # fmt: skip
    assert told("y ~ x", kinds(), seed=7) == ["seed: 1 in the file, 7 in the call"]
    assert told("y ~ x", kinds(), prior="prior(normal(0, 1), b, dpar = mu1)") == ["prior"]
    assert told("y ~ nobody", kinds())[0].startswith("the call, for which no model can be built (")


def test_a_link_stays_a_link(small, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "fit.nc").symlink_to(tmp_path / "disk" / "other.nc")
    for _ in range(2):
        small.save(tmp_path / "fit")
        assert (tmp_path / "fit.nc").is_symlink()
        assert [p.name for p in (tmp_path / "disk").iterdir()] == ["other.nc"]


KILLED = """
import os, sys, time
from pathlib import Path
from pybrms_mix.store import sealed
os.fsync = lambda _: (print("half", flush=True), time.sleep(60))
sealed.seal(Path(sys.argv[1]), b"x" * 1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files are not locked there")
def test_partial_files_are_cleared_unless_their_writer_lives(small, tmp_path):
    path = tmp_path / "fit.nc"
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(pm.__file__).parents[1])},
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "half\n"
    (tmp_path / "fit.nc.mine.part").touch()
    small.save(path)
    assert len(list(tmp_path.glob(".fit.nc.*.part"))) == 1, "its writer is alive"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    pm.load(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fit.nc", "fit.nc.mine.part"]
