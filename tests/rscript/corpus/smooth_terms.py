"""The Python of smooth_terms.R."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

fit = pm.brm(
    "y ~ s(x, k = 4) + s(z, by = g, k = 4)",
    data=read_csv("d.csv"),
    family=pm.gaussian(),
)
smooths = pm.conditional_smooths(fit)
smooths.plot(rug=True)
plt.show()
# without ask of plot()
pm.conditional_smooths(
    fit, smooths="s(x, k = 4)", resolution=20, spaghetti=True, ndraws=10
).plot()
plt.show()
highest = r.largest(smooths["mu: s(x,k=4)"]["upper__"])
curve = pm.posterior_smooths(
    fit, smooth="s(x, k = 4)", newdata=pd.DataFrame({"x": [1, 2]})
)
pm.conditional_smooths(fit, too_far=0.1).plot()
plt.show()
