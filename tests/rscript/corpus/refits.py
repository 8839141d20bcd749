"""The Python of refits.R."""

import numpy as np
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
fit = pm.brm("y ~ x", data=d, family=pm.mixture("gaussian", "gaussian"), seed=1)
# without recompile = FALSE: programs are compiled when this is necessary
fit2 = pm.update(fit, newdata=r.subset(d, np.arange(1, 51), ...), iter=500)
wide = pm.update(fit, formula="~. + z", newdata=d)
cv = pm.kfold(fit, fit2, K=5)
print(cv)
