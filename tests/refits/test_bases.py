"""Bases of smooths: draws keep the basis of their sampling, in files and from workers."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFile
from pybrms_mix.design.smooths import thin_plate
from pybrms_mix.pieces.smooth.smooth import Smooth
from pybrms_mix.refits.fit_job import run_job, stored_job
from pybrms_mix.refits.jobs import Job, Sampled
from pybrms_mix.refits.work import without
from pybrms_mix.results.fit import Fit
from pybrms_mix.store import sealed, store
from pybrms_mix.store.job_files import read_job

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

SHORT: dict[str, Any] = {"chains": 1, "iter": 40, "seed": 1, "silent": 2, "backend": "stanli"}
FORMULA = "y ~ s(x, z, k = 9)"
NEW = pd.DataFrame({"x": [0.5, 1.5, 3.2], "z": [2.5, 0.1, 3.9]})


def grid(seed: int = 1) -> pd.DataFrame:
    """Return rows on a square, whose symmetry makes eigenvalues equal."""
    x, z = (v.ravel().astype(float) for v in np.meshgrid(range(5), range(5)))
    y, f = np.random.default_rng(seed).normal(x - z), ["ab"[int(v) % 2] for v in x]
    return pd.DataFrame({"x": x, "z": z, "f": f, "y": y})


def turning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rotate the eigenvectors of equal eigenvalues, as another machine may do."""
    own = np.linalg.eigh
    c, s = np.cos(0.7), np.sin(0.7)

    def turned(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        values, vectors = own(matrix)
        at = 0
        while at < len(values) - 1:
            if abs(values[at + 1] - values[at]) < 1e-9 * np.abs(values).max():
                vectors[:, at : at + 2] = vectors[:, at : at + 2] @ np.array([[c, -s], [s, c]])
                at += 1
            at += 1
        return values, vectors

    monkeypatch.setattr(thin_plate.np.linalg, "eigh", turned)


def columns(fit: Fit) -> np.ndarray:
    (piece,) = fit.model.of(Smooth)
    return piece.curves[0].matrix


@pytest.fixture(scope="module")
def fit() -> Fit:
    return pm.brm(FORMULA, grid(), **SHORT)


def test_another_machine_has_another_basis(fit, monkeypatch) -> None:
    turning(monkeypatch)
    again = pm.brm(FORMULA, grid(), empty=True)
    assert np.abs(columns(again) - columns(fit)).max() > 0.01


def test_predictions_of_a_file_do_not_depend_on_the_machine(fit, tmp_path, monkeypatch) -> None:
    fit.save(tmp_path / "fit")
    expected = fit.posterior_linpred(NEW)
    turning(monkeypatch)
    again = pm.load(tmp_path / "fit")
    np.testing.assert_array_equal(columns(again), columns(fit))
    np.testing.assert_array_equal(again.posterior_linpred(NEW), expected)
    again.save(tmp_path / "more")
    np.testing.assert_array_equal(pm.load(tmp_path / "more").posterior_linpred(NEW), expected)


@pytest.mark.parametrize(
    "formula",
    [
        "y | subset(x > 1) ~ s(x, k = 3)",
        "y ~ s(x, by = z, k = 4) + s(z, k = 3, fx = TRUE)",
        "y ~ s(x, k = 4, by = x > 2) + s(log(z + 1), m = 1, k = 4)",
        "y ~ t2(x, z, bs = c('tp', 'cs'), k = 4) + s(x, bs = 'ts', k = 4)",
        "y ~ s(x, f, bs = 'fs', k = 4) + s(f, bs = 're') + s(z, bs = 'cr', k = 4)",
        "y ~ s(x, bs = 'ps', k = 5, by = f) + s(z, bs = 'cc', k = 5, by = x)",
        "y ~ t2(x, z, f, bs = c('tp', 're'), d = c(2, 1), k = c(6, 2), full = TRUE)",
    ],
)
def test_every_kind_of_smooth_is_kept(formula, tmp_path, monkeypatch) -> None:
    one = pm.brm(formula, grid(), empty=True)
    one.save(tmp_path / "fit")
    monkeypatch.setattr(thin_plate.ThinPlate, "raw", None)
    again = pm.load(tmp_path / "fit")
    (mine,), (theirs,) = one.model.of(Smooth), again.model.of(Smooth)
    for one_curve, other in zip(mine.curves, theirs.curves, strict=True):
        np.testing.assert_array_equal(one_curve.matrix, other.matrix)


def test_a_worker_uses_the_basis_of_the_job(fit, monkeypatch) -> None:
    job = pickle.loads(pickle.dumps(Job.like(fit)))
    turning(monkeypatch)
    np.testing.assert_array_equal(columns(job.empty()), columns(fit))


def test_a_worker_with_other_rows_sends_its_basis_back(monkeypatch) -> None:
    whole = pm.brm(FORMULA, pd.concat([grid(), grid(2)]), empty=True)
    left_out = without(whole.model.frame, np.array([3]))
    assert not left_out.bases
    job = Job.of(whole, **SHORT).on(left_out)
    with monkeypatch.context() as there:
        turning(there)
        made = job.run()
        sent = pickle.loads(pickle.dumps(Sampled.of(made)))
    assert np.abs(columns(job.empty()) - columns(made)).max() > 0.01
    found = job.fit_of(sent)
    np.testing.assert_array_equal(found.posterior_linpred(NEW), made.posterior_linpred(NEW))


def test_a_job_file_keeps_the_basis_of_who_wrote_it(fit, tmp_path, monkeypatch) -> None:
    job = Job.of(fit, **SHORT)
    stored_job(job, tmp_path / "fit.nc").write(tmp_path / "one.job")
    turning(monkeypatch)
    path = run_job(read_job(tmp_path / "one.job"), tmp_path)
    np.testing.assert_array_equal(columns(store.read(path)), columns(fit))


def test_fits_whose_smooths_have_different_bases_are_not_combined(fit, monkeypatch) -> None:
    other = grid()
    other["x"] = other["x"] ** 2
    monkeypatch.setattr(Job, "run", lambda _: pytest.fail("it was sampled"))
    with pytest.raises(InvalidArgument, match=r"The bases of 's\(x, z"):
        pm.brm_multiple(FORMULA, [grid(), other], seed=1)
    turning(monkeypatch)
    elsewhere = pm.brm(FORMULA, grid(), **SHORT)
    with pytest.raises(InvalidArgument, match="The bases of"):
        pm.combine_models(fit, elsewhere)
    assert pm.combine_models(fit, fit).nchains() == 2


def rewritten(path: Path, change: Callable[[h5py.File], object]) -> None:
    """Change the content of a sealed file, and seal it again with a correct checksum."""
    buffer = io.BytesIO(sealed.unsealed(path))
    with h5py.File(buffer, "a") as file:
        change(file)
    sealed.seal(path, buffer.getvalue())


def replaced(file: h5py.File, name: str, change: Callable[[Any], Any]) -> None:
    values = change(file[name][()])
    del file[name]
    file.create_dataset(name, data=values)


def terms(file: h5py.File, change: Callable[[dict[str, Any]], object]) -> None:
    about = json.loads(file["about"][()])
    change(about)
    del file["about"]
    text = np.array(json.dumps(about), dtype=object)
    file.create_dataset("about", data=text, dtype=h5py.string_dtype())


def emptied(file: h5py.File) -> None:
    for name in [n for n in file if n.startswith("basis:") and file[n].attrs.get("CLASS") is None]:
        del file[name]
    terms(file, lambda a: a.update(bases=[]))


CRAFTED: dict[str, Callable[[h5py.File], object]] = {
    "no bases": emptied,
    "an array that is missing": lambda f: f.__delitem__("basis:0:change"),
    "an array too many": lambda f: f.create_dataset("basis:0:more", data=[1.0]),
    "arrays of no term": lambda f: f.create_dataset("basis:1:change", data=[1.0]),
    "knots of other rows": lambda f: replaced(f, "basis:0:knots", lambda v: v + 0.1),
    "fewer knots": lambda f: replaced(f, "basis:0:knots", lambda v: v[1:]),
    "a centre of other rows": lambda f: replaced(f, "basis:0:center", lambda v: v * 2),
    "columns that are not finite": lambda f: replaced(f, "basis:0:change", lambda v: v * np.nan),
    "a column less": lambda f: replaced(f, "basis:0:change", lambda v: v[:, 1:]),
    "other dimensions": lambda f: replaced(f, "basis:0:change", np.ravel),
    "another order": lambda f: replaced(f, "basis:0:order", lambda v: v + 1),
    "another rank": lambda f: replaced(f, "basis:0:blocks", lambda v: v - 1),
    "a rank that is large": lambda f: replaced(f, "basis:0:blocks", lambda v: v * 1e300),
    "another term": lambda f: terms(f, lambda a: a.update(bases=["s(x)"])),
    "a term twice": lambda f: terms(f, lambda a: a.update(bases=a["bases"] * 2)),
    "terms that are numbers": lambda f: terms(f, lambda a: a.update(bases=[1])),
    "terms that are not said": lambda f: terms(f, lambda a: a.pop("bases")),
}


@pytest.mark.parametrize("kind", CRAFTED)
def test_a_crafted_basis_is_refused(kind, fit, tmp_path) -> None:
    path = fit.save(tmp_path / "fit")
    rewritten(path, CRAFTED[kind])
    with pytest.raises(InvalidFile, match=r"is not a fit of pybrms_mix: \S"):
        store.read(path)


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_of_an_earlier_version_is_named_as_one(number, fit, tmp_path) -> None:
    path = fit.save(tmp_path / "fit")
    rewritten(path, lambda f: f.attrs.__setitem__("format", f"pybrms_mix fit {number}"))
    with pytest.raises(InvalidFile, match="an earlier version of pybrms_mix wrote it") as caught:
        store.read(path)
    assert "is not a fit" not in str(caught.value)
