"""A user's module whose calls are right: type checkers find no fault in it."""

from __future__ import annotations

import pandas as pd

import pybrms_mix as pm

data = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1], "x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
family: pm.Mixture = pm.mixture(pm.gaussian, pm.student(link_sigma="identity"))
formula: pm.Formula = pm.bf("y ~ x", "theta1 ~ x")
priors: pm.PriorTable = pm.get_prior(formula, data, family)
own: pm.PriorTable = pm.set_prior("normal(0, 1)", class_="b", dpar="mu1")

fit: pm.Fit = pm.brm(formula, data, family, [own, "prior(normal(0, 5), Intercept, dpar = mu2)"])
summary: pm.Summary = fit.summary(prob=0.9)
criterion: pm.Criterion = fit.loo()
criteria: pm.Criteria = pm.loo(fit, fit, compare=False)
unknown: pm.Criteria = pm.waic(*[fit, fit])
both: pm.Criteria = fit.waic(fit)
comparison: pm.Comparison = pm.loo_compare(fit, fit)
verdict: pm.ModeCheck = pm.mode_check(fit)
table: pd.DataFrame = fit.classify()
effects: pd.DataFrame = fit.fixef()
report: pm.Report = fit.report("fit.html")
fit.plot_mixture().savefig("fit.png")
print(fit.nobs, fit.family, summary, criterion, comparison, verdict, table.head(3), effects, report)

try:
    pm.brm("y ~ z", data)
except pm.InvalidFormula as mistake:
    print(mistake)
