"""Verdicts on modes, and relabelling: draws with switched labels, several or empty components."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.checks import problems
from pybrms_mix.results.mixture.exchange import sources
from pybrms_mix.results.mixture.labels import assigned
from pybrms_mix.results.mixture.modes import together

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

RNG = np.random.default_rng(1)
WHICH = np.repeat([0, 1, 1], 20)
DATA = pd.DataFrame({
    "y": np.array([0.0, 6.0])[WHICH] + RNG.normal(size=60),
    "x": RNG.normal(size=60),
    "g": np.tile(["a", "b", "c"], 20),
    "id": np.repeat([f"p{i}" for i in range(12)], 5),
})  # fmt: skip
FREE = "mixture(gaussian, gaussian, order = 'none')"
SAME = [
    "prior(normal(3, 5), Intercept, dpar = mu1)",
    "prior(normal(3, 5), Intercept, dpar = mu2)",
]
TRUTH = {
    "b_mu1_Intercept": 0.0, "b_mu2_Intercept": 6.0, "sigma1": 1.0, "sigma2": 1.1,
    "theta1": 0.35, "theta2": 0.65,
}  # fmt: skip
MU = ("b_mu1_Intercept", "b_mu2_Intercept")


def fit_of(
    truth=TRUTH, change=None, family=FREE, formula="y ~ 1", prior=SAME, data=DATA, spread=0.02
):
    """Return a fit of four chains of 60 draws around ``truth``; ``change`` alters the columns."""
    rng = np.random.default_rng(2)
    draws = pd.DataFrame({n: v + spread * rng.standard_normal(240) for n, v in truth.items()})
    if "theta1" in truth:
        thetas = [n for n in truth if n.startswith("theta")]
        draws[thetas] = draws[thetas].div(draws[thetas].sum(axis=1), axis=0)
    draws[".chain"] = np.repeat([1, 2, 3, 4], 60)
    draws[".iteration"] = np.tile(np.arange(1, 61), 4)
    draws["lprior"] = 0.0
    draws["lp__"] = -100 + rng.standard_normal(240)
    if change is not None:
        change(draws)
    return fit_from_draws(formula, data, family, draws, prior)


def swap(draws, rows, a="1", b="2"):
    """Exchange the draws of the components ``a`` and ``b`` in ``rows``."""
    for one in [n for n in draws if n.startswith(("b_mu" + a, "sigma" + a, "theta" + a))]:
        other = one.replace(a, b, 1)
        draws.loc[rows, [one, other]] = draws.loc[rows, [other, one]].to_numpy()


def second_chain(draws):
    return draws[".chain"] == 2


def test_chains_that_agree_are_healthy_and_nothing_is_said_of_it():
    check = pm.mode_check(fit_of())
    assert check.verdict == "healthy"
    assert check.findings == ()
    assert "healthy" not in fit_of().summary().text()


def test_a_chain_with_other_numbers_is_label_switching_between_chains():
    fit = fit_of(change=lambda d: swap(d, second_chain(d)))
    check = pm.mode_check(fit)
    assert check.verdict == "label switching between chains"
    assert list(check.chains["order"].unique()) != ["1 2"]
    assert set(MU) <= set(check.findings[0].parameters)
    assert "relabel(fit)" in check.findings[0].next
    assert "label switching between chains" in fit.summary().text()


def test_numbers_that_change_along_the_way_are_label_switching_within_chains():
    fit = fit_of(change=lambda d: swap(d, d[".iteration"] > 40))
    check = pm.mode_check(fit)
    assert check.verdict == "label switching within chains"
    assert check.chains["switched"].to_numpy() == pytest.approx(20 / 60)
    assert [f.verdict for f in check.findings] == ["label switching within chains"]


def test_a_chain_that_stays_elsewhere_is_in_a_minor_mode_with_its_gap():
    def elsewhere(draws):
        rows = second_chain(draws)
        draws.loc[rows, "b_mu1_Intercept"] += 4
        draws.loc[rows, "sigma1"] += 2.5
        draws.loc[rows, "lp__"] -= 30

    check = pm.mode_check(fit_of(change=elsewhere))
    assert check.verdict == "several modes"
    assert check.chains["mode"].tolist() == [1, 2, 1, 1]
    assert check.chains.loc[2, "gap"] == pytest.approx(30, abs=1)
    assert check.findings[0].chains == (2,)
    assert "b_mu1_Intercept" in check.findings[0].parameters
    assert "normal(" not in check.findings[0].next  # no prior is derived from the draws
    assert "does not measure its posterior mass" in check.findings[0].what


def test_components_of_different_families_in_each_others_place_are_another_mode():
    family = "mixture(gaussian, student, order = 'none')"

    def exchanged(draws):
        swap(draws, second_chain(draws))
        draws.loc[second_chain(draws), "lp__"] -= 3

    check = pm.mode_check(fit_of(TRUTH | {"nu2": 20.0}, exchanged, family))
    assert check.verdict == "several modes"
    with pytest.raises(InvalidArgument, match="No two components of the model are exchangeable"):
        pm.relabel(fit_of(TRUTH | {"nu2": 20.0}, family=family))


def three(b3, sigma3, theta3):
    rest = {"b_mu3_Intercept": b3, "sigma3": sigma3, "theta3": theta3}
    return TRUTH | {"theta2": 0.65 - theta3} | rest


THREE = "mixture(gaussian, nmix = 3, order = 'none')"
SAME3 = [*SAME, "prior(normal(3, 5), Intercept, dpar = mu3)"]


def test_a_component_without_rows_is_empty():
    check = pm.mode_check(fit_of(three(40, 1, 1e-5), family=THREE, prior=SAME3, spread=1e-6))
    assert check.verdict == "empty component"
    assert "b_mu3_Intercept" in check.findings[0].parameters
    assert "component 3" in check.findings[0].what


@pytest.mark.parametrize(
    ("counts", "chains", "noted"),
    [
        ((2, 1, 1, 2), [], False),
        ((8, 7, 5, 7), [], True),
        ((29, 29, 29, 29), [], True),
        ((60, 0, 0, 0), [(1,)], False),
        ((40, 35, 45, 10), [(1, 2, 3)], False),
    ],
)
def test_a_component_that_is_empty_in_most_draws_of_a_chain_is_a_fault(counts, chains, noted):
    """Of 60 draws of a chain. In fewer draws it is a part of the posterior, which is noted."""

    def emptied(draws):
        for chain, count in enumerate(counts, start=1):
            rows = np.flatnonzero(draws[".chain"] == chain)[:count]
            draws.loc[rows, ["theta2", "theta3"]] = [0.65, 1e-9]
            draws.loc[rows, "b_mu3_Intercept"] = 40.0

    check = pm.mode_check(fit_of(three(6, 1.1, 0.3), emptied, family=THREE, prior=SAME3))
    assert [f.chains for f in check.findings if f.verdict == "empty component"] == chains
    share = f"in {100 * np.mean(counts) / 60:.0f} % of the draws a component holds less than"
    assert any(note.startswith(share) for note in check.notes) == noted


def test_a_spread_that_shrank_to_nothing_is_a_collapsed_component():
    def spike(draws):
        draws.loc[second_chain(draws), "sigma2"] *= 1e-4

    check = pm.mode_check(fit_of(change=spike))
    assert check.verdict == "collapsed component"
    assert check.findings[0].parameters == ("sigma2",)
    assert check.findings[0].chains == (2,)


def test_a_chain_that_collapsed_is_not_what_the_others_are_measured_by():
    def spike(draws):
        rows = second_chain(draws)
        draws.loc[rows, "sigma2"] *= 1e-4
        draws.loc[rows, "b_mu2_Intercept"] = DATA["y"].max()
        draws.loc[rows, "lp__"] += 80

    check = pm.mode_check(fit_of(change=spike))
    assert [f.verdict for f in check.findings] == ["collapsed component"]
    assert check.chains["mode"].tolist() == [1, 2, 1, 1]
    assert check.chains.loc[2, "gap"] == pytest.approx(-80, abs=1)


def test_a_chain_that_goes_to_and_fro_has_no_numbers_to_differ_in():
    def wandering(draws):
        swap(draws, second_chain(draws) & (draws[".iteration"] % 5 < 3))

    check = pm.mode_check(fit_of(change=wandering))
    assert [f.verdict for f in check.findings] == ["label switching within chains"]
    assert check.findings[0].chains == (2,)


def test_labels_of_chains_in_another_mode_are_not_compared():
    def elsewhere(draws):
        rows = second_chain(draws)
        swap(draws, rows)
        draws.loc[rows, "b_mu1_Intercept"] -= 4
        draws.loc[rows, "sigma1"] += 2.5
        draws.loc[rows, "lp__"] -= 30

    assert [f.verdict for f in pm.mode_check(fit_of(change=elsewhere)).findings] == [
        "several modes"
    ]


@pytest.mark.parametrize(("order", "other"), [("none", "mu"), ("mu", "theta"), ("theta", "mu")])
def test_the_remedy_is_an_order_that_is_not_there_yet(order, other):
    family = f"mixture(gaussian, gaussian, order = '{order}')"
    found = pm.mode_check(fit_of(change=lambda d: swap(d, second_chain(d)), family=family))
    assert found.verdict == "label switching between chains"
    assert f'order = "{other}"' in found.findings[0].next


def test_two_components_of_the_same_rows_are_one():
    check = pm.mode_check(fit_of(three(6.0, 1.1, 0.3), family=THREE, prior=SAME3, spread=1e-3))
    assert check.verdict == "duplicated component"
    assert "components 2 and 3" in check.findings[0].what


def test_chains_that_wander_are_not_converged_and_no_more():
    def drift(draws):
        draws["sigma2"] += 0.3 * draws[".chain"] / 4

    check = pm.mode_check(fit_of(change=drift))
    assert [f.verdict for f in check.findings] == ["not converged"]
    assert check.findings[0].parameters[0] == "sigma2"


def test_one_family_has_no_labels_but_may_not_have_converged():
    truth = {"b_Intercept": 4.0, "sigma": 3.0}
    assert pm.mode_check(fit_of(truth, family="gaussian", prior=None)).healthy

    def drift(draws):
        draws["sigma"] += draws[".chain"]

    wandering = pm.mode_check(fit_of(truth, drift, "gaussian", prior=None))
    assert wandering.verdict == "not converged"


def test_rows_of_a_group_that_stay_together_get_a_note():
    truth = TRUTH | {
        "sd_id__mu1_Intercept": 0.1,
        **{f"r_id__mu1[p{i},Intercept]": 0.0 for i in range(12)},
    }
    formula = pm.bf("y ~ 1", "mu1 ~ 1 + (1 | id)")
    whole = pm.mode_check(fit_of(truth, formula=formula))
    assert whole.healthy
    assert 'mixture(..., gr = "id")' in whole.notes[0]
    assert whole.notes[0] in str(whole)
    assert (
        "Note: the memberships of the rows of one 'id' are correlated"
        in fit_of(truth, formula=formula).summary().text()
    )
    shuffled = DATA.assign(id=np.random.default_rng(3).permutation(DATA["id"]))
    assert pm.mode_check(fit_of(truth, formula=formula, data=shuffled)).notes == ()


def test_a_small_effective_sample_size_is_noted_where_nothing_is_wrong():
    """The draws are independent: 240 of them are fewer than 100 for each of four chains."""
    check = pm.mode_check(fit_of())
    assert check.healthy
    assert check.precision.startswith("the effective sample size is ")
    assert "below 400" in check.precision
    assert check.precision in str(check)
    assert check.lines() == ()  # the summary has a column with the sizes


def test_memberships_that_go_together_are_told_from_those_that_do_not():
    rng = np.random.default_rng(4)
    levels = np.repeat(np.arange(30), 6)
    classes = rng.random(30) < 0.5
    certain = np.eye(2)[classes.astype(int)[levels]]
    assert together(certain, levels).share == pytest.approx(1, abs=0.02)
    vague = np.abs(certain - rng.uniform(0, 0.7, 180)[:, None])
    some = together(np.c_[vague[:, 0], 1 - vague[:, 0]], levels)
    assert 0.1 < some.share < 0.6
    assert some.z > 4
    rows = np.eye(2)[rng.integers(0, 2, 180)]
    none = together(rows, levels)
    assert abs(none.share) < 0.1
    assert abs(none.z) < 4
    assert together(np.ones((180, 1)), levels).share == 0


def repeated(whole: bool, seed: int = 1) -> pd.DataFrame:
    """Return 40 persons' six rows on one of two slopes: of the person, or of each row."""
    rng = np.random.default_rng(seed)
    person, t = np.repeat(np.arange(40), 6), np.tile(np.linspace(-1, 1, 6), 40)
    up = rng.random(40)[person] < 0.5 if whole else rng.random(240) < 0.5
    y = np.where(up, 1.5, -1.5) * t + rng.normal(0, 0.5, 40)[person] + rng.normal(0, 0.5, 240)
    return pd.DataFrame({"y": y, "t": t, "id": person})


