"""Distributions of a response: links, parameters, densities, and the mixtures of distributions."""
