"""The Python of linear_models.R."""

# Linear models before the mixture.

import numpy as np
import pandas as pd
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom

rng = RRandom(11)
n = 40
d = r.data_frame(
    x=rng.rnorm(n),
    g=r.factor(r.rep(["lo", "mid", "hi"], length_out=n), ["lo", "mid", "hi"]),
)
d["y"] = 1 + 2 * d["x"] + r.compare(d["g"], "==", "hi") + rng.rnorm(n, 0, 0.5)
d["w"] = rng.runif(n, 0.5, 2)
d = r.with_part(d, "y", r.with_subset(d["y"], 3, to=np.nan))
m = r.lm("y ~ x * g", data=d)
b = r.coef(m)
b_x = r.subset(r.coef(m), "x")
first = r.element(r.coef(m), 1)
s = r.summary(m)
table = r.part(s, "coefficients")
p = r.subset(r.part(s, "coefficients"), "x", "Pr(>|t|)")
r2 = r.part(s, "r.squared")
r2a = r.part(s, "adj.r.squared")
f = r.part(s, "fstatistic")
sig = r.residual_sd(m)
ci = r.confint(m)
ci_x = r.confint(m, parm="x", level=0.9)
res = r.residuals(m)
fit = r.fitted(m)
rss = r.model_deviance(m)
k = r.residual_df(m)
n_used = r.observations(m)
a = r.information_criterion(m)
bi = r.information_criterion(m, bic=True)
ll = r.as_numeric(r.log_likelihood(m))
v = r.vcov(m)
nd = pd.DataFrame({"x": [-1, 1], "g": ["lo", "hi"]})
pred = r.predict(m, newdata=nd)
band = r.predict(m, newdata=nd, interval="confidence")
wide = r.predict(m, newdata=nd, interval="prediction", level=0.8)
se = r.part(r.predict(m, newdata=nd, se_fit=True), "se.fit")
m0 = r.lm("y ~ x", data=d)
an = r.anova(m)
an2 = r.anova(m0, m)
better = r.compare(r.information_criterion(m), "<", r.information_criterion(m0))
weighted = r.coef(r.lm("y ~ x", data=d, weights=d["w"]))
part = r.coef(r.lm("y ~ x", data=d, subset=r.compare(d["x"], ">", 0)))
curved = r.coef(r.lm("y ~ poly(x, 2) + log(w)", data=d))
squared = r.subset(
    r.part(r.summary(r.lm("y ~ x + I(x^2)", data=d)), "coefficients"), ..., "Std. Error"
)
without = r.coef(r.lm("y ~ 0 + g", data=d))
dependent = r.coef(r.lm("y ~ x + I(2 * x)", data=d))
x = np.array([1, 2, 3, 4])
y = np.array([2, 3, 5, 4])
alone = r.named(r.coef(r.lm("y ~ x", data=r.data_frame(y=y, x=x))), None)
d["k"] = rng.rpois(n, np.exp(0.5 + 0.3 * d["x"]))
d["z"] = rng.rbinom(n, 1, prob=r.expit(d["x"]))
d["size"] = 5
d["wins"] = rng.rbinom(n, 5, prob=r.expit(0.5 * d["x"]))
gp = r.glm("k ~ x + g", data=d, family="poisson")
gp_table = r.part(r.summary(gp), "coefficients")
gp_aic = r.information_criterion(gp)
gp_dev = r.c(r.model_deviance(gp), r.part(gp, "null.deviance"))
spread = r.compute(
    r.total(r.residuals(gp, type="pearson") ** 2), "/", r.residual_df(gp)
)
gb = r.glm("z ~ x", data=d, family="binomial", link="logit")
gb_p = r.predict(gb, newdata=pd.DataFrame({"x": np.arange(0, 2)}), kind="response")
gb_eta = r.predict(gb, newdata=pd.DataFrame({"x": np.arange(0, 2)}))
gb_ci = r.confint_default(gb)
probit = r.coef(r.glm("z ~ x", data=d, family="binomial", link="probit"))
trials = r.glm("cbind(wins, size - wins) ~ x", data=d, family="binomial")
trials_b = r.coef(trials)
trials_aic = np.array(
    [r.information_criterion(trials), r.information_criterion(trials, bic=True)]
)
level = r.coef(r.glm('g == "hi" ~ x', data=d, family="binomial"))
exposed = r.coef(r.glm("k ~ x + offset(log(w))", data=d, family="poisson"))
gam = r.glm("w ~ x", data=d, family="Gamma", link="log")
gam_table = r.part(r.summary(gam), "coefficients")
gau = r.information_criterion(r.glm("y ~ x", data=d))


def each(part):
    own = r.lm("y ~ x", data=part)
    return r.coef(own)["x"]


slopes = r.sapply(r.split(d, d["g"]), each)
models = [r.lm(f"y ~ {f}", data=d) for f in ["x", "x + g"]]
sizes = r.sapply(models, lambda m: r.length(r.coef(m)), use_names="own")
r2s = r.sapply(models, lambda m: r.part(r.summary(m), "r.squared"), use_names="own")
mm = r.model_matrix("~x + g", data=d)
mm_names = list(mm.columns)
same = r.truth(r.inherits(gp, "glm")) and r.truth(not r.truth(r.inherits(m, "glm")))
