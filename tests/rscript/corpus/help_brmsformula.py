"""The Python of help_brmsformula.R."""

import pybrms_mix as pm

bf1 = pm.bf("y ~ x + (1 + x | g)", "sigma ~ z")
bf2 = pm.bf("y ~ a * exp(b * x)", "a + b ~ 1", nl=True)
bf3 = pm.bf("y | trials(n) ~ s(x) + (1 | gr(g, by = z))")
bf4 = pm.bf("y ~ 1", "mu1 ~ x", "mu2 ~ z", "theta2 ~ 1", sigma2="sigma1")
bf5 = pm.bf("y ~ 1") + pm.lf("sigma ~ x", cmc=False) + pm.set_nl(nl=False)
bf6 = pm.bf("y ~ x", family=pm.mixture("gaussian", "student"))
f = "y ~ x + offset(log(z))"
g = "y ~ x"
print(pm.bf(f))
