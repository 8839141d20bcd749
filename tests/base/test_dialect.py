"""The dialect 2.23: every call for which brms 2.18 and 2.23 give different answers.

``reference/dialect-2.23.txt`` names the calls, or aspects of calls, that differ from 2.23, with
the reason. Calls that only 2.23 refuses give a warning here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base import dialect
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import InvalidArgument, NotSupported, PybrmsError
from pybrms_mix.store.store import read, write
from tests import parity
from tests.parity import Answer

DIFFERENCES = {
    found["call"]["id"]: found
    for found in json.loads((parity.REFERENCE / "dialect-2.23.json").read_text("utf-8"))
}
LISTED = parity.listed("dialect-2.23.txt")
COLUMNS = ("prior", "class", "coef", "group", "resp", "dpar", "nlpar", "lb", "ub", "source")
ASPECTS = [
    (id_, aspect)
    for id_, found in DIFFERENCES.items()
    for named in found["differs"]
    for aspect in ([named, f"{named} names"] if named == "standata" else [named])
]


@cache
def asked(id_: str) -> tuple[Answer, PybrmsError | None]:
    """Return the answers of the package to a call under 2.23, and its error, if any."""
    call = DIFFERENCES[id_]["call"]
    facts = parity.facts(id_)["case"] if id_ in parity.case_files() else call
    ours = Answer({**facts, **{k: v for k, v in call.items() if k != "columns"}})
    error = None
    with using("2.23"):
        try:
            for aspect in ("offered", "used", "code", "standata"):
                getattr(ours, aspect)
        except PybrmsError as found:
            error = found
    return ours, error


def rows(table: Any) -> dict[tuple[str, ...], list[str]]:
    """Return the rows of a prior table by their keys."""
    cells = table if isinstance(table, list) else parity.prior_rows(table)
    return {tuple(row[1:7]): [str(cell) for cell in row] for row in cells}


def difference(id_: str, aspect: str) -> str:
    """Return the difference between an answer and that of 2.23; empty if they agree."""
    ours, error = asked(id_)
    said = DIFFERENCES[id_]["differs"][aspect.removesuffix(" names")]
    if aspect in ("error", "warnings"):
        return _of_words(ours, error, aspect, said["2.23"])
    if error is not None:
        return f"refused: {error}"
    if aspect == "standata":
        return _of_data(ours, said)
    if aspect == "standata names":
        missing = [name for name in said["only in 2.23"] if name not in ours.standata]
        return f"missing: {missing}" if missing else ""
    found = rows(ours.offered if aspect == "get_prior" else ours.used)
    theirs, before = rows(said["2.23"]), rows(said["2.18"])
    wrong = [(found.get(place), row) for place, row in theirs.items() if found.get(place) != row]
    more = [place for place in before if place not in theirs and place in found]
    return f"{wrong} {more}" if wrong or more else ""


def _of_words(ours: Answer, error: PybrmsError | None, aspect: str, said: Any) -> str:
    heard = ours.warnings
    if said is None:
        return f"refused: {error}" if error is not None else ""
    texts = [said] if isinstance(said, str) else list(said)
    words = [*heard, *([str(error)] if aspect == "error" and error is not None else [])]
    lost = [t for t in texts if not any(parity.says(w, t) for w in words)]
    return f"{lost}; said: {words}" if lost else ""


def _of_data(ours: Answer, said: Any) -> str:
    wrong = [
        name for name, value in said["values"].items()
        if not np.allclose(ours.standata[name], value["2.23"])
    ]  # fmt: skip
    return f"other: {wrong}" if wrong else ""


def listed(id_: str, aspect: str) -> str:
    """Return why an aspect of a call may differ from 2.23; empty if it must agree."""
    name = f"{id_}.{aspect}"
    return next((reason for p, reason in LISTED.items() if parity.matched([name], [p])), "")


@pytest.mark.parametrize(("id_", "aspect"), ASPECTS)
def test_an_answer_is_that_of_the_later_version_or_is_listed(id_: str, aspect: str) -> None:
    found = difference(id_, aspect)
    assert bool(found) == bool(listed(id_, aspect)), found or f"{id_}.{aspect} is listed, but equal"


def test_every_entry_of_the_list_names_a_call_and_gives_a_reason() -> None:
    names = [f"{id_}.{aspect}" for id_, aspect in ASPECTS]
    assert [p for p in LISTED if not parity.matched(names, [p])] == []
    assert all(LISTED.values())
    assert len(DIFFERENCES) == 97


ABSENT = [p.removesuffix(".error") for p, reason in LISTED.items()
          if "NotSupported" in reason and p.endswith(".error")]  # fmt: skip


@pytest.mark.parametrize("id_", ABSENT)
def test_what_is_not_here_is_refused_as_not_supported(id_: str) -> None:
    assert isinstance(asked(id_)[1], NotSupported)


def fit_of(**options: Any) -> pm.Fit:
    draws = np.random.default_rng(1).normal(size=(40, 8))
    names = ["b_mu1_Intercept", "b_mu2_Intercept", "sigma1", "sigma2", "theta1", "theta2", "lprior"]
    table = pd.DataFrame(np.abs(draws), columns=[*names, "lp__"])
    data = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    with using(options.get("dialect")):
        return pm.fit_from_draws("y ~ 1", data, "mixture(gaussian, gaussian)", table)


def test_the_dialect_is_kept_in_the_fit_and_its_file(tmp_path: Path) -> None:
    data = pd.DataFrame({"y": [0.1, 0.4, 5.2, 5.9, 6.1]})
    fit = pm.brm("y ~ 1", data, "mixture(gaussian, gaussian)", empty=True, dialect="2.23")
    assert fit.dialect.name == "2.23"
    assert "tag" in pm.prior_summary(fit).to_frame()
    assert "tag" not in pm.get_prior("y ~ 1", data, "mixture(gaussian, gaussian)").to_frame()
    write(fit, tmp_path / "fit.nc")
    assert read(tmp_path / "fit.nc").dialect == fit.dialect
    assert pm.brm("y ~ 1", data, empty=True).dialect.name == "2.18"


def test_residuals_and_pictures_follow_the_dialect() -> None:
    earlier, later = fit_of(dialect="2.18"), fit_of(dialect="2.23")
    np.testing.assert_array_equal(
        pm.residuals(later, seed=1), pm.residuals(earlier, method="posterior_predict", seed=1)
    )
    assert not np.allclose(pm.residuals(later, seed=1), pm.residuals(earlier))
    assert earlier.dialect.combo == ("dens", "trace") and later.dialect.combo == ("hist", "trace")


def test_options_and_an_environment_variable_say_which_dialect_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = pm.options(dialect="2.20.1")
    try:
        assert old["dialect"] == "2.18" and pm.options()["dialect"] == "2.23"
    finally:
        pm.options(**old)
    monkeypatch.setattr(dialect, "_OPTIONS", dialect._Options())
    monkeypatch.setenv("PYBRMS_MIX_DIALECT", "2.23")
    assert pm.options()["dialect"] == "2.23"


@pytest.mark.parametrize("name", ["2", "two", "", 2.23, ["2.23"], "2.x"])
def test_other_dialects_are_refused(name: object) -> None:
    with pytest.raises(InvalidArgument, match=r"There is no dialect|'dialect' must be"):
        pm.options(dialect=name)  # type: ignore[arg-type]


def test_priors_have_tags_in_the_later_version() -> None:
    with using("2.23"):
        rows_ = pm.prior('prior(normal(0, 1), class = b, dpar = mu1, tag = "here")')
        assert list(rows_.to_frame()["tag"]) == ["here"]
        assert list(pm.set_prior("normal(0, 1)", tag="here").to_frame()["tag"]) == ["here"]
