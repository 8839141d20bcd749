"""A fit in a list, or in the parameter of a function, answers as the fit in a variable does.

The porter does not know that such a value is a fit, so R's generic functions decide at run time.
"""

from __future__ import annotations

import re
from typing import Any

import matplotlib.figure
import numpy as np
import pandas as pd
import pytest
import xarray as xr

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port, run

MODEL = """library(brms); library(dplyr); library(tidybayes); library(posterior); library(bayesplot)
set.seed(3)
d <- data.frame(x = rnorm(40), g = rep(c("a", "b"), 20))
d$y <- ifelse(runif(40) < .5, 2 + d$x, -3) + rnorm(40)
fit <- brm(y ~ x + (1 | g), data = d, family = mixture(gaussian, gaussian),
           prior = c(prior(normal(-3, 1), Intercept, dpar = mu1),
                     prior(normal(2, 1), Intercept, dpar = mu2)),
           chains = 2, iter = 60, seed = 1)
fits <- list(a = fit, b = fit)
"""
# M is replaced by the fit.
EXPRESSIONS = {
    "draws-column": 'as.data.frame(M)$b_mu1_x[1:3]',
    "draws-names": "colnames(as.data.frame(M))[1:3]",
    "draws-dim": "dim(as.matrix(M))",
    "draws-mean": 'mean(as.matrix(M)[, "b_mu2_x"] > 0)',
    "draws-apply": 'apply(as.matrix(M)[, c("sigma1", "sigma2")], 2, median)',
    "draws-sapply": "sapply(as.data.frame(M)[, 1:3], sd)",
    "draws-array": 'as.array(M)[1:2, 1, "b_mu1_x"]',
    "draws-df": "mean(as_draws_df(M)$b_mu1_x)",
    "as_draws": "nrow(as_draws(M))",
    "fixef-cell": 'fixef(M)["mu1_x", "Estimate"]',
    "fixef-place": "fixef(M)[2]",
    "fixef-length": "length(fixef(M))",
    "fixef-rows": 'fixef(M)[c("mu1_x", "mu2_x"), c("Q2.5", "Q97.5")]',
    "fixef-draws": "fixef(M, summary = FALSE)[1:3, 1]",
    "ranef": 'ranef(M)$g[, "Estimate", "mu1_Intercept"]',
    "varcorr": 'VarCorr(M)$g$sd[1, "Estimate"]',
    "summary": 'summary(M)$fixed["mu1_x", "Estimate"]',
    "pp_mixture": 'max.col(pp_mixture(M)[, "Estimate", ])[1:5]',
    "fitted": 'cor(M$data$y, fitted(M)[, "Estimate"])',
    "data": 'M[["data"]]$y[1:2]',
    "data-names": "names(M$data)",
    "rows": "nobs(M)",
    "formula": "M$formula",
    "family": "M$family$family",
    "family-function": "family(M)$link",
    "component": "M$family$mix[[2]]$family",
    "prior": "M$prior$prior[1:2]",
    "prior-class": "sum(M$prior$class == 'b')",
    "loo": 'loo(M)$estimates["elpd_loo", "Estimate"]',
    "weights": "sum(loo_model_weights(M, M))",
    "hypothesis": 'hypothesis(M, "mu1_x > 0")$hypothesis$Estimate',
    "effects": "conditional_effects(M)[[1]]$estimate__[1:3]",
    "class": "inherits(M, 'brmsfit')",
    "tidy": "M %>% spread_draws(b_mu1_x) %>% median_qi(b_mu1_x) %>% pull(b_mu1_x)",
    "areas": 'mcmc_areas(M, pars = "b_mu1_x")',
    "areas-matrix": 'mcmc_areas(as.matrix(M), pars = c("b_mu1_x", "b_mu2_x"))',
    "trace-array": 'mcmc_trace(as.array(M), pars = "b_mu1_x")',
    "hist-samples": 'mcmc_hist(posterior_samples(M, "^b_"))',
}  # fmt: skip
PLACES = {"dollar": "fits$a", "place": "fits[[2]]", "name": 'fits[["b"]]'}


# With two workers, the model would be fitted twice.
pytestmark = [
    pytest.mark.xdist_group("fits in lists"),
    pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning"),
]
PLACED = [*PLACES, "fun", "each"]


def of(expression: str, fit: str) -> str:
    return re.sub(r"\bM\b", fit, expression)


def statements(number: int, expression: str) -> str:
    lines = [f"plain{number} <- {of(expression, 'fit')}"]
    lines += [f"{place}{number} <- {of(expression, x)}" for place, x in PLACES.items()]
    lines += [f"f{number} <- function(m) {of(expression, 'm')}", f"fun{number} <- f{number}(fit)",
              f"each{number} <- lapply(fits, f{number})[[1]]"]  # fmt: skip
    return "\n".join(lines)


SCRIPT = MODEL + "\n".join(statements(n, e) for n, e in enumerate(EXPRESSIONS.values())) + "\n"


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    assert port(SCRIPT).missing == ()
    return run(SCRIPT)


def plain(value: Any) -> Any:
    """Return the cells of a value; a picture as the number and titles of its panels."""
    if isinstance(value, matplotlib.figure.Figure):
        return [(ax.get_title(), len(ax.lines)) for ax in value.axes]
    if isinstance(value, (pd.Series, pd.DataFrame, xr.DataArray)):
        return value.to_numpy().tolist()
    return np.asarray(value).tolist()


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_the_value_is_that_of_the_fit(values: dict[str, Any], name: str) -> None:
    number = list(EXPRESSIONS).index(name)
    expected = plain(values[f"plain{number}"])
    assert {place: plain(values[f"{place}{number}"]) for place in PLACED} == dict.fromkeys(
        PLACED, expected
    )


def test_draws_of_a_matrix_are_drawn(values: dict[str, Any]) -> None:
    figure = values[f"plain{list(EXPRESSIONS).index('areas-matrix')}"]
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == ["b_mu1_x", "b_mu2_x"]


@pytest.mark.parametrize("name", ["version", "ranef", "stanvars"])
def test_an_element_without_counterpart_is_refused(name: str) -> None:
    script = MODEL + f"x <- fits$a${name}\n"
    with pytest.raises(InvalidData, match=f"The element '{name}' of a fit in R"):
        run(script)
