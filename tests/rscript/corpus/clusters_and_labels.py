"""The Python of clusters_and_labels.R."""

import numpy as np
import pandas as pd
import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.rscript.random import RRandom

# starting values by kmeans(): given centers, and centers drawn at random
rng = RRandom(4)
y = np.concatenate([rng.rnorm(30), rng.rnorm(25, 4), rng.rnorm(20, 9)])
km = r.kmeans(y, [0, 4, 9], rng=rng)
cluster = r.part(km, "cluster")
centers = r.sort(r.as_vector(r.part(km, "centers")))
within = r.part(km, "withinss")
rng = RRandom(5)
drawn = r.kmeans(y, 3, nstart=4, rng=rng)
sizes = r.sort(r.part(drawn, "size"))
loss = r.rounded(r.part(drawn, "tot.withinss"), 8)
two = r.part(r.kmeans(r.column_bound([("y", y), (None, y**2)]), 2, rng=rng), "size")
after = rng.runif(1)
# sums in a table, and labels
d = pd.DataFrame(
    {"g": ["a", "b", "a", "b"], "h": ["u", "u", "v", "u"], "n": [1, 2, 3, 5]}
)
sums = r.sums_by(d["n"], d["g"])
both = r.sums_by(d["n"], d["g"], d["h"])
shares = r.percent([0.012, 0.0123])
share = r.percent(0.2345, 0.1)
thousands = r.comma(1234567.4)
bessel = r.compute(
    r.bessel([0.5, 2], 1, expon_scaled=True),
    "/",
    r.bessel([0.5, 2], 0, expon_scaled=True),
)
# contrasts: one column is completed as R completes it
e = r.data_frame(f=r.factor(["p", "q", "r", "s"]), y=np.arange(1, 5))
e = r.with_column_contrasts(e, "f", [-1, 0, 1, 3])
k = r.column_contrasts(e, "f")
w = r.data_frame(f=r.factor(["p", "q", "p"]))
w = r.with_column_contrasts(w, "f", [-0.5, 0.5])
w = r.with_column_contrasts(
    w, "f", r.with_column_names(r.column_contrasts(w, "f"), "slope")
)
m = list(r.model_matrix("~f", data=w).columns)
# rows of priors
p = r.set_priors("normal(0, 1)", class_="b", dpar=["mu1", "mu2"]) + pm.prior(
    "normal(2, 1)", class_="Intercept", dpar="mu1"
)
n_rows = len(r.prior_rows(p, np.arange(2, 4)))
first = r.head_priors(p, -1).to_frame()["dpar"]
last = r.tail_priors(p, 1).to_frame()["class"]
rounded = r.mutate(
    d, r.across(r.where(r.is_numeric), functions=lambda x_: r.signif(x_, 1))
)
# a matrix and a number for each of its rows
z = r.sapply(np.arange(1, 3), lambda j: j * np.array([1, 2]))
rel = r.compute(z, "/", r.row_sums(z))
weights = r.col_sums(rel)
part = r.compute(rel, "*", [10, 100])
coefs = r.coef(
    r.summary(
        r.glm(
            "n > 2 ~ h",
            data=pd.DataFrame({"n": [1, 3, 2, 5, 1, 4], "h": [0, 1, 0, 1, 1, 0]}),
            family="binomial",
        )
    )
)
