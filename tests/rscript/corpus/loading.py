"""The Python of loading.R."""

import pybrms_mix as pm
from pybrms_mix.rscript.data_files import read_rds

loaded = read_rds("study.RData")
study = loaded["study"]
print(study.head(3))
fit = pm.brm("y ~ x", data=study, family=pm.mixture("gaussian", "gaussian"), seed=1)
