"""Parts of results are those of the package's own functions, under R's names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.rscript import port, run

MODEL = """
library(brms)
set.seed(1)
d <- data.frame(y = c(rnorm(30), rnorm(30, 5)), x = rnorm(60), g = rep(c("a", "b", "c"), 20))
fit <- brm(y ~ x + (1 | g), data = d, family = mixture(gaussian, gaussian), chains = 1,
           iter = 100, seed = 1, silent = 2, refresh = 0)
fit2 <- brm(y ~ x, data = d, family = mixture(gaussian, gaussian), chains = 1,
            iter = 100, seed = 1, silent = 2, refresh = 0)
ppm <- pp_mixture(fit)
member <- ppm[, 1, ]
third <- ppm[3, "Estimate", 2]
classes <- apply(ppm[, 1, ], 1, which.max)
wide <- data.frame(ppm)
kept <- as.data.frame(ppm)
looic <- loo(fit)$estimates["looic", "Estimate"]
looic_se <- loo(fit)$se_looic
high <- sum(loo(fit)$diagnostics$pareto_k > 0.7)
fixed <- summary(fit)$fixed
slope <- summary(fit)$fixed["mu1_x", "Estimate"]
other <- summary(fit)$spec_pars
deviations <- summary(fit)$random$g
shown <- hypothesis(fit, "mu1_x > 0")$hypothesis
effects <- conditional_effects(fit)[[1]]
middle <- mean(conditional_effects(fit)$x$estimate__)
fitted_rows <- fit$data
some <- fixef(fit)[grepl("mu1", rownames(fixef(fit))), ]
two <- fixef(fit)[c("mu1_x", "mu2_x"), c("Estimate", "Q2.5")]
others <- fixef(fit)[-1, ]
draws <- posterior_samples(fit, "^b_mu1")
exact <- posterior_samples(fit, pars = "b_mu1_x", fixed = TRUE)
many <- nsamples(fit)
weights <- model_weights(fit, fit2, weights = "loo")
both <- loo(fit, fit2)
by_g <- coef(fit)$g[, , "mu1_Intercept"]
frame <- as.data.frame(fit)
second <- fixef(fit)[2]
fe <- fixef(fit)
scaled <- fe * seq_len(nrow(fe))
cells <- length(fe)
high_cells <- fe[fe > 0]
bound <- rbind(fe, fe)
of_levels <- ranef(fit)$g[, , "mu1_Intercept"]
third_cell <- of_levels[3]
in_columns <- as.data.frame(fe)[2]
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    ported = port(MODEL)
    assert ported.missing == ()
    with pytest.warns(pm.PybrmsWarning):
        return run(ported)


def test_a_table_of_a_fit_is_a_matrix_as_in_r(found: dict[str, Any]) -> None:
    table = pm.fixef(found["fit"])
    cells = table.to_numpy().ravel(order="F")
    assert found["second"] == cells[1]
    scaled = np.asarray(found["scaled"]).ravel(order="F")
    np.testing.assert_allclose(scaled, cells * np.tile(np.arange(len(table)) + 1, 4))
    assert found["cells"] == cells.size
    np.testing.assert_array_equal(found["high_cells"], cells[cells > 0])
    assert found["bound"].index.tolist() == [*table.index, *table.index]
    assert found["third_cell"] == np.asarray(found["of_levels"]).ravel(order="F")[2]
    assert list(found["in_columns"].columns) == ["Est.Error"]


def test_an_array_of_memberships_is_indexed_as_in_r(found: dict[str, Any]) -> None:
    ours = pm.pp_mixture(found["fit"])
    np.testing.assert_array_equal(found["member"], ours.sel(statistic="Estimate"))
    assert list(found["member"].columns) == ["P(K = 1 | Y)", "P(K = 2 | Y)"]
    assert found["third"] == float(ours[2, 0, 1])
    np.testing.assert_array_equal(found["classes"], np.argmax(ours.to_numpy()[:, 0], axis=1) + 1)


def test_an_array_as_a_data_frame_has_its_statistics_side_by_side(found: dict[str, Any]) -> None:
    ours = pm.pp_mixture(found["fit"]).to_numpy()
    assert list(found["wide"].columns[:5]) == [
        "Estimate.P.K...1...Y.", "Est.Error.P.K...1...Y.", "Q2.5.P.K...1...Y.",
        "Q97.5.P.K...1...Y.", "Estimate.P.K...2...Y.",
    ]  # fmt: skip
    assert found["kept"].columns[4] == "Estimate.P(K = 2 | Y)"
    np.testing.assert_array_equal(found["wide"].iloc[:, 4], ours[:, 0, 1])


