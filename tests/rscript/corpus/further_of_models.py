"""The Python of further_of_models.R."""

# The further arguments of models differ from call to call.

import numpy as np
import pandas as pd
import pybrms_mix as pm


def model(k, **more):
    return pm.brm("y ~ 1", data=d, family=pm.mixture("gaussian", nmix=k), **more)


d = pd.DataFrame({"y": [1, 2, 5, 6]})
fit = model(2, seed=4, iter=200)
fit2 = model(3, chains=1)
