"""Stability of classes: formulas on small cases, resampled frames, and short fits."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.refits import stability as module
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.resampled import Classified, resampled, started
from pybrms_mix.results.mixture.person_columns import PersonColumns
from pybrms_mix.syntax.nodes import Name

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

REFERENCE = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2])
OTHERS = {"a": np.array([1, 1, 1, 1, 2, 2, 2, 0, 0]), "b": np.array([0, 0, 1, 1, 1, 1, 1, 2, 2])}


def compared() -> pm.Stability:
    return module._compared(REFERENCE, OTHERS, pd.Index(list("abcdefghi")), 3, {})


def test_agreement_is_that_of_sets() -> None:
    found = compared()
    for name, other in OTHERS.items():
        for k in range(3):
            own = set(np.flatnonzero(k == REFERENCE))
            theirs = [set(np.flatnonzero(other == j)) for j in range(3)]
            best = max(len(own & t) / len(own | t) for t in theirs)
            assert found.jaccard.loc[name, k + 1] == pytest.approx(best)
    assert found.table["recovered"].tolist() == [0.5, 0.5, 1.0]
    assert found.table["dissolved"].tolist() == [0.5, 0.0, 0.0]
    assert found.table["size"].tolist() == [4, 3, 2]


def test_classes_have_the_numbers_of_the_reference() -> None:
    found = compared()
    assert (found.assigned["a"] == REFERENCE + 1).all()
    assert found.table["kept"].tolist() == [0.75, 1.0, 1.0]


def test_pairs_stay_together_in_a_share_of_the_fits() -> None:
    together = compared().together()
    for i, j in combinations(range(9), 2):
        share = np.mean([o[i] == o[j] for o in OTHERS.values()])
        assert together.iloc[i, j] == share


def test_the_rand_index_is_that_of_pairs() -> None:
    found = compared().rand()
    assert found["a"] == 1
    same = [(REFERENCE[i] == REFERENCE[j], OTHERS["b"][i] == OTHERS["b"][j])
            for i, j in combinations(range(9), 2)]  # fmt: skip
    a, b = (sum(s[k] for s in same) for k in (0, 1))
    both, chance = sum(x and y for x, y in same), a * b / len(same)
    assert found["b"] == pytest.approx((both - chance) / ((a + b) / 2 - chance))


def growth(**more: Any) -> pm.Fit:
    data = pd.DataFrame({"id": np.repeat(["a", "b", "c"], 2), "t": np.tile([0.0, 1.0], 3)})
    data["y"] = [0.0, 0.1, 5.0, 5.2, 0.2, 0.3]
    draws = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 5.0, "sigma1": 1.0, "sigma2": 1.0,
             "theta1": 0.6, "theta2": 0.4, **more}  # fmt: skip
    text = "y ~ 1 + (1 | id)" if more else "y ~ 1"
    table = pd.DataFrame(draws, index=range(20))
    return pm.fit_from_draws(text, data, "mixture(gaussian, gaussian, gr = 'id')", table)


def test_a_copy_of_a_unit_is_another_unit() -> None:
    fit = growth()
    units = np.repeat([0, 1, 2], 2)
    found = resampled(fit.model.frame, units, np.array([0, 2, 2]), PersonColumns(("id",), "id"))
    assert found.data["id"].tolist() == ["a", "a", "c", "c", "c (2)", "c (2)"]
    assert found.data["y"].tolist() == [0.0, 0.1, 0.2, 0.3, 0.2, 0.3]
    made = pm.make_standata("y ~ 1", found.data, "mixture(gaussian, gaussian, gr = 'id')")
    assert made["N_whole"] == 3


def test_units_are_classified_with_their_effects_integrated() -> None:
    r = {f"r_id__mu{k}[{g},Intercept]": 0.0 for k in (1, 2) for g in "abc"}
    sd = {f"sd_id__mu{k}_Intercept": 1.0 for k in (1, 2)}
    for fit in (growth(), growth(**sd, **r)):
        asked = Classified(
            fit.model.frame.labelled, PersonColumns(("id",), "id"), ("c", "a", "b"), 1
        )
        assert asked(fit).tolist() == [0, 0, 1]


@pytest.mark.parametrize("effects", ["", "(1 | school:id)", "(1 | school/id)"])
def test_units_of_several_columns_are_those_of_one_column(effects: str) -> None:
    """Persons "a", "b", "c" named by one column, and by a school and a number in it."""
    data = growth().model.frame.data.assign(school=["s"] * 4 + ["t"] * 2, id=[1, 1, 2, 2, 1, 1])
    data = data.astype({"id": float})
    draws = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 5.0, "sigma1": 1.0, "sigma2": 1.0,
             "theta1": 0.6, "theta2": 0.4}  # fmt: skip
    groups = {"(1 | school/id)": ["school", "school:id"], "(1 | school:id)": ["school:id"]}
    levels = {"school": "st", "school:id": ["s_1", "s_2", "t_1"]}
    for group in groups.get(effects, []):
        for k in (1, 2):
            draws[f"sd_{group}__mu{k}_Intercept"] = 1.0
            draws |= {f"r_{group}__mu{k}[{level},Intercept]": 0.0 for level in levels[group]}
    fit = pm.fit_from_draws(
        f"y ~ 1 + {effects}".removesuffix(" + "), data,
        "mixture(gaussian, gaussian, gr = 'school:id')", pd.DataFrame(draws, index=range(20)),
    )  # fmt: skip
    columns = PersonColumns.of(fit.model, (Name("school"), Name("id")))
    found = resampled(fit.model.frame, np.repeat([0, 1, 2], 2), np.array([0, 2, 2]), columns)
    assert found.data["school"].tolist() == ["s", "s", "t", "t", "t", "t"]
    assert found.data["id"].tolist() == ["1", "1", "1", "1", "1 (2)", "1 (2)"]
    order = ("t_1", "s_1", "s_2")
    assert Classified(fit.model.frame.labelled, columns, order, 1)(fit).tolist() == [0, 0, 1]


def test_a_column_that_stands_alone_in_the_model_is_not_renamed() -> None:
    data = pd.DataFrame({"y": [0.0, 1, 2, 9], "a": list("ppqq"), "b": list("uvuv")})
    for text, own in {"y ~ 1": "b", "y ~ b": "a", "y ~ a + b": None}.items():
        fit = pm.brm(text, data, "mixture(gaussian, gaussian, gr = 'a:b')", empty=True)
        columns = PersonColumns.of(fit.model, (Name("a"), Name("b")))
        assert columns.own == own
    with pytest.raises(InvalidArgument, match="uses each column of 'a:b' also separately"):
        columns.renamed(data, "!")


def test_fits_start_at_a_typical_draw() -> None:
    found = started(growth())
    assert found["b_mu2_Intercept"] == 5.0
    assert found["sigma1"] == 1.0
    assert found["theta1"] == 0.6
    r = {f"r_id__mu{k}[{g},Intercept]": 0.0 for k in (1, 2) for g in "abc"}
    found = started(growth(sd_id__mu1_Intercept=1.5, sd_id__mu2_Intercept=1.0, **r))
    assert found["sd_id__mu1_Intercept"] == 1.5
    assert not any(name.startswith("r_") for name in found)


@pytest.fixture(scope="module")
def two() -> pm.Fit:
    rng = np.random.default_rng(1)
    data = pd.DataFrame({"y": np.r_[rng.normal(0, 1, 20), rng.normal(9, 1, 15)]})
    return pm.brm("y ~ 1", data, "mixture(gaussian, gaussian)", chains=1, iter=300, seed=1,
                  silent=2)  # fmt: skip


@pytest.mark.parametrize("how", ["bootstrap", "leave-out"])
def test_classes_that_lie_apart_are_stable_and_fits_are_kept(
    two: pm.Fit, how: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pm.stability(two, 3, method=how, seed=1, file=tmp_path, executor=1, silent=2)
    assert (found.table["jaccard"] > 0.95).all()
    assert found.assigned.shape == (35, 3)
    assert len(list(tmp_path.glob("*.nc"))) == 3

    def never(self: Job) -> None:
        raise AssertionError("a stored fit is made again")

    monkeypatch.setattr(Job, "run", never)
    again = pm.stability(two, 3, method=how, seed=1, file=tmp_path, executor=1, silent=2)
    pd.testing.assert_frame_equal(found.assigned, again.assigned)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"method": "leave-out", "n": 100}, "between 2 and the number of units, 35"),
        ({"group": "g"}, "requires method = 'leave-out'"),
        ({"method": "leave-out", "group": "g"}, "'g' is not a valid grouping factor"),
    ],
)
def test_mistakes_are_refused(two: pm.Fit, how: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidArgument, match=words):
        pm.stability(two, **how)


def courses(effects: str = "") -> pm.Fit:
    """Return a short fit to two responses of persons, whose classes lie far apart."""
    rng = np.random.default_rng(4)
    second = np.repeat(np.arange(16) % 2, 3)
    data = pd.DataFrame({"id": np.repeat([f"p{i}" for i in range(16)], 3)})
    data["y"] = rng.normal(4.0 * second, 1.0)
    data["n"] = rng.poisson(np.where(second, 8.0, 1.0)).astype(float)
    data.loc[[0, 10], "y"] = data.loc[[5, 10], "n"] = np.nan
    options = "nmix = 2, class = 'course', gr = 'id'"
    formula = (f"bf(y ~ 1{effects}, family = mixture(gaussian, {options})) + "
               f"bf(n ~ 1, family = mixture(poisson, {options}))")  # fmt: skip
    return pm.brm(formula, data, chains=1, iter=200, seed=1, silent=2)


@pytest.mark.parametrize("effects", ["", " + (1 | id)"])
def test_the_class_of_several_responses_is_fitted_to_samples_of_persons(effects: str) -> None:
    fit = courses(effects)
    found = pm.stability(fit, 2, seed=1, executor=1, silent=2)
    assert found.assigned.shape == (16, 2)
    assert (
        found.assigned.index.tolist() == [*found.reference.index] == sorted(fit.data["id"].unique())
    )
    assert (found.table["jaccard"] > 0.9).all()
    number = found.reference.index.str.removeprefix("p").astype(int)
    agree = (found.reference == found.reference.iloc[0]) == (number % 2 == number[0] % 2)
    assert agree.all()
