"""The Python of posterior.R."""

import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
fit = pm.brm(
    "y ~ x + (1 | g)", data=d, family=pm.mixture("gaussian", "gaussian"), seed=1
)
seed = 10
yrep = pm.posterior_predict(fit, ndraws=50, seed=seed)
more = pm.posterior_predict(
    fit,
    newdata=pd.DataFrame({"x": [0, 1], "g": "a"}),
    draw_ids=range(20),
    seed=seed + 1,
)
mu = pm.posterior_epred(fit, re_formula="NA")
first = yrep[0, :]
obs_means = r.col_means(yrep)
est = pm.fitted(fit)["Estimate"]
interval = r.as_in_r(pm.posterior_interval(fit, prob=0.9))
draws = pm.as_draws_df(fit)
print(r.mean(r.compare(draws["b_mu2_x"], ">", 0)))
print(r.quantile(draws["sigma1"], [0.1, 0.9]))
re = r.part(pm.ranef(fit), "g")
print(pm.variables(fit))
