"""A mixture of two normals with a covariate, written by hand in NumPyro, with brms's priors."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist
from numpyro.distributions import constraints


def model(y, x, g, *, groups, middle, spread):
    """Define the mixture of `y ~ x` or `y ~ x + (1 + x | g)` with ordered intercepts."""
    intercept = numpyro.sample(
        "Intercept", dist.ImproperUniform(constraints.ordered_vector, (), (2,))
    )
    numpyro.factor("prior", dist.StudentT(3, middle, spread).log_prob(intercept).sum())
    slope = numpyro.sample("b", dist.ImproperUniform(constraints.real_vector, (), (2,)))
    with numpyro.plate("component", 2):
        sigma = numpyro.sample("sigma", dist.FoldedDistribution(dist.StudentT(3, 0, spread)))
    theta = numpyro.sample("theta", dist.Dirichlet(jnp.ones(2)))
    mu = intercept + (x - x.mean())[:, None] * slope
    if groups:
        with numpyro.plate("sds", 4):
            sd = numpyro.sample("sd", dist.FoldedDistribution(dist.StudentT(3, 0, spread)))
        for k in range(2):
            chol = numpyro.sample(f"L{k}", dist.LKJCholesky(2, 1.0))
            z = numpyro.sample(f"z{k}", dist.Normal(0, 1).expand([2, groups]).to_event(2))
            r = (sd[2 * k : 2 * k + 2, None] * chol) @ z
            mu = mu.at[:, k].add(r[0][g] + r[1][g] * x)
    rows = jnp.log(theta) + dist.Normal(mu, sigma).log_prob(y[:, None])
    numpyro.factor("rows", jax.nn.logsumexp(rows, axis=1).sum())


def starts(groups):
    """Return values near the truth of `contender.normals`, so that no time is spent on starts."""
    values = {
        "Intercept": jnp.array([0.0, 6.0]), "b": jnp.array([0.0, 1.0]),
        "sigma": jnp.ones(2), "theta": jnp.array([0.66, 0.34]),
    }  # fmt: skip
    if groups:
        values |= {"sd": jnp.full(4, 0.4)}
        values |= {f"z{k}": jnp.zeros((2, groups)) for k in range(2)}
        values |= {f"L{k}": jnp.eye(2) for k in range(2)}
    return values
