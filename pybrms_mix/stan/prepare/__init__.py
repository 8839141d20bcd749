"""Computations on a posterior before it is sampled: mode, curvature, metric and step size."""
