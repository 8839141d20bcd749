"""The Python of help_brm.R."""

import matplotlib.pyplot as plt
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

# Poisson regression with group-level intercepts
d = read_csv("seizures.csv")
prior1 = pm.prior("normal(0, 10)", class_="b") + pm.prior("cauchy(0, 2)", class_="sd")
fit1 = pm.brm(
    "count ~ zAge + zBase * Trt + (1 | patient)",
    data=d,
    family=pm.poisson(),
    prior=prior1,
)
print(pm.summary(fit1))
# without ask = FALSE: pictures are shown one after another
pm.plot(fit1)
plt.show()
print(r.as_in_r(pm.predict(fit1)).head(6))

# an outcome with a zero-inflated component
# without threads = threading(2): a chain of pybrms_mix runs in one thread
# without backend = "cmdstanr": pybrms_mix chooses its own engine
# without refresh = 0: 'silent' controls the progress messages
fit2 = pm.brm(
    "count ~ zAge",
    data=d,
    family=pm.mixture(pm.zero_inflated_poisson(), pm.poisson()),
    control={"adapt_delta": 0.95},
    save_pars=pm.save_pars(all=True),
    file="fits/zip",
    file_refit="on_change",
)
fit2 = pm.add_criterion(fit2, criterion="loo")
print(pm.summary(fit2, digits=2))
print(pm.fixef(fit2)["Estimate"])
print(pm.as_draws_matrix(fit2).reset_index(drop=True)["b_mu1_zAge"])
print(pm.hypothesis(fit2, hypothesis="mu1_zAge > 0"))
print(pm.ndraws(fit2))
print(pm.bayes_R2(fit1))
print(pm.loo_compare(pm.loo(fit1), pm.loo(fit2)))
