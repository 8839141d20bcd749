"""The Python of effects.R."""

import matplotlib.pyplot as plt
import pybrms_mix as pm
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
fit = pm.brm("y ~ x", data=d, family=pm.mixture("gaussian", "gaussian"), seed=1)
pm.conditional_effects(fit, effects="x").plot()
plt.show()
ce = pm.conditional_effects(fit, prob=0.9)
# without ask of plot()
ce.plot(points=True)
plt.show()
pm.plot(fit, combo=["dens", "trace"], variable=["sigma1", "theta1"])
plt.show()
pm.pairs(fit)
plt.show()
