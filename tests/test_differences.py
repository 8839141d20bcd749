"""What docs/differences.md says of this package: each line has a test, here or elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidFormula,
    InvalidPrior,
    PybrmsWarning,
)
from pybrms_mix.results.compare.pointwise_criteria import importance
from pybrms_mix.stan.engines.settings import Settings
from tests.programs import Case, stanc
from tests.sampled import one_in

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "differences.md"
MIX = "mixture(gaussian, gaussian)"
DRAWS = pd.DataFrame(
    {
        "b_mu1_Intercept": [0.0, -0.5],
        "b_mu2_Intercept": [4.0, 5.0],
        "sigma1": [1.0, 0.8],
        "sigma2": [1.2, 0.7],
        "theta1": [0.3, 0.6],
        "theta2": [0.7, 0.4],
        "lprior": [0.0, 0.0],
        "lp__": [0.0, 0.0],
    }
)


@pytest.fixture
def data() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "y": [0.1, -0.7, 1.2, 3.9, 4.4, 5.1, 2.0, 2.5],
            "w": [3, 1, 2, 1, 3, 2, 3, 1],
            "s": [0.5, 0.6, 0.4, 0.9, 0.3, 0.8, 1.1, 0.2],
            "x": [0.3, -1.0, 0.2, 1.4, -0.6, 0.0, 0.9, -0.2],
        }
    )


def log_density(y: np.ndarray, sd: object = None, lower: float = -np.inf) -> np.ndarray:
    """Return the log density of the mixture by SciPy: (draws, rows)."""
    parts = []
    for k in ("1", "2"):
        theta, mu, sigma = (
            DRAWS[n + k + e].to_numpy()[:, None]
            for n, e in (("theta", ""), ("b_mu", "_Intercept"), ("sigma", ""))
        )
        scale = sigma if sd is None else np.asarray(sd)
        left = stats.norm.logsf(lower, mu, scale)
        parts.append(np.log(theta) + stats.norm.logpdf(y, mu, scale) - left)
    return np.asarray(special.logsumexp(parts, axis=0))


def test_weights_of_rows_play_no_role_in_memberships(data: pd.DataFrame) -> None:
    plain = pm.fit_from_draws("y ~ 1", data, MIX, DRAWS)
    weighted = pm.fit_from_draws("y | weights(w) ~ 1", data, MIX, DRAWS)
    theirs = pm.pp_mixture(plain, summary=False)
    assert np.array_equal(pm.pp_mixture(weighted, summary=False), theirs)
    assert np.allclose(pm.log_lik(weighted), pm.log_lik(plain) * data["w"].to_numpy())


def test_known_standard_errors_are_the_spread_after_the_fit_as_in_it(data: pd.DataFrame) -> None:
    fit = pm.fit_from_draws("y | se(s) ~ 1", data, MIX, DRAWS)
    wanted = log_density(data["y"].to_numpy(), sd=data["s"].to_numpy())
    assert np.allclose(pm.log_lik(fit), wanted)
    many = pd.DataFrame({"s": np.tile([0.001, 0.5, 20.0], 400)})
    drawn, component = pm.posterior_predict(fit, many, components=True, seed=1)
    mu = DRAWS[["b_mu1_Intercept", "b_mu2_Intercept"]].to_numpy()
    standard = (drawn - np.take_along_axis(mu, component - 1, axis=1)) / many["s"].to_numpy()
    for size in (0, 1, 2):
        assert stats.kstest(standard[:, size::3].ravel(), "norm").pvalue > 0.01


def test_the_likelihood_of_a_truncated_response_knows_its_bounds(data: pd.DataFrame) -> None:
    fit = pm.fit_from_draws("y | trunc(lb = -1) ~ 1", data, MIX, DRAWS)
    wanted = log_density(data["y"].to_numpy(), lower=-1)
    assert np.allclose(pm.log_lik(fit), wanted)
    weights = importance(wanted, 1)[0]
    elpd = special.logsumexp(weights + wanted, axis=0)
    assert np.allclose(pm.loo(fit).pointwise["elpd_loo"], elpd)
    lppd = special.logsumexp(wanted, axis=0) - np.log(len(wanted))
    elpd = lppd - wanted.var(axis=0, ddof=1)
    assert np.allclose(pm.waic(fit).pointwise["elpd_waic"], elpd)


@pytest.mark.parametrize(
    ("formula", "constant"),
    [("bf(y ~ 1, mu1 = 3)", "mu1"), ("bf(y ~ 1, theta1 ~ x, theta2 = 1)", "theta2")],
)
def test_a_constant_without_effect_warns(data: pd.DataFrame, formula: str, constant: str) -> None:
    with pytest.warns(PybrmsWarning, match=f"The value of '{constant}' has no effect"):
        pm.make_stancode(formula, data, MIX)


def test_a_parameter_whose_name_begins_with_theta_is_no_proportion(
    data: pd.DataFrame, recwarn: pytest.WarningsRecorder
) -> None:
    priors = [pm.prior("normal(0, 1)", nlpar=n) for n in ("a", "thetaz")]
    formula = "bf(y ~ 1, nlf(mu2 ~ a * thetaz), a ~ 1, thetaz ~ 1, theta1 = 2, theta2 = 1)"
    data_of = pm.make_standata(formula, data, "mixture(gaussian, nmix = 2, order = 'none')", priors)
    assert [data_of["theta1"], data_of["theta2"]] == pytest.approx([2 / 3, 1 / 3])
    assert not recwarn.list


def test_a_row_of_the_table_refuses_the_prior_of_another(data: pd.DataFrame) -> None:
    table = pm.get_prior("y ~ 1", data, MIX)
    with pytest.raises(InvalidPrior, match="Row 0 has class 'sigma1'"):
        table.prior[0] = pm.set_prior("normal(0, 1)", class_="sigma2")
    table.prior[0] = pm.set_prior("normal(0, 1)", class_="sigma1")
    assert table.prior[0] == "normal(0, 1)"


def test_a_fit_is_kept_as_netcdf_whatever_the_old_ending(
    data: pd.DataFrame, tmp_path: Path
) -> None:
    pm.brm("y ~ 1", data, MIX, chains=1, iter=20, seed=1, silent=2, file=tmp_path / "fit.rds")
    assert [p.name for p in tmp_path.iterdir()] == ["fit.nc"]


READ = """
import sys
import pybrms_mix as pm
pm.load(sys.argv[1])  # imports what it needs
seen = []
sys.addaudithook(lambda event, given: seen.append((event, given)))
pm.load(sys.argv[2])
events = list(seen)
ran = {"pickle.find_class", "marshal.loads", "import", "os.system", "os.exec", "subprocess.Popen"}
assert not ran & {event for event, _ in events}, ran & {event for event, _ in events}
code = {text if isinstance(text, str) else bytes(text or b"").decode()
        for event, (text, *_) in events if event == "compile"}
