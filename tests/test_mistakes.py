"""Error messages for mistakes of users: the whole message, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from tests.results.facts import fit_of

N = 12
rng = np.random.default_rng(1)
DATA = pd.DataFrame(
    {
        "y": np.round(rng.normal(size=N), 3),
        "age": np.round(rng.normal(size=N), 3),
        "g": ["a", "b", "c"] * 4,
        "h": ["p", "q"] * 6,
        "count": rng.poisson(3, N),
        "w": np.linspace(-1, 2, N),
        "one": ["same"] * N,
        "a_": 1.0,
        "times": [complex(k, 1) for k in range(N)],
    }
)
DAYS = pd.date_range("2024-02-28", periods=N)
TWO = "mixture(gaussian, gaussian)"


def model(formula: object, family: object = TWO, data: object = DATA, **more: object) -> object:
    return pm.make_stancode(formula, data, family, **more)


def change(table: pm.PriorTable, row: object, value: object) -> None:
    table.prior[row] = value


def priors(*given: object, formula: str = "y ~ age + (1 | g)", family: str = TWO) -> object:
    return model(formula, family, prior=list(given))


def ordered(given: str) -> object:
    return priors(given, family="mixture(gaussian, gaussian, order = 'age')")


Mistakes = dict[str, Callable[[], object]]

FORMULAS: Mistakes = {
    "no response": lambda: model("~ age"),
    "no formula": lambda: model("y"),
    "a misspelt column": lambda: model("y ~ agee + (1 | g)"),
    "a misspelt group": lambda: model("y ~ age + (1 | gg)"),
    "a misspelt column inside a function": lambda: model("y ~ log(agee)"),
    "an unknown function": lambda: model("y ~ lgo(age)"),
    "a group that is an expression": lambda: model("y ~ (1 | log(age))"),
    "two bars too many": lambda: model("y ~ (1 || i || g)"),
    "one ID for two groups": lambda: model("y ~ (1 | i | g) + (0 + age | i | h)"),
    "the same effect twice": lambda: model("y ~ (1 | g) + (1 + age | g)"),
    "ordered components without intercept": lambda: model("y ~ 0 + age"),
    "a parameter that no component has": lambda: model("bf(y ~ age, sigm1 ~ age)"),
    "a parameter without its number": lambda: model("bf(y ~ age, sigma ~ age)"),
    "all proportions predicted": lambda: model("bf(y ~ age, theta1 ~ 1, theta2 ~ 1)"),
    "a dot in a parameter's name": lambda: model("bf(y ~ age, my.par ~ 1)"),
    "a value without a name": lambda: model("bf(y ~ age, 3)"),
    "an attribute of another kind": lambda: model("bf(y ~ age, nl = TRUE)"),
    "smooths with another basis": lambda: model("y ~ s(age, bs = 'gp')"),
    "smooths of tensor products": lambda: model("y ~ t2(age, one, d = 3)"),
    "autocorrelation": lambda: model("y ~ ar(p = 1)"),
    "a misspelt addition": lambda: model("y | weigths(w) ~ age"),
    "the same addition twice": lambda: model("y | weights(w) + weights(w) ~ age"),
    "an addition that the family does not take": lambda: model("y | trials(10) ~ age"),
    "an addition with too many arguments": lambda: model("y | weights(w, TRUE, 1) ~ age"),
    "an addition without its variable": lambda: model("y | weights() ~ age"),
    "an offset without anything": lambda: model("y ~ offset()"),
    "an offset that is text": lambda: model("y ~ offset(g)"),
    "what only a factor can be": lambda: model("y ~ one"),
    "a sum that is no lf()": lambda: model("bf(y ~ age) + prior(normal(0, 1))"),
    "a number as formula": lambda: pm.bf(3),
    "bf() without anything": lambda: model("bf()"),
    "a list as constant": lambda: pm.bf("y ~ age", sigma1=[1, 2]),
}

CONSTANTS: Mistakes = {
    "one proportion of two": lambda: model("bf(y ~ age, theta1 = 1)"),
    "a negative spread": lambda: model("bf(y ~ age, sigma1 = -1)"),
    "an unknown parameter": lambda: model("bf(y ~ age, sigm1 = 1)"),
    "equated with itself": lambda: model('bf(y ~ age, sigma1 = "sigma1")'),
    "equated with another class": lambda: model('bf(y ~ age, sigma1 = "mu2")'),
    "equated with what is fixed": lambda: model('bf(y ~ age, sigma1 = 2, sigma2 = "sigma1")'),
    "equated with what there is not": lambda: model('bf(y ~ age, sigma1 = "sigma3")'),
    "equated proportions": lambda: model('bf(y ~ age, theta1 = "theta2", theta2 = 1)'),
    "equated means in order": lambda: model(
        'bf(y ~ age, mu2 = "mu1")', "mixture(gaussian, gaussian, order = 'mu')"
    ),
    "equated means of another link": lambda: model(
        'bf(count ~ age, mu2 = "mu1")', 'mixture(poisson, poisson("sqrt"))'
    ),
    "equated means of categories": lambda: model(
        'bf(count ~ age, mu2 = "mu1")', "mixture(cumulative, cumulative)"
    ),
    "means equated in a chain": lambda: model(
        'bf(y ~ age, mu2 = "mu1", mu3 = "mu2")', "mixture(gaussian, nmix = 3)"
    ),
    "two values": lambda: model("bf(y ~ age, sigma1 = c(1, 2))"),
    "a logical": lambda: model("bf(y ~ age, sigma1 = TRUE)"),
    "not a number": lambda: model("bf(y ~ age, sigma1 = NA)"),
    "proportions of nothing": lambda: model("bf(y ~ age, theta1 = 0, theta2 = 0)"),
    "an infinite spread": lambda: model("bf(y ~ age, sigma1 = Inf)"),
}

FAMILIES: Mistakes = {
    "a misspelt family": lambda: model("y ~ age", "mixture(gausian, gaussian)"),
    "a misspelt family alone": lambda: model("y ~ age", "gausian"),
    "an unknown link": lambda: model("y ~ age", 'gaussian("logg")'),
    "a mixture of one": lambda: model("y ~ age", "mixture(gaussian)"),
    "a mixture of a mixture": lambda: model(
        "y ~ age", "mixture(gaussian, mixture(gaussian, nmix = 2))"
    ),
    "integers and reals": lambda: model("y ~ age", "mixture(gaussian, poisson)"),
    "a wrong order": lambda: model("y ~ age", 'mixture(gaussian, gaussian, order = "sigma")'),
    "an order in other letters": lambda: model(
        "y ~ age", 'mixture(gaussian, gaussian, order="MU")'
    ),
    "the order of a coefficient of one component": lambda: model(
        "bf(y ~ age + w, mu2 ~ age)", "mixture(gaussian, gaussian, order = 'w')"
    ),
    "an order of curves": lambda: model(
        "bf(y ~ a * age, a ~ 1, nl = TRUE)", "mixture(gaussian, gaussian, order = 'age')"
    ),
    "an order on orthogonal columns": lambda: model(
        "bf(y ~ age + w, decomp = 'QR')", "mixture(gaussian, gaussian, order = 'w')"
    ),
    "a shared coefficient that one component lacks": lambda: model(
        "bf(y ~ age, mu2 ~ w)", "mixture(gaussian, gaussian, shared = c('age'))"
    ),
    "a shared intercept": lambda: model(
        "y ~ age", "mixture(gaussian, gaussian, shared = 'Intercept')"
    ),
    "a shared coefficient that is ordered": lambda: model(
        "y ~ age", "mixture(gaussian, gaussian, order = 'age', shared = 'age')"
    ),
    "a shared coefficient without a name": lambda: model(
        "y ~ age", "mixture(gaussian, gaussian, shared = 3)"
    ),
    "no family at all": lambda: model("y ~ age", 3),
    "a response that no count is": lambda: model("y ~ age", "poisson"),
    "a response that is not positive": lambda: model("y ~ age", "mixture(Gamma, Gamma)"),
    "a response that is text": lambda: model("g ~ age"),
}

PRIORS: Mistakes = {
    "a misspelt distribution": lambda: priors("prior(normall(0, 1), class = b, dpar = mu1)"),
    "too few arguments": lambda: priors("prior(normal(0), class = b, dpar = mu1)"),
    "too many arguments": lambda: priors("prior(normal(0, 1, 2), class = b, dpar = mu1)"),
    "no distribution": lambda: priors("prior(5, class = b, dpar = mu1)"),
    "a class that no parameter has": lambda: priors("prior(normal(0, 1), class = sigma)"),
    "no dpar": lambda: priors("prior(normal(0, 1), class = b)"),
    "a misspelt coefficient": lambda: priors("prior(normal(0, 1), coef = agee, dpar = mu1)"),
    "a misspelt group": lambda: priors("prior(normal(0, 1), class = sd, group = gg, dpar = mu1)"),
    "twice the same": lambda: priors(*["prior(normal(0, 1), class = b, dpar = mu1)"] * 2),
    "bounds of one coefficient": lambda: priors(
        "prior(normal(0, 1), coef = age, dpar = mu1, lb = 0)"
    ),
    "an unknown argument": lambda: priors("prior(normal(0, 1), clas = b)"),
    "an argument of Python's": lambda: pm.set_prior("normal(0, 1)", clas="b"),
    "a name that the program does not know": lambda: priors(
        "prior(normal(0, tau), class = b, dpar = mu1)"
    ),
    "a string as number": lambda: priors("prior(normal('a', 1), class = b, dpar = mu1)"),
    "theta by a normal": lambda: priors("prior(normal(0, 1), class = theta)"),
    "theta with a wrong number": lambda: priors("prior(dirichlet(1, 2, 3), class = theta)"),
    "theta with a negative number": lambda: priors("prior(dirichlet(-1, 2), class = theta)"),
    "theta with a name": lambda: priors("prior(dirichlet(a, 2), class = theta)"),
    "theta by a constant": lambda: priors("prior(constant(1), class = theta)"),
    "dirichlet elsewhere": lambda: priors("prior(dirichlet(1), class = b, dpar = mu1)"),
    "a correlation by a normal": lambda: priors(
        "prior(normal(0, 1), class = cor)", formula="y ~ (1 + age | g)"
    ),
    "a constant for an ordered intercept": lambda: priors(
        "prior(constant(0), Intercept, dpar = mu1)"
    ),
    "a constant for an ordered coefficient": lambda: ordered(
        "prior(constant(0), class = b, coef = age, dpar = mu1)"
    ),
    "bounds of an ordered coefficient": lambda: ordered(
        "prior(normal(0, 1), class = b, dpar = mu1, lb = 0)"
    ),
    "shrinkage of an ordered coefficient": lambda: ordered(
        "prior(horseshoe(1), class = b, dpar = mu2)"
    ),
    "a shared coefficient of one component": lambda: priors(
        "prior(normal(0, 1), class = b, coef = age, dpar = mu1)",
        family="mixture(gaussian, gaussian, shared = 'age')",
    ),
    "a constant without a value": lambda: priors("prior(constant(), class = sigma1)"),
    "a shrinkage prior of a spread": lambda: priors("prior(horseshoe(1), class = sigma1)"),
    "an argument that a horseshoe does not have": lambda: priors(
        "prior(horseshoe(1, main = TRUE), class = b, dpar = mu1)"
    ),
    "a share of variance above one": lambda: priors(
        "prior(R2D2(mean_R2 = 1.5), class = b, dpar = mu1)"
    ),
    "bounds of three coefficients for one": lambda: priors(
        "prior(normal(0, 1), class = b, dpar = mu1, lb = c(0, 1, 2))"
    ),
    "no text at all": lambda: priors(3),
    "a statement": lambda: priors("normal(0, 1); target += 1"),
    "a statement as bound": lambda: priors(
        "prior(normal(0, 1), class = b, dpar = mu1, lb = '0> x; //')"
    ),
    "a call that is no prior": lambda: priors("c(normal(0, 1))"),
    "vectors that do not fit": lambda: priors(
        'set_prior(c("normal(0, 1)", "normal(0, 2)", "normal(0, 3)"), coef = c("age", "b"))'
    ),
    "a flat prior to sample from": lambda: model("y ~ age", sample_prior="only"),
    "another class than the row's": lambda: change(
        pm.get_prior("y ~ age", DATA, TWO), 3, pm.set_prior("normal(0, 1)", class_="sigma1")
    ),
    "no such row": lambda: change(pm.get_prior("y ~ age", DATA, TWO), 40, "normal(0, 1)"),
    "two priors in a cell": lambda: change(
        pm.get_prior("y ~ age", DATA, TWO), 0, ["normal(0, 1)", "normal(0, 2)"]
    ),
    "a number in a cell": lambda: change(pm.get_prior("y ~ age", DATA, TWO), 0, 5),
    "conflicting bounds": lambda: priors(
        "prior(normal(0, 1), class = sd, dpar = mu1, ub = 3)",
        "prior(normal(0, 1), class = sd, dpar = mu2, ub = 4)",
        formula="y ~ (1 | i | g)",
    ),
}

DATA_MISTAKES: Mistakes = {
    "no data": lambda: model("y ~ age", data=None),
    "no rows": lambda: model("y ~ age", data=DATA.head(0)),
    "no table": lambda: model("y ~ age", data=3),
    "columns of different length": lambda: model("y ~ x", data={"y": [1, 2, 3], "x": [1, 2]}),
    "nothing but missing values": lambda: model("y ~ x", data={"y": [1.0], "x": [np.nan]}),
    "an infinite value": lambda: model("y ~ x", data={"y": [1.0, 2.0], "x": [0.0, np.inf]}),
    "an underscore at the end": lambda: model("y ~ a_"),
    "complex numbers": lambda: model("y ~ times"),
    "negative weights": lambda: model("y | weights(w) ~ age"),
    "weights of text": lambda: model("y | weights(g) ~ age"),
    "bounds that cut the data off": lambda: model("y | trunc(lb = 0) ~ age"),
    "unreadable censoring": lambda: model("y | cens(g) ~ age"),
}

ARGUMENTS: Mistakes = {
    "a fraction of a chain": lambda: pm.brm("y ~ age", DATA, TWO, chains=1.5),
    "more warm-up than iterations": lambda: pm.brm("y ~ age", DATA, TWO, iter=100, warmup=200),
    "a misspelt control": lambda: pm.brm("y ~ age", DATA, TWO, control={"adapt_dleta": 0.9}),
    "adapt_delta of one": lambda: pm.brm("y ~ age", DATA, TWO, control={"adapt_delta": 1}),
    "a misspelt backend": lambda: pm.brm("y ~ age", DATA, TWO, backend="cmdstan"),
    "a misspelt sample_prior": lambda: pm.brm("y ~ age", DATA, TWO, sample_prior="maybe"),
    "a misspelt file_refit": lambda: pm.brm("y ~ age", DATA, TWO, file="x", file_refit="sometimes"),
    "starts out of order": lambda: pm.brm(
        "y ~ 1", DATA, TWO, init={"b_mu1_Intercept": 2, "b_mu2_Intercept": 1}
    ),
    "correlations that no matrix has": lambda: pm.brm(
        "y ~ age + (1 + age | g)", DATA, "gaussian", init={"cor_g__Intercept__age": 1.5}
    ),
    "proportions that do not sum to 1": lambda: pm.brm("y ~ 1", DATA, TWO, init={"theta1": 1.2}),
    "no start at all": lambda: pm.brm("y ~ 1", DATA, TWO, init="somewhere"),
    "a start that is text": lambda: pm.brm("y ~ 1", DATA, TWO, init={"theta1": "half"}),
    "what the program does not have": lambda: pm.brm(
        "y ~ 1", DATA, TWO, chains=1, iter=20, seed=1, silent=2,
        save_pars=pm.save_pars(manual="z_1"),
    ),
}  # fmt: skip

NEIGHBOURS: Mistakes = {
    "draws of PyMC": lambda: pm.brm("y ~ age", DATA, TWO, draws=1000),
    "tune of PyMC": lambda: pm.brm("y ~ age", DATA, TWO, tune=1000),
    "target_accept of PyMC": lambda: pm.brm("y ~ age", DATA, TWO, target_accept=0.95),
    "adapt_delta outside of control": lambda: pm.brm("y ~ age", DATA, TWO, adapt_delta=0.95),
    "iter_warmup of CmdStan": lambda: pm.brm("y ~ age", DATA, TWO, iter_warmup=500),
    "random_seed of PyMC": lambda: pm.brm("y ~ age", DATA, TWO, random_seed=1),
    "priors of bambi": lambda: pm.brm("y ~ age", DATA, TWO, priors={"age": "normal(0, 1)"}),
    "a function of NumPy": lambda: model("y ~ np.log(w)"),
    "a function of NumPy that R calls otherwise": lambda: model("y ~ np.maximum(w, 0)"),
    "a function of NumPy that R lacks": lambda: model("y ~ np.histogram(w)"),
    "a function of NumPy in the response": lambda: model("np.log(count) ~ age"),
    "a function of NumPy in a curve": lambda: model(
        "bf(y ~ a * np.exp(age), a ~ 1, nl = TRUE)", "gaussian"
    ),
    "C() of patsy": lambda: model("y ~ C(g)"),
    "Q() of patsy": lambda: model('y ~ Q("age")'),
    "standardize() of patsy": lambda: model("y ~ standardize(age)"),
    "center() of patsy": lambda: model("y ~ center(age)"),
    "p() of bambi": lambda: model("p(count, w) ~ age", "binomial"),
    "censored() of bambi": lambda: model("censored(y, g) ~ age"),
    "a list of families": lambda: pm.brm("y ~ age", DATA, ["gaussian", "gaussian"]),
    "a dict of priors by class": lambda: pm.brm("y ~ age", DATA, TWO, {"b": "normal(0, 1)"}),
    "a dict of priors by coefficient": lambda: pm.brm(
        "y ~ age", DATA, TWO, {"age": "cauchy(0, 1)"}
    ),
}

TABLES: Mistakes = {
    "the path of a table": lambda: model("y ~ age", data="faces.csv"),
    "an array without names": lambda: model("y ~ age", data=np.ones((3, 2))),
    "single values": lambda: model("y ~ age", data={"y": 1.0, "age": 2.0}),
    "a column without values": lambda: model("y ~ age", data=DATA.assign(age=np.nan)),
    "a gap in each row": lambda: model("y ~ age", data={"y": [1, None], "age": [None, 2]}),
    "a column that is not there": lambda: model("y ~ income"),
    "a column of a named table": lambda: model("y ~ d$age"),
    "dates as response": lambda: model("day ~ age", data=DATA.assign(day=DAYS)),
    "dates as a response of two": lambda: model(
        "mvbind(y, day) ~ age", "gaussian", DATA.assign(day=DAYS)
    ),
    "a column in quotes": lambda: model("y ~ 'age'"),
    "an element of a column": lambda: model("y ~ age[1]"),
    "an infinite term": lambda: model("y ~ I(1 / (one == 'x'))"),
    "a category that is not listed": lambda: model("y ~ factor(h, levels = 'p')"),
    "text as ordinal response": lambda: model("h ~ age", "cumulative"),
    "a formula as family": lambda: model("y ~ age", "y ~ age"),
    "a formula added as text": lambda: pm.bf("y ~ age") + "w ~ age",
    "a mixture of nothing": pm.mixture,
    "Stan code without stanvar()": lambda: model("y ~ age", stanvars="real a;"),
    "a class of priors that is not there": lambda: priors("prior(normal(0, 1), class = zz)"),
    "starting values of a function": lambda: pm.brm("y ~ 1", DATA, TWO, init=lambda: None),
    "numbers as starting values": lambda: pm.brm("y ~ 1", DATA, TWO, init=[1, 2], chains=2),
}

ALIKE: Mistakes = {
    "a column in other letters": lambda: model("Y ~ age"),
    "a response without a column": lambda: model("1 ~ age"),
    "two tildes": lambda: model("y ~ age ~ w"),
    "the number of components of scikit-learn": lambda: model(
        "y ~ age", "mixture(gaussian, K = 2)"
    ),
    "a misspelt argument of mixture()": lambda: model("y ~ age", "mixture(gaussian, nmx = 2)"),
    "a component that is not allowed": lambda: model("h ~ 1", "mixture(categorical, nmix = 2)"),
    "the words of a link in another order": lambda: model("y ~ 1", "gaussian(sigma_link = 'log')"),
    "a prior of an intercept as coefficient": lambda: priors(
        "prior(normal(0, 1), class = b, coef = Intercept, dpar = mu1)"
    ),
    "a prior by the name of a variable": lambda: priors("prior(normal(0, 1), class = b_mu1_age)"),
    "a prior of one proportion": lambda: priors("prior(beta(1, 1), class = theta1)"),
    "a prior of beta": lambda: priors("prior(normal(0, 1), class = beta, dpar = mu1)"),
    "the groups of a table": lambda: model("y ~ age", data=DATA.groupby("g")),
    "starts of one chain for two": lambda: pm.brm("y ~ 1", DATA, TWO, init=[{}], chains=2),
    "a start below a bound": lambda: pm.brm("y ~ 1", DATA, TWO, init={"sigma1": -1}),
    "a start that is no number": lambda: pm.brm("y ~ 1", DATA, TWO, init={"sigma2": np.nan}),
    "an argument in other letters": lambda: pm.kfold(FIT, k=5),
    "an argument of brm() in a function of refits": lambda: pm.kfold(FIT, chain=2),
    "a misspelt argument of sbc()": lambda: pm.sbc("y ~ 1", DATA, "gaussian", sed=3),
    "a file of R": lambda: pm.load("missing.rds"),
}

FIT = fit_of("two_gaussians")
NEW = pd.DataFrame({"x": [1.0]})
RESULTS: Mistakes = {
    "the path of new rows": lambda: FIT.posterior_epred(newdata="new.csv"),
    "a number as new rows": lambda: FIT.posterior_epred(newdata=5),
    "new rows without names": lambda: FIT.posterior_epred(newdata=np.ones((1, 2))),
    "new rows without the predictor": lambda: FIT.posterior_epred(newdata={"age": [1.0]}),
    "an infinite new value": lambda: FIT.posterior_epred(newdata={"x": [np.inf], "g": ["a"]}),
    "a variable that is not there": lambda: FIT.posterior_summary(variable="tau"),
    "a pattern that is none": lambda: FIT.posterior_summary(variable="b_[x", regex=True),
    "a misspelt method's argument": lambda: FIT.posterior_epred(new=NEW),
    "an argument too many": lambda: pm.bridge_sampler(FIT, 3),
    "a condition that is a number": lambda: FIT.conditional_effects("x", conditions=5),
    "a statistic that is no number": lambda: FIT.pp_check("stat", stat=lambda y: [1, 2]),
    "a hypothesis that is not closed": lambda: FIT.hypothesis("(mu1_x > 0"),
    "memberships of a single family": lambda: pm.brm("y ~ age", DATA, empty=True).classify(),
}

KINDS = {
    "tables": TABLES, "results": RESULTS, "alike": ALIKE,
    "neighbours": NEIGHBOURS,
    "formulas": FORMULAS, "constants": CONSTANTS, "families": FAMILIES, "priors": PRIORS,
    "data": DATA_MISTAKES, "arguments": ARGUMENTS,
}  # fmt: skip


def told(name: str, mistake: Callable[[], object]) -> str:
    """Return the whole text that a user sees; other exceptions than the package's fail."""
    with pytest.raises(PybrmsError) as caught:
        mistake()
    return f"{name}\n\n{type(caught.value).__name__}: {caught.value}\n"


@pytest.mark.parametrize("init", ["somewhere", [{}], [1, 2], {"sigma1": -1}, True])
def test_starting_values_are_checked_before_a_program_is_compiled(init, monkeypatch) -> None:
    monkeypatch.setattr("pybrms_mix.stan.engines.engine.prepare", lambda *_: pytest.fail("late"))
    with pytest.raises(PybrmsError, match=r"start|init"):
        pm.brm("y ~ 1", DATA, TWO, init=init, chains=2)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize("kind", KINDS)
def test_each_mistake_is_told_with_its_place_and_its_remedy(kind, golden):
    texts = [told(name, mistake) for name, mistake in KINDS[kind].items()]
    golden(f"errors/{kind}.txt", ("\n" + "-" * 80 + "\n").join(texts))