def test_parts_of_a_criterion_have_r_s_names(found: dict[str, Any]) -> None:
    with pytest.warns(pm.PybrmsWarning):
        ours = pm.loo(found["fit"])
    assert found["looic"] == ours.estimates.loc["looic", "Estimate"]
    assert isinstance(found["looic"], float)
    assert found["looic_se"] == ours.estimates.loc["looic", "SE"]
    assert found["high"] == (ours.pareto_k > 0.7).sum()


def test_parts_of_a_summary_and_a_hypothesis(found: dict[str, Any]) -> None:
    fit = found["fit"]
    assert found["slope"] == found["fixed"].loc["mu1_x", "Estimate"]
    assert found["slope"] == pytest.approx(pm.fixef(fit).loc["mu1_x", "Estimate"], rel=1e-12)
    assert list(found["other"].index) == ["sigma1", "sigma2", "theta1", "theta2"]
    assert list(found["deviations"].index) == ["sd(mu1_Intercept)", "sd(mu2_Intercept)"]
    assert found["shown"]["Hypothesis"].tolist() == ["(mu1_x) > 0"]


def test_effects_by_place_and_name_are_the_same_table(found: dict[str, Any]) -> None:
    ours = pm.conditional_effects(found["fit"])["x"]
    pd.testing.assert_frame_equal(found["effects"], ours)
    assert found["middle"] == ours["estimate__"].mean()


def test_rows_of_a_table_by_names_conditions_and_places_left_out(found: dict[str, Any]) -> None:
    ours = pm.fixef(found["fit"])
    assert list(found["some"].index) == ["mu1_Intercept", "mu1_x"]
    # A block of a table is a matrix in R: its names have a type of their own here.
    two = ours.loc[["mu1_x", "mu2_x"], ["Estimate", "Q2.5"]]
    for block, cells in (found["two"], two), (found["others"], ours.iloc[1:]):
        assert (list(block.index), list(block.columns)) == (list(cells.index), list(cells.columns))
        assert np.array_equal(block, cells)


def test_pars_are_patterns_unless_they_are_fixed(found: dict[str, Any]) -> None:
    assert list(found["draws"].columns) == ["b_mu1_Intercept", "b_mu1_x"]
    assert list(found["exact"].columns) == ["b_mu1_x"]
    assert found["many"] == 50
    assert not {".chain", ".draw"} & set(found["frame"].columns)


def test_several_fits_are_compared_and_weighted(found: dict[str, Any]) -> None:
    text = port(MODEL).python
    assert 'pm.model_weights(fit, fit2, weights="loo")' in text
    assert "pm.loo(fit, fit2)" in text
    assert sum(found["weights"]) == pytest.approx(1)
    assert list(found["by_g"].index) == ["a", "b", "c"]
    assert list(found["fitted_rows"].columns) == ["y", "x", "g"]


def test_priors_that_are_added_in_a_loop_are_those_written_in_one_call() -> None:
    found = run(
        """
library(brms)
d <- data.frame(y = c(1, 2, 3, 7, 8, 9.5), x = c(1, 2, 1, 2, 1, 2))
looped <- c()
for (k in 1:2) {
  looped <- c(looped, set_prior("normal(0, 2)", class = "b", dpar = paste0("mu", k)))
}
reduced <- Reduce("+", lapply(1:2, function(k) {
  set_prior("normal(0, 2)", class = "b", dpar = paste0("mu", k))
}))
both <- c(set_prior("normal(0, 2)", class = "b", dpar = "mu1"),
          set_prior("normal(0, 2)", class = "b", dpar = "mu2"))
mix <- mixture(gaussian, gaussian)
first <- make_stancode(y ~ x, data = d, family = mix, prior = looped)
second <- make_stancode(y ~ x, data = d, family = mix, prior = reduced)
third <- make_stancode(y ~ x, data = d, family = mix, prior = both)
"""
    )
    assert found["first"] == found["second"] == found["third"]
    assert "normal_lpdf(b_mu2 | 0, 2)" in found["first"]
