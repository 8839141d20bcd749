"""``(cs(x) | g)``: coefficients of groups that are separate for each threshold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import log_softmax, logsumexp

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidFormula, UnknownLevel
from pybrms_mix.results.fit import Fit
from tests.programs import REFERENCE, Case

KINDS = pd.read_csv(REFERENCE / "data" / "kinds.csv")
pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
COUNT = 3  # the number of thresholds of the rating
MODELS = {
    "correlated": ("rating ~ x + (cs(z) | g)", "acat"),
    "beside others": ("rating ~ cs(x) + (1 | g) + (cs(0 + z) || h)", "sratio"),
    "mixture": ("rating ~ x + (cs(z) | g)", "mixture(acat, cratio)"),
    "id": (
        "bf(rating ~ x, mu1 ~ x + (cs(z) | p | g), mu2 ~ (1 | p | g))",
        "mixture(acat, sratio)",
    ),
    "sets": ("rating ~ (cs(1) || gr(g, by = by2))", "cratio"),
    "heavy tails": ('rating ~ x + (cs(z) | gr(g, dist = "student"))', "acat"),
    "probit": ("bf(rating ~ x + (cs(1) || g), disc ~ (1 | h))", 'cumulative("probit")'),
}  # fmt: skip


def case(name: str) -> Case:
    formula, family = MODELS[name]
    return Case(formula, family, data=KINDS)


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> Case:
    return case(request.param)


def a_fit(model: Case, count: int = 8) -> Fit:
    """Return a fit whose draws are points of the program."""
    draws = [model.draws(model.point(seed)) for seed in range(count)]
    table = pd.DataFrame(np.concatenate([d.values[0] for d in draws]), columns=draws[0].names)
    return fit_from_draws(model.formula, model.data, model.family, table)


@pytest.mark.wide
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_numpy_and_stan_have_the_same_likelihood(model: Case, seed: int) -> None:
    point = model.point(seed)
    ours, stans = model.log_lik(point).sum(), model.stan_log_lik(point)
    if np.isfinite(stans):
        assert abs(ours - stans) <= 1e-8 * max(1, abs(stans))
    else:
        assert not np.isfinite(ours)


def at_thresholds(fit: Fit, dpar: str = "", draw: int = 0) -> np.ndarray:
    """Return mu less each threshold in one draw, from the names of brms alone: (N, thresholds)."""
    value = {n: fit.posterior[n][draw] for n in fit.posterior.names}
    head, part = (f"{dpar}_", f"__{dpar}") if dpar else ("", "")
    found = np.empty((len(KINDS), COUNT))
    for n, row in enumerate(KINDS.itertuples()):
        for k in range(1, COUNT + 1):
            levels = [
                value[f"r_g{part}[{row.g.replace(' ', '.')},{c}[{k}]]"] for c in ("Intercept", "z")
            ]
            effect = levels[0] + levels[1] * row.z
            found[n, k - 1] = (
                value[f"b_{head}x"] * row.x + effect - value[f"b_{head}Intercept[{k}]"]
            )
    return found


def acat(eta: np.ndarray) -> np.ndarray:
    """Return the log probability of the observed category: the ladder of sums of log odds."""
    ladder = np.concatenate([np.zeros((len(eta), 1)), np.cumsum(eta, axis=1)], axis=1)
    return log_softmax(ladder, axis=1)[np.arange(len(eta)), KINDS["rating"] - 1]


def cratio(eta: np.ndarray) -> np.ndarray:
    """Return the log probability of the observed category: passed thresholds, then a stop."""
    passed = -np.logaddexp(0, -eta)
    stopped = -np.logaddexp(0, eta)
    return np.array([
        passed[n, : y - 1].sum() + (stopped[n, y - 1] if y <= COUNT else 0.0)
        for n, y in enumerate(KINDS["rating"])
    ])  # fmt: skip


def test_each_threshold_has_the_coefficients_of_its_group_once() -> None:
    fit = a_fit(case("correlated"))
    np.testing.assert_allclose(fit.log_lik()[0], acat(at_thresholds(fit)), rtol=1e-10)


def test_each_component_has_coefficients_of_its_own() -> None:
    fit = a_fit(case("mixture"))
    theta = [fit.posterior[f"theta{k}"][0] for k in (1, 2)]
    parts = [acat(at_thresholds(fit, "mu1")), cratio(at_thresholds(fit, "mu2"))]
    weighted = np.log(theta)[:, None] + np.stack(parts)
    np.testing.assert_allclose(fit.log_lik()[0], logsumexp(weighted, axis=0), rtol=1e-10)
    member = np.exp(weighted - logsumexp(weighted, axis=0)).T
    np.testing.assert_allclose(pm.pp_mixture(fit, summary=False)[0], member, rtol=1e-8)


def test_the_linear_predictor_has_a_value_for_each_threshold() -> None:
    fit = a_fit(case("correlated"))
    cuts = np.array([fit.posterior[f"b_Intercept[{k}]"][0] for k in range(1, COUNT + 1)])
    np.testing.assert_allclose(fit.posterior_linpred()[0], at_thresholds(fit) + cuts, rtol=1e-10)


# --- other rows ---------------------------------------------------------------------------------


def test_other_rows_are_predicted_as_those_of_the_fit(model: Case) -> None:
    fit = a_fit(model)
    order = np.random.default_rng(1).permutation(len(KINDS))[:20]
    wanted = fit.posterior_epred()[:, order]
    np.testing.assert_allclose(fit.posterior_epred(KINDS.iloc[order]), wanted)


def test_a_new_level_is_refused_unless_it_is_allowed() -> None:
    fit, row = a_fit(case("correlated")), KINDS.head(2)
    with pytest.raises(UnknownLevel, match="new"):
        fit.posterior_epred(row.assign(g="new"))
    new = row.assign(g="new")
    found = fit.posterior_epred(new, allow_new_levels=True, sample_new_levels="old_levels", seed=1)
    every = np.stack([fit.posterior_epred(row.assign(g=g)) for g in KINDS["g"].unique()])
    assert (np.abs(every - found).max(axis=(2, 3)).min(axis=0) < 1e-12).all()


def test_a_new_level_has_the_spreads_of_the_thresholds() -> None:
    model = case("correlated")
    draws = model.draws(model.point(1))
    wide = {f"sd_g__Intercept[{k}]": 10.0 if k == 2 else 1e-6 for k in (1, 2, 3)}
    wide |= {f"sd_g__z[{k}]": 1e-6 for k in (1, 2, 3)}
    table = pd.DataFrame([{n: wide.get(n, draws[n][0]) for n in draws.names}] * 400)
    fit = fit_from_draws(model.formula, KINDS, model.family, table)
    some: dict[str, Any] = {"allow_new_levels": True, "sample_new_levels": "gaussian", "seed": 1}
    found = fit.posterior_linpred(KINDS.head(1).assign(g="new"), **some)[:, 0]
    spread = found.std(axis=0)
    # The standard error of a standard deviation of 400 normal numbers is 3.5 % of it.
    assert abs(spread[1] - 10) < 4 * 0.35
    assert spread[0] < 1e-4 > spread[2]


def test_without_groups_the_thresholds_of_the_population_remain() -> None:
    fit = a_fit(case("correlated"))
    plain = pd.DataFrame({n: fit.posterior[n] for n in fit.posterior.names if "_g" not in n})
    alone = fit_from_draws("rating ~ x", KINDS, "acat", plain)
    np.testing.assert_allclose(fit.posterior_epred(re_formula="NA"), alone.posterior_epred())
    kept = fit.posterior_epred(re_formula="~ (cs(z) | g)")
    np.testing.assert_allclose(kept, fit.posterior_epred())


def test_effects_are_those_of_the_population_and_those_of_one_group_on_request() -> None:
    fit = a_fit(case("beside others"))
    assert list(pm.conditional_effects(fit)) == ["x"]
    shown = pm.conditional_effects(
        fit,
        "z",
        categorical=True,
        re_formula=None,
        conditions=pd.DataFrame({"g": ["g 3"], "h": ["q"]}),
    )
    table = next(iter(shown.values()))
    rows = table.loc[table["cats__"].astype(str) == "2", ["z", "estimate__"]]
    grid = pd.DataFrame({"x": KINDS["x"].mean(), "z": rows["z"], "g": "g 3", "h": "q"})
    expected = np.median(fit.posterior_epred(grid)[:, :, 1], axis=0)
    np.testing.assert_allclose(rows["estimate__"], expected, rtol=1e-8)


# --- coefficients of levels -----------------------------------------------------------------------


def draws_of(formula: str, family: str = "acat") -> tuple[Fit, dict[str, float]]:
    model = Case(formula, family, data=KINDS)
    fit = a_fit(model, 2)
    return fit, {n: fit.posterior[n][0] for n in fit.posterior.names}


def coefs(fit: Fit, level: str) -> dict[str, float]:
    found = pm.coef(fit, summary=False)["g"].sel(level=level)
    return {c: float(found.sel(coefficient=c)[0]) for c in found["coefficient"].to_numpy()}


# As in brms, thresholds of acat have their negative: mu less the threshold.
def test_a_level_has_its_own_thresholds_and_slopes() -> None:
    fit, value = draws_of("rating ~ x + (cs(z) | g)")
    found = coefs(fit, "g 3")
    assert list(found) == [f"{c}[{k}]" for c in ("Intercept", "z") for k in (1, 2, 3)] + ["x"]
    for k in (1, 2, 3):
        own = value[f"r_g[g.3,Intercept[{k}]]"]
        assert found[f"Intercept[{k}]"] == pytest.approx(own - value[f"b_Intercept[{k}]"])
        assert found[f"z[{k}]"] == pytest.approx(value[f"r_g[g.3,z[{k}]]"])
    assert found["x"] == value["b_x"]


@pytest.mark.parametrize(
    ("formula", "parts"),
    [
        ("rating ~ z + (cs(z) | g)", ("b_z", "r_g[g.3,z[{k}]]")),
        ("rating ~ cs(z) + (cs(z) | g)", ("bcs_z[{k}]", "r_g[g.3,z[{k}]]")),
        ("rating ~ cs(z) + (1 + z | g)", ("bcs_z[{k}]", "r_g[g.3,z]")),
        ("rating ~ z + (0 + z | g) + (cs(z) | g)", ("b_z", "r_g[g.3,z]", "r_g[g.3,z[{k}]]")),
    ],
    ids=["population", "both", "thresholds of the population", "twice"],
)
def test_what_all_thresholds_share_is_part_of_each(formula: str, parts: tuple[str, ...]) -> None:
    fit, value = draws_of(formula)
    found = coefs(fit, "g 3")
    assert "z" not in found
    for k in (1, 2, 3):
        assert found[f"z[{k}]"] == pytest.approx(sum(value[p.format(k=k)] for p in parts))


def test_thresholds_that_families_subtract_are_negative_without_deviations_too() -> None:
    fit, value = draws_of("rating ~ x + (0 + x | g)")
    assert coefs(fit, "g 3")["Intercept[2]"] == -value["b_Intercept[2]"]


# --- names, exchange of components, files --------------------------------------------------------


def test_variables_have_the_names_of_brms() -> None:
    names = [v.name for v in case("id").built.model.variables if v.kind in ("sd", "cor", "r")]
    assert names[:4] == [
        "sd_g__mu1_Intercept[1]", "sd_g__mu1_Intercept[2]", "sd_g__mu1_Intercept[3]",
        "sd_g__mu1_z[1]",
    ]  # fmt: skip
    assert "cor_g__mu1_Intercept[1]__mu1_z[2]" in names
    assert "r_g__mu1[g.3,z[2]]" in names


def test_exchanged_components_exchange_the_coefficients_of_their_groups() -> None:
    model = Case("rating ~ x + (cs(z) | g)", "mixture(acat, acat)", data=KINDS)
    fit = a_fit(model, 4)
    sorted_by_theta = pm.relabel(fit, "theta")
    moved = sorted_by_theta.orders.reshape(4, 2)[:, 0] == 1
    assert 0 < moved.sum() < 4
    turned = sorted_by_theta.fit
    for name in ("r_g__mu{}[g.3,z[2]]", "sd_g__mu{}_Intercept[1]"):
        first, second = (fit.posterior[name.format(k)] for k in (1, 2))
        np.testing.assert_array_equal(
            turned.posterior[name.format(1)], np.where(moved, second, first)
        )
    np.testing.assert_allclose(turned.log_lik(), fit.log_lik())


def test_a_stored_fit_predicts_as_before(tmp_path: Path) -> None:
    fit = a_fit(case("mixture"))
    pm.save(fit, tmp_path / "fit")
    again = pm.load(tmp_path / "fit")
    np.testing.assert_array_equal(again.log_lik(), fit.log_lik())
    np.testing.assert_array_equal(again.posterior_epred(), fit.posterior_epred())


def test_equal_groups_of_thresholds_need_one_number_of_them() -> None:
    with pytest.raises(pm.base.errors.NotSupported, match="thres") as caught:
        pm.make_stancode("rating | thres(gr = by2) ~ x + (cs(z) | g)", KINDS, "acat")
    assert caught.value.span is not None


def test_terms_with_other_coefficients_are_refused_at_their_place() -> None:
    formula = "rating ~ x + (x + cs(z) | g)"
    with pytest.raises(InvalidFormula, match="separate group-level terms") as caught:
        pm.make_stancode(formula, KINDS, "acat")
    assert caught.value.span is not None
    assert formula[caught.value.span.start : caught.value.span.end] == "cs(z)"
