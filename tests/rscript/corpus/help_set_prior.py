"""The Python of help_set_prior.R."""

import pybrms_mix as pm
from pybrms_mix.rscript.data_files import read_csv

## priors one by one and together
p0 = pm.set_prior("normal(0, 5)", class_="b", coef="x")
prior1 = pm.prior("normal(0, 10)", class_="b") + pm.prior("cauchy(0, 2)", class_="sd")
prior2 = (
    pm.set_prior("normal(0, 10)", class_="b")
    + pm.prior("student_t(3, 0, 2.5)", class_="Intercept")
    + pm.prior("exponential(1)", class_="sigma")
    + pm.set_prior("lkj(2)", class_="cor")
)
prior3 = pm.prior("normal(0, 1)", class_="b", lb=0, ub=5)
prior4 = pm.set_prior("dirichlet(c(1, 2, 3))", class_="theta")
prior5 = pm.prior("constant(1)", class_="b", coef="z", dpar="mu2")
d = read_csv("counts.csv")
bprior = prior1 + prior2
print(
    pm.make_stancode("count ~ x + (1 | g)", data=d, family=pm.poisson(), prior=prior1)
)
