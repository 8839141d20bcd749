"""A user's module with mistakes: type checkers find one in each line that says so."""

from __future__ import annotations

import pybrms_mix as pm

fit = pm.brm("y ~ x", {"y": [1.0, 2.0]}, pm.gaussian)
fit.sumary()  # mistake: the method is called summary
fit.summary(prob="wide")  # mistake: prob is a number
pm.fixeff(fit)  # mistake: the function is called fixef
pm.loo("fit")  # mistake: a fit is wanted, not its name
number: int = fit.loo()  # mistake: loo() returns a Criterion
fit.classify().components()  # mistake: a data frame has no such method
one: pm.Criteria = fit.waic()  # mistake: waic() of one fit returns a Criterion
