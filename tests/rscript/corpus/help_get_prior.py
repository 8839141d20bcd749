"""The Python of help_get_prior.R."""

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("counts.csv")
prior = pm.get_prior(
    "count ~ zAge + zBase * Trt + (1 | patient)",
    data=d,
    family=pm.mixture("poisson", "poisson"),
)
print(prior)
prior.prior[0] = "normal(0, 10)"
prior.prior[2] = pm.set_prior("student_t(10, 0, 5)", class_="b")
print(prior)
print(r.standata("count ~ zAge", data=d, family="poisson"))
print(pm.validate_prior(prior, formula="count ~ zAge", data=d))
