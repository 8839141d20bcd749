"""The Python of random_unseeded.R."""

from pybrms_mix.rscript.random import RRandom

rng = RRandom()


def noise(n):
    return rng.rnorm(n, 0, 0.1)


x = noise(3) + 1
