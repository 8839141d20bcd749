"""R's random numbers: ``set.seed(1); rnorm(3)`` gives the same numbers as in R."""

from pybrms_mix.rscript.random.generator import RRandom

__all__ = ["RRandom"]
