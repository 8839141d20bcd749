"""Terms that are computed from all rows of the data, if some rows are left out."""

import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.pieces.population import Population
from pybrms_mix.store.store import read as read_fit
from pybrms_mix.store.store import write

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "left_out.json").read_text())
BASE = pd.DataFrame(
    {
        "y": [1, 2, 3, 4, 5, 2.5, 3, 1.5],
        "q": [1.0, 2, 30, 4, 7, 5, 9, 3],
        "z": [2.0, 4, 3, 1, 5, 8, 6, 7],
        "f": list("bacabbaa"),
        "g": [1, 1, 2, 2, 1, 2, 1, 2],
        "s": [True, True, True, False, True, True, True, True],
        "o": [1, 2, 3, 1, 2, 3, 2, 1],
    }
)
AT = {"response": "y", "itself": "q", "other": "z", "subset": "s"}


def table(at):
    made = BASE.copy()
    made.loc[2, AT[at]] = False if at == "subset" else np.nan
    return made


def without_zeros(name, cells, rows):
    """Return the columns of a matrix in brms's order, without columns of zeros.

    Levels that only left-out rows have are a column of zeros in brms, and no column here.
    """
    found = np.asarray(cells, dtype=float)
    if not name.startswith("X"):
        return found.reshape(-1)
    found = found.reshape(rows, -1, order="F")
    return found[:, np.abs(found).sum(axis=0) > 0]


@pytest.mark.wide
@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f"{f['call']} {f['at']}")
def test_terms_of_all_rows_are_those_of_brms(fact):
    answer = fact["answer"]
    family = "sratio" if "cs(" in fact["call"] else "gaussian"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if "error" in answer:
            with pytest.raises(PybrmsError) as caught:
                pm.make_standata(fact["call"], table(fact["at"]), family)
            assert caught.value.message == answer["error"][0]
            return
        prior = "prior(normal(0, 1), nlpar = a)" if "nl = TRUE" in fact["call"] else None
        found = pm.make_standata(fact["call"], table(fact["at"]), family, prior)
    rows = len(answer["Y"])
    for name, cells in answer.items():
        mine = np.asarray(found[name], dtype=float)
        mine = mine[np.isfinite(mine)] if mine.ndim == 1 else mine.reshape(-1, order="F")
        np.testing.assert_allclose(
            without_zeros(name, mine, rows), without_zeros(name, cells, rows), atol=1e-8
        )


@pytest.mark.parametrize("column", ["q", "f", "s"])
def test_all_rows_survive_storing(tmp_path, column):
    data = BASE.astype({"s": object})
    data.loc[2, column] = None
    with pytest.warns(pm.PybrmsWarning):
        fit = pm.brm("y ~ scale(q) + f + s", data, empty=True)
    write(fit, tmp_path / "fit.nc")
    read = read_fit(tmp_path / "fit.nc")
    np.testing.assert_array_equal(pm.standata(read)["X"], pm.standata(fit)["X"])
    pd.testing.assert_frame_equal(read.model.frame.whole.data, fit.model.frame.whole.data)


def test_other_rows_have_the_centre_of_all_rows():
    with pytest.warns(pm.PybrmsWarning):
        fit = pm.brm("y ~ scale(q)", table("response"), empty=True)
    piece = fit.model.of(Population)[0]
    new = fit.model.frame.at(pd.DataFrame({"q": [10.0]}), names=["q"])
    expected = (10 - BASE["q"].mean()) / BASE["q"].std()
    assert piece.x.design.at(new).matrix[0, 1] == pytest.approx(expected)


def test_the_summary_of_a_variable_with_missing_values_says_what_to_do():
    with pytest.raises(InvalidData, match="All observations in the data were removed") as caught:
        pm.make_standata("y ~ I(q - mean(q))", table("itself"))
    assert "na.rm = TRUE" in caught.value.hint
