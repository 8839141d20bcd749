"""The Python of help_mixture_calls.R."""

import numpy as np
import pybrms_mix as pm

m1 = pm.mixture("gaussian", "student")
m2 = pm.mixture(pm.gaussian(), pm.student(link="identity"), order=False)
m3 = pm.mixture("poisson", nmix=3)
m4 = pm.mixture("gaussian", "gaussian", order="mu")
m5 = pm.mixture("gaussian", "exgaussian", nmix=[2, 1])
f = pm.brmsfamily("skew_normal", link_sigma="log")
