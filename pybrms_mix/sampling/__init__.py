"""Preparation and evaluation of sampler runs: deduplication, saved parameters, bridge sampling."""
