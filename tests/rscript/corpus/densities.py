"""The Python of densities.R."""

import numpy as np
from pybrms_mix import r
from scipy import stats

x = r.seq(start=-3, to=3, by=0.5)
d1 = stats.norm.pdf(x, 0, 1)
d2 = stats.norm.logpdf(x, 1, 2)
p = stats.norm.cdf(1.96)
q = stats.norm.ppf(0.975)
upper = stats.norm.sf(2)
k = stats.poisson.pmf(np.arange(0, 6), 3)
b = stats.binom.pmf(2, 10, 0.2)
g = stats.gamma.pdf(2, 3, scale=1 / 2)
l_ = stats.lognorm.pdf(2, 1, scale=np.exp(0))
e = stats.expon.pdf(1, scale=1 / 3)
t3 = stats.t.pdf(0, 3)