print(len(events), sorted(code))
"""


def test_reading_a_fit_runs_nothing_that_the_file_says(data: pd.DataFrame, tmp_path: Path) -> None:
    files = [str(tmp_path / f"{name}.nc") for name in ("one", "two")]
    for file, family in zip(files, (MIX, "mixture(gaussian, student)"), strict=True):
        pm.fit_from_draws("y ~ 1", data, family, DRAWS.assign(nu2=9.0)).save(file)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ, *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    count, code = done.stdout.split(maxsplit=1)
    assert int(count) > 0
    assert code.strip() == "[]"


@pytest.mark.parametrize("init", one_in(2, ["auto", "random"]))
def test_a_seed_gives_the_same_draws_again(data: pd.DataFrame, init: str) -> None:
    def drawn(seed: int) -> np.ndarray:
        fit = pm.brm("y ~ 1", data, MIX, chains=2, iter=60, seed=seed, silent=2, init=init)
        return fit.draws.values

    assert np.array_equal(drawn(1), drawn(1))
    assert not np.isin(drawn(2), drawn(1)).all()


@pytest.mark.parametrize(("quiet", "shown"), [({"silent": 2}, False), ({"refresh": 0}, False),
                                              ({"silent": 1}, True)])  # fmt: skip
def test_a_silent_fit_shows_nothing(
    data: pd.DataFrame,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    quiet: dict[str, int],
    shown: bool,
) -> None:
    with caplog.at_level("INFO", "pybrms_mix"):
        pm.brm("y ~ 1", data, "gaussian", chains=1, iter=20, seed=1, **quiet)
    assert capfd.readouterr() == ("", "")
    assert any("Sampled 1 chain" in text for text in caplog.messages) == shown
    assert bool(caplog.messages) == shown


def test_a_run_that_would_keep_no_draws_is_refused(data: pd.DataFrame) -> None:
    with pytest.raises(InvalidArgument, match="No draws would be left"):
        pm.brm("y ~ 1", data, MIX, chains=1, iter=100, warmup=100)


def test_chains_run_on_all_processors_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pybrms_mix.stan.engines.settings.processors", lambda: 3)
    assert Settings(chains=4).parallel == 3
    assert Settings(chains=4, cores=1).parallel == 1


@pytest.mark.skipif(not PAGE.exists(), reason="there is no checkout")
def test_every_test_that_the_page_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE.read_text("utf-8"))
    assert len(named) > 15
    lost = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text("utf-8")
    ]
    assert lost == []


@pytest.mark.skipif(not PAGE.exists(), reason="there is no checkout")
def test_every_row_of_the_page_names_a_test_and_stands_in_a_table() -> None:
    page = PAGE.read_text("utf-8").split("## Not here")[0]
    blocks = [block.splitlines() for block in page.split("\n\n")]
    tables = [block for block in blocks if any(line.startswith("|") for line in block)]
    assert len(tables) == 2
    for head, rule, *body in tables:
        assert head.endswith("| kept by |"), head
        assert set(rule) <= set("|-"), rule
        for row in body:
            assert re.search(r"`tests/[\w/]+\.py::test_\w+` \|$", row), row
        names = [row.split("**")[1] + row.split("**")[2].split(" | ")[0] for row in body]
        assert sorted(set(names)) == sorted(names), "a row stands twice"


@pytest.mark.parametrize(
    ("family", "share"),
    one_in(
        4,
        [
            ("hurdle_poisson", "hu"),
            ("zero_inflated_poisson", "zi"),
            ("zero_inflated_negbinomial", "zi"),
            ("zero_one_inflated_beta", "zoi"),
            ("zero_one_inflated_beta", "coi"),
        ],
    ),
)
def test_shares_of_two_components_may_be_equal(family: str, share: str) -> None:
    rows = pd.DataFrame({"y": [0, 0, 1, 3, 4, 9, 12, 0, 8, 2]})
    if family.endswith("beta"):
        rows = rows / 12
    fit = pm.brm(
        f'bf(y ~ 1, {share}2 = "{share}1")', rows, f"mixture({family}, {family})",
        chains=1, iter=20, seed=1, silent=2,
    )  # fmt: skip
    np.testing.assert_array_equal(fit.draws[f"{share}2"], fit.draws[f"{share}1"])
    assert len(np.unique(fit.draws[f"{share}1"])) > 1


def test_every_coefficient_needs_a_prior_to_be_drawn_from(data):
    prior = "prior(normal(0, 1), class = b, coef = w)"
    with pytest.raises(InvalidPrior, match="some parameters have no proper priors"):
        pm.make_stancode("y ~ w + s", data, "gaussian", prior, sample_prior="only")


def test_r2_of_a_mixture_without_predictors_is_zero():
    data = pd.DataFrame({"y": [0.0, 0.1, 9.9, 10.0]})
    draws = pd.DataFrame({
        "b_mu1_Intercept": [0.0, 0.1], "b_mu2_Intercept": [10.0, 9.9], "sigma1": [1.0, 1.0],
        "sigma2": [1.0, 1.0], "theta1": [0.5, 0.5], "theta2": [0.5, 0.5],
    })  # fmt: skip
    fit = pm.fit_from_draws("y ~ 1", data, "mixture(gaussian, gaussian)", draws)
    np.testing.assert_allclose(pm.bayes_R2(fit, summary=False), 0, atol=1e-12)
    assert "predictors" in (pm.bayes_R2.__doc__ or "")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("order", [("beta_binomial", "binomial"), ("binomial", "beta_binomial")])
def test_the_mean_of_a_beta_binomial_is_a_probability_in_every_mixture(order, seed):
    data = pd.DataFrame({"y": [0, 1, 4, 5, 2], "n": [5, 6, 5, 5, 7], "x": [-1.0, 0.5, 2, 1, 0]})
    made = Case("y | trials(n) ~ x", f"mixture({order[0]}, {order[1]})", data=data)
    at = made.prepared.constrain(made.point(seed))
    parts = []
    for k, name in enumerate(order, 1):
        x = data["x"] - data["x"].mean()
        p = special.expit(at[f"Intercept_mu{k}"] + np.asarray(at[f"b_mu{k}"]).ravel() * x)
        if name == "binomial":
            part = stats.binom.logpmf(data["y"], data["n"], p)
        else:
            phi = at[f"phi{k}"]
            part = stats.betabinom.logpmf(data["y"], data["n"], p * phi, (1 - p) * phi)
        parts.append(np.log(np.asarray(at["theta"]).ravel()[k - 1]) + part)
    wanted = special.logsumexp(parts, axis=0)
    np.testing.assert_allclose(made.log_lik(made.point(seed)), wanted)
    assert made.stan_log_lik(made.point(seed)) == pytest.approx(wanted.sum())


@pytest.mark.parametrize(
    ("formula", "family"),
    [
        ("o ~ x", 'mixture(cumulative(threshold = "equidistant"), cumulative)'),
        ("o ~ x", 'mixture(cumulative(threshold = "equidistant"), nmix = 2)'),
        ("o ~ x", 'mixture(cumulative("cauchit"), nmix = 2)'),
        ("o ~ x", 'mixture(cumulative("softit"), nmix = 2)'),
        ("bf(y ~ x, sigma2 ~ x)", 'mixture(gaussian(), student(link_sigma = "squareplus"))'),
    ],
)
def test_what_brms_cannot_compile_is_the_model_that_was_asked_for(formula, family):
    data = pd.DataFrame({
        "y": [0.1, -0.7, 1.2, 3.9, 4.4, 5.1], "x": [0.3, -1.0, 0.2, 1.4, -0.6, 0.0],
        "o": pd.Categorical([1, 2, 3, 3, 2, 1], ordered=True),
    })  # fmt: skip
    made = Case(formula, family, data=data)
    stanc(made.program)
    for seed in range(3):
        point = made.point(seed)
        assert made.stan_log_lik(point) == pytest.approx(made.log_lik(point).sum())


LINK = {
    "cauchit": stats.cauchy.cdf,
    "softit": lambda x: np.log1p(np.exp(x)) / (1 + np.log1p(np.exp(x))),
}


@pytest.mark.parametrize("link", LINK)
def test_cumulative_links_that_brms_cannot_compile_have_their_probabilities(link):
    data = pd.DataFrame({"o": [1, 2, 3, 3], "x": [0.3, -1.0, 0.2, 1.4]})
    made = Case("o ~ x", f'cumulative("{link}")', data=data)
    point = made.point(1)
    at = made.prepared.constrain(point)
    eta = np.ravel(at["b"]) * (data["x"] - data["x"].mean()).to_numpy()
    below = LINK[link](np.ravel(at["Intercept"])[:, None] - eta)
    probabilities = np.diff(np.vstack([np.zeros(4), below, np.ones(4)]), axis=0)
    wanted = np.log(probabilities[data["o"].to_numpy() - 1, np.arange(4)])
    np.testing.assert_allclose(made.log_lik(point), wanted)


@pytest.mark.parametrize(
    ("formula", "family", "prior", "warns"),
    [
        ("y ~ x", "gaussian", "class = b; coef = x, class = b", True),
        ("y ~ x + s", "gaussian", "class = b; coef = x, class = b", False),
        ("y ~ x + (1 | w)", MIX, "class = sd, group = w, dpar = mu1; coef = Intercept, class = sd, "
         "group = w, dpar = mu1", True),
        ("y ~ x + (x | w)", MIX, "class = sd, group = w, dpar = mu1; coef = Intercept, class = sd, "
         "group = w, dpar = mu1", False),
        ("y ~ x + (1 | w)", "gaussian", "class = sd; coef = Intercept, class = sd, group = w",
         False),
        ("w ~ x", "cumulative", "class = Intercept, coef = 1; class = Intercept, coef = 2", True),
        ("w ~ x", "cumulative", "class = Intercept, coef = 1", False),
    ],
)  # fmt: skip
def test_a_prior_that_no_coefficient_uses_is_warned_of(data, formula, family, prior, warns):
    rows = [f"prior(normal(0, 1), {where})" for where in prior.split("; ")]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pm.make_stancode(formula, data, family, rows)
    told = [str(w.message) for w in caught if "will not be used in the model" in str(w.message)]
    assert len(told) == int(warns)


def test_an_addition_term_that_stands_twice_is_refused_by_name(data):
    with pytest.raises(InvalidFormula, match="may only be defined once: 'weights'") as caught:
        pm.make_stancode("y | weights(w) + weights(s) ~ 1", data, MIX)
    assert caught.value.span is not None
    assert caught.value.span.start == len("y | weights(w) + ")