SLOPES = [
    "prior(normal(-1, 1), coef = t, dpar = mu1)", "prior(normal(1, 1), coef = t, dpar = mu2)",
    *(f"prior(normal(0, 1), Intercept, dpar = mu{k})" for k in (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize("whole", [True, False])
def test_a_mixture_of_rows_of_persons_that_belong_as_wholes_warns(whole):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fit = pm.brm(
            "y ~ t + (1 | id)", repeated(whole), FREE, SLOPES, chains=2, iter=400, seed=1,
            silent=2, backend="stanli",
        )  # fmt: skip
    told = [str(w.message) for w in caught if 'gr = "id"' in str(w.message)]
    assert len(told) == whole
    assert bool(pm.mode_check(fit).notes) == whole


@pytest.mark.parametrize("method", ["stephens", "ecr", "mu_Intercept", "theta"])
def test_relabelling_undoes_what_was_switched(method):
    def both(draws):
        swap(draws, second_chain(draws))
        swap(draws, draws[".iteration"] > 40)

    straight = fit_of()
    found = pm.relabel(fit_of(change=both), method)
    flipped = found.fit.posterior["b_mu1_Intercept"][0] > 3  # which is the first does not matter
    want = fit_of(change=lambda d: swap(d, d[".chain"] > 0)) if flipped else straight
    names = straight.posterior.names
    np.testing.assert_allclose(found.fit.posterior.matrix(names), want.posterior.matrix(names))
    assert (found.rhat["relabelled"] < 1.05).all()
    assert found.rhat.loc["b_mu1_Intercept", "raw"] > 1.2


def test_what_does_not_depend_on_labels_stays_when_they_change():
    rng = np.random.default_rng(5)
    names = {n: 0.3 for n in ("b_mu1_x", "b_mu2_x", "b_theta1_Intercept", "b_theta1_x")}
    names |= {n: v for n, v in TRUTH.items() if "theta" not in n}
    names |= {"sd_g__mu1_Intercept": 1.0, "sd_g__mu2_Intercept": 2.0}
    names |= {f"r_g__mu{k}[{g},Intercept]": rng.normal() for k in (1, 2) for g in "abc"}
    fit = fit_of(
        names,
        lambda d: swap_all(d, d[".iteration"] > 30),
        formula=pm.bf("y ~ x + (1 | g)", "theta1 ~ x"),
    )
    found = pm.relabel(fit)
    assert 0 < found.moved < 240
    np.testing.assert_allclose(pm.log_lik(found.fit), pm.log_lik(fit))
    np.testing.assert_allclose(pm.posterior_epred(found.fit), pm.posterior_epred(fit))
    assert found.rhat.loc["sd_g__mu1_Intercept", "relabelled"] < 1.05
    assert found.rhat.loc["b_theta1_Intercept", "relabelled"] < 1.05


def swap_all(draws, rows):
    for one in [n for n in draws if "mu1" in n or n == "sigma1"]:
        other = one.replace("mu1", "mu2").replace("sigma1", "sigma2")
        draws.loc[rows, [one, other]] = draws.loc[rows, [other, one]].to_numpy()
    for name in [n for n in draws if n.startswith("b_theta1")]:
        draws.loc[rows, name] *= -1


def test_only_the_leading_parameter_of_a_name_is_a_component():
    truth = TRUTH | {"b_mu1_mu2": 0.1, "b_mu2_mu2": 0.2}
    data = DATA.assign(mu2=DATA["x"])
    fit = fit_of(truth, formula="y ~ mu2", data=data)
    found = sources(fit.model, [1, 0])
    assert found["b_mu1_mu2"] == (("b_mu2_mu2", 1.0),)
    assert found["b_mu2_mu2"] == (("b_mu1_mu2", 1.0),)


def test_priors_that_tell_components_apart_forbid_relabelling():
    other = [SAME[0], "prior(normal(6, 1), Intercept, dpar = mu2)"]
    with pytest.raises(InvalidArgument, match="The priors distinguish the components: mu1: normal"):
        pm.relabel(fit_of(prior=other))


def test_group_effects_of_the_one_proportion_change_their_sign_and_not_their_spread():
    truth = {n: v for n, v in TRUTH.items() if "theta" not in n}
    truth |= {"b_theta1_Intercept": -0.6, "sd_g__theta1_Intercept": 0.5}
    truth |= {f"r_g__theta1[{g},Intercept]": v for g, v in zip("abc", (-0.4, 0, 0.3), strict=True)}
    formula = pm.bf("y ~ 1", "theta1 ~ 1 + (1 | g)")

    def switched(draws):
        rows = second_chain(draws)
        swap_all(draws, rows)
        draws.loc[rows, [n for n in draws if n.startswith("r_g__theta1")]] *= -1

    fit = fit_of(truth, switched, formula=formula)
    found = pm.relabel(fit)
    np.testing.assert_allclose(pm.log_lik(found.fit), pm.log_lik(fit))
    spread = "sd_g__theta1_Intercept"
    np.testing.assert_array_equal(found.fit.posterior[spread], fit.posterior[spread])
    assert found.rhat.loc["b_theta1_Intercept", "relabelled"] < 1.05
    levels = found.fit.posterior["r_g__theta1[a,Intercept]"]
    assert (np.sign(levels) == np.sign(levels[0])).all()


def test_the_spread_of_group_effects_of_a_proportion_cannot_change_its_reference():
    formula = pm.bf("y ~ 1", "theta1 ~ 1 + (1 | g)", "theta2 ~ 1 + (1 | g)")
    truth = {f"b_mu{k}_Intercept": 6.0 * k for k in (1, 2, 3)}
    truth |= {f"sigma{k}": 1.0 for k in (1, 2, 3)}
    for k in (1, 2):
        truth |= {f"b_theta{k}_Intercept": 0.5, f"sd_g__theta{k}_Intercept": 0.5}
        truth |= {f"r_g__theta{k}[{g},Intercept]": 0.1 for g in "abc"}
    fit = fit_of(truth, formula=formula, family=THREE, prior=SAME3)
    with pytest.raises(
        InvalidArgument, match="cannot change places with the reference component of 'theta3'"
    ):
        sources(fit.model, [2, 1, 0])
    assert sources(fit.model, [1, 0, 2])["sd_g__theta1_Intercept"][0][0] == "sd_g__theta2_Intercept"


def test_what_is_neither_method_nor_parameter_is_refused():
    with pytest.raises(InvalidArgument, match="no method 'stephen'") as caught:
        pm.relabel(fit_of(), "stephen")
    assert caught.value.hint == "Did you mean 'stephens'?"
    with pytest.raises(InvalidArgument, match="only be applied to mixture models"):
        pm.relabel(fit_of({"b_Intercept": 4.0, "sigma": 3.0}, family="gaussian", prior=None))


@pytest.mark.parametrize("count", range(1, 7))
def test_few_components_have_the_orders_that_scipy_gives_them(count):
    rng = np.random.default_rng(count)
    costs = rng.normal(size=(50, count, count))
    same = np.eye(count, dtype=bool) | (rng.random((count, count)) < 0.6)
    wanted = [linear_sum_assignment(np.where(same, c, 1e12))[1] for c in costs]
    np.testing.assert_array_equal(assigned(costs, same), wanted)


@pytest.mark.parametrize(("count", "seed"), [(2, 2), (2, 1), (3, 1)])
def test_components_that_overlap_in_order_do_not_switch_their_labels(count, seed):
    rng = np.random.default_rng(seed)
    data = pd.DataFrame({"y": rng.normal(2.3 * rng.integers(0, count, 80), 1)})
    family = f"mixture(gaussian, nmix = {count})"
    fit = pm.brm("y ~ 1", data, family, chains=2, iter=1000, seed=seed, silent=2)
    check = pm.mode_check(fit)
    means = fit.posterior.matrix([f"b_mu{k}_Intercept" for k in range(1, count + 1)])
    assert (np.diff(means, axis=1) >= 0).all()
    assert "switching" not in "".join(f.verdict for f in check.findings)
    assert "relabel" not in "".join(f.next for f in check.findings)
    assert "the order does not separate the components" in "".join(check.notes)


def test_an_order_of_means_that_are_equal_does_not_hide_that_labels_switch():
    truth = {"b_mu1_Intercept": 0.0, "b_mu2_Intercept": 0.0, "sigma1": 0.5, "sigma2": 4.0}
    truth |= {"theta1": 0.4, "theta2": 0.6}
    data = pd.DataFrame({"y": np.r_[np.linspace(-0.8, 0.8, 24), np.linspace(-8, 8, 36)]})

    def switched(draws):
        rows = second_chain(draws)
        for name in ("sigma", "theta"):
            pair = [f"{name}1", f"{name}2"]
            draws.loc[rows, pair] = draws.loc[rows, pair[::-1]].to_numpy()

    family = "mixture(gaussian, gaussian)"
    check = pm.mode_check(fit_of(truth, switched, family, data=data, spread=0.001))
    assert check.verdict == "label switching between chains"
    assert "relabel(fit)" in check.findings[0].next


def test_a_chain_whose_levels_are_elsewhere_is_not_healthy():
    truth = TRUTH | {f"sd_g__mu{k}_Intercept": 1.0 for k in (1, 2)}
    truth |= {f"r_g__mu{k}[{g},Intercept]": 0.0 for k in (1, 2) for g in "abc"}

    def shifted(draws):
        draws.loc[second_chain(draws), "r_g__mu2[a,Intercept]"] += 0.08

    fit = fit_of(truth, shifted, formula="y ~ 1 + (1 | g)")
    check = pm.mode_check(fit)
    assert check.verdict == "not converged"
    assert check.findings[0].parameters == ("r_g__mu2[a,Intercept]",)
    assert any("1 of 6 coefficients of levels of groups" in line for line in problems(fit))
    assert pm.mode_check(fit_of(truth, formula="y ~ 1 + (1 | g)")).healthy


def test_what_mode_check_advises_can_be_done():
    switched = fit_of(change=lambda d: swap(d, second_chain(d)))
    assert "relabel(fit)" in pm.mode_check(switched).findings[0].next
    pm.relabel(switched)
    # If priors distinguish the labels, orders are modes, and relabelling is not proposed.
    told = ["prior(dirichlet(3, 15), theta)", *SAME]
    check = pm.mode_check(fit_of(change=lambda d: swap(d, second_chain(d)), prior=told))
    assert check.verdict == "several modes"
    assert "relabel" not in check.findings[0].next
    # Proportions that a formula predicts cannot be ordered.
    truth = {n: v for n, v in TRUTH.items() if "theta" not in n} | {"b_theta1_Intercept": -0.6}
    fit = fit_of(
        truth, lambda d: swap_all(d, second_chain(d)), "mixture(gaussian, gaussian)",
        formula=pm.bf("y ~ 1", "theta1 ~ 1"),
    )  # fmt: skip
    assert 'order = "theta"' not in pm.mode_check(fit).findings[0].next
